"""The trend of one line: as reported and its result over all periods of one length."""

from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.engine.recalculate import Results
from workbench.presentation.compared_columns import periods_as_long


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period. ``result``: None also where the period is not reconciled.

    ``least``, ``most``: between these every figure of the period lies, whatever is switched; None if it has none.
    """

    period: PeriodId
    as_reported: Decimal | None
    result: Decimal | None
    is_reconciled: bool
    least: Decimal | None = None
    most: Decimal | None = None


def trend(results: Results, line: LineId, like: PeriodId) -> tuple[TrendPoint, ...]:
    """Return the periods of the line's statement that are as long as ``like``, the earliest first.

    Periods before the first and after the last with a figure are left out.
    """
    project = results.project
    statement = project.statement_of(line)
    points = [_point(results, line, period) for period in periods_as_long(project, statement, like)]
    stated = [number for number, point in enumerate(points) if point.least is not None]
    return tuple(points[stated[0] : stated[-1] + 1]) if stated else ()


def _point(results: Results, line: LineId, period: PeriodId) -> TrendPoint:
    project = results.project
    statement = project.statement_of(line)
    figure, result = statement.figure(line, period), results.figure(line, period)
    is_reconciled = period in statement.reconciled
    ends = [amount for amount in (figure, result) if amount is not None]
    if is_reconciled and figure is not None and not statement.line_by_id[line].unit.is_ratio:
        effects = [
            results.effect(adjustment.id, line, period) for adjustment in project.adjustments_of(statement, period)
        ]
        ends.append(figure + sum((effect for effect in effects if effect < 0), Decimal(0)))
        ends.append(figure + sum((effect for effect in effects if effect > 0), Decimal(0)))
    return TrendPoint(period, figure, result, is_reconciled, min(ends, default=None), max(ends, default=None))
