"""The view state: statement, period, which lines, marks. None of it is part of the project."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from workbench.domain.ids import AdjustmentId, StatementId
from workbench.domain.periods import Period, PeriodId, ReportingPeriod, lateness, reporting_periods
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.compared_columns import WITH_PERIOD_BEFORE, Comparison
from workbench.presentation.line_filter import EVERY_LINE, LineFilter, LinesShown
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals


@dataclass
class Seen:
    """What one page of the window shows. ``period_of``: the period of each statement."""

    statement: StatementId
    period_of: dict[StatementId, PeriodId]
    line_filter: LineFilter = EVERY_LINE
    comparison: Comparison = WITH_PERIOD_BEFORE
    is_comparing: bool = False
    marks_unproven: bool = False
    hidden: frozenset[AdjustmentId] = frozenset()
    shows_workings: bool = False


class ViewState(QObject):
    """Keeps a period for each statement; choosing one moves the others to the same reporting period.

    It hears of a change before the views do, so that it never names a statement or a period that is gone.
    ``compared`` says that something else is compared, or nothing any more, which ``changed`` does not say.
    """

    changed = Signal()
    compared = Signal()

    def __init__(self, session: Session, signals: SessionSignals, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._signals = signals
        signals.changed.connect(self._on_session_changed)
        project = session.project
        first = next((statement for statement in project.statements if statement.reconciled), project.statements[0])
        self._seen = Seen(first.id, {statement.id: _latest(project, statement) for statement in project.statements})
        self.show_period(self.period)

    def end(self) -> None:
        """Stop following the session: its page is gone."""
        self._signals.changed.disconnect(self._on_session_changed)

    @property
    def statement(self) -> Statement:
        return self._session.project.statement_by_id[self._seen.statement]

    @property
    def period(self) -> PeriodId:
        return self.period_of(self._seen.statement)

    def period_of(self, statement: StatementId) -> PeriodId:
        return self._seen.period_of[statement]

    @property
    def line_filter(self) -> LineFilter:
        """Which lines of the statements are shown."""
        return self._seen.line_filter

    @property
    def shows_affected(self) -> bool:
        """True while only affected lines are shown."""
        return self._seen.line_filter.shown is LinesShown.AFFECTED

    @property
    def marks_unproven(self) -> bool:
        """True while unproven figures are marked."""
        return self._seen.marks_unproven

    @property
    def is_comparing(self) -> bool:
        """True while columns are compared, in place of the statement's own."""
        return self._seen.is_comparing

    @property
    def comparison(self) -> Comparison:
        """What is compared, or was last."""
        return self._seen.comparison

    @property
    def hidden(self) -> frozenset[AdjustmentId]:
        """The differences whose columns are hidden."""
        return self._seen.hidden

    @property
    def shows_workings(self) -> bool:
        """True while figures are shown as the arithmetic that was typed for them."""
        return self._seen.shows_workings

    @property
    def reporting_period(self) -> ReportingPeriod:
        """The duration and the instants that belong to the chosen period; the duration is "" if none ends there."""
        return _reporting_period(self._session.project, self.period)

    def show_statement(self, statement: StatementId) -> None:
        if statement != self._seen.statement:
            self._seen.statement = statement
            self._publish()

    def show_period(self, period: PeriodId) -> None:
        self._seen.period_of[self._seen.statement] = period
        chosen = _reporting_period(self._session.project, period)
        for statement in self._session.project.statements:
            for partner in (period, chosen.duration, chosen.closing):
                if partner in statement.periods:
                    self._seen.period_of[statement.id] = partner
                    break
        self._publish()

    def show_neighbouring_period(self, by: int) -> bool:
        """Go to the next (+1) or the previous (-1) of the periods as listed; False if there is none."""
        listed = periods_listed(self._session.project, self.statement)
        number = listed.index(self.period) + by
        if not 0 <= number < len(listed):
            return False
        self.show_period(listed[number])
        return True

    def filter_lines(self, line_filter: LineFilter) -> None:
        if line_filter != self._seen.line_filter:
            self._seen.line_filter = line_filter
            self._publish()

    def show_lines(self, shown: LinesShown) -> None:
        """Show another kind of lines, of which the captions still contain the same words."""
        self.filter_lines(self._seen.line_filter._replace(shown=shown))

    def toggle_affected(self) -> None:
        """Show only affected lines; all of them again if only these are shown."""
        self.show_lines(LinesShown.ALL if self.shows_affected else LinesShown.AFFECTED)

    def show_comparison(self, is_shown: bool) -> None:
        if is_shown != self._seen.is_comparing:
            self._seen.is_comparing = is_shown
            self._publish_comparison()

    def compare(self, comparison: Comparison) -> None:
        """Compare something else."""
        if comparison != self._seen.comparison:
            self._seen.comparison = comparison
            self._publish_comparison()

    def hide(self, differences: frozenset[AdjustmentId]) -> None:
        """Hide the columns of these differences, and show all others."""
        if differences != self._seen.hidden:
            self._seen.hidden = differences
            self._publish()

    def show_workings(self, shows: bool) -> None:
        if shows != self._seen.shows_workings:
            self._seen.shows_workings = shows
            self._publish()

    def mark_unproven(self, marks: bool) -> None:
        if marks != self._seen.marks_unproven:
            self._seen.marks_unproven = marks
            self._publish()

    def show_neighbour(self, by: int) -> None:
        """Go to the next (+1) or the previous (-1) statement, wrapping around at the ends."""
        order = [statement.id for statement in self._session.project.statements]
        self.show_statement(order[(order.index(self._seen.statement) + by) % len(order)])

    def show_place_of(self, other: "ViewState") -> None:
        """Show the statement and the periods that another page shows."""
        self._seen.statement, self._seen.period_of = other.statement.id, dict(other._seen.period_of)
        self._publish()

    def show_periods_of(self, other: "ViewState") -> None:
        """Show every statement in the period in which another page shows it."""
        if self._seen.period_of != other._seen.period_of:
            self._seen.period_of = dict(other._seen.period_of)
            self._publish()

    def _publish(self) -> None:
        self.changed.emit()

    def _publish_comparison(self) -> None:
        self.compared.emit()

    def _on_session_changed(self, change: Change) -> None:
        """Leave statements and periods that are gone; a statement that was added shows its latest period."""
        if "statements" not in change.fields:
            return
        project = self._session.project
        periods = {
            statement.id: period
            if (period := self._seen.period_of.get(statement.id)) in statement.periods
            else _latest(project, statement)
            for statement in project.statements
        }
        statement = self._seen.statement if self._seen.statement in periods else next(iter(periods))
        if (periods, statement) != (self._seen.period_of, self._seen.statement):
            self._seen.period_of, self._seen.statement = periods, statement
            self._publish()


class LeadingViewState(ViewState):
    """What the page with the focus shows: other views follow it, and what they choose is shown there."""

    def __init__(self, session: Session, page: ViewState, parent: QObject) -> None:
        QObject.__init__(self, parent)
        self._session = session
        self._follow_page(page)

    @property
    def _seen(self) -> Seen:  # type: ignore[override]
        return self._page._seen

    def follow(self, page: ViewState) -> None:
        """Show what another page shows."""
        if page is not self._page:
            self._page.changed.disconnect(self.changed)
            self._page.compared.disconnect(self.compared)
            self._follow_page(page)
            self.changed.emit()

    def _follow_page(self, page: ViewState) -> None:
        self._page = page
        page.changed.connect(self.changed)
        page.compared.connect(self.compared)

    def _publish(self) -> None:
        self._page.changed.emit()

    def _publish_comparison(self) -> None:
        self._page.compared.emit()


def periods_listed(project: Project, statement: Statement) -> list[PeriodId]:
    """Return the periods of a statement as they are listed: the latest first."""
    return sorted(statement.periods, key=lambda key: lateness(project.periods[key]))


def _latest(project: Project, statement: Statement) -> PeriodId:
    """Return a statement's latest reconciled period, else its latest; the longer of two that end on the same day.

    A project that was rolled forward is for its latest period, whatever is reconciled.
    """

    def importance(period: Period) -> tuple[object, ...]:
        is_reconciled = not project.comparatives and period.id in statement.reconciled
        return is_reconciled, period.end, period.months

    return max((project.periods[key] for key in statement.periods), key=importance).id


def _reporting_period(project: Project, period: PeriodId) -> ReportingPeriod:
    pairs = reporting_periods(project.periods.values())
    if not project.periods[period].is_instant:
        return next(pair for pair in pairs if pair.duration == period)
    reconciled = {key for statement in project.statements for key in statement.reconciled}
    ending = [pair for pair in pairs if pair.closing == period]
    if not ending:
        return ReportingPeriod(PeriodId(""), None, period)
    return max(ending, key=lambda pair: (pair.duration in reconciled, project.periods[pair.duration].months))
