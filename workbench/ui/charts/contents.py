"""What is drawn: the chosen figures with their title, or why there are none."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import LineUnit
from workbench.engine.recalculate import Results
from workbench.phrases import listing, phrase
from workbench.presentation.bridge import BridgeStep, EquityView, bridge, equity_bridge
from workbench.presentation.composition import Composition, composition
from workbench.presentation.key_totals import why_no_totals
from workbench.presentation.states import state_of
from workbench.presentation.trend import TrendPoint, trend
from workbench.presentation.units import money_unit
from workbench.ui.charts.chart_points import ChartPoint, points_of_composition, points_of_steps, points_of_trend
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.wording.names import UNITS, name_of_difference
from workbench.wording.periods import label, short_label
from workbench.wording.titles import title_of

if TYPE_CHECKING:
    from workbench.ui.charts.chart_view import ChartView
    from workbench.ui.charts.composition_chart import CompositionChart
    from workbench.ui.charts.trend_chart import TrendChart
    from workbench.ui.charts.waterfall import Waterfall

NO_LINE = LineId("")
NOT_RECONCILED = phrase("not reconciled")
FEWEST_FOR_TREND = 2


class ChartKind(IntEnum):
    """What a chart shows, in the order of the buttons."""

    BRIDGE = 0
    TREND = 1
    COMPOSITION = 2
    EQUITY = 3


NAMES = {
    ChartKind.BRIDGE: phrase("Bridge"),
    ChartKind.TREND: phrase("Trend"),
    ChartKind.COMPOSITION: phrase("Composition"),
    ChartKind.EQUITY: phrase("Equity"),
}


class Chosen(NamedTuple):
    """What a chart is asked for. ``statement``: in which a difference is composed."""

    kind: ChartKind
    line: LineId
    statement: StatementId
    period: PeriodId
    adjustment: AdjustmentId = NO_ADJUSTMENT
    equity: EquityView | None = None


class ChartTitle(NamedTuple):
    """``headline``: what is shown; ``about``: of whom, when, in which unit and state."""

    headline: str
    about: str


@dataclass(frozen=True)
class Nothing:
    """Why there is nothing to draw."""

    reason: str


class Content(Protocol):
    """What is drawn into a view of its kind. ``remark``: what must be known to read it; empty if nothing."""

    @property
    def points(self) -> tuple[ChartPoint, ...]: ...
    @property
    def title(self) -> ChartTitle: ...
    @property
    def unit(self) -> str: ...
    @property
    def remark(self) -> str: ...
    def draw(self, view: "ChartView", *, from_zero: bool, is_switch: bool) -> None: ...


@dataclass(frozen=True)
class StepsContent:
    """A bridge, or equity at a date or from one to another.

    The axis is the same whatever is on; that of a quotient cannot be.
    """

    title: ChartTitle
    unit: str
    points: tuple[ChartPoint, ...]
    steps: tuple[BridgeStep, ...]
    line_unit: LineUnit
    remark: str = ""

    def draw(self, view: "Waterfall", *, from_zero: bool, is_switch: bool) -> None:
        if is_switch and not self.line_unit.is_ratio:
            view.show_switched(self.steps, self.points)
        else:
            view.use_unit(self.line_unit)
            view.show_steps(self.steps, self.points, from_zero=from_zero)


@dataclass(frozen=True)
class TrendContent:
    """A line over its periods."""

    title: ChartTitle
    unit: str
    points: tuple[ChartPoint, ...]
    trend: tuple[TrendPoint, ...]
    names: tuple[str, ...]
    series: tuple[str, str]
    line_unit: LineUnit
    remark: str = ""

    def draw(self, view: "TrendChart", *, from_zero: bool, is_switch: bool) -> None:
        view.use_unit(self.line_unit)
        view.show_trend(self.trend, self.names, self.series, self.points, from_zero=from_zero)


@dataclass(frozen=True)
class CompositionContent:
    """The lines of a difference."""

    title: ChartTitle
    unit: str
    points: tuple[ChartPoint, ...]
    made_of: Composition
    remark: str = ""

    def draw(self, view: "CompositionChart", *, from_zero: bool, is_switch: bool) -> None:
        view.show_composition(self.made_of, self.points)


def content_of(results: Results, chosen: Chosen, most_lines: int) -> Content | Nothing:
    """Return what is chosen, or why it cannot be shown; ``most_lines``: of a composition."""
    project = results.project
    if reason := why_no_totals(project, window_words()):
        return Nothing(reason)
    match chosen.kind:
        case ChartKind.TREND:
            return _trend(results, chosen)
        case ChartKind.COMPOSITION:
            return _composition(results, chosen, most_lines)
        case ChartKind.EQUITY:
            return _equity(results, chosen)
    return _bridge(results, chosen)


def content_after_switch(
    results: Results, chosen: Chosen, before: Content | Nothing, most_lines: int
) -> Content | Nothing:
    """Return the same content as ``before``, now that other differences are on.

    Of a composition only that may be otherwise; looking through all entries again would take longer than a frame.
    """
    if isinstance(before, CompositionContent):
        made_of = replace(before.made_of, is_on=chosen.adjustment in results.project.enabled)
        return _content_of_composition(results, chosen, made_of)
    return content_of(results, chosen, most_lines)


def _bridge(results: Results, chosen: Chosen) -> Content | Nothing:
    project, words = results.project, window_words()
    if not chosen.line:
        return Nothing(tr("This statement has no figures yet."))
    statement, line = project.statement_of(chosen.line), project.line(chosen.line)
    period = short_label(project.periods[chosen.period], words)
    if not statement.reconciled:
        return Nothing(tr("No period of this statement is reconciled, so there is no bridge."))
    if chosen.period not in statement.reconciled:
        return Nothing(tr("{period} is not reconciled. Choose another period for the bridge.", period=period))
    steps = bridge(results, line.id, chosen.period, words)
    if not steps:
        return Nothing(tr("{line} has no figure under both frameworks in {period}.", line=line.name, period=period))
    headline = tr("{line}: from {source} to {target}, {period}", line=line.name, period=period, **_ends(project))
    points = points_of_steps(project, line, steps)
    title, unit = _title(project, headline, chosen), _unit(project, line.unit)
    return StepsContent(title, unit, points, steps, line.unit)


def _equity(results: Results, chosen: Chosen) -> Content | Nothing:
    project, words, view = results.project, window_words(), chosen.equity
    if view is None:
        return Nothing(tr("Total equity is not reconciled at any date."))
    steps = equity_bridge(results, view, words)
    closing = short_label(project.periods[view.closing], words)
    if not steps:
        reason = tr("{line} has no figure under both frameworks in {period}.", line=view.line.name, period=closing)
        return Nothing(reason)
    if view.opening:
        opening = short_label(project.periods[view.opening], words)
        headline = tr("{line}: from {opening} to {closing}", line=view.line.name, opening=opening, closing=closing)
    else:
        ends = _ends(project)
        headline = tr("{line}: from {source} to {target}, {period}", line=view.line.name, period=closing, **ends)
    statement = project.statement_of(view.line.id).id
    title = _title(project, headline, chosen._replace(line=view.line.id, statement=statement, period=view.closing))
    points, unit = points_of_steps(project, view.line, steps), view.line.unit
    return StepsContent(title, _unit(project, unit), points, steps, unit)


def _trend(results: Results, chosen: Chosen) -> Content | Nothing:
    project, words = results.project, window_words()
    if not chosen.line:
        return Nothing(tr("This statement has no figures yet."))
    line = project.line(chosen.line)
    points = trend(results, line.id, chosen.period)
    if not points:
        return Nothing(tr("{line} has no figures in periods of this length.", line=line.name))
    names = []
    for point in points:
        name = short_label(project.periods[point.period], words)
        names.append(name if point.is_reconciled else tr("{period} ({state})", period=name, state=tr(NOT_RECONCILED)))
    first, last = (short_label(project.periods[points[end].period], words) for end in (0, -1))
    if len(points) < FEWEST_FOR_TREND:
        headline = tr("{line}: {period}", line=line.name, period=first)
        remark = tr("the only period of this length")
    else:
        headline = tr("{line}: from {opening} to {closing}", line=line.name, opening=first, closing=last)
        without = sum(1 for point in points if not point.is_reconciled)
        remark = tr_count("{count} period not reconciled", "{count} periods not reconciled", without) if without else ""
    series = project.frameworks.source.label, state_of(project).result_heading(words)
    return TrendContent(
        _title(project, headline, chosen, states_period=False),
        _unit(project, line.unit),
        points_of_trend(results, line, points),
        points,
        tuple(names),
        series,
        line.unit,
        remark,
    )


def _composition(results: Results, chosen: Chosen, most_lines: int) -> Content | Nothing:
    words = window_words()
    adjustment = results.project.adjustment_by_id.get(chosen.adjustment)
    if adjustment is None:
        return Nothing(tr("There are no differences yet."))
    made_of = composition(results, adjustment.id, chosen.statement, chosen.period, words, most_lines)
    return _content_of_composition(results, chosen, made_of)


def _content_of_composition(results: Results, chosen: Chosen, made_of: Composition) -> Content | Nothing:
    project, words = results.project, window_words()
    adjustment = project.adjustment_by_id[chosen.adjustment]
    period = short_label(project.periods[chosen.period], words)
    name = name_of_difference(adjustment, words)
    if made_of.unknown and not made_of.lines:
        return Nothing(
            tr(
                "What {difference} moves in {statement}, {period}, is unknown.",
                difference=name,
                statement=title_of(project.statement_by_id[chosen.statement], words),
                period=period,
            )
        )
    if not made_of.lines:
        statement = project.statement_by_id[chosen.statement]
        return Nothing(
            tr(
                "{difference} moves no line of {statement} in {period}.",
                difference=name,
                statement=title_of(statement, words),
                period=period,
            )
        )
    headline = tr("{difference}: the lines it moves, {period}", difference=name, period=period)
    points = points_of_composition(project, adjustment.id, chosen.period, made_of)
    remarks = [tr("each in the sign of its line")] if made_of.is_on else [tr("off"), tr("each in the sign of its line")]
    if made_of.others:
        remarks.append(
            tr_count(
                "{count} line that is not an amount of money is left out",
                "{count} lines that are not amounts of money are left out",
                made_of.others,
            )
        )
    if made_of.unknown:
        remarks.append(
            tr_count(
                "{count} line whose amount is unknown is left out",
                "{count} lines whose amounts are unknown are left out",
                made_of.unknown,
            )
        )
    title = _title(project, headline, chosen)
    remark = listing(remarks, words)
    return CompositionContent(title, _unit(project, LineUnit.MONEY), points, made_of, remark)


def _ends(project: Project) -> dict[str, str]:
    return {"source": project.frameworks.source.label, "target": state_of(project).result_heading(window_words())}


def _unit(project: Project, unit: LineUnit) -> str:
    return money_unit(project, window_words()) if unit is LineUnit.MONEY else tr(UNITS[unit])


def _title(project: Project, headline: str, chosen: Chosen, *, states_period: bool = True) -> ChartTitle:
    words = window_words()
    unit = LineUnit.MONEY if chosen.kind is ChartKind.COMPOSITION else project.line(chosen.line).unit
    is_of_line = chosen.kind is not ChartKind.COMPOSITION
    statement = project.statement_of(chosen.line) if is_of_line else project.statement_by_id[chosen.statement]
    about = (
        project.entity,
        title_of(statement, words),
        label(project.periods[chosen.period], words) if states_period else "",
        _unit(project, unit),
        tr("unaudited"),
        state_of(project).illustrative_label(words),
    )
    return ChartTitle(headline, "  ·  ".join(part for part in about if part))
