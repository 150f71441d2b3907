"""The relations between totals and their parts, and every walk up or down them.

Two views are kept apart. *Nested relations*, each total with its own parts, are for showing and proving. The flat
*leaves* of a total add up to it, each once with its net weight; the remainder of a total is a leaf as well.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

Weighted = tuple[tuple[Key, int], ...]
"""Lines, each with its weight, +1 or -1."""


class Circle(ValueError):
    """A total that is, directly or through others, a part of itself. ``lines``: the circle, last equal to first."""

    def __init__(self, lines: tuple[Any, ...]) -> None:
        super().__init__(" → ".join(map(str, lines)))
        self.lines = lines


class Leaf(NamedTuple, Generic[Key]):
    """A line that is not a total, or the remainder of the total ``line``."""

    line: Key
    is_remainder: bool = False


def everything_below(total: Key, parts_of: Callable[[Key], Weighted[Key]]) -> Iterator[Key]:
    """Yield the parts of a total, their parts, and so on, each once."""
    reached: set[Key] = set()
    waiting = [total]
    while waiting:
        new = dict.fromkeys(part for part, _ in parts_of(waiting.pop()) if part not in reached)
        yield from new
        reached.update(new)
        waiting += new


def ways(start: Key, step: Callable[[Key], Weighted[Key]]) -> Iterator[tuple[Key, int]]:
    """Yield ``start`` and every line that ``step`` leads to, once for each way, with the product of its weights."""
    waiting = [(start, 1)]
    while waiting:
        line, weight = waiting.pop()
        yield line, weight
        waiting += [(following, weight * following_weight) for following, following_weight in step(line)]


class TotalsGraph(Generic[Key]):
    """The totals of one set of lines. ``others``: further lines of the set, whether or not a total names them."""

    def __init__(self, parts: Mapping[Key, Weighted[Key]], others: Iterable[Key] = ()) -> None:
        self._parts = parts
        self._others = tuple(others)

    def is_total(self, line: Key) -> bool:
        return line in self._parts

    def parts(self, line: Key) -> Weighted[Key]:
        """Return the parts of a total with their weights; empty for a line that is not a total."""
        return self._parts.get(line, ())

    def totals_above(self, line: Key) -> Weighted[Key]:
        """Return the totals in which a line counts directly, with its weight there."""
        return self._totals_above.get(line, ())

    def with_totals_above(self, line: Key) -> set[Key]:
        """Return ``line`` and every total in which it counts, directly or not."""
        return {line, *everything_below(line, self.totals_above)}

    def below(self, total: Key) -> set[Key]:
        """Return every line that counts in a total, directly or not."""
        return set(everything_below(total, self.parts))

    def ways_up(self, line: Key, through: Callable[[Key], bool] | None = None) -> Iterator[tuple[Key, int]]:
        """Return ``line`` and each total above it with its weight there, once for each way up. Raises Circle.

        ``through``: tells which totals pass effects on; one for which it is false ends the way and is left out.
        """
        self.refuse_circle()
        if through is None:
            return ways(line, self.totals_above)
        return ways(line, lambda part: tuple(above for above in self.totals_above(part) if through(above[0])))

    def ways_down(self, total: Key) -> Iterator[tuple[Key, int]]:
        """Return ``total`` and each line below it with its weight in it, once for each way down. Raises Circle."""
        self.refuse_circle()
        return ways(total, self.parts)

    def leaves(self, total: Key) -> dict[Leaf[Key], int]:
        """Return the flat sum behind a total: plain lines and the remainders of totals, with their net weights.

        Leaves whose weights cancel out are omitted. A plain line is its own leaf. Raises Circle.
        """
        weights: dict[Leaf[Key], int] = {}
        for line, weight in self.ways_down(total):
            leaf = Leaf(line, self.is_total(line))
            weights[leaf] = weights.get(leaf, 0) + weight
        return {leaf: weight for leaf, weight in weights.items() if weight}

    @cached_property
    def parts_before_totals(self) -> tuple[Key, ...]:
        """Every line, each part before every total in which it counts. Raises Circle."""
        sorter = TopologicalSorter({total: [part for part, _ in parts] for total, parts in self._parts.items()})
        for line in self._others:
            sorter.add(line)
        try:
            return tuple(sorter.static_order())
        except CycleError as error:
            raise Circle(tuple(error.args[1])) from None

    def refuse_circle(self) -> None:
        """Raise Circle if a total is a part of itself: walking its ways would never end."""
        _ = self.parts_before_totals

    @cached_property
    def groups(self) -> tuple[tuple[Key, ...], ...]:
        """The groups of lines connected by totals, directly or not; every other line is a group of its own."""
        neighbours: dict[Key, list[Key]] = {}
        for total, parts in self._parts.items():
            for part, _ in parts:
                neighbours.setdefault(total, []).append(part)
                neighbours.setdefault(part, []).append(total)
        groups = []
        seen: set[Key] = set()
        for start in (*neighbours, *self._others):
            if start not in seen:
                group = {start: None}
                waiting = [start]
                while waiting:
                    new = dict.fromkeys(line for line in neighbours.get(waiting.pop(), ()) if line not in group)
                    group.update(new)
                    waiting += new
                seen.update(group)
                groups.append(tuple(group))
        return tuple(groups)

    @cached_property
    def _totals_above(self) -> dict[Key, Weighted[Key]]:
        above: dict[Key, list[tuple[Key, int]]] = {}
        for total, parts in self._parts.items():
            for part, weight in parts:
                above.setdefault(part, []).append((total, weight))
        return {part: tuple(totals) for part, totals in above.items()}
