"""What a cell states as a figure, and how it is written again with another one."""

import re
from dataclasses import replace
from decimal import Decimal

from workbench.workbooks import CellKind, SheetCell

Figure = Decimal | str | None
"""An amount; the words that stand in its place; None where the cell is empty."""

DASHES = frozenset("—–-")
WRITTEN = re.compile(r"(?P<open>\()?(?P<sign>-)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<close>\))?")


def figure_in(cell: SheetCell | None) -> Figure:
    """Return what a cell states: no more than plain amounts, brackets and dashes are understood."""
    if cell is None:
        return None
    if isinstance(cell.value, Decimal):
        return cell.value
    text = cell.text.strip()
    if not text or text in DASHES:
        return Decimal(0) if text else None
    written = WRITTEN.fullmatch(text)
    if not written or bool(written["open"]) != bool(written["close"]):
        return text
    amount = Decimal(written["digits"].replace(",", ""))
    return -amount if written["open"] or written["sign"] else amount


def with_amount(cell: SheetCell, amount: Decimal) -> SheetCell:
    """Return the cell with another amount, written as it writes amounts: as a number, or as text with brackets."""
    if cell.kind is CellKind.NUMBER:
        return replace(cell, value=amount, text=f"{amount:f}")
    written = f"({-amount:,f})" if amount < 0 else f"{amount:,f}" if amount else "—"
    return with_text(cell, cell.text[: len(cell.text) - len(cell.text.lstrip())] + written)


def with_text(cell: SheetCell, text: str) -> SheetCell:
    """Return the cell as someone typed words into it."""
    return replace(cell, kind=CellKind.TEXT, value=text, text=text)


def shown(cell: SheetCell) -> str:
    """Return a figure as an analyst would see it, to be typed into a cell of text."""
    return f"{cell.value:,f}" if isinstance(cell.value, Decimal) else cell.text


def decimals_of(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
