"""A bar of controls in a window too narrow for it: it scrolls sideways, and follows the keyboard."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LEAST = 240


class NarrowBar(QScrollArea):
    """Holds ``bar``; as high as that, with a scroll bar below it only where it does not fit."""

    def __init__(self, bar: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = bar
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setWidget(bar)

    def sizeHint(self) -> QSize:
        wanted = self._bar.sizeHint()
        below = self.horizontalScrollBar().sizeHint().height() if self._is_too_narrow else 0
        return QSize(wanted.width(), wanted.height() + below)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @property
    def _is_too_narrow(self) -> bool:
        return self.width() < self._bar.minimumSizeHint().width()
