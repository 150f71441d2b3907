"""What each cell of a workbook states: an amount, an error, or words; sums without a stored result are calculated."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from workbench.amount_text import amount_in, multiplier_word
from workbench.domain.amounts import SIGNIFICANT_DIGITS, decimal_as_stored, decimals_of, half_a_digit
from workbench.importing.sheets.corrections import SetDecimalMark
from workbench.importing.sheets.decimal_marks import BY_DEFAULT, DecimalMark, decimal_marks
from workbench.workbooks import CellKind, Sheet, SheetCell, SourceWorkbook, position, scale_of_format

TOKEN = re.compile(
    r"\s*(?:(?P<ref>(?:'(?:[^']|'')+'!|[\w.]+!)?\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<sum>SUM\()|(?P<mark>[-+(),]))",
    re.IGNORECASE,
)
DEEPEST = 200
"""How many other formulas a sum without a stored result is followed through."""
RESIDUE = Decimal("0.000001")
"""The error that binary addition may leave in a sum; no statement prints figures finer than this."""
FINE = 6
"""A stored sum with more decimals than this may contain binary noise."""
MOST_CELLS_IN_A_SUM = 20_000
"""An area of more cells is not added up."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last cell of a sheet of an Excel workbook."""
NO_CORRECTIONS: Mapping[str, Sequence[SetDecimalMark]] = {}


class Reading(NamedTuple):
    """One cell that holds an amount.

    ``amount``: as the sheet shows it; None if it is unknown: an error, or a formula that cannot be calculated.
    ``evaluated``: calculated here, because the file stores no result. ``shown_in``: the divisor of its number
    format, 1000 for ``#,##0,``. ``slack``: half the last digit of a number cut to 15 digits; else 0.
    """

    cell: SheetCell
    amount: Decimal | None
    is_evaluated: bool = False
    shown_in: int = 1
    slack: Decimal = Decimal(0)


class NotASum(Exception):
    """The formula is not a sum or difference of cells, or leads to an error."""


class Readings:
    """Reads the cells of one workbook as amounts."""

    def __init__(
        self, workbook: SourceWorkbook, decided: Mapping[str, Sequence[SetDecimalMark]] = NO_CORRECTIONS
    ) -> None:
        """``decided``: the user's corrections of decimal marks, by sheet."""
        self._workbook = workbook
        self._results: dict[tuple[str, int, int], Decimal | None] = {}
        self._marks = decimal_marks(workbook)
        self._corrections = decided

    def decimal_marks(self, sheet: Sheet) -> Mapping[int, DecimalMark]:
        """Return the decimal mark, and why, for each column of ``sheet`` with amounts written as text."""
        return self._marks[sheet.name]

    def has_corrected_mark(self, sheet: Sheet, row: int, column: int) -> bool:
        """True if the user chose the decimal mark of a cell."""
        return self._corrected_mark(sheet, row, column) is not None

    def _corrected_mark(self, sheet: Sheet, row: int, column: int) -> str | None:
        corrections = self._corrections.get(sheet.name, ())
        return next((correction.mark for correction in corrections if correction.area.holds(row, column)), None)

    def read(self, sheet: Sheet, cell: SheetCell) -> Reading | None:
        """Return what ``cell`` states as an amount; None if it holds words, a date or nothing."""
        match cell.kind:
            case CellKind.NUMBER:
                assert isinstance(cell.value, Decimal)
                return self._number(sheet, cell, cell.value)
            case CellKind.TEXT:
                corrected_mark = self._corrected_mark(sheet, cell.row, cell.column)
                amount = amount_in(
                    cell.text, corrected_mark or self._marks[sheet.name].get(cell.column, BY_DEFAULT).mark
                )
                if amount is None:
                    return Reading(cell, None) if multiplier_word(cell.text) else None
                return Reading(cell, amount)
            case CellKind.ERROR:
                return Reading(cell, None)
            case CellKind.NO_RESULT:
                return Reading(cell, self._work_out(sheet, cell, 0), is_evaluated=True)
            case _:
                return None

    def parts(self, formula: str) -> tuple[tuple[int, int, int], ...] | None:
        """Return (row, column, weight) of each cell that a sum over its own sheet adds up; None for other formulas."""
        cells = []
        try:
            for weight, term in _terms(formula):
                if isinstance(term, Decimal) or "!" in term:
                    return None
                cells += [(row, column, weight) for row, column in _cells(term)]
        except NotASum:
            return None
        return tuple(cells)

    def _number(self, sheet: Sheet, cell: SheetCell, stored: Decimal) -> Reading:
        """Return the number that a cell stores, divided by the scale in which its format shows it.

        A sum is made exact if the stored double differs from the exact sum only by binary noise: it never has more
        decimals than its terms.
        """
        amount = stored if len(cell.text) <= SIGNIFICANT_DIGITS else decimal_as_stored(stored)
        slack = Decimal(0)
        if cell.formula and decimals_of(amount) > FINE:
            exact = self._work_out(sheet, cell, 0)
            amount = exact if exact is not None and abs(exact - stored) < RESIDUE else amount
        if amount != stored:
            slack = half_a_digit(SIGNIFICANT_DIGITS - 1 - stored.adjusted())
        scale = scale_of_format(cell.style.number_format, amount)
        if scale > 1:
            amount, slack = amount / scale, slack / scale
        return Reading(cell, amount, shown_in=scale, slack=slack)

    def _work_out(self, sheet: Sheet, cell: SheetCell, depth: int) -> Decimal | None:
        key = (sheet.name, cell.row, cell.column)
        if key not in self._results:
            self._results[key] = None  # a circle comes back to this and stays unknown
            with suppress(NotASum):
                self._results[key] = self._sum(sheet, cell.formula or "", depth)
        return self._results[key]

    def _sum(self, sheet: Sheet, formula: str, depth: int) -> Decimal:
        if depth > DEEPEST:
            raise NotASum
        total = Decimal(0)
        for weight, term in _terms(formula):
            if isinstance(term, Decimal):
                total += weight * term
                continue
            sheet_name, _, area = term.rpartition("!")
            target = self._workbook.sheet(sheet_name.strip("'").replace("''", "'")) if sheet_name else sheet
            if target is None:
                raise NotASum
            for row, column in _cells(area):
                total += weight * self._amount_at(target, row, column, depth, in_range=":" in area)
        return total

    def _amount_at(self, sheet: Sheet, row: int, column: int, depth: int, *, in_range: bool) -> Decimal:
        cell = sheet.at.get((row, column))
        if cell is None or (cell.kind is CellKind.TEXT and in_range):
            return Decimal(0)  # a spreadsheet's SUM ignores words; a plain + does not
        amount = decimal_as_stored(cell.value) if isinstance(cell.value, Decimal) else None
        if cell.kind is CellKind.NO_RESULT:
            amount = self._work_out(sheet, cell, depth + 1)
        if not isinstance(amount, Decimal):
            raise NotASum
        return amount


def _cells(area: str) -> list[tuple[int, int]]:
    """Return the (row, column) of each cell of an area, whichever corners name it. Raises NotASum off the sheet."""
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    top, bottom, left, right = min(top, bottom), max(top, bottom), min(left, right), max(left, right)
    on_sheet = top >= 1 and bottom <= LAST_ROW and right <= LAST_COLUMN
    if not on_sheet or (bottom - top + 1) * (right - left + 1) > MOST_CELLS_IN_A_SUM:
        raise NotASum
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _terms(formula: str) -> list[tuple[int, Decimal | str]]:
    """Return (weight, number or reference) of each term; raises NotASum for anything but + - ( ) and SUM."""
    text, at = formula.removeprefix("="), 0
    terms: list[tuple[int, Decimal | str]] = []
    signs, sign, expects_term, sums = [1], 1, True, [False]
    while text[at:].strip():
        token = TOKEN.match(text, at)
        if not token:
            raise NotASum
        at = token.end()
        mark = token["mark"]
        if token["ref"] or token["number"]:
            if not expects_term or (":" in (token["ref"] or "") and not sums[-1]):
                raise NotASum
            terms.append((signs[-1] * sign, Decimal(token["number"]) if token["number"] else token["ref"]))
            sign, expects_term = 1, False
        elif token["sum"] or mark == "(":
            if not expects_term:
                raise NotASum
            signs.append(signs[-1] * sign)
            sums.append(bool(token["sum"]))
            sign = 1
        elif mark == ")":
            if len(signs) == 1 or expects_term:
                raise NotASum
            signs.pop()
            sums.pop()
        elif mark == ",":
            if not sums[-1] or expects_term:
                raise NotASum
            expects_term = True
        else:
            sign, expects_term = (-sign if mark == "-" else sign) if expects_term else (-1 if mark == "-" else 1), True
    if len(signs) != 1 or expects_term:
        raise NotASum
    return terms
