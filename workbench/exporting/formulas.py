"""Formulas of the review workbook, limited to what every spreadsheet knows: +, SUM, SUMPRODUCT, IF, ROUND."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.amounts import format_exactly
from workbench.domain.statements import LineUnit
from workbench.exporting.layout import absolute_reference, relative_reference
from workbench.exporting.writable_text import writable
from workbench.presentation.spans import runs

BLANK = '""'
DECIMALS_OF_MONEY = LineUnit.MONEY.most_decimals
"""Those to which amounts are compared: all that one may have; what is finer is the noise of binary numbers."""
LONGEST_LITERAL = 255
"""The most characters of a text in a formula."""
MOST_ARGUMENTS = 250
"""Excel allows 255 arguments of one function."""


FIRST_PLACEHOLDER = 0xE000
"""The first of the placeholder characters for cells in a sentence: no language uses them."""


def text_literal(text: str) -> str:
    """Return ``text`` as a formula: ``"pass"``; a long one in pieces, which no program limits."""
    pieces = [text[start : start + LONGEST_LITERAL] for start in range(0, len(text), LONGEST_LITERAL)] or [""]
    return "&".join('"' + writable(piece).replace('"', '""') + '"' for piece in pieces)


def text_formula(sentence: Callable[..., str], **formulas: str) -> str:
    """Return the formula of a sentence that includes numbers or texts of the workbook: ``"All "&F3&" checks pass"``.

    ``sentence`` is called with a placeholder for each of ``formulas``, by name, and may use them in any order.
    """
    placeholders = {name: chr(FIRST_PLACEHOLDER + number) for number, name in enumerate(formulas)}
    formula_of = dict(zip(placeholders.values(), formulas.values(), strict=True))
    first, *others = re.split(f"([{''.join(formula_of)}])", sentence(**placeholders))
    return "&".join([text_literal(first), *(formula_of.get(text) or text_literal(text) for text in others if text)])


def signed_sum(cells: Iterable[tuple[str, int]]) -> str:
    """Return the expression of a sum of cells with their weights, ``A1-B1+2*C1``; 0 for none."""
    terms = (
        f"{'+' if weight > 0 else '-'}{cell}" if abs(weight) == 1 else f"{weight:+}*{cell}" for cell, weight in cells
    )
    return "".join(terms).removeprefix("+") or "0"


def number_as_text(expression: str, decimals: int) -> str:
    """Return the formula of a number without its sign, with the separators of whoever opens the workbook."""
    return f"FIXED(ABS({expression}),{decimals})"


@dataclass(frozen=True, slots=True)
class Effects:
    """The columns of the differences, ``first`` to ``last``, which may be none, and the row of their switches."""

    first: int
    last: int
    switch_row: int

    def __bool__(self) -> bool:
        return self.first <= self.last

    def sum_switched_on(self, row: int) -> str:
        """Return the formula of the sum of a row's effects whose switches are 1; a blank effect counts as nil."""
        return f"SUMPRODUCT({self._cells_of(row)},{self._switches})"

    def count_switched_on(self, row: int) -> str:
        """Return the formula of the number of a row's effects that are not nil and whose switches are 1."""
        return f"SUMPRODUCT(--({self._cells_of(row)}<>0),{self._switches})"

    def _cells_of(self, row: int) -> str:
        return f"{absolute_reference(row, self.first)}:{absolute_reference(row, self.last)}"

    def moved_by(self, column: int, rows: range) -> str:
        """Return the formula of a number that is nil while a difference is off, or all of its effects are nil."""
        effects = f"{absolute_reference(rows[0], column)}:{absolute_reference(rows[-1], column)}"
        return f"{absolute_reference(self.switch_row, column)}*(MAX(0,{effects})-MIN(0,{effects}))"

    @property
    def _switches(self) -> str:
        return f"{absolute_reference(self.switch_row, self.first)}:{absolute_reference(self.switch_row, self.last)}"


def total(column: int, parts: Iterable[tuple[int, int]]) -> str:
    """Return the weighted sum of some rows of a column; ``parts``: (row, weight). SUM ignores blank texts."""
    parts = list(parts)
    text = "="
    for weight, sign in ((1, "+"), (-1, "-")):
        spans = [_span(column, *span) for span in runs(row for row, part_weight in parts if part_weight == weight)]
        for start in range(0, len(spans), MOST_ARGUMENTS):
            arguments = ",".join(spans[start : start + MOST_ARGUMENTS])
            text += f"{sign if text != '=' or sign == '-' else ''}SUM({arguments})"
    return text if text != "=" else "=0"


def _span(column: int, first: int, last: int) -> str:
    return (
        relative_reference(first, column)
        if first == last
        else f"{relative_reference(first, column)}:{relative_reference(last, column)}"
    )


def row_result(row: int, as_reported: int, effects: Effects) -> str:
    """Return as reported + the effects whose switches are 1: ``=B10+SUMPRODUCT($C$10:$F$10,$C$7:$F$7)``."""
    if not effects:
        return f"={relative_reference(row, as_reported)}"  # no adjustment is stated for this period
    return f"={relative_reference(row, as_reported)}+{effects.sum_switched_on(row)}"


def row_result_of_blank(row: int, effects: Effects) -> str:
    """Return the same for a blank figure: blank until an adjustment that is on moves it."""
    return f"=IF({effects.count_switched_on(row)}=0,{BLANK},{effects.sum_switched_on(row)})"


def total_result(
    column: int, parts: Sequence[tuple[int, int]], without_result: Container[int], effects: Effects
) -> str:
    """Return a total's result: the weighted sum of its parts' results.

    A part that has effects but no result, because no source states it, counts with its effects whose switches are 1.
    """
    text = total(column, parts)
    for row, weight in parts:
        if row in without_result:
            text += f"{'+' if weight == 1 else '-'}{effects.sum_switched_on(row)}"
    return text


def unless_on(doubtful_switches: Sequence[str], formula: str) -> str:
    """Return ``formula``, blank while one of the ``doubtful_switches``, whose effects are unknown, is 1."""
    return f"=IF({'+'.join(doubtful_switches)}>0,{BLANK},{formula.removeprefix('=')})" if doubtful_switches else formula


def reference_keeping_blank(cell: str, *, may_be_blank: bool) -> str:
    """Return a reference to ``cell`` that stays blank; a plain reference would show 0 for a blank."""
    return f"=IF({cell}={BLANK},{BLANK},{cell})" if may_be_blank else f"={cell}"


def ratio(
    as_reported: str, moved_by: Sequence[str], calculated: str, printed: Decimal | None, holds: str
) -> str | None:
    """Return a ratio's result; None if it stays blank.

    As reported while nothing moves the statement, the ``printed`` result while ``holds`` is true, else ``calculated``.
    ``as_reported``: empty if it is blank. ``moved_by``: what is not nil for each difference that moves the statement.
    """
    if not moved_by:
        return f"={as_reported}" if as_reported else None
    otherwise = calculated if printed is None else f"IF({holds},{format_exactly(printed)},{calculated})"
    return f"=IF({'+'.join(moved_by)}=0,{as_reported or BLANK},{otherwise})"


def quotient(numerator: str, denominator: str, factor: Decimal, decimals: int) -> str:
    """Return numerator x factor / denominator, rounded; blank if one of them is blank, or the denominator 0."""
    rounded = f"ROUND({numerator}*{format_exactly(factor)}/{denominator},{decimals})"
    return f"IF(COUNT({numerator},{denominator})<2,{BLANK},IF({denominator}=0,{BLANK},{rounded}))"
