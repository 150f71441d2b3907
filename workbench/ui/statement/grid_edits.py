"""Edits of all selected cells: copy, paste, clear, fill and move. Each is one step."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench.domain.facts import Fact, fact
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.ui.statement.clipboard import (
    PasteWay,
    describe_paste,
    format_as_html,
    format_for_clipboard,
    parse_paste,
    read_table,
    ways_combined,
)
from workbench.ui.statement.editing_policy import is_editable, why_not_editable
from workbench.ui.statement.pasted_captions import have_captions, rows_of_captions, stand_here
from workbench.ui.statement.selectable_table import SelectableTable
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.typed_edits import NO_WORKINGS, Place, parse_amount_in
from workbench.ui.toolkit.item_roles import Index
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.refusals import say_refusal

SelectedArea = tuple[list[int], list[int]]
"""The visible rows and the columns of a rectangle of cells, ascending."""
ONE_BLOCK = phrase("Select a single block of cells. This cannot be done to several at once.")
Repeat = Callable[["GridEdits"], object]
"""Does to the selection of a grid what was last done to that of another, or of the same one."""


class GridEdits(QObject):
    """Acts on the selection of one grid. ``message`` carries what was done, ``refused`` why it was not.

    ``done`` carries what repeats the last edit elsewhere; ``copied_changed``: other cells are marked as copied.
    """

    message = Signal(str)
    refused = Signal(str)
    done = Signal(object)
    copied_changed = Signal()

    def __init__(self, grid: SelectableTable, model: StatementModel) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._copied_text = ""
        self._copied_workings: dict[Place, str] = {}
        """The workings of the copied cells, by row and column within the block."""
        self.copied: SelectedArea | None = None
        """The cells that are marked as copied: Enter pastes them once."""

    # ---- copying and pasting

    def copy(self) -> bool:
        """Copy the selected block to the clipboard; False if the selection is not a block."""
        block = self._selected_area()
        if block:
            content = QMimeData()
            self._copied_text = format_for_clipboard(self._model, *block)
            self._copied_workings = {
                (number, place): working
                for number, row in enumerate(block[0])
                for place, column in enumerate(block[1])
                if (working := self._model.working(row, column))
            }
            content.setText(self._copied_text)
            content.setHtml(format_as_html(self._model, *block))
            QGuiApplication.clipboard().setMimeData(content)
            self._mark_copied(block)
        return block is not None

    def cut(self) -> None:
        if self.copy():
            self.clear()

    def paste_copied(self) -> bool:
        """Paste what is marked as copied, once; False if nothing is, or something else has been copied since."""
        if self.copied is None or not self._is_still_copied:
            self.forget_copied()
            return False
        self.paste()
        return True

    @property
    def _is_still_copied(self) -> bool:
        """True while the clipboard holds what was last copied here."""
        return bool(self._copied_text) and QGuiApplication.clipboard().text() == self._copied_text

    def forget_copied(self) -> None:
        """Mark no cells as copied; they stay on the clipboard."""
        if self.copied is not None:
            self._mark_copied(None)

    def _mark_copied(self, block: SelectedArea | None) -> None:
        self.copied = block
        self.copied_changed.emit()

    def paste(self, way: PasteWay = PasteWay.ALL) -> None:
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
            if have_captions(copied) and not (block[1][0] == 0 and stand_here(self._model.table, copied, block[0])):
                figures = [column for column in block[1] if column > 0]
                block, copied = (rows_of_captions(self._model.table, copied), figures), [row[1:] for row in copied]
            paste = parse_paste(self._model.table, copied, *block)
            amounts = ways_combined(self._model.table, paste.amounts, way)
            workings = self._workings_pasted(block, copied) if way is PasteWay.ALL else {}
            self._model.set_amounts(amounts, fact("paste", count=len(amounts)), workings)
        except WorkbenchError as error:
            self.refused.emit(tr("Nothing was pasted. {reason}", reason=say_refusal(error)))
            return
        self.forget_copied()
        self.message.emit(describe_paste(self._model.table, paste))
        self.done.emit(lambda edits: edits.paste(way))

    def _workings_pasted(self, block: SelectedArea, copied: list[list[str]]) -> dict[Place, str]:
        """Return the workings of the copied cells where they are pasted; none for cells of another program."""
        if not self._copied_workings or not self._is_still_copied:
            return {}
        is_single = len(copied) == 1 and len(copied[0]) == 1
        return {
            (row, column): working
            for number, row in enumerate(block[0])
            for place, column in enumerate(block[1])
            if (working := self._copied_workings.get((0, 0) if is_single else (number, place)))
        }

    # ---- filling, clearing, moving

    def fill_with(self, text: str) -> str:
        """Put the typed text into every editable selected cell, as one step, or return why not."""
        places = [(row, column) for row, column in self._grid.selected_places() if self._is_figure(row, column)]
        try:
            table, rows = self._model.table, self._model.rows
            amounts = {(row, column): parse_amount_in(table, rows[row], text) for row, column in places}
            self._model.set_amounts(amounts, fact("fill", count=len(amounts)))
        except WorkbenchError as error:
            return say_refusal(error)
        self.forget_copied()
        self.remember_typed(text)
        return ""

    def remember_typed(self, text: str) -> None:
        """Let a text that was typed be repeated in other cells."""
        self.done.emit(lambda edits: edits.refused.emit(edits.fill_with(text)))

    def clear(self) -> None:
        """Clear the editable selected cells."""
        selected = list(self._grid.selected_places())
        places = [(row, column) for row, column in selected if self._is_figure(row, column)]
        if places:
            self._set_amounts(dict.fromkeys(places), fact("clear", count=len(places)))
            self.done.emit(lambda edits: edits.clear())
        elif selected:
            self.say_why_not(self._grid.currentIndex())

    def fill_down(self) -> None:
        """Copy the first row of the block to those below; for a single row, copy the row above it."""
        block = self._selected_area()
        if block:
            rows, columns = block
            above = [row for row in self._grid.visible_rows() if row < rows[0]][-1:] if len(rows) == 1 else []
            self._fill(dict.fromkeys((above + rows)[1:], (above + rows)[0]), {column: column for column in columns})
            self.done.emit(lambda edits: edits.fill_down())

    def fill_right(self) -> None:
        """Copy the first column of figures to those beside it; for a single column, copy the column to its left."""
        block = self._selected_area()
        if block:
            rows, columns = block
            figures = [column for column in columns if column]
            before = [figures[0] - 1] if len(columns) == 1 and figures and figures[0] > 1 else []
            sources = before + figures
            self._fill({row: row for row in rows}, dict.fromkeys(sources[1:], sources[0]))
            self.done.emit(lambda edits: edits.fill_right())

    def fill_to(self, block: SelectedArea, wider: SelectedArea) -> None:
        """Fill the cells of ``wider`` outside ``block`` with the figures of the block, over and over."""
        (rows, columns), (all_rows, all_columns) = block, wider
        from_row = {row: _source_of(rows, all_rows, number) for number, row in enumerate(all_rows)}
        from_column = {column: _source_of(columns, all_columns, number) for number, column in enumerate(all_columns)}
        places = {
            (row, column): (from_row[row], from_column[column])
            for row in all_rows
            for column in all_columns
            if row not in rows or column not in columns
        }
        self._copy_figures(places)

    def move_to(self, block: SelectedArea, target: SelectedArea) -> None:
        """Move the figures of a block; where they were is blank then. Nothing moves if one cannot."""
        sources = [(row, column) for row in block[0] for column in block[1]]
        targets = [(row, column) for row in target[0] for column in target[1]]
        for row, column in (*sources, *targets):
            if self.say_why_not(self._model.index(row, column)):
                return
        amounts: dict[Place, Decimal | None] = dict.fromkeys(sources)
        workings = {}
        for source, place in zip(sources, targets, strict=True):
            amounts[place] = self._model.amount(*source)
            if working := self._model.working(*source):
                workings[place] = working
        self._set_amounts(amounts, fact("move-figures", count=len(sources)), workings)

    def _fill(self, rows: dict[int, int], columns: dict[int, int]) -> None:
        """Fill each row and column from the one it is mapped to."""
        self._copy_figures({(row, column): (rows[row], columns[column]) for row in rows for column in columns})

    def _copy_figures(self, places: Mapping[Place, Place]) -> None:
        """Copy figures with their workings, to each place from the one it is mapped to; unknown ones are not copied."""
        kept = {
            place: source
            for place, source in places.items()
            if self._is_figure(*place) and not self._model.is_unknown(*source)
        }
        if kept:
            amounts = {place: self._model.amount(*source) for place, source in kept.items()}
            workings = {place: working for place, source in kept.items() if (working := self._model.working(*source))}
            self._set_amounts(amounts, fact("fill", count=len(amounts)), workings)

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

    def _set_amounts(
        self,
        amounts: Mapping[Place, Decimal | None],
        description: Fact,
        workings: Mapping[Place, str] = NO_WORKINGS,
    ) -> None:
        try:
            self._model.set_amounts(amounts, description, workings)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
        self.forget_copied()

    def selected_block(self) -> SelectedArea | None:
        """Return the selected rectangle of visible cells; None if the selection is not one."""
        places = set(self._grid.selected_places())
        rows, columns = sorted({row for row, _ in places}), sorted({column for _, column in places})
        return (rows, columns) if places and len(places) == len(rows) * len(columns) else None

    def _selected_area(self) -> SelectedArea | None:
        """Return the selected rectangle; if the selection is not one, say so and return None."""
        block = self.selected_block()
        if block is None and self._grid.selectionModel().hasSelection():
            self.refused.emit(tr(ONE_BLOCK))
        return block

    def _area_from(self, block: SelectedArea) -> SelectedArea:
        """Return everything visible from the first cell of a block on."""
        rows, columns = block
        below = [row for row in self._grid.visible_rows() if row >= rows[0]]
        return below, list(range(columns[0], self._model.columnCount()))


def _source_of(block: list[int], wider: list[int], number: int) -> int:
    """Return the row or column of a block from which the one at ``number`` in ``wider`` is filled."""
    return block[(number - wider.index(block[0])) % len(block)]
