"""The long table as a workbook: one sheet, texts as texts, amounts as numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from workbench.domain.project import Project
from workbench.exporting.layout import (
    HEADING_FILL,
    PAGE,
    CellFormat,
    ListedRows,
    PlannedRow,
    PlannedSheet,
    WorkbookLayout,
    number_format,
    planned_cell,
)
from workbench.phrases import Words, phrase, say
from workbench.presentation.states import state_of

WIDTHS = (16, 24, 34, 44, 22, 12, 34, 18, 60)
LINE, AMOUNT = 2, 7
"""The columns, counted from 0, of the line's id and the amount."""


def lay_out_table(
    project: Project, headings: Sequence[str], rows: Sequence[tuple[Any, ...]], words: Words
) -> WorkbookLayout:
    """Return the workbook of ``rows``, each with one value for each heading."""
    sheet = PlannedSheet(say(phrase("Figures"), words))
    for column, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True), 1):
        sheet.put(1, column, heading, CellFormat(bold=True, fill=HEADING_FILL, rule_below=True))
        sheet.widths[column] = width
    sheet.freeze, sheet.heading_rows = (2, 1), (1, 1)
    sheet.listed_rows = ListedRows(2, len(rows), lambda: _planned_rows(project, rows))
    title = phrase("{entity}: every figure ({state})", entity=project.entity, state=state_of(project).in_words(words))
    return WorkbookLayout([sheet], {}, f"&L&8&F&R&8{say(PAGE, words)}", {"title": say(title, words)})


def _planned_rows(project: Project, rows: Sequence[tuple[Any, ...]]) -> Iterator[PlannedRow]:
    for row in rows:
        amount_format = CellFormat(number_format=number_format(project.line(row[LINE])))
        yield [
            planned_cell(value, amount_format) if column == AMOUNT else planned_cell(value)
            for column, value in enumerate(row)
        ]
