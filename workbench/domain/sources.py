"""Where a figure was read: file, sheet, cell, and what the cell held. Never edited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was imported, with the fingerprint of its bytes.

    ``folder``: where it was then, empty if unknown; not compared, because a file may move.
    """

    name: str
    sha256: str
    size: int
    sheets: tuple[str, ...]
    folder: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """One cell of a source, or a whole sheet if ``cell`` is empty."""

    file: str
    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)


class FigureRole(StrEnum):
    """What a column of a source states."""

    AS_REPORTED = "as-reported"
    ADJUSTMENT = "adjustment"
    RESULT = "result"
    TRANSLATION = "translation"
    ENTRY = "entry"
    """One of the entries that add up to an adjustment's effect on a line."""

    @property
    def is_of_an_adjustment(self) -> bool:
        """True for an effect, or an entry of one: then ``adjustment_or_currency`` is an adjustment's id."""
        return self in (FigureRole.ADJUSTMENT, FigureRole.ENTRY)


class SourceFigure(NamedTuple):
    """One figure as one cell states it; a named tuple, because a project holds hundreds of thousands.

    ``adjustment_or_currency``: the adjustment's id for an effect or an entry, the currency for a translation, else
    empty. ``amount``: None for a blank or an error.
    ``formula``: set where the source computes the figure; ``evaluated``: the file held no result for it.
    ``primary``: read from the published primary statement, whose figure is the one used. ``slack``: half the last
    digit kept if the cell holds more digits, else 0.
    """

    line: LineId
    period: PeriodId
    role: FigureRole
    adjustment_or_currency: str
    amount: Decimal | None
    cell: CellRef
    raw: str
    formula: str | None = None
    is_evaluated: bool = False
    is_primary: bool = False
    slack: Decimal = Decimal(0)

    @property
    def adjustment(self) -> AdjustmentId:
        """The adjustment of an effect or entry; nothing else has one: ``role.is_of_an_adjustment``."""
        return AdjustmentId(self.adjustment_or_currency)


class SourceFigures(tuple[SourceFigure, ...]):
    """All figures that the sources state, in reading order. Indexed once, however many snapshots share them."""

    @cached_property
    def by_line_and_period(self) -> dict[tuple[LineId, PeriodId], tuple[SourceFigure, ...]]:
        figures_by_cell: dict[tuple[LineId, PeriodId], list[SourceFigure]] = {}
        for figure in self:
            figures_by_cell.setdefault((figure.line, figure.period), []).append(figure)
        return {cell: tuple(figures) for cell, figures in figures_by_cell.items()}

    def figures_for(
        self, line: LineId, period: PeriodId, role: FigureRole, adjustment_or_currency: str = ""
    ) -> tuple[SourceFigure, ...]:
        """Return what the sources state for one cell in one kind of column, the published primary statement first."""
        figures = (
            figure
            for figure in self.by_line_and_period.get((line, period), ())
            if figure.role is role and figure.adjustment_or_currency == adjustment_or_currency
        )
        return tuple(sorted(figures, key=lambda figure: not figure.is_primary))

    def cells_for(
        self, lines: Iterable[LineId], period: PeriodId, role: FigureRole, adjustment_or_currency: str = ""
    ) -> list[CellRef]:
        """Return the cells that state these lines in one column, including the entries behind an effect."""
        stated_roles = (role, FigureRole.ENTRY) if role is FigureRole.ADJUSTMENT else (role,)
        return [
            figure.cell
            for line in lines
            for stated_role in stated_roles
            for figure in self.figures_for(line, period, stated_role, adjustment_or_currency)
        ]

    def translation(self, line: LineId, period: PeriodId, currency: str) -> Decimal | None:
        """Return the printed translation of a figure; None if no source prints it."""
        figures = self.figures_for(line, period, FigureRole.TRANSLATION, currency)
        return figures[0].amount if figures else None

    @cached_property
    def repeated_cells(self) -> frozenset[tuple[LineId, PeriodId]]:
        """The cells for which a figure is stated more than once, or as a list of entries."""
        seen: set[tuple[LineId, PeriodId, FigureRole, str]] = set()
        repeated: set[tuple[LineId, PeriodId]] = set()
        for figure in self:
            key = figure[:4]
            if key in seen or figure.role is FigureRole.ENTRY:
                repeated.add((figure.line, figure.period))
            seen.add(key)
        return frozenset(repeated)

    @cached_property
    def cut_by_line_and_period(self) -> dict[tuple[LineId, PeriodId], tuple[SourceFigure, ...]]:
        """The figures of which not every digit was kept; empty in most projects."""
        cut_figures: dict[tuple[LineId, PeriodId], list[SourceFigure]] = {}
        for figure in self:
            if figure.slack:
                cut_figures.setdefault((figure.line, figure.period), []).append(figure)
        return {cell: tuple(figures) for cell, figures in cut_figures.items()}

    @cached_property
    def by_source_cell(self) -> dict[CellRef, SourceFigure]:
        """The first figure that each cell of a source states."""
        return {figure.cell: figure for figure in reversed(self)}

    @cached_property
    def translated_into(self) -> tuple[str, ...]:
        """The currencies of convenience translations, in reading order."""
        return tuple(
            dict.fromkeys(figure.adjustment_or_currency for figure in self if figure.role is FigureRole.TRANSLATION)
        )
