"""The session: executes commands, keeps what they replaced, writes its journal, notifies listeners of changes.

What the user is still writing can be tried out: listeners see where it would lead, but it is no step, and is not kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import Enum, auto

from workbench.clock import present_time
from workbench.commands import AnyCommand
from workbench.domain.facts import Fact
from workbench.domain.project import Project
from workbench.domain.trail import Trail, TrailEntry
from workbench.engine import Engine, Results
from workbench.errors import WorkbenchError
from workbench.session.history import History, HistoryEntry, Snapshots
from workbench.session.journal import Did, Event, Journal, NoJournal, Redone, Saved, Undone

NOWHERE = -1
NOT_THERE = Trail()
"""The trail of no snapshot: the saved one cannot be reached again."""


REMARKS = frozenset(
    (
        *("comments", "evidence", "ticks", "own_signs", "cross_references", "open_items"),
        *("uncorrected", "thresholds", "acceptances"),
    )
)
"""The fields of a project that change no figure."""


class Way(Enum):
    """How a step changed the snapshot."""

    DONE = auto()
    UNDONE = auto()
    REDONE = auto()
    TRIED = auto()
    """It is only tried out, or no longer."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one step changed. ``fields``: the names of the project's changed fields, other than the trail.

    ``command``: None once nothing is tried out any more.
    """

    fields: frozenset[str]
    command: AnyCommand | None
    way: Way = Way.DONE

    @property
    def is_switch(self) -> bool:
        """True if only differences were switched, so that most views have little to do."""
        return self.fields == {"enabled"}

    @property
    def is_remark(self) -> bool:
        """True if only what people said changed, from comments to acceptances: no figure and no check depends on it."""
        return bool(self.fields) and self.fields <= REMARKS


Listener = Callable[[Change], None]


class Session:
    """Holds the current snapshot. If a command or the engine raises, nothing has changed.

    ``by``: the name of the user, recorded with each step. ``journal``: is written before a change is published.
    ``engine``: one that remembers results of this project already.
    """

    def __init__(
        self,
        project: Project,
        *,
        by: str = "",
        journal: Journal | None = None,
        engine: Engine | None = None,
        clock: Callable[[], datetime] = present_time,
    ) -> None:
        self.by = by
        self.journal: Journal = journal or NoJournal()
        self._clock = clock
        self._engine = engine or Engine()
        self._opened = self._settled = self._project = project
        self._tried: AnyCommand | None = None
        self._results = self._engine.results(project)
        self._first_trail = project.trail
        self._saved_trail = project.trail
        self._history = History()
        self._listeners: list[Listener] = []

    @property
    def project(self) -> Project:
        """The snapshot that is shown, with what is tried out."""
        return self._project

    @property
    def opened(self) -> Project:
        """The project as it was opened, before the first step of this session."""
        return self._opened

    @property
    def settled(self) -> Project:
        """The snapshot after the last step, which is what is saved and exported."""
        return self._settled

    @property
    def results(self) -> Results:
        """The results of what is shown."""
        return self._results

    @property
    def settled_results(self) -> Results:
        """The results after the last step."""
        return self._results if self._tried is None else Engine(self._results).results(self._settled)

    @property
    def is_saved(self) -> bool:
        """True if the current snapshot is the one last saved, also after undoing back to it."""
        return self._settled.trail is self._saved_trail

    @property
    def step_to_undo(self) -> Fact | None:
        """The description of the step that ``undo`` would undo; None if there is none."""
        entry = self._history.last_done
        return entry.description if entry else None

    @property
    def step_to_redo(self) -> Fact | None:
        entry = self._history.next_undone
        return entry.description if entry else None

    @property
    def history(self) -> tuple[TrailEntry, ...]:
        """The steps of this session, oldest first; the first ``steps_done`` of them are in force."""
        entries = (*self._history.done, *self._history.undone)
        return tuple(entry.trail.last for entry in entries)

    @property
    def earlier_steps(self) -> tuple[TrailEntry, ...]:
        """The steps of earlier sessions, which cannot be undone."""
        return tuple(self._first_trail)

    @property
    def steps_done(self) -> int:
        return self._history.number_done

    @property
    def steps_saved(self) -> int:
        """How many steps of ``history`` lead to the snapshot last saved; -1 if none of them does."""
        return next((steps for steps, trail in enumerate(self._trails) if trail is self._saved_trail), NOWHERE)

    def snapshots(self, first: int, last: int) -> Snapshots:
        """Return the snapshots after ``first`` to ``last`` steps of ``history``; 0: the project as it was opened."""
        return self._history.snapshots(first, last, self._settled)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every change; return a function that stops this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def mark_saved(self, project: Project) -> None:
        """Record that ``project``, a present or earlier snapshot of this session, is the one in the file."""
        self._saved_trail = project.trail
        self.journal.write(Saved(self.steps_saved))

    def execute(self, command: AnyCommand) -> None:
        """Apply ``command`` as one undoable step; none if it changes nothing.

        Raises WorkbenchError if the edit is not allowed, or its results cannot be calculated.
        """
        self._do(Did(command, self._clock(), self.by))

    def try_out(self, command: AnyCommand | None) -> None:
        """Show where ``command`` would lead, in place of what was tried out before; None: show no more than the steps.

        Raises WorkbenchError if the edit is not allowed, or its results cannot be calculated; then nothing changes.
        """
        if command is None and self._tried is None:
            return
        project = command.apply(self._settled) if command else self._settled
        results = self._engine.results(project)
        self._tried = command
        self._publish(project, results, command, Way.TRIED)

    def undo(self) -> None:
        """Return to the snapshot before the last step; does nothing if there is none."""
        entry = self._history.last_done
        if entry is None:
            return
        before = self._history.snapshot_before_last()
        results = self._engine.results(before)
        self.journal.write(Undone())
        self._history.undo(self._settled)
        self._settle(before, results, entry.did.command, Way.UNDONE)

    def redo(self) -> None:
        """Return to the snapshot that the last ``undo`` left; does nothing if there is none."""
        entry = self._history.next_undone
        if entry is None:
            return
        after = self._history.snapshot_after_next(self._settled)
        results = self._engine.results(after)
        self.journal.write(Redone())
        self._history.redo(self._settled)
        self._settle(after, results, entry.did.command, Way.REDONE)

    def replay(self, event: Event) -> None:
        """Reapply the events of a journal. Raises WorkbenchError if that is impossible for this project."""
        match event:
            case Did():
                self._do(event)
            case Undone():
                self.undo()
            case Redone():
                self.redo()
            case Saved(steps):
                trails = self._trails
                self._saved_trail = trails[steps] if 0 <= steps < len(trails) else NOT_THERE
                self.journal.write(event)

    @property
    def _trails(self) -> list[Trail]:
        entries = (*self._history.done, *self._history.undone)
        return [self._first_trail, *(entry.trail for entry in entries)]

    def _do(self, did: Did) -> None:
        command, before = did.command, self._settled
        changed = command.apply(before)
        if changed is before:
            return
        step = TrailEntry(command.describe(before), did.at, did.by, tuple(command.alterations(before)))
        after = replace(changed, trail=before.trail.followed_by(step))
        results = self._engine.results(after)
        self.journal.write(did)
        self._history.add(HistoryEntry(did, step.description, after.trail, before))
        if self._tried == command:
            self._tried = None
        self._settle(after, results, command, Way.DONE)

    def _settle(self, project: Project, results: Results, command: AnyCommand, way: Way) -> None:
        """Publish the snapshot after a step, with what is tried out, unless that no longer fits it."""
        self._settled = project
        if self._tried is not None:
            try:
                tried = self._tried.apply(project)
                project, results = tried, self._engine.results(tried)
            except (LookupError, WorkbenchError):
                self._tried = None
        self._publish(project, results, command, way)

    def _publish(self, project: Project, results: Results, command: AnyCommand | None, way: Way) -> None:
        before, self._project, self._results = self._project, project, results
        names = (field.name for field in fields(Project) if field.name != "trail")
        changed = frozenset(name for name in names if getattr(before, name) is not getattr(project, name))
        change = Change(changed, command, way)
        for listener in tuple(self._listeners):
            listener(change)
