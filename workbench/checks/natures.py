"""What a difference leaves unchanged because of its nature; error corrections, listed separately."""

from collections.abc import Iterable, Iterator

from workbench.checks.check import Check, CheckItems
from workbench.checks.comparison import EFFECT_UNKNOWN, Comparison, not_applicable
from workbench.checks.expressions import ZERO, Constant, effect
from workbench.checks.subjects import describe_figure, period_label, subject_of_figure
from workbench.domain.adjustments import Adjustment, Nature
from workbench.domain.facts import fact
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Concept, Line, LineUnit, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject
from workbench.engine import Results

PRESENTATION, RECLASSIFICATION = CheckId("presentation"), CheckId("reclassification")
ERROR_CORRECTIONS = CheckId("error-corrections")
PROFIT_AND_EQUITY = (
    Concept.NET_INCOME,
    Concept.ATTRIBUTABLE_NET_INCOME,
    Concept.COMPREHENSIVE_INCOME,
    Concept.TOTAL_EQUITY,
    Concept.ATTRIBUTABLE_EQUITY,
)
"""What a presentation difference leaves unchanged."""


def compare_presentation(results: Results) -> CheckItems:
    """Compare the effects of presentation differences on profit and equity with nil."""
    for adjustment in _of_nature(results, Nature.PRESENTATION):
        compared = False
        for statement, period in _stated_for(results, adjustment):
            if statement.kind is StatementKind.CASH_FLOWS:
                continue  # IAS 7 then starts from operating profit, and profit is a line no more
            for line in statement.lines_with(*PROFIT_AND_EQUITY):
                compared = True
                yield _compare_with_nil(PRESENTATION, results, adjustment, line, period)
        if not compared:
            what = fact("presentation-only", difference=adjustment.name)
            yield not_applicable(PRESENTATION, what, fact("no-profit-or-equity"), AdjustmentSubject(adjustment.id))


def compare_reclassification(results: Results) -> CheckItems:
    """Compare the effect of a reclassification on each total that includes all of its lines with nil."""
    for adjustment in _of_nature(results, Nature.RECLASSIFICATION):
        for statement, period in _stated_for(results, adjustment):
            moved = _moved_lines(adjustment, statement, period)
            totals = _totals_of_all(statement, moved)
            if moved and not totals:
                what = fact("moves-within", difference=adjustment.name, period=period_label(results.project, period))
                subject = AdjustmentSubject(adjustment.id)
                yield not_applicable(RECLASSIFICATION, what, fact("no-total-of-all-legs"), subject)
            for total in totals:
                yield _compare_with_nil(RECLASSIFICATION, results, adjustment, total, period)


def list_error_corrections(results: Results) -> Iterator[Finding]:
    """List the effects of error corrections on profit and equity, separately from other differences (IFRS 1.26)."""
    for adjustment in _of_nature(results, Nature.ERROR_CORRECTION):
        subject = AdjustmentSubject(adjustment.id)
        listed = False
        for statement, period in _stated_for(results, adjustment):
            for line in statement.lines_with(*PROFIT_AND_EQUITY):
                listed = True
                figure = describe_figure(results.project, line.name, period, adjustment.name)
                if not results.is_effect_known(adjustment.id, line.id, period):
                    yield not_applicable(ERROR_CORRECTIONS, figure, EFFECT_UNKNOWN, subject)
                    continue
                amount = results.effect(adjustment.id, line.id, period)
                moved = fact("error-corrected", figure=figure, amount=amount)
                yield Finding(ERROR_CORRECTIONS, FindingStatus.INFORMATION, moved, amount, (), subject)
        if not listed:
            found = fact("error-corrected-elsewhere", difference=adjustment.name)
            yield Finding(ERROR_CORRECTIONS, FindingStatus.INFORMATION, found, None, (), subject)


def _of_nature(results: Results, nature: Nature) -> Iterator[Adjustment]:
    return (adjustment for adjustment in results.project.adjustments if adjustment.nature is nature)


def _stated_for(results: Results, adjustment: Adjustment) -> Iterator[tuple[Statement, PeriodId]]:
    for statement in results.project.statements:
        for period in statement.periods:
            if (statement.id, period) in adjustment.stated_for:
                yield statement, period


def _moved_lines(adjustment: Adjustment, statement: Statement, period: PeriodId) -> list[LineId]:
    """Return the lines of money on which a difference has entries for a period."""
    return [
        line.id for line in statement.lines if line.unit is LineUnit.MONEY and adjustment.effects.get((line.id, period))
    ]


def _totals_of_all(statement: Statement, lines: Iterable[LineId]) -> list[Line]:
    """Return the totals, in printed order, in which all of ``lines`` count."""
    above = [statement.graph.with_totals_above(line) - {line} for line in lines]
    shared = set.intersection(*above) if above else set()
    return [line for line in statement.lines if line.id in shared]


def _compare_with_nil(
    check: CheckId, results: Results, adjustment: Adjustment, line: Line, period: PeriodId
) -> Comparison | Finding:
    figure = effect(adjustment.id, line.id, period)
    what = fact(
        "stays-unchanged",
        difference=adjustment.name,
        line=line.name,
        period=period_label(results.project, period),
    )
    subject = subject_of_figure(results.project, figure)
    if not results.is_effect_known(adjustment.id, line.id, period):
        return not_applicable(check, what, EFFECT_UNKNOWN, subject)
    return Comparison(check, what, figure, Constant(ZERO), subject=subject)


CHECKS = (
    Check(PRESENTATION, compare_presentation),
    Check(RECLASSIFICATION, compare_reclassification),
    Check(ERROR_CORRECTIONS, list_error_corrections),
)
