"""Small workbooks written cell by cell, and what a reader of the project would look up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from tests.found import all_findings
from tests.importing.judging import read_here
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, Statement, StatementKind
from workbench.importing import import_workbooks, project_from
from workbench.session import Session
from workbench.workbooks import begin_reading

Rows = Sequence[Sequence[object]]


INCOME = {
    "Revenue": 1000,
    "Cost of sales": -600,
    "Gross profit": 400,
    "Selling expenses": -150,
    "Operating profit": 250,
    "Income tax": -50,
    "Net income": 200,
}
POSITION = {
    "Cash": 200,
    "Trade receivables": 150,
    "Total current assets": 350,
    "Property": 650,
    "Total assets": 1000,
    "Trade payables": 300,
    "Total liabilities": 300,
    "Share capital": 400,
    "Retained earnings": 300,
    "Total equity": 700,
    "Total liabilities and equity": 1000,
}
"""Statements that add up. Their first line tells one column from another."""


def grown(lines: Mapping[str, int], number: int) -> dict[str, int]:
    """Return the figures of a column by its number: each is a tenth more than that of column 0."""
    return {caption: amount * (10 + number) // 10 for caption, amount in lines.items()}


def table(heads: Rows, columns: Sequence[int | None], lines: Mapping[str, int] = INCOME) -> list[Sequence[object]]:
    """Return rows of headings with a statement below them; None leaves a column blank."""
    figures = [grown(lines, number) if number is not None else {} for number in columns]
    return [*heads, *([caption, *(column.get(caption) for column in figures)] for caption in lines)]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the format that shows it, or struck out."""

    value: object
    number_format: str = "General"
    struck: bool = False


def workbook(
    folder: Path, sheets: dict[str, Rows], name: str = "book.xlsx", hidden: Collection[str | int] = ()
) -> Path:
    """Write rows as they are; a text that starts with ``*`` is bold without it.

    ``hidden``: the rows by number and the columns by letter that every sheet hides, and the sheets by name.
    """
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                cell: Any = sheet.cell(row, column)
                if isinstance(value, Cell):
                    cell.value, cell.number_format = value.value, value.number_format
                    cell.font = Font(strike=value.struck)
                elif isinstance(value, str) and value.startswith("*"):
                    cell.value, cell.font = value[1:], Font(bold=True)
                else:
                    cell.value = value
        for each in hidden:
            if isinstance(each, int):
                sheet.row_dimensions[each].hidden = True
            elif each == title:
                sheet.sheet_state = "hidden"
            elif each not in sheets:
                sheet.column_dimensions[each].hidden = True
    path = folder / name
    book.save(path)
    return path


def session_of(folder: Path, sheets: dict[str, Rows]) -> Session:
    return Session(import_workbooks([begin_reading(workbook(folder, sheets))]))


def imported(folder: Path, sheets: dict[str, Rows], hidden: Collection[str | int] = ()) -> Session:
    """Write sheets, read them without another process, and import them."""
    return Session(project_from([read_here(workbook(folder, sheets, hidden=hidden))]))


def reported(
    session: Session, kind: StatementKind = StatementKind.OPERATIONS
) -> dict[PeriodId, dict[str, Decimal | None]]:
    """Return what was reported of each period in the statements of one kind, by caption."""
    found: dict[PeriodId, dict[str, Decimal | None]] = {}
    for statement in session.project.of_kind(kind):
        for period in statement.periods:
            lines = found.setdefault(period, {})
            lines.update({line.caption: statement.figure(line.id, period) for line in statement.lines if line.caption})
    return found


def line_called(session: Session, caption: str) -> Line:
    lines = (line for statement in session.project.statements for line in statement.lines)
    return next(line for line in lines if line.caption == caption)


def made_of(statement: Statement) -> dict[str, str]:
    """Each total by caption, as ``a + b - c`` of captions."""
    captions = {line.id: line.caption for line in statement.lines}
    return {
        captions[total.line]: " ".join(f"{'+' if w > 0 else '-'} {captions[part]}" for part, w in total.parts)
        for total in statement.totals
    }


def findings(session: Session, *statuses: FindingStatus) -> list[Finding]:
    return [f for f in all_findings(session.results) if f.status in (statuses or (FindingStatus.FAIL,))]


def results(session: Session, period: str, number: int = 0) -> dict[str, Decimal | None]:
    lines = session.project.statements[number].lines
    return {line.caption: session.results.figure(line.id, period) for line in lines if line.caption}


YEAR, YEAR_BEFORE = "2023-01-01/2023-12-31", "2022-01-01/2022-12-31"
