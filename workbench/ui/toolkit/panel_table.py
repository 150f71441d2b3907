"""The small tables of the panels: uniform, with widths set once and no frame."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from workbench.plain_text import escape_formula
from workbench.ui.toolkit.item_roles import Index
from workbench.ui.toolkit.minimal_repaint_table import MinimalRepaintTable
from workbench.ui.toolkit.number_style import numbers_as_printed
from workbench.ui.toolkit.theme import figures_font

Column = TypeVar("Column", bound=int)
ROW_PADDING = 8
LEAST_HEIGHT = 64
MARGINS_IF_EMPTY = (12, 8, -12, -8)
TOP_AND_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class PanelTable(MinimalRepaintTable):
    """Repaints only the cells that changed; Qt would also repaint their neighbors, because of grid lines.

    ``text_if_empty``: what it shows, muted, while it has no rows.
    """

    text_if_empty = ""

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        left, top = self.columnViewportPosition(top_left.column()), self.rowViewportPosition(top_left.row())
        last_column, last_row = bottom_right.column(), bottom_right.row()
        right = self.columnViewportPosition(last_column) + self.columnWidth(last_column)
        bottom = self.rowViewportPosition(last_row) + self.rowHeight(last_row)
        self.viewport().update(left, top, right - left, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text_if_empty and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.viewport().rect().adjusted(*MARGINS_IF_EMPTY), TOP_AND_WRAPPED, self.text_if_empty)


def plain_table(model: QAbstractItemModel, stretched: int, name: str, parent: QWidget) -> PanelTable:
    """Return a read-only table that selects whole rows; column ``stretched`` takes the remaining width."""
    view = PanelTable(parent)
    make_plain(view, model, stretched, name)
    return view


def make_plain(view: PanelTable, model: QAbstractItemModel, stretched: int, name: str) -> None:
    """Make ``view`` what ``plain_table`` returns."""
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


def set_widths(view: QTableView, widths: Mapping[Column, int]) -> None:
    """Set the widths of columns in pixels, none narrower than its heading."""
    for column, width in widths.items():
        view.setColumnWidth(column, max(width, view.horizontalHeader().sectionSizeHint(column)))


def height_of_rows(view: QTableView, rows: int) -> int:
    """Return how high a table is that shows ``rows`` rows."""
    return view.horizontalHeader().sizeHint().height() + rows * view.verticalHeader().defaultSectionSize() + 2


def fit_height(view: QTableView) -> None:
    """Make a table no higher than its rows."""
    view.setMaximumHeight(max(height_of_rows(view, view.model().rowCount()), LEAST_HEIGHT))


def selection_as_text(view: QTableView) -> str:
    """Return the selected cells in Excel's format: one line for each row, with tabs between cells."""
    model, selected = view.model(), view.selectionModel().selectedIndexes()
    columns = sorted({index.column() for index in selected})
    rows = sorted({index.row() for index in selected})
    with numbers_as_printed():
        lines = [
            "\t".join(escape_formula(str(model.index(row, column).data() or "")) for column in columns) for row in rows
        ]
    return "".join(f"{line}\n" for line in lines)


class EnterKey(QObject):
    """Calls ``act`` with the index when Enter is pressed in a view or a row is double-clicked."""

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
        is_editing = self._view.state() is QAbstractItemView.State.EditingState  # whose Enter comes here, too
        if is_enter and not is_editing and self._view.currentIndex().isValid():
            self._act(self._view.currentIndex())
            return True
        return super().eventFilter(watched, event)
