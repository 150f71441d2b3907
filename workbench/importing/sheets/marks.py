"""What every cell of a sheet was read as: the marks that a preview shows and an import report counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.import_report import CellsUsed, CellUse
from workbench.importing.sheets.corrections import Area
from workbench.importing.sheets.tables import Place
from workbench.workbooks import Sheet, SheetCell

MARKS_REMEMBERED = 20_000
"""How many different marks are kept, to be shared by all cells read alike."""


class Mark(StrEnum):
    """What a preview shows a cell as."""

    TITLE = "title"
    HEADING = "heading"
    PERIOD = "period"
    ADJUSTMENT = "adjustment"
    CAPTION = "caption"
    TOTAL = "total"
    FIGURE = "figure"
    NOTE = "note"
    UNIT = "unit"
    IGNORED = "ignored"

    @property
    def fact(self) -> Fact:
        """Its name as a fact."""
        return fact(f"mark-{self.value}")


USE_OF = {
    Mark.TITLE: CellUse.HEADING,
    Mark.HEADING: CellUse.HEADING,
    Mark.PERIOD: CellUse.HEADING,
    Mark.ADJUSTMENT: CellUse.HEADING,
    Mark.CAPTION: CellUse.CAPTION,
    Mark.TOTAL: CellUse.CAPTION,
    Mark.FIGURE: CellUse.FIGURE,
    Mark.NOTE: CellUse.NOTE,
    Mark.UNIT: CellUse.UNIT,
    Mark.IGNORED: CellUse.IGNORED,
}


@dataclass(frozen=True, slots=True)
class CellMark:
    """How one cell was read. ``description``: ``as reported, H1 2023`` for example, or the reason to ignore it."""

    mark: Mark
    use: CellUse
    description: Told


@lru_cache(maxsize=MARKS_REMEMBERED)
def shared_mark(mark: Mark, use: CellUse, description: Told) -> CellMark:
    """Return the one record for all cells that were read alike."""
    return CellMark(mark, use, description)


class Marks(dict[Place, CellMark]):
    """The marks of one sheet. The first mark of a cell prevails."""

    def mark(self, cell: SheetCell, mark: Mark, description: Told, use: CellUse | None = None) -> None:
        """Mark one cell; does nothing if it is already marked."""
        self.put(cell, shared_mark(mark, use or USE_OF[mark], description))

    def put(self, cell: SheetCell, mark: CellMark) -> None:
        """Mark one cell with a shared record; does nothing if it is already marked."""
        self.setdefault((cell.row, cell.column), mark)


def cells_used(file: str, sheet: Sheet, marks: Mapping[Place, CellMark]) -> Iterable[CellsUsed]:
    """Yield the cells of a sheet by use and reason, as areas; every non-empty cell is in exactly one of them."""
    groups: dict[tuple[CellUse, Told], list[Place]] = {}
    for cell in sheet.cells:
        mark = marks[cell.row, cell.column]
        reason = mark.description if mark.use in (CellUse.IGNORED, CellUse.NOTE) else ""
        groups.setdefault((mark.use, reason), []).append((cell.row, cell.column))
    for (use, reason), places in groups.items():
        yield CellsUsed(file, sheet.name, use, reason, tuple(str(area) for area in areas(places)), len(places))


def areas(places: Sequence[Place]) -> list[Area]:
    """Return rectangles that cover exactly ``places``: runs within a row, joined if the next row has the same run."""
    runs: dict[int, list[list[int]]] = {}
    for row, column in sorted(places):
        of_row = runs.setdefault(row, [])
        if of_row and of_row[-1][1] == column - 1:
            of_row[-1][1] = column
        else:
            of_row.append([column, column])
    open_areas: dict[tuple[int, int], Area] = {}
    closed_areas: list[Area] = []
    for row, of_row in runs.items():
        for left, right in of_row:
            above = open_areas.get((left, right))
            if above is not None and above.bottom == row - 1:
                open_areas[left, right] = Area(above.top, left, row, right)
                continue
            if above is not None:
                closed_areas.append(above)
            open_areas[left, right] = Area(row, left, row, right)
    return sorted((*closed_areas, *open_areas.values()), key=lambda area: (area.top, area.left))
