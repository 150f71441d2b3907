"""All figures of a project by their absolute amount, and those that a typed figure may mean."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineRole, LineUnit, Statement
from workbench.engine import Results
from workbench.notes.typed_figures import SAME_CURRENCY, TypedFigure
from workbench.notes.values import FigureAt, gain_signs

ONE, HUNDRED = Decimal(1), Decimal(100)


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """A figure with its amount. ``gain_sign``: as of a value; ``before``: what a change is counted from."""

    figure: FigureAt
    amount: Decimal
    unit: LineUnit
    gain_sign: int
    before: FigureAt | None = None


class LiveFigures:
    """The figures as reported, effects, results and translations; changes of measures between alike periods, too.

    ``results``: with every difference on.
    """

    def __init__(self, results: Results) -> None:
        self._results = results
        self._project = project = results.project
        self._factors = {LineUnit.MONEY: Decimal(project.scale), LineUnit.PERCENT: HUNDRED, LineUnit.PER_SHARE: ONE}
        figures = [live for statement in project.statements for live in self._of_statement(statement)]
        figures += self._changes(figures)
        sized = sorted(((self._size(live), live) for live in figures if live.amount), key=lambda pair: pair[0])
        self._sizes = [size for size, _ in sized]
        self._figures = [live for _, live in sized]

    def _size(self, live: LiveFigure) -> Decimal:
        """Return the absolute amount in whole units; of a percentage in percent."""
        factor = self._factors.get(live.unit)
        if factor is None:
            factor = Decimal(self._project.statement_of(live.figure.line).share_scale)
        return live.amount.copy_abs() * factor

    def _of_statement(self, statement: Statement) -> Iterator[LiveFigure]:
        known_signs = gain_signs(statement)
        signs = {line.id: known_signs.get(line.id, 0) for line in statement.lines if line.role is not LineRole.HEADING}
        for period in statement.periods:
            as_reported = (statement.figure(line.id, period) for line in statement.lines)
            columns: list[tuple[FigureRole, str, Iterable[Decimal | None]]] = [
                (FigureRole.AS_REPORTED, "", as_reported)
            ]
            if period in statement.reconciled:
                columns.append((FigureRole.RESULT, "", self._results.figures_of_lines(statement, period)))
                columns += (
                    (FigureRole.ADJUSTMENT, known.id, self._results.effects_of_lines(known.id, statement, period))
                    for known in self._project.adjustments
                )
            for role, adjustment, amounts in columns:
                for line, amount in zip(statement.lines, amounts, strict=True):
                    if amount and line.id in signs:
                        figure = FigureAt(role, line.id, period, adjustment)
                        yield LiveFigure(figure, amount, line.unit, signs[line.id])
        for currency in self._project.source_figures.translated_into:
            for period in statement.periods:
                for line in statement.lines:
                    amount = self._project.source_figures.translation(line.id, period, currency)
                    if amount and line.id in signs:
                        figure = FigureAt(FigureRole.TRANSLATION, line.id, period, currency)
                        yield LiveFigure(figure, amount, line.unit, signs[line.id])

    def _changes(self, figures: Iterable[LiveFigure]) -> list[LiveFigure]:
        """Return the changes of measures with a concept between two periods of the same length."""
        periods, statements = self._project.periods, self._project.statements
        with_concept = {line.id for statement in statements for line in statement.lines if line.concept}
        measures: dict[tuple[FigureRole, str, str], list[LiveFigure]] = {}
        for live in figures:
            if live.figure.line in with_concept and live.figure.role is not FigureRole.TRANSLATION:
                at = live.figure
                measures.setdefault((at.role, at.line, at.adjustment_or_currency), []).append(live)
        return [
            LiveFigure(later.figure, later.amount - earlier.amount, later.unit, later.gain_sign, earlier.figure)
            for alike in measures.values()
            for later in alike
            for earlier in alike
            if periods[earlier.figure.period].end < periods[later.figure.period].end
            and periods[earlier.figure.period].months == periods[later.figure.period].months
        ]

    def meant_by(self, typed: TypedFigure) -> list[LiveFigure]:
        """Return the figures that equal a typed one in the unit in which it is written, rounded as it is typed."""
        found: dict[int, LiveFigure] = {}
        for scale in self._scales(typed):
            least, beyond = ((typed.number + side * typed.may_be_off_by) * scale for side in (-1, 1))
            for place in range(bisect_left(self._sizes, least), bisect_left(self._sizes, beyond)):
                if self._may_be_meant(typed, self._figures[place]):
                    found[place] = self._figures[place]
        return list(found.values())

    def _scales(self, typed: TypedFigure) -> Iterable[int]:
        """Return what one unit of a typed figure may be: as its word says, or as the statements have it."""
        if typed.is_percent:
            return (1,)
        if typed.scale is not None:
            return (typed.scale,)
        share_scales = (statement.share_scale for statement in self._project.statements)
        return dict.fromkeys((self._project.scale, 1, *share_scales))

    def _may_be_meant(self, typed: TypedFigure, live: LiveFigure) -> bool:
        if live.before is not None and (typed.claim is None or typed.claim.is_of_profit):
            return False  # only an increase or a decrease is a change since another period
        if typed.is_percent or live.unit is LineUnit.PERCENT:
            return typed.is_percent and live.unit is LineUnit.PERCENT and self._size(live) == typed.number
        if not typed.currency:
            return True
        if live.unit is LineUnit.SHARES:
            return False
        is_translated = live.figure.role is FigureRole.TRANSLATION
        currency = live.figure.adjustment_or_currency if is_translated else self._project.currency
        return not currency or _same(currency) == typed.currency


def _same(currency: str) -> str:
    return SAME_CURRENCY.get(currency.upper(), currency.upper())


def of_opposite_sign(
    typed: TypedFigure, meant: Iterable[LiveFigure], own: AdjustmentId | None
) -> tuple[LiveFigure, ...]:
    """Return the figures that a typed one means with the opposite sign; empty if it means one with its own sign.

    ``own``: the difference whose note it is: its effects are meant before any other figure.
    """
    candidates = meant = list(meant)
    if of_own := [live for live in meant if live.figure.role is FigureRole.ADJUSTMENT and _is_of(live, own)]:
        candidates = of_own
    claim = typed.claim
    if claim is None:
        opposite = [live for live in candidates if live.amount > 0] if typed.is_negative else []
        return tuple(opposite) if len(opposite) == len(candidates) else ()
    if claim.is_of_profit:
        known = [live for live in candidates if live.gain_sign]
        signs = {live.gain_sign * _sign(live) for live in known}
    else:
        known = candidates if of_own else [live for live in candidates if live.before is not None]
        signs = {_sign(live) for live in known}
    is_certain = bool(of_own) or len(known) == len(candidates)
    return tuple(known) if is_certain and claim.sign not in signs else ()


def _sign(live: LiveFigure) -> int:
    return 1 if live.amount > 0 else -1


def _is_of(live: LiveFigure, own: AdjustmentId | None) -> bool:
    return own is not None and live.figure.adjustment_or_currency == own
