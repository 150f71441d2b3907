"""The long table as a workbook: one sheet, texts as texts, amounts as numbers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
from workbench.phrases import Words, say

WIDTHS = {
    "statement": 16,
    "period": 24,
    "line": 34,
    "caption": 44,
    "concept": 22,
    "unit": 12,
    "framework_or_adjustment": 34,
    "sources": 60,
    "adjustment": 34,
    "adjustment_name": 44,
    "entry_id": 34,
    "section": 44,
    "memo": 44,
}
OTHER_WIDTH = 18
"""Of columns of amounts and of short texts."""


def lay_out_table(
    project: Project,
    name: str,
    title: str,
    headings: Mapping[str, str],
    amounts: Collection[str],
    rows: Sequence[tuple[Any, ...]],
    words: Words,
) -> WorkbookLayout:
    """Return the workbook of ``rows``, each with one value for each heading; ``amounts``: the columns of amounts."""
    sheet = PlannedSheet(name)
    for column, (key, heading) in enumerate(headings.items(), 1):
        sheet.put(1, column, heading, CellFormat(bold=True, fill=HEADING_FILL, rule_below=True))
        sheet.widths[column] = WIDTHS.get(key, OTHER_WIDTH)
    sheet.freeze, sheet.heading_rows = (2, 1), (1, 1)
    columns = list(headings)
    places = frozenset(columns.index(name) for name in amounts)
    line = columns.index("line")
    sheet.listed_rows = ListedRows(2, len(rows), lambda: _planned_rows(project, rows, line, places))
    sheet.is_locked, sheet.is_printed = False, True
    sheet.page_footer = f"&L&8&F&R&8{say(PAGE, words)}"
    return WorkbookLayout([sheet], {}, {"title": title})


def _planned_rows(
    project: Project, rows: Sequence[tuple[Any, ...]], line: int, amounts: Collection[int]
) -> Iterator[PlannedRow]:
    for row in rows:
        amount_format = CellFormat(number_format=number_format(project.line(row[line])))
        yield [
            planned_cell(value, amount_format) if column in amounts else planned_cell(value)
            for column, value in enumerate(row)
        ]
