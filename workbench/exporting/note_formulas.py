"""A note of the review workbook as a formula that builds its text over the cells of its figures."""

from collections.abc import Iterator
from typing import NamedTuple

from workbench.checks.expressions import Figure, Sum
from workbench.domain.amounts import format_exactly
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.engine import Results
from workbench.exporting.check_formulas import formula
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.formulas import number_as_text, text_literal
from workbench.notes.fields import Field, FieldPiece, How
from workbench.notes.reading import ReadNote, SaidPiece
from workbench.notes.saying import NUMBER, AmountWords, said_by
from workbench.notes.values import FigureAt, Value, Weighted
from workbench.phrases import Phrase, Words, phrase, say
from workbench.plain_text import to_printable
from workbench.presentation.notes import note_as_parts, note_as_text

LONGEST_FORMULA, LONGEST_LITERAL = 8_192, 255
"""The most characters of a formula and of one text in it that Excel takes."""
LINE_FEED = "CHAR(10)"
NO_FIGURE = phrase("(no figure)")
TOO_LONG = phrase("Its figures are as at export: as a formula, the note would be too long for a cell.")
NO_CELL = phrase("Its figures are as at export: no cell of this workbook shows all of them.")
BROKEN = phrase("Some of its fields show no figure.")


class NoteCell(NamedTuple):
    """``formula``: None if the text does not follow the workbook; ``remark``: why, if it has fields all the same."""

    text: str
    formula: str | None = None
    remark: Phrase | None = None


def note_cell(read: ReadNote, results: Results, places: WorkbookPlaces, words: Words) -> NoteCell:
    """Return the cell of a note. ``words``: of the language in which its fields are said."""
    text = to_printable(note_as_text(read))
    remark = BROKEN if read.broken else None
    if not any(said.value for said in read.pieces):
        return NoteCell(text, remark=remark)
    terms: list[str] = []
    for part in note_as_parts(read):
        if isinstance(part, SaidPiece) and part.value is not None:
            field_formula = _field_formula(part, part.value, results, places, words)
            if field_formula is None:
                return NoteCell(text, remark=remark or NO_CELL)
            terms.append(field_formula)
        else:
            terms += _literals(part.text if isinstance(part, SaidPiece) else part)
    whole = f"={'&'.join(terms)}"
    if len(whole) > LONGEST_FORMULA:
        return NoteCell(text, remark=remark or TOO_LONG)
    return NoteCell(text, whole, remark)


def _literals(text: str) -> Iterator[str]:
    """Yield a text as terms of a formula: each short enough, line feeds as functions."""
    for number, line in enumerate(to_printable(text).split("\n")):
        if number:
            yield LINE_FEED
        piece = ""
        for character in line:
            if len(text_literal(piece + character)) - 2 > LONGEST_LITERAL:
                yield text_literal(piece)
                piece = ""
            piece += character
        if piece:
            yield text_literal(piece)


def _field_formula(said: SaidPiece, value: Value, results: Results, places: WorkbookPlaces, words: Words) -> str | None:
    """Return the formula of a field's words; None if a figure of it is in no cell."""
    assert isinstance(said.piece, FieldPiece)
    assert isinstance(said.piece.field, Field)
    figures = (*value.figures, *value.base)
    if not all(_has_cell(figure, results.project, places) for figure, _ in figures):
        return None
    by_sign = said_by(said.piece.field.style, value, results.project, words)
    amount = _sum(value.figures, places)
    if said.piece.field.style.how is How.PERCENT:
        amount = f"({amount})/ABS({_sum(value.base, places)})"
    spoken = _by_sign(by_sign, amount)
    may_be_blank = [
        str(places.figure(_figure(figure))) for figure, _ in figures if _may_be_blank(figure, results, places)
    ]
    if not may_be_blank:
        return spoken
    number = len(may_be_blank)
    return f"IF(COUNT({','.join(may_be_blank)})<{number},{text_literal(say(NO_FIGURE, words))},{spoken})"


def _by_sign(said: AmountWords, amount: str) -> str:
    scaled = amount if said.factor == 1 else f"({amount})*{format_exactly(said.factor)}"
    scaled = scaled if said.divisor == 1 else f"({scaled})/{format_exactly(said.divisor)}"
    rounded = f"ROUND({scaled},{said.decimals})"
    number = number_as_text(rounded, said.decimals)
    positive, negative, nil = (_pattern(text, number) for text in (said.positive, said.negative, said.nil))
    if positive == negative == nil:
        return positive
    if positive == nil:
        return f"IF({rounded}<0,{negative},{positive})"
    return f"IF({rounded}>0,{positive},IF({rounded}<0,{negative},{nil}))"


def _pattern(text: str, number: str) -> str:
    before, found, after = text.partition(NUMBER)
    terms = [*_literals(before), *((number,) if found else ()), *_literals(after)]
    return "&".join(terms) or text_literal("")


def _sum(figures: Weighted, places: WorkbookPlaces) -> str:
    return formula(Sum(tuple((_figure(figure), weight) for figure, weight in figures)), places)


def _figure(figure: FigureAt) -> Figure:
    return Figure(figure.line, figure.period, figure.role, figure.adjustment_or_currency)


def _has_cell(figure: FigureAt, project: Project, places: WorkbookPlaces) -> bool:
    """True if a cell shows a figure, or if it is nil: a difference that is not stated for a reconciled period."""
    if places.figure(_figure(figure)) is not None:
        return True
    is_reconciled = figure.period in project.statement_of(figure.line).reconciled
    return figure.role is FigureRole.ADJUSTMENT and is_reconciled


def _may_be_blank(figure: FigureAt, results: Results, places: WorkbookPlaces) -> bool:
    """True if the cell of a result may be blank in some state of the switches."""
    if figure.role is not FigureRole.RESULT:
        return False
    statement = results.project.statement_of(figure.line)
    return places.reconciled_at[statement.id, figure.period].may_be_blank(results, figure.line)
