"""Where a figure was read: the file, the sheet, the cell, and what stood there. Never edited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was imported, with the fingerprint of its bytes.

    ``folder``: where it was then, empty where nobody knows; the same file elsewhere is still the same.
    """

    name: str
    sha256: str
    size: int
    sheets: tuple[str, ...]
    folder: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """One cell of a source, or a whole sheet where ``cell`` is empty."""

    file: str
    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)


class FigureRole(StrEnum):
    """What a source's column states."""

    AS_REPORTED = "as reported"
    ADJUSTMENT = "adjustment"
    RESULT = "result"
    TRANSLATION = "translation"
    ENTRY = "entry"
    """One of the entries that an adjustment's effect on a line is made of."""

    @property
    def is_of_an_adjustment(self) -> bool:
        """True where ``of`` is an adjustment's id: it states an effect, or an entry of one."""
        return self in (FigureRole.ADJUSTMENT, FigureRole.ENTRY)


class SourceFigure(NamedTuple):
    """One figure as one cell states it; a named tuple, for a project holds hundreds of thousands.

    ``of`` is the adjustment's id, also of an entry, or the currency of a translation. ``amount`` is None for a blank
    or an error.
    ``formula`` marks it *computed by source*; ``evaluated`` says that the file held no result for it.
    ``primary``: it stands in the published primary statement, whose figure is the one used. ``slack``: half the last
    digit kept, where the cell holds more of them; 0 where the amount is exactly what it holds.
    """

    line: LineId
    period: PeriodId
    role: FigureRole
    adjustment_or_currency: str
    amount: Decimal | None
    cell: CellRef
    raw: str
    formula: str | None = None
    evaluated: bool = False
    primary: bool = False
    slack: Decimal = Decimal(0)


class SourceFigures(tuple[SourceFigure, ...]):
    """All that the sources state, in reading order. Indexed once, however many snapshots share it."""

    @cached_property
    def by_cell(self) -> dict[tuple[LineId, PeriodId], tuple[SourceFigure, ...]]:
        found: dict[tuple[LineId, PeriodId], list[SourceFigure]] = {}
        for stated in self:
            found.setdefault((stated.line, stated.period), []).append(stated)
        return {cell: tuple(all_stated) for cell, all_stated in found.items()}

    def figures_for(
        self, line: LineId, period: PeriodId, role: FigureRole, adjustment_or_currency: str = ""
    ) -> tuple[SourceFigure, ...]:
        """Return what is stated of one figure in one kind of column, the published primary statement first."""
        here = (
            stated
            for stated in self.by_cell.get((line, period), ())
            if stated.role is role and stated.adjustment_or_currency == adjustment_or_currency
        )
        return tuple(sorted(here, key=lambda stated: not stated.primary))

    def cells_for(
        self, lines: Iterable[LineId], period: PeriodId, role: FigureRole, adjustment_or_currency: str = ""
    ) -> list[CellRef]:
        """Return where these lines are stated in one column, with the entries that an effect is made of."""
        also = (role, FigureRole.ENTRY) if role is FigureRole.ADJUSTMENT else (role,)
        return [
            stated.cell
            for line in lines
            for each in also
            for stated in self.figures_for(line, period, each, adjustment_or_currency)
        ]

    def translation(self, line: LineId, period: PeriodId, currency: str) -> Decimal | None:
        """Return the printed translation of a figure; None where no source prints it."""
        stated = self.figures_for(line, period, FigureRole.TRANSLATION, currency)
        return stated[0].amount if stated else None

    @cached_property
    def repeated_cells(self) -> frozenset[tuple[LineId, PeriodId]]:
        """The cells of which something is stated more than once, or as a list of entries."""
        seen: set[tuple[LineId, PeriodId, FigureRole, str]] = set()
        found: set[tuple[LineId, PeriodId]] = set()
        for stated in self:
            key = stated[:4]
            if key in seen or stated.role is FigureRole.ENTRY:
                found.add((stated.line, stated.period))
            seen.add(key)
        return frozenset(found)

    @cached_property
    def cut_by_cell(self) -> dict[tuple[LineId, PeriodId], tuple[SourceFigure, ...]]:
        """What was not kept to the last digit that its cell holds; nothing in most projects."""
        found: dict[tuple[LineId, PeriodId], list[SourceFigure]] = {}
        for stated in self:
            if stated.slack:
                found.setdefault((stated.line, stated.period), []).append(stated)
        return {cell: tuple(all_stated) for cell, all_stated in found.items()}

    @cached_property
    def by_place(self) -> dict[CellRef, SourceFigure]:
        """The first thing that each cell of a source states."""
        return {stated.cell: stated for stated in reversed(self)}

    @cached_property
    def translated_into(self) -> tuple[str, ...]:
        """The currencies of convenience translations, in reading order."""
        return tuple(
            dict.fromkeys(stated.adjustment_or_currency for stated in self if stated.role is FigureRole.TRANSLATION)
        )
