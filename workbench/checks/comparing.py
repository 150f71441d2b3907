"""The one comparison that every check makes: two amounts, a tolerance, a finding with what, where and by how much."""

from collections.abc import Iterable
from decimal import Decimal

from workbench.domain.amounts import grouped
from workbench.domain.findings import Finding, Status
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, Says, Stated

TOLERANCE = Decimal(0)
"""Published statements of the kind foot and cross-cast exactly: any difference is shown and fails."""


def compared(check: str, what: str, amount: Decimal, expected: Decimal, where: Iterable[CellRef]) -> Finding:
    """Return a pass, or a fail that names both amounts; the difference is ``amount`` less ``expected``."""
    difference = amount - expected
    places = tuple(dict.fromkeys(where))
    if abs(difference) <= TOLERANCE:
        return Finding(check, Status.PASS, f"{what}: {grouped(amount)}", difference, places)
    message = f"{what}: {grouped(amount)}, expected {grouped(expected)}, difference {grouped(difference)}"
    return Finding(check, Status.FAIL, message, difference, places)


def not_applicable(check: str, what: str, reason: str) -> Finding:
    return Finding(check, Status.NOT_APPLICABLE, f"{what}: not applicable, {reason}")


def period_label(project: Project, period: PeriodId) -> str:
    return project.periods[period].label


def stated(project: Project, line: LineId, period: PeriodId, says: Says, of: str = "") -> tuple[Stated, ...]:
    """Return what the sources state of one figure, the published primary statement first."""
    found = [s for s in project.stated.by_cell.get((line, period), ()) if s.says is says and s.of == of]
    return tuple(sorted(found, key=lambda one: not one.primary))


def cells(project: Project, lines: Iterable[LineId], period: PeriodId, says: Says, of: str = "") -> list[CellRef]:
    """Return where the sources state these lines in one column, with the entries that an effect is made of."""
    also = (says, Says.ENTRY) if says is Says.ADJUSTMENT else (says,)
    return [one.cell for line in lines for each in also for one in stated(project, line, period, each, of)]


def translated(project: Project, line: LineId, period: PeriodId, currency: str) -> Decimal | None:
    """Return the printed translation of a figure; None where no source prints it."""
    return next((one.amount for one in stated(project, line, period, Says.TRANSLATION, currency)), None)
