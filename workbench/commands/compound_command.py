"""Several edits as one entry of the history, such as a paste over figures and entries."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Protocol, TypeAlias

from workbench.commands.adjustment_list import ArrangeAdjustments, GroupAdjustments, RemoveAdjustment
from workbench.commands.adjustments import (
    DescribeAdjustment,
    RenameAdjustment,
    SetNature,
    SwitchAdjustment,
    SwitchTo,
)
from workbench.commands.appendix import AcceptChecks, ConfirmFigures, WriteText
from workbench.commands.command import Command
from workbench.commands.comments import (
    AddComment,
    AnswerComment,
    ChangeComment,
    CloseComment,
    RemoveComment,
    ReopenComment,
)
from workbench.commands.comparatives import UnlockComparative
from workbench.commands.completeness import Consider
from workbench.commands.cross_references import AddCrossReference, ChangeCrossReference, RemoveCrossReference
from workbench.commands.entries import DescribeEntry, EditEntries
from workbench.commands.evidence import AddEvidence, ChangeEvidence, RemoveEvidence
from workbench.commands.figures import EditFigures, RestateTotal
from workbench.commands.journals import PostEntries
from workbench.commands.lines import RenameLine, SetConcept, SetTotal
from workbench.commands.new_adjustments import AddAdjustment
from workbench.commands.notes import WriteNote
from workbench.commands.open_items import AddOpenItem, ChangeOpenItem, RemoveOpenItem
from workbench.commands.project_details import DescribeProject
from workbench.commands.reconciled_periods import SetReconciled
from workbench.commands.restated_sources import MarkRestated
from workbench.commands.scenarios import KeepScenario, RemoveScenario, RenameScenario
from workbench.commands.statement_lines import DescribeLine, InsertLine, PlaceLine, PlaceLines, RemoveLine, RemoveLines
from workbench.commands.statements import AddPeriod, AddStatement
from workbench.commands.thresholds import SetThreshold
from workbench.commands.ticks import AddTick, ChangeTick, KeepSign, RemoveSign, RemoveTick
from workbench.commands.uncorrected import AddUncorrected, ChangeUncorrected, RemoveUncorrected
from workbench.commands.workings import KeepWorkings
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
    | WriteNote
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
    | AddComment
    | ChangeComment
    | AnswerComment
    | CloseComment
    | ReopenComment
    | RemoveComment
    | AddEvidence
    | ChangeEvidence
    | RemoveEvidence
    | KeepScenario
    | RenameScenario
    | RemoveScenario
    | UnlockComparative
    | KeepWorkings
    | AddTick
    | ChangeTick
    | RemoveTick
    | KeepSign
    | RemoveSign
    | AddCrossReference
    | ChangeCrossReference
    | RemoveCrossReference
    | AddOpenItem
    | ChangeOpenItem
    | RemoveOpenItem
    | AddUncorrected
    | ChangeUncorrected
    | RemoveUncorrected
    | SetThreshold
    | WriteText
    | ConfirmFigures
    | AcceptChecks
)
"""Every edit that can be part of a compound command."""


class _Pass(Protocol):
    """What is done in one pass: a command, or several of one kind."""

    def alterations(self, project: Project) -> Iterator[Alteration]: ...

    def apply(self, project: Project) -> Project: ...


IN_ONE_PASS: Mapping[type, Callable[[tuple[Any, ...]], _Pass]] = {RemoveLine: RemoveLines, PlaceLine: PlaceLines}
"""What does several commands of a kind as they would be done one by one, without a new snapshot after each."""


@dataclass(frozen=True, slots=True)
class CompoundCommand(Command):
    """Do ``commands`` one after another, all or none; lines that are removed or moved, in one pass."""

    description: Fact
    commands: tuple[Edit, ...]

    def describe(self, project: Project) -> Fact:
        return self.description

    def alterations(self, project: Project) -> Iterator[Alteration]:
        altered: dict[tuple[str, str], Alteration] = {}
        passes = self._passes
        for number, one in enumerate(passes, 1):
            for alteration in one.alterations(project):
                earlier = altered.get(alteration.key)
                altered[alteration.key] = replace(alteration, old=earlier.old) if earlier else alteration
            if number < len(passes):
                project = one.apply(project)  # the next one may be about what this one adds
        yield from altered.values()

    def apply(self, project: Project) -> Project:
        for one in self._passes:
            project = one.apply(project)
        return project

    @property
    def _passes(self) -> list[_Pass]:
        """The commands, those together that follow each other and can be done in one pass."""
        passes: list[_Pass] = []
        for kind, commands in groupby(self.commands, type):
            together = IN_ONE_PASS.get(kind)
            members = tuple(commands)
            passes += [together(members)] if together else members
        return passes
