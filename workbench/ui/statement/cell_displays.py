"""What the cells of a statement show: text and style, cached until they change."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from workbench.domain.workings import WorkedCell
from workbench.phrases import phrase, say
from workbench.presentation.figure_sources import differs_from_a_source, sources_that_differ
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_amount

UNKNOWN = phrase("unknown")
"""Shown in a cell whose figure is not known."""
BLANK = phrase("blank")
"""The name of a cell that shows nothing."""


class TextStyle(IntEnum):
    """How a figure is shown: as calculated, as input, or as nil or unknown."""

    CALCULATED = 0
    TYPED = 1
    MUTED = 2


@dataclass(frozen=True, slots=True)
class CellDisplay:
    """What a cell shows. ``is_edited``: the figure, or one it depends on, differs from its source."""

    text: str
    style: TextStyle
    is_edited: bool = False


class ColumnDisplays(dict[int, CellDisplay]):
    """What the cells of one column show, by row number.

    Each is formatted when first needed and cached until ``clear``. A dictionary, because a repaint asks for thousands
    of cells and gets cached ones without another call.
    """

    def __init__(self, format_row: Callable[[int], CellDisplay]) -> None:
        super().__init__()
        self._format_row = format_row

    def __missing__(self, row: int) -> CellDisplay:
        display = self[row] = self._format_row(row)
        return display


def format_cell(table: StatementTable, row: Row, column: Column) -> CellDisplay:
    """Return what a cell shows: a caption, an amount as statements print it, or that it is unknown."""
    if column.kind is ColumnKind.CAPTION:
        style = TextStyle.MUTED if row.remainder else TextStyle.CALCULATED
        return CellDisplay(say(row.both_captions, window_words()), style)
    if row.is_heading:
        return CellDisplay("", TextStyle.MUTED)
    amount = table.shown_amount(row, column)
    if amount is None:
        is_blank = table.is_known(row.line, column) or table.states_nothing
        return CellDisplay("" if is_blank else tr(UNKNOWN), TextStyle.MUTED)
    text = format_amount(amount, row.line, table.statement.decimals_shown_of(row.line))
    is_typed = not table.is_locked and row.total is None and row.remainder is None
    is_typed = is_typed and column.kind is not ColumnKind.RESULT
    style = TextStyle.MUTED if not amount or row.remainder else TextStyle.TYPED if is_typed else TextStyle.CALCULATED
    return CellDisplay(text, style, _differs(table, row, column))


def format_with_working(table: StatementTable, row: Row, column: Column, *, is_shown: bool) -> CellDisplay:
    """Return what a cell shows; if ``is_shown``, the arithmetic that was typed into it in place of its figure."""
    display = format_cell(table, row, column)
    working = working_in_cell(table, row, column) if is_shown else None
    return replace(display, text=working) if working else display


def working_in_cell(table: StatementTable, row: Row, column: Column) -> str | None:
    """Return the arithmetic that was typed into a cell; None if there is none."""
    is_input = column.kind in (ColumnKind.AS_REPORTED, ColumnKind.EFFECT) and not row.is_heading and not row.remainder
    cell = WorkedCell(row.line.id, table.period, column.adjustment)
    return table.results.project.working(cell) if is_input else None


def _differs(table: StatementTable, row: Row, column: Column) -> bool:
    """True for a figure as reported, or a result, that differs from one of its sources."""
    cell = row.line.id, table.period
    if row.remainder:
        return False
    if column.kind is ColumnKind.RESULT:
        return bool(sources_that_differ(table.results, cell))
    return column.kind is ColumnKind.AS_REPORTED and differs_from_a_source(table.results.project, table.statement, cell)
