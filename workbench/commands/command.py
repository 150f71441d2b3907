"""The interface of every edit: what it is, what it alters, and the next snapshot."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from workbench.domain.facts import Fact, fact
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey, Statement
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.wording.periods import short_phrase


class Command(Protocol):
    """An edit. It can be hashed and written down, and contains everything new when it is made, so ``apply`` is pure.

    ``apply`` raises WorkbenchError if the edit is not allowed, and never changes the snapshot it is given.
    """

    def describe(self, project: Project) -> Fact:
        """Return a description of the edit of ``project``, for the history."""

    def alterations(self, project: Project) -> Iterator[Alteration]:
        """Yield what it alters in ``project``, before and after; not what follows from that, such as totals."""

    def apply(self, project: Project) -> Project: ...


def refuse_unwritable(text: str) -> None:
    """Raise WorkbenchError if ``text`` contains half a surrogate pair, which cannot be stored in a file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WorkbenchError(
            "The text contains an incomplete character and cannot be saved. Please retype it."
        ) from None


def refuse_missing_period(statement: Statement, period: PeriodId) -> None:
    """Raise WorkbenchError if a statement does not show a period."""
    if period not in statement.column_of:
        raise WorkbenchError(
            "{statement} has no period {period}. Choose one that it shows.",
            statement=statement.title,
            period=period,
        )


def refuse_locked(project: Project, cells: Iterable[FigureKey]) -> None:
    """Raise WorkbenchError if one of ``cells`` is a comparative that stays as an earlier project published it."""
    if not project.comparatives:
        return
    for statement, period in dict.fromkeys((project.statement_of(line).id, period) for line, period in cells):
        if project.is_locked(statement, period):
            raise WorkbenchError(
                "{period} is locked: its figures are those of {file}. To edit them, choose Reconciliation > Unlock "
                "comparatives and give the reason.",
                period=short_phrase(project.periods[period]),
                file=project.comparatives[statement, period].held_by,
            )


def with_statement(project: Project, changed: Statement) -> Project:
    """Return ``project`` with one statement replaced, all others shared; itself if it already has that statement."""
    if any(statement is changed for statement in project.statements):
        return project
    statements = (changed if statement.id == changed.id else statement for statement in project.statements)
    return replace(project, statements=tuple(statements))


def name_of_cell(project: Project, cell: FigureKey) -> Fact:
    """Return the name of one cell: ``Financing income, H1 2023``."""
    line, period = cell
    return fact("line-and-period", line=project.line(line).name, period=short_name_of_period(project.periods[period]))


def name_of_cells(project: Project, cells: Collection[FigureKey]) -> Fact:
    """Return the name of a single cell, or the number of cells."""
    return fact("figures", count=len(cells)) if len(cells) != 1 else name_of_cell(project, next(iter(cells)))
