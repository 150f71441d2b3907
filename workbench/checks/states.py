"""Properties of a line in any state of the switches: whether it may have a result, and which effects are unknown."""

from collections.abc import Iterable

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.engine import Results


def may_have_result(results: Results, line: LineId, period: PeriodId) -> bool:
    """True if a line has a figure as reported, or an adjustment affects it, whether on or off."""
    statement = results.project.statement_of(line)
    if (line, period) in statement.unknown:
        return False
    return statement.figure(line, period) is not None or is_moved(results, line, period)


def is_moved(results: Results, line: LineId, period: PeriodId) -> bool:
    """True if an adjustment affects a line, whether on or off."""
    return any(results.effect(adjustment.id, line, period) for adjustment in results.project.adjustments)


def doubtful_adjustments(results: Results, lines: Iterable[LineId], period: PeriodId) -> tuple[AdjustmentId, ...]:
    """Return the adjustments, on or off, whose effect on one of the lines is an error in its source."""
    doubtful = [adjustment.id for adjustment in results.project.adjustments if adjustment.unknown]
    if not doubtful:
        return ()
    lines = tuple(lines)
    return tuple(
        adjustment
        for adjustment in doubtful
        if not all(results.is_effect_known(adjustment, line, period) for line in lines)
    )
