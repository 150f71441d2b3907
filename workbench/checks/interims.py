"""Interim + interim = annual: periods that make up a longer one add up to it, as reported and in each difference."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from workbench.checks.check import Check, CheckItems
from workbench.checks.comparison import Comparison
from workbench.checks.expressions import as_reported, effect, figure_amount, sum_of
from workbench.checks.subjects import period_label, subject_of_figure
from workbench.domain.facts import fact
from workbench.domain.findings import CheckId, FindingStatus
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, Line, LineUnit, Statement, StatementKind
from workbench.engine import Results

INTERIMS = CheckId("interim-periods")
COMPARED = (
    Concept.REVENUE,
    Concept.PRE_TAX_INCOME,
    Concept.INCOME_TAX,
    Concept.NET_INCOME,
    Concept.ATTRIBUTABLE_NET_INCOME,
)
"""The lines that are compared; the parts of each add up to it in every period, which footing proves."""
DAY = timedelta(days=1)


def compare_interims(results: Results) -> CheckItems:
    """Compare the sums of interim periods with the longer period, within one displayed unit for each of them.

    Only where all of them are reconciled. That figures as reported do not add up is a warning: an interim period may
    have been restated since.
    """
    project = results.project
    for statement in project.of_kind(StatementKind.OPERATIONS):
        lines = [line for concept in COMPARED if (line := statement.line_with(concept)) and line.unit is LineUnit.MONEY]
        for longer, parts in interims_of(project, statement):
            if statement.reconciled.issuperset((longer, *parts)):
                for line in lines:
                    yield from _compare_line(results, line, longer, parts)


def _compare_line(results: Results, line: Line, longer: PeriodId, parts: Sequence[PeriodId]) -> CheckItems:
    project = results.project
    columns = {
        project.frameworks.source.label: as_reported(line.id, longer),
        **{adjustment.name: effect(adjustment.id, line.id, longer) for adjustment in project.adjustments},
    }
    for heading, whole in columns.items():
        terms = [whole._replace(period=period) for period in parts]
        amounts = [figure_amount(results, figure) for figure in (whole, *terms)]
        if any(amount is None for amount in amounts) or not any(amounts):
            continue
        is_reported = whole.role is FigureRole.AS_REPORTED
        yield Comparison(
            INTERIMS,
            fact("interims-add-up", line=line.name, period=period_label(project, longer), column=heading),
            sum_of(terms),
            whole,
            len(parts) * Decimal(1).scaleb(-line.decimals_shown),
            broken_status=FindingStatus.WARNING if is_reported else FindingStatus.FAIL,
            why_apart=fact("within-rounding"),
            subject=subject_of_figure(project, whole),
        )


def interims_of(project: Project, statement: Statement) -> Iterator[tuple[PeriodId, list[PeriodId]]]:
    """Yield each period of a statement that others make up without a gap, with these: the fewest, in order."""
    periods = [project.periods[key] for key in statement.periods if project.periods[key].start]
    for longer in periods:
        parts = _parts_of(longer, [period for period in periods if period is not longer])
        if parts:
            yield longer.id, [part.id for part in parts]


def _parts_of(longer: Period, periods: Sequence[Period]) -> list[Period]:
    """Return the fewest periods that follow each other from the start of a longer one to its end; none if there are."""
    chains: list[list[Period]] = [
        [period] for period in periods if period.start == longer.start and period.end < longer.end
    ]
    while chains:
        whole = next((chain for chain in chains if chain[-1].end == longer.end), None)
        if whole:
            return whole
        chains = [
            [*chain, period]
            for chain in chains
            for period in periods
            if period.start == chain[-1].end + DAY and period.end <= longer.end
        ]
    return []


CHECK = Check(INTERIMS, compare_interims)
