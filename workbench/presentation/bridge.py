"""The bridge of one figure: as reported, a step for each difference, the result; and that of equity over a period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId, lateness, reporting_periods
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, Statement, StatementKind
from workbench.engine.recalculate import Results
from workbench.phrases import Words, phrase, say
from workbench.presentation.statement_table import REPORTED_COLUMN, RESULT_COLUMN, Column, ColumnKind
from workbench.presentation.states import state_of
from workbench.wording.names import name_of_difference
from workbench.wording.periods import short_label

ZERO = Decimal(0)
ALL_ON = phrase("All differences that are on")
EQUITY = (Concept.TOTAL_EQUITY, Concept.ATTRIBUTABLE_EQUITY)
"""What is equity, the whole before the share of the owners."""
OF_EQUITY = (StatementKind.FINANCIAL_POSITION, StatementKind.EQUITY_BRIDGE)
"""The kinds of statement that state equity at dates, the fuller first."""


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One bar, from ``start`` to ``end``. After an adjustment that is off, the next step starts where it started.

    ``period``, ``column``: the cell that states it; over a period, that at its end. ``is_whole``: it starts at zero.
    A step that is not known is nil: it leads nowhere.
    """

    name: str
    start: Decimal
    end: Decimal
    period: PeriodId
    column: Column
    is_on: bool = True
    is_whole: bool = False
    is_known: bool = True

    @property
    def adjustment(self) -> AdjustmentId:
        """The difference of this step; empty if it is of none."""
        return self.column.adjustment

    @property
    def amount(self) -> Decimal:
        return self.end - self.start


def bridge(results: Results, line: LineId, period: PeriodId, words: Words) -> tuple[BridgeStep, ...]:
    """Return the steps from as reported to the result; empty if one of these is blank or unknown.

    A quotient has one step for all differences: what each of them moves its terms by does not add up to what it moves.
    """
    project = results.project
    statement = project.statement_of(line)
    figure, result = statement.figure(line, period), results.figure(line, period)
    if figure is None or result is None:
        return ()
    adjustments = project.adjustments_of(statement, period)
    effects = [(adjustment, _known_effect(results, adjustment.id, line, period)) for adjustment in adjustments]
    steps = tuple(_steps(project, effects, figure, period, words))
    if steps and statement.line_by_id[line].unit.is_ratio and not _lead_to(result, steps):
        steps = (BridgeStep(say(ALL_ON, words), figure, result, period, RESULT_COLUMN),)
    return (
        BridgeStep(project.frameworks.source.label, ZERO, figure, period, REPORTED_COLUMN, is_whole=True),
        *steps,
        BridgeStep(state_of(project).result_heading(words), ZERO, result, period, RESULT_COLUMN, is_whole=True),
    )


def _lead_to(result: Decimal, steps: Sequence[BridgeStep]) -> bool:
    """True if steps have amounts, and those that are on lead to ``result``."""
    start, moved = steps[0].start, sum((step.amount for step in steps if step.is_on), ZERO)
    return start + moved == result and any(step.amount or not step.is_known for step in steps)


def _known_effect(results: Results, adjustment: AdjustmentId, line: LineId, period: PeriodId) -> Decimal | None:
    is_known = results.is_effect_known(adjustment, line, period)
    return results.effect(adjustment, line, period) if is_known else None


@dataclass(frozen=True, slots=True)
class EquityView:
    """Equity at one date, or, with ``opening``, from one date to another."""

    line: Line
    closing: PeriodId
    opening: PeriodId | None = None


def equity_views(project: Project) -> tuple[EquityView, ...]:
    """Return the dates at which equity is reconciled, each with what leads to it from an earlier one, latest first."""
    found = _equity(project)
    if found is None:
        return ()
    statement, line = found
    dates = sorted(statement.reconciled, key=lambda key: lateness(project.periods[key]))
    views = []
    for number, closing in enumerate(dates):
        openings = [pair.opening for pair in reporting_periods(project.periods.values()) if pair.closing == closing]
        openings += dates[number + 1 : number + 2]
        views.append(EquityView(line, closing))
        views += [EquityView(line, closing, opening) for opening in dict.fromkeys(openings) if opening in dates]
    return tuple(views)


def equity_bridge(results: Results, view: EquityView, words: Words) -> tuple[BridgeStep, ...]:
    """Return the steps of ``view``; empty if an end of it is blank or unknown.

    From one date to another, these are the opening and the closing result and, between them, the movement as reported
    and that of each difference.
    """
    line, opening, closing = view.line.id, view.opening, view.closing
    if opening is None:
        return bridge(results, line, closing, words)
    project = results.project
    statement = project.statement_of(line)
    before, after = statement.figure(line, opening), statement.figure(line, closing)
    first, last = results.figure(line, opening), results.figure(line, closing)
    if before is None or after is None or first is None or last is None:
        return ()
    stated = {
        adjustment.id for period in (opening, closing) for adjustment in project.adjustments_of(statement, period)
    }
    effects = [
        (adjustment, _movement(results, adjustment.id, line, opening, closing))
        for adjustment in project.adjustments
        if adjustment.id in stated
    ]
    moved = say(phrase("Movement under {framework}", framework=project.frameworks.source.label), words)
    level = first + after - before
    return (
        BridgeStep(_at(project, opening, words), ZERO, first, opening, RESULT_COLUMN, is_whole=True),
        BridgeStep(moved, first, level, closing, REPORTED_COLUMN),
        *_steps(project, effects, level, closing, words),
        BridgeStep(_at(project, closing, words), ZERO, last, closing, RESULT_COLUMN, is_whole=True),
    )


def _movement(
    results: Results, adjustment: AdjustmentId, line: LineId, opening: PeriodId, closing: PeriodId
) -> Decimal | None:
    """Return by how much an effect grows; None if it is unknown at one of the dates."""
    before = _known_effect(results, adjustment, line, opening)
    after = _known_effect(results, adjustment, line, closing)
    return None if before is None or after is None else after - before


def _steps(
    project: Project,
    effects: Iterable[tuple[Adjustment, Decimal | None]],
    level: Decimal,
    period: PeriodId,
    words: Words,
) -> Iterator[BridgeStep]:
    for adjustment, effect in effects:
        is_on = adjustment.id in project.enabled
        column = Column(ColumnKind.EFFECT, adjustment.id)
        name, end = name_of_difference(adjustment, words), level + (effect or ZERO)
        yield BridgeStep(name, level, end, period, column, is_on, is_known=effect is not None)
        level = end if is_on else level


def _at(project: Project, period: PeriodId, words: Words) -> str:
    heading = state_of(project).short_result_heading(words)
    return say(
        phrase("{framework}, {period}", framework=heading, period=short_label(project.periods[period], words)), words
    )


def _equity(project: Project) -> tuple[Statement, Line] | None:
    """Return the line of equity, by its concept, in the statement that reconciles it at most dates."""
    found = [
        (statement, line)
        for concept in EQUITY
        for kind in OF_EQUITY
        for statement in project.statements
        if statement.kind is kind and statement.reconciled and (line := statement.line_with(concept))
    ]
    return max(found, key=lambda pair: len(pair[0].reconciled), default=None)
