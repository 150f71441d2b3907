"""Work for a view only while somebody looks at it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget


def is_seen(widget: QWidget) -> bool:
    """True where some of it is in its window: Qt calls a tab behind visible, but moves it out."""
    if not widget.isVisible():
        return False
    window = widget.window()
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).intersects(window.rect())


class LazyRefresh(QObject):
    """Calls ``refresh`` at once where its widget is on screen, else when it is: a tab behind costs nothing.

    It is told by being painted once it is in front; so it must not be covered whole by what stands in it.
    """

    def __init__(self, widget: QWidget, refresh: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self.is_stale = True
        widget.installEventFilter(self)

    def request(self) -> None:
        """Refresh now, or remember to."""
        self.request_instead(self._refresh)

    def request_instead(self, lighter: Callable[[], None]) -> None:
        """Do ``lighter`` now where nothing was missed before; else refresh, or remember to."""
        was_stale = self.is_stale
        self.is_stale = not is_seen(self._widget)
        if not self.is_stale:
            (self._refresh if was_stale else lighter)()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self.is_stale:
            self.is_stale = False
            QTimer.singleShot(0, self, self._refresh)
        return super().eventFilter(watched, event)
