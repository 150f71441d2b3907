"""Every edit as a small record that makes the next snapshot from the current one."""

from typing import TypeAlias

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
from workbench.commands.compound_command import CompoundCommand, Edit
from workbench.commands.cross_references import AddCrossReference, ChangeCrossReference, RemoveCrossReference
from workbench.commands.entries import DescribeEntry, EditEntries
from workbench.commands.evidence import AddEvidence, ChangeEvidence, RemoveEvidence
from workbench.commands.figures import EditFigures, RestateTotal
from workbench.commands.imports import TakeImport
from workbench.commands.journals import PostEntries
from workbench.commands.lines import RenameLine, SetConcept, SetTotal
from workbench.commands.new_adjustments import AddAdjustment
from workbench.commands.notes import WriteNote
from workbench.commands.open_items import AddOpenItem, ChangeOpenItem, RemoveOpenItem
from workbench.commands.project_details import DescribeProject
from workbench.commands.rebase import Collision, Rebase, rebase
from workbench.commands.reconciled_periods import SetReconciled
from workbench.commands.restated_sources import MarkRestated
from workbench.commands.scenarios import KeepScenario, RemoveScenario, RenameScenario
from workbench.commands.statement_lines import DescribeLine, InsertLine, PlaceLine, RemoveLine
from workbench.commands.statements import AddPeriod, AddStatement
from workbench.commands.thresholds import SetThreshold
from workbench.commands.ticks import AddTick, ChangeTick, KeepSign, RemoveSign, RemoveTick
from workbench.commands.uncorrected import AddUncorrected, ChangeUncorrected, RemoveUncorrected
from workbench.commands.workings import KeepWorkings

AnyCommand: TypeAlias = Edit | CompoundCommand | TakeImport
"""Every command; each can be written down and read back."""

__all__ = [
    "AcceptChecks",
    "AddAdjustment",
    "AddComment",
    "AddCrossReference",
    "AddEvidence",
    "AddOpenItem",
    "AddPeriod",
    "AddStatement",
    "AddTick",
    "AddUncorrected",
    "AnswerComment",
    "AnyCommand",
    "ArrangeAdjustments",
    "ChangeComment",
    "ChangeCrossReference",
    "ChangeEvidence",
    "ChangeOpenItem",
    "ChangeTick",
    "ChangeUncorrected",
    "CloseComment",
    "Collision",
    "Command",
    "CompoundCommand",
    "ConfirmFigures",
    "Consider",
    "DescribeAdjustment",
    "DescribeEntry",
    "DescribeLine",
    "DescribeProject",
    "Edit",
    "EditEntries",
    "EditFigures",
    "GroupAdjustments",
    "InsertLine",
    "KeepScenario",
    "KeepSign",
    "KeepWorkings",
    "MarkRestated",
    "PlaceLine",
    "PostEntries",
    "Rebase",
    "RemoveAdjustment",
    "RemoveComment",
    "RemoveCrossReference",
    "RemoveEvidence",
    "RemoveLine",
    "RemoveOpenItem",
    "RemoveScenario",
    "RemoveSign",
    "RemoveTick",
    "RemoveUncorrected",
    "RenameAdjustment",
    "RenameLine",
    "RenameScenario",
    "ReopenComment",
    "RestateTotal",
    "SetConcept",
    "SetNature",
    "SetReconciled",
    "SetThreshold",
    "SetTotal",
    "SwitchAdjustment",
    "SwitchTo",
    "TakeImport",
    "UnlockComparative",
    "WriteNote",
    "WriteText",
    "rebase",
]
