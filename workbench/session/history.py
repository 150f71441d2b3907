"""The steps of a session and the snapshots between them.

Recent snapshots are kept, but only every sixty-fourth of the older ones: the others are recreated from the commands,
which are pure. Every step can thus be undone, with only a few dozen more snapshots in memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.domain.facts import Fact
from workbench.domain.project import Project
from workbench.domain.trail import Trail
from workbench.session.journal import Did

KEPT = 64
"""How many of the latest snapshots are kept, and how many steps lie between the older ones kept."""


@dataclass(slots=True)
class HistoryEntry:
    """One step. ``trail``: the trail that ends with it.

    ``before``: the snapshot it was applied to; ``after``: for an undone step, the one it led to; None if not kept.
    """

    did: Did
    description: Fact
    trail: Trail
    before: Project | None = None
    after: Project | None = None


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots after ``first`` to ``last`` steps, in order and as often as wanted, whatever is done meanwhile.

    ``steps``: each with the trail that ends with it. ``known``: the snapshot before the first step and after each, None
    for one that is not kept, which is made again from the one before it.
    """

    steps: tuple[tuple[Did, Trail], ...]
    known: tuple[Project | None, ...]
    first: int
    last: int

    def __iter__(self) -> Iterator[Project]:
        start = next(number for number in range(self.first, -1, -1) if self.known[number] is not None)
        snapshot = self.known[start]
        for number in range(start, self.last + 1):
            assert snapshot is not None
            if number > start:
                did, trail = self.steps[number - 1]
                snapshot = self.known[number] or replace(did.command.apply(snapshot), trail=trail)
            if number >= self.first:
                yield snapshot


class History:
    """The steps done and the steps undone, oldest first."""

    def __init__(self) -> None:
        self._done: list[HistoryEntry] = []
        self._undone: list[HistoryEntry] = []

    @property
    def done(self) -> tuple[HistoryEntry, ...]:
        return tuple(self._done)

    @property
    def undone(self) -> tuple[HistoryEntry, ...]:
        """The undone steps, the next one to redo first."""
        return tuple(reversed(self._undone))

    @property
    def number_done(self) -> int:
        return len(self._done)

    @property
    def last_done(self) -> HistoryEntry | None:
        return self._done[-1] if self._done else None

    @property
    def next_undone(self) -> HistoryEntry | None:
        return self._undone[-1] if self._undone else None

    def add(self, entry: HistoryEntry) -> None:
        """Add a step; steps undone before it can no longer be redone."""
        self._undone.clear()
        self._append(entry)

    def snapshot_before_last(self) -> Project:
        """Return the snapshot before the last step, recreated if it was not kept."""
        entry = self._done[-1]
        if entry.before is None:
            self._make_again(len(self._done) - 1)
        assert entry.before is not None
        return entry.before

    def snapshot_after_next(self, present: Project) -> Project:
        """Return the snapshot that the next undone step leads to, recreated from ``present`` if it was not kept."""
        entry = self._undone[-1]
        return entry.after or replace(entry.did.command.apply(present), trail=entry.trail)

    def snapshots(self, first: int, last: int, present: Project) -> "Snapshots":
        """Return the snapshots after ``first`` to ``last`` steps, done or undone.

        ``present``: the one after the steps that are done.
        """
        known = (*(entry.before for entry in self._done), present, *(entry.after for entry in self.undone))
        return Snapshots(tuple((entry.did, entry.trail) for entry in (*self.done, *self.undone)), known, first, last)

    def undo(self, after: Project) -> None:
        """Move the last step to the undone ones. ``after``: the snapshot that it led to."""
        entry = self._done.pop()
        entry.before, entry.after = None, after
        self._undone.append(entry)
        if len(self._undone) > KEPT:
            self._undone[-1 - KEPT].after = None

    def redo(self, before: Project) -> None:
        """Move the last undone step back to the done ones. ``before``: the snapshot it is applied to."""
        entry = self._undone.pop()
        entry.before, entry.after = before, None
        self._append(entry)

    def _append(self, entry: HistoryEntry) -> None:
        self._done.append(entry)
        old = len(self._done) - 1 - KEPT
        if old > 0 and old % KEPT:
            self._done[old].before = None

    def _make_again(self, position: int) -> None:
        """Recreate the snapshots before the steps up to ``position``, from the last one kept."""
        start = next(earlier for earlier in range(position, -1, -1) if self._done[earlier].before is not None)
        for earlier in range(start, position):
            step, before = self._done[earlier], self._done[earlier].before
            assert before is not None
            self._done[earlier + 1].before = replace(step.did.command.apply(before), trail=step.trail)
