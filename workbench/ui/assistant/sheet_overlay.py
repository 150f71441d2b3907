"""A sheet as it is looked at: how each cell looks and where each table lies, worked out once, beside the window."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workbench.domain.sources import FigureRole
from workbench.importing.report.draft import Draft, SheetDraft
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import Area, SheetKey
from workbench.importing.sheets.detected import Detected, DetectedEntryList, Tabular
from workbench.importing.sheets.marks import Mark
from workbench.importing.sheets.tables import Place, TableRow
from workbench.presentation.names import name_of_statement
from workbench.ui.assistant.cell_colours import HEADINGS, SHADES, CellColour
from workbench.ui.assistant.descriptions import periods_of


class TablePlacement(NamedTuple):
    """A table or list, the rectangle of its captions and figures, and its name: statement and periods."""

    part: Detected
    area: Area
    name: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """What its columns state; nothing for a list, in which each row says what it is."""
        return self.part.columns if isinstance(self.part, Tabular) else ()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return self.part.rows if isinstance(self.part, Tabular) else ()

    @property
    def frameworks(self) -> tuple[str, str] | None:
        return self.part.frameworks if isinstance(self.part, Tabular) else None


@dataclass(frozen=True)
class SheetOverlay:
    """``shades`` by the cell's place in the sheet; ``totals``: the rows that are totals; ``tables`` top to bottom.

    ``headings``: the places of cells that head columns.
    """

    draft: SheetDraft
    cell_colours: Mapping[Place, CellColour]
    totals: frozenset[int]
    tables: tuple[TablePlacement, ...]
    headings: frozenset[Place]

    def table_at(self, row: int, column: int) -> TablePlacement | None:
        """Return the table whose captions and figures surround a cell; None where it stands in none."""
        return next((each for each in self.tables if each.area.holds(row, column)), None)

    def nearest_table(self, row: int, column: int) -> TablePlacement | None:
        """Return the table that a cell stands in, else the first one below it: it may be one of its headings."""
        below = (each for each in self.tables if each.area.top > row and each.area.left <= column <= each.area.right)
        return self.table_at(row, column) or min(below, key=lambda each: each.area.top, default=None)


Pictures = Mapping[SheetKey, SheetOverlay]


def overlays_of(draft: Draft) -> Pictures:
    return {each.key: overlay_of(each) for each in draft.sheets}


def overlay_of(draft: SheetDraft) -> SheetOverlay:
    """Return what a sheet looks like; figures of differences are told from those of statements."""
    shades = {place: SHADES[mark.mark] for place, mark in draft.marks.items()}
    for part in draft.detected:
        if isinstance(part, DetectedEntryList):
            shades |= {(cell.row, cell.column): CellColour.EFFECT for cell in part.cells}
            continue
        effects = {column.index for column in part.columns if column.role is FigureRole.ADJUSTMENT}
        for row in part.rows:
            for index in effects & row.readings.keys():
                cell = row.readings[index].cell
                if shades.get((cell.row, cell.column)) is CellColour.FIGURE:
                    shades[cell.row, cell.column] = CellColour.EFFECT
    totals = frozenset(row for (row, _), mark in draft.marks.items() if mark.mark is Mark.TOTAL)
    headings = frozenset(place for place, shade in shades.items() if shade in HEADINGS)
    return SheetOverlay(draft, shades, totals, tuple(map(_placed, draft.detected)), headings)


def _placed(part: Detected) -> TablePlacement:
    return TablePlacement(part, part.area, ", ".join((name_of_statement(part.kind), *periods_of(part))))
