"""The texts of the appendix in the next period: their fields name its periods, and what they said stays marked."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbench.domain.appendix import AppendixText, AppendixTexts, Quote, Quotes, TextKind
from workbench.domain.facts import Fact
from workbench.domain.maps import Map
from workbench.domain.period_choices import DAY, a_year_earlier
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.subjects import FigureSubject, TextSubject, subject_of
from workbench.notes.fields import Field, FieldPiece, PeriodName, pieces_of, write_field
from workbench.notes.names import Names
from workbench.phrases import ENGLISH
from workbench.rolling.held_projects import HeldProject
from workbench.rolling.periods_of_roll import A_WEEK, PeriodsOfRoll
from workbench.wording.periods import short_label, with_made_label


def carried_texts(held: Sequence[HeldProject], periods: PeriodsOfRoll) -> tuple[AppendixTexts, Quotes]:
    """Return each text as the latest project has it, its fields about the new periods, and what it said before."""
    texts: dict[TextKind, AppendixText] = {}
    quotes: Quotes = Map()
    for kind in TextKind:
        holder = next((each.project for each in held if kind in each.project.texts), None)
        if holder is None:
            continue
        subject = TextSubject(kind.value)
        moved = _MovedFields(holder, periods)
        written = holder.texts[kind]
        texts[kind] = replace(written, text=moved.text(written.text))
        if said := holder.quotes.get(subject):
            quotes = quotes.with_items({subject: tuple(map(moved.quote, said))})
    return Map(texts), quotes


class _MovedFields:
    """The fields of one project's texts, as they name the periods of the next one."""

    def __init__(self, project: Project, periods: PeriodsOfRoll) -> None:
        self._names = Names(project)
        self._successors = _successors(project, periods)

    def text(self, text: str) -> str:
        return "".join(self._field(piece) if isinstance(piece, FieldPiece) else piece.text for piece in pieces_of(text))

    def quote(self, quote: Quote) -> Quote:
        """Return what a text said, of the field or the figures that stand there now."""
        return replace(quote, typed=self.text(quote.typed), figures=tuple(map(self._key, quote.figures)))

    def _key(self, key: str) -> str:
        subject = subject_of(key)
        if not isinstance(subject, FigureSubject) or subject.period not in self._successors:
            return key
        return replace(subject, period=self._successors[subject.period].id).key

    def _field(self, piece: FieldPiece) -> str:
        field = piece.field
        if isinstance(field, Fact):
            return piece.text
        compared = field.compared_with and self._period(field.compared_with)
        moved: Field = replace(field, period=self._period(field.period), compared_with=compared)
        return piece.text if moved == field else write_field(moved)

    def _period(self, name: PeriodName) -> PeriodName:
        """Return the name of the next period, as long as the earlier one is known by its name."""
        periods = self._names.periods_called(name.text)
        successors = [self._successors[period.id] for period in periods if period.id in self._successors]
        if not successors:
            return name
        duration = next((period for period in successors if period.start), successors[0])
        return PeriodName(short_label(duration, ENGLISH), name.end)


def _successors(project: Project, periods: PeriodsOfRoll) -> Mapping[PeriodId, Period]:
    """Return what becomes of a project's own period, of its comparative, and of the balances of both."""
    durations = [project.periods[key] for key in _periods_shown(project) if project.periods[key].start]
    instants = [project.periods[key] for key in _periods_shown(project) if project.periods[key].is_instant]
    own = max(durations, key=lambda period: (period.end, period.months), default=None)
    closing = max((period.end for period in (own, *instants) if period), default=None)
    successors: dict[PeriodId, Period] = {}
    if own:
        successors[own.id] = periods.flows
        successors[a_year_earlier(own).id] = periods.flows_before
    for instant in instants:
        if instant.end == closing:
            successors[instant.id] = periods.closing
        elif own and own.start and instant.end == own.start - DAY:
            successors[instant.id] = periods.opening
        elif closing and (years := _years_between(closing, periods.closing.end)):
            successors[instant.id] = _years_later(instant, years)
        elif not own:
            successors[instant.id] = periods.opening
    return successors


def _years_between(day: date, later: date) -> int:
    """Return how many whole years lie between two days, to some days; 0 for any other span."""
    years = later.year - day.year
    return years if abs((later - _same_day(day, later.year)).days) <= A_WEEK else 0


def _years_later(instant: Period, years: int) -> Period:
    return with_made_label(Period(None, _same_day(instant.end, instant.end.year + years), ""))


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _periods_shown(project: Project) -> Iterable[PeriodId]:
    return dict.fromkeys(period for statement in project.statements for period in statement.periods)
