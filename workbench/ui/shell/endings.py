"""The program ended from outside, by a signal or by the log-out: without a question, and nothing is lost."""

import signal
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
ENDED_BY_SIGNAL = 128
"""Added to the number of a signal, the exit status of what it ended."""
SIGNALS_AT_ONCE = 64


class Endings(QObject):
    """Ends the event loop, without asking any window, at a signal that ends programs and at the log-out.

    Python answers to a signal only where Python runs, and an idle window is in Qt: the signal also writes to a socket,
    which wakes Qt up.
    """

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self.is_ending = False
        self._woken, self._waking = socket.socketpair()
        self._woken.setblocking(False)
        self._waking.setblocking(False)
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        for number in ENDING:
            signal.signal(number, lambda number, _: self.end(ENDED_BY_SIGNAL + number))
        application.commitDataRequest.connect(lambda _: self.end(0))

    def end(self, status: int) -> None:
        """End the event loop with the exit status of the program; ``quit`` would have the windows closed, which ask."""
        self.is_ending = True
        QTimer.singleShot(0, self, lambda: QGuiApplication.exit(status))  # also where the loop has not begun yet

    def _on_woken(self) -> None:
        with suppress(BlockingIOError):
            self._woken.recv(SIGNALS_AT_ONCE)
