"""What is drawn over a sheet: the color of each cell, the place of each table; computed once, off the UI thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workbench.domain.frameworks import Frameworks
from workbench.domain.sources import FigureRole
from workbench.importing.report.draft import Draft, SheetDraft
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import Area, SheetKey
from workbench.importing.sheets.detected import Detected, DetectedEntryList, Tabular
from workbench.importing.sheets.marks import Mark
from workbench.importing.sheets.tables import Place, TableRow
from workbench.phrases import with_details
from workbench.ui.assistant.cell_colours import COLOURS_BY_MARK, HEADING_COLOURS, CellColour
from workbench.ui.assistant.descriptions import list_texts, period_labels
from workbench.ui.toolkit.language import window_words
from workbench.wording.names import name_of_statement


class TablePlacement(NamedTuple):
    """A table, the rectangle of its captions and figures, and its name (statement and periods)."""

    part: Detected
    name: str

    @property
    def area(self) -> Area:
        return self.part.area

    @property
    def columns(self) -> tuple[Column, ...]:
        """What its columns state; empty for a list, where each row says what it is."""
        return self.part.columns if isinstance(self.part, Tabular) else ()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return self.part.rows if isinstance(self.part, Tabular) else ()

    @property
    def frameworks(self) -> Frameworks | None:
        return self.part.frameworks if isinstance(self.part, Tabular) else None


@dataclass(frozen=True)
class SheetOverlay:
    """A sheet's draft with what is painted over it. Rows, columns and places count from 1, as in the sheet.

    ``totals``: the rows that are totals. ``placements``: top to bottom. ``headings``: the places of cells that
    head columns.
    """

    draft: SheetDraft
    cell_colours: Mapping[Place, CellColour]
    totals: frozenset[int]
    placements: tuple[TablePlacement, ...]
    headings: frozenset[Place]

    def placement_at(self, row: int, column: int) -> TablePlacement | None:
        """Return the table that contains a cell, among its captions or figures; None if there is none."""
        return next((placement for placement in self.placements if placement.area.holds(row, column)), None)

    def nearest_placement(self, row: int, column: int) -> TablePlacement | None:
        """Return the table that contains a cell, else the first one below it, which the cell may head."""
        below = (
            placement
            for placement in self.placements
            if placement.area.top > row and placement.area.left <= column <= placement.area.right
        )
        return self.placement_at(row, column) or min(below, key=lambda placement: placement.area.top, default=None)


Overlays = Mapping[SheetKey, SheetOverlay]


def overlays_of(draft: Draft) -> Overlays:
    """Return the overlay of every sheet, by file and sheet."""
    return {sheet.key: overlay_of(sheet) for sheet in draft.sheets}


def overlay_of(draft: SheetDraft) -> SheetOverlay:
    """Return one sheet's overlay; figures of differences have their own color."""
    colours = {place: COLOURS_BY_MARK[mark.mark] for place, mark in draft.marks.items()}
    for part in draft.detected:
        if isinstance(part, DetectedEntryList):
            colours |= {(cell.row, cell.column): CellColour.EFFECT for cell in part.cells}
            continue
        effects = {column.index for column in part.columns if column.role is FigureRole.ADJUSTMENT}
        for row in part.rows:
            for index in effects & row.readings.keys():
                cell = row.readings[index].cell
                if colours.get((cell.row, cell.column)) is CellColour.FIGURE:
                    colours[cell.row, cell.column] = CellColour.EFFECT
    totals = frozenset(row for (row, _), mark in draft.marks.items() if mark.mark is Mark.TOTAL)
    headings = frozenset(place for place, colour in colours.items() if colour in HEADING_COLOURS)
    return SheetOverlay(draft, colours, totals, tuple(map(_placement_of, draft.detected)), headings)


def _placement_of(part: Detected) -> TablePlacement:
    words = window_words()
    name = with_details(filter(None, (name_of_statement(part.kind, words), list_texts(period_labels(part)))), words)
    return TablePlacement(part, name)
