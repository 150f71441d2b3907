"""Finding a difference, a statement, a period or a line by what the user calls it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, Statement
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Phrase, Value, phrase_of_list
from workbench.wording.names import name_of_statement, short_name_of_statement
from workbench.wording.periods import label, short_label

Key = TypeVar("Key", bound=Hashable)
Choice = TypeVar("Choice", bound=StrEnum)


def find_adjustment(project: Project, name: str) -> AdjustmentId:
    """Return the only difference whose name or id equals, else contains, ``name``, ignoring case.

    Raises WorkbenchError if there is none, or more than one.
    """
    matches = _matches(name, {known.id: (known.name, known.id) for known in project.adjustments})
    if len(matches) == 1:
        return matches[0]
    choices = _list_choices(known.name for known in project.adjustments if not matches or known.id in matches)
    if matches:
        raise WorkbenchError(
            "'{name}' matches more than one difference. Choose one of: {choices}.", name=name, choices=choices
        )
    if choices:
        raise WorkbenchError("'{name}' matches no difference. Choose one of: {choices}.", name=name, choices=choices)
    raise WorkbenchError("'{name}' matches no difference, because the files state none. Leave it out.", name=name)


def find_scenario(project: Project, name: str) -> str:
    """Return the only scenario whose name equals, else contains, ``name``, ignoring case.

    Raises WorkbenchError if there is none, or more than one.
    """
    matches = _matches(name, {known: (known,) for known in project.scenarios})
    if len(matches) == 1:
        return matches[0]
    choices = _list_choices(known for known in project.scenarios if not matches or known in matches)
    if matches:
        raise WorkbenchError(
            "'{name}' matches more than one scenario. Choose one of: {choices}.", name=name, choices=choices
        )
    if choices:
        raise WorkbenchError("'{name}' matches no scenario. Choose one of: {choices}.", name=name, choices=choices)
    raise WorkbenchError("'{name}' matches no scenario, because the project keeps none. Leave it out.", name=name)


def find_statement(project: Project, name: str) -> Statement:
    """Return the only statement whose id, kind, name or title equals, else contains, ``name``, ignoring case.

    Raises WorkbenchError if there is none, or more than one.
    """
    matches = _matches(name, {known.id: _names_of_statement(known) for known in project.statements})
    if len(matches) == 1:
        return project.statement_by_id[matches[0]]
    choices = _list_choices(known.id for known in project.statements if not matches or known.id in matches)
    if matches:
        raise WorkbenchError(
            "'{name}' matches more than one statement. Choose one of: {choices}.", name=name, choices=choices
        )
    raise WorkbenchError("'{name}' matches no statement. Choose one of: {choices}.", name=name, choices=choices)


def find_period(project: Project, statement: Statement, name: str | date) -> PeriodId:
    """Return the only period of ``statement`` whose id or label equals, else contains, ``name``, ignoring case.

    A label is long or short: ``Six months ended June 30, 2023``, ``H1 2023``. Raises WorkbenchError if there is none,
    or more than one.
    """
    periods = [project.periods[period] for period in statement.periods]
    matches = _matches_of_period(periods, name)
    if len(matches) == 1:
        return matches[0]
    choices = _list_choices(short_label(period, ENGLISH) for period in periods if not matches or period.id in matches)
    if matches:
        raise WorkbenchError(
            "'{name}' matches more than one period of {statement}. Choose one of: {choices}.",
            name=str(name),
            statement=statement.id,
            choices=choices,
        )
    raise WorkbenchError(
        "'{name}' matches no period of {statement}. Choose one of: {choices}.",
        name=str(name),
        statement=statement.id,
        choices=choices,
    )


def only_period(project: Project, statement: Statement) -> PeriodId:
    """Return the period of a statement that has just one. Raises WorkbenchError for any other."""
    if len(statement.periods) == 1:
        return statement.periods[0]
    choices = _list_choices(short_label(project.periods[period], ENGLISH) for period in statement.periods)
    raise WorkbenchError(
        "{statement} has more than one period. Choose one of: {choices}.", statement=statement.id, choices=choices
    )


def find_cell(
    project: Project, line: str, period: str | date, statement: Statement | None = None
) -> tuple[Statement, LineId, PeriodId]:
    """Return the only line of the id or, ignoring case, of the caption ``line``, with its statement and the period.

    It is looked for in ``statement``; without one in each statement that has the period. Raises WorkbenchError if there
    is none, or more than one.
    """
    statements = (statement,) if statement else project.statements
    found_lines = [(known, match) for known in statements for match in _matches_of_line(known, line)]
    if not found_lines:
        raise WorkbenchError(
            "'{line}' matches no line of {statements}. Enter its id, or its caption as the statement prints it.",
            line=line,
            statements=phrase_of_list([known.id for known in statements]),
        )
    in_period = [
        (known, match)
        for known, match in found_lines
        if _matches_of_period([project.periods[shown] for shown in known.periods], period)
    ]
    if len(in_period) > 1:
        raise WorkbenchError(
            "'{line}' matches more than one line. Choose one of: {choices}.",
            line=line,
            choices=_list_choices(match.id for _, match in in_period),
        )
    owner, match = (in_period or found_lines)[0]
    return owner, match.id, find_period(project, owner, period)


def choice_of(choices: type[Choice], name: str, what: Phrase) -> Choice:
    """Return the member called exactly ``name``. Raises WorkbenchError, which lists all, if there is none."""
    try:
        return choices(name)
    except ValueError:
        raise WorkbenchError(
            "'{name}' is not {what}. Choose one of: {choices}.", name=name, what=what, choices=", ".join(choices)
        ) from None


def _list_choices(names: Iterable[str]) -> Value:
    return phrase_of_list(list(names), may_have_commas=True)


def _matches(name: str, names_by_key: Mapping[Key, Iterable[str]]) -> list[Key]:
    """Return what is called exactly ``name``; if nothing is, what has it in one of its names."""
    wanted = _plain(name)
    if not wanted:
        return []
    plain_names = {key: [_plain(known) for known in names] for key, names in names_by_key.items()}
    exact = [key for key, names in plain_names.items() if wanted in names]
    return exact or [key for key, names in plain_names.items() if any(wanted in known for known in names)]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _names_of_statement(statement: Statement) -> tuple[str, ...]:
    names = name_of_statement(statement.kind, ENGLISH), short_name_of_statement(statement.kind, ENGLISH)
    return (statement.id, statement.kind.value, *names, statement.title)


def _matches_of_period(periods: Sequence[Period], name: str | date) -> list[PeriodId]:
    if isinstance(name, date):
        name = (name.date() if isinstance(name, datetime) else name).isoformat()
        return [period.id for period in periods if period.id == name]
    names = {
        period.id: (period.id, period.label, label(period, ENGLISH), short_label(period, ENGLISH)) for period in periods
    }
    return _matches(name, names)


def _matches_of_line(statement: Statement, name: str) -> list[Line]:
    """Return the line of the id ``name``, else all of that caption; headings only if no other line has it."""
    if line := statement.line_by_id.get(LineId(name)):
        return [line]
    wanted = _plain(name)
    lines = [
        line
        for line in statement.lines
        if wanted in map(_plain, (line.caption, *line.aliases, *filter(None, (line.target_caption,))))
    ]
    return [line for line in lines if line.role is not LineRole.HEADING] or lines
