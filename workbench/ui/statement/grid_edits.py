"""Edits of all selected cells: copy, paste, clear, fill and move. Each is one step."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench.domain.facts import Fact, fact
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.typed_amounts import working_in
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
from workbench.ui.statement.pasted_captions import CaptionReader, have_captions, stand_here
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
        self._captions = CaptionReader()
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
            block, copied, workings = self._fit_in(block, copied)
            paste = parse_paste(self._model.table, copied, *block)
            amounts = ways_combined(self._model.table, paste.amounts, way)
            workings = workings if way is PasteWay.ALL else {}
            self._model.set_amounts(amounts, fact("paste", count=len(amounts)), workings)
        except WorkbenchError as error:
            self.refused.emit(tr("Nothing was pasted. {reason}", reason=say_refusal(error)))
            return
        self.forget_copied()
        if way in (PasteWay.ALL, PasteWay.VALUES):
            self.message.emit(describe_paste(self._model.table, paste))
        elif paste.calculated:
            self.message.emit(
                tr(
                    "Figures pasted: {figures}; calculated cells left as they are: {cells}",
                    figures=len(amounts),
                    cells=len(paste.calculated),
                )
            )
        else:
            self.message.emit(tr("Figures pasted: {figures}", figures=len(amounts)))
        self.done.emit(lambda edits: edits.paste(way))

    def _fit_in(
        self, block: SelectedArea, copied: list[list[str]]
    ) -> tuple[SelectedArea, list[list[str]], dict[Place, str]]:
        """Return where copied cells go, those that go there, and the workings that they bring along.

        A single cell fills the block; captions say to which lines the figures after them go, blank rows to none.
        Raises NotAnAmount if a caption is none of the lines shown.
        """
        table = self._model.table
        if len(copied) == 1 and len(copied[0]) == 1:
            rows, columns = block
            return block, [copied[0] * len(columns) for _ in rows], self._workings_pasted(block, is_single=True)
        block = self._area_from(block)
        filled = [row for row in copied if any(cell.strip() for cell in row)]
        if have_captions(filled) and not (block[1][0] == 0 and stand_here(table, copied, block[0])):
            figures = [column for column in block[1] if column > 0]
            placed = self._captions.rows_of(table, filled), figures
            return placed, [row[1:] for row in filled], self._workings_pasted(placed, without_captions=True)
        return block, copied, self._workings_pasted(block)

    def _workings_pasted(
        self, block: SelectedArea, *, is_single: bool = False, without_captions: bool = False
    ) -> dict[Place, str]:
        """Return the workings of the copied cells where they are pasted; none for cells of another program."""
        if not self._copied_workings or not self._is_still_copied:
            return {}
        return {
            (row, column): working
            for number, row in enumerate(block[0])
            for place, column in enumerate(block[1])
            if (working := self._copied_workings.get((0, 0) if is_single else (number, place + without_captions)))
        }

    # ---- filling, clearing, moving

    def fill_with(self, text: str) -> str:
        """Put the typed text into every editable selected cell, as one step, or return why not."""
        places = [(row, column) for row, column in self._grid.selected_places() if self._is_figure(row, column)]
        if not places:
            self.say_why_not(self._grid.currentIndex())
            return ""
        try:
            table, rows = self._model.table, self._model.rows
            amounts = {(row, column): parse_amount_in(table, rows[row], text) for row, column in places}
            workings = dict.fromkeys(places, typed) if (typed := working_in(text)) else {}
            self._model.set_amounts(amounts, fact("fill", count=len(amounts)), workings)
        except WorkbenchError as error:
            return say_refusal(error)
        self.forget_copied()
        self.remember_typed(text)
        return ""

    def remember_typed(self, text: str) -> None:
        """Let a text that was typed be repeated in other cells."""
        self.done.emit(lambda edits: edits.type_again(text))

    def type_again(self, text: str) -> None:
        """Put a text that was typed elsewhere into every editable selected cell."""
        if reason := self.fill_with(text):
            self.refused.emit(reason)

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
        replaced = self._copy_figures(places)
        if replaced:
            self.message.emit(tr("Filled. Figures that were replaced: {figures}. Ctrl+Z undoes it", figures=replaced))

    def move_to(self, block: SelectedArea, target: SelectedArea) -> bool:
        """Move the figures of a block; where they were is blank then. If one cannot, nothing moves: False."""
        sources = [(row, column) for row in block[0] for column in block[1]]
        targets = [(row, column) for row in target[0] for column in target[1]]
        for row, column in (*sources, *targets):
            if self.say_why_not(self._model.index(row, column)):
                return False
        for source, place in zip(sources, targets, strict=True):
            if self._model.is_unknown(*source) or not self._have_one_unit(source, place):
                caption = self._model.display(source[0], 0).text
                self.refused.emit(tr("{caption} cannot move there: unknown, or in another unit.", caption=caption))
                return False
        replaced = sum(1 for place in targets if place not in sources and self._model.amount(*place) is not None)
        amounts: dict[Place, Decimal | None] = dict.fromkeys(sources)
        workings = {}
        for source, place in zip(sources, targets, strict=True):
            amounts[place] = self._model.amount(*source)
            if working := self._model.working(*source):
                workings[place] = working
        self._set_amounts(amounts, fact("move-figures", count=len(sources)), workings)
        if replaced:
            self.message.emit(tr("Moved. Figures that were replaced: {figures}. Ctrl+Z undoes it", figures=replaced))
        return True

    def _have_one_unit(self, place: Place, other: Place) -> bool:
        return self._model.rows[place[0]].line.unit is self._model.rows[other[0]].line.unit

    def _fill(self, rows: dict[int, int], columns: dict[int, int]) -> None:
        """Fill each row and column from the one it is mapped to."""
        self._copy_figures({(row, column): (rows[row], columns[column]) for row in rows for column in columns})

    def _copy_figures(self, places: Mapping[Place, Place]) -> int:
        """Copy figures with their workings, to each place from the one it is mapped to; return how many they replace.

        Unknown ones are not copied, nor those of lines in another unit.
        """
        kept = {
            place: source
            for place, source in places.items()
            if self._is_figure(*place) and not self._model.is_unknown(*source) and self._have_one_unit(place, source)
        }
        replaced = sum(self._model.amount(*place) not in (None, self._model.amount(*kept[place])) for place in kept)
        if kept:
            amounts = {place: self._model.amount(*source) for place, source in kept.items()}
            workings = {place: working for place, source in kept.items() if (working := self._model.working(*source))}
            self._set_amounts(amounts, fact("fill", count=len(amounts)), workings)
        return replaced

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
        areas = list(self._grid.selected_areas())
        if len(areas) == 1:
            rows = [row for row in self._grid.visible_rows() if areas[0].top() <= row <= areas[0].bottom()]
            return (rows, list(range(areas[0].left(), areas[0].right() + 1))) if rows else None
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
