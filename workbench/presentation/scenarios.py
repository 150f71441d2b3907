"""Scenarios side by side: the key totals as reported, with every difference on, now, and under each set of switches."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId, lateness
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey, Line
from workbench.engine import Results
from workbench.presentation.key_totals import has_totals, key_lines

Totals = dict[FigureKey, Decimal | None]
"""The result of each key line in each reconciled period; None if it is blank or unknown."""


class ScenarioKind(Enum):
    """Where a set of switches comes from."""

    AS_REPORTED = auto()
    COMPLETE = auto()
    NOW = auto()
    KEPT = auto()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One set of switches. ``name``: of one that the user keeps; else empty."""

    kind: ScenarioKind
    on: frozenset[AdjustmentId]
    name: str = ""


def scenarios_of(project: Project) -> tuple[Scenario, ...]:
    """Return the sets of switches to compare: all off, all on, the present ones, and those that the user keeps."""
    return (
        Scenario(ScenarioKind.AS_REPORTED, frozenset()),
        Scenario(ScenarioKind.COMPLETE, frozenset(project.adjustment_by_id)),
        Scenario(ScenarioKind.NOW, project.enabled),
        *(Scenario(ScenarioKind.KEPT, on, name) for name, on in project.scenarios.items()),
    )


def compared_totals(project: Project) -> Iterator[tuple[Line, PeriodId]]:
    """Yield the key lines with their reconciled periods, the latest first; none for files of several entities."""
    if not has_totals(project):
        return
    cells = [
        (line, period)
        for statement, lines in ((statement, key_lines(statement)) for statement in project.statements)
        for period in statement.periods
        if period in statement.reconciled
        for line in lines
    ]
    for period in sorted({period for _, period in cells}, key=lambda key: lateness(project.periods[key])):
        yield from ((line, shown) for line, shown in cells if shown == period)


def differences_off(project: Project, scenario: Scenario) -> tuple[Adjustment, ...]:
    """Return the differences that are off in a scenario, as listed."""
    return tuple(adjustment for adjustment in project.adjustments if adjustment.id not in scenario.on)


class ScenarioTotals:
    """Key totals by set of switches, each calculated once from the last results until figures or effects change."""

    def __init__(self) -> None:
        self._results: Results | None = None
        self._totals: dict[frozenset[AdjustmentId], Totals] = {}

    def totals(self, results: Results, on: frozenset[AdjustmentId]) -> Totals:
        """Return the key totals with exactly the differences ``on``; ``results``: of any switches."""
        known, project = self._results.project if self._results else None, results.project
        if known is None or known.statements is not project.statements or known.adjustments is not project.adjustments:
            self._totals.clear()
        self._results = results
        if on not in self._totals:
            switched = results.with_enabled(on)
            self._totals[on] = {
                (line.id, period): switched.figure(line.id, period) for line, period in compared_totals(project)
            }
        return self._totals[on]
