"""The bridge of one figure: as reported, a step for each difference, the result."""

from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.engine.recalculate import Results
from workbench.phrases import Words
from workbench.presentation.states import state_of
from workbench.wording.names import name_of_difference


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One bar, from ``start`` to ``end``. After an adjustment that is off, the next step starts where it started.

    ``adjustment`` is None for the first and the last bar, which start at zero.
    """

    name: str
    start: Decimal
    end: Decimal
    adjustment: AdjustmentId | None = None
    is_on: bool = True

    @property
    def amount(self) -> Decimal:
        return self.end - self.start


def bridge(results: Results, line: LineId, period: PeriodId, words: Words) -> tuple[BridgeStep, ...]:
    """Return the steps from as reported to the result; empty if one of these is blank or unknown."""
    project = results.project
    statement = project.statement_of(line)
    figure, result = statement.figure(line, period), results.figure(line, period)
    if figure is None or result is None:
        return ()
    zero = Decimal(0)
    steps, level = [BridgeStep(project.frameworks.source.label, zero, figure)], figure
    for adjustment in project.adjustments_of(statement, period):
        is_on = adjustment.id in project.enabled
        end = level + results.effect(adjustment.id, line, period)
        steps.append(BridgeStep(name_of_difference(adjustment, words), level, end, adjustment.id, is_on))
        level = end if is_on else level
    return (*steps, BridgeStep(state_of(project).result_heading(words), zero, result))
