"""Headings that change with every switch, and must not have their whole table laid out anew."""

from PySide6.QtCore import SIGNAL, QObject, Qt
from PySide6.QtWidgets import QTableView

CHANGED = SIGNAL("headerDataChanged(Qt::Orientation,int,int)")


def repaint_headings_only(view: QTableView) -> None:
    """Have just the headings painted when they change. Call it once the view has its model.

    Met with Qt 6.11: a changed heading may have another height, so the view lays out and repaints all of itself.
    """
    header, model = view.horizontalHeader(), view.model()
    header.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else all that is behind is painted too
    for listener in (view, header):
        QObject.disconnect(model, CHANGED, listener, None)  # type: ignore[call-overload]

    def repaint(_orientation: Qt.Orientation, first: int, last: int) -> None:
        left = header.sectionViewportPosition(first)
        right = header.sectionViewportPosition(last) + header.sectionSize(last)
        header.viewport().update(left, 0, right - left, header.height())

    model.headerDataChanged.connect(repaint)
