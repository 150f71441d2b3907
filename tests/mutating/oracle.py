"""Which slips another figure or heading contradicts, and how: judged by relations of cells, without the checks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tests.mutating.amounts import Figure, figure_in
from tests.mutating.derived import Known
from tests.mutating.places import Place, cell_at
from tests.mutating.relations import Balance, Contradiction, FigureAt, Sum
from tests.mutating.retold import contradictions_of_heading
from tests.mutating.slips import Rows, Slip
from workbench.domain.sources import FigureRole

SAME_ENTRY = "an entry that the list has already"


def contradictions(known: Known, slip: Slip) -> tuple[Contradiction, ...]:
    """Return what contradicts a slip; nothing where all that it touches still agrees."""
    return tuple(dict.fromkeys(_contradictions(known, slip)))


def _contradictions(known: Known, slip: Slip) -> Iterator[Contradiction]:
    match slip.rows:
        case Rows.DELETED:
            return _of_deleted_row(known, slip)
        case Rows.REPEATED:
            return _of_repeated_row(known, slip)
        case Rows.EXCHANGED:
            return _of_exchanged_rows(known, slip)
        case Rows.STAY:
            return contradictions_of_heading(known, slip) if slip.heading else _of_figures(known, slip)


def _of_figures(known: Known, slip: Slip) -> Iterator[Contradiction]:
    def now(place: Place) -> Figure:
        """Return what a place says now; a total that is not stated any more is what its parts add up to.

        An empty cell in the column of a difference says that there is no effect.
        """
        figure = figure_in(cell_at(slip.workbook, place))
        is_an_effect = known.book.stated[place].role.is_of_an_adjustment
        if figure is None and not is_an_effect and known.is_proven_total(place, without=slip.changed):
            return known.book.figures.get(place)
        return figure

    yield from _broken(known, slip.changed, now)


def _broken(known: Known, places: Sequence[Place], figure_at: FigureAt) -> Iterator[Contradiction]:
    for relation in known.touched(places):
        if said := relation.broken(figure_at):
            yield Contradiction(relation.family, said)


def _of_exchanged_rows(known: Known, slip: Slip) -> Iterator[Contradiction]:
    """Each of two rows bears the caption of the other: as if their figures stood in each other's place."""
    one, other = (place.row for place in slip.changed)
    rows = {one: other, other: one}

    def now(place: Place) -> Figure:
        is_moved = place.sheet == slip.place.sheet
        return known.book.figures.get(place.at(rows.get(place.row, place.row), place.column) if is_moved else place)

    figures = [place for place in known.book.stated if place.sheet == slip.place.sheet and place.row in rows]
    yield from _broken(known, figures, now)


def _of_deleted_row(known: Known, slip: Slip) -> Iterator[Contradiction]:
    """A sum misses the row; not where the row was itself a sum whose parts are still there."""
    if not _is_row_of_totals(known, slip.changed):
        nothing = dict.fromkeys(slip.changed, Decimal(0))
        yield from _counted_otherwise(known, slip, nothing, "for the row is gone")


def _of_repeated_row(known: Known, slip: Slip) -> Iterator[Contradiction]:
    """A sum counts the row twice; not where the row is itself a sum whose parts are there."""
    if any(known.book.stated[place].role is FigureRole.ENTRY for place in slip.changed):
        yield Contradiction(SAME_ENTRY, "two entries of the list are the same, with one reference")
    if not _is_row_of_totals(known, slip.changed):
        twice = {p: 2 * figure for p in slip.changed if isinstance(figure := known.book.figures[p], Decimal)}
        yield from _counted_otherwise(known, slip, twice, "for the row counts twice")


def _counted_otherwise(
    known: Known, slip: Slip, counted: dict[Place, Decimal], because: str
) -> Iterator[Contradiction]:
    """Yield the sums that do not come out; of totals that are themselves in the row nothing is said."""
    for relation in known.touched(slip.changed):
        is_sum = isinstance(relation, Sum) and relation.total not in slip.changed
        if is_sum or isinstance(relation, Balance):
            said = relation.broken(lambda place: counted.get(place, known.book.figures.get(place)))
            if said:
                yield Contradiction(relation.family, f"{said}, {because}")


def _is_row_of_totals(known: Known, row: Sequence[Place]) -> bool:
    return any(known.is_proven_total(place, without=row) for place in row)
