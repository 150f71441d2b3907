"""The list of sheets and the tables found on them; choosing one brings it into view."""

from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.importing.sheets.corrections import Area, SheetKey
from workbench.phrases import with_details
from workbench.ui.assistant.descriptions import count_of_tables, describe_table
from workbench.ui.assistant.sheet_overlay import Overlays
from workbench.ui.toolkit.item_roles import DISPLAY, LEFT, NOWHERE, SELECTED, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme

SIDE, MARK_WIDTH, INSET = 12, 3, 10


class Row(NamedTuple):
    """A sheet, or a table on it; only a table has an ``area``."""

    name: str
    about: str
    sheet: SheetKey
    area: Area | None = None


class TablesModel(QAbstractListModel):
    """Lists the sheets, each with its tables."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, overlays: Overlays) -> None:
        rows = _rows_of(overlays)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row_at(self, sheet: SheetKey, place: tuple[int, int] | None) -> int:
        """Return the row of the table with the cell at ``place``, else the row of its sheet; -1 if there is neither."""
        best = -1
        for number, row in enumerate(self._rows):
            is_here = row.area is None or (place is not None and row.area.holds(*place))
            if row.sheet == sheet and is_here and (best < 0 or row.area is not None):
                best = number
        return best

    def row(self, index: Index) -> Row:
        return self._rows[index.row()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        if not index.isValid() or role not in (DISPLAY, TOOL_TIP):
            return None
        row = self._rows[index.row()]
        return f"{row.name}\n{row.about}"


def _rows_of(overlays: Overlays) -> tuple[Row, ...]:
    """Return a row for each sheet, followed by one for each of its tables; files are named if there are several."""
    words = window_words()
    rows = []
    has_several_files = len({file for file, _ in overlays}) > 1
    for (file, sheet), overlay in overlays.items():
        name = with_details((sheet, file), words) if has_several_files else sheet
        rows.append(Row(name, count_of_tables(len(overlay.placements)), (file, sheet)))
        for placement in overlay.placements:
            about = with_details((str(placement.area), describe_table(placement.part)), words)
            rows.append(Row(placement.name, about, (file, sheet), placement.area))
    return tuple(rows)


class _RowDelegate(QStyledItemDelegate):
    """Paints the name of a sheet in bold and those of its tables indented, each above a description."""

    def __init__(self, model: TablesModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, theme, row = option.rect, self._theme, self._model.row(index)
        if option.state.value & SELECTED:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(rect.left(), rect.top(), MARK_WIDTH, rect.height(), theme.colour("accent"))
        inset = SIDE + (INSET if row.area else 0)
        half = rect.height() // 2
        font = option.font
        for text, ink, top, bold in ((row.name, "text", 3, row.area is None), (row.about, "muted", half - 1, False)):
            font.setBold(bold)
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            area = QRect(rect.left() + inset, rect.top() + top, rect.width() - inset - 4, half - 2)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, LEFT, elided)


class TablesList(QListView):
    """``chosen`` carries (sheet, row, column): the first cell of the chosen sheet or table."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = TablesModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(self._model, theme, self))
        self.setAccessibleName(tr("Sheets and tables"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(190)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_overlays(self, overlays: Overlays) -> None:
        self._model.show(overlays)

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            row = self._model.row(index)
            self.chosen.emit((row.sheet, row.area.top if row.area else 1, row.area.left if row.area else 1))

    def select_place(self, sheet: SheetKey, place: tuple[int, int] | None) -> None:
        """Make the row of the table at ``place`` current, else that of its sheet, without emitting ``chosen``."""
        index = self._model.index(self._model.row_at(sheet, place), 0)
        if index != self.currentIndex():
            self.selectionModel().currentChanged.disconnect(self._on_current_changed)
            self.setCurrentIndex(index)
            self.selectionModel().currentChanged.connect(self._on_current_changed)
