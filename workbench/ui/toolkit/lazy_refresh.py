"""Refreshes a view only while it can be seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget


def is_seen(widget: QWidget) -> bool:
    """True if part of the widget is inside its window: Qt calls a hidden tab visible, but moves it outside."""
    if not widget.isVisible():
        return False
    window = widget.window()
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).intersects(window.rect())


class LazyRefresh(QObject):
    """Calls ``refresh`` at once if its widget is on screen, else once it is; a hidden tab costs nothing.

    That it is painted shows that it is in front; if its children cover it completely, that it is enabled, as panels are
    once their tab is in front.
    """

    def __init__(self, widget: QWidget, refresh: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self.is_stale = True
        widget.installEventFilter(self)

    def refresh_now(self) -> None:
        """Refresh although the widget may not be visible: something in it is to be chosen before it is."""
        self.is_stale = False
        self._refresh()

    def request(self) -> None:
        """Refresh now if the widget is visible, else once it is."""
        self.request_instead(self._refresh)

    def request_instead(self, lighter: Callable[[], None]) -> None:
        """Call ``lighter`` now if the widget is visible and up to date; else refresh, now or once it is visible."""
        was_stale = self.is_stale
        self.is_stale = not is_seen(self._widget)
        if not self.is_stale:
            (self._refresh if was_stale else lighter)()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_stale and event.type() in (QEvent.Type.Paint, QEvent.Type.EnabledChange):
            QTimer.singleShot(0, self, self._refresh_if_seen)
        return super().eventFilter(watched, event)

    def _refresh_if_seen(self) -> None:
        if self.is_stale and is_seen(self._widget):
            self.refresh_now()
