"""The long table as a workbook: one sheet, texts as texts, amounts as numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from workbench.domain.project import Project
from workbench.exporting.layout import HEADING_FILL, Listed, Look, Plan, PlannedRow, PlannedSheet, number_format, shown
from workbench.presentation.states import state_of

WIDTHS = (16, 24, 34, 44, 22, 12, 34, 18, 60)
LINE, AMOUNT = 2, 7
"""Which columns hold the line's id and the amount, from 0."""


def table_plan(project: Project, headings: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Plan:
    """Return the workbook of the rows, each of which has a value for each heading."""
    sheet = PlannedSheet("Figures")
    for column, (heading, width) in enumerate(zip(headings, WIDTHS, strict=True), 1):
        sheet.put(1, column, heading, Look(bold=True, fill=HEADING_FILL, rule_below=True))
        sheet.widths[column] = width
    sheet.freeze, sheet.heading_rows = (2, 1), (1, 1)
    sheet.listed = Listed(2, len(rows), lambda: _planned(project, rows))
    title = f"{project.entity}: every figure ({state_of(project).in_words})"
    return Plan([sheet], {}, "&L&8&F&R&8page &P of &N", {"title": title})


def _planned(project: Project, rows: Sequence[tuple[Any, ...]]) -> Iterator[PlannedRow]:
    for row in rows:
        amount = Look(number_format=number_format(project.line(row[LINE])))
        yield [shown(value, amount) if column == AMOUNT else shown(value) for column, value in enumerate(row)]
