"""Where a table is broken between pages: no heading stands last on one, no total first on the next."""

from collections.abc import Sequence
from typing import Protocol


class BreakableRow(Protocol):
    """A row of a table. ``has_rule``: it is a total below its parts."""

    @property
    def is_heading(self) -> bool: ...

    @property
    def has_rule(self) -> bool: ...


def rows_by_page(heights: Sequence[float], rows: Sequence[BreakableRow], room: float) -> tuple[range, ...]:
    """Return the rows of each page by number. ``heights``: of the rows; ``room``: of a page, in the same measure."""
    pages, first, used = [], 0, 0.0
    for number, height in enumerate(heights):
        if used + height > room and number > first:
            end = _break_before(rows, first, number)
            pages.append(range(first, end))
            first = end
            used = sum(heights[first:number])
        used += height
    return (*pages, range(first, len(rows)))


def _break_before(rows: Sequence[BreakableRow], first: int, end: int) -> int:
    """Return where a page ends that has room up to ``end``; there, if all its rows belong together."""
    places = range(end, first, -1)
    return next((place for place in places if not (rows[place - 1].is_heading or rows[place].has_rule)), end)
