"""A reviewer who works in LibreOffice: opens a workbook, does what reviewers do, and saves it.

LibreOffice is driven by a Basic macro in a profile of its own, which carries out a list of steps from a file: its
Python, through which it can be driven from outside, is not installed everywhere.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

SECONDS = 240
Step = tuple[str, ...]
"""What is done, with its arguments."""
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
}
MACRO = r"""
Dim document As Object

Sub Main(job As String)
  Dim channel, text, parts
  On Error Goto Failed
  channel = FreeFile
  Open job For Input As #channel
  Do While Not EOF(channel)
    Line Input #channel, text
    parts = Split(text, Chr(9))
    If UBound(parts) >= 0 Then Carry(parts)
  Loop
  Close #channel
  Note(job, "done")
  Exit Sub
Failed:
  Note(job, text & ": " & Error$)
End Sub

Sub Note(job, said)
  Dim channel
  channel = FreeFile
  Open job & ".log" For Output As #channel
  Print #channel, said
  Close #channel
End Sub

Function Prop(name As String, value)
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = value
  Prop = made
End Function

Function Sheet(name As String)
  Dim found
  found = document.Sheets.getByName(name)
  If found.isProtected() Then found.unprotect("")
  Sheet = found
End Function

Sub Carry(parts)
  Dim field(0) As New com.sun.star.table.TableSortField
  Dim descriptor, area, address
  Select Case parts(0)
    Case "open"
      document = StarDesktop.loadComponentFromURL(ConvertToURL(parts(1)), "_blank", 0, Array(Prop("Hidden", True)))
    Case "number"
      Sheet(parts(1)).getCellRangeByName(parts(2)).Value = Val(parts(3))
    Case "text"
      Sheet(parts(1)).getCellRangeByName(parts(2)).String = parts(3)
    Case "formula"
      Sheet(parts(1)).getCellRangeByName(parts(2)).Formula = parts(3)
    Case "comment"
      address = Sheet(parts(1)).getCellRangeByName(parts(2)).CellAddress
      Sheet(parts(1)).Annotations.insertNew(address, parts(3))
    Case "insert rows"
      Sheet(parts(1)).Rows.insertByIndex(Val(parts(2)) - 1, 1)
    Case "delete rows"
      Sheet(parts(1)).Rows.removeByIndex(Val(parts(2)) - 1, 1)
    Case "insert columns"
      Sheet(parts(1)).Columns.insertByIndex(Val(parts(2)) - 1, 1)
    Case "delete columns"
      Sheet(parts(1)).Columns.removeByIndex(Val(parts(2)) - 1, 1)
    Case "hide rows"
      Sheet(parts(1)).Rows.getByIndex(Val(parts(2)) - 1).IsVisible = False
    Case "format"
      Sheet(parts(1)).getCellRangeByName(parts(2)).CharWeight = 150
      Sheet(parts(1)).getCellRangeByName(parts(2)).CellBackColor = 16776960
    Case "rename sheet"
      document.Sheets.getByName(parts(1)).Name = parts(2)
    Case "move sheet"
      document.Sheets.moveByName(parts(1), Val(parts(2)))
    Case "delete sheet"
      document.Sheets.removeByName(parts(1))
    Case "add sheet"
      document.Sheets.insertNewByName(parts(1), document.Sheets.Count)
    Case "sort"
      area = Sheet(parts(1)).getCellRangeByName(parts(2))
      field(0).Field = Val(parts(3))
      field(0).IsAscending = False
      area.sort(Array(Prop("SortFields", field()), Prop("ContainsHeader", False)))
    Case "save"
      document.calculateAll()
      document.storeToURL(ConvertToURL(parts(1)), Array(Prop("FilterName", parts(2))))
      document.close(True)
  End Select
End Sub
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Reviewer" script:language="StarBasic">
{code}
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Reviewer"/></library:library>
"""


@dataclass(frozen=True)
class Work:
    """What is done to one workbook, and where it is saved: its suffix says as what."""

    workbook: Path
    steps: Sequence[Step]
    saved_as: Path


class OfficeReviewer:
    def __init__(self, soffice: str, folder: Path) -> None:
        self._soffice = soffice
        self._folder = folder
        self._profile = folder / "profile"
        self._run("--terminate_after_init")  # which fills the profile
        library = self._profile / "user" / "basic" / "Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "Reviewer.xba").write_text(MODULE.format(code=escape(MACRO, quote=False)), encoding="utf-8")
        (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")

    def carry_out(self, works: Sequence[Work]) -> None:
        """Do everything in one session of LibreOffice. Raises AssertionError with what it could not do."""
        job = self._folder / "job"
        lines = []
        for work in works:
            lines.append(("open", str(work.workbook)))
            lines += work.steps
            lines.append(("save", str(work.saved_as), FILTERS[work.saved_as.suffix]))
        job.write_text("\n".join("\t".join(line) for line in lines) + "\n", encoding="utf-8")
        said = Path(f"{job}.log")
        said.unlink(missing_ok=True)
        self._run(f'macro:///Standard.Reviewer.Main("{job}")')
        outcome = said.read_text(encoding="utf-8", errors="replace").strip() if said.exists() else "nothing was done"
        assert outcome == "done", outcome

    def _run(self, argument: str) -> None:
        command = [
            self._soffice, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore", argument,
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
