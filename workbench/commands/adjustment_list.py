"""Edits of the list of differences: their order, their groups, and taking one out."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.commands.adjustments import require_adjustment
from workbench.commands.command import Command, refuse_locked, refuse_unwritable
from workbench.commands.new_adjustments import ADDED, record_of_attributes
from workbench.commands.scenarios import without_difference
from workbench.domain.adjustments import Adjustment, arrange, is_correction
from workbench.domain.amounts import format_exactly
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
        if sorted(self.order) != sorted(project.adjustment_by_id):
            raise WorkbenchError("The list of differences has changed. Arrange it again.")
        adjustments = arrange(project.adjustment_by_id[adjustment] for adjustment in self.order)
        return project if adjustments == project.adjustments else replace(project, adjustments=adjustments)


@dataclass(frozen=True, slots=True)
class GroupAdjustments(Command):
    """List differences under the name of a group, behind those that are in it; without a name, each by itself.

    The members of a new group come together at the first of them; one that leaves a group stands behind it.
    """

    adjustments: tuple[AdjustmentId, ...]
    group: str

    def describe(self, project: Project) -> Fact:
        if not self.group.strip():
            return fact("ungroup-adjustments", count=len(self.adjustments))
        return fact("group-adjustments", count=len(self.adjustments), group=self.group.strip())

    def alterations(self, project: Project) -> Iterator[Alteration]:
        for adjustment in self._members(project):
            subject = AdjustmentSubject(adjustment.id)
            yield Alteration(subject, GROUP, adjustment.name, adjustment.group, self.group.strip())

    def apply(self, project: Project) -> Project:
        refuse_unwritable(self.group)
        adjustments = project.adjustments
        for adjustment in self._members(project):
            adjustments = _with_group(adjustments, adjustment, self.group.strip())
        return project if adjustments is project.adjustments else replace(project, adjustments=adjustments)

    def _members(self, project: Project) -> tuple[Adjustment, ...]:
        """Return the differences whose group changes, in the order in which they move one by one."""
        keys = {require_adjustment(project, key).id for key in self.adjustments}
        group = self.group.strip()
        members = tuple(known for known in project.adjustments if known.id in keys and known.group != group)
        return members if group else members[::-1]  # each stands right behind the group: the last one leaves first


@dataclass(frozen=True, slots=True)
class RemoveAdjustment(Command):
    """Take out a difference with its entries, and what sources state of it; scenarios go on without it.

    Periods stay reconciled.
    """

    adjustment: AdjustmentId

    def describe(self, project: Project) -> Fact:
        return fact("remove-adjustment", name=require_adjustment(project, self.adjustment).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        adjustment = require_adjustment(project, self.adjustment)
        old = fact_of_removed_adjustment(adjustment)
        yield Alteration(AdjustmentSubject(self.adjustment), ADDED, adjustment.name, old, None)

    def apply(self, project: Project) -> Project:
        removed = require_adjustment(project, self.adjustment)
        refuse_locked(project, removed.effects)
        figures = _without(project.source_figures, removed.id)
        no_longer_stated = [cell for cell in project.restated if cell not in figures.by_source_cell]
        gone = [cell for cell in project.workings if cell.adjustment == removed.id]
        return replace(
            without_difference(project, removed.id),
            workings=project.workings.without(*gone) if gone else project.workings,
            adjustments=tuple(adjustment for adjustment in project.adjustments if adjustment is not removed),
            enabled=project.enabled - {removed.id},
            source_figures=figures,
            restated=project.restated.without(*no_longer_stated) if no_longer_stated else project.restated,
            import_findings=tuple(finding for finding in project.import_findings if not _is_about(finding, removed.id)),
        )


def order_of(project: Project) -> FactValue:
    """Return the ids of the differences in their order."""
    return tuple(project.adjustment_by_id)


def fact_of_removed_adjustment(adjustment: Adjustment) -> Fact:
    """Return the fact that a difference was there, with a digest of its effects, which may be hundreds of thousands."""
    effects = sorted((*cell, format_exactly(amount)) for cell, amount in adjustment.effects.items())
    digest = hashlib.sha256(repr(effects).encode()).hexdigest()
    return fact("removed-adjustment", name=adjustment.name, record=record_of_attributes(adjustment), effects=digest)


def _with_group(adjustments: Iterable[Adjustment], adjustment: Adjustment, group: str) -> tuple[Adjustment, ...]:
    """Return the differences with one of them in another group, behind those that are in it."""
    grouped = adjustment.with_attributes(group=group)
    others = [known for known in adjustments if known is not adjustment]
    if group and any(known.group == group and is_correction(known) == is_correction(grouped) for known in others):
        return arrange((*others, grouped))
    return arrange(grouped if known is adjustment else known for known in adjustments)


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
