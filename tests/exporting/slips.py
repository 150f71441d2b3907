"""The reference case with slips: the published statement and the reconciliation no longer agree."""

from pathlib import Path

import openpyxl

from tests.exporting.books import session_of
from workbench.resources import sample
from workbench.session import Session

MORE_IN_THE_STATEMENT, MORE_IN_THE_RECONCILIATION, MORE_IN_AN_EFFECT = 10, 10, 7


def with_slips(folder: Path) -> Session:
    """Return the case after an import in which receivables, revenue and an effect on net income are mistyped."""
    book = openpyxl.load_workbook(sample())
    for sheet, cell, more in (
        ("BS", "C15", MORE_IN_THE_STATEMENT),
        ("Recon IS 1H23", "B10", MORE_IN_THE_RECONCILIATION),
        ("Recon IS 1H23", "D24", MORE_IN_AN_EFFECT),
    ):
        book[sheet][cell] = book[sheet][cell].value + more
    path = folder / "slips.xlsx"
    book.save(path)
    return session_of(path)
