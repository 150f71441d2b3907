"""Unlocking a comparative, with the reason why what was published may be edited; and locking it again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.subjects import StatementSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

UNLOCKED = "unlocked"
"""The attribute of a statement and period that this command alters: the reason; "" while it is locked."""


@dataclass(frozen=True, slots=True)
class UnlockComparative(Command):
    """Let the figures and effects of a comparative be edited, for a reason; without one, lock it again.

    Raises WorkbenchError for a column that no earlier project holds.
    """

    statement: StatementId
    period: PeriodId
    reason: str

    def describe(self, project: Project) -> Fact:
        title = project.statement_by_id[self.statement].title_fact
        period = short_name_of_period(project.periods[self.period])
        return fact("unlock" if self.reason.strip() else "lock-again", statement=title, period=period)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        comparative = project.comparative(self.statement, self.period)
        old, title = comparative.unlocked if comparative else "", project.statement_by_id[self.statement].title
        yield Alteration(StatementSubject(self.statement, self.period), UNLOCKED, title, old, self.reason.strip())

    def apply(self, project: Project) -> Project:
        comparative, reason = project.comparative(self.statement, self.period), self.reason.strip()
        if comparative is None or not comparative.held_by:
            raise WorkbenchError("This column is not a comparative of an earlier project. Choose one that is locked.")
        refuse_unwritable(reason)
        if comparative.unlocked == reason:
            return project
        changed = {(self.statement, self.period): replace(comparative, unlocked=reason)}
        return replace(project, comparatives=project.comparatives.with_items(changed))
