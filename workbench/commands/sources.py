"""Edits of what the sources are taken to say: restated figures, and periods that the user declares reconciled."""

from dataclasses import dataclass, replace

from workbench.commands.command import Command, with_statement
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class MarkRestated(Command):
    """Say why a source's figure was superseded; its disagreement is then explained. No reason takes the mark away."""

    cell: CellRef
    reason: str

    @property
    def label(self) -> str:
        return f"Mark {self.cell} as restated" if self.reason else f"Take the mark off {self.cell}"

    def apply(self, project: Project) -> Project:
        if not any(stated.cell == self.cell for stated in project.stated):
            raise WorkbenchError(f"No figure was read from {self.cell}. Choose a cell that states one.")
        if not self.reason.strip():
            return replace(project, restated=project.restated.without(self.cell))
        return replace(project, restated=project.restated.updated({self.cell: self.reason.strip()}))


@dataclass(frozen=True, slots=True)
class SetReconciled(Command):
    """State that the adjustments of a statement and period are complete (nil included), or take that back."""

    statement: StatementId
    period: PeriodId
    reconciled: bool

    @property
    def label(self) -> str:
        return f"Mark {self.statement} {self.period} as {'reconciled' if self.reconciled else 'not reconciled'}"

    def apply(self, project: Project) -> Project:
        statement = project.statement_by_id[self.statement]
        if self.reconciled:
            return with_statement(project, replace(statement, reconciled=statement.reconciled | {self.period}))
        entered = [
            a for a in project.adjustments for line, p in a.entries if p == self.period and line in statement.line_by_id
        ]
        if entered:
            raise WorkbenchError(
                f"{statement.title}, {self.period}: '{entered[0].name}' has entries there. Take them out first."
            )
        return with_statement(project, replace(statement, reconciled=statement.reconciled - {self.period}))
