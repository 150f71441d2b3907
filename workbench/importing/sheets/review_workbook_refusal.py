"""Review workbooks that this program wrote are refused: their figures and differences come from the sources."""

from workbench.domain.review_workbook_marks import (
    MAP_SHEET,
    PROGRAM,
    REVIEW_MARK,
    SWITCH_HEADING,
    SWITCH_NAME,
    SWITCH_SHEETS,
    WRITTEN_BY,
    repeat_of_switch,
)
from workbench.errors import ImportRefused
from workbench.workbooks import CellKind, SourceWorkbook


def refuse_review_workbook(workbook: SourceWorkbook) -> None:
    """Raise ImportRefused if this program wrote the workbook, or the original of the copy: any one mark is enough."""
    if is_review_workbook(workbook):
        raise ImportRefused(
            "{file} cannot be imported: it is a review workbook written by this program, so its differences would be "
            "counted twice. Open its project and merge it there, or import the source workbooks.",
            file=workbook.name,
        )


def is_review_workbook(workbook: SourceWorkbook) -> bool:
    """True if this program wrote the workbook, or the original of the copy."""
    return (
        PROGRAM in workbook.properties
        or workbook.sheet(MAP_SHEET) is not None
        or _names_switches(workbook)
        or _says_so(workbook)
    )


def _names_switches(workbook: SourceWorkbook) -> bool:
    """True for our names if a cell repeats one, or beside our English heading.

    An analyst's model may have names such as ``switch_scenario`` too.
    """
    switches = [_without_quotes(refers_to) for name, refers_to in workbook.names if name.startswith(SWITCH_NAME)]
    if not switches:
        return False
    repeats = {repeat_of_switch(switch) for switch in switches}
    formulas = (cell.formula for sheet in workbook.sheets for cell in sheet.cells if cell.formula)
    if any(_without_quotes(formula) in repeats for formula in formulas):
        return True
    return any(
        sheet is not None
        and any(cell.text == SWITCH_HEADING for cell in sheet.cells)
        and any(switch.startswith(f"{sheet.name}!") for switch in switches)
        for sheet in map(workbook.sheet, SWITCH_SHEETS)
    )


def _without_quotes(formula: str) -> str:
    """Return a formula without the quotes round names of sheets, which some programs leave out."""
    return formula.replace("'", "")


def _says_so(workbook: SourceWorkbook) -> bool:
    texts = (cell.text for sheet in workbook.sheets for cell in sheet.cells if cell.kind is CellKind.TEXT)
    return any(WRITTEN_BY in text or REVIEW_MARK in text for text in texts)
