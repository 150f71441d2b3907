"""The audit trail: every step that led to a snapshot, with when, by whom, and each value before and after."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.domain.facts import Fact, FactValue
from workbench.domain.subjects import Subject


@dataclass(frozen=True, slots=True)
class Alteration:
    """One attribute of one subject, before and after a step: ``figure``, ``caption``, ``switch`` and so on.

    ``name``: the subject as the user knew it then, for later readers. ``reason``: why, if stated.
    """

    subject: Subject
    attribute: str
    name: str
    old: FactValue | None
    new: FactValue | None
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Which attribute of which subject was altered."""
        return self.subject.key, self.attribute


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One step. ``at``: when, with its offset from UTC; ``by``: the user's name."""

    description: Fact
    at: datetime
    by: str
    alterations: tuple[Alteration, ...] = ()


def net_alterations(alterations: Iterable[Alteration]) -> Iterator[Alteration]:
    """Yield what was altered in all, from the first value to the last; not what is again as it was."""
    altered: dict[tuple[str, str], Alteration] = {}
    for alteration in alterations:
        earlier = altered.get(alteration.key)
        altered[alteration.key] = replace(alteration, old=earlier.old) if earlier else alteration
    return (alteration for alteration in altered.values() if alteration.old != alteration.new)


class Trail:
    """The steps from first to last; an extended trail shares its beginning with the one it extends."""

    __slots__ = ("_before", "_last", "_length")

    def __init__(self, last: TrailEntry | None = None, before: "Trail | None" = None) -> None:
        """``last``: the step after those in ``before``; a trail without one is empty."""
        self._last = last
        self._before = before
        self._length: int = 0 if last is None else 1 + (len(before) if before is not None else 0)

    @classmethod
    def of(cls, steps: Iterable[TrailEntry]) -> "Trail":
        """Return the trail of ``steps``, in their order."""
        trail = cls()
        for step in steps:
            trail = trail.followed_by(step)
        return trail

    def followed_by(self, step: TrailEntry) -> "Trail":
        """Return the trail with one more step; this one stays as it is."""
        return Trail(step, self)

    @property
    def last(self) -> TrailEntry:
        """The latest step. Raises IndexError if there is none."""
        if self._last is None:
            raise IndexError("an empty trail has no step")
        return self._last

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[TrailEntry]:
        return reversed(tuple(self.latest_first()))

    def latest_first(self) -> Iterator[TrailEntry]:
        trail: Trail | None = self
        while trail is not None and trail._last is not None:
            yield trail._last
            trail = trail._before

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Trail):
            return NotImplemented
        if len(self) != len(other):
            return False
        own, others = self, other
        while own is not others and own._last is not None:
            if own._last != others._last or own._before is None or others._before is None:
                return False
            own, others = own._before, others._before
        return True

    def __hash__(self) -> int:
        return hash((self._length, self._last))

    def __reduce__(self) -> tuple[Callable[[Iterable[TrailEntry]], "Trail"], tuple[tuple[TrailEntry, ...]]]:
        """Return what makes an equal trail in another process, step by step: a long one is nested too deeply."""
        return Trail.of, (tuple(self),)

    def __repr__(self) -> str:
        return f"Trail of {self._length} steps"


NO_STEPS = Trail()
