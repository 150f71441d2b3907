"""What a reviewer wrote in words: a comment on what it stands beside; a question is an open item."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from workbench.commands.comments import COMMENT, AddComment, fact_of_comment
from workbench.commands.open_items import OPEN_ITEM, AddOpenItem, fact_of_item
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.facts import Fact, fact
from workbench.domain.open_items import OpenItem, OpenItemId, OpenItemStatus
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import PROJECT, CommentSubject, OpenItemSubject, Subject
from workbench.merging import Answer
from workbench.returning.cell_values import number_of, text_of
from workbench.returning.collected import Collected
from workbench.workbooks import CellKind, Sheet, SheetCell, column_letter

QUESTION_MARKS = ("?", "？")


def add_text(
    collected: Collected,
    subject: Subject,
    text: str,
    place: str,
    *,
    by: str = "",
    at: datetime | None = None,
    replies: Sequence[Reply] = (),
    why: Fact | None = None,
) -> None:
    """Propose a comment on ``subject``, or an open item if it is a question. ``replies``: what was said to it.

    What the project says already of the subject, in the same words, is left out.
    """
    if text.endswith(QUESTION_MARKS):
        _add_question(collected, subject, text, place, by, at, replies, why)
        return
    if any(known.subject == subject and known.text == text for known in collected.project.comments.values()):
        return
    key = CommentId(next(collected.comment_numbers))
    comment = Comment(key, subject, text, by, at or collected.now, tuple(replies))
    is_gone = not has_subject(collected.project, subject)
    collected.add(
        CommentSubject(key),
        COMMENT,
        None,
        None,
        fact_of_comment(comment),
        place,
        {Answer.TAKE: (AddComment(comment, although_gone=is_gone),)},
        why=why,
        what=fact("comment-on", subject=name_of_subject(collected.project, subject)),
    )


def _add_question(
    collected: Collected,
    subject: Subject,
    text: str,
    place: str,
    by: str,
    at: datetime | None,
    replies: Sequence[Reply],
    why: Fact | None,
) -> None:
    answer = "\n".join(reply.text for reply in replies)
    status = OpenItemStatus.ANSWERED if answer else OpenItemStatus.OPEN
    number = OpenItemId(next(collected.item_numbers))
    item = OpenItem(number, text, by, at or collected.now, status=status, answer=answer, subject=subject)
    add_item(collected, item, place, why=why)


def add_item(collected: Collected, item: OpenItem, place: str, *, why: Fact | None = None) -> None:
    """Propose an open item, unless the project has it in the same words."""
    if any(
        known.subject == item.subject and known.text == item.text for known in collected.project.open_items.values()
    ):
        return
    is_gone = item.subject != PROJECT and not has_subject(collected.project, item.subject)
    collected.add(
        OpenItemSubject(item.id),
        OPEN_ITEM,
        None,
        None,
        fact_of_item(item),
        place,
        {Answer.TAKE: (AddOpenItem(item, although_gone=is_gone),)},
        why=why,
        what=fact("item-on", subject=name_of_subject(collected.project, item.subject)),
    )


class OwnCell(NamedTuple):
    """A cell that the reviewer filled in beside what is ours. ``subject``: what its row is about."""

    cell: SheetCell
    subject: Subject
    why: Fact | None = None


def add_own_cells(collected: Collected, sheet: Sheet, cells: Iterable[OwnCell]) -> None:
    """Propose what a reviewer wrote beside our rows; of his own figures it is said that they do not come."""
    columns: dict[int, None] = {}
    for cell, subject, why in cells:
        if cell.kind is CellKind.TEXT and (text := text_of(cell)):
            add_text(collected, subject, text, f"{sheet.name}!{cell.ref}", why=why)
        elif number_of(cell) is not None:
            columns[cell.column] = None
    if columns:
        named = ", ".join(map(column_letter, columns))
        collected.say(fact("returned-own-figures", sheet=sheet.name, columns=named))


def offer_text(collected: Collected, sheet: Sheet, row: int) -> None:
    """Ask whether what a reviewer wrote in a row, which is about nothing of ours, becomes an open item."""
    cells = sheet.rows[row]
    texts = [text for cell in cells if (text := text_of(cell))]
    if not texts:
        return
    number = OpenItemId(next(collected.item_numbers))
    item = OpenItem(number, " | ".join(texts), "", collected.now)
    place = f"{sheet.name}!{cells[0].ref}"
    add_item(collected, item, place, why=fact("returned-own-text", sheet=sheet.name))
