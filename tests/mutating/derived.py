"""Every relation that holds in an original: found from what its cells state, without the code of the checks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tests.mutating import cash, effects, ratios, repeated, sums
from tests.mutating.books import Book
from tests.mutating.places import Place
from tests.mutating.relations import Relation, Sum

Derive = Callable[[Book], Iterator[Relation]]

FAMILIES: tuple[Derive, ...] = (
    repeated.stated_twice,
    sums.rows,
    sums.columns,
    sums.balances,
    effects.entries_balance,
    effects.rolled_forward,
    cash.cash,
    repeated.repeated_lines,
    ratios.quotients,
    ratios.multiples,
    ratios.translations,
)


@dataclass(frozen=True)
class Known:
    """What holds in one original."""

    book: Book

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return relations_of(self.book)

    @cached_property
    def touching(self) -> dict[Place, list[Relation]]:
        """The relations that each figure is in."""
        found: dict[Place, list[Relation]] = {}
        for relation in self.relations:
            for place in relation.places:
                found.setdefault(place, []).append(relation)
        return found

    def touched(self, places: Iterable[Place]) -> tuple[Relation, ...]:
        return tuple(dict.fromkeys(relation for place in places for relation in self.touching.get(place, ())))

    def is_proven_total(self, place: Place, without: Iterable[Place]) -> bool:
        """True where some parts add up to what stands at ``place``, none of them ``without``."""
        gone = set(without)
        sums = (one for one in self.touching.get(place, ()) if isinstance(one, Sum) and one.total == place)
        return any(not gone & {part for part, _ in one.parts} for one in sums)


def relations_of(book: Book) -> tuple[Relation, ...]:
    """Return what holds in an original; whatever does not hold there is no relation."""
    found = (relation for derive in FAMILIES for relation in derive(book))
    return tuple(dict.fromkeys(relation for relation in found if not relation.broken(book.figures.get)))
