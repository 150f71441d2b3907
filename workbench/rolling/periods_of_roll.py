"""The periods of a project that is rolled forward: the new ones, their comparatives, and those between."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.domain.period_choices import MONTHS_OF_A_YEAR, a_year_earlier, following_durations
from workbench.domain.periods import Period, PeriodId, ends_a_month, period_of
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError
from workbench.importing.language.period_text import DECEMBER, PeriodDefaults
from workbench.wording.periods import with_made_label

DAY = timedelta(days=1)
A_WEEK = 7
"""By how many days a year of 52 or 53 weeks may end before or after its month."""


@dataclass(frozen=True, slots=True)
class PeriodsOfRoll:
    """``flows``, the new period, and ``closing``, the day on which it ends.

    ``opening``: the last year end before it, whose balances are comparatives. ``flows_before``: the same span a year
    earlier. Each has a made label.
    """

    flows: Period
    closing: Period
    opening: Period
    flows_before: Period

    def new_of(self, statement: Statement, project: Project) -> Period:
        """Return the new period of a statement of an earlier project."""
        return self.closing if shows_instants(statement, project) else self.flows

    def comparative_of(self, statement: Statement, project: Project) -> Period:
        """Return the comparative of a statement of an earlier project."""
        return self.opening if shows_instants(statement, project) else self.flows_before

    def is_between(self, period: Period) -> bool:
        """Return whether an interim period, or the day that ends one, lies between the opening and the new period."""
        begins_after = period.start is None or period.start > self.opening.end
        return begins_after and self.opening.end < period.end < self.closing.end


def shows_instants(statement: Statement, project: Project) -> bool:
    """Return whether a statement shows balances at dates."""
    if not statement.periods:
        return statement.kind.shows_balances
    return all(project.periods[period].is_instant for period in statement.periods)


def periods_to(text: str, projects: Sequence[Project]) -> PeriodsOfRoll:
    """Return the periods of a roll-forward to the period that ``text`` names: ``H1 2023``, ``FY 2023``, an ISO id.

    Raises WorkbenchError if it names none.
    """
    year_end = year_end_of(projects)
    flows = _duration_in(text.strip(), year_end)
    if flows is None:
        raise WorkbenchError(
            "'{period}' is not a period. Name the new one, such as H1 2023, FY 2023 or Q3 2023.", period=text.strip()
        )
    known = [period for project in projects for period in project.periods.values()]
    before = _nearest(a_year_earlier(flows), known)
    opening = _nearest(Period(None, _year_end_before(flows, year_end), ""), known)
    made = (flows, Period(None, flows.end, ""), opening, before)
    return PeriodsOfRoll(*(with_made_label(period) for period in made))


def _nearest(period: Period, known: Sequence[Period]) -> Period:
    """Return the known period that is this one but for some days, as where years have 52 or 53 weeks; else itself."""

    def days_apart(other: Period) -> int:
        starts = abs((other.start - period.start).days) if other.start and period.start else 0
        return max(abs((other.end - period.end).days), starts)

    alike = [other for other in known if other.is_instant == period.is_instant and days_apart(other) <= A_WEEK]
    return min(alike, key=days_apart, default=period)


def _duration_in(text: str, year_end: int) -> Period | None:
    try:
        period = period_of(PeriodId(text))
    except ValueError:
        return PeriodDefaults(year_end=year_end).period([text], is_instant=False)
    return period if period.start and period.start < period.end else None


def _year_end_before(flows: Period, year_end: int) -> date:
    """Return the last day of the fiscal year before the one in which a duration begins.

    A year of weeks ends within a week of the last day of its month.
    """
    assert flows.start is not None

    def ends_a_year(day: date) -> bool:
        return day.month == year_end and ends_a_month(day)

    day = flows.start - DAY
    if any(ends_a_year(day + number * DAY) for number in range(-A_WEEK, A_WEEK + 1)):
        return day
    while not ends_a_year(day):
        day -= DAY
    return day


def year_end_of(projects: Sequence[Project]) -> int:
    """Return the last month of the fiscal year, else December.

    That is the month in which the years end that are shown, else that before the year-to-date periods, else that
    before a shorter period in which balances are shown too.
    """
    periods = [period for project in projects for period in project.periods.values()]
    years = Counter(period.end.month for period in periods if period.months == MONTHS_OF_A_YEAR)
    if years:
        return years.most_common(1)[0][0]
    to_date = {(period.start - DAY).month for period in periods if period.start and period.months in (6, 9)}
    of_balances = {period.end.month for period in periods if period.is_instant}
    shorter = {(period.start - DAY).month for period in periods if period.start} & of_balances
    return next((months.pop() for months in (to_date, shorter) if len(months) == 1), DECEMBER)


def following_periods(projects: Sequence[Project]) -> tuple[Period, ...]:
    """Return the periods that are offered to roll forward to, the likeliest first.

    Likely are those from the beginning of the fiscal year, as long as reconciled ones or a multiple of them: half-years
    are followed by the year.
    """
    known = [period for project in projects for period in project.periods.values()]
    year_end = year_end_of(projects)
    reconciled = {key for project in projects for statement in project.statements for key in statement.reconciled}
    durations = [period for period in known if period.start]
    lengths = Counter(period.months for period in durations if period.id in reconciled) or Counter(
        period.months for period in durations
    )
    shortest = min(lengths, default=1)

    def unlikeliness(period: Period) -> tuple[bool, bool, int, date]:
        begins_the_year = period.start is not None and (period.start - DAY).month == year_end
        return not begins_the_year, period.months % shortest != 0, -lengths[period.months], period.end

    return tuple(sorted(following_durations(known), key=unlikeliness))
