"""Evidence: files, addresses and remarks that show why a figure, an entry or a difference is right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable
from workbench.commands.comments import next_number
from workbench.commands.journals import record_of
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind, is_web_address
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.project import Project
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import WITHOUT_REMARKS, CommentSubject, EvidenceSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

EVIDENCE, CONTENT, EVIDENCE_CAPTION = "evidence", "evidence content", "evidence caption"
PAGES, SHA_256 = "evidence pages", "evidence sha256"
"""The attributes that are altered: that evidence is there, and what it consists of."""
DETAILS_OF_EVIDENCE = (CONTENT, EVIDENCE_CAPTION, PAGES, SHA_256)
"""The attributes that ``ChangeEvidence`` alters."""
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class AddEvidence(Command):
    """Add evidence of a subject. ``although_gone``: the subject was there, before another import.

    Raises WorkbenchError without content, for an address that no browser opens, for a file without its SHA-256, and for
    a subject that is not there, or is itself evidence or a comment.
    """

    evidence: Evidence
    although_gone: bool = False

    def describe(self, project: Project) -> Fact:
        return fact("add-evidence", subject=name_of_subject(project, self.evidence.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _alteration(project, self.evidence, EVIDENCE, None, fact_of_evidence(_plain(self.evidence)))

    def apply(self, project: Project) -> Project:
        shown = _plain(self.evidence)
        if isinstance(shown.subject, (CommentSubject, EvidenceSubject, *WITHOUT_REMARKS)):
            raise WorkbenchError("Evidence belongs to a figure, an entry or a difference. Choose one of these.")
        if not self.although_gone and not has_subject(project, shown.subject):
            raise WorkbenchError("What this is evidence of is no longer there. Choose something else.")
        if shown.id in project.evidence:
            raise WorkbenchError("There is already evidence '{id}'. Add it under another id.", id=shown.id)
        _refuse(shown)
        return _with(project, shown)


@dataclass(frozen=True, slots=True)
class ChangeEvidence(Command):
    """Change what a piece of evidence consists of; its kind and its subject stay. Also: take a file as it is now."""

    evidence: EvidenceId
    content: str
    caption: str
    pages: str
    sha256: str

    @classmethod
    def of(cls, evidence: Evidence) -> "ChangeEvidence":
        """Return the edit that leaves ``evidence`` as it is."""
        return cls(evidence.id, evidence.content, evidence.caption, evidence.pages, evidence.sha256)

    def describe(self, project: Project) -> Fact:
        known = require_evidence(project, self.evidence)
        takes_file = self._with_changes(known) == replace(known, sha256=self.sha256)
        key = "take-evidence" if takes_file else "change-evidence"
        return fact(key, name=known.name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_evidence(project, self.evidence)
        before, after = details_of_evidence(known), details_of_evidence(self._with_changes(known))
        for attribute, old in before.items():
            if old != after[attribute]:
                yield _alteration(project, known, attribute, old, after[attribute])

    def apply(self, project: Project) -> Project:
        known = require_evidence(project, self.evidence)
        changed = self._with_changes(known)
        _refuse(changed)
        return project if changed == known else _with(project, changed)

    def _with_changes(self, known: Evidence) -> Evidence:
        changed = replace(known, content=self.content, caption=self.caption, pages=self.pages, sha256=self.sha256)
        return _plain(changed)


@dataclass(frozen=True, slots=True)
class RemoveEvidence(Command):
    """Delete a piece of evidence; a file stays where it is."""

    evidence: EvidenceId

    def describe(self, project: Project) -> Fact:
        return fact("remove-evidence", name=require_evidence(project, self.evidence).name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_evidence(project, self.evidence)
        yield _alteration(project, known, EVIDENCE, fact_of_evidence(known), None)

    def apply(self, project: Project) -> Project:
        require_evidence(project, self.evidence)
        return replace(project, evidence=project.evidence.without(self.evidence))


def new_evidence_id(project: Project) -> EvidenceId:
    """Return the id of the next piece of evidence: a number that none has or had, also of those that were deleted."""
    return EvidenceId(next_number(project, project.evidence, EvidenceSubject))


def require_evidence(project: Project, evidence: EvidenceId) -> Evidence:
    """Return the piece of evidence. Raises WorkbenchError if the project has none of that id."""
    known = project.evidence.get(evidence)
    if known is None:
        raise WorkbenchError("The evidence is no longer there. Choose another.")
    return known


def fact_of_evidence(evidence: Evidence) -> Fact:
    """Return the fact that evidence is there; its ``record`` is what makes it again."""
    return fact("added-evidence", name=evidence.name, record=record_of(evidence))


def details_of_evidence(evidence: Evidence) -> dict[str, str]:
    """Return what ``ChangeEvidence`` says of a piece of evidence, by attribute."""
    values = evidence.content, evidence.caption, evidence.pages, evidence.sha256
    return dict(zip(DETAILS_OF_EVIDENCE, values, strict=True))


def _refuse(evidence: Evidence) -> None:
    """Raise WorkbenchError for evidence that shows nothing."""
    match evidence.kind, evidence.content:
        case EvidenceKind.FILE, "":
            raise WorkbenchError("There is no file yet. Choose one.")
        case EvidenceKind.REMARK, "":
            raise WorkbenchError("The text is empty. Enter it.")
        case EvidenceKind.LINK, address if not is_web_address(address):
            raise WorkbenchError(
                "'{address}' is no web address. Enter one that begins with http:// or https://.", address=address
            )
    is_file = evidence.kind is EvidenceKind.FILE
    if bool(evidence.sha256) != is_file or (is_file and not HASH.fullmatch(evidence.sha256)):
        raise WorkbenchError("A file needs its SHA-256, and nothing else has one. Add the file again.")
    texts = evidence.id, evidence.subject.key, evidence.content, evidence.caption, evidence.pages, evidence.by
    for text in texts:
        refuse_unwritable(text)


def _plain(evidence: Evidence) -> Evidence:
    content, caption, pages = evidence.content.strip(), evidence.caption.strip(), evidence.pages.strip()
    if evidence.kind is EvidenceKind.FILE:
        content = evidence.content  # a file's name may begin with a space
    return replace(evidence, content=content, caption=caption, pages=pages)


def _alteration(
    project: Project, evidence: Evidence, attribute: str, old: FactValue | None, new: FactValue | None
) -> Alteration:
    name = say_fact(name_of_subject(project, evidence.subject), ENGLISH)
    return Alteration(EvidenceSubject(evidence.id), attribute, name, old, new)


def _with(project: Project, evidence: Evidence) -> Project:
    return replace(project, evidence=project.evidence.with_items({evidence.id: evidence}))
