"""A short digest of what a row of a list holds, the same whichever program has saved the workbook since."""

import hashlib
from collections.abc import Iterable
from decimal import Decimal

from workbench.exporting.cell_numbers import in_a_cell
from workbench.exporting.writable_text import writable
from workbench.plain_text import to_printable

DIGITS = 12
Content = Decimal | str | int | None


def digest_of_row(contents: Iterable[Content]) -> str:
    """Return the digest of the cells of a row: numbers as a cell holds them, texts without their blanks."""
    return hashlib.sha256("\t".join(map(_as_kept, contents)).encode(errors="replace")).hexdigest()[:DIGITS]


def _as_kept(content: Content) -> str:
    if isinstance(content, Decimal | int):
        number = in_a_cell(content)
        return f"{content:f}" if number is None else repr(float(number))
    return "".join(to_printable(writable(content or "")).split())
