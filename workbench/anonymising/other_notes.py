"""Notes in other words: their fields find the same things by their other names, their typed figures say other ones."""

from decimal import Decimal
from fractions import Fraction

from workbench.anonymising.neutral_text import NeutralText, written_as
from workbench.anonymising.other_facts import OtherFacts
from workbench.anonymising.other_names import OtherNames
from workbench.checks.expressions import Figure, figure_amount
from workbench.domain.amounts import round_half_up
from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId
from workbench.engine import Results
from workbench.notes.fields import CLOSE, OPEN, Field, FieldPiece, LineName, PeriodName, pieces_of, write_field
from workbench.notes.live_figures import LiveFigure, LiveFigures
from workbench.notes.names import Names, plain
from workbench.notes.typed_figures import TypedFigure, typed_figures
from workbench.notes.values import FigureAt


class OtherNotes:
    """Rewrites notes. ``before``: the results of the project; ``after``: those of its copy, whose notes are empty."""

    def __init__(
        self, before: Results, after: Results, names: OtherNames, facts: OtherFacts, text: NeutralText
    ) -> None:
        self._before, self._after = before.with_all_on(), after.with_all_on()
        self._names, self._facts, self._text = names, facts, text
        self._found = Names(before.project)
        self._live = LiveFigures(self._before)
        self._codes = {
            line.concept.value for known in before.project.statements for line in known.lines if line.concept
        }

    def of(self, note: str) -> str:
        """Return a note with the same pieces about other things."""
        return "".join(
            self._field(piece) if isinstance(piece, FieldPiece) else self._rewrite(piece.text)
            for piece in pieces_of(note)
        )

    # ---- typed figures

    def _rewrite(self, text: str) -> str:
        written, place = [], 0
        for figure in typed_figures(text):
            written += [self._text.of(text[place : figure.start]), self._figure(figure)]
            place = figure.end
        return "".join((*written, self._text.of(text[place:])))

    def _figure(self, typed: TypedFigure) -> str:
        """Return a typed figure as the same figure of the copy would be typed, in its unit and with its decimals."""
        number = f"{typed.number:,f}" if "," in typed.text else f"{typed.number:f}"
        meant = self._live.meant_by(typed)
        if not meant or number not in typed.text:
            return self._text.of(typed.text)
        was, now = (self._amount(meant[0], results) for results in (self._before, self._after))
        if not was or not now:
            return self._text.of(typed.text)
        scale = Fraction(typed.number) / abs(Fraction(was))
        exact = abs(Fraction(now)) * _power_of_ten(scale)
        said = round_half_up(Decimal(exact.numerator) / Decimal(exact.denominator), typed.decimals)
        return typed.text.replace(number, written_as(number, said))

    def _amount(self, live: LiveFigure, results: Results) -> Decimal:
        amount = self._amount_at(live.figure, results)
        return amount - self._amount_at(live.before, results) if live.before else amount

    def _amount_at(self, at: FigureAt, results: Results) -> Decimal:
        is_other = results is self._after
        line = self._names.line(at.line) if is_other else at.line
        of = at.adjustment_or_currency
        if is_other and at.role.is_of_an_adjustment:
            of = self._names.adjustment(AdjustmentId(of))
        return figure_amount(results, Figure(line, at.period, at.role, of)) or Decimal(0)

    # ---- fields

    def _field(self, piece: FieldPiece) -> str:
        if isinstance(piece.field, Fact):
            inner = piece.text.removeprefix(OPEN)
            is_closed = inner.endswith(CLOSE)
            return OPEN + self._text.of(inner.removesuffix(CLOSE)) + (CLOSE if is_closed else "")
        field = piece.field
        return write_field(
            Field(
                function=field.function,
                line=self._line(field.line),
                period=self._period(field.period),
                difference=self._difference(field.difference),
                compared_with=self._period(field.compared_with) if field.compared_with else None,
                currency=field.currency,
                text=self._rewrite(field.text),
                style=field.style,
            )
        )

    def _difference(self, name: str) -> str:
        found = self._found.difference(name) if name else None
        if found is None or isinstance(found, Fact):
            return self._text.of(name)
        return self._text.of(self._before.project.adjustment_by_id[found.adjustment].name)

    def _line(self, name: LineName) -> LineName:
        """Return the name of a line: its concept, its id or its caption, as it was named; its place likewise."""
        key = name.text.strip().casefold()
        place = self._place(name.place)
        if key in self._codes:
            return LineName(name.text, place)
        found = self._found.lines(LineName(name.text)) if name.text else ()
        if isinstance(found, Fact) or not found:
            return LineName(self._text.of(name.text), place)
        first = found[0].line
        if key == first.id.casefold():
            return LineName(self._names.line(first.id), place)
        lines = [known.line for known in found]
        spellings = {plain(text) for line in lines for text in (line.name, line.target_caption, *line.aliases)}
        if plain(name.text) in spellings or first.concept is None:
            return LineName(self._text.of(name.text), place)
        return LineName(first.concept.value, place)

    def _place(self, place: str) -> str:
        statements = self._before.project.statements
        for statement in statements:
            if plain(place) == plain(statement.id):
                return self._names.statement(statement.id)
        sections = {plain(section) for known in statements for line in known.lines for section in line.section}
        if plain(place) in sections | {plain(known.title) for known in statements}:
            title = next((known for known in statements if plain(known.title) == plain(place)), None)
            return self._facts.title(title.kind, title.title) if title else self._text.of(place)
        return place if self._is_of_the_program(place) else self._text.of(place)

    def _is_of_the_program(self, place: str) -> bool:
        """True if the program itself calls a statement so: *balance sheet*."""
        return any(plain(place) in names for names in self._found.names_of_statements.values())

    def _period(self, period: PeriodName) -> PeriodName:
        """Return the name of a period; by its days where only a source calls it so."""
        text = period.text if self._found.is_a_period(period.text) else self._text.of(period.text)
        for known in self._before.project.periods.values():
            if plain(known.label) == plain(period.text) and self._facts.label(known) != known.label:
                text = known.id
        return PeriodName(text, period.end)


def _power_of_ten(scale: Fraction) -> Fraction:
    """Return the power of ten next to a ratio of a typed figure, which may be rounded, to what it means."""
    power = Fraction(1)
    while power * 3 < scale:
        power *= 10
    while power > scale * 3:
        power /= 10
    return power
