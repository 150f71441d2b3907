"""Renews the lock of the open document, so that other computers see that its window is still open."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, QTimer

from workbench.file_lock import SECONDS_BETWEEN_SIGNS, FileLock


class LockSigns(QObject):
    """Periodically renews the lock that ``present`` returns, in a thread, because its folder may be slow."""

    def __init__(self, present: Callable[[], FileLock | None], parent: QObject) -> None:
        super().__init__(parent)
        self._present = present
        self._timer = QTimer(self)
        self._timer.setInterval(SECONDS_BETWEEN_SIGNS * 1_000)
        self._timer.timeout.connect(self._give_sign)
        self._timer.start()

    def _give_sign(self) -> None:
        lock = self._present()
        if lock is not None:
            Thread(target=lock.show_life, daemon=True).start()
