"""Edits of how the sources are read: restated figures, and periods that the user declares reconciled."""

from dataclasses import dataclass, replace

from workbench.commands.command import Command, with_statement
from workbench.commands.figures import row_with
from workbench.domain.ids import LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class MarkRestated(Command):
    """Record why a source's figure was superseded, so that the next source's is used. No reason removes the mark."""

    cell: CellRef
    reason: str

    def label(self, project: Project) -> str:
        return f"Mark {self.cell} as restated" if self.reason else f"Take the mark off {self.cell}"

    def apply(self, project: Project) -> Project:
        figures = [figure for figure in project.source_figures if figure.cell == self.cell]
        if not figures:
            raise WorkbenchError(f"No figure was read from {self.cell}. Choose a cell that states one.")
        reason = self.reason.strip()
        if reason == project.restated.get(self.cell, ""):
            return project
        restated = project.restated.with_items({self.cell: reason}) if reason else project.restated.without(self.cell)
        for figure in figures:
            if figure.role is FigureRole.AS_REPORTED:
                project = _with_ruling_figure(project, figure.line, figure.period, restated)
        return replace(project, restated=restated)


def _with_ruling_figure(project: Project, line: LineId, period: PeriodId, restated: Map[CellRef, str]) -> Project:
    """Return ``project`` with the ruling figure: that of the first source that is not restated.

    A figure that the user edited stays, and so does one of which every source is restated.
    """
    statement = project.statement_of(line)
    sources = project.as_reported_sources((line, period))
    before = next((source.amount for source in sources if source.cell not in project.restated), None)
    after = next((source.amount for source in sources if source.cell not in restated), None)
    if after is None or after == before or statement.figure(line, period) != before:
        return project
    figures = statement.figures.with_items({line: row_with(statement, line, period, after)})
    return with_statement(project, replace(statement, figures=figures))


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
