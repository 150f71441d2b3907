"""The periods of a project that is rolled forward: the new ones, their comparatives, and those between."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.domain.period_choices import MONTHS_OF_A_YEAR, a_year_earlier, following_durations
from workbench.domain.periods import Period, ends_a_month, period_of
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError
from workbench.importing.language.period_text import DECEMBER, PeriodDefaults
from workbench.wording.periods import with_made_label

DAY = timedelta(days=1)


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
    return periods_around(flows, year_end)


def periods_around(flows: Period, year_end: int) -> PeriodsOfRoll:
    """Return the periods of a roll-forward to a duration. ``year_end``: the last month of the fiscal year."""
    assert flows.start is not None
    made = (flows, Period(None, flows.end, ""), Period(None, _year_end_before(flows, year_end), ""))
    flows, closing, opening = (with_made_label(period) for period in made)
    return PeriodsOfRoll(flows, closing, opening, with_made_label(a_year_earlier(flows)))


def _duration_in(text: str, year_end: int) -> Period | None:
    try:
        period = period_of(text)  # type: ignore[arg-type]
    except ValueError:
        return PeriodDefaults(year_end=year_end).period([text], is_instant=False)
    return period if period.start and period.start < period.end else None


def _year_end_before(flows: Period, year_end: int) -> date:
    """Return the last day of the fiscal year before the one in which a duration begins."""
    assert flows.start is not None
    day = flows.start - DAY
    while not (day.month == year_end and ends_a_month(day)):
        day -= DAY
    return day


def year_end_of(projects: Sequence[Project]) -> int:
    """Return the last month of the fiscal year: of the years that are shown, else of the year-to-date periods."""
    periods = [period for project in projects for period in project.periods.values()]
    years = Counter(period.end.month for period in periods if period.months == MONTHS_OF_A_YEAR)
    if years:
        return years.most_common(1)[0][0]
    halves = Counter((period.start - DAY).month for period in periods if period.start and period.months in (6, 9))
    return halves.most_common(1)[0][0] if len(halves) == 1 else DECEMBER


def following_periods(projects: Sequence[Project]) -> tuple[Period, ...]:
    """Return the periods that are offered to roll forward to, the likeliest first.

    Likely are those from the beginning of the fiscal year, as long as known ones or a multiple of them: half-years are
    followed by the year.
    """
    known = [period for project in projects for period in project.periods.values()]
    year_end = year_end_of(projects)
    lengths = Counter(period.months for period in known if period.start)
    shortest = min(lengths, default=1)

    def unlikeliness(period: Period) -> tuple[bool, bool, int, date]:
        begins_the_year = period.start is not None and (period.start - DAY).month == year_end
        return not begins_the_year, period.months % shortest != 0, -lengths[period.months], period.end

    return tuple(sorted(following_durations(known), key=unlikeliness))
