"""SheetJS, a library that other programs save workbooks with."""

from pathlib import Path

from tests.node_packages import NodePackage

PACKAGE = "xlsx@0.18.5"
SCRIPT = Path(__file__).with_suffix(".mjs")


class SheetJS:
    """Fetched into a folder; raises PackageMissingError where that cannot be."""

    def __init__(self, modules: Path) -> None:
        self._package = NodePackage.fetched(PACKAGE, SCRIPT, modules)

    def saved_as(self, suffix: str, workbook: Path, folder: Path) -> Path:
        """Read a workbook and write it again."""
        folder.mkdir(exist_ok=True)
        target = folder / f"{workbook.stem}{suffix}"
        self._package.output(str(workbook), str(target))
        return target
