"""The files shipped with the program."""

from pathlib import Path

SAMPLE = "samples/qifu-h1-2023.xlsx"


def root() -> Path:
    """Return the folder of the program's own files: in the installed package, else the checkout's ``resources/``."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def sample() -> Path:
    """Return the sample workbook: Qifu Technology's Form 6-K of August 2023, as an analyst would keep it."""
    return root() / SAMPLE
