"""Comments on cells: the reviewer's own. Those that were exported come back as notes, known by their words."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from workbench.codec import Undecodable, decode
from workbench.commands.comments import ANSWERS, COMMENT, COMMENT_TEXT, AnswerComment, facts_of_answers
from workbench.domain.comments import Comment, CommentId, Reply
from workbench.domain.facts import Fact, fact
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import CommentSubject
from workbench.exporting.remark_places import head, say_author
from workbench.exporting.writable_text import CUT
from workbench.merging import Answer
from workbench.phrases import say
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
        self._pieces = sorted(self._find_exported(), key=lambda piece: -len(piece.text))
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
        known = next((piece.comment for piece in self._pieces if piece.text in plain(first.text)), CommentId(""))
        if answers and known in self._collected.project.comments:
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
            rest = text[place:]
            piece = next((known for known in self._pieces if self._begins_with(rest, known.text)), None)
            if piece is not None:
                place, last = place + len(piece.text), piece.comment
                continue
            starts = [start for known in self._pieces if (start := text.find(known.text, place)) > 0]
            end = min(starts, default=len(text))
            added = text[place:end].strip(" \n–—-:")
            place = end
            if not added:
                continue
            is_ours = self._collected.project.comments.__contains__
            last = last if last is None or is_ours(last) else None
            reworded = next(
                (known for known in self._pieces if added.startswith(f"{known.head}\n") and is_ours(known.comment)),
                None,
            )
            if reworded is not None:
                yield reworded.comment, added.removeprefix(reworded.head).strip()
            else:
                yield last, added

    def _begins_with(self, text: str, exported: str) -> bool:
        """True if ``text`` begins with an exported piece, or is as much of it as fitted into the note."""
        ending = plain(say(CUT, self._collected.words))
        cut = text.endswith(ending) and exported.startswith(text.removesuffix(ending).rstrip())
        return text.startswith(exported) or cut

    def _find_exported(self) -> Iterator[_PieceOfNote]:
        """Yield every piece of the notes that comments made at any time, open or closed, also those deleted since."""
        for comment in self._find_comments():
            for is_open in (True, False):
                above = plain(head(replace(comment, is_open=is_open), self._collected.words))
                yield _PieceOfNote(above, plain(f"{above}\n{comment.text}"), comment.id)
            for reply in comment.replies:
                above = plain(say_author(reply, self._collected.words))
                yield _PieceOfNote(above, plain(f"{above}\n{reply.text}"), comment.id)

    def _find_comments(self) -> Iterator[Comment]:
        """Yield the comments of the project as they are, as they were worded before, and those that are gone."""
        known = self._collected.project.comments
        yield from known.values()
        for step in self._collected.project.trail:
            for altered in step.alterations:
                match altered.subject, altered.attribute, altered.old:
                    case CommentSubject(comment), attribute, str() as text if attribute == COMMENT_TEXT:
                        if CommentId(comment) in known:
                            yield replace(known[CommentId(comment)], text=text)
                    case CommentSubject(), attribute, Fact() as old if attribute == COMMENT:
                        with suppress(Undecodable):
                            yield decode(str(old["record"]), Comment)
