"""``import workbench`` is quick and silent: it loads nothing that it does not use."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import workbench
from workbench.api.book import Book
from workbench.api.reading import read
from workbench.errors import WorkbenchError

HEAVY = "{'pandas', 'numpy', 'PySide6', 'openpyxl', 'xlsxwriter', 'sqlite3', 'cattrs'}"


def run(script: str) -> str:
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert outcome.stderr == ""
    return outcome.stdout.strip()


def test_importing_it_loads_no_more_than_the_version_and_prints_nothing() -> None:
    loaded = "sorted(name for name in sys.modules if name.startswith('workbench'))"
    assert run(f"import sys, workbench; print({loaded}, {HEAVY} & set(sys.modules))") == (
        "['workbench', 'workbench.program'] set()"
    )


def test_reading_and_switching_loads_no_frames_and_no_window() -> None:
    script = (
        "import sys, workbench; from workbench.resources import sample;"
        "book = workbench.read(sample()).off('guarantee'); print(book.state);"
        f"print(sorted({HEAVY} & set(sys.modules)))"
    )
    assert run(script).splitlines() == ["Illustrative: 3 of 4 differences", "['numpy']"]


def test_it_offers_what_is_documented() -> None:
    assert workbench.read is read
    assert workbench.Book is Book
    assert workbench.WorkbenchError is WorkbenchError
    assert set(workbench.__all__) <= set(dir(workbench))
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        workbench.write  # type: ignore[attr-defined]  # noqa: B018


def test_its_version_is_that_of_the_package_and_its_types_are_for_others() -> None:
    assert workbench.__version__ == version("reconciliation-workbench")
    assert (Path(workbench.__file__).parent / "py.typed").is_file()
