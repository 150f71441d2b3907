"""Comparisons as formulas of the review workbook: the other evaluator of ``checks/expressions.py``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from workbench.checks.comparison import Comparison, Relation
from workbench.checks.expressions import (
    Constant,
    EnteredEffects,
    Expression,
    Figure,
    Product,
    Quotient,
    Remainder,
    Rounded,
    SourceCell,
    Sum,
    SwitchedEffects,
    decimals_needed,
)
from workbench.domain.amounts import format_exactly
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.engine import Results
from workbench.exporting.formulas import MOST_ARGUMENTS, text_literal
from workbench.exporting.layout import absolute_reference, quote_sheet_name, relative_reference
from workbench.phrases import Words, phrase, say
from workbench.presentation.spans import runs

CellTerm = Figure | SourceCell | Remainder | EnteredEffects
"""The terms that are cells of the workbook."""
VERDICTS = {
    FindingStatus.PASS: phrase("pass"),
    FindingStatus.FAIL: phrase("FAIL"),
    FindingStatus.INFORMATION: phrase("holds"),
    FindingStatus.WARNING: phrase("warning"),
    FindingStatus.NOT_APPLICABLE: phrase("not applicable"),
}
"""The text of each verdict in a cell, which formulas count: no two may be equal in any language.

Only passes and failures are counted.
"""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One cell of the workbook."""

    sheet: str
    column: int
    row: int

    def __str__(self) -> str:
        return f"{quote_sheet_name(self.sheet)}!{absolute_reference(self.row, self.column)}"

    @property
    def in_words(self) -> str:
        """The place as people write it: ``IS H1 2023!C12``."""
        return f"{self.sheet}!{relative_reference(self.row, self.column)}"


class Places(Protocol):
    """The cells of the workbook for the terms of an expression."""

    def figure(self, figure: Figure) -> Place | None:
        """Return the cell that shows a figure; None if its sheet leaves it blank."""

    def source(self, source: SourceCell) -> Place: ...

    def remainder(self, remainder: Remainder) -> Place | None:
        """Return the cell that shows a remainder; None if there is none."""

    def entry_cells(self, entered: EnteredEffects) -> Iterable[Place]:
        """Return the cells that list the entries."""

    def switched_effects(self, switched: SwitchedEffects) -> str:
        """Return the sum of the effects switched on, as a formula for any sheet."""

    def switch(self, adjustment: AdjustmentId) -> str: ...

    @property
    def all_on(self) -> str:
        """A formula that is true if every switch is 1."""


def formula(expression: Expression, places: Places) -> str:
    """Return an expression as a formula without its equals sign; a blank counts as 0."""
    match expression:
        case Figure() | SourceCell() | Remainder() | EnteredEffects():
            return _sum_of_cells([expression], places)
        case SwitchedEffects():
            return places.switched_effects(expression)
        case Constant(amount):
            return format_exactly(amount)
        case Sum(parts):
            return _sum_of_parts(parts, places)
        case Product(factors):
            return "*".join(_as_factor(factor, places) for factor in factors)
        case Quotient(numerator, denominator):
            divisor = _as_factor(denominator, places)
            divisor = f"({divisor})" if isinstance(denominator, Product | Quotient) else divisor
            return f"IF({divisor}=0,0,{_as_factor(numerator, places)}/{divisor})"
        case Rounded(value, decimals):
            return f"ROUND({formula(value, places)},{decimals})"


def decimals_to_compare(comparison: Comparison, results: Results) -> int:
    """Return the decimals to which the workbook rounds the difference of both sides, because its numbers are binary."""
    return max(decimals_needed(side, results) for side in (comparison.left, comparison.right))


def verdict(comparison: Comparison, left: str, right: str, decimals: int, places: Places, words: Words) -> str:
    """Return the formula of the verdict on a comparison of ``left`` and ``right``, rounded to ``decimals``."""

    def literal(status: FindingStatus) -> str:
        return text_literal(say(VERDICTS[status], words))

    difference = f"ROUND({left}-{right},{decimals})"
    if comparison.relation is Relation.AT_LEAST:
        test = f"{difference}>={format_exactly(-comparison.tolerance)}"
    elif comparison.tolerance:
        test = f"ABS({difference})<={format_exactly(comparison.tolerance)}"
    else:
        test = f"{difference}=0"
    text = f"IF({test},{literal(comparison.met_status)},{literal(comparison.broken_status)})"
    if comparison.unless_on:
        switches = "+".join(places.switch(adjustment) for adjustment in comparison.unless_on)
        text = f"IF({switches}>0,{literal(FindingStatus.NOT_APPLICABLE)},{text})"
    if comparison.only_complete:
        text = f"IF({places.all_on},{text},{literal(FindingStatus.NOT_APPLICABLE)})"
    return f"={text}"


def _as_factor(expression: Expression, places: Places) -> str:
    text = formula(expression, places)
    return f"({text})" if isinstance(expression, Sum | SwitchedEffects) else text


def _sum_of_parts(parts: Iterable[tuple[Expression, int]], places: Places) -> str:
    """Return the weighted sum of parts; adjacent cells of a column are summed as a range."""
    parts = tuple(parts)
    text = ""
    for weight, sign in ((1, "+"), (-1, "-")):
        cells = [part for part, part_weight in parts if part_weight == weight and isinstance(part, CellTerm)]
        others = [part for part, part_weight in parts if part_weight == weight and not isinstance(part, CellTerm)]
        summands = [_sum_of_cells(cells, places)] if cells else []
        for summand in [*summands, *(_as_factor(other, places) for other in others)]:
            text += f"{sign if text or sign == '-' else ''}{summand}"
    return text or "0"


def _sum_of_cells(terms: Iterable[CellTerm], places: Places) -> str:
    """Return the sum of the cells of terms; SUM ignores the text of a blank result."""
    terms = tuple(terms)
    cells = [place for term in terms for place in _places_of(term, places)]
    if len(cells) == 1 and not (isinstance(terms[0], Figure) and terms[0].role is FigureRole.RESULT):
        return str(cells[0])
    ranges = list(_ranges(cells))
    sums = [
        f"SUM({','.join(ranges[start : start + MOST_ARGUMENTS])})" for start in range(0, len(ranges), MOST_ARGUMENTS)
    ]
    return sums[0] if len(sums) == 1 else f"SUM({','.join(sums)})" if sums else "0"


def _ranges(cells: Iterable[Place]) -> Iterator[str]:
    """Yield ranges of adjacent cells in a column; a cell that counts twice is yielded twice."""
    rows: dict[tuple[str, int], Counter[int]] = {}
    for cell in cells:
        rows.setdefault((cell.sheet, cell.column), Counter())[cell.row] += 1
    for (sheet, column), counts in rows.items():
        for first, last in runs(counts):
            yield f"{Place(sheet, column, first)}" + (f":{absolute_reference(last, column)}" if last > first else "")
        for row, count in counts.items():
            yield from [str(Place(sheet, column, row))] * (count - 1)


def _places_of(term: CellTerm, places: Places) -> Iterable[Place]:
    match term:
        case Figure():
            place = places.figure(term)
        case SourceCell():
            place = places.source(term)
        case Remainder():
            place = places.remainder(term)
        case EnteredEffects():
            return places.entry_cells(term)
    return () if place is None else (place,)
