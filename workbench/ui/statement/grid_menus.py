"""Where a grid asks for a menu: on a cell, on a line, on the heading of a column; by mouse or by keyboard."""

from enum import Enum, auto

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

CUSTOM = Qt.ContextMenuPolicy.CustomContextMenu


class MenuPlace(Enum):
    CELL = auto()
    LINE = auto()
    """A caption, or another cell of the first column."""
    COLUMN = auto()


class GridMenuPlaces(QObject):
    """Makes the cell current that a menu is about, then emits ``wanted`` with the kind of menu and a global point."""

    wanted = Signal(object, QPoint)

    def __init__(self, grid: QTableView) -> None:
        super().__init__(grid)
        self._grid = grid
        grid.setContextMenuPolicy(CUSTOM)
        grid.customContextMenuRequested.connect(self._on_cell)

    def watch_captions(self, captions: QTableView) -> None:
        captions.setContextMenuPolicy(CUSTOM)
        captions.customContextMenuRequested.connect(lambda at: self._emit(MenuPlace.LINE, captions.viewport(), at))

    def watch_rows(self, numbers: QHeaderView) -> None:
        numbers.setContextMenuPolicy(CUSTOM)
        numbers.customContextMenuRequested.connect(lambda at: self._on_row(numbers, at))

    def watch_heading(self, heading: QHeaderView) -> None:
        heading.setContextMenuPolicy(CUSTOM)
        heading.customContextMenuRequested.connect(lambda at: self._on_heading(heading, at))

    def _on_cell(self, at: QPoint) -> None:
        current = self._grid.currentIndex()
        place = MenuPlace.LINE if current.isValid() and current.column() == 0 else MenuPlace.CELL
        self._emit(place, self._grid.viewport(), at)

    def _on_row(self, numbers: QHeaderView, at: QPoint) -> None:
        index = self._grid.model().index(numbers.logicalIndexAt(at), 0)
        if index.isValid() and not self._grid.selectionModel().isSelected(index):
            self._grid.setCurrentIndex(index)
        self._emit(MenuPlace.LINE, numbers.viewport(), at)

    def _on_heading(self, heading: QHeaderView, at: QPoint) -> None:
        column, row = heading.logicalIndexAt(at), max(self._grid.currentIndex().row(), 0)
        index = self._grid.model().index(row, column)
        if index.isValid() and index.column() != self._grid.currentIndex().column():
            self._grid.setCurrentIndex(index)
        self._emit(MenuPlace.COLUMN, heading.viewport(), at)

    def _emit(self, place: MenuPlace, on: QWidget, at: QPoint) -> None:
        self.wanted.emit(place, on.mapToGlobal(at))
