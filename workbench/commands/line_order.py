"""How the lines of a statement stand: one before another, and under the lines that head them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from workbench.domain.ids import LineId
from workbench.domain.statements import Line

NEAR = 64
"""How far from the last line that was looked up the next one is looked for first: edited lines stand together."""


class Places(Protocol):
    """The position of each line. Raises KeyError for a line that is not there."""

    def __getitem__(self, line: LineId, /) -> int: ...


class LineOrder(Protocol):
    """Lines in printed order: those of a statement, or those that are just being edited."""

    @property
    def lines(self) -> Sequence[Line]: ...

    @property
    def place_of(self) -> Places: ...


class LinesInWork:
    """Lines of a statement of which several are moved or taken out, without a new statement after each."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = list(lines)
        self._ids = [line.id for line in self.lines]
        self._near = 0

    @property
    def place_of(self) -> Places:
        return self

    def __getitem__(self, line: LineId) -> int:
        for first, behind in ((max(self._near - NEAR, 0), self._near + NEAR), (0, len(self._ids))):
            try:
                self._near = self._ids.index(line, first, behind)
            except ValueError:
                continue
            return self._near
        raise KeyError(line)

    def put(self, line: Line) -> None:
        """Put a line where the one with its id stands."""
        self.lines[self[line.id]] = line

    def take_out(self, place: int, number: int) -> None:
        """Take out ``number`` lines."""
        del self.lines[place : place + number]
        del self._ids[place : place + number]

    def insert(self, place: int, lines: Sequence[Line]) -> None:
        self.lines[place:place] = lines
        self._ids[place:place] = [line.id for line in lines]


def line_before(order: LineOrder, line: LineId) -> LineId | None:
    """Return the line that stands before another one; None for the first."""
    place = order.place_of[line]
    return order.lines[place - 1].id if place else None


def block_of(order: LineOrder, line: LineId) -> tuple[Line, ...]:
    """Return a line with those of the section that it heads: a heading, or a total that stands above its parts."""
    place = order.place_of[line]
    first = order.lines[place]
    path, behind = path_under(first), place + 1
    while behind < len(order.lines) and order.lines[behind].section[: len(path)] == path:
        behind += 1
    return tuple(order.lines[place:behind])


def path_under(line: Line) -> tuple[str, ...]:
    """Return the section of the lines that a line heads."""
    return (*line.section, line.caption)
