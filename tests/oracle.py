"""LibreOffice as an oracle: it loads a workbook, calculates every formula anew, and says what each cell shows."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl

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
    """Return the values that a file stores for its cells; blank text counts as blank."""
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
