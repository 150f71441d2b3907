"""The interface of every edit: a label for the history, and the next snapshot."""

from dataclasses import replace
from typing import Protocol

from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError


class Command(Protocol):
    """An edit. ``apply`` raises WorkbenchError if it is not allowed, and never changes the snapshot it is given."""

    def label(self, project: Project) -> str:
        """Describe the edit of ``project`` for the history."""

    def apply(self, project: Project) -> Project: ...


def refuse_unwritable(text: str) -> None:
    """Raise WorkbenchError if ``text`` holds half a surrogate pair, which no file can store."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WorkbenchError("The text holds half a character, which no file can take. Type it anew.") from None


def with_statement(project: Project, changed: Statement) -> Project:
    """Return ``project`` with one statement replaced, all others shared; itself if it already has that statement."""
    if any(statement is changed for statement in project.statements):
        return project
    statements = (changed if statement.id == changed.id else statement for statement in project.statements)
    return replace(project, statements=tuple(statements))
