"""Runs every check beside the user's work: in slices, from the start again after each change."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from workbench.checks import CHECKS, FOLLOW_SWITCHES, Check
from workbench.domain.findings import Finding, Status
from workbench.session import Change, Session
from workbench.ui.idle_work import IdleWork
from workbench.ui.session_signals import SessionSignals


class CheckRun(QObject):
    """Keeps the findings of the present state. ``changed`` says that they are complete."""

    changed = Signal()

    def __init__(
        self, session: Session, signals: SessionSignals, parent: QObject, of_sources: tuple[Finding, ...] = ()
    ) -> None:
        """``of_sources``: what became of the files that the project was imported from."""
        super().__init__(parent)
        self._session = session
        self._of_sources = of_sources
        self._work = IdleWork(self)
        self._found: dict[Check, tuple[Finding, ...]] = {}
        self._counts: Counter[Status] = Counter()
        signals.changed.connect(self._on_session_changed)

    @property
    def is_running(self) -> bool:
        return self._work.is_running

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed on import, what each check found when it last ran to its end, what became of the sources."""
        of_checks = (finding for check in CHECKS for finding in self._found.get(check, ()))
        return (*self._session.project.import_findings, *of_checks, *self._of_sources)

    @property
    def counts(self) -> Counter[Status]:
        return self._counts

    def start(self) -> None:
        self._found.clear()
        self._begin()

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._found.clear()
        else:
            for check in FOLLOW_SWITCHES:
                self._found.pop(check, None)
        self._begin()

    def _begin(self) -> None:
        self._work.start(self._checked(), self._on_done)

    def _checked(self) -> Iterator[None]:
        project, results = self._session.project, self._session.results
        for check in CHECKS:
            if check not in self._found:
                findings: list[Finding] = []
                for finding in check(project, results):
                    findings.append(finding)
                    yield
                self._found[check] = tuple(findings)

    def _on_done(self) -> None:
        self._counts = Counter(finding.status for finding in self.findings)
        self.changed.emit()
