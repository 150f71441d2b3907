"""Adding a difference that no source states."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.adjustments import refuse_taken_name
from workbench.commands.command import Command, refuse_missing_period, refuse_unwritable
from workbench.commands.journals import (
    ENTRY,
    PostEntries,
    fact_of_entry,
    record_of,
    with_reconciled,
)
from workbench.domain.adjustments import Adjustment, arrange
from workbench.domain.facts import Fact, fact
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.subjects import AdjustmentSubject, EntrySubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

ADDED = "added"
"""The attribute that is altered here: that a difference is there."""


@dataclass(frozen=True, slots=True)
class AddAdjustment(Command):
    """Add a difference with its entries behind the others, switched on; corrections of errors stand last.

    What it is stated for is reconciled. Raises WorkbenchError if its id or name is another's, and as ``PostEntries``.
    """

    adjustment: Adjustment

    def describe(self, project: Project) -> Fact:
        return fact("add-adjustment", name=self.adjustment.name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        added = self.adjustment
        yield Alteration(AdjustmentSubject(added.id), ADDED, added.name, None, fact_of_adjustment(added))
        for entry in added.entries.values():
            subject = EntrySubject(added.id, entry.id)
            yield Alteration(subject, ENTRY, added.name, None, fact_of_entry(project, entry))

    def apply(self, project: Project) -> Project:
        added = self.adjustment
        if not added.name.strip():
            raise WorkbenchError("A difference needs a name. Enter one.")
        refuse_unwritable(record_of(added))
        refuse_taken_name(added.name, project.adjustments)
        if taken := project.adjustment_by_id.get(added.id):
            raise WorkbenchError("There is already a difference '{name}'. Choose another name.", name=taken.name)
        for statement, period in added.stated_for:
            refuse_missing_period(project.statement_by_id[statement], period)
        project = with_reconciled(project, added.stated_for)
        project = replace(
            project,
            adjustments=arrange((*project.adjustments, added.with_attributes(entries=Map()))),
            enabled=project.enabled | {added.id},
        )
        return PostEntries(added.id, tuple(added.entries.values())).apply(project)


def fact_of_adjustment(adjustment: Adjustment) -> Fact:
    """Return the fact that a difference is there, its entries aside; its ``record`` is what makes it again."""
    return fact("added-adjustment", name=adjustment.name, record=record_of_attributes(adjustment))


def record_of_attributes(adjustment: Adjustment) -> str:
    """Return the record of a difference without its entries."""
    return record_of(adjustment.with_attributes(entries=Map()))
