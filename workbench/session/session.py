"""The session: executes commands, keeps the snapshots they replaced, notifies listeners of changes."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from workbench.commands import Command
from workbench.domain.project import Project
from workbench.engine import Engine, Results


@dataclass(frozen=True, slots=True)
class Change:
    """What one step changed: the names of the project's fields that now hold another object."""

    fields: frozenset[str]
    label: str

    @property
    def is_switch(self) -> bool:
        """True if only differences were switched, so that most views have little to do."""
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
        self._saved_project = project
        self._undo_entries: list[HistoryEntry] = []
        self._redo_entries: list[HistoryEntry] = []
        self._listeners: list[Listener] = []

    @property
    def project(self) -> Project:
        return self._project

    @property
    def results(self) -> Results:
        return self._results

    @property
    def is_saved(self) -> bool:
        """True if the current snapshot is the one last saved, also after undoing back to it."""
        return self._project is self._saved_project

    @property
    def undo_label(self) -> str | None:
        """The label of the step that ``undo`` would take back; None if there is none."""
        return self._undo_entries[-1].label if self._undo_entries else None

    @property
    def redo_label(self) -> str | None:
        return self._redo_entries[-1].label if self._redo_entries else None

    @property
    def history(self) -> tuple[str, ...]:
        """The labels of all steps, oldest first; the first ``steps_done`` of them are in force."""
        return (
            *(entry.label for entry in self._undo_entries),
            *(entry.label for entry in reversed(self._redo_entries)),
        )

    @property
    def steps_done(self) -> int:
        return len(self._undo_entries)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every change; return the function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def mark_saved(self, project: Project) -> None:
        """Record that ``project``, a present or earlier snapshot of this session, is the one in the file."""
        self._saved_project = project

    def execute(self, command: Command) -> None:
        """Apply ``command`` as one undoable step; none if it changes nothing.

        Raises WorkbenchError if the edit is not allowed, or its results cannot be calculated.
        """
        after = command.apply(self._project)
        if after is self._project:
            return
        results = self._engine.results(after)
        label = command.label(self._project)
        self._undo_entries.append(HistoryEntry(label, self._project))
        self._redo_entries.clear()
        self._publish(after, results, label)

    def undo(self) -> None:
        """Return to the snapshot before the last step; does nothing if there is none."""
        self._move(self._undo_entries, self._redo_entries)

    def redo(self) -> None:
        """Return to the snapshot that the last ``undo`` left; does nothing if there is none."""
        self._move(self._redo_entries, self._undo_entries)

    def _move(self, source: list[HistoryEntry], target: list[HistoryEntry]) -> None:
        if not source:
            return
        entry = source[-1]
        results = self._engine.results(entry.before)
        source.pop()
        target.append(HistoryEntry(entry.label, self._project))
        self._publish(entry.before, results, entry.label)

    def _publish(self, project: Project, results: Results, label: str) -> None:
        before, self._project, self._results = self._project, project, results
        names = (field.name for field in fields(Project))
        changed = frozenset(name for name in names if getattr(before, name) is not getattr(project, name))
        for listener in tuple(self._listeners):
            listener(Change(changed, label))
