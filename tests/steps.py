"""What the last step of a session says: its sentence, and each row that it altered, as History shows them.

Also what a step says that is refused.
"""

import pytest

from workbench.commands import AnyCommand
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH, Words
from workbench.session import Session
from workbench.wording import say_fact
from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value


def sentence_of_step(session: Session, words: Words = ENGLISH) -> str:
    return say_fact(session.project.trail.last.description, words)


def rows_of_step(session: Session, words: Words = ENGLISH) -> list[tuple[str, str, str, str]]:
    """Return what was altered, which attribute of it, what that was, and what it is now."""
    project = session.project
    return [
        (
            name_of_subject(altered, project, words),
            name_of_attribute(altered.attribute, words),
            say_value(altered, altered.old, project, words),
            say_value(altered, altered.new, project, words),
        )
        for altered in project.trail.last.alterations
    ]


def refusal_of(session: Session, command: AnyCommand) -> str:
    """Return the sentence in which a command is refused; nothing has changed then."""
    before = session.project
    with pytest.raises(WorkbenchError) as refused:
        session.execute(command)
    assert session.project is before
    return str(refused.value)
