"""Notices that a file of evidence has changed or is gone, and reads files that are to become evidence."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from workbench.evidence_files import (
    NO_FILES_SEEN,
    EvidenceOnDisk,
    findings_of_evidence,
    hash_of_file,
    look_at_evidence,
)
from workbench.progress import Progress
from workbench.session import Change
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.context.document import Document
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.toolkit.jobs import Jobs
from workbench.ui.toolkit.language import tr


class EvidenceWatch(QObject):
    """Looks at the files once asked, after each step that concerns them, and when the program comes to the front.

    Disks are read in jobs. ``changed`` says that ``seen`` is new. The findings go to the checks.
    """

    changed = Signal()

    def __init__(self, document: Document, signals: SessionSignals, run: CheckRun, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._run = run
        self._jobs = jobs
        self.seen = NO_FILES_SEEN
        self._is_looking, self._has_to_look_again, self._has_ended = False, False, False
        signals.changed.connect(self._on_session_changed)
        self._application = QGuiApplication.instance()
        if isinstance(self._application, QGuiApplication):
            self._application.applicationStateChanged.connect(self._on_application_state)

    def end(self) -> None:
        """Stop watching, before this is deleted."""
        self._has_ended = True
        if isinstance(self._application, QGuiApplication):
            self._application.applicationStateChanged.disconnect(self._on_application_state)

    @property
    def folder(self) -> Path | None:
        """The folder of the project file, to which the paths of evidence are relative."""
        return self._document.folder

    def look(self) -> None:
        """Look at the files of evidence on disk; those that have not been written since are not read again."""
        if self._is_looking or self._has_ended:
            self._has_to_look_again = True
            return
        evidence, folder, before = self._document.session.project.evidence, self.folder, self.seen
        if not evidence:
            self._take(NO_FILES_SEEN)
            return
        self._is_looking, self._has_to_look_again = True, False
        self._jobs.start(
            tr("Checking the evidence"),
            lambda progress: look_at_evidence(evidence, folder, before, progress),
            self._on_looked,
            lambda _: None,
            is_quiet=True,
        )

    def read(self, paths: Sequence[Path], then: Callable[[list[str]], None], on_refused: Callable[[str], None]) -> None:
        """Call ``then`` with the SHA-256 of each file, or ``on_refused`` with the reason why one cannot be read."""

        def read(progress: Progress) -> list[str]:
            return [hash_of_file(path, progress) for path in paths]

        def finish(hashes: list[str]) -> None:
            if not self._has_ended:
                then(hashes)

        self._jobs.start(tr("Reading the evidence"), read, finish, on_refused, files=paths)

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_session_changed(self, change: Change) -> None:
        if "evidence" in change.fields:
            self.look()

    def _on_looked(self, seen: EvidenceOnDisk) -> None:
        self._is_looking = False
        if self._has_ended:
            return
        self._take(seen)
        if self._has_to_look_again:
            self.look()

    def _take(self, seen: EvidenceOnDisk) -> None:
        self.seen = seen
        self._run.take_evidence_findings(findings_of_evidence(self._document.session.project, seen))
        self.changed.emit()
