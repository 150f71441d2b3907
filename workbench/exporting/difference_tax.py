"""The tax of a difference: what is recorded, what its rate comes to, and what is left unexplained, a row each.

Deferred tax + rate x effect before tax stays the same while the rate stands: what is unexplained at the first date
stays so, and is a question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.project import Project
from workbench.domain.statements import Scope
from workbench.domain.totals_graph import Leaf
from workbench.engine import Results
from workbench.engine.recalculate import quotient
from workbench.exporting.difference_look import (
    CLOSING,
    DIFFERENCE,
    MOVEMENT,
    NAME,
    OPEN,
    OPENING,
    PROFIT,
    QUESTION,
    REMARK,
    TICK,
    TICKED,
    put_heading,
    tick,
    tick_now,
)
from workbench.exporting.formulas import BLANK, DECIMALS_OF_MONEY, number_as_text, signed_sum, text_formula
from workbench.exporting.layout import SWITCH_FILL, CellFormat, PlannedSheet, absolute_reference, relative_reference
from workbench.exporting.reconciled_sheet import ReconciledSheet
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.line_roll_forward import rest_of_effect, tax_lines
from workbench.presentation.tax_rate import RATE_DECIMALS, TOLERANCE, ToldRate, lines_of_tax
from workbench.wording.periods import short_label

BEFORE_TAX, TAX, SHARE, EXPECTED, UNEXPLAINED = OPENING, MOVEMENT, CLOSING, PROFIT, DIFFERENCE
SHARE_DECIMALS = 4
PERCENT = CellFormat(number_format='0.0%_);(0.0%);"—"_)')
RATE = CellFormat(number_format="0.0%_)", bold=True, boxed=True)
RATE_TO_TYPE = CellFormat(number_format="0.0%_)", bold=True, boxed=True, fill=SWITCH_FILL)


@dataclass(frozen=True, slots=True)
class SignedSum:
    """An amount, and the cells that it is the sum of, each with its sign."""

    amount: Decimal
    cells: tuple[tuple[str, int], ...]

    @property
    def formula(self) -> str:
        return f"={signed_sum(self.cells)}"


@dataclass(frozen=True)
class TaxedAmount:
    """The effects of a difference before tax, and on tax, at a date or over a period; both by what they add."""

    sheet: ReconciledSheet
    before_tax: SignedSum
    tax: SignedSum
    decimals: int

    @property
    def scope(self) -> Scope:
        return self.sheet.statement.id, self.sheet.period

    @property
    def is_of_date(self) -> bool:
        return self.sheet.switches.project.periods[self.sheet.period].is_instant

    @property
    def rounding(self) -> Decimal:
        """One in the last place."""
        return Decimal(1).scaleb(-self.decimals)

    @classmethod
    def of_date(
        cls, results: Results, adjustment: Adjustment, sheet: ReconciledSheet, signs: Mapping[Leaf[LineId], int]
    ) -> "TaxedAmount":
        """Return the effects on net assets without deferred tax, and on deferred tax. ``signs``: of net assets."""
        taxes = tax_lines(adjustment, sheet.statement)
        before, tax = (
            _sum(results, adjustment.id, sheet, {leaf: signs[leaf] for leaf in signs if (leaf.line in taxes) is is_tax})
            for is_tax in (False, True)
        )
        lines = [sheet.statement.line_by_id[leaf.line] for leaf in signs]
        return cls(sheet, before, tax, max((line.decimals_shown for line in lines), default=0))

    @classmethod
    def of_period(cls, results: Results, adjustment: AdjustmentId, sheet: ReconciledSheet) -> "TaxedAmount | None":
        """Return the effects on profit before tax, and on tax; None if these lines are not known."""
        lines = lines_of_tax(sheet.statement)
        if lines is None:
            return None
        before, tax, sign = lines
        whole, borne = (
            _sum(results, adjustment, sheet, {Leaf(line.id): weight}) for line, weight in ((before, 1), (tax, sign))
        )
        return cls(sheet, whole, borne, before.decimals_shown)


def _sum(
    results: Results, adjustment: AdjustmentId, sheet: ReconciledSheet, signs: Mapping[Leaf[LineId], int]
) -> SignedSum:
    amount, cells = Decimal(0), []
    for leaf, sign in signs.items():
        rows = sheet.remainder_row_of if leaf.is_remainder else sheet.row_of
        effect = results.effect(adjustment, leaf.line, sheet.period)
        if leaf.is_remainder:
            effect = rest_of_effect(results, adjustment, leaf.line, sheet.period)
        if effect and leaf.line in rows:
            amount += sign * effect
            cells.append((sheet.sheet.ref(rows[leaf.line], sheet.column_of(adjustment)), sign))
    return SignedSum(amount, tuple(cells))


@dataclass(frozen=True)
class TaxBlock:
    """Puts the block from ``first_row`` on. ``amounts``: the periods, then the dates in their order.

    ``rate``: None if nothing tells it.
    """

    sheet: PlannedSheet
    amounts: Sequence[TaxedAmount]
    rate: ToldRate | None
    first_row: int
    words: Words

    def put(self) -> int:
        """Put the block; return the row after it."""
        headings: dict[int, Phrase | str] = {
            NAME: phrase("Tax"),
            BEFORE_TAX: phrase("Effect before tax"),
            TAX: phrase("Tax recorded"),
            SHARE: phrase("Tax, %"),
            EXPECTED: phrase("Expected at the rate"),
            UNEXPLAINED: phrase("Unexplained"),
            TICK: phrase("Tick"),
        }
        row = put_heading(self.sheet, self.first_row, headings, self.words)
        if not self.amounts:
            nothing = phrase("The lines of profit before tax and of tax are not stated.")
            self.sheet.put(row, NAME, say(nothing, self.words), REMARK)
            return row + 1
        self._put_rate(row)
        left = [self._put_amount(row, shown) for row, shown in enumerate(self.amounts, row + 1)]
        row += 1 + len(self.amounts)
        dates = [number for number, shown in enumerate(self.amounts) if shown.is_of_date]
        for earlier, later in pairwise(dates):
            self._put_change(row, earlier, later, left)
            self._put_remark(row + 1, row, earlier, later, left)
            row += 2
        if len(dates) == 1:
            self._put_remark(row, None, dates[0], dates[0], left)
            row += 1
        return row

    @property
    def _row_of(self) -> dict[Scope, int]:
        return {shown.scope: row for row, shown in enumerate(self.amounts, self.first_row + 2)}

    @property
    def _rate_cell(self) -> str:
        return absolute_reference(self.first_row + 1, EXPECTED)

    @property
    def _project(self) -> Project:
        return self.amounts[0].sheet.switches.project

    def _label(self, shown: TaxedAmount) -> str:
        return short_label(self._project.periods[shown.sheet.period], self.words)

    def _if_rate(self, formula: str) -> str:
        return f"=IF(COUNT({self._rate_cell})=0,{BLANK},{formula})"

    def _put_rate(self, row: int) -> None:
        rate, sheet = self.rate, self.sheet
        if rate is None:
            not_stated = phrase("Rate not stated, nor told by these effects; if known, type it here:")
            sheet.put(row, NAME, say(not_stated, self.words), REMARK)
            sheet.put(row, EXPECTED, None, RATE_TO_TYPE)
        elif rate.told_by is None:
            of_others = phrase("Rate at which the other differences bear tax; these effects fit it:")
            sheet.put(row, NAME, say(of_others, self.words), REMARK)
            sheet.put(row, EXPECTED, rate.rate, RATE_TO_TYPE)
        else:
            period = short_label(self._project.periods[rate.told_by[1]], self.words)
            told = phrase("Rate, as the tax of {period} tells it; every period fits it:", period=period)
            sheet.put(row, NAME, say(told, self.words), REMARK)
            telling = self._row_of[rate.told_by]
            before_tax, tax = (relative_reference(telling, column) for column in (BEFORE_TAX, TAX))
            formula = f"=IF({before_tax}=0,{BLANK},ROUND(-{tax}/{before_tax},{RATE_DECIMALS}))"
            sheet.put(row, EXPECTED, rate.rate, RATE, formula)

    def _put_amount(self, row: int, shown: TaxedAmount) -> Decimal | None:
        """Put the row of a period or a date, and return what is unexplained; None if no rate is known."""
        sheet, before, tax, money = self.sheet, shown.before_tax, shown.tax, money_format(shown.decimals)
        name = phrase("At {date}", date=self._label(shown)) if shown.is_of_date else self._label(shown)
        sheet.put(row, NAME, say(name, self.words), CellFormat(indent=1))
        sheet.put(row, BEFORE_TAX, before.amount, money, before.formula)
        sheet.put(row, TAX, tax.amount, money, tax.formula)
        before_cell, tax_cell = (relative_reference(row, column) for column in (BEFORE_TAX, TAX))
        if not shown.is_of_date:
            share = quotient(-tax.amount, before.amount, SHARE_DECIMALS) if before.amount else None
            formula = f"=IF({before_cell}=0,{BLANK},ROUND(-{tax_cell}/{before_cell},{SHARE_DECIMALS}))"
            sheet.put(row, SHARE, share, PERCENT, formula)
        expected = None
        if self.rate:
            expected = (-self.rate.rate * before.amount).quantize(shown.rounding, ROUND_HALF_UP)
        formula = self._if_rate(f"ROUND(-{self._rate_cell}*{before_cell},{shown.decimals})")
        sheet.put(row, EXPECTED, expected, money, formula)
        left = None if expected is None else tax.amount - expected
        expected_cell, left_cell = (relative_reference(row, column) for column in (EXPECTED, UNEXPLAINED))
        sheet.put(row, UNEXPLAINED, left, money, self._if_rate(f"{tax_cell}-{expected_cell}"))
        most = TOLERANCE * shown.rounding
        sheet.put(row, TICK, tick_now(left, most, OPEN), TICKED, tick(left_cell, most, OPEN))
        return left

    def _put_change(self, row: int, earlier: int, later: int, left: Sequence[Decimal | None]) -> None:
        """Put the change between two dates, over which what is unexplained should stay the same."""
        sheet, (first, last) = self.sheet, (self.amounts[earlier], self.amounts[later])
        name = phrase("Change, {first} to {last}", first=self._label(first), last=self._label(last))
        sheet.put(row, NAME, say(name, self.words), CellFormat(indent=1, wrap=True))
        money = replace(money_format(last.decimals), rule=True)
        rows = self._row_of[last.scope], self._row_of[first.scope]
        sheet.put(row, SHARE, None, money)
        for column in (BEFORE_TAX, TAX, EXPECTED, UNEXPLAINED):
            ends = [sheet.cells[each, column].value for each in rows]
            change = ends[0] - ends[1] if isinstance(ends[0], Decimal) and isinstance(ends[1], Decimal) else None
            formula = "-".join(relative_reference(each, column) for each in rows)
            whole = self._if_rate(formula) if column in (EXPECTED, UNEXPLAINED) else f"={formula}"
            sheet.put(row, column, change, money, whole)
        unexplained = _change(left[later], left[earlier])
        formula = tick(relative_reference(row, UNEXPLAINED), last.rounding)
        sheet.put(row, TICK, tick_now(unexplained, last.rounding), TICKED, formula)

    def _put_remark(
        self, row: int, change_row: int | None, earlier: int, later: int, left: Sequence[Decimal | None]
    ) -> None:
        """Put what is said of an amount at a date that the rate does not explain; nothing while it explains it."""
        first, last = self.amounts[earlier], self.amounts[later]
        date, until = self._label(first), self._label(last)
        alone = phrase("{amount} at {date} is not explained by the rate: a question.", date=date)
        stays = phrase(
            "{amount} at {date} is not explained by the rate, nor changed at {until}: a question.",
            date=date,
            until=until,
        )
        moves = phrase(
            "{amount} at {date} is not explained by the rate, nor is its change until {until}: a question.",
            date=date,
            until=until,
        )
        most, decimals = TOLERANCE * first.rounding, first.decimals
        cell = relative_reference(self._row_of[first.scope], UNEXPLAINED)
        of_alone, of_stays, of_moves = (
            text_formula(lambda amount, text=text: self._sentence(text, amount), amount=number_as_text(cell, decimals))
            for text in (alone, stays, moves)
        )
        said = of_alone
        if change_row is not None:
            change = f"ABS(ROUND({relative_reference(change_row, UNEXPLAINED)},{DECIMALS_OF_MONEY}))<={last.rounding:f}"
            said = f"IF({change},{of_stays},{of_moves})"
        formula = self._if_rate(f"IF(ABS(ROUND({cell},{DECIMALS_OF_MONEY}))<={most:f},{BLANK},{said})")
        amount, now = left[earlier], ""
        if amount is not None and abs(amount) > most:
            change_now = _change(left[later], amount)
            is_same = change_now is not None and abs(change_now) <= last.rounding
            text = alone if change_row is None else stays if is_same else moves
            now = self._sentence(text, f"{abs(amount):,.{decimals}f}")
        self.sheet.put(row, NAME, now, QUESTION, formula)

    def _sentence(self, text: Phrase, amount: str) -> str:
        return say(phrase(text.pattern, **{**dict(text.values), "amount": amount}), self.words)


def money_format(decimals: int) -> CellFormat:
    """Return the format of an amount of money: brackets for what takes away, a dash for zero."""
    places = "." + "0" * decimals if decimals else ""
    return CellFormat(number_format=f'#,##0{places}_);(#,##0{places});"—"_)')


def _change(later: Decimal | None, earlier: Decimal | None) -> Decimal | None:
    return None if later is None or earlier is None else later - earlier
