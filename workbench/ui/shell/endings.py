"""Ending the program from outside, by a signal or a log-out: no questions asked, nothing lost."""

import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from socket import socket

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
ENDED_BY_SIGNAL = 128
"""Added to the number of a signal, gives the exit status of a program that it ended."""
SIGNALS_AT_ONCE = 64


class Endings(QObject):
    """Ends the event loop, without asking any window, on a terminating signal or at log-out.

    Python handles a signal only while Python code runs, but an idle window is inside Qt; so the signal also writes to a
    socket, which wakes Qt.
    """

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._application = application
        self._sockets: tuple[socket, ...] = ()
        self.is_ending = False

    def watch(self) -> None:
        """Start watching; separate from the constructor because its imports would delay the first paint."""
        from socket import socketpair

        woken, waking = self._sockets = socketpair()
        woken.setblocking(False)
        waking.setblocking(False)
        notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: _drain(woken))
        signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        for number in ENDING:
            signal.signal(number, lambda number, _: self.end(ENDED_BY_SIGNAL + number))
        self._application.commitDataRequest.connect(lambda _: self.end(0))

    def end(self, status: int) -> None:
        """End the event loop with the program's exit status; ``quit`` would close the windows, which ask questions."""
        self.is_ending = True
        QTimer.singleShot(0, self, lambda: QGuiApplication.exit(status))  # from a nested loop too, such as a menu's


def _drain(woken: "socket") -> None:
    with suppress(BlockingIOError):
        woken.recv(SIGNALS_AT_ONCE)
