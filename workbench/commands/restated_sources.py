"""Edits of which source prevails: a figure whose source was superseded is marked as restated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, with_statement
from workbench.commands.figures import row_with
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.subjects import SourceSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

RESTATED = "restated"
"""The attribute of a source cell that this command alters: the reason; "" if it is not restated."""


@dataclass(frozen=True, slots=True)
class MarkRestated(Command):
    """Record why a source's figure was superseded, so that the next source's is used. No reason removes the mark."""

    cell: CellRef
    reason: str

    def describe(self, project: Project) -> Fact:
        return fact("mark-restated" if self.reason else "take-mark-off", cell=str(self.cell))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        old = project.restated.get(self.cell, "")
        yield Alteration(SourceSubject(self.cell), RESTATED, str(self.cell), old, self.reason.strip())

    def apply(self, project: Project) -> Project:
        figures = [figure for figure in project.source_figures if figure.cell == self.cell]
        if not figures:
            raise WorkbenchError(
                "No figure was read from {cell}. Choose a cell that states a figure.", cell=str(self.cell)
            )
        reason = self.reason.strip()
        if reason == project.restated.get(self.cell, ""):
            return project
        restated = project.restated.with_items({self.cell: reason}) if reason else project.restated.without(self.cell)
        for figure in figures:
            if figure.role is FigureRole.AS_REPORTED:
                project = _with_ruling_figure(project, figure.line, figure.period, restated)
        return replace(project, restated=restated)


def _with_ruling_figure(project: Project, line: LineId, period: PeriodId, restated: Map[CellRef, str]) -> Project:
    """Return ``project`` with the prevailing figure: that of the first source that is not restated.

    A figure that the user edited stays, and so does one whose sources are all restated.
    """
    statement = project.statement_of(line)
    sources = project.as_reported_sources((line, period))
    before = next((source.amount for source in sources if source.cell not in project.restated), None)
    after = next((source.amount for source in sources if source.cell not in restated), None)
    if after is None or after == before or statement.figure(line, period) != before:
        return project
    figures = statement.figures.with_items({line: row_with(statement, line, period, after)})
    return with_statement(project, replace(statement, figures=figures))
