"""Sheets with accounts that are not a statement: a trial balance lists every account with its debit or credit."""

import re

from workbench.domain.facts import Told, fact
from workbench.importing.language.chinese import simplify
from workbench.importing.sheets.tables import Amounts
from workbench.workbooks import CellKind, Sheet

TRIAL_BALANCE = fact("trial-balance")
TITLE = re.compile(r"\btrial balance\b|^tb\b|试算平衡|科目余额表", re.IGNORECASE)
DEBIT, CREDIT = re.compile(r"^(dr|debits?|借方)\b", re.IGNORECASE), re.compile(r"^(cr|credits?|贷方)\b", re.IGNORECASE)
ACCOUNT_CODE = re.compile(
    r"^(account|a/c|acct|gl|g/l|nominal|ledger)\W*(no|nos|number|code|#|id)?\.?$|^(no|code)\.?$|科目(编码|代码)",
    re.IGNORECASE,
)
LONGEST_TITLE, FIRST_ROWS = 80, 8
"""A trial balance is titled as such in one of its first rows, in a text of at most this many characters."""


def other_paper_on(sheet: Sheet, amounts: Amounts) -> Told:
    """Return what a sheet contains instead of a statement: ``a trial balance``; "" if it may be a statement.

    A trial balance is titled as such in its first rows or on its tab, or has an account code beside debit and credit.
    """
    first_rows = list(sheet.rows.values())[:FIRST_ROWS]
    titles = [
        cell.text
        for cells in first_rows
        for cell in cells
        if cell.kind is CellKind.TEXT and len(cell.text) <= LONGEST_TITLE
    ]
    has_sides = False
    for cells in first_rows:
        heads = [simplify(cell.text.strip()) for cell in cells if (cell.row, cell.column) not in amounts]
        sides = any(DEBIT.match(head) for head in heads) and any(CREDIT.match(head) for head in heads)
        has_sides |= sides
        if sides and any(ACCOUNT_CODE.match(head) for head in heads) and len(heads) <= 4:
            return TRIAL_BALANCE
    is_called_so = any(TITLE.search(simplify(text)) for text in (*titles, sheet.name))
    return TRIAL_BALANCE if is_called_so and has_sides else ""
