"""What the bars and points of a chart say, and to which cell each leads."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from workbench.domain.amounts import decimals_of
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.engine.recalculate import Results
from workbench.presentation.bridge import BridgeStep
from workbench.presentation.composition import Composition
from workbench.presentation.figure_texts import DASH
from workbench.presentation.statement_table import REPORTED_COLUMN, RESULT_COLUMN, Column, ColumnKind
from workbench.presentation.states import state_of
from workbench.presentation.trend import TrendPoint
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_in_text, format_number, format_zero
from workbench.ui.toolkit.number_style import number_style
from workbench.wording.periods import label, short_label


class ChartPlace(NamedTuple):
    """The cell that a bar or a point stands for; ``line`` is None if it stands for several lines."""

    line: LineId | None
    period: PeriodId
    column: Column


class ChartPoint(NamedTuple):
    """One bar or point. ``text``: its amount as statements print it; ``told``: name and amount; ``where``: of what.

    ``amount``: None also where it is unknown. ``is_on``: false of a difference that is off.
    """

    name: str
    amount: Decimal | None
    text: str
    told: str
    where: str
    place: ChartPlace
    is_on: bool = True

    @property
    def tip(self) -> str:
        return f"{self.told}\n{self.where}"

    @property
    def name_with_state(self) -> str:
        """The name, and that it is off if it is."""
        return self.name if self.is_on else tr("{name} (off)", name=self.name)


def points_of_steps(project: Project, line: Line, steps: Sequence[BridgeStep]) -> tuple[ChartPoint, ...]:
    """Return a point for each step of a bridge of ``line``."""
    places = project.statement_of(line.id).decimals_shown_of(line)
    points = []
    for step in steps:
        amount = step.amount if step.is_known else None
        text = format_in_text(amount, line, places) if step.is_known else tr("unknown")
        told, where = _say(step.name, text, is_on=step.is_on), _where(project, line.name, step.period)
        place = ChartPlace(line.id, step.period, step.column)
        points.append(ChartPoint(step.name, amount, text, told, where, place, step.is_on))
    return tuple(points)


def points_of_trend(results: Results, line: Line, points: Sequence[TrendPoint]) -> tuple[ChartPoint, ...]:
    """Return two points for each period: as reported, and the result."""
    project, words = results.project, window_words()
    statement = project.statement_of(line.id)
    places = statement.decimals_shown_of(line)
    names = project.frameworks.source.label, state_of(project).result_heading(words)
    told = []
    for point in points:
        period = short_label(project.periods[point.period], words)
        where = _where(project, line.name, point.period)
        ends = ((point.as_reported, REPORTED_COLUMN), (point.result, RESULT_COLUMN))
        for name, (amount, column) in zip(names, ends, strict=True):
            text = format_in_text(amount, line, places)
            name_of_point = tr("{name}, {period}", name=name, period=period)
            place = ChartPlace(line.id, point.period, column)
            if column is REPORTED_COLUMN:
                is_known = (line.id, point.period) not in statement.unknown
            else:
                is_known = not point.is_reconciled or results.is_known(line.id, point.period)
            says = _say_in_trend(name_of_point, text, point, is_known=is_known)
            told.append(ChartPoint(name_of_point, amount, text, says, where, place))
    return tuple(told)


def points_of_composition(
    project: Project, adjustment: AdjustmentId, period: PeriodId, made_of: Composition
) -> tuple[ChartPoint, ...]:
    """Return a point for each line that a difference moves."""
    points = []
    for moved in made_of.lines:
        text = str(moved.amount)
        if moved.line is not None:
            line = project.line(moved.line)
            text = format_in_text(moved.amount, line, project.statement_of(line.id).decimals_shown_of(line))
        else:
            text = format_sum(moved.amount)
        place = ChartPlace(moved.line, period, Column(ColumnKind.EFFECT, adjustment))
        where = _where(project, project.adjustment_by_id[adjustment].name, period)
        told = _say(moved.name, text, is_on=made_of.is_on)
        points.append(ChartPoint(moved.name, moved.amount, text, told, where, place, made_of.is_on))
    return tuple(points)


def format_sum(amount: Decimal) -> str:
    """Return an amount of several lines of money as the user prefers it."""
    if not amount:
        return format_zero() or DASH
    preferred = number_style().decimals
    return format_number(amount, decimals_of(amount) if preferred is None else preferred)


def _say(name: str, amount: str, *, is_on: bool) -> str:
    """Return what a bar says: ``Share-based compensation: (3,211) (off)``."""
    if is_on:
        return tr("{step}: {amount}", step=name, amount=amount)
    return tr("{step}: {amount} (off)", step=name, amount=amount)


def _say_in_trend(name: str, amount: str, point: TrendPoint, *, is_known: bool) -> str:
    if amount:
        return tr("{step}: {amount}", step=name, amount=amount)
    if not is_known:
        return tr("{step}: unknown", step=name)
    return tr("{step}: blank", step=name) if point.is_reconciled else tr("{step}: not reconciled", step=name)


def _where(project: Project, name: str, period: PeriodId) -> str:
    return tr("{name}, {period}", name=name, period=label(project.periods[period], window_words()))
