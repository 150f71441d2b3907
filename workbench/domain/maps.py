"""A mapping that is never changed, only copied with a change."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Map(Mapping[K, V], Generic[K, V]):
    """A read-only mapping; ``updated`` and ``without`` return a new one and leave this one as it is."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self._items: dict[K, V] = dict(items)

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"Map({self._items!r})"

    def differing(self, other: "Map[K, V]") -> list[K]:
        """Return the keys of this map that ``other`` lacks or holds another object for."""
        theirs = other._items
        return [key for key, value in self._items.items() if theirs.get(key) is not value]

    def lacked_by(self, other: "Map[K, V]") -> list[K]:
        """Return the keys of this map that ``other`` does not have."""
        return list(self._items.keys() - other._items.keys())

    def updated(self, changes: Mapping[K, V]) -> "Map[K, V]":
        """Return a copy in which ``changes`` replace or join the present items."""
        copy: Map[K, V] = Map()
        copy._items = {**self._items, **changes}
        return copy

    def without(self, *keys: K) -> "Map[K, V]":
        """Return a copy that lacks ``keys``; a key that is not there is no error."""
        gone = set(keys)
        return Map({key: value for key, value in self._items.items() if key not in gone})
