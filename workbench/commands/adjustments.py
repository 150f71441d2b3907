"""Edits of the differences: their switches, names and entries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import Command, refuse_unwritable, with_statement
from workbench.commands.figures import name_of_cells, with_decimals
from workbench.domain.adjustments import Adjustment, Entry
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.domain.statements import FigureKey, LineRole
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class SwitchAdjustment(Command):
    """Switch one adjustment on or off."""

    adjustment: AdjustmentId
    on: bool

    def label(self, project: Project) -> str:
        return f"Switch {'on' if self.on else 'off'} {require_adjustment(project, self.adjustment).name}"

    def apply(self, project: Project) -> Project:
        switched = {require_adjustment(project, self.adjustment).id}
        return replace(project, enabled=project.enabled | switched if self.on else project.enabled - switched)


@dataclass(frozen=True, slots=True)
class SwitchTo(Command):
    """Switch exactly these adjustments on, and all others off."""

    adjustments: frozenset[AdjustmentId]

    def label(self, project: Project) -> str:
        if len(self.adjustments) in (0, len(project.adjustments)):
            return f"Switch all {'on' if self.adjustments else 'off'}"
        return f"Switch on {len(self.adjustments)} of {len(project.adjustments)} differences"

    def apply(self, project: Project) -> Project:
        enabled = frozenset(require_adjustment(project, adjustment).id for adjustment in self.adjustments)
        return replace(project, enabled=enabled)


@dataclass(frozen=True, slots=True)
class RenameAdjustment(Command):
    """Give an adjustment another name; its id stays."""

    adjustment: AdjustmentId
    name: str

    def label(self, project: Project) -> str:
        return f"Rename {require_adjustment(project, self.adjustment).name}"

    def apply(self, project: Project) -> Project:
        if not self.name.strip():
            raise WorkbenchError("An adjustment needs a name. Type one.")
        refuse_unwritable(self.name)
        return with_adjustment(project, replace(require_adjustment(project, self.adjustment), name=self.name.strip()))


@dataclass(frozen=True, slots=True)
class EditEntries(Command):
    """Set the entries of one adjustment in some cells. One paste is one command.

    0 states that the adjustment is nil there, which reconciles the period too; None only removes the entry.
    Raises WorkbenchError for a heading or a total.
    """

    adjustment: AdjustmentId
    amounts: Mapping[FigureKey, Decimal | None]

    def label(self, project: Project) -> str:
        return f"Edit {require_adjustment(project, self.adjustment).name}: {name_of_cells(project, self.amounts)}"

    def apply(self, project: Project) -> Project:
        adjustment = require_adjustment(project, self.adjustment)
        stated_for = set(adjustment.stated_for)
        for line, _ in self.amounts:
            statement = project.statement_of(line)
            line_item = statement.line_by_id[line]
            if line_item.role is LineRole.HEADING:
                raise WorkbenchError(f"'{line_item.name}' is a heading and carries no figures.")
            if line in statement.total_of:
                raise WorkbenchError(f"'{line_item.name}' is a total: enter the effect on one of its parts.")
        entries = {cell: Entry(*cell, amount) for cell, amount in self.amounts.items() if amount}
        for (line, period), amount in self.amounts.items():
            if amount is not None:
                statement = with_decimals(project.statement_of(line), line, amount)
                stated_for.add((statement.id, period))
                if period not in statement.reconciled:
                    statement = replace(statement, reconciled=statement.reconciled | {period})
                project = with_statement(project, statement)
        unknown = adjustment.unknown - {cell for cell, amount in self.amounts.items() if amount is not None}
        edited = adjustment.entries.with_items(entries, without=self.amounts)
        return with_adjustment(
            project, replace(adjustment, entries=edited, stated_for=frozenset(stated_for), unknown=unknown)
        )


def require_adjustment(project: Project, adjustment: AdjustmentId) -> Adjustment:
    """Return the adjustment. Raises WorkbenchError if the project has none of that id."""
    existing = project.adjustment_by_id.get(adjustment)
    if existing is None:
        raise WorkbenchError(
            f"There is no adjustment '{adjustment}'. There are: {', '.join(project.adjustment_by_id)}."
        )
    return existing


def with_adjustment(project: Project, changed: Adjustment) -> Project:
    """Return ``project`` with one adjustment replaced."""
    adjustments = (changed if adjustment.id == changed.id else adjustment for adjustment in project.adjustments)
    return replace(project, adjustments=tuple(adjustments))
