"""Long but divisible work on the UI thread, done in slices between events: never felt, dropped at once."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

SLICE_SECONDS = 0.004
"""A quarter of a frame at 60 Hz."""


class IdleWork(QObject):
    """Runs one iterator at a time to its end; starting anew drops the one at work.

    A thread would not do: pure Python beside a painting window costs a switch of threads at every call into Qt.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._dropped: Iterator[object] | None = None
        """Kept until there is time: what it holds may take a while to let go of."""
        self._done: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_idle)

    @property
    def is_running(self) -> bool:
        return self._work is not None

    def start(self, work: Iterator[object], done: Callable[[], None]) -> None:
        """Exhaust ``work`` as time permits, then call ``done``."""
        self._dropped, self._work, self._done = self._work, work, done
        self._timer.start(0)

    def stop(self) -> None:
        self._dropped = self._work = self._done = None
        self._timer.stop()

    def _on_idle(self) -> None:
        self._dropped = None
        work, done = self._work, self._done
        if work is None or done is None:
            return
        until = time.perf_counter() + SLICE_SECONDS
        for _ in work:
            if time.perf_counter() > until:
                self._timer.start(0)
                return
        self._work = self._done = None
        done()
