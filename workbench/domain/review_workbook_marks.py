"""The marks by which a review workbook is recognized, whichever program has saved it since and in whatever format."""

PROGRAM = "Reconciliation Workbench"
"""Written in a property of the document."""
WRITTEN_BY = f"Review workbook written by {PROGRAM}"
"""Written in a cell of every sheet of an English review workbook."""
REVIEW_MARK = "[reconciliation-workbench]"
"""Written after the same words in a cell of every sheet of a workbook in another language; never translated."""
SWITCH_NAME = "switch_"
"""The prefix of the defined names of the switches."""
SWITCH_SHEETS, SWITCH_HEADING = ("Lead", "Summary"), "Switch: 1 = on, 0 = off"
"""In English: the names of the switches' sheet, the second of older versions, and the heading above them."""
MAP_SHEET, MAP_MARK, MAP_FORMAT = "_workbench", "reconciliation-workbench", "2"
"""The sheet with which a review workbook explains itself, its first cell, and its format."""


def repeat_of_switch(switch: str) -> str:
    """Return the formula with which a reconciled sheet repeats a switch: ``=IF('Lead'!$C$9=1,1,0)``."""
    return f"=IF({switch}=1,1,0)"
