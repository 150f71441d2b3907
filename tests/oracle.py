"""LibreOffice as an oracle: it loads a workbook, calculates every formula anew, and says what each cell shows."""

import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from workbench.workbooks import column_letter

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
SECONDS = 240

Shown = dict[str, dict[str, object]]
"""What each cell shows, by sheet and reference."""


class Oracle:
    """Runs with a profile of its own, so that the user's settings neither change nor matter."""

    def __init__(self, soffice: str, folder: Path) -> None:
        self._soffice = soffice
        self._profile = folder / "profile"
        (self._profile / "user").mkdir(parents=True)
        (self._profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")

    def saved_as(self, kind: str, workbooks: Sequence[Path], folder: Path) -> list[Path]:
        """Save each workbook again into ``folder``; ``kind``: the suffix, with a colon and a filter where it has many.

        Of a text only the first sheet is kept.
        """
        folder.mkdir(exist_ok=True)
        command = [
            self._soffice, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore",
            "--convert-to", kind, "--outdir", str(folder), *map(str, workbooks),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return [folder / f"{workbook.stem}.{kind.partition(':')[0]}" for workbook in workbooks]

    def recalculated(self, workbooks: Sequence[Path], folder: Path) -> list[Shown]:
        """Return what each workbook shows after a hard recalculation."""
        results = folder / "recalculated"
        saved = self.saved_as("xlsx:Calc MS Excel 2007 XML", workbooks, results)
        shown = [shown_by(workbook) for workbook in saved]
        shutil.rmtree(results)
        return shown


def shown_by(workbook: Path) -> Shown:
    """Return the values that a file stores for its cells; blank text counts as blank, whole numbers are integers."""
    if _holds_errors(workbook):  # which are blanks to the faster reader
        return _shown_with_errors(workbook)
    with CalamineWorkbook.from_path(str(workbook)) as book:
        return {
            name: {
                f"{column_letter(column)}{row}": int(value)
                if isinstance(value, float) and value.is_integer()
                else value
                for row, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
                for column, value in enumerate(cells, 1)
                if value not in (None, "")
            }
            for name in book.sheet_names
        }


def _holds_errors(workbook: Path) -> bool:
    with zipfile.ZipFile(workbook) as archive:
        parts = (name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return any(b' t="e"' in archive.read(name) for name in parts)


def _shown_with_errors(workbook: Path) -> Shown:
    book = openpyxl.load_workbook(workbook, data_only=True, read_only=True)
    try:
        return {
            sheet.title: {
                f"{column_letter(cell.column)}{cell.row}": cell.value
                for row in sheet.iter_rows()
                for cell in row
                if cell.value not in (None, "")
            }
            for sheet in book.worksheets
        }
    finally:
        book.close()
