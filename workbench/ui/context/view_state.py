"""The view state: statement, period, which lines, marks. None of it is part of the project."""

from PySide6.QtCore import QObject, Signal

from workbench.domain.ids import AdjustmentId, StatementId
from workbench.domain.periods import Period, PeriodId, ReportingPeriod, lateness, reporting_periods
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.presentation.line_filter import EVERY_LINE, LineFilter, LinesShown
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals


class ViewState(QObject):
    """Keeps a period for each statement; choosing one moves the others to the same reporting period.

    It hears of a change before the views do, so that it never names a statement or a period that is gone.
    """

    changed = Signal()

    def __init__(self, session: Session, signals: SessionSignals, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        signals.changed.connect(self._on_session_changed)
        self._line_filter, self._marks_unproven = EVERY_LINE, False
        self._hidden: frozenset[AdjustmentId] = frozenset()
        self._shows_workings = False
        project = session.project
        self._period_of = {statement.id: _latest(project, statement) for statement in project.statements}
        first = next((statement for statement in project.statements if statement.reconciled), project.statements[0])
        self._statement = first.id
        self.show_period(self._period_of[first.id])

    @property
    def statement(self) -> Statement:
        return self._session.project.statement_by_id[self._statement]

    @property
    def period(self) -> PeriodId:
        return self.period_of(self._statement)

    def period_of(self, statement: StatementId) -> PeriodId:
        return self._period_of[statement]

    @property
    def line_filter(self) -> LineFilter:
        """Which lines of the statements are shown."""
        return self._line_filter

    @property
    def shows_affected(self) -> bool:
        """True while only affected lines are shown."""
        return self._line_filter.shown is LinesShown.AFFECTED

    @property
    def marks_unproven(self) -> bool:
        """True while unproven figures are marked."""
        return self._marks_unproven

    @property
    def hidden(self) -> frozenset[AdjustmentId]:
        """The differences whose columns are hidden."""
        return self._hidden

    @property
    def shows_workings(self) -> bool:
        """True while figures are shown as the arithmetic that was typed for them."""
        return self._shows_workings

    @property
    def reporting_period(self) -> ReportingPeriod:
        """The duration and the instants that belong to the chosen period; the duration is "" if none ends there."""
        return _reporting_period(self._session.project, self.period)

    def show_statement(self, statement: StatementId) -> None:
        if statement != self._statement:
            self._statement = statement
            self.changed.emit()

    def show_period(self, period: PeriodId) -> None:
        self._period_of[self._statement] = period
        chosen = _reporting_period(self._session.project, period)
        for statement in self._session.project.statements:
            for partner in (period, chosen.duration, chosen.closing):
                if partner in statement.periods:
                    self._period_of[statement.id] = partner
                    break
        self.changed.emit()

    def show_neighbouring_period(self, by: int) -> bool:
        """Go to the next (+1) or the previous (-1) of the periods as listed; False if there is none."""
        listed = periods_listed(self._session.project, self.statement)
        number = listed.index(self.period) + by
        if not 0 <= number < len(listed):
            return False
        self.show_period(listed[number])
        return True

    def filter_lines(self, line_filter: LineFilter) -> None:
        if line_filter != self._line_filter:
            self._line_filter = line_filter
            self.changed.emit()

    def show_lines(self, shown: LinesShown) -> None:
        """Show another kind of lines, of which the captions still contain the same words."""
        self.filter_lines(self._line_filter._replace(shown=shown))

    def toggle_affected(self) -> None:
        """Show only affected lines; all of them again if only these are shown."""
        self.show_lines(LinesShown.ALL if self.shows_affected else LinesShown.AFFECTED)

    def hide(self, differences: frozenset[AdjustmentId]) -> None:
        """Hide the columns of these differences, and show all others."""
        if differences != self._hidden:
            self._hidden = differences
            self.changed.emit()

    def show_workings(self, shows: bool) -> None:
        if shows != self._shows_workings:
            self._shows_workings = shows
            self.changed.emit()

    def mark_unproven(self, marks: bool) -> None:
        if marks != self._marks_unproven:
            self._marks_unproven = marks
            self.changed.emit()

    def show_neighbour(self, by: int) -> None:
        """Go to the next (+1) or the previous (-1) statement, wrapping around at the ends."""
        order = [statement.id for statement in self._session.project.statements]
        self.show_statement(order[(order.index(self._statement) + by) % len(order)])

    def _on_session_changed(self, change: Change) -> None:
        """Leave statements and periods that are gone; a statement that was added shows its latest period."""
        if "statements" not in change.fields:
            return
        project = self._session.project
        periods = {
            statement.id: period
            if (period := self._period_of.get(statement.id)) in statement.periods
            else _latest(project, statement)
            for statement in project.statements
        }
        statement = self._statement if self._statement in periods else next(iter(periods))
        if (periods, statement) != (self._period_of, self._statement):
            self._period_of, self._statement = periods, statement
            self.changed.emit()


def periods_listed(project: Project, statement: Statement) -> list[PeriodId]:
    """Return the periods of a statement as they are listed: the latest first."""
    return sorted(statement.periods, key=lambda key: lateness(project.periods[key]))


def _latest(project: Project, statement: Statement) -> PeriodId:
    """Return a statement's latest reconciled period, else its latest; the longer of two that end on the same day."""

    def importance(period: Period) -> tuple[object, ...]:
        return period.id in statement.reconciled, period.end, period.months

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
