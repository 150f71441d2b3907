"""Open items: raising one, answering it, closing it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import Command, refuse_unwritable
from workbench.commands.comments import next_number, refuse_as_text
from workbench.commands.journals import record_of
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.project import Project
from workbench.domain.subject_names import has_subject
from workbench.domain.subjects import WITHOUT_REMARKS, OpenItemSubject, Subject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

OPEN_ITEM = "open item"
"""The attribute that is altered: that an open item is there."""
TEXT_OF_ITEM, RAISED_BY, FOR_WHOM = "item text", "item raised by", "item for"
AMOUNT_OF_ITEM, STATUS, ANSWER, SUBJECT_OF_ITEM = "item amount", "item status", "item answer", "item subject"
DETAILS_OF_ITEM = (TEXT_OF_ITEM, RAISED_BY, FOR_WHOM, AMOUNT_OF_ITEM, STATUS, ANSWER, SUBJECT_OF_ITEM)
"""The attributes that ``ChangeOpenItem`` alters."""


@dataclass(frozen=True, slots=True)
class AddOpenItem(Command):
    """Raise an open item. ``although_gone``: it is done again after another import, when its subject was there.

    Raises WorkbenchError without words, for a subject that is not there, and if it is answered without an answer.
    """

    item: OpenItem
    although_gone: bool = False

    def describe(self, project: Project) -> Fact:
        return fact("add-item", number=self.item.id)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _alteration(project, self.item, OPEN_ITEM, None, fact_of_item(_plain(self.item)))

    def apply(self, project: Project) -> Project:
        item = _plain(self.item)
        if item.id in project.open_items:
            raise WorkbenchError("There is already an open item {id}. Give this one another number.", id=item.id)
        refuse_unwritable(item.id)
        if not self.although_gone:
            _refuse_subject(project, item)
            _refuse_without_answer(item)
        return _with(project, item)


@dataclass(frozen=True, slots=True)
class ChangeOpenItem(Command):
    """Change what an open item says, answer it, close it, or open it again; its number and its time stay.

    ``although_gone``: it is done again after another import, attribute by attribute. Raises like ``AddOpenItem``.
    """

    item: OpenItemId
    text: str
    raised_by: str
    for_whom: str
    amount: Decimal | None
    status: OpenItemStatus
    answer: str
    subject: Subject
    although_gone: bool = False

    @classmethod
    def of(cls, item: OpenItem) -> "ChangeOpenItem":
        """Return the edit that leaves ``item`` as it is."""
        texts = item.text, item.raised_by, item.for_whom
        return cls(item.id, *texts, item.amount, item.status, item.answer, item.subject)

    def describe(self, project: Project) -> Fact:
        known = require_item(project, self.item)
        changed = self._with_changes(known)
        only_status = changed == replace(known, status=changed.status)
        if only_status and changed.status is OpenItemStatus.CLOSED:
            return fact("close-item", number=self.item)
        if only_status and known.status is OpenItemStatus.CLOSED:
            return fact("reopen-item", number=self.item)
        answered = replace(known, status=changed.status, answer=changed.answer)
        key = "answer-item" if changed == answered and changed.answer else "change-item"
        return fact(key, number=self.item)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_item(project, self.item)
        before, after = details_of_item(known), details_of_item(self._with_changes(known))
        for attribute, old in before.items():
            if old != after[attribute]:
                yield _alteration(project, known, attribute, old, after[attribute])

    def apply(self, project: Project) -> Project:
        known = require_item(project, self.item)
        changed = self._with_changes(known)
        if changed == known:
            return project
        if not self.although_gone:
            if changed.subject != known.subject:  # the one that it has may be gone
                _refuse_subject(project, changed)
            _refuse_without_answer(changed)
        return _with(project, changed)

    def _with_changes(self, known: OpenItem) -> OpenItem:
        return _plain(
            replace(
                known,
                text=self.text,
                raised_by=self.raised_by,
                for_whom=self.for_whom,
                amount=self.amount,
                status=self.status,
                answer=self.answer,
                subject=self.subject,
            )
        )


@dataclass(frozen=True, slots=True)
class RemoveOpenItem(Command):
    """Delete an open item. Its number is not given again."""

    item: OpenItemId

    def describe(self, project: Project) -> Fact:
        return fact("remove-item", number=require_item(project, self.item).id)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_item(project, self.item)
        yield _alteration(project, known, OPEN_ITEM, fact_of_item(known), None)

    def apply(self, project: Project) -> Project:
        require_item(project, self.item)
        return replace(project, open_items=project.open_items.without(self.item))


def new_item_id(project: Project) -> OpenItemId:
    """Return the number of the next open item: one that none has or had, also of those that were deleted."""
    return OpenItemId(next_number(project, project.open_items, OpenItemSubject))


def require_item(project: Project, item: OpenItemId) -> OpenItem:
    """Return the open item. Raises WorkbenchError if the project has none of that number."""
    known = project.open_items.get(item)
    if known is None:
        raise WorkbenchError("The open item is no longer there. Choose another.")
    return known


def fact_of_item(item: OpenItem) -> Fact:
    """Return the fact that an open item is there; its ``record`` is what makes it again."""
    return fact("added-item", text=item.text, record=record_of(item))


def details_of_item(item: OpenItem) -> dict[str, FactValue | None]:
    """Return what ``ChangeOpenItem`` says of an open item, by attribute; its subject by its key."""
    return {
        TEXT_OF_ITEM: item.text,
        RAISED_BY: item.raised_by,
        FOR_WHOM: item.for_whom,
        AMOUNT_OF_ITEM: item.amount,
        STATUS: item.status.value,
        ANSWER: item.answer,
        SUBJECT_OF_ITEM: item.subject.key,
    }


def _plain(item: OpenItem) -> OpenItem:
    return replace(
        item,
        text=item.text.strip(),
        raised_by=item.raised_by.strip(),
        for_whom=item.for_whom.strip(),
        answer=item.answer.strip(),
    )


def _alteration(
    project: Project, item: OpenItem, attribute: str, old: FactValue | None, new: FactValue | None
) -> Alteration:
    subject = OpenItemSubject(item.id)
    return Alteration(subject, attribute, say_fact(fact("open-item-numbered", number=item.id), ENGLISH), old, new)


def _refuse_subject(project: Project, item: OpenItem) -> None:
    if not isinstance(item.subject, WITHOUT_REMARKS) and not has_subject(project, item.subject):
        raise WorkbenchError("What the open item is about is no longer there. Choose something else.")


def _refuse_without_answer(item: OpenItem) -> None:
    if item.status is OpenItemStatus.ANSWERED and not item.answer:
        raise WorkbenchError("The open item is answered, but there is no answer. Enter it, or leave the item open.")


def _with(project: Project, item: OpenItem) -> Project:
    refuse_as_text(item.text)
    for text in (item.subject.key, item.raised_by, item.for_whom, item.answer):
        refuse_unwritable(text)
    if isinstance(item.subject, WITHOUT_REMARKS):
        raise WorkbenchError("An open item is about a figure, a line, a difference or the whole. Choose one of these.")
    return replace(project, open_items=project.open_items.with_items({item.id: item}))
