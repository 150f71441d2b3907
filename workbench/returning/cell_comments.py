"""Comments on cells: the reviewer's own. Those that were exported come back as notes, known by their words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.comments import ANSWERS, AnswerComment, facts_of_answers
from workbench.domain.comments import CommentId, Reply
from workbench.domain.facts import fact
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import CommentSubject
from workbench.exporting.remark_places import head, say_author
from workbench.merging import Answer
from workbench.returning.cell_subjects import CellSubjects
from workbench.returning.cell_values import plain
from workbench.returning.collected import Collected
from workbench.returning.said_texts import add_text
from workbench.workbooks import CellComment, Sheet, column_letter


@dataclass(frozen=True, slots=True)
class _PieceOfNote:
    """A piece of an exported note: ``head`` is its first line. ``comment``: that it is or answers."""

    head: str
    text: str
    comment: CommentId


class CommentReader:
    def __init__(self, collected: Collected, subjects: CellSubjects) -> None:
        self._collected = collected
        self._subjects = subjects
        self._blocks = sorted(self._pieces_of_notes(), key=lambda block: -len(block.text))
        self._answered: set[tuple[CommentId, str]] = set()

    def read(self, sheet: Sheet) -> None:
        """Propose what is said on a sheet and was not exported."""
        threads: list[list[CellComment]] = []
        for comment in sheet.comments:
            if comment.is_reply and threads:
                threads[-1].append(comment)
            else:
                threads.append([comment])
        for first, *replies in threads:
            self._read_thread(sheet, first, replies)

    def _read_thread(self, sheet: Sheet, first: CellComment, replies: list[CellComment]) -> None:
        place = f"{sheet.name}!{column_letter(first.column)}{first.row}"
        now = self._collected.now
        answers = [Reply(plain(each.text), each.by, each.at or now) for each in replies]
        said = list(self._own_words(plain(first.text)))
        for comment, text in said:
            reply = Reply(text, first.by, first.at or now)
            if comment is None:
                subject = self._subjects.at(sheet.name, first.row, first.column)
                add_text(self._collected, subject, text, place, by=first.by, at=first.at, replies=answers)
                answers = []
            else:
                self._answer(comment, [reply], place)
        known = next((block.comment for block in self._blocks if block.text in plain(first.text)), None)
        if answers and known is not None:
            self._answer(known, answers, place)

    def _answer(self, comment: CommentId, replies: list[Reply], place: str) -> None:
        """Propose answers to a comment that was exported, each once, wherever its note stands."""
        known = self._collected.project.comments[comment]
        there = {plain(reply.text) for reply in known.replies}
        new = [each for each in replies if each.text not in there and (comment, each.text) not in self._answered]
        if not new:
            return
        self._answered |= {(comment, each.text) for each in new}
        added = replace(known, replies=(*known.replies, *new))
        self._collected.add(
            CommentSubject(comment),
            ANSWERS,
            facts_of_answers(known.replies),
            facts_of_answers(known.replies),
            facts_of_answers(added.replies),
            place,
            {Answer.TAKE: (AnswerComment(comment, tuple(new)),)},
            what=fact("comment-on", subject=name_of_subject(self._collected.project, known.subject)),
        )

    def _own_words(self, text: str) -> Iterator[tuple[CommentId | None, str]]:
        """Yield what was added to an exported note, with the comment before it, or the whole of another note."""
        place, last = 0, None
        while place < len(text):
            block = next((known for known in self._blocks if text.startswith(known.text, place)), None)
            if block is not None:
                place, last = place + len(block.text), block.comment
                continue
            starts = [start for known in self._blocks if (start := text.find(known.text, place)) > 0]
            end = min(starts, default=len(text))
            added = text[place:end].strip(" \n–—-:")
            place = end
            if not added:
                continue
            reworded = next((known for known in self._blocks if added.startswith(f"{known.head}\n")), None)
            if reworded is not None:
                yield reworded.comment, added.removeprefix(reworded.head).strip()
            else:
                yield last, added

    def _pieces_of_notes(self) -> Iterator[_PieceOfNote]:
        """Yield every piece of the notes that the comments of the project made, open or closed."""
        words = self._collected.words
        for comment in self._collected.project.comments.values():
            for is_open in (True, False):
                above = plain(head(replace(comment, is_open=is_open), words))
                yield _PieceOfNote(above, plain(f"{above}\n{comment.text}"), comment.id)
            for reply in comment.replies:
                above = plain(say_author(reply, words))
                yield _PieceOfNote(above, plain(f"{above}\n{reply.text}"), comment.id)
