"""The moment that a text names: a duration with the instant at its end, or an instant alone."""

from workbench.domain.ledger import Moment
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.importing.language.period_text import DECEMBER, MONTHS_OF_A_YEAR, PeriodDefaults, words_in
from workbench.phrases import ENGLISH
from workbench.wording.periods import label, short_label


class Moments:
    """The periods of a project by name: their ids, their labels, and dates and parts of a year in any notation."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._by_name = {
            _plain(name): period
            for period in project.periods.values()
            for name in (period.id, period.label, label(period, ENGLISH), short_label(period, ENGLISH))
        }
        self._instants = {period.end: period.id for period in project.periods.values() if period.is_instant}
        self._defaults = PeriodDefaults(year_end=_year_end(project))
        self._moments: dict[str, Moment | None] = {}

    def moment_of(self, text: str) -> Moment | None:
        """Return the moment that ``text`` names; None if no statement shows it.

        ``H1 2023`` is the duration with the instant at its end, ``30 Jun 2023`` that instant alone.
        """
        if text not in self._moments:
            period = self._by_name.get(_plain(text)) or self._in_words(text)
            self._moments[text] = self._moment(period) if period else None
        return self._moments[text]

    def _moment(self, period: Period) -> Moment:
        return Moment(None if period.is_instant else period.id, self._instants.get(period.end))

    def _in_words(self, text: str) -> Period | None:
        duration = self._defaults.period([text], is_instant=False)
        if duration is not None and duration.id in self._project.periods:
            return self._project.periods[duration.id]
        words = words_in(text)
        if words.has_length or words.month is None:
            return None
        instant = self._defaults.period([text], is_instant=True)
        return self._project.periods.get(instant.id) if instant else None

    def period_in(self, statement: Statement, moment: Moment) -> PeriodId | None:
        """Return the period of a statement at a moment: a duration if it shows flows; None if it shows neither.

        For an instant alone, that is the only duration which ends then.
        """
        for period in (moment.duration, moment.instant):
            if period in statement.column_of:
                return period
        if moment.instant is None or moment.duration is not None:
            return None
        end = self._project.periods[moment.instant].end
        ending = [period for period in statement.periods if self._project.periods[period].end == end]
        return ending[0] if len(ending) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _year_end(project: Project) -> int:
    """Return the last month of the fiscal year, as the years that the statements show tell it; else December."""
    ends = {period.end.month for period in project.periods.values() if period.months == MONTHS_OF_A_YEAR}
    return ends.pop() if len(ends) == 1 else DECEMBER
