"""Edits of which statements and periods are reconciled, nil included."""

from dataclasses import dataclass, replace

from workbench.commands.command import Command, with_statement
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class SetReconciled(Command):
    """Declare the adjustments of a statement and period complete (nil included), or take that back."""

    statement: StatementId
    period: PeriodId
    reconciled: bool

    def label(self, project: Project) -> str:
        title, period = project.statement_by_id[self.statement].title, project.periods[self.period].short_label
        return f"Mark {title}, {period}, as {'reconciled' if self.reconciled else 'not reconciled'}"

    def apply(self, project: Project) -> Project:
        statement = project.statement_by_id[self.statement]
        scope = (self.statement, self.period)
        if self.reconciled:
            reconciled = statement.reconciled | {self.period}
            adjustments = tuple(replace(known, stated_for=known.stated_for | {scope}) for known in project.adjustments)
        else:
            self._refuse_where_entered(project, statement)
            reconciled = statement.reconciled - {self.period}
            adjustments = tuple(replace(known, stated_for=known.stated_for - {scope}) for known in project.adjustments)
        project = with_statement(project, replace(statement, reconciled=reconciled))
        return replace(project, adjustments=adjustments)

    def _refuse_where_entered(self, project: Project, statement: Statement) -> None:
        for adjustment in project.adjustments:
            if any(period == self.period and line in statement.line_by_id for line, period in adjustment.entries):
                raise WorkbenchError(
                    f"{statement.title}, {self.period}: '{adjustment.name}' has entries there. Take them out first."
                )
