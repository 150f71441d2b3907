"""Review workbooks that this program wrote are refused: their figures and differences come from the sources."""

from workbench.domain.review_workbook_marks import PROGRAM, SUMMARY, SWITCH_HEADING, SWITCH_NAME, WRITTEN_BY
from workbench.errors import ImportRefused
from workbench.workbooks import CellKind, SourceWorkbook


def refuse_review_workbook(workbook: SourceWorkbook) -> None:
    """Raise ImportRefused where this program wrote the workbook, or what it is a copy of: any one sign is enough."""
    if PROGRAM in workbook.properties or _names_switches(workbook) or _says_so(workbook):
        raise ImportRefused(
            "{file} cannot be imported: it is a review workbook that this program wrote, and its differences would be "
            "counted twice. Import the source workbooks, or open the project.",
            file=workbook.name,
        )


def _names_switches(workbook: SourceWorkbook) -> bool:
    """True for our names beside our heading: an analyst's model may have names such as ``switch_scenario`` too."""
    summary = next((sheet for sheet in workbook.sheets if sheet.name == SUMMARY), None)
    has_heading = summary is not None and any(cell.text == SWITCH_HEADING for cell in summary.cells)
    return has_heading and any(
        name.startswith(SWITCH_NAME) and refers_to.replace("'", "").startswith(f"{SUMMARY}!")
        for name, refers_to in workbook.names
    )


def _says_so(workbook: SourceWorkbook) -> bool:
    texts = (cell.text for sheet in workbook.sheets for cell in sheet.cells if cell.kind is CellKind.TEXT)
    return any(WRITTEN_BY in text for text in texts)
