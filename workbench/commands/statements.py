"""Edits that add what no source prints: a statement, and a period of statements."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from workbench.commands.command import Command, refuse_unwritable, with_statement
from workbench.commands.journals import record_of
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import StatementId
from workbench.domain.periods import Period, PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.statements import Row, Statement, StatementKind
from workbench.domain.subjects import StatementSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

STATEMENT, PERIOD = "statement", "period"
"""The attributes that are altered here: that a statement is there, and that it has a period."""
OF_INSTANTS = frozenset(kind for kind in StatementKind if kind.shows_balances)
"""The kinds of statements that show balances at dates; all others show what happened in periods."""


@dataclass(frozen=True, slots=True)
class AddStatement(Command):
    """Add a statement behind the others, with those of its periods that the project lacks.

    Raises WorkbenchError if its id, or that of one of its lines, is another's, or a period is missing.
    """

    statement: Statement
    periods: tuple[Period, ...]

    def describe(self, project: Project) -> Fact:
        return fact("add-statement", statement=self.statement.title_fact)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        new = fact_of_statement(self.statement, self.periods)
        yield Alteration(StatementSubject(self.statement.id), STATEMENT, self.statement.title, None, new)

    def apply(self, project: Project) -> Project:
        added = self.statement
        refuse_unwritable(record_of(self))
        if not added.title.strip():
            raise WorkbenchError("A statement needs a title. Enter one.")
        ids = Counter(line.id for known in (*project.statements, added) for line in known.lines)
        if added.id in project.statement_by_id or any(ids[line.id] > 1 for line in added.lines):
            raise WorkbenchError("There is already a statement '{id}'. Add the statement again.", id=added.id)
        for period in self.periods:
            _refuse_strange_dates(period)
        missing = set(added.periods) - set(project.periods)
        new = {period.id: period for period in self.periods if period.id in missing}
        periods = project.periods.with_items(new) if new else project.periods
        for key in added.periods:
            if key not in periods:
                raise WorkbenchError("There is no period {period}. Add it first.", period=key)
            _refuse_wrong_kind(added.kind, periods[key])
        if not added.periods:
            raise WorkbenchError("A statement needs a period. Choose at least one.")
        return replace(project, periods=periods, statements=(*project.statements, added))


@dataclass(frozen=True, slots=True)
class AddPeriod(Command):
    """Add a blank column for a period to some statements, at its place by date; it is not reconciled.

    Raises WorkbenchError if all of them have it, or if it is a date for flows or a duration for balances.
    """

    period: Period
    statements: tuple[StatementId, ...]

    def describe(self, project: Project) -> Fact:
        return fact("add-period", period=short_name_of_period(self.period))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        for key in dict.fromkeys(self.statements):
            statement = project.statement_by_id[key]
            if self.period.id not in statement.column_of:
                new = fact_of_period(self.period)
                yield Alteration(StatementSubject(key, self.period.id), PERIOD, statement.title, None, new)

    def apply(self, project: Project) -> Project:
        refuse_unwritable(self.period.label)
        _refuse_strange_dates(self.period)
        statements = dict.fromkeys(self.statements)
        lacking = [key for key in statements if self.period.id not in project.statement_by_id[key].column_of]
        if not lacking:
            raise WorkbenchError("These statements already have the period {period}.", period=self.period.id)
        if self.period.id not in project.periods:
            project = replace(project, periods=project.periods.with_items({self.period.id: self.period}))
        for key in lacking:
            statement = project.statement_by_id[key]
            _refuse_wrong_kind(statement.kind, self.period)
            project = with_statement(project, _with_period(project, statement, self.period.id))
        return project


def fact_of_statement(statement: Statement, periods: tuple[Period, ...]) -> Fact:
    """Return the fact that a statement is there; its ``record`` is what makes it again."""
    return fact("added-statement", statement=statement.title_fact, record=record_of(AddStatement(statement, periods)))


def fact_of_period(period: Period) -> Fact:
    """Return the fact that a statement has a period; its ``record`` is what makes it again."""
    return fact("added-period", period=short_name_of_period(period), record=record_of(period))


def _refuse_strange_dates(period: Period) -> None:
    days = [day for day in (period.start, period.end) if day is not None]
    if not all(date.min < day < date.max for day in days):  # a period needs a day before and after it
        raise WorkbenchError("The dates are too early or too late. Correct them.")
    if days != sorted(days):
        raise WorkbenchError("The period ends before it begins. Correct the dates.")


def _refuse_wrong_kind(kind: StatementKind, period: Period) -> None:
    if period.is_instant and kind not in OF_INSTANTS:
        raise WorkbenchError(
            "{period} is a date. This statement shows periods: enter their first day too.", period=period.id
        )
    if not period.is_instant and kind in OF_INSTANTS:
        raise WorkbenchError(
            "{period} is a period. This statement shows balances: enter only a date.", period=period.id
        )


def _with_period(project: Project, statement: Statement, added: PeriodId) -> Statement:
    at = _place_by_date(project, statement, added)

    def with_blank(row: Row) -> Row:
        return (*row[:at], None, *row[at:])

    return replace(
        statement,
        periods=(*statement.periods[:at], added, *statement.periods[at:]),
        figures=type(statement.figures)({line: with_blank(row) for line, row in statement.figures.items()}),
    )


def _place_by_date(project: Project, statement: Statement, added: PeriodId) -> int:
    """Return where a period stands among those of a statement, which may run forwards or backwards."""
    keys = [_date_key(project.periods[period]) for period in statement.periods]
    key = _date_key(project.periods[added])
    is_backwards = len(keys) > 1 and keys[0] > keys[-1]
    return next(
        (place for place, other in enumerate(keys) if (other < key if is_backwards else other > key)), len(keys)
    )


def _date_key(period: Period) -> tuple[object, int]:
    return period.end, period.months
