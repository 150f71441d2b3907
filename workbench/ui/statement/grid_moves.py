"""Keyboard movement and selection in a grid; as in Excel, the current cell stays the anchor."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from workbench.ui.statement.navigation import find_edge, is_filled
from workbench.ui.statement.selectable_table import SelectableTable
from workbench.ui.statement.statement_model import StatementModel

FLAG = QItemSelectionModel.SelectionFlag
Place = tuple[int, int]
"""Row and column of a cell."""


class GridMoves:
    """Moves the current cell of one grid and its selection, which extends from the current cell to a far corner."""

    def __init__(self, grid: SelectableTable, model: StatementModel) -> None:
        self._grid = grid
        self._model = model
        self._corner: Place | None = None
        self._tabbed_from: Place | None = None
        """Where Tab was first pressed, with the cell that it has led to since."""
        self._tabbed_to: Place | None = None

    # ---- moving the current cell

    def go(self, row: int, column: int) -> None:
        """Make a cell current and the only one selected.

        The selection is set explicitly, because Qt would extend or reduce it while a modifier is held.
        """
        self._corner = None
        self._grid.selectionModel().setCurrentIndex(self._model.index(row, column), FLAG.ClearAndSelect)

    def step(self, rows: int, columns: int) -> None:
        """Move by one visible cell, stopping at the border; if several cells are selected, cycle through them."""
        if not self._grid.currentIndex().isValid():
            return
        if self.has_several:
            self._go_round(list(self._grid.selected_areas()), rows, columns)
        else:
            self.go(*self._step_from(self._current_place(), rows, columns))

    def tab(self, columns: int) -> None:
        """Move along the row. Enter then leads to the row below the cell from which Tab was first pressed."""
        here = self._current_place()
        if self._tabbed_to != here:
            self._tabbed_from = here
        self.step(0, columns)
        self._tabbed_to = self._current_place()

    def enter(self, rows: int) -> None:
        """Move down or up; after Tab, in the column in which it was first pressed."""
        here, start = self._current_place(), self._tabbed_from
        if start is not None and self._tabbed_to == here and not self.has_several:
            self.go(*self._step_from((here[0], start[1]), rows, 0))
        else:
            self.step(rows, 0)
        self._tabbed_from = self._tabbed_to = None

    def go_round_corners(self) -> None:
        """Make the next corner of the selected block current, clockwise."""
        areas = list(self._grid.selected_areas())
        if len(areas) != 1:
            return
        top, bottom, left, right = areas[0].top(), areas[0].bottom(), areas[0].left(), areas[0].right()
        corners = list(dict.fromkeys(((top, left), (top, right), (bottom, right), (bottom, left))))
        here = self._current_place()
        row, column = corners[(corners.index(here) + 1) % len(corners)] if here in corners else corners[0]
        self._grid.selectionModel().setCurrentIndex(self._model.index(row, column), FLAG.NoUpdate)
        self._grid.scrollTo(self._model.index(row, column))

    @property
    def has_several(self) -> bool:
        """True if more than one cell is selected."""
        return sum(area.width() * area.height() for area in self._grid.selected_areas()) > 1

    def jump(self, rows: int, columns: int) -> None:
        """Go to the edge of the filled cells or, if both steps are given, to a corner."""
        self.go(*self._edge_from(self._current_place(), rows, columns))

    # ---- extending the selection

    def extend(self, rows: int, columns: int) -> None:
        """Move the far corner of the selection by a cell."""
        self.extend_to(*self._step_from(self._far_corner(), rows, columns))

    def extend_by_page(self, pages: int) -> None:
        row, column = self._far_corner()
        rows = self._grid.visible_rows()
        page = max(self._grid.viewport().height() // max(self._grid.rowHeight(row), 1) - 1, 1)
        self.extend_to(rows[min(max(rows.index(row) + pages * page, 0), len(rows) - 1)], column)

    def extend_in_row(self, columns: int) -> None:
        """Move the far corner to the first (-1) or the last (+1) column."""
        self.extend_to(self._far_corner()[0], 0 if columns < 0 else self._model.columnCount() - 1)

    def extend_jump(self, rows: int, columns: int) -> None:
        self.extend_to(*self._edge_from(self._far_corner(), rows, columns))

    def extend_to(self, row: int, column: int) -> None:
        """Select everything between the current cell and this one."""
        target, selection = self._model.index(row, column), self._grid.selectionModel()
        selection.select(QItemSelection(self._grid.currentIndex(), target), FLAG.ClearAndSelect)
        self._corner = (row, column)
        self._grid.scrollTo(target)

    def select_places(self, places: Sequence[Place]) -> None:
        """Select some cells, the first of which becomes current."""
        selection = QItemSelection()
        for row, column in places:
            index = self._model.index(row, column)
            selection.select(index, index)
        self.go(*places[0])
        self._grid.selectionModel().select(selection, FLAG.ClearAndSelect)
        self._grid.scrollTo(self._model.index(*places[0]))

    def select_whole(self, rows_or_columns: QItemSelectionModel.SelectionFlag) -> None:
        self._grid.selectionModel().select(self._grid.currentIndex(), FLAG.ClearAndSelect | rows_or_columns)

    def keep_current(self, row: int, column: int) -> None:
        """Make the cell where dragging began current again; the far corner is where it ended."""
        self._corner = self._current_place()
        self._grid.selectionModel().setCurrentIndex(self._model.index(row, column), FLAG.NoUpdate)

    # ---- places

    def _current_place(self) -> Place:
        index = self._grid.currentIndex()
        return index.row(), index.column()

    def _far_corner(self) -> Place:
        """Return the moving corner of the selection; the current cell if nothing was extended."""
        areas = list(self._grid.selected_areas())
        corner = self._corner
        if corner is None or len(areas) != 1 or not areas[0].contains(*corner, areas[0].parent()):
            return self._current_place()
        return self._current_place() if self._grid.isRowHidden(corner[0]) else corner

    def _step_from(self, place: Place, rows: int, columns: int) -> Place:
        """Return the cell that many visible rows and columns away, within the borders."""
        visible_rows = self._grid.visible_rows()
        position = min(max(visible_rows.index(place[0]) + rows, 0), len(visible_rows) - 1)
        return visible_rows[position], min(max(place[1] + columns, 0), self._model.columnCount() - 1)

    def _edge_from(self, place: Place, rows: int, columns: int) -> Place:
        visible_rows, width = self._grid.visible_rows(), self._model.columnCount()
        row, column = place
        if rows and columns:
            return (visible_rows[0], 0) if rows < 0 else (visible_rows[-1], width - 1)
        if rows:
            filled = [is_filled(self._model, number, column) for number in visible_rows]
            return visible_rows[find_edge(filled, visible_rows.index(row), rows)], column
        filled = [is_filled(self._model, row, number) for number in range(width)]
        return row, find_edge(filled, column, columns)

    def _go_round(self, areas: Sequence[QItemSelectionRange], rows: int, columns: int) -> None:
        """Go to the next cell of the selection: down its columns for ``rows``, else along its rows."""
        visible_rows = self._grid.visible_rows()
        numbered = [_NumberedArea(area, visible_rows, is_downwards=bool(rows)) for area in areas]
        number = self._number_of_current(numbered) + rows + columns
        number %= max(sum(area.size for area in numbered), 1)
        for area in numbered:
            if number < area.size:
                target = self._model.index(*area.place(number))
                self._grid.selectionModel().setCurrentIndex(target, FLAG.NoUpdate)
                self._grid.scrollTo(target)
                return
            number -= area.size

    def _number_of_current(self, areas: Iterable["_NumberedArea"]) -> int:
        """Return the number of the current cell, counted across areas; -1 if it is in none."""
        before = 0
        for area in areas:
            number = area.number_of(self._current_place())
            if number is not None:
                return before + number
            before += area.size
        return -1


class _NumberedArea:
    """The visible cells of one selected area, numbered down its columns or along its rows without listing them."""

    def __init__(self, area: QItemSelectionRange, visible_rows: Sequence[int], *, is_downwards: bool) -> None:
        first, below = bisect_left(visible_rows, area.top()), bisect_right(visible_rows, area.bottom())
        self._rows = visible_rows[first:below]
        self._left, self._width = area.left(), area.width()
        self._is_downwards = is_downwards
        self.size = len(self._rows) * self._width

    def number_of(self, place: Place) -> int | None:
        """Return the number of a cell, from 0; None if it is not in this area."""
        row, column = bisect_left(self._rows, place[0]), place[1] - self._left
        if row == len(self._rows) or self._rows[row] != place[0] or not 0 <= column < self._width:
            return None
        return column * len(self._rows) + row if self._is_downwards else row * self._width + column

    def place(self, number: int) -> Place:
        if self._is_downwards:
            column, row = divmod(number, len(self._rows))
        else:
            row, column = divmod(number, self._width)
        return self._rows[row], self._left + column
