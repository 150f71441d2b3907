"""What checks compare, written as formulas of the review workbook: the other evaluator of ``checks/expressions.py``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from workbench.checks.comparison import Comparison, Relation
from workbench.checks.expressions import (
    Constant,
    Entered,
    Expression,
    Figure,
    Product,
    Quotient,
    Remainder,
    Rounded,
    SourceCell,
    Sum,
    Switched,
    decimals_needed,
)
from workbench.domain.amounts import format_exactly
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import FigureRole
from workbench.engine import Results
from workbench.exporting.formulas import MOST_ARGUMENTS
from workbench.exporting.layout import absolute_reference, quote_sheet_name
from workbench.presentation.spans import runs

Cell = Figure | SourceCell | Remainder | Entered
"""What stands in cells of its own."""
VERDICTS = {
    FindingStatus.PASS: "pass",
    FindingStatus.FAIL: "FAIL",
    FindingStatus.INFORMATION: "holds",
    FindingStatus.WARNING: "warning",
    FindingStatus.NOT_APPLICABLE: "not applicable",
}
"""What a verdict is called in a cell. Only passes and failures are counted."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One cell of the workbook."""

    sheet: str
    column: int
    row: int

    def __str__(self) -> str:
        return f"{quote_sheet_name(self.sheet)}!{absolute_reference(self.row, self.column)}"


class Places(Protocol):
    """Where each term of an expression stands in the workbook."""

    def figure(self, figure: Figure) -> Place | None:
        """Return the cell that shows a figure; None where it is blank on its sheet."""

    def source(self, source: SourceCell) -> Place: ...

    def remainder(self, remainder: Remainder) -> Place | None:
        """Return the cell that shows what parts leave over; None where they leave nothing."""

    def entered(self, entered: Entered) -> Iterable[Place]:
        """Return the cells that list what is entered."""

    def switched(self, switched: Switched) -> str:
        """Return the sum of the effects that are on, as a formula on any sheet."""

    def switch(self, adjustment: AdjustmentId) -> str: ...

    @property
    def all_on(self) -> str:
        """Whether every switch is 1, as a formula."""


def formula(expression: Expression, places: Places) -> str:
    """Return an expression as a formula, without its equals sign; what is blank counts as 0."""
    match expression:
        case Figure() | SourceCell() | Remainder() | Entered():
            return _total([expression], places)
        case Switched():
            return places.switched(expression)
        case Constant(amount):
            return format_exactly(amount)
        case Sum(parts):
            return _sum(parts, places)
        case Product(factors):
            return "*".join(_factor(factor, places) for factor in factors)
        case Quotient(numerator, denominator):
            below = _factor(denominator, places)
            below = f"({below})" if isinstance(denominator, Product | Quotient) else below
            return f"IF({below}=0,0,{_factor(numerator, places)}/{below})"
        case Rounded(value, decimals):
            return f"ROUND({formula(value, places)},{decimals})"


def decimals_compared(comparison: Comparison, results: Results) -> int:
    """Return the decimals at which a workbook, whose numbers are binary, tells both sides apart."""
    return max(decimals_needed(side, results) for side in (comparison.left, comparison.right))


def verdict(comparison: Comparison, left: str, right: str, decimals: int, places: Places) -> str:
    """Return the formula of a verdict over two sides of a comparison, which may need so many ``decimals``."""
    difference = f"ROUND({left}-{right},{decimals})"
    if comparison.relation is Relation.AT_LEAST:
        test = f"{difference}>={format_exactly(-comparison.tolerance)}"
    elif comparison.tolerance:
        test = f"ABS({difference})<={format_exactly(comparison.tolerance)}"
    else:
        test = f"{difference}=0"
    judged = f'IF({test},"{VERDICTS[comparison.holds]}","{VERDICTS[comparison.broken]}")'
    if comparison.unless_on:
        on = "+".join(places.switch(adjustment) for adjustment in comparison.unless_on)
        judged = f'IF({on}>0,"{VERDICTS[FindingStatus.NOT_APPLICABLE]}",{judged})'
    if comparison.only_complete:
        judged = f'IF({places.all_on},{judged},"{VERDICTS[FindingStatus.NOT_APPLICABLE]}")'
    return f"={judged}"


def _factor(expression: Expression, places: Places) -> str:
    text = formula(expression, places)
    return f"({text})" if isinstance(expression, Sum | Switched) else text


def _sum(parts: Iterable[tuple[Expression, int]], places: Places) -> str:
    """Cells that stand below one another are summed as a range."""
    parts = tuple(parts)
    text = ""
    for weight, sign in ((1, "+"), (-1, "-")):
        cells = [part for part, own in parts if own == weight and isinstance(part, Cell)]
        others = [part for part, own in parts if own == weight and not isinstance(part, Cell)]
        pieces = [_total(cells, places)] if cells else []
        for piece in [*pieces, *(_factor(other, places) for other in others)]:
            text += f"{sign if text or sign == '-' else ''}{piece}"
    return text or "0"


def _total(terms: Iterable[Cell], places: Places) -> str:
    """Return the sum of the cells where terms stand; SUM passes over the text of a blank result."""
    terms = tuple(terms)
    known = [place for term in terms for place in _places(term, places)]
    if len(known) == 1 and not (isinstance(terms[0], Figure) and terms[0].role is FigureRole.RESULT):
        return str(known[0])
    spans = list(_spans(known))
    chunks = [
        f"SUM({','.join(spans[start : start + MOST_ARGUMENTS])})" for start in range(0, len(spans), MOST_ARGUMENTS)
    ]
    return chunks[0] if len(chunks) == 1 else f"SUM({','.join(chunks)})" if chunks else "0"


def _spans(cells: Iterable[Place]) -> Iterator[str]:
    """Yield ranges of cells that stand below one another; a cell that counts twice is named twice."""
    rows: dict[tuple[str, int], Counter[int]] = {}
    for cell in cells:
        rows.setdefault((cell.sheet, cell.column), Counter())[cell.row] += 1
    for (sheet, column), counted in rows.items():
        for first, last in runs(counted):
            yield f"{Place(sheet, column, first)}" + (f":{absolute_reference(last, column)}" if last > first else "")
        for row, times in counted.items():
            yield from [str(Place(sheet, column, row))] * (times - 1)


def _places(term: Cell, places: Places) -> Iterable[Place]:
    match term:
        case Figure():
            place = places.figure(term)
        case SourceCell():
            place = places.source(term)
        case Remainder():
            place = places.remainder(term)
        case Entered():
            return places.entered(term)
    return () if place is None else (place,)
