"""The one comparison that every check makes: two amounts, a tolerance, a finding with what, where and by how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.amounts import grouped, half_a_digit
from workbench.domain.findings import Finding, Status
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says, Stated
from workbench.domain.statements import Cell

TOLERANCE = Decimal(0)
"""Published statements of the kind foot and cross-cast exactly: any difference is shown and fails."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly figures were stored: ``slack`` adds half the last digit kept of each term, 0 where none was cut.

    ``places``: the decimals that a reader is shown; a difference of half the last of them is always a difference.
    """

    slack: Decimal = Decimal(0)
    places: int = 0

    def covers(self, difference: Decimal) -> bool:
        return abs(difference) <= self.slack and abs(difference) < half_a_digit(self.places)


EXACTLY = Precision()


def compared(
    check: str,
    what: str,
    amount: Decimal,
    expected: Decimal,
    where: Iterable[CellRef],
    precision: Precision = EXACTLY,
) -> Finding:
    """Return a pass, or a fail that names both amounts; the difference is ``amount`` less ``expected``."""
    difference = amount - expected
    places = tuple(dict.fromkeys(where))
    if abs(difference) <= TOLERANCE:
        return Finding(check, Status.PASS, f"{what}: {grouped(amount)}", difference, places)
    if precision.covers(difference):
        message = f"{what}: {grouped(amount)}, within stored precision (difference {grouped(difference)})"
        return Finding(check, Status.PASS, message, difference, places)
    message = f"{what}: {grouped(amount)}, expected {grouped(expected)}, difference {grouped(difference)}"
    return Finding(check, Status.FAIL, message, difference, places)


def precision_of(project: Project, cells: Iterable[Cell], says: Says = Says.AS_REPORTED, of: str = "") -> Precision:
    """Return how exactly the figures of one column were stored that a comparison is made of, the total first."""
    if not project.stated.cut:
        return EXACTLY
    cells = tuple(cells)
    slack = sum((project.slack(cell, says, of) for cell in cells), Decimal(0))
    return Precision(slack, project.line(cells[0][0]).places)


def not_applicable(check: str, what: str, reason: str) -> Finding:
    return Finding(check, Status.NOT_APPLICABLE, f"{what}: not applicable, {reason}")


def period_label(project: Project, period: PeriodId) -> str:
    return project.periods[period].label


def stated(project: Project, line: LineId, period: PeriodId, says: Says, of: str = "") -> tuple[Stated, ...]:
    """Return what the sources state of one figure, the published primary statement first."""
    return project.stated.stated_for(line, period, says, of)


def cells(project: Project, lines: Iterable[LineId], period: PeriodId, says: Says, of: str = "") -> list[CellRef]:
    """Return where the sources state these lines in one column, with the entries that an effect is made of."""
    return project.stated.cells_for(lines, period, says, of)


def translated(project: Project, line: LineId, period: PeriodId, currency: str) -> Decimal | None:
    """Return the printed translation of a figure; None where no source prints it."""
    return project.stated.translation(line, period, currency)
