"""Every edit as a small record that makes the next snapshot from the current one."""

from workbench.commands.adjustments import EditEntries, RenameAdjustment, SwitchAdjustment, SwitchTo
from workbench.commands.command import Command
from workbench.commands.compound_command import CompoundCommand
from workbench.commands.figures import EditFigures, RestateTotal
from workbench.commands.imports import TakeImport
from workbench.commands.lines import RenameLine, SetConcept, SetTotal
from workbench.commands.reconciled_periods import SetReconciled
from workbench.commands.restated_sources import MarkRestated

__all__ = [
    "Command",
    "CompoundCommand",
    "EditEntries",
    "EditFigures",
    "MarkRestated",
    "RenameAdjustment",
    "RenameLine",
    "RestateTotal",
    "SetConcept",
    "SetReconciled",
    "SetTotal",
    "SwitchAdjustment",
    "SwitchTo",
    "TakeImport",
]
