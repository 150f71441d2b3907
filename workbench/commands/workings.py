"""Keeping the arithmetic of figures. What it comes to is entered by the edit of the figure, in the same step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workbench.commands.command import Command, name_of_cells, refuse_unwritable
from workbench.domain.facts import Fact, fact
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import FigureSubject
from workbench.domain.trail import Alteration
from workbench.domain.workings import LONGEST_WORKING, WorkedCell, Working
from workbench.errors import WorkbenchError
from workbench.typed_amounts import parse_typed_amount

WORKING = "working"
"""The attribute of a figure or an effect that this command alters."""


@dataclass(frozen=True, slots=True)
class KeepWorkings(Command):
    """Keep the arithmetic of some figures or effects; None forgets it. No amount changes.

    Raises WorkbenchError if one is too long, or does not come to its amount.
    """

    workings: Mapping[WorkedCell, Working | None]

    def __post_init__(self) -> None:
        object.__setattr__(self, "workings", Map(self.workings))

    def describe(self, project: Project) -> Fact:
        return fact("keep-workings", what=name_of_cells(project, [(cell.line, cell.period) for cell in self.workings]))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        for cell, working in self.workings.items():
            statement = project.statement_of(cell.line).id
            role = FigureRole.ADJUSTMENT if cell.adjustment else FigureRole.AS_REPORTED
            subject = FigureSubject(statement, cell.line, cell.period, role, cell.adjustment)
            new = working.typed if working else None
            yield Alteration(subject, WORKING, project.line(cell.line).name, project.working(cell), new)

    def apply(self, project: Project) -> Project:
        kept = {cell: working for cell, working in self.workings.items() if working}
        for cell, working in kept.items():
            refuse_unwritable(working.typed)
            if len(working.typed) > LONGEST_WORKING:
                raise WorkbenchError(
                    "The working is too long ({length:,} characters). Enter its result, or a shorter one.",
                    length=len(working.typed),
                )
            if parse_typed_amount(working.typed, project.line(cell.line), project.scale) != working.amount:
                raise WorkbenchError("{working} does not come to the figure. Enter it again.", working=working.typed)
        forgotten = [cell for cell in self.workings if cell not in kept and cell in project.workings]
        workings = project.workings.with_items(kept)
        return replace(project, workings=workings.without(*forgotten) if forgotten else workings)
