"""Edits of the differences: their switches, names and entries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import Command, refuse_unwritable, with_statement
from workbench.commands.figures import cells_named, with_decimals
from workbench.domain.adjustments import Adjustment, Entry
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.domain.statements import Cell, LineRole
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class SwitchAdjustment(Command):
    """Switch one adjustment on or off."""

    adjustment: AdjustmentId
    on: bool

    def label(self, project: Project) -> str:
        return f"Switch {'on' if self.on else 'off'} {require_adjustment(project, self.adjustment).name}"

    def apply(self, project: Project) -> Project:
        one = {require_adjustment(project, self.adjustment).id}
        return replace(project, enabled=project.enabled | one if self.on else project.enabled - one)


@dataclass(frozen=True, slots=True)
class SwitchTo(Command):
    """Switch exactly these adjustments on, and all others off."""

    adjustments: frozenset[AdjustmentId]

    def label(self, project: Project) -> str:
        if len(self.adjustments) in (0, len(project.adjustments)):
            return f"Switch all {'on' if self.adjustments else 'off'}"
        return f"Switch on {len(self.adjustments)} of {len(project.adjustments)} differences"

    def apply(self, project: Project) -> Project:
        return replace(project, enabled=frozenset(require_adjustment(project, one).id for one in self.adjustments))


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

    0 states that the adjustment is nil there, which reconciles the period too; None only takes the entry away.
    """

    adjustment: AdjustmentId
    amounts: Mapping[Cell, Decimal | None]

    def label(self, project: Project) -> str:
        return f"Edit {require_adjustment(project, self.adjustment).name}: {cells_named(project, self.amounts)}"

    def apply(self, project: Project) -> Project:
        adjustment = require_adjustment(project, self.adjustment)
        covers = set(adjustment.stated_for)
        for line, _ in self.amounts:
            statement = project.statement_of(line)
            the_line = statement.line_by_id[line]
            if the_line.role is LineRole.HEADING:
                raise WorkbenchError(f"'{the_line.name}' is a heading and carries no figures.")
            if line in statement.total_of:
                raise WorkbenchError(f"'{the_line.name}' is a total: enter the effect on one of its parts.")
        entries = {cell: Entry(*cell, amount) for cell, amount in self.amounts.items() if amount}
        for (line, period), amount in self.amounts.items():
            if amount is not None:
                statement = with_decimals(project.statement_of(line), line, amount)
                covers.add((statement.id, period))
                if period not in statement.reconciled:
                    statement = replace(statement, reconciled=statement.reconciled | {period})
                project = with_statement(project, statement)
        unknown = adjustment.unknown - {cell for cell, amount in self.amounts.items() if amount is not None}
        edited = adjustment.entries.with_items(entries, without=self.amounts)
        return with_adjustment(
            project, replace(adjustment, entries=edited, stated_for=frozenset(covers), unknown=unknown)
        )


def require_adjustment(project: Project, adjustment: AdjustmentId) -> Adjustment:
    """Return the adjustment; WorkbenchError where the project has none of that id."""
    found = project.adjustment_by_id.get(adjustment)
    if found is None:
        raise WorkbenchError(
            f"There is no adjustment '{adjustment}'. There are: {', '.join(project.adjustment_by_id)}."
        )
    return found


def with_adjustment(project: Project, changed: Adjustment) -> Project:
    """Return ``project`` with one adjustment replaced."""
    return replace(project, adjustments=tuple(changed if a.id == changed.id else a for a in project.adjustments))
