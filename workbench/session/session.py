"""The session: executes commands, keeps the snapshots they replaced, tells listeners what changed."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from workbench.commands import Command
from workbench.domain.project import Project
from workbench.engine import Engine, Results


@dataclass(frozen=True, slots=True)
class Change:
    """What one step changed: the names of the project's fields whose value is another object."""

    fields: frozenset[str]
    label: str

    @property
    def is_switch(self) -> bool:
        """True where differences were switched and nothing else: most views then have little to do."""
        return self.fields == {"enabled"}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the history: what was done, and the snapshot it was done to."""

    label: str
    before: Project


Listener = Callable[[Change], None]


class Session:
    """Holds the current snapshot. If a command or the engine raises, nothing has changed."""

    def __init__(self, project: Project) -> None:
        self._engine = Engine()
        self._project = project
        self._results = self._engine.results(project)
        self._saved = project
        self._done: list[HistoryEntry] = []
        self._undone: list[HistoryEntry] = []
        self._listeners: list[Listener] = []

    @property
    def project(self) -> Project:
        return self._project

    @property
    def results(self) -> Results:
        return self._results

    @property
    def is_saved(self) -> bool:
        """True where the current snapshot is the one last saved; undoing back to it counts."""
        return self._project is self._saved

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would take back; None where there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    @property
    def history(self) -> tuple[str, ...]:
        """The labels of all steps, oldest first; the first ``steps_done`` of them are in force."""
        return (*(step.label for step in self._done), *(step.label for step in reversed(self._undone)))

    @property
    def steps_done(self) -> int:
        return len(self._done)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def mark_saved(self, project: Project) -> None:
        """Say that ``project``, now or earlier a snapshot of this session, is the one in the file."""
        self._saved = project

    def execute(self, command: Command) -> None:
        """Apply ``command`` as one undoable step; where it changes nothing, there is none.

        Raises WorkbenchError where it may not be done.
        """
        after = command.apply(self._project)
        if after is self._project:
            return
        results = self._engine.results(after)
        label = command.label(self._project)
        self._done.append(HistoryEntry(label, self._project))
        self._undone.clear()
        self._publish(after, results, label)

    def undo(self) -> None:
        """Return to the snapshot before the last step; nothing where there is none."""
        self._move(self._done, self._undone)

    def redo(self) -> None:
        """Return to the snapshot that the last ``undo`` left; nothing where there is none."""
        self._move(self._undone, self._done)

    def _move(self, source: list[HistoryEntry], target: list[HistoryEntry]) -> None:
        if not source:
            return
        step = source[-1]
        results = self._engine.results(step.before)
        source.pop()
        target.append(HistoryEntry(step.label, self._project))
        self._publish(step.before, results, step.label)

    def _publish(self, project: Project, results: Results, label: str) -> None:
        before, self._project, self._results = self._project, project, results
        names = (field.name for field in fields(Project))
        changed = frozenset(name for name in names if getattr(before, name) is not getattr(project, name))
        for listener in tuple(self._listeners):
            listener(Change(changed, label))
