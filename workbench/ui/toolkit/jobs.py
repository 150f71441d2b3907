"""Work off the UI thread whose outcome is delivered on it. Workers take and return immutable values."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, say
from workbench.progress import Cancelled, Progress
from workbench.ui.toolkit.language import tr, window_words

Outcome = TypeVar("Outcome")
MILLISECONDS_TO_END = 30_000


class Job(QObject):
    """One piece of work; it lives until its outcome is delivered.

    ``progressed`` carries (done, total, what), in the language of the window; ``ended`` a tuple of the outcome, or the
    exception. Once ended, ``seconds`` is its duration and ``error`` the exception that ended it, None if it succeeded.
    """

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, title: str, parent: QObject, *, is_quiet: bool, writes: bool) -> None:
        super().__init__(parent)
        self.title = title
        self.is_quiet = is_quiet
        self.writes = writes
        self.code_name = ""
        self.files: tuple[Path, ...] = ()
        self.seconds = 0.0
        self.error: BaseException | None = None
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Stop at the next step; the outcome will not be delivered."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def step(self, done: int, total: int, what: Phrase | str) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self.progressed.emit((done, total, say(what, window_words())))


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self.setAutoDelete(False)  # the pool would delete an object that Python still owns
        self._job = job
        self._work = work

    def run(self) -> None:
        began = perf_counter()
        outcome: object
        try:
            outcome = (self._work(self._job),)
        except BaseException as error:  # a boundary: whatever ends the work is reported on the UI thread
            outcome = error
        self._job.seconds = perf_counter() - began
        self._job.ended.emit(outcome)


class Jobs(QObject):
    """Starts jobs and keeps them while they run: one at a time, in order."""

    started = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    """Carries an exception that is neither a refusal nor a cancellation, that is, a program fault."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: dict[Job, _Run] = {}

    @property
    def running(self) -> tuple[Job, ...]:
        return tuple(self._running)

    def start(
        self,
        title: str,
        work: Callable[[Progress], Outcome],
        on_done: Callable[[Outcome], None],
        on_refused: Callable[[str], None],
        *,
        is_quiet: bool = False,
        writes: bool = False,
        files: Sequence[Path] = (),
    ) -> Job:
        """Run ``work`` on another thread, then call ``on_done`` with its outcome, or ``on_refused`` with the reason.

        ``title`` and the reason are in the language of the window. After a cancellation ``on_done`` is not called; a
        program fault is emitted as ``failed``. ``is_quiet``: the user is not waiting for it. ``writes``: it writes a
        file that the user asked for. ``files``: what it reads or writes, for the log.
        """
        job = Job(title, self, is_quiet=is_quiet, writes=writes)
        job.code_name, job.files = code_name(work), tuple(files)
        run = _Run(job, work)
        self._running[job] = run  # without a strong reference the outcome would be lost
        job.ended.connect(lambda outcome: self._on_ended(job, outcome, on_done, on_refused))
        self.started.emit(job)
        self._pool.start(run)
        return job

    def _on_ended(
        self, job: Job, outcome: object, on_done: Callable[[Any], None], on_refused: Callable[[str], None]
    ) -> None:
        del self._running[job]
        job.error = outcome if isinstance(outcome, BaseException) else None
        self.ended.emit(job)
        job.deleteLater()
        if isinstance(outcome, tuple):
            if not job.is_cancelled:
                on_done(outcome[0])
        elif isinstance(outcome, WorkbenchError):
            on_refused(tr(outcome.sentence))
        elif not isinstance(outcome, Cancelled):
            self.failed.emit(outcome)

    def cancel_current(self) -> None:
        """Cancel the running job; those waiting behind it still run."""
        for job in self.running[:1]:
            job.cancel()

    def end(self) -> None:
        """Cancel jobs that only read and wait for those that write; their outcomes have yet to be delivered."""
        for job in self.running:
            if not job.writes:
                job.cancel()
        self._pool.waitForDone(MILLISECONDS_TO_END)


def code_name(work: Callable[..., object]) -> str:
    """Return where the code of ``work`` is: ``workbench.ui.shell.files.Files._save.write``."""
    name = getattr(work, "__qualname__", type(work).__qualname__)
    return f"{work.__module__}.{name}".replace(".<locals>", "")
