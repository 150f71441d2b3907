"""Edits that mark statements and periods as reconciled, nil included."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_locked, refuse_missing_period, with_statement
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.domain.subjects import StatementSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

RECONCILED = "reconciled"
"""The attribute of a statement and period that this command alters: 1 or 0."""


@dataclass(frozen=True, slots=True)
class SetReconciled(Command):
    """Mark the adjustments of a statement and period as complete (nil included), or remove that mark."""

    statement: StatementId
    period: PeriodId
    reconciled: bool

    def describe(self, project: Project) -> Fact:
        title = project.statement_by_id[self.statement].title_fact
        period = short_name_of_period(project.periods[self.period])
        return fact("mark-reconciled" if self.reconciled else "mark-not-reconciled", statement=title, period=period)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        statement = project.statement_by_id[self.statement]
        subject = StatementSubject(self.statement, self.period)
        old = int(self.period in statement.reconciled)
        yield Alteration(subject, RECONCILED, statement.title, old, int(self.reconciled))

    def apply(self, project: Project) -> Project:
        statement = project.statement_by_id[self.statement]
        refuse_missing_period(statement, self.period)
        if (self.period in statement.reconciled) != self.reconciled and statement.lines:
            refuse_locked(project, [(statement.lines[0].id, self.period)])
        scope = (self.statement, self.period)
        if self.reconciled:
            reconciled = statement.reconciled | {self.period}
            adjustments = tuple(
                known.with_attributes(stated_for=known.stated_for | {scope}) for known in project.adjustments
            )
        else:
            self._refuse_where_entered(project, statement)
            reconciled = statement.reconciled - {self.period}
            adjustments = tuple(
                known.with_attributes(stated_for=known.stated_for - {scope}) for known in project.adjustments
            )
        project = with_statement(project, replace(statement, reconciled=reconciled))
        return replace(project, adjustments=adjustments)

    def _refuse_where_entered(self, project: Project, statement: Statement) -> None:
        for adjustment in project.adjustments:
            if any(period == self.period and line in statement.line_by_id for line, period in adjustment.effects):
                raise WorkbenchError(
                    "{statement}, {period}: '{adjustment}' has entries there. Remove them first.",
                    statement=statement.title,
                    period=self.period,
                    adjustment=adjustment.name,
                )
