"""How the small tables of the panels are set up: one look, widths set once, no frame."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from workbench.ui.theme import figures_font

ROW_PADDING = 8


def plain_table(model: QAbstractItemModel, stretched: int, name: str, parent: QWidget) -> QTableView:
    """Return a table of whole rows, read only; the column ``stretched`` takes the room that is left."""
    view = QTableView(parent)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setFont(figures_font(view.font()))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + ROW_PADDING)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return view


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
