"""Comments: saying something about a subject, answering, closing, opening again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable
from workbench.commands.journals import record_of
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.project import Project
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import WITHOUT_REMARKS, CommentSubject, Subject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.phrases import ENGLISH
from workbench.wording import say_fact

COMMENT, COMMENT_TEXT, ANSWERS, COMMENT_STATE = "comment", "comment text", "answers", "comment state"
"""The attributes of a comment that are altered: that it is there, its text, its answers, and 1 or 0 for open or not."""


@dataclass(frozen=True, slots=True)
class AddComment(Command):
    """Say something about a subject. ``although_gone``: the subject was there, before another import.

    Raises WorkbenchError without words, for a subject that is not there, and for a comment on a comment.
    """

    comment: Comment
    although_gone: bool = False

    def describe(self, project: Project) -> Fact:
        return fact("add-comment", subject=name_of_subject(project, self.comment.subject))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _alteration(project, self.comment, COMMENT, None, fact_of_comment(self._plain))

    def apply(self, project: Project) -> Project:
        comment = self._plain
        if isinstance(comment.subject, CommentSubject):
            raise WorkbenchError("A comment is answered, not commented on. Answer it.")
        if isinstance(comment.subject, WITHOUT_REMARKS):
            raise WorkbenchError("What a reviewer left is not commented on. Comment on what it is about.")
        if not self.although_gone and not has_subject(project, comment.subject):
            raise WorkbenchError("What the comment is about is no longer there. Choose something else.")
        if comment.id in project.comments:
            raise WorkbenchError("There is already a comment '{id}'. Add it under another id.", id=comment.id)
        refuse_as_text(comment.text)
        for reply in comment.replies:
            refuse_as_text(reply.text)
        for text in (comment.id, comment.subject.key, comment.by, *(reply.by for reply in comment.replies)):
            refuse_unwritable(text)
        return _with(project, comment)

    @property
    def _plain(self) -> Comment:
        return replace(self.comment, text=self.comment.text.strip())


@dataclass(frozen=True, slots=True)
class ChangeComment(Command):
    """Word a comment differently; its answers and its state stay."""

    comment: CommentId
    text: str

    def describe(self, project: Project) -> Fact:
        return fact("change-comment", subject=_subject_of(project, self.comment))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_comment(project, self.comment)
        yield _alteration(project, known, COMMENT_TEXT, known.text, self.text.strip())

    def apply(self, project: Project) -> Project:
        known, text = require_comment(project, self.comment), self.text.strip()
        refuse_as_text(text)
        return project if known.text == text else _with(project, replace(known, text=text))


@dataclass(frozen=True, slots=True)
class AnswerComment(Command):
    """Answer a comment, after the answers that it has; whether it is open stays."""

    comment: CommentId
    replies: tuple[Reply, ...]

    def describe(self, project: Project) -> Fact:
        return fact("answer-comment", subject=_subject_of(project, self.comment))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_comment(project, self.comment)
        old, new = facts_of_answers(known.replies), facts_of_answers((*known.replies, *self._plain))
        yield _alteration(project, known, ANSWERS, old, new)

    def apply(self, project: Project) -> Project:
        known = require_comment(project, self.comment)
        for reply in self._plain:
            refuse_as_text(reply.text)
            refuse_unwritable(reply.by)
        if not self.replies:
            return project
        return _with(project, replace(known, replies=(*known.replies, *self._plain)))

    @property
    def _plain(self) -> tuple[Reply, ...]:
        return tuple(replace(reply, text=reply.text.strip()) for reply in self.replies)


@dataclass(frozen=True, slots=True)
class CloseComment(Command):
    """Close a comment: nothing is left to be done about it."""

    comment: CommentId

    def describe(self, project: Project) -> Fact:
        return fact("close-comment", subject=_subject_of(project, self.comment))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _change_of_state(project, self.comment, is_open=False)

    def apply(self, project: Project) -> Project:
        return _with_state(project, self.comment, is_open=False)


@dataclass(frozen=True, slots=True)
class ReopenComment(Command):
    """Open a closed comment again."""

    comment: CommentId

    def describe(self, project: Project) -> Fact:
        return fact("reopen-comment", subject=_subject_of(project, self.comment))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield _change_of_state(project, self.comment, is_open=True)

    def apply(self, project: Project) -> Project:
        return _with_state(project, self.comment, is_open=True)


@dataclass(frozen=True, slots=True)
class RemoveComment(Command):
    """Delete a comment with its answers."""

    comment: CommentId

    def describe(self, project: Project) -> Fact:
        return fact("remove-comment", subject=_subject_of(project, self.comment))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        known = require_comment(project, self.comment)
        yield _alteration(project, known, COMMENT, fact_of_comment(known), None)

    def apply(self, project: Project) -> Project:
        require_comment(project, self.comment)
        return replace(project, comments=project.comments.without(self.comment))


def new_comment_id(project: Project) -> CommentId:
    """Return the id of the next comment: a number that none has or had, also of those that were deleted."""
    return CommentId(next_number(project, project.comments, CommentSubject))


def next_number(project: Project, known: Iterable[str], kind: type[Subject]) -> str:
    """Return the number after the highest of the ids that are numbers: of those known, and of those that steps altered.

    ``kind``: the subjects that have these ids.
    """
    altered = (altered.subject for step in project.trail for altered in step.alterations)
    before = (subject.key.partition(":")[2] for subject in altered if isinstance(subject, kind))
    return str(1 + max((int(key) for key in (*known, *before) if key.isdecimal()), default=0))


def require_comment(project: Project, comment: CommentId) -> Comment:
    """Return the comment. Raises WorkbenchError if the project has none of that id."""
    known = project.comments.get(comment)
    if known is None:
        raise WorkbenchError("The comment is no longer there. Choose another.")
    return known


def refuse_as_text(text: str) -> None:
    """Raise WorkbenchError for a text without words, or one that cannot be saved."""
    if not text.strip():
        raise WorkbenchError("The text is empty. Enter it.")
    refuse_unwritable(text)


def fact_of_comment(comment: Comment) -> Fact:
    """Return the fact that a comment is there; its ``record`` is what makes it again."""
    return fact("added-comment", text=comment.text, record=record_of(comment))


def facts_of_answers(replies: tuple[Reply, ...]) -> tuple[FactValue, ...]:
    """Return the answers of a comment as facts."""
    return tuple(fact("answer", text=reply.text, by=reply.by, at=reply.at.isoformat()) for reply in replies)


def _subject_of(project: Project, comment: CommentId) -> FactValue:
    return name_of_subject(project, require_comment(project, comment).subject)


def _alteration(
    project: Project, comment: Comment, attribute: str, old: FactValue | None, new: FactValue | None
) -> Alteration:
    name = say_fact(name_of_subject(project, comment.subject), ENGLISH)
    return Alteration(CommentSubject(comment.id), attribute, name, old, new)


def _change_of_state(project: Project, comment: CommentId, *, is_open: bool) -> Alteration:
    known = require_comment(project, comment)
    return _alteration(project, known, COMMENT_STATE, int(known.is_open), int(is_open))


def _with_state(project: Project, comment: CommentId, *, is_open: bool) -> Project:
    known = require_comment(project, comment)
    return project if known.is_open == is_open else _with(project, replace(known, is_open=is_open))


def _with(project: Project, comment: Comment) -> Project:
    return replace(project, comments=project.comments.with_items({comment.id: comment}))
