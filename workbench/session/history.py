"""The steps of a session and the snapshots between them.

Recent snapshots are kept, of older ones only every sixty-fourth: the others are made again from the commands, which are
pure. Thus every step can be undone, and memory holds no more than a few dozen snapshots beside those.
"""

from dataclasses import dataclass, replace

from workbench.domain.facts import Fact
from workbench.domain.project import Project
from workbench.domain.trail import Trail
from workbench.session.journal import Did

KEPT = 64
"""The latest snapshots that are kept, and how many steps lie between older ones that are."""


@dataclass(slots=True)
class HistoryEntry:
    """One step. ``trail``: the trail that ends with it.

    ``before``: the snapshot that it was done to, ``after``, of a step undone: the one it led to; None if not kept.
    """

    did: Did
    description: Fact
    trail: Trail
    before: Project | None = None
    after: Project | None = None


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
        """The steps taken back, the one to be done again first at the start."""
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
        """Add a step that was done; what was undone before can no longer be done again."""
        self._undone.clear()
        self._append(entry)

    def snapshot_before_last(self) -> Project:
        """Return the snapshot before the last step, made again if it was not kept."""
        entry = self._done[-1]
        if entry.before is None:
            self._make_again(len(self._done) - 1)
        assert entry.before is not None
        return entry.before

    def snapshot_after_next(self, present: Project) -> Project:
        """Return the snapshot that the next step undone leads to, made again from ``present`` if it was not kept."""
        entry = self._undone[-1]
        return entry.after or replace(entry.did.command.apply(present), trail=entry.trail)

    def undo(self, after: Project) -> None:
        """Move the last step to those undone. ``after``: the snapshot that it led to."""
        entry = self._done.pop()
        entry.before, entry.after = None, after
        self._undone.append(entry)
        if len(self._undone) > KEPT:
            self._undone[-1 - KEPT].after = None

    def redo(self, before: Project) -> None:
        """Move the step undone last to those done. ``before``: the snapshot that it is done to."""
        entry = self._undone.pop()
        entry.before, entry.after = before, None
        self._append(entry)

    def _append(self, entry: HistoryEntry) -> None:
        self._done.append(entry)
        old = len(self._done) - 1 - KEPT
        if old > 0 and old % KEPT:
            self._done[old].before = None

    def _make_again(self, position: int) -> None:
        """Make the snapshots before the steps up to ``position`` again, from the last one that was kept."""
        start = next(earlier for earlier in range(position, -1, -1) if self._done[earlier].before is not None)
        for earlier in range(start, position):
            step, before = self._done[earlier], self._done[earlier].before
            assert before is not None
            self._done[earlier + 1].before = replace(step.did.command.apply(before), trail=step.trail)
