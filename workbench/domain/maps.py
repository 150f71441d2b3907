"""A mapping that is never changed, only copied with a change."""

import weakref
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_ABSENT = object()


class Map(Mapping[K, V], Generic[K, V]):
    """A read-only mapping; ``updated`` and ``without`` return a new one and leave this one as it is.

    A map remembers, as long as that lives, which one it was updated from and where: to compare the two is then
    to look at what was updated.
    """

    __slots__ = ("__weakref__", "_items", "_origin", "_updated")

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self._items: dict[K, V] = dict(items)
        self._origin: weakref.ref[Map[K, V]] | None = None
        self._updated: Iterable[K] = ()

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
        """Return the keys that only one of the two maps has, or for which they hold different objects."""
        mine, theirs = self._items, other._items
        return [key for key in self._compared(other) if mine.get(key, _ABSENT) is not theirs.get(key, _ABSENT)]

    def _compared(self, other: "Map[K, V]") -> Iterable[K]:
        if self is other:
            return ()
        for one, two in ((self, other), (other, self)):
            if one._origin is not None and one._origin() is two:
                return one._updated
        return {**self._items, **other._items}

    def with_items(self, changes: Mapping[K, V], without: Iterable[K] = ()) -> "Map[K, V]":
        """Return a copy in which ``changes`` replace or join the items that ``without`` leaves."""
        gone = tuple(key for key in without if key not in changes)
        copy: Map[K, V] = Map()
        copy._items = {**self._items, **changes}
        for key in gone:
            copy._items.pop(key, None)
        copy._origin = weakref.ref(self)
        copy._updated = (*gone, *changes)
        return copy

    def without(self, *keys: K) -> "Map[K, V]":
        """Return a copy that lacks ``keys``; a key that is not there is no error."""
        return self.with_items({}, keys)
