"""A table that repaints only what changed, so that a switch repaints cells, not the window."""

from PySide6.QtCore import SIGNAL, QAbstractItemModel, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

HEADINGS_CHANGED = SIGNAL("headerDataChanged(Qt::Orientation,int,int)")


class MinimalRepaintTable(QTableView):
    """Fills its own background and repaints changed headings without a new layout.

    Qt 6.11 also paints everything behind a widget that is not marked opaque, up to the window; and it lays out and
    paints the whole view of a changed heading, in case its height changed.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is None:
            return
        self.horizontalHeader().viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for listener in (self, self.horizontalHeader()):
            QObject.disconnect(model, HEADINGS_CHANGED, listener, None)  # type: ignore[call-overload]
        model.headerDataChanged.connect(self._repaint_headings)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: typed text is a figure and must not move to another row."""

    def _repaint_headings(self, _orientation: Qt.Orientation, first: int, last: int) -> None:
        header = self.horizontalHeader()
        left = header.sectionViewportPosition(first)
        right = header.sectionViewportPosition(last) + header.sectionSize(last)
        header.viewport().update(left, 0, right - left, header.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(event.rect(), self.palette().base())
        super().paintEvent(event)
