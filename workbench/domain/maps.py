"""A mapping that never changes: every edit returns a copy."""

import weakref
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_ABSENT = object()


class Map(Mapping[K, V], Generic[K, V]):
    """A read-only mapping; ``with_items`` and ``without`` return a new one and leave this one as it is.

    A copy remembers its origin, while that exists, and the keys in which it may differ: comparing the two, or two
    copies of one origin, looks only at these.
    """

    __slots__ = ("__weakref__", "_items", "_origin", "_updated_keys")

    def __init__(self, items: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> None:
        self._items: dict[K, V] = dict(items)
        self._origin: weakref.ref[Map[K, V]] | None = None
        self._updated_keys: Iterable[K] = ()

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __reduce__(self) -> tuple[type["Map[K, V]"], tuple[dict[K, V]]]:
        """Return what makes an equal map in another process; what this one was copied from stays behind."""
        return Map, (self._items,)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"Map({self._items!r})"

    def differing_keys(self, other: "Map[K, V]") -> list[K]:
        """Return the keys that only one of the two maps has, or for which they hold different objects."""
        own_items, other_items = self._items, other._items
        return [
            key
            for key in self._keys_to_compare(other)
            if own_items.get(key, _ABSENT) is not other_items.get(key, _ABSENT)
        ]

    def _keys_to_compare(self, other: "Map[K, V]") -> Iterable[K]:
        if self is other:
            return ()
        own_origin, others_origin = (known._origin() if known._origin else None for known in (self, other))
        if own_origin is other:
            return self._updated_keys
        if others_origin is self:
            return other._updated_keys
        if own_origin is not None and own_origin is others_origin:
            return {**dict.fromkeys(self._updated_keys), **dict.fromkeys(other._updated_keys)}
        return {**self._items, **other._items}

    def with_items(self, changes: Mapping[K, V], without: Iterable[K] = ()) -> "Map[K, V]":
        """Return a copy without the keys ``without`` and with ``changes``, which win if a key is in both."""
        removed = tuple(key for key in without if key not in changes)
        copy: Map[K, V] = Map()
        copy._items = {**self._items, **changes}
        for key in removed:
            copy._items.pop(key, None)
        copy._origin = weakref.ref(self)
        copy._updated_keys = (*removed, *changes)
        return copy

    def without(self, *keys: K) -> "Map[K, V]":
        """Return a copy without ``keys``; absent keys are ignored."""
        return self.with_items({}, keys)
