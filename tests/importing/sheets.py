"""Small workbooks written cell by cell, and what a reader of the project would look up."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

from workbench.checks import all_findings
from workbench.domain.findings import Finding, Status
from workbench.domain.statements import Statement
from workbench.importing import import_workbooks
from workbench.session import Session
from workbench.workbooks import begin_reading

Rows = Sequence[Sequence[object]]


def workbook(folder: Path, sheets: dict[str, Rows], name: str = "book.xlsx") -> Path:
    """Write rows as they are; a text that starts with ``*`` is bold without it."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                cell: Any = sheet.cell(row, column)
                if isinstance(value, str) and value.startswith("*"):
                    cell.value, cell.font = value[1:], Font(bold=True)
                else:
                    cell.value = value
    path = folder / name
    book.save(path)
    return path


def session_of(folder: Path, sheets: dict[str, Rows]) -> Session:
    return Session(import_workbooks([begin_reading(workbook(folder, sheets))]))


def made_of(statement: Statement) -> dict[str, str]:
    """Each total by caption, as ``a + b - c`` of captions."""
    captions = {line.id: line.caption for line in statement.lines}
    return {
        captions[total.line]: " ".join(f"{'+' if w > 0 else '-'} {captions[part]}" for part, w in total.parts)
        for total in statement.totals
    }


def findings(session: Session, *statuses: Status) -> list[Finding]:
    return [f for f in all_findings(session.results) if f.status in (statuses or (Status.FAIL,))]


def results(session: Session, period: str, number: int = 0) -> dict[str, Decimal | None]:
    lines = session.project.statements[number].lines
    return {line.caption: session.results.figure(line.id, period) for line in lines if line.caption}


YEAR = "2023-01-01/2023-12-31"
