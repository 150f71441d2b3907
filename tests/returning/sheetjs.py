"""SheetJS, a library that other programs save workbooks with; fetched for a sweep, and no part of the program."""

import shutil
import subprocess
from pathlib import Path

PACKAGE = "xlsx@0.18.5"
SCRIPT = Path(__file__).with_suffix(".mjs")
SECONDS = 180


class SheetJSMissingError(Exception):
    """Node, its packages or the network are not there."""


class SheetJS:
    """``modules``: the folder in which the package was installed."""

    def __init__(self, node: str, modules: Path) -> None:
        self._node = node
        self._modules = modules

    @classmethod
    def fetched(cls, folder: Path) -> "SheetJS":
        """Install the library into ``folder``. Raises SheetJSMissingError where that cannot be."""
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise SheetJSMissingError("node and npm are not installed.")
        (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise SheetJSMissingError(f"{PACKAGE} could not be fetched in time.") from None
        if done.returncode:
            raise SheetJSMissingError(f"{PACKAGE} could not be fetched.")
        return cls(node, folder)

    def saved_as(self, suffix: str, workbook: Path, folder: Path) -> Path:
        """Read a workbook and write it again."""
        target = folder / f"{workbook.stem}{suffix}"
        command = [self._node, str(SCRIPT), str(self._modules), str(workbook), str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return target
