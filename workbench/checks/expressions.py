"""The expressions that checks compare: sums, products and quotients of figures, evaluated in decimals.

The review workbook writes the same expressions as formulas (``exporting/check_formulas.py``). Both take a blank as 0,
as a spreadsheet's SUM does; whether a blank may be compared at all is decided when a comparison is built.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from workbench.domain.amounts import PRECISE, decimals_of
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.engine import Results

ZERO = Decimal(0)
MOST_DECIMALS = 12
"""The decimals of a quotient that is not rounded."""


class Figure(NamedTuple):
    """One figure of a statement. ``adjustment_or_currency``: whose effect it is, or in what it is translated."""

    line: LineId
    period: PeriodId
    role: FigureRole
    adjustment_or_currency: str = ""

    @property
    def adjustment(self) -> AdjustmentId:
        """The adjustment of an effect; other figures have none."""
        return AdjustmentId(self.adjustment_or_currency)


@dataclass(frozen=True, slots=True)
class SourceCell:
    """The amount that one cell of a source states."""

    source_figure: SourceFigure

    @property
    def figure(self) -> Figure:
        role = FigureRole.ADJUSTMENT if self.source_figure.role is FigureRole.ENTRY else self.source_figure.role
        return Figure(
            self.source_figure.line, self.source_figure.period, role, self.source_figure.adjustment_or_currency
        )


@dataclass(frozen=True, slots=True)
class Remainder:
    """The remainder of a total as reported."""

    total: LineId
    period: PeriodId


@dataclass(frozen=True, slots=True)
class SwitchedEffects:
    """The sum of the effects on a line of the adjustments that are on."""

    line: LineId
    period: PeriodId


@dataclass(frozen=True, slots=True)
class EnteredEffects:
    """The sum of the entries of all adjustments on a line, on or off."""

    line: LineId
    period: PeriodId


@dataclass(frozen=True, slots=True)
class Constant:
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """``parts``: the expressions added up, each with its weight, +1 or -1."""

    parts: tuple[tuple["Expression", int], ...]


@dataclass(frozen=True, slots=True)
class Product:
    factors: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """0 if the denominator is 0."""

    numerator: "Expression"
    denominator: "Expression"


@dataclass(frozen=True, slots=True)
class Rounded:
    """Rounded with halves away from zero, as a spreadsheet's ROUND does."""

    value: "Expression"
    decimals: int


Term: TypeAlias = Figure | SourceCell | Remainder | SwitchedEffects | EnteredEffects | Constant
Expression: TypeAlias = Term | Sum | Product | Quotient | Rounded


def as_reported(line: LineId, period: PeriodId) -> Figure:
    return Figure(line, period, FigureRole.AS_REPORTED)


def effect(adjustment: AdjustmentId, line: LineId, period: PeriodId) -> Figure:
    return Figure(line, period, FigureRole.ADJUSTMENT, adjustment)


def result(line: LineId, period: PeriodId) -> Figure:
    return Figure(line, period, FigureRole.RESULT)


def translation(line: LineId, period: PeriodId, currency: str) -> Figure:
    return Figure(line, period, FigureRole.TRANSLATION, currency)


def sum_of(expressions: Iterable[Expression]) -> Expression:
    """Return the sum of ``expressions``; a single one itself."""
    parts = tuple(expressions)
    return parts[0] if len(parts) == 1 else Sum(tuple((part, 1) for part in parts))


def figure_amount(results: Results, figure: Figure) -> Decimal | None:
    """Return the amount of a figure in the present state; None if it is blank or unknown."""
    line, period, role, _ = figure
    match role:
        case FigureRole.AS_REPORTED:
            return results.project.statement_of(line).figure(line, period)
        case FigureRole.ADJUSTMENT | FigureRole.ENTRY:
            return (
                results.effect(figure.adjustment, line, period)
                if results.is_effect_known(figure.adjustment, line, period)
                else None
            )
        case FigureRole.RESULT:
            return results.figure(line, period)
        case FigureRole.TRANSLATION:
            return results.project.source_figures.translation(line, period, figure.adjustment_or_currency)


def amount_of(expression: Expression, results: Results) -> Decimal:
    """Return the value of an expression in the present state; a blank counts as 0."""
    match expression:
        case Figure():
            return figure_amount(results, expression) or ZERO
        case SourceCell(stated):
            return stated.amount or ZERO
        case Remainder(total, period):
            return results.remainder(total, period) or ZERO
        case SwitchedEffects(line, period):
            return sum((results.effect(adjustment, line, period) for adjustment in results.project.enabled), ZERO)
        case EnteredEffects(line, period):
            cell = (line, period)
            return sum((adjustment.effects.get(cell, ZERO) for adjustment in results.project.adjustments), ZERO)
        case Constant(amount):
            return amount
        case Sum(parts):
            return sum((weight * amount_of(part, results) for part, weight in parts), ZERO)
        case Product(factors):
            amount = Decimal(1)
            for factor in factors:
                amount = PRECISE.multiply(amount, amount_of(factor, results))
            return amount
        case Quotient(numerator, denominator):
            divisor = amount_of(denominator, results)
            return PRECISE.divide(amount_of(numerator, results), divisor) if divisor else ZERO
        case Rounded(value, decimals):
            return PRECISE.quantize(amount_of(value, results), Decimal(1).scaleb(-decimals))


def decimals_needed(expression: Expression, results: Results) -> int:
    """Return the decimals that the value may have, to which a spreadsheet's binary numbers are rounded."""
    match expression:
        case Figure() | SwitchedEffects() | EnteredEffects():
            return results.decimals(expression.line)
        case Remainder(total, _):
            return results.decimals(total)
        case SourceCell(stated):
            return max(results.decimals(stated.line), decimals_of(stated.amount or ZERO))
        case Constant(amount):
            return decimals_of(amount)
        case Sum(parts):
            return max((decimals_needed(part, results) for part, _ in parts), default=0)
        case Product(factors):
            return sum(decimals_needed(factor, results) for factor in factors)
        case Quotient():
            return MOST_DECIMALS
        case Rounded(_, decimals):
            return decimals


def terms_in(expression: Expression) -> Iterator[Term]:
    """Yield every term of an expression, in written order."""
    match expression:
        case Sum(parts):
            for part, _ in parts:
                yield from terms_in(part)
        case Product(factors):
            for factor in factors:
                yield from terms_in(factor)
        case Quotient(numerator, denominator):
            yield from terms_in(numerator)
            yield from terms_in(denominator)
        case Rounded(value, _):
            yield from terms_in(value)
        case _:
            yield expression


def figures_in(expression: Expression) -> Iterator[Figure]:
    """Yield every figure in an expression, including those of source cells."""
    for term in terms_in(expression):
        if isinstance(term, SourceCell):
            yield term.figure
        elif isinstance(term, Figure):
            yield term


def lines_in(expression: Expression) -> Iterator[LineId]:
    """Yield the line of each term of an expression, in written order."""
    for term in terms_in(expression):
        match term:
            case Figure() | SwitchedEffects() | EnteredEffects():
                yield term.line
            case SourceCell(stated):
                yield stated.line
            case Remainder(total, _):
                yield total
