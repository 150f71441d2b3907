"""What a returned cell holds, compared with the exact text that stood there at export."""

from decimal import Decimal, DecimalException

from workbench.domain.amounts import decimal_as_stored, format_exactly
from workbench.plain_text import to_printable
from workbench.workbooks import CellKind, SheetCell

TRUE_AND_FALSE = {True: Decimal(1), False: Decimal(0)}


def text_of(cell: SheetCell | None) -> str:
    """Return what a cell holds as a text; empty for a blank, or a formula without a result."""
    if cell is None or cell.kind is CellKind.NO_RESULT:
        return ""
    if isinstance(cell.value, Decimal):
        return format_exactly(decimal_as_stored(cell.value))
    return plain(cell.text)


def number_of(cell: SheetCell | None) -> Decimal | None:
    """Return the number in a cell; that of a text only if it is written without any sign but a minus and a point."""
    if cell is None:
        return None
    if isinstance(cell.value, Decimal):
        return decimal_as_stored(cell.value)
    if isinstance(cell.value, bool):
        return TRUE_AND_FALSE[cell.value]
    return number_in(cell.text) if cell.kind is CellKind.TEXT else None


def number_in(text: str | None) -> Decimal | None:
    """Return the number that a text of the map stands for; None for words."""
    if not text or not text.lstrip("-").replace(".", "", 1).isdigit():
        return None
    try:
        return Decimal(text)
    except DecimalException:
        return None


def plain(text: str | None) -> str:
    """Return a text as every program keeps it: without spaces at its ends, with one kind of line breaks."""
    lines = to_printable((text or "").replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def is_same(old: str | None, cell: SheetCell | None) -> bool:
    """True if a cell holds what stood there at export, in the digits that a cell keeps; an empty text is a blank."""
    was, now = number_in(old), number_of(cell)
    if was is not None and now is not None:
        return float(was) == float(now)
    return plain(old) == text_of(cell)
