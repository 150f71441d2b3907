"""The mutants of a seed, numbered: the same number is always the same mutant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from random import Random

from tests.mutating.books import Book, samples
from tests.mutating.kinds import KINDS
from tests.mutating.places import Place
from tests.mutating.slips import Kind, Slip


@dataclass(frozen=True)
class Mutant:
    """One slip of a kind in a book."""

    number: int
    kind: Kind
    book: Book
    slip: Slip


def mutants(seed: int) -> Iterator[Mutant]:
    """Yield mutants from number 1 on: a kind after the other, of each kind a book after the other, none twice."""
    of_kinds = [_of_kind(kind, seed, _from_on(samples(), turn)) for turn, kind in enumerate(KINDS)]
    in_turn = (each for together in zip_longest(*of_kinds) for each in together if each is not None)
    yield from (Mutant(number, *each) for number, each in enumerate(in_turn, start=1))


def _from_on(books: Sequence[Book], turn: int) -> tuple[Book, ...]:
    """Return the books, another one first at each turn: a few mutants of many kinds are of all books."""
    first = turn % len(books)
    return (*books[first:], *books[:first])


def _of_kind(kind: Kind, seed: int, books: Sequence[Book]) -> Iterator[tuple[Kind, Book, Slip]]:
    of_books = zip_longest(*(_shuffled(kind, book, seed) for book in books))
    for book, place in (each for each in chain.from_iterable(of_books) if each is not None):
        slip = kind.make(book, place, Random(f"{seed} {kind.name} {book.name} {place}"))
        if slip is not None:
            yield kind, book, slip


def _shuffled(kind: Kind, book: Book, seed: int) -> list[tuple[Book, Place]]:
    places = list(kind.places(book))
    Random(f"{seed} {kind.name} {book.name}").shuffle(places)
    return [(book, place) for place in places]
