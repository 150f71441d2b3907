"""The lines that a difference moves in one reporting period, each beside the line of profit that answers it.

Amounts are signed as their lines display them; differences and sums count them as they add to net assets or to profit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from workbench.domain.adjustments import Adjustment
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line
from workbench.engine import Results
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.difference_look import (
    CLOSING,
    DIFFERENCE,
    FAILS,
    MOVEMENT,
    NAME,
    OPEN,
    OPENING,
    PROFIT,
    PROFIT_LINE,
    QUIET,
    REMARK,
    TEXT,
    TICK,
    TICKED,
    WIDTH_OF_ALL,
    put_caption,
    put_heading,
    tick,
    tick_now,
)
from workbench.exporting.formulas import signed_sum
from workbench.exporting.layout import CellFormat, PlannedSheet, number_format, relative_reference
from workbench.exporting.lead_periods import LeadFigure, LeadPeriod
from workbench.exporting.listing_sheets import ENTERED_AMOUNT, FIRST_ENTRY_ROW
from workbench.exporting.reconciled_sheet import ReconciledSheet
from workbench.phrases import Phrase, Words, listing, phrase, phrase_of_count, say
from workbench.presentation.line_roll_forward import Articulation, SignedLine, StatementsOfPeriod, articulations
from workbench.wording.periods import short_label

NOTHING = Decimal(0)
MOST_PAIRS = 300
"""As many lines, or lines together, are shown of a period; the entries list the others."""
Terms = dict[int, list[tuple[int, SignedLine]]]
"""The rows of the lines that add up to a total, by column."""


@dataclass(frozen=True)
class RollForwardBlock:
    """Puts the block on ``sheet``. ``sheets``: at the beginning, of the period, and at the end; None where none is."""

    sheet: PlannedSheet
    results: Results
    places: WorkbookPlaces
    adjustment: Adjustment
    lead: LeadPeriod
    sheets: tuple[ReconciledSheet | None, ReconciledSheet | None, ReconciledSheet | None]
    words: Words

    def put(self, row: int) -> int:
        """Put the block from ``row`` on; return the row after it."""
        row = self._put_headings(row)
        pairs = self._pairs
        terms: Terms = {OPENING: [], CLOSING: [], PROFIT: []}
        for pair in pairs[:MOST_PAIRS]:
            row = self._put_pair(row, pair, terms)
        if left_out := len(pairs[MOST_PAIRS:]):
            more = phrase_of_count(
                "{count:,} further line: see Entries", "{count:,} further lines: see Entries", left_out
            )
            self.sheet.put(row, NAME, say(more, self.words), REMARK)
            row += 1
        total_row = row
        row = self._put_totals(row)
        if pairs and not left_out:
            row = self._put_sums(row, total_row, terms)
        for remark in self._remarks(has_lines=bool(pairs)):
            row = self.sheet.put_lines(row, NAME, say(remark, self.words), WIDTH_OF_ALL, REMARK)
        return row

    @cached_property
    def _pairs(self) -> tuple[Articulation, ...]:
        return articulations(self.results, self.adjustment, self._stated)

    @cached_property
    def _is_in_equity(self) -> bool:
        """True if what went to equity directly answers all lines that no other line answers."""
        alone = sum((pair.difference for pair in self._pairs if not pair.is_paired), NOTHING)
        direct, _ = self.lead.direct_effect(self.results, self.adjustment.id)
        return bool(direct) and alone == direct

    @property
    def _stated(self) -> StatementsOfPeriod:
        opening, flows, closing = self.sheets
        period = replace(self.lead.period, opening=opening.period if opening else None)
        return StatementsOfPeriod(period, closing.statement if closing else None, flows.statement if flows else None)

    def _put_headings(self, row: int) -> int:
        lead, project = self.lead, self.results.project
        opening, closing = (
            short_label(project.periods[date], self.words) if figure and date else ""
            for figure, date in ((lead.opening, lead.period.opening), (lead.closing, lead.period.closing))
        )
        period = short_label(project.periods[lead.period_named], self.words)
        headings: dict[int, Phrase | str] = {
            NAME: phrase("Effects and roll-forward by line: {period}", period=period),
            OPENING: opening,
            MOVEMENT: phrase("Movement") if opening and closing else "",
            CLOSING: closing,
            PROFIT: phrase("Effect on the profit line") if lead.profit else "",
            DIFFERENCE: phrase("Roll-forward difference") if opening and closing and lead.profit else "",
            PROFIT_LINE: phrase("Profit line") if lead.profit else "",
            TICK: phrase("Tick"),
        }
        return put_heading(self.sheet, row, headings, self.words)

    # ---- the lines

    def _put_pair(self, row: int, pair: Articulation, terms: Terms) -> int:
        """Put lines that move together, balances left and flows right; return the row after them."""
        after = row + max(len(pair.balances), len(pair.flows))
        for at, balance in enumerate(pair.balances, row):
            self._put_balance(at, balance)
            terms[OPENING].append((at, balance))
            terms[CLOSING].append((at, balance))
        for at, flow in enumerate(pair.flows, row):
            self._put_flow(at, flow, is_alone=not pair.balances)
            terms[PROFIT].append((at, flow))
        if pair.flows:
            for at in range(row + len(pair.flows), after):
                self._put_text(at, PROFIT_LINE, phrase("together with the lines above"))
        if all(self.sheets):
            self._put_difference(after - 1, row, pair)
        return after

    def _put_balance(self, row: int, balance: SignedLine) -> None:
        opening, _, closing = self.sheets
        cell = self._cell(closing, balance) or self._cell(opening, balance)
        put_caption(self.sheet, row, NAME, self._caption(balance), cell)
        self._put_effect(row, OPENING, opening, balance, balance.opening)
        self._put_effect(row, CLOSING, closing, balance, balance.closing)
        if opening and closing:
            formula = f"={_at(row, CLOSING)}-{_at(row, OPENING)}"
            self.sheet.put(row, MOVEMENT, balance.movement, _format_of(balance.line), formula)

    def _put_flow(self, row: int, flow: SignedLine, *, is_alone: bool) -> None:
        """Put a line of profit; alone, it is the line of the row."""
        flows = self.sheets[1]
        column, indent = (NAME, 0) if is_alone else (PROFIT_LINE, 1)
        put_caption(self.sheet, row, column, self._caption(flow), self._cell(flows, flow), indent)
        self._put_effect(row, PROFIT, flows, flow, flow.closing)

    def _put_effect(
        self, row: int, column: int, on: ReconciledSheet | None, shown: SignedLine, amount: Decimal
    ) -> None:
        """Put an effect as a reference to its cell; it leads to its entry."""
        if on is not None and (cell := self._cell(on, shown)):
            link = self._entry(shown.line, on.period) or cell
            self.sheet.put(row, column, amount, _format_of(shown.line), f"={cell}", link)

    def _put_difference(self, row: int, first: int, pair: Articulation) -> None:
        """Put what the movement adds to net assets less what the flows add to profit, and its tick."""
        terms = [(at, MOVEMENT, balance.sign) for at, balance in enumerate(pair.balances, first)]
        terms += [(at, PROFIT, -flow.sign) for at, flow in enumerate(pair.flows, first)]
        line = (*pair.balances, *pair.flows)[0].line
        self.sheet.put(row, DIFFERENCE, pair.difference, _format_of(line), f"={_sum(terms)}")
        if not pair.is_paired:
            alone = phrase("no line of profit") if pair.balances else phrase("no line of the balance sheet")
            self._put_text(row, PROFIT_LINE, phrase("directly in equity") if self._is_in_equity else alone)
            if self._is_in_equity:
                return
        broken = FAILS if pair.is_paired else OPEN
        formula = tick(_at(row, DIFFERENCE), pair.rounding, broken)
        self.sheet.put(row, TICK, tick_now(pair.difference, pair.rounding, broken), TICKED, formula)

    def _put_text(self, row: int, column: int, text: Phrase) -> None:
        self.sheet.put(row, column, say(text, self.words), replace(QUIET, indent=1))

    def _caption(self, shown: SignedLine) -> str:
        if not shown.is_rest:
            return shown.line.name
        return say(phrase("{line}: not explained by its parts", line=shown.line.name), self.words)

    def _cell(self, on: ReconciledSheet | None, shown: SignedLine) -> str:
        """Return the cell of an effect; empty if the difference is not stated there."""
        if on is None or not self._is_stated(on):
            return ""
        rows = on.remainder_row_of if shown.is_rest else on.row_of
        if shown.line.id not in rows:
            return ""
        return on.sheet.ref(rows[shown.line.id], on.column_of(self.adjustment.id))

    def _is_stated(self, on: ReconciledSheet) -> bool:
        return (on.statement.id, on.period) in self.adjustment.stated_for

    def _entry(self, line: Line, period: PeriodId) -> str:
        rows = self.places.entry_rows.get((line.id, period), ())
        row = next((row for row in rows if row in self._entry_rows), None)
        return self.places.entries.ref(row, ENTERED_AMOUNT) if row else ""

    @cached_property
    def _entry_rows(self) -> range:
        """The rows of the difference on the list of entries."""
        first = FIRST_ENTRY_ROW
        for known in self.places.project.adjustments:
            after = first + sum(len(entry.legs) for entry in known.entries.values())
            if known.id == self.adjustment.id:
                return range(first, after)
            first = after
        return range(0)

    # ---- the totals

    @cached_property
    def _totals(self) -> dict[int, tuple[LeadFigure, Decimal]]:
        """The figures of equity at both ends and of profit with the effects on them, by column; only those known."""
        lead = self.lead
        figures = {OPENING: lead.opening, CLOSING: lead.closing, PROFIT: lead.profit}
        effects = {
            column: (figure, figure.effect(self.results, self.adjustment.id))
            for column, figure in figures.items()
            if figure is not None
        }
        return {column: (figure, effect) for column, (figure, effect) in effects.items() if effect is not None}

    def _effect(self, column: int) -> Decimal:
        return self._totals[column][1] if column in self._totals else NOTHING

    def _put_totals(self, row: int) -> int:
        """Put the effect on equity and on profit, what went to equity directly, and whether they add up."""
        sheet, lead = self.sheet, self.lead
        for column in range(NAME, TICK + 1):
            sheet.put(row, column, None, CellFormat(rule=True))
        sheet.put(row, NAME, say(phrase("Equity and profit"), self.words), CellFormat(bold=True, rule=True))
        for column, (figure, effect) in self._totals.items():
            cell = figure.cell(figure.sheet.column_of(self.adjustment.id))
            sheet.put(row, column, effect, _total_of(figure.line), f"={cell}")
        if lead.profit:
            sheet.put(row, PROFIT_LINE, lead.profit.line.name, replace(QUIET, rule=True, indent=1))
        if not (lead.opening and lead.closing):
            return row + 1
        movement = self._effect(CLOSING) - self._effect(OPENING)
        formula = f"={_at(row, CLOSING)}-{_at(row, OPENING)}"
        sheet.put(row, MOVEMENT, movement, _total_of(lead.closing.line), formula)
        return self._put_direct(row + 1, row, movement, lead.closing.line) if lead.profit else row + 1

    def _put_direct(self, row: int, total_row: int, movement: Decimal, equity: Line) -> int:
        """Put what went to equity directly, and what of its movement neither that nor profit explains."""
        sheet = self.sheet
        left, text = movement - self._effect(PROFIT), f"{_at(total_row, MOVEMENT)}-{_at(total_row, PROFIT)}"
        name, broken = phrase("Direct to equity, or not explained: parts of equity are not stated"), OPEN
        if self.lead.direct_lines():
            direct, formula = self.lead.direct_effect(self.results, self.adjustment.id)
            name, broken = phrase("Direct to equity, by its entries on other parts of equity"), FAILS
            sheet.put(row, PROFIT, direct, _format_of(equity), formula)
            left, text = left - direct, f"{text}-{_at(row, PROFIT)}"
        sheet.put(row, NAME, say(name, self.words), TEXT)
        sheet.put(row, DIFFERENCE, left, replace(_format_of(equity), bold=True), f"={text}")
        formula = tick(_at(row, DIFFERENCE), NOTHING, broken)
        sheet.put(row, TICK, tick_now(left, NOTHING, broken), TICKED, formula)
        return row + 1

    def _put_sums(self, row: int, total_row: int, terms: Terms) -> int:
        """Put whether the lines add up to equity and to profit, column by column; return the row after that."""
        shown = {column: known for column, known in self._totals.items() if terms[column]}
        if not shown:
            return row
        self.sheet.put(row, NAME, say(phrase("The lines add up to these"), self.words), QUIET)
        for column, (_, effect) in shown.items():
            added = sum((line.sign * _amount(self.sheet, at, column) for at, line in terms[column]), NOTHING)
            text = _sum([(at, column, line.sign) for at, line in terms[column]])
            formula = tick(f"({text}-{_at(total_row, column)})", NOTHING)
            self.sheet.put(row, column, tick_now(added - effect, NOTHING), replace(TICKED, align="right"), formula)
        return row + 1

    # ---- what there is not

    def _remarks(self, *, has_lines: bool) -> list[Phrase]:
        """Return what there is not, so that nothing is missing in silence."""
        opening, flows, closing = self.sheets
        ends = (self.lead.opening, self.lead.profit, self.lead.closing)
        said = []
        if not any(self.sheets):
            said.append(phrase("The sources state totals only, and no lines."))
        elif not has_lines:
            said.append(phrase("It moves no line of the balance sheet or of profit in this period."))
        if flows and not closing:
            said.append(phrase("No balance sheet is reconciled at the end of this period: nothing to roll forward."))
        elif flows and not opening:
            said.append(phrase("No balance sheet is reconciled at the beginning of this period: no movement."))
        elif closing and not flows:
            said.append(phrase("No profit is reconciled for a period that ends at this date."))
        shown = [end.sheet for end in ends if end]
        names = [
            short_label(self.results.project.periods[on.period], self.words) for on in shown if not self._is_stated(on)
        ]
        if names:
            periods = listing(names, self.words)
            said.append(phrase("Not stated for {periods}, and counted as nil there.", periods=periods))
        in_error = {sheet.period for sheet in (*shown, *filter(None, self.sheets))}
        if number := sum(period in in_error for _, period in self.adjustment.unknown):
            said.append(
                phrase_of_count(
                    "{count:,} effect is an error in its source, and counted as nil.",
                    "{count:,} effects are errors in their source, and counted as nil.",
                    number,
                )
            )
        return said


def _format_of(line: Line) -> CellFormat:
    return CellFormat(number_format=number_format(line))


def _total_of(line: Line) -> CellFormat:
    return CellFormat(number_format=number_format(line), bold=True, rule=True)


def _at(row: int, column: int) -> str:
    return relative_reference(row, column)


def _sum(terms: Sequence[tuple[int, int, int]]) -> str:
    """Return the sum of cells, each (row, column, sign): ``C7-C8``."""
    return signed_sum((_at(row, column), sign) for row, column, sign in terms)


def _amount(sheet: PlannedSheet, row: int, column: int) -> Decimal:
    """Return the amount of a planned cell; a blank counts as nil."""
    cell = sheet.cells.get((row, column))
    return cell.value if cell is not None and isinstance(cell.value, Decimal) else NOTHING
