"""What every edit has: a name for the history, and a next snapshot."""

from dataclasses import replace
from typing import Protocol

from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError


class Command(Protocol):
    """An edit. ``apply`` raises WorkbenchError where it may not be done; the snapshot it was given never changes."""

    def label(self, project: Project) -> str:
        """Say what is done to ``project``, for the history."""

    def apply(self, project: Project) -> Project: ...


def refuse_unwritable(text: str) -> None:
    """Raise WorkbenchError where ``text`` holds half a character, which no file can take."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WorkbenchError("The text holds half a character, which no file can take. Type it anew.") from None


def with_statement(project: Project, changed: Statement) -> Project:
    """Return ``project`` with one statement replaced, all others shared; itself where it is that statement already."""
    if any(statement is changed for statement in project.statements):
        return project
    return replace(project, statements=tuple(changed if s.id == changed.id else s for s in project.statements))
