"""Edits of all selected cells: copy, paste, clear and fill. Each is one step."""

from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench.domain.facts import Fact, fact
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.ui.statement.clipboard import describe_paste, format_for_clipboard, parse_paste, read_table
from workbench.ui.statement.editing_policy import is_editable, why_not_editable
from workbench.ui.statement.selectable_table import SelectableTable
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.typed_edits import parse_amount_in
from workbench.ui.toolkit.item_roles import Index
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.refusals import say_refusal

SelectedArea = tuple[list[int], list[int]]
"""The visible rows and the columns of a rectangle of cells, ascending."""
ONE_BLOCK = phrase("Select a single block of cells. This cannot be done to several at once.")


class GridEdits(QObject):
    """Acts on the selection of one grid. ``message`` carries what was done, ``refused`` why it was not."""

    message = Signal(str)
    refused = Signal(str)

    def __init__(self, grid: SelectableTable, model: StatementModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model

    def copy(self) -> bool:
        """Copy the selected block to the clipboard; False if the selection is not a block."""
        block = self._selected_area()
        if block:
            QGuiApplication.clipboard().setText(format_for_clipboard(self._model, *block))
        return block is not None

    def cut(self) -> None:
        if self.copy():
            self.clear()

    def paste(self) -> None:
        """Paste copied figures from the first selected cell on, as one step; nothing if one does not fit."""
        block = self._selected_area()
        if not block:
            return
        try:
            copied = read_table(QGuiApplication.clipboard())
            if not copied:
                return
            if len(copied) > 1 or len(copied[0]) > 1:
                block = self._area_from(block)
            paste = parse_paste(self._model.table, copied, *block)
            self._model.set_amounts(paste.amounts, fact("paste", count=len(paste.amounts)))
        except WorkbenchError as error:
            self.refused.emit(tr("Nothing was pasted. {reason}", reason=say_refusal(error)))
            return
        self.message.emit(describe_paste(self._model.table, paste))

    def fill_with(self, text: str) -> str:
        """Put the typed text into every editable selected cell, as one step, or return why not."""
        places = [(row, column) for row, column in self._grid.selected_places() if self._is_figure(row, column)]
        try:
            table, rows = self._model.table, self._model.rows
            amounts = {(row, column): parse_amount_in(table, rows[row], text) for row, column in places}
            self._model.set_amounts(amounts, fact("fill", count=len(amounts)))
        except WorkbenchError as error:
            return say_refusal(error)
        return ""

    def clear(self) -> None:
        """Clear the editable selected cells."""
        selected = list(self._grid.selected_places())
        places = [(row, column) for row, column in selected if self._is_figure(row, column)]
        if places:
            self._set_amounts(dict.fromkeys(places), fact("clear", count=len(places)))
        elif selected:
            self.say_why_not(self._grid.currentIndex())

    def fill_down(self) -> None:
        """Copy the first row of the block to those below; for a single row, copy the row above it."""
        block = self._selected_area()
        if block:
            rows, columns = block
            above = [row for row in self._grid.visible_rows() if row < rows[0]][-1:] if len(rows) == 1 else []
            self._fill(dict.fromkeys((above + rows)[1:], (above + rows)[0]), {column: column for column in columns})

    def fill_right(self) -> None:
        """Copy the first column of figures to those beside it; for a single column, copy the column to its left."""
        block = self._selected_area()
        if block:
            rows, columns = block
            figures = [column for column in columns if column]
            before = [figures[0] - 1] if len(columns) == 1 and figures and figures[0] > 1 else []
            sources = before + figures
            self._fill({row: row for row in rows}, dict.fromkeys(sources[1:], sources[0]))

    def _fill(self, rows: dict[int, int], columns: dict[int, int]) -> None:
        """Fill each row and column from the one it is mapped to; unknown figures are not copied."""
        amounts = {
            (row, column): self._model.amount(from_row, from_column)
            for row, from_row in rows.items()
            for column, from_column in columns.items()
            if self._is_figure(row, column) and not self._model.is_unknown(from_row, from_column)
        }
        if amounts:
            self._set_amounts(amounts, fact("fill", count=len(amounts)))

    def say_why_not(self, index: Index) -> bool:
        """Say why a cell cannot be edited; False if it can."""
        row, column = self._model.rows[index.row()], self._model.columns[index.column()]
        reason = why_not_editable(self._model.table, row, column)
        if reason:
            self.refused.emit(tr(reason))
        return reason is not None

    def _is_figure(self, row: int, column: int) -> bool:
        """True for a figure that can be edited."""
        return column > 0 and is_editable(self._model.table, self._model.rows[row], self._model.columns[column])

    def _set_amounts(self, amounts: dict[tuple[int, int], Decimal | None], description: Fact) -> None:
        try:
            self._model.set_amounts(amounts, description)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))

    def _selected_area(self) -> SelectedArea | None:
        """Return the selected rectangle; if the selection is not one, say so and return None."""
        places = set(self._grid.selected_places())
        rows, columns = sorted({row for row, _ in places}), sorted({column for _, column in places})
        if len(places) != len(rows) * len(columns):
            self.refused.emit(tr(ONE_BLOCK))
            return None
        return (rows, columns) if places else None

    def _area_from(self, block: SelectedArea) -> SelectedArea:
        """Return everything visible from the first cell of a block on."""
        rows, columns = block
        below = [row for row in self._grid.visible_rows() if row >= rows[0]]
        return below, list(range(columns[0], self._model.columnCount()))
