"""Cross references: from a subject to another one, or to a working paper outside the project."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable
from workbench.commands.comments import next_number
from workbench.commands.journals import record_of
from workbench.domain.cross_references import CrossReference, CrossReferenceId, Target, WorkingPaper
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.project import Project
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import WITHOUT_REMARKS, CrossReferenceSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

REFERENCE, TARGET, REMARK_OF_REFERENCE = "reference to", "reference target", "reference remark"
"""The attributes that are altered: that a cross reference is there, where it leads, and what is found there."""
DETAILS_OF_REFERENCE = (TARGET, REMARK_OF_REFERENCE)
"""The attributes that ``ChangeCrossReference`` alters."""


@dataclass(frozen=True, slots=True)
class AddCrossReference(Command):
    """Refer from a subject to another one, or to a working paper.

    ``although_gone``: subject and target were there, before another import. Raises WorkbenchError if one of them is
    not there, if both are the same, and for a working paper without its reference.
    """

    reference: CrossReference
    although_gone: bool = False

    def describe(self, project: Project) -> Fact:
        return fact("add-reference", subject=name_of_subject(project, self.reference.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _alteration(project, self.reference, REFERENCE, None, fact_of_reference(_plain(self.reference)))

    def apply(self, project: Project) -> Project:
        reference = _plain(self.reference)
        if isinstance(reference.subject, WITHOUT_REMARKS):
            raise WorkbenchError("A cross reference begins at a figure, a line or a difference. Choose one of these.")
        if not self.although_gone and not has_subject(project, reference.subject):
            raise WorkbenchError("What the cross reference begins at is no longer there. Choose something else.")
        if reference.id in project.cross_references:
            raise WorkbenchError("There is already a cross reference '{id}'. Add it under another id.", id=reference.id)
        for text in (reference.id, reference.subject.key, reference.by):
            refuse_unwritable(text)
        return _with(project, reference, although_gone=self.although_gone)


@dataclass(frozen=True, slots=True)
class ChangeCrossReference(Command):
    """Let a cross reference lead elsewhere, or say something else about what is found there."""

    reference: CrossReferenceId
    target: Target
    remark: str
    although_gone: bool = False

    @classmethod
    def of(cls, reference: CrossReference) -> "ChangeCrossReference":
        """Return the edit that leaves ``reference`` as it is."""
        return cls(reference.id, reference.target, reference.remark)

    def describe(self, project: Project) -> Fact:
        known = require_reference(project, self.reference)
        return fact("change-reference", subject=name_of_subject(project, known.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_reference(project, self.reference)
        before, after = details_of_reference(known), details_of_reference(self._with_changes(known))
        for attribute, old in before.items():
            if old != after[attribute]:
                yield _alteration(project, known, attribute, old, after[attribute])

    def apply(self, project: Project) -> Project:
        known = require_reference(project, self.reference)
        changed = self._with_changes(known)
        return project if changed == known else _with(project, changed, although_gone=self.although_gone)

    def _with_changes(self, known: CrossReference) -> CrossReference:
        return _plain(replace(known, target=self.target, remark=self.remark))


@dataclass(frozen=True, slots=True)
class RemoveCrossReference(Command):
    """Delete a cross reference."""

    reference: CrossReferenceId

    def describe(self, project: Project) -> Fact:
        known = require_reference(project, self.reference)
        return fact("remove-reference", subject=name_of_subject(project, known.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_reference(project, self.reference)
        yield _alteration(project, known, REFERENCE, fact_of_reference(known), None)

    def apply(self, project: Project) -> Project:
        require_reference(project, self.reference)
        return replace(project, cross_references=project.cross_references.without(self.reference))


def new_reference_id(project: Project) -> CrossReferenceId:
    """Return the id of the next cross reference: a number that none has or had, also of those that were deleted."""
    return CrossReferenceId(next_number(project, project.cross_references, CrossReferenceSubject))


def require_reference(project: Project, reference: CrossReferenceId) -> CrossReference:
    """Return the cross reference. Raises WorkbenchError if the project has none of that id."""
    known = project.cross_references.get(reference)
    if known is None:
        raise WorkbenchError("The cross reference is no longer there. Choose another.")
    return known


def fact_of_reference(reference: CrossReference) -> Fact:
    """Return the fact that a cross reference is there; its ``record`` is what makes it again."""
    return fact("added-reference", target=value_of_target(reference.target), record=record_of(reference))


def value_of_target(target: Target) -> FactValue:
    """Return where a cross reference leads: a working paper as a fact, anything else as the key of the subject."""
    if isinstance(target, WorkingPaper):
        return fact("working-paper", reference=target.reference)
    return target.key


def details_of_reference(reference: CrossReference) -> dict[str, FactValue]:
    """Return what ``ChangeCrossReference`` says of a cross reference, by attribute."""
    return {TARGET: value_of_target(reference.target), REMARK_OF_REFERENCE: reference.remark}


def _plain(reference: CrossReference) -> CrossReference:
    target = reference.target
    if isinstance(target, WorkingPaper):
        target = WorkingPaper(target.reference.strip())
    return replace(reference, target=target, remark=reference.remark.strip())


def _alteration(
    project: Project, reference: CrossReference, attribute: str, old: FactValue | None, new: FactValue | None
) -> Alteration:
    name = say_fact(name_of_subject(project, reference.subject), ENGLISH)
    return Alteration(CrossReferenceSubject(reference.id), attribute, name, old, new)


def _with(project: Project, reference: CrossReference, *, although_gone: bool) -> Project:
    match reference.target:
        case WorkingPaper(text):
            refuse_unwritable(text)
            if not text:
                raise WorkbenchError("The working paper has no reference. Enter it, such as B-12.")
        case subject:
            refuse_unwritable(subject.key)
            if isinstance(subject, WITHOUT_REMARKS) or subject == reference.subject:
                raise WorkbenchError("A cross reference leads to something else. Choose another figure or line.")
            if not although_gone and not has_subject(project, subject):
                raise WorkbenchError("What the cross reference leads to is no longer there. Choose something else.")
    refuse_unwritable(reference.remark)
    return replace(project, cross_references=project.cross_references.with_items({reference.id: reference}))
