"""A typed figure made a field, and the field of a figure that was chosen."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineUnit
from workbench.notes.fields import SCALE_NAMES, Field, How, LineName, PeriodName, Style, UnitShown, write_field
from workbench.notes.found import lacks_unit, likeliest
from workbench.notes.live_figures import LiveFigure
from workbench.notes.reading import CheckedFigure, NoteReader
from workbench.notes.typed_figures import TypedFigure
from workbench.notes.values import ROLE_OF_FUNCTION, FigureAt, value_of
from workbench.phrases import ENGLISH
from workbench.wording.names import name_of_statement
from workbench.wording.periods import short_label

FUNCTION_OF_ROLE = {role: function for function, role in ROLE_OF_FUNCTION.items()}
SIGN_WORDS = re.compile(
    r"\b(?:an?\s)?(?:(?P<gain>gain|loss)|(?P<increase>increase|decrease))\sof\s?$|(?P<gain_zh>收益|损失)$|"
    r"(?P<increase_zh>增加|减少)$",
    re.IGNORECASE,
)
"""Sign words directly before a figure, which its field says with it."""


class Replacement(NamedTuple):
    """``text`` takes the place of what stands from ``start`` to ``end`` of a note."""

    start: int
    end: int
    text: str


def as_field(note: str, checked: CheckedFigure, reader: NoteReader, own: AdjustmentId | None) -> Replacement | None:
    """Return what makes a typed figure the field of the figure that it most likely means; None if it means none.

    Sign words before it become part of the field; so does the unit, where the figure lacks one.
    """
    if not checked.meant:
        return None
    typed = checked.typed
    meant = likeliest(typed, checked.meant, own, reader.project)
    start, how = typed.start, How.PLAIN if typed.is_negative else How.ABSOLUTE
    if words := SIGN_WORDS.search(note[:start]):
        start, how = words.start(), How.GAIN if words["gain"] or words["gain_zh"] else How.INCREASE
    style = Style(how, *_scale(typed, meant, reader), _unit(typed, meant, how, reader))
    field = field_of(meant.figure, reader, meant.before)
    return Replacement(start, typed.end, write_field(replace(field, style=style)))


def _scale(typed: TypedFigure, meant: LiveFigure, reader: NoteReader) -> tuple[int | None, int | None]:
    """Return the scale and decimals to say, None where they follow from the statements."""
    own = reader.project.scale
    if meant.unit is LineUnit.MONEY and typed.scale not in (None, own) and typed.scale in SCALE_NAMES.values():
        return typed.scale, typed.decimals
    is_whole = meant.unit is LineUnit.MONEY and typed.scale is None and own > 1
    if is_whole and abs(abs(meant.amount) * own - typed.number) <= typed.may_be_off_by:
        return 1, typed.decimals
    return None, None


def _unit(typed: TypedFigure, meant: LiveFigure, how: How, reader: NoteReader) -> UnitShown | None:
    if typed.is_percent:
        return None
    if typed.scale is not None or lacks_unit(typed, meant, reader.project):
        unit = UnitShown.WITH_UNIT
    else:
        unit = UnitShown.WITH_CURRENCY if typed.currency else UnitShown.WITHOUT_UNIT
    usual = UnitShown.WITHOUT_UNIT if how in (How.PLAIN, How.ABSOLUTE) else UnitShown.WITH_UNIT
    return None if unit is usual else unit


def field_of(figure: FigureAt, reader: NoteReader, before: FigureAt | None = None) -> Field:
    """Return the field that says a figure, or its change since ``before``; its line is named as shortly as is clear."""
    project = reader.project
    adjustment = project.adjustment_by_id.get(AdjustmentId(figure.adjustment_or_currency))
    is_translation = figure.role is FigureRole.TRANSLATION
    field = Field(
        FUNCTION_OF_ROLE[figure.role],
        difference=adjustment.name if adjustment else "",
        period=_name_of_period(figure, reader),
        compared_with=_name_of_period(before, reader) if before else None,
        currency=figure.adjustment_or_currency if is_translation else "",
    )
    for name in names_of_line(figure, reader):
        named = replace(field, line=name)
        value = value_of(named, reader.results, reader.names)
        if not isinstance(value, Fact) and (value.line.id, value.period) == (figure.line, figure.period):
            return named
    return replace(field, line=LineName(figure.line))


def _name_of_period(figure: FigureAt, reader: NoteReader) -> PeriodName:
    return PeriodName(short_label(reader.project.periods[figure.period], ENGLISH))


def names_of_line(figure: FigureAt, reader: NoteReader) -> Iterator[LineName]:
    """Yield names of a line, from short ones to those that only it has."""
    statement = reader.project.statement_of(figure.line)
    line = statement.line_by_id[figure.line]
    if line.concept:
        yield LineName(line.concept.value)
    yield LineName(line.name)
    if line.section:
        yield LineName(line.name, line.section[-1])
    yield LineName(line.name, name_of_statement(statement.kind, ENGLISH))
    yield LineName(line.id)
