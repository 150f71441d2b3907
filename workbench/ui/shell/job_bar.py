"""The bar above the views during long work: what is being done, how far it is, and a button to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from workbench.phrases import Phrase
from workbench.ui.toolkit.jobs import Job, Jobs
from workbench.ui.toolkit.language import tr

MILLISECONDS_UNSEEN = 250
"""Shorter work is not worth a flicker."""


class JobBar(QWidget):
    """Shows the running job once it takes long enough to be noticed."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._message = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(260)
        self.stop = QPushButton(tr("Cancel"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 10, 5)
        layout.addWidget(self._message, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self.stop)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(MILLISECONDS_UNSEEN)
        self._delay.timeout.connect(self.show)
        jobs.started.connect(self._on_started)
        jobs.ended.connect(self._on_ended)
        self.stop.clicked.connect(self._on_stop)
        self.hide()

    def _on_started(self, job: Job) -> None:
        job.progressed.connect(self._on_progress)
        self._show_current()
        if not job.is_quiet:
            self._delay.start()

    def _show_current(self) -> None:
        self.stop.setEnabled(True)
        self._message.setText(self._jobs.running[0].title)
        self._bar.setRange(0, 0)

    def _on_progress(self, progress: tuple[int, int, Phrase | str]) -> None:
        done, total, what = progress
        self._message.setText(tr(what))
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_ended(self, _job: Job) -> None:
        if self._jobs.running:
            self._show_current()
        else:
            self._delay.stop()
            self.hide()

    def _on_stop(self) -> None:
        self._message.setText(tr("Stopping …"))
        self.stop.setEnabled(False)
        self._jobs.cancel_current()
