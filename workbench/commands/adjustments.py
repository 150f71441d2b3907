"""Edits of the differences: their switches, names and natures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.adjustments import (
    Adjustment,
    EntryId,
    JournalEntry,
    Leg,
    Nature,
    Readiness,
    arrange,
    kind_of_leg,
)
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import AdjustmentId, KindId
from workbench.domain.project import Project
from workbench.domain.subjects import AdjustmentSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.phrases import phrase_of_list

SWITCH, NAME, NATURE = "switch", "name", "nature"
NOTE, STANDARDS, READINESS, KIND = "note", "standards", "readiness", "kind"
"""The attributes of a difference that these commands alter; a switch is 1 or 0."""
DESCRIPTION = (NOTE, STANDARDS, READINESS, KIND)
"""The attributes that ``DescribeAdjustment`` alters."""


@dataclass(frozen=True, slots=True)
class SwitchAdjustment(Command):
    """Switch one adjustment on or off."""

    adjustment: AdjustmentId
    on: bool

    def describe(self, project: Project) -> Fact:
        name = require_adjustment(project, self.adjustment).name
        return fact("switch-on" if self.on else "switch-off", name=name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _switch(project, require_adjustment(project, self.adjustment), self.on)

    def apply(self, project: Project) -> Project:
        switched = {require_adjustment(project, self.adjustment).id}
        return replace(project, enabled=project.enabled | switched if self.on else project.enabled - switched)


@dataclass(frozen=True, slots=True)
class SwitchTo(Command):
    """Switch exactly these adjustments on, and all others off."""

    adjustments: frozenset[AdjustmentId]

    def describe(self, project: Project) -> Fact:
        if len(self.adjustments) in (0, len(project.adjustments)):
            return fact("switch-all-on" if self.adjustments else "switch-all-off")
        return fact("switch-some-on", number=len(self.adjustments), all=len(project.adjustments))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        for adjustment in project.adjustments:
            if (adjustment.id in project.enabled) != (adjustment.id in self.adjustments):
                yield _switch(project, adjustment, adjustment.id in self.adjustments)

    def apply(self, project: Project) -> Project:
        enabled = frozenset(require_adjustment(project, adjustment).id for adjustment in self.adjustments)
        return replace(project, enabled=enabled)


@dataclass(frozen=True, slots=True)
class RenameAdjustment(Command):
    """Give an adjustment another name; its id stays. Raises WorkbenchError if another one has the name."""

    adjustment: AdjustmentId
    name: str

    def describe(self, project: Project) -> Fact:
        return fact("rename", name=require_adjustment(project, self.adjustment).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        name = require_adjustment(project, self.adjustment).name
        yield Alteration(AdjustmentSubject(self.adjustment), NAME, name, name, self.name.strip())

    def apply(self, project: Project) -> Project:
        if not self.name.strip():
            raise WorkbenchError("A difference needs a name. Enter one.")
        refuse_unwritable(self.name)
        adjustment = require_adjustment(project, self.adjustment)
        refuse_taken_name(self.name, (known for known in project.adjustments if known is not adjustment))
        return with_adjustment(project, adjustment.with_attributes(name=self.name.strip()))


@dataclass(frozen=True, slots=True)
class SetNature(Command):
    """Set the nature of a difference; None: unknown. The kinds of its legs follow; error corrections come last."""

    adjustment: AdjustmentId
    nature: Nature | None

    def describe(self, project: Project) -> Fact:
        return fact("set-nature", name=require_adjustment(project, self.adjustment).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        adjustment = require_adjustment(project, self.adjustment)
        old = adjustment.nature.value if adjustment.nature else None
        new = self.nature.value if self.nature else None
        yield Alteration(AdjustmentSubject(self.adjustment), NATURE, adjustment.name, old, new)

    def apply(self, project: Project) -> Project:
        adjustment = require_adjustment(project, self.adjustment)
        if adjustment.nature is self.nature:
            return project
        changed: dict[EntryId, JournalEntry] = {}
        for entry in adjustment.entries.values():
            legs = tuple(_of_nature(project, leg, adjustment.nature, self.nature) for leg in entry.legs)
            if legs != entry.legs:
                changed[entry.id] = replace(entry, legs=legs)
        with_legs = adjustment.with_entries(changed).with_attributes(nature=self.nature)
        described = with_adjustment(project, with_legs)
        return replace(described, adjustments=arrange(described.adjustments))


@dataclass(frozen=True, slots=True)
class DescribeAdjustment(Command):
    """Set the standards of a difference under both frameworks, its note, readiness and kind. No figure changes."""

    adjustment: AdjustmentId
    standards: tuple[str, str]
    note: str
    readiness: Readiness
    kind: KindId

    @classmethod
    def of(cls, adjustment: Adjustment) -> "DescribeAdjustment":
        """Return the edit that leaves ``adjustment`` as it is."""
        return cls(adjustment.id, adjustment.standards, adjustment.note, adjustment.readiness, adjustment.kind)

    def describe(self, project: Project) -> Fact:
        return fact("describe-adjustment", name=require_adjustment(project, self.adjustment).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        adjustment = require_adjustment(project, self.adjustment)
        before, after = _description_of(adjustment), _description_of(self._with_details(adjustment))
        for attribute, old in before.items():
            if old != after[attribute]:
                yield Alteration(AdjustmentSubject(self.adjustment), attribute, adjustment.name, old, after[attribute])

    def apply(self, project: Project) -> Project:
        for text in (*self.standards, self.note, self.kind):
            refuse_unwritable(text)
        adjustment = require_adjustment(project, self.adjustment)
        described = self._with_details(adjustment)
        return project if described == adjustment else with_adjustment(project, described)

    def _with_details(self, adjustment: Adjustment) -> Adjustment:
        source, target = (standard.strip() for standard in self.standards)
        return adjustment.with_attributes(
            standards=(source, target), note=self.note.strip(), readiness=self.readiness, kind=self.kind
        )


def refuse_taken_name(name: str, others: Iterable[Adjustment]) -> None:
    """Raise WorkbenchError if one of ``others`` has a name, whatever its case."""
    for other in others:
        if other.name.strip().casefold() == name.strip().casefold():
            raise WorkbenchError("There is already a difference '{name}'. Choose another name.", name=other.name)


def description_of(project: Project, adjustment: AdjustmentId) -> dict[str, FactValue]:
    """Return what ``DescribeAdjustment`` says of a difference, by attribute."""
    return _description_of(require_adjustment(project, adjustment))


def _description_of(adjustment: Adjustment) -> dict[str, FactValue]:
    return {
        STANDARDS: adjustment.standards,
        NOTE: adjustment.note,
        READINESS: adjustment.readiness.value,
        KIND: adjustment.kind,
    }


def _of_nature(project: Project, leg: Leg, before: Nature | None, after: Nature | None) -> Leg:
    """Return a leg whose kind was what the nature of its difference told, with the kind that the new nature tells."""
    line = project.line(leg.line)
    return replace(leg, kind=kind_of_leg(line, after)) if leg.kind is kind_of_leg(line, before) else leg


def _switch(project: Project, adjustment: Adjustment, on: bool) -> Alteration:
    is_on = int(adjustment.id in project.enabled)
    return Alteration(AdjustmentSubject(adjustment.id), SWITCH, adjustment.name, is_on, int(on))


def require_adjustment(project: Project, adjustment: AdjustmentId) -> Adjustment:
    """Return the adjustment. Raises WorkbenchError if the project has none of that id."""
    existing = project.adjustment_by_id.get(adjustment)
    if existing is None:
        raise WorkbenchError(
            "There is no difference '{adjustment}'. Choose one of: {choices}.",
            adjustment=adjustment,
            choices=phrase_of_list(tuple(project.adjustment_by_id)),
        )
    return existing


def with_adjustment(project: Project, changed: Adjustment) -> Project:
    """Return ``project`` with one adjustment replaced."""
    adjustments = (changed if adjustment.id == changed.id else adjustment for adjustment in project.adjustments)
    return replace(project, adjustments=tuple(adjustments))
