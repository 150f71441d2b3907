"""The tax of a difference: what is recorded, what the rate of the differences comes to, and what is unexplained."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.statements import Concept, LineUnit
from workbench.engine import Results
from workbench.exporting.layout import BLUE, GREY, HEADING_FILL, CellFormat, PlannedSheet, relative_reference
from workbench.exporting.reconciled_sheet import ReconciledSheet
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.line_roll_forward import DEFERRED_TAX
from workbench.wording.periods import short_label

NAME, FIRST_COLUMN, REMARK = 1, 2, 7
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
HEADING_OF_NAMES = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
AMOUNT = '#,##0_);(#,##0);"—"_)'
LAST_COLUMN, NEARLY = 8, Decimal(1)
"""The last column of the heading; within what an unexplained amount counts as the same at both dates."""


@dataclass(frozen=True, slots=True)
class SignedSum:
    """An amount, and the cells that it is the sum of, each with its sign."""

    amount: Decimal
    cells: tuple[tuple[str, int], ...]

    @property
    def formula(self) -> str | None:
        text = "".join(f"{'+' if sign > 0 else '-'}{cell}" for cell, sign in self.cells)
        return f"={text.removeprefix('+')}" if text else None


@dataclass(frozen=True)
class TaxColumn:
    """The effects of a difference before tax, and on tax, at a date or over a period; both by what they add."""

    sheet: ReconciledSheet
    before_tax: SignedSum
    tax: SignedSum

    @property
    def is_of_date(self) -> bool:
        return self.sheet.switches.project.periods[self.sheet.period].is_instant

    @classmethod
    def of_date(
        cls, results: Results, adjustment: AdjustmentId, sheet: ReconciledSheet, signs: Mapping[LineId, int]
    ) -> "TaxColumn":
        """Return the effects on net assets without deferred tax, and on deferred tax. ``signs``: of net assets."""
        lines = [line for line in sheet.statement.lines if line.id in signs and line.unit is LineUnit.MONEY]
        taxes = [line.id for line in lines if line.concept in DEFERRED_TAX]
        others = [line.id for line in lines if line.concept not in DEFERRED_TAX]
        before, tax = (_sum(results, adjustment, sheet, ids, signs) for ids in (others, taxes))
        return cls(sheet, before, tax)

    @classmethod
    def of_period(cls, results: Results, adjustment: AdjustmentId, sheet: ReconciledSheet) -> "TaxColumn | None":
        """Return the effects on profit before tax, and on tax; None if these lines are not known."""
        before, tax, after = (
            sheet.statement.line_with(concept)
            for concept in (Concept.PRE_TAX_INCOME, Concept.INCOME_TAX, Concept.NET_INCOME)
        )
        if before is None or tax is None or after is None:
            return None
        weights = {leaf.line: weight for leaf, weight in sheet.statement.graph.leaves(after.id).items()}
        signs = {before.id: 1, tax.id: weights.get(tax.id, 1)}
        return cls(
            sheet,
            _sum(results, adjustment, sheet, (before.id,), signs),
            _sum(results, adjustment, sheet, (tax.id,), signs),
        )


def _sum(
    results: Results,
    adjustment: AdjustmentId,
    sheet: ReconciledSheet,
    lines: Iterable[LineId],
    signs: Mapping[LineId, int],
) -> SignedSum:
    amount, cells = Decimal(0), []
    for line in lines:
        if effect := results.effect(adjustment, line, sheet.period):
            amount += signs[line] * effect
            cells.append((sheet.cell(line, sheet.column_of(adjustment)), signs[line]))
    return SignedSum(amount, tuple(cells))


def put_tax(sheet: PlannedSheet, columns: Sequence[TaxColumn], rate: Decimal | None, row: int, words: Words) -> int:
    """Put the tax of a difference in each of ``columns``; return the row after it."""
    if not columns:
        return row - 1
    for column in range(NAME, LAST_COLUMN + 1):
        sheet.put(row, column, None, HEADING)
    sheet.put(row, NAME, say(phrase("Tax"), words), HEADING_OF_NAMES)
    names: tuple[Phrase, ...] = (
        phrase("Net assets or profit before tax"),
        phrase("Tax recorded"),
        phrase("Expected at the rate"),
        phrase("Unexplained"),
    )
    rate_row = row + 1
    sheet.put(rate_row, NAME, say(phrase("Rate at which most differences bear tax"), words), CellFormat(wrap=True))
    if rate is None:
        unknown = phrase("not stated, and their effects do not tell it")
        sheet.put(rate_row, FIRST_COLUMN, say(unknown, words), CellFormat(colour=GREY))
        names = names[:2]
    else:
        sheet.put(rate_row, FIRST_COLUMN, rate, CellFormat(number_format="0.0%", colour=BLUE))
    for number, name in enumerate(names, 1):
        is_last = number == len(names) and rate is not None
        sheet.put(rate_row + number, NAME, say(name, words), CellFormat(bold=is_last, rule=is_last, wrap=True))
    unexplained = []
    for column, shown in enumerate(columns, FIRST_COLUMN):
        period = shown.sheet.switches.project.periods[shown.sheet.period]
        sheet.put(row, column, short_label(period, words), HEADING)
        amount = _put_column(sheet, column, rate_row, shown, rate)
        unexplained += [amount] if amount is not None and shown.is_of_date else []
    if remark := _remark(unexplained):
        sheet.put(rate_row + len(names), REMARK, say(remark, words), CellFormat(colour=GREY, wrap=True))
        sheet.heights[rate_row + len(names)] = 42
    return rate_row + len(names) + 1


def _put_column(
    sheet: PlannedSheet, column: int, rate_row: int, shown: TaxColumn, rate: Decimal | None
) -> Decimal | None:
    """Put one column, and return what is unexplained; None if no rate is known."""
    amount_format = CellFormat(number_format=AMOUNT)
    for row, part in ((rate_row + 1, shown.before_tax), (rate_row + 2, shown.tax)):
        sheet.put(row, column, part.amount, amount_format, part.formula)
    if rate is None:
        return None
    before, tax, expected = (relative_reference(rate_row + number, column) for number in (1, 2, 3))
    at_rate = -(shown.before_tax.amount * rate).quantize(Decimal(1), ROUND_HALF_UP)
    rate_cell = f"${relative_reference(rate_row, FIRST_COLUMN)[0]}${rate_row}"
    sheet.put(rate_row + 3, column, at_rate, amount_format, f"=-ROUND({before}*{rate_cell},0)")
    unexplained = shown.tax.amount - at_rate
    total = CellFormat(number_format=AMOUNT, bold=True, rule=True)
    sheet.put(rate_row + 4, column, unexplained, total, f"={tax}-{expected}")
    return unexplained


def _remark(unexplained: Sequence[Decimal]) -> Phrase | None:
    """Return what is said of deferred tax that the rate does not explain; None if it explains it."""
    if not unexplained or max(map(abs, unexplained)) <= NEARLY:
        return None
    if len(unexplained) == 2 and abs(unexplained[1] - unexplained[0]) <= NEARLY:
        return phrase("The same at both dates: an opening amount of deferred tax that the rate does not explain.")
    return phrase("Deferred tax that the rate does not explain.")
