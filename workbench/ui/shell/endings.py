"""The program ended from outside, by a signal or by the log-out: without a question, and nothing is lost."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
SIGNALS_AT_ONCE = 64


class Endings(QObject):
    """Calls ``end`` with the number of the signal that asks the program to end, or with 0 at the log-out.

    Python answers to a signal only where Python runs, and an idle window is in Qt: the signal also writes to a socket,
    which wakes Qt up.
    """

    def __init__(self, application: QGuiApplication, end: Callable[[int], None]) -> None:
        super().__init__(application)
        self._woken, self._waking = socket.socketpair()
        self._woken.setblocking(False)
        self._waking.setblocking(False)
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._woken.recv(SIGNALS_AT_ONCE))
        signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        for number in ENDING:
            signal.signal(number, lambda number, _: end(number))
        application.commitDataRequest.connect(lambda _: end(0))
