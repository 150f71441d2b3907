"""Setting the thresholds: materiality for the statements, for the work on them, and what is clearly trivial."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import Command
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import LineRole, LineUnit
from workbench.domain.subjects import PROJECT
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, Threshold, ThresholdKind
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

THRESHOLDS: Mapping[str, ThresholdKind] = {
    "overall threshold": ThresholdKind.OVERALL,
    "performance threshold": ThresholdKind.PERFORMANCE,
    "trivial threshold": ThresholdKind.TRIVIAL,
}
"""The attributes of a project that are altered here."""
ATTRIBUTE_OF = {kind: attribute for attribute, kind in THRESHOLDS.items()}
WHOLE = Decimal(100)
"""The most percent of anything that a threshold can be."""


@dataclass(frozen=True, slots=True)
class SetThreshold(Command):
    """Set a threshold; None takes it away. ``although_gone``: its base was there, before another import.

    Raises WorkbenchError for an amount or a percentage that is not positive, for more than the whole, for a base that
    is not there or no amount of money, and for an overall threshold that is a share of itself.
    """

    kind: ThresholdKind
    threshold: Threshold | None
    although_gone: bool = False

    def describe(self, project: Project) -> Fact:
        return fact(f"set-threshold-{self.kind.value}" if self.threshold else f"remove-threshold-{self.kind.value}")

    def alterations(self, project: Project) -> Iterator[Alteration]:
        old, new = fact_of_threshold(project.thresholds.get(self.kind)), fact_of_threshold(self.threshold)
        yield Alteration(PROJECT, ATTRIBUTE_OF[self.kind], project.entity, old, new)

    def apply(self, project: Project) -> Project:
        if self.threshold is None:
            known = project.thresholds
            return replace(project, thresholds=known.without(self.kind)) if self.kind in known else project
        self._refuse(project, self.threshold)
        if project.thresholds.get(self.kind) == self.threshold:
            return project
        return replace(project, thresholds=project.thresholds.with_items({self.kind: self.threshold}))

    def _refuse(self, project: Project, threshold: Threshold) -> None:
        match threshold:
            case FixedThreshold(amount):
                if amount <= 0:
                    raise WorkbenchError("A threshold is more than nil. Enter an amount, or leave it empty.")
            case ShareOfFigure(percent, line, period):
                _refuse_percent(percent)
                if not self.although_gone:
                    _refuse_base(project, line, period)
            case ShareOfOverall(percent):
                _refuse_percent(percent)
                if self.kind is ThresholdKind.OVERALL:
                    raise WorkbenchError("The overall threshold is no share of itself. Enter an amount, or its base.")


def _refuse_percent(percent: Decimal) -> None:
    if not 0 < percent <= WHOLE:
        raise WorkbenchError("A threshold is a percentage of more than 0 and at most 100. Enter it.")


def _refuse_base(project: Project, line: LineId, period: PeriodId) -> None:
    statement = next((known for known in project.statements if line in known.line_by_id), None)
    if statement is None or period not in statement.column_of:
        raise WorkbenchError("The base of the threshold is no longer there. Choose another line and period.")
    base = statement.line_by_id[line]
    if base.role is LineRole.HEADING or base.unit is not LineUnit.MONEY:
        raise WorkbenchError("{line} is no amount of money. Choose another line.", line=base.name)


def fact_of_threshold(threshold: Threshold | None) -> FactValue | None:
    """Return a threshold as a fact; None if it is not set."""
    match threshold:
        case FixedThreshold(amount):
            return fact("threshold-amount", amount=amount)
        case ShareOfFigure(percent, line, period):
            return fact("threshold-of-figure", percent=percent, line=line, period=period)
        case ShareOfOverall(percent):
            return fact("threshold-of-overall", percent=percent)
    return None


def threshold_of(told: Fact) -> Threshold:
    """Return the threshold that a fact states. Raises LookupError if a later version wrote it in another way."""
    match told.key, dict(told.values):
        case "threshold-amount", {"amount": Decimal() as amount}:
            return FixedThreshold(amount)
        case "threshold-of-figure", {"percent": Decimal() as percent, "line": str(line), "period": str(period)}:
            return ShareOfFigure(percent, LineId(line), PeriodId(period))
        case "threshold-of-overall", {"percent": Decimal() as percent}:
            return ShareOfOverall(percent)
    raise LookupError(told.key)
