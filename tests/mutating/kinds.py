"""The table of kinds: what each is called, where it may happen, what it does."""

from collections.abc import Callable, Iterable

from tests.mutating import figures, misheaded, misplaced, recalculated, whole_rows
from tests.mutating.books import Book
from tests.mutating.figures import retyped
from tests.mutating.misheaded import places_of
from tests.mutating.places import Place
from tests.mutating.slips import Aspect, Choose, Kind
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import LineRole, LineUnit


def where(holds: Callable[[Book, SourceFigure], bool]) -> Choose:
    """Return what yields the figures of which something holds."""
    return lambda book: [place for place, stated in book.stated.items() if holds(book, stated)]


def of_unit(unit: LineUnit) -> Choose:
    return where(lambda book, stated: book.project.line(stated.line).unit is unit)


def first_of_rows(book: Book) -> Iterable[Place]:
    return {(place.sheet, place.row): place for place in reversed(book.stated)}.values()


every_figure = where(lambda book, stated: True)
a_figure = where(lambda book, stated: bool(stated.amount))
an_amount = where(lambda book, stated: bool(stated.amount) and book.project.line(stated.line).unit is LineUnit.MONEY)
a_total = where(lambda book, stated: book.project.line(stated.line).role is LineRole.TOTAL)
an_effect = where(lambda book, stated: bool(stated.amount) and stated.role is FigureRole.ADJUSTMENT)
an_entry = where(lambda book, stated: stated.role is FigureRole.ENTRY)
a_translation = where(lambda book, stated: bool(stated.amount) and stated.role is FigureRole.TRANSLATION)


def a_part_of_formulas(book: Book) -> Iterable[Place]:
    return (place for place in book.stated if recalculated.is_added_up(book, place))


NUMERIC: tuple[Kind, ...] = (
    Kind("digit", every_figure, retyped(figures.digit_changed)),
    Kind("digits transposed", a_figure, retyped(figures.digits_transposed)),
    Kind("digit lost", a_figure, retyped(figures.digit_lost)),
    Kind("sign", a_figure, retyped(figures.sign_flipped)),
    Kind("swapped in row", every_figure, misplaced.swapped_in_row),
    Kind("swapped in column", every_figure, misplaced.swapped_in_column),
    Kind("moved down", a_figure, misplaced.moved_down),
    Kind("moved right", a_figure, misplaced.moved_right),
    Kind("column slipped", a_figure, misplaced.column_slipped),
    Kind("other difference's column", an_effect, misplaced.in_another_difference),
    Kind("total retyped", a_total, retyped(figures.round_amount_off)),
    Kind("figure in another scale", an_amount, retyped(figures.in_another_scale)),
    Kind("note number appended", a_figure, retyped(figures.note_number_appended)),
    Kind("per share", of_unit(LineUnit.PER_SHARE), retyped(figures.digit_changed)),
    Kind("share count", of_unit(LineUnit.SHARES), retyped(figures.digit_changed)),
    Kind("margin", of_unit(LineUnit.PERCENT), retyped(figures.digit_changed)),
    Kind("translation", a_translation, retyped(figures.digit_changed)),
    Kind("digit, recalculated", a_part_of_formulas, recalculated.digit_changed_and_recalculated),
)
"""Figures that are wrong, or in the wrong place."""

OTHERS: tuple[Kind, ...] = (
    Kind("blank", a_figure, figures.blanked),
    Kind("stray letter", a_figure, figures.stray_letter),
    Kind("note in its place", a_figure, figures.note_in_its_place),
    Kind("row deleted", first_of_rows, whole_rows.row_deleted),
    Kind("row repeated", first_of_rows, whole_rows.row_repeated),
    Kind("captions exchanged", first_of_rows, whole_rows.captions_exchanged),
    Kind("entry twice", an_entry, whole_rows.row_repeated),
    Kind("entry's difference", an_entry, whole_rows.under_another_difference),
    Kind("heading year", places_of(Aspect.PERIOD), misheaded.other_year),
    Kind("scale word", places_of(Aspect.SCALE), misheaded.other_scale),
    Kind("currency word", places_of(Aspect.CURRENCY), misheaded.other_currency),
    Kind("name of a difference", places_of(Aspect.NAME), misheaded.other_name),
    Kind("names exchanged", places_of(Aspect.NAME), misheaded.names_exchanged),
)
"""Figures that are gone or no figures any more, whole rows, and words."""

KINDS = NUMERIC + OTHERS
KIND_BY_NAME = {kind.name: kind for kind in KINDS}
