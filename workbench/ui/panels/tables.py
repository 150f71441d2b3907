"""How the small tables of the panels are set up: one look, widths set once, no frame."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.ui.quiet_table import QuietTable
from workbench.ui.theme import Theme, figures_font

Index = QModelIndex | QPersistentModelIndex
FIGURE_SIDE, TEXT_SIDE = 3, 10
SELECTED = QStyle.StateFlag.State_Selected.value
"""As a plain number: the enumeration costs more than the text."""
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ROW_PADDING = 8


class PanelTable(QuietTable):
    """Repaints the cells that changed and not, as Qt does, their neighbours for the sake of a grid line."""

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        left, top = self.columnViewportPosition(top_left.column()), self.rowViewportPosition(top_left.row())
        last_column, last_row = bottom_right.column(), bottom_right.row()
        right = self.columnViewportPosition(last_column) + self.columnWidth(last_column)
        bottom = self.rowViewportPosition(last_row) + self.rowHeight(last_row)
        self.viewport().update(left, top, right - left, bottom - top)


def plain_table(model: QAbstractItemModel, stretched: int, name: str, parent: QWidget) -> QTableView:
    """Return a table of whole rows, read only; the column ``stretched`` takes the room that is left."""
    view = PanelTable(parent)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setFont(figures_font(view.font()))
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + ROW_PADDING)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return view


class FiguresDelegate(QStyledItemDelegate):
    """Paints text with little room beside it, and figures so that digits align whether or not a bracket follows.

    ``first_figure``: the column from which on there are figures, in the parent's font.
    """

    def __init__(self, theme: Theme, first_figure: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first_figure = first_figure
        self._bracket = parent.fontMetrics().horizontalAdvance(")")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, text = option.rect, index.data(DISPLAY)
        if option.state.value & SELECTED:
            painter.fillRect(rect, self._theme.colour("selection"))
        painter.setPen(self._theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(self._theme.colour("text"))
        painter.setFont(option.font)
        if index.column() >= self._first_figure:
            gap = FIGURE_SIDE if text.endswith(")") else FIGURE_SIDE + self._bracket
            painter.drawText(rect.adjusted(0, 0, -gap, 0), RIGHT, text)
        else:
            room = rect.adjusted(TEXT_SIDE, 0, -2, 0)
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, LEFT, shown)


class EnterKey(QObject):
    """Calls back with the current index when Enter is pressed in a view, or a row is double-clicked."""

    def __init__(self, view: QAbstractItemView, act: Callable[[QModelIndex], None]) -> None:
        super().__init__(view)
        self._view = view
        self._act = act
        view.installEventFilter(self)
        view.doubleClicked.connect(act)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )
        if is_enter and self._view.currentIndex().isValid():
            self._act(self._view.currentIndex())
            return True
        return super().eventFilter(watched, event)
