"""LibreOffice as an oracle: it loads a workbook, calculates every formula anew, and says what each cell shows."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl

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

    def recalculated(self, workbooks: Sequence[Path], folder: Path) -> list[Shown]:
        """Return what each workbook shows after a hard recalculation."""
        results = folder / "recalculated"
        results.mkdir()
        command = [
            self._soffice, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(results), *map(str, workbooks),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        shown = [shown_by(results / workbook.name) for workbook in workbooks]
        shutil.rmtree(results)
        return shown


def shown_by(workbook: Path) -> Shown:
    """Return the values that a file stores for its cells; blank text counts as blank."""
    book = openpyxl.load_workbook(workbook, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
        }
        for sheet in book
    }
