"""Several edits as one entry of the history, such as a paste over figures and entries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from workbench.commands.adjustment_list import ArrangeAdjustments, GroupAdjustments, RemoveAdjustment
from workbench.commands.adjustments import (
    DescribeAdjustment,
    RenameAdjustment,
    SetNature,
    SwitchAdjustment,
    SwitchTo,
)
from workbench.commands.command import Command
from workbench.commands.completeness import Consider
from workbench.commands.entries import DescribeEntry, EditEntries
from workbench.commands.figures import EditFigures, RestateTotal
from workbench.commands.journals import PostEntries
from workbench.commands.lines import RenameLine, SetConcept, SetTotal
from workbench.commands.new_adjustments import AddAdjustment
from workbench.commands.project_details import DescribeProject
from workbench.commands.reconciled_periods import SetReconciled
from workbench.commands.restated_sources import MarkRestated
from workbench.commands.statement_lines import DescribeLine, InsertLine, PlaceLine, RemoveLine
from workbench.commands.statements import AddPeriod, AddStatement
from workbench.domain.facts import Fact
from workbench.domain.project import Project
from workbench.domain.trail import Alteration

Edit: TypeAlias = (
    SwitchAdjustment
    | SwitchTo
    | RenameAdjustment
    | SetNature
    | DescribeAdjustment
    | AddAdjustment
    | RemoveAdjustment
    | ArrangeAdjustments
    | GroupAdjustments
    | PostEntries
    | Consider
    | DescribeProject
    | EditEntries
    | DescribeEntry
    | EditFigures
    | RestateTotal
    | RenameLine
    | SetConcept
    | SetTotal
    | InsertLine
    | RemoveLine
    | PlaceLine
    | DescribeLine
    | AddStatement
    | AddPeriod
    | SetReconciled
    | MarkRestated
)
"""Every edit that can be part of a compound command."""


@dataclass(frozen=True, slots=True)
class CompoundCommand(Command):
    """Do ``commands`` one after another, all or none."""

    description: Fact
    commands: tuple[Edit, ...]

    def describe(self, project: Project) -> Fact:
        return self.description

    def alterations(self, project: Project) -> Iterator[Alteration]:
        altered: dict[tuple[str, str], Alteration] = {}
        for number, command in enumerate(self.commands, 1):
            for alteration in command.alterations(project):
                earlier = altered.get(alteration.key)
                altered[alteration.key] = replace(alteration, old=earlier.old) if earlier else alteration
            if number < len(self.commands):
                project = command.apply(project)  # the next one may be about what this one adds
        yield from altered.values()

    def apply(self, project: Project) -> Project:
        for command in self.commands:
            project = command.apply(project)
        return project
