"""Every edit as a small record that makes the next snapshot from the current one."""

from typing import TypeAlias

from workbench.commands.adjustments import RenameAdjustment, SetNature, SwitchAdjustment, SwitchTo
from workbench.commands.command import Command
from workbench.commands.compound_command import CompoundCommand, Edit
from workbench.commands.entries import DescribeEntry, EditEntries
from workbench.commands.figures import EditFigures, RestateTotal
from workbench.commands.imports import TakeImport
from workbench.commands.lines import RenameLine, SetConcept, SetTotal
from workbench.commands.new_adjustments import AddAdjustment, AddEntries
from workbench.commands.project_details import DescribeProject
from workbench.commands.rebase import Collision, Rebase, rebase
from workbench.commands.reconciled_periods import SetReconciled
from workbench.commands.restated_sources import MarkRestated

AnyCommand: TypeAlias = Edit | CompoundCommand | TakeImport
"""Every command; each can be written down and read back."""

__all__ = [
    "AddAdjustment",
    "AddEntries",
    "AnyCommand",
    "Collision",
    "Command",
    "CompoundCommand",
    "DescribeEntry",
    "DescribeProject",
    "Edit",
    "EditEntries",
    "EditFigures",
    "MarkRestated",
    "Rebase",
    "RenameAdjustment",
    "RenameLine",
    "RestateTotal",
    "SetConcept",
    "SetNature",
    "SetReconciled",
    "SetTotal",
    "SwitchAdjustment",
    "SwitchTo",
    "TakeImport",
    "rebase",
]
