"""Merging another file into a project: what only that changed is taken, what is asked is left."""

from enum import StrEnum

from workbench.domain.project import Project
from workbench.engine import Engine, Results
from workbench.merging import Merge, Merged, take, taking
from workbench.session import Session


class Accepted(StrEnum):
    """What is taken of a merge: nothing, or all that is not asked."""

    NONE = "none"
    ALL = "all"


def take_offered(before: Results, merge: Merge, by: str) -> tuple[Project, Merged]:
    """Return the project after one step that takes everything of ``merge`` that is not asked, and what that is."""
    outcome = take(before.project, merge, taking(merge.offered))
    session = Session(before.project, by=by, engine=Engine(before))
    if outcome.command is not None:
        session.execute(outcome.command)
    return session.project, outcome
