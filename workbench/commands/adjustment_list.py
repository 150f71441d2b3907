"""Edits of the list of differences: their order, their groups, and taking one out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.adjustments import require_adjustment
from workbench.commands.command import Command, refuse_unwritable
from workbench.commands.journals import ENTRY, fact_of_entry
from workbench.commands.new_adjustments import ADDED, fact_of_adjustment
from workbench.domain.adjustments import arrange
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.findings import Finding
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.domain.sources import SourceFigures
from workbench.domain.subjects import PROJECT, AdjustmentSubject, EntrySubject, FigureSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

ORDER, GROUP = "order", "group"
"""The attributes that are altered here: of the project, the ids of its differences; of a difference, its group."""


@dataclass(frozen=True, slots=True)
class ArrangeAdjustments(Command):
    """Put the differences in another order. Groups stay together, and corrections of errors stay last.

    Raises WorkbenchError unless ``order`` names every difference once.
    """

    order: tuple[AdjustmentId, ...]

    def describe(self, project: Project) -> Fact:
        return fact("arrange-adjustments")

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield Alteration(PROJECT, ORDER, project.entity, order_of(project), order_of(self.apply(project)))

    def apply(self, project: Project) -> Project:
        if Counter(self.order) != Counter(project.adjustment_by_id):
            raise WorkbenchError("The list of differences has changed. Arrange it again.")
        adjustments = arrange(project.adjustment_by_id[adjustment] for adjustment in self.order)
        return project if adjustments == project.adjustments else replace(project, adjustments=adjustments)


@dataclass(frozen=True, slots=True)
class GroupAdjustments(Command):
    """List differences under the name of a group, together; without a name, each by itself."""

    adjustments: tuple[AdjustmentId, ...]
    group: str

    def describe(self, project: Project) -> Fact:
        if not self.group.strip():
            return fact("ungroup-adjustments", count=len(self.adjustments))
        return fact("group-adjustments", count=len(self.adjustments), group=self.group.strip())

    def alterations(self, project: Project) -> Iterator[Alteration]:
        for key in self.adjustments:
            adjustment = require_adjustment(project, key)
            yield Alteration(AdjustmentSubject(key), GROUP, adjustment.name, adjustment.group, self.group.strip())

    def apply(self, project: Project) -> Project:
        refuse_unwritable(self.group)
        members = {require_adjustment(project, key).id for key in self.adjustments}
        group = self.group.strip()
        if all(project.adjustment_by_id[key].group == group for key in members):
            return project
        grouped = (
            adjustment.with_attributes(group=group) if adjustment.id in members else adjustment
            for adjustment in project.adjustments
        )
        return replace(project, adjustments=arrange(grouped))


@dataclass(frozen=True, slots=True)
class RemoveAdjustment(Command):
    """Take out a difference with its entries, and what sources state of it. Periods stay reconciled."""

    adjustment: AdjustmentId

    def describe(self, project: Project) -> Fact:
        return fact("remove-adjustment", name=require_adjustment(project, self.adjustment).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        adjustment = require_adjustment(project, self.adjustment)
        name = adjustment.name
        for entry in adjustment.entries.values():
            subject = EntrySubject(adjustment.id, entry.id)
            yield Alteration(subject, ENTRY, name, fact_of_entry(project, entry), None)
        yield Alteration(AdjustmentSubject(self.adjustment), ADDED, name, fact_of_adjustment(adjustment), None)

    def apply(self, project: Project) -> Project:
        removed = require_adjustment(project, self.adjustment)
        return replace(
            project,
            adjustments=tuple(adjustment for adjustment in project.adjustments if adjustment is not removed),
            enabled=project.enabled - {removed.id},
            source_figures=_without(project.source_figures, removed.id),
            import_findings=tuple(finding for finding in project.import_findings if not _is_about(finding, removed.id)),
        )


def order_of(project: Project) -> FactValue:
    """Return the ids of the differences in their order."""
    return tuple(project.adjustment_by_id)


def _without(figures: SourceFigures, removed: AdjustmentId) -> SourceFigures:
    """Return what sources state of anything but one difference."""
    others = [figure for figure in figures if not (figure.role.is_of_an_adjustment and figure.adjustment == removed)]
    return figures if len(others) == len(figures) else SourceFigures(others)


def _is_about(finding: Finding, removed: AdjustmentId) -> bool:
    match finding.subject:
        case AdjustmentSubject(adjustment) | EntrySubject(adjustment):
            return adjustment == removed
        case FigureSubject(role=role) as subject:
            return role.is_of_an_adjustment and subject.adjustment == removed
    return False
