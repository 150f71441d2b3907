"""A note as it reads now: its fields in words, and what is wrong with its fields and its typed figures."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.engine import Results
from workbench.languages import ENGLISH_CODE, words_in
from workbench.notes.fields import Field, FieldPiece, Function, Piece, TextPiece, pieces_of
from workbench.notes.live_figures import LiveFigure, LiveFigures, of_opposite_sign
from workbench.notes.markup import NoteBlock, blocks_of
from workbench.notes.names import Names
from workbench.notes.saying import said_by
from workbench.notes.typed_figures import TypedFigure, typed_figures
from workbench.notes.values import Value, value_of
from workbench.phrases import Words

CHINESE, LETTER = re.compile("[\u3400-\u9fff]"), re.compile(r"[^\W\d_]")
CHINESE_CODE = "zh_CN"


@dataclass(frozen=True, slots=True)
class SaidPiece:
    """A piece with its words. ``value``: of a field with a figure; ``broken``: why a field has none."""

    piece: Piece
    text: str
    value: Value | None = None
    broken: Fact | None = None

    @property
    def is_field(self) -> bool:
        return isinstance(self.piece, FieldPiece)


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A typed figure with the figures that it may mean. ``opposite``: those whose sign its words contradict."""

    typed: TypedFigure
    meant: tuple[LiveFigure, ...]
    opposite: tuple[LiveFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadNote:
    """``pieces``: in their order; ``figures``: the typed ones."""

    pieces: tuple[SaidPiece, ...]
    figures: tuple[CheckedFigure, ...] = ()

    @property
    def text(self) -> str:
        """The note as typed, with words in place of fields."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def typed(self) -> str:
        """The note as typed, with its fields."""
        return "".join(said.piece.text for said in self.pieces)

    @property
    def blocks(self) -> tuple[NoteBlock, ...]:
        return blocks_of([None if piece.is_field else piece.text for piece in self.pieces])

    @property
    def broken(self) -> tuple[SaidPiece, ...]:
        return tuple(piece for piece in self.pieces if piece.broken)

    @property
    def stale(self) -> tuple[CheckedFigure, ...]:
        """The typed figures that no figure explains, or whose sign is another."""
        return tuple(
            figure for figure in self.figures if figure.opposite or not (figure.meant or figure.typed.is_percent)
        )


class NoteReader:
    """Reads the notes of one project. ``results``: in the state of the switches that the notes tell of."""

    def __init__(self, results: Results) -> None:
        self.results = results

    @property
    def project(self) -> Project:
        return self.results.project

    @cached_property
    def names(self) -> Names:
        return Names(self.project)

    @cached_property
    def _live(self) -> LiveFigures:
        return LiveFigures(self.results.with_all_on())

    def read(self, note: str, words: Words, own: AdjustmentId | None = None) -> ReadNote:
        """Return a note as it reads now, its fields in its own language, or in that of ``words`` if it has none.

        ``own``: the difference that the note is on; None for the note on the reconciliation.
        """
        said_note = self.read_fields(note, words)
        figures = (
            self._check(typed, own)
            for said in said_note.pieces
            if isinstance(said.piece, TextPiece)
            for typed in typed_figures(said.piece.text, said.piece.start)
        )
        return replace(
            said_note, figures=tuple(figure for figure in figures if figure.meant or not figure.typed.is_percent)
        )

    def read_fields(self, note: str, words: Words) -> ReadNote:
        """Return the same without looking at the figures that are typed, which is quick."""
        words_of_fields = words_of_note(note, words)
        return ReadNote(tuple(self.say(piece, words_of_fields) for piece in pieces_of(note)))

    def say(self, piece: Piece, words: Words) -> SaidPiece:
        """Return a piece in words; a field that is broken stays as typed."""
        if isinstance(piece, TextPiece):
            return SaidPiece(piece, piece.text)
        if isinstance(piece.field, Fact):
            return SaidPiece(piece, piece.text, broken=piece.field)
        text, value = self.say_field(piece.field, words)
        return SaidPiece(piece, piece.text, broken=text) if isinstance(text, Fact) else SaidPiece(piece, text, value)

    def say_field(self, field: Field, words: Words) -> tuple[str | Fact, Value | None]:
        """Return the words of a field, or why it has none, and its value."""
        if field.function is Function.STATED:
            return field.text, None
        value = value_of(field, self.results, self.names)
        if isinstance(value, Fact):
            return value, None
        return said_by(field.style, value, self.project, words).of(value.amount), value

    def _check(self, typed: TypedFigure, own: AdjustmentId | None) -> CheckedFigure:
        meant = self._live.meant_by(typed)
        return CheckedFigure(typed, tuple(meant), of_opposite_sign(typed, meant, own))


def words_of_note(note: str, otherwise: Words) -> Words:
    """Return the language in which a note is written: Chinese if its text is, English if it has letters at all."""
    typed = "".join(piece.text for piece in pieces_of(note) if isinstance(piece, TextPiece))
    if CHINESE.search(typed):
        return words_in(CHINESE_CODE)
    return words_in(ENGLISH_CODE) if LETTER.search(typed) else otherwise
