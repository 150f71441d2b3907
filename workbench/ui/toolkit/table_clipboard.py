"""Whole tables on the clipboard: for Excel and for Word at once, or as Markdown."""

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView, QTreeView, QWidget

from workbench.presentation.copied_table import CopiedCell, CopiedTable, as_html, as_tsv
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY
from workbench.ui.toolkit.number_style import numbers_as_printed

MOST_LEVELS = 20
RIGHT = int(Qt.AlignmentFlag.AlignRight)

Parent = QModelIndex | QPersistentModelIndex


def put_on_clipboard(table: CopiedTable) -> None:
    """Put a table on the clipboard: exact for spreadsheets, as printed for documents."""
    data = QMimeData()
    data.setText(as_tsv(table))
    data.setHtml(as_html(table))
    QGuiApplication.clipboard().setMimeData(data)


def table_of_list(view: QWidget, title: str) -> CopiedTable | None:
    """Return a list with its headings, all of its rows; None for what is no list."""
    if not isinstance(view, QTableView | QTreeView):
        return None
    model = view.model()
    header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
    columns = [number for number in range(model.columnCount()) if not header.isSectionHidden(number)]
    reader = _ListReader(model, columns, is_tree=isinstance(view, QTreeView))
    with numbers_as_printed():
        reader.read(view.rootIndex(), 0)
    headings = (str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns)
    return CopiedTable(title, tuple(headings), tuple(reader.rows), frozenset(reader.numbers))


class _ListReader:
    def __init__(self, model: QAbstractItemModel, columns: list[int], *, is_tree: bool) -> None:
        self._model, self._columns, self._is_tree = model, columns, is_tree
        self.rows: list[tuple[CopiedCell, ...]] = []
        self.numbers: set[int] = set()
        """The columns of figures, by their place."""

    def read(self, parent: Parent, depth: int) -> None:
        for row in range(self._model.rowCount(parent)):
            cells = []
            for place, column in enumerate(self._columns):
                index = self._model.index(row, column, parent)
                if int(index.data(ALIGNMENT) or 0) & RIGHT:
                    self.numbers.add(place)
                cells.append(CopiedCell(str(index.data(DISPLAY) or ""), depth=0 if place else depth))
            self.rows.append(tuple(cells))
            if self._is_tree and depth < MOST_LEVELS:
                self.read(self._model.index(row, 0, parent), depth + 1)
