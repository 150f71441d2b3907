"""What contradicts a heading that says something else than before."""

import re
from collections.abc import Iterator

from tests.mutating.books import Book
from tests.mutating.derived import Known
from tests.mutating.effects import entries_balance, rolled_forward
from tests.mutating.headings import YEAR, currencies_in, difference_in, difference_named, headings
from tests.mutating.lines_stated import unit_of
from tests.mutating.places import Place, cell_at, filled
from tests.mutating.relations import Contradiction, Family
from tests.mutating.slips import Aspect, Heading, Slip
from workbench.domain.maps import Map
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import LineUnit

SAID_ELSEWHERE = "what another heading says"
TOLD_OF = {
    Aspect.PERIOD: frozenset(LineUnit),
    Aspect.NAME: frozenset(LineUnit),
    Aspect.SCALE: frozenset((LineUnit.MONEY,)),
    Aspect.CURRENCY: frozenset((LineUnit.MONEY, LineUnit.PER_SHARE)),
}
"""The units of figures that a heading says something of."""


def contradictions_of_heading(known: Known, slip: Slip) -> Iterator[Contradiction]:
    """Yield what still holds between figures that the heading now parts, what does not hold of those it now joins."""
    assert slip.heading is not None
    yield from _parted(known, slip.heading)
    match slip.heading.aspect:
        case Aspect.PERIOD:
            yield from _stated_otherwise(known, slip, slip.heading)
            yield from _joined(known, slip, slip.heading)
        case Aspect.NAME if len(slip.changed) == 1:  # where two names changed places, both are still there
            yield from _stated_otherwise(known, slip, slip.heading)
            yield from _joined(known, slip, slip.heading)
            yield from _named_elsewhere(known, slip.heading)
        case Aspect.CURRENCY:
            yield from _stated_otherwise(known, slip, slip.heading)
            yield from _said_on_every_sheet(known, slip.heading)
            yield from _not_among(known, slip, slip.heading)
        case Aspect.SCALE:
            yield from _said_on_every_sheet(known, slip.heading)


def _parted(known: Known, heading: Heading) -> Iterator[Contradiction]:
    """A relation of figures that are, as headings have it now, not of one period, scale, currency or difference."""
    units = TOLD_OF[heading.aspect]
    told = {place for place in heading.scope if unit_of(known.book, known.book.stated[place].line) in units}
    for relation in known.touched(sorted(told)):
        others = set(relation.places) - told
        if heading.aspect is not Aspect.SCALE:  # what is never scaled tells the scale of what is
            others = {place for place in others if unit_of(known.book, known.book.stated[place].line) in units}
        if others and heading.aspect in relation.agree_on:
            said = f"{relation.name}, but {heading.place} says another {heading.aspect.value} of some of it"
            yield Contradiction(relation.family, said)


def _stated_otherwise(known: Known, slip: Slip, heading: Heading) -> Iterator[Contradiction]:
    """What figures are now, as headings have it, is stated elsewhere with other amounts."""
    elsewhere = {
        _identity(known.book, stated): place
        for place, stated in known.book.stated.items()
        if place not in heading.scope and place not in known.book.entries
    }
    for place in sorted(heading.scope - known.book.entries.keys()):
        told = _told(known, slip, place)
        other = elsewhere.get(_identity(known.book, told))
        if other and known.book.figures[other] != known.book.figures[place]:
            said = f"{place} and {other} are one figure now, and say different amounts"
            yield Contradiction(Family.STATED_TWICE, said)


def _identity(book: Book, stated: SourceFigure) -> tuple[str, str, str, str]:
    """Return what two cells have in common that state one figure; a translation is a figure in another currency."""
    if stated.role is FigureRole.AS_REPORTED:
        return stated.line, FigureRole.TRANSLATION, book.project.currency, stated.period
    return stated.line, stated.role, stated.adjustment_or_currency, stated.period


def _joined(known: Known, slip: Slip, heading: Heading) -> Iterator[Contradiction]:
    """Effects that balance or roll forward without what the heading now counts among them."""
    retold = known.book.retold(Map({place: _told(known, slip, place) for place in heading.scope}))
    held = {relation.name for relation in known.relations}
    for relation in (*entries_balance(retold), *rolled_forward(retold)):
        said = relation.broken(retold.figures.get) if set(relation.places) & heading.scope else ""
        if said and relation.name in held:
            yield Contradiction(relation.family, said)


def _told(known: Known, slip: Slip, place: Place) -> SourceFigure:
    """Return what a figure under the heading states now."""
    assert slip.heading is not None
    stated, now = known.book.stated[place], cell_at(slip.workbook, slip.heading.place)
    assert now is not None
    if slip.heading.aspect is Aspect.PERIOD:
        before = YEAR.search(filled(known.book.workbook, slip.heading.place).text)
        after = YEAR.search(now.text)
        assert before is not None
        assert after is not None
        later = int(after[0]) - int(before[0])
        return stated._replace(period=re.sub(r"\d{4}", lambda year: str(int(year[0]) + later), stated.period))
    if slip.heading.aspect is Aspect.CURRENCY:
        (code,) = currencies_in(now.text)
        is_figure = stated.role in (FigureRole.AS_REPORTED, FigureRole.TRANSLATION)
        return stated._replace(role=FigureRole.TRANSLATION, adjustment_or_currency=code) if is_figure else stated
    return stated._replace(adjustment_or_currency=difference_named(known.book, now.text) or now.text)


def _named_elsewhere(known: Known, heading: Heading) -> Iterator[Contradiction]:
    """Another table gives the difference the name that it had here."""
    of = known.book.stated[min(heading.scope)].adjustment_or_currency
    for other in headings(known.book, Aspect.NAME):
        if other.place != heading.place and difference_in(known.book, other.place) == of:
            said = f"{other.place} says '{filled(known.book.workbook, other.place).text}', as {heading.place} did"
            yield Contradiction(SAID_ELSEWHERE, said)


def _said_on_every_sheet(known: Known, heading: Heading) -> Iterator[Contradiction]:
    """A cover says it for the whole book, and the sheets say something else."""
    if any(figure.sheet == heading.place.sheet for figure in known.book.stated):
        return
    for other in headings(known.book, heading.aspect):
        if other.place != heading.place:
            text = filled(known.book.workbook, other.place).text
            yield Contradiction(SAID_ELSEWHERE, f"{other.place} says '{text}', as {heading.place} did")


def _not_among(known: Known, slip: Slip, heading: Heading) -> Iterator[Contradiction]:
    """A line above the table names its currencies, and the one that heads a column now is none of them."""
    sheet = known.book.workbook.sheet(heading.place.sheet)
    assert sheet is not None
    now = currencies_in(filled(slip.workbook, heading.place).text)
    for cell in sheet.cells:
        among = currencies_in(cell.text) if cell.row < heading.place.row else set()
        if len(among) > 1 and not now <= among:
            yield Contradiction(SAID_ELSEWHERE, f"{heading.place} says {', '.join(now)}, {cell.ref} '{cell.text}'")
