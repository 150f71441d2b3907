"""Long but divisible work on the UI thread, in slices between events: unnoticeable, and dropped at once if needed."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

SLICE_SECONDS = 0.004
"""A quarter of a frame at 60 Hz."""


class IdleWork(QObject):
    """Runs one iterator at a time to its end; starting another drops the current one.

    Not a thread, because pure Python code alongside a painting window costs a thread switch at every call into Qt.
    """

    def __init__(self, parent: QObject, slice_seconds: float = SLICE_SECONDS) -> None:
        """``slice_seconds``: longer for what the user is waiting for, besides other idle work."""
        super().__init__(parent)
        self._slice_seconds = slice_seconds
        self._work: Iterator[object] | None = None
        self._dropped_work: Iterator[object] | None = None
        """Kept until there is time to free its contents, which may take a while."""
        self._on_done: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_idle)

    @property
    def is_running(self) -> bool:
        return self._work is not None

    def start(self, work: Iterator[object], on_done: Callable[[], None]) -> None:
        """Run ``work`` to its end as time permits, then call ``on_done``."""
        self._dropped_work, self._work, self._on_done = self._work, work, on_done
        self._timer.start(0)

    def stop(self) -> None:
        self._dropped_work = self._work = self._on_done = None
        self._timer.stop()

    def _on_idle(self) -> None:
        self._dropped_work = None
        work, on_done = self._work, self._on_done
        if work is None or on_done is None:
            return
        until = time.perf_counter() + self._slice_seconds
        for _ in work:
            if time.perf_counter() > until:
                self._timer.start(0)
                return
        self._work = self._on_done = None
        on_done()
