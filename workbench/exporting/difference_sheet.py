"""One sheet for each difference: how it rolls forward, its tax, what it is, its evidence, questions, and sign-off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject
from workbench.engine import Results
from workbench.exporting.difference_tax import TaxColumn, put_tax
from workbench.exporting.formulas import text_literal
from workbench.exporting.layout import (
    BLUE,
    GREY,
    HEADING_FILL,
    CellFormat,
    GreyedArea,
    PlannedSheet,
    SheetNames,
    Tab,
    absolute_reference,
    number_format,
    quote_sheet_name,
    relative_reference,
)
from workbench.exporting.lead_periods import LeadFigure, LeadPeriod
from workbench.exporting.listing_sheets import FIRST_ENTRY_ROW
from workbench.exporting.note_numbers import note_number
from workbench.exporting.reconciled_sheet import ReconciledSheet
from workbench.exporting.remark_places import answers, say_author
from workbench.exporting.remark_sheets import KINDS
from workbench.exporting.sheet_headers import HEADING_ROW, TITLE_ROW, put_header
from workbench.exporting.switches import Switches
from workbench.exporting.writable_text import short_text
from workbench.phrases import Phrase, Words, phrase, phrase_of_count, say
from workbench.presentation.line_roll_forward import (
    Articulation,
    SignedLine,
    StatementsOfPeriod,
    articulations,
    net_asset_lines,
)
from workbench.presentation.remarks import remarks_on
from workbench.presentation.states import ColumnState
from workbench.presentation.tax_rate import rate_of_differences
from workbench.wording.names import name_of_difference, name_of_nature, with_capital
from workbench.wording.periods import label, short_label

NAME, OPENING, MOVEMENT, CLOSING, PROFIT, DIFFERENCE, PROFIT_LINE, TICK = range(1, 9)
WIDTHS = {NAME: 42, **dict.fromkeys(range(OPENING, DIFFERENCE + 1), 13), PROFIT_LINE: 36, TICK: 6}
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
HEADING_OF_NAMES = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
TEXT, QUIET, BOX = CellFormat(wrap=True), CellFormat(colour=GREY, wrap=True), CellFormat(boxed=True)
LINK, PROFIT_CAPTION = CellFormat(colour=BLUE, wrap=True), CellFormat(colour=GREY, wrap=True, indent=1)
LINK_ON_ONE_LINE = CellFormat(colour=BLUE)
DIGITS_OF_HASH = 16
SIGNERS = (phrase("Prepared"), phrase("Reviewed"))


@dataclass(frozen=True)
class DifferencesShown:
    """What the sheets of differences refer to. ``leads``: the reporting periods, the latest first."""

    results: Results
    leads: Sequence[LeadPeriod]
    reconciled: Sequence[ReconciledSheet]
    entries: PlannedSheet
    notes: PlannedSheet
    switches: Switches
    words: Words

    def sheet_of(self, kinds: Iterable[StatementKind], period: PeriodId | None) -> ReconciledSheet | None:
        """Return the sheet of the first of ``kinds`` that is reconciled for a period."""
        of_period = [sheet for sheet in self.reconciled if sheet.period == period]
        found = (sheet for kind in kinds for sheet in of_period if sheet.statement.kind is kind)
        return next(found, None)


def lay_out_differences(shown: DifferencesShown, names: SheetNames) -> dict[AdjustmentId, PlannedSheet]:
    """Return the sheet of each difference."""
    project, words = shown.results.project, shown.words
    rate = rate_of_differences(shown.results)
    sheets = {}
    for number, adjustment in enumerate(project.adjustments, 1):
        reference, whole = f"D{number}", f"D{number} {adjustment.name}"
        name = names.new(whole if len(whole) <= SheetNames.LONGEST else reference)  # no name is cut
        sheet = PlannedSheet(name, tab=Tab.DIFFERENCE, is_printed=True, on_one_page=True, widths=dict(WIDTHS))
        put_header(sheet, project, "", "", words)
        _put_title(sheet, shown, adjustment)
        row = HEADING_ROW - 1
        for lead in shown.leads:
            row = _put_roll_forward(sheet, shown, adjustment, lead, row + 1)
        row = put_tax(sheet, _tax_columns(shown, adjustment), rate, row + 1, words)
        row = _put_facts(sheet, shown, adjustment, row + 1)
        row = _put_evidence(sheet, project, adjustment, row + 1, words)
        row = _put_questions(sheet, project, adjustment, row + 1, words)
        _put_sign_off(sheet, row + 1, words)
        sheet.fit_captions(NAME)
        switch = shown.switches.cells[adjustment.id]
        sheet.greyed_area = GreyedArea((HEADING_ROW, 1, sheet.last_row, TICK), f"{switch}<>1")
        sheets[adjustment.id] = sheet
    return sheets


def _put_title(sheet: PlannedSheet, shown: DifferencesShown, adjustment: Adjustment) -> None:
    """Put the name of a difference, and that it is off while it is."""
    project, words = shown.results.project, shown.words
    number, name = note_number(project, adjustment), short_text(name_of_difference(adjustment, words))
    title = say(phrase("Difference ({number}): {name}", number=number, name=name), words)
    off = say(phrase("{difference}: {state}", difference=title, state=ColumnState.OFF.value), words)
    formula = f"=IF({shown.switches.cells[adjustment.id]}=1,{text_literal(title)},{text_literal(off)})"
    now = title if adjustment.id in project.enabled else off
    sheet.put(TITLE_ROW, 1, now, CellFormat(bold=True, size=11), formula)


def _put_roll_forward(
    sheet: PlannedSheet, shown: DifferencesShown, adjustment: Adjustment, lead: LeadPeriod, row: int
) -> int:
    """Put the lines that a difference affects over a reporting period; return the row after them, ``row`` if none."""
    figures = (lead.opening, lead.profit, lead.closing)
    if not any(figure and figure.is_stated(adjustment.id) for figure in figures):
        return row - 1
    project, words = shown.results.project, shown.words
    flows = shown.sheet_of((StatementKind.OPERATIONS,), lead.period.duration)
    closing = shown.sheet_of((StatementKind.FINANCIAL_POSITION,), lead.period.closing if lead.closing else None)
    opening = shown.sheet_of((StatementKind.FINANCIAL_POSITION,), lead.period.opening if lead.opening else None)
    stated = StatementsOfPeriod(
        replace(lead.period, opening=opening.period if opening else None),
        closing.statement if closing else None,
        flows.statement if flows and lead.profit else None,
    )
    _put_headings(sheet, project, lead, row, words)
    row += 1
    cells = _EffectCells(adjustment.id, opening, closing, flows)
    for articulation in articulations(shown.results, adjustment, stated):
        row = _put_articulation(sheet, cells, articulation, row)
    return _put_totals(sheet, shown, adjustment, lead, row)


def _put_headings(sheet: PlannedSheet, project: Project, lead: LeadPeriod, row: int, words: Words) -> None:
    opening, closing = (
        short_label(project.periods[date], words) if figure and date else ""
        for figure, date in ((lead.opening, lead.period.opening), (lead.closing, lead.period.closing))
    )
    period = label(project.periods[lead.period_named], words)
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
    for column, heading in headings.items():
        is_name = column in (NAME, PROFIT_LINE)
        sheet.put(row, column, say(heading, words), HEADING_OF_NAMES if is_name else HEADING)
    sheet.heights[row] = 30


@dataclass(frozen=True)
class _EffectCells:
    """The cells of the effects of one difference on the sheets of a reporting period."""

    adjustment: AdjustmentId
    opening: ReconciledSheet | None
    closing: ReconciledSheet | None
    flows: ReconciledSheet | None

    def at(self, sheet: ReconciledSheet | None, line: LineId) -> str | None:
        """Return the cell of an effect; None if the difference is not stated there."""
        if sheet is None or self.adjustment not in {known.id for known in sheet.adjustments}:
            return None
        return sheet.cell(line, sheet.column_of(self.adjustment))


def _put_articulation(sheet: PlannedSheet, cells: _EffectCells, pair: Articulation, row: int) -> int:
    """Put lines that move together, balances left and flows right; return the row after them."""
    first = row
    height = max(len(pair.balances), len(pair.flows))
    for number in range(height):
        if number < len(pair.balances):
            _put_balance(sheet, cells, pair.balances[number], row)
        if number < len(pair.flows):
            flow = pair.flows[number]
            amount = CellFormat(number_format=number_format(flow.line))
            cell = cells.at(cells.flows, flow.line.id)
            sheet.put(row, PROFIT, flow.closing, amount, cell and f"={cell}", link=cell or "")
            sheet.put(row, PROFIT_LINE, flow.line.name, PROFIT_CAPTION)
        sheet.put(row, TICK, None, BOX)
        row += 1
    if cells.opening and cells.closing and cells.flows:
        gain = _terms_of(pair.balances, first, MOVEMENT)
        profit = _terms_of(pair.flows, first, PROFIT, "-")
        shown = pair.balances or pair.flows
        amount = CellFormat(number_format=number_format(shown[0].line))
        sheet.put(row - 1, DIFFERENCE, pair.difference, amount, f"={(gain + profit).removeprefix('+')}")
    return row


def _put_balance(sheet: PlannedSheet, cells: _EffectCells, balance: SignedLine, row: int) -> None:
    amount = CellFormat(number_format=number_format(balance.line))
    opening, closing = (cells.at(on, balance.line.id) for on in (cells.opening, cells.closing))
    sheet.put(row, NAME, balance.line.name, LINK, link=closing or opening or "")
    if opening:
        sheet.put(row, OPENING, balance.opening, amount, f"={opening}")
    if closing:
        sheet.put(row, CLOSING, balance.closing, amount, f"={closing}")
    if cells.opening and cells.closing:
        formula = f"={relative_reference(row, CLOSING)}-{relative_reference(row, OPENING)}"
        sheet.put(row, MOVEMENT, balance.movement, amount, formula)


def _terms_of(lines: Sequence[SignedLine], first: int, column: int, before: str = "+") -> str:
    """Return the cells of lines with the signs in which they count: ``+C7-C8``. ``before``: the sign of them all."""
    other = "-" if before == "+" else "+"
    signs = (before if line.sign > 0 else other for line in lines)
    return "".join(f"{sign}{relative_reference(row, column)}" for row, sign in enumerate(signs, first))


def _put_totals(
    sheet: PlannedSheet, shown: DifferencesShown, adjustment: Adjustment, lead: LeadPeriod, row: int
) -> int:
    """Put the effect on equity and on profit, what went to equity directly, and whether they add up."""
    results, words = shown.results, shown.words
    figures: Mapping[int, LeadFigure | None] = {OPENING: lead.opening, CLOSING: lead.closing, PROFIT: lead.profit}
    name = phrase("Equity and profit")
    sheet.put(row, NAME, say(name, words), CellFormat(bold=True, rule=True))
    amounts: dict[int, Decimal] = {}
    for column, figure in figures.items():
        amount = figure.effect(results, adjustment.id) if figure else None
        if figure is None or amount is None:
            sheet.put(row, column, None, CellFormat(rule=True))
            continue
        amounts[column] = amount
        cell = figure.cell(figure.sheet.column_of(adjustment.id))
        cell_format = CellFormat(number_format=number_format(figure.line), bold=True, rule=True)
        sheet.put(row, column, amount, cell_format, f"={cell}")
    for column in (MOVEMENT, DIFFERENCE, PROFIT_LINE, TICK):
        sheet.put(row, column, None, CellFormat(rule=True))
    if lead.profit:
        sheet.put(row, PROFIT_LINE, lead.profit.line.name, replace(PROFIT_CAPTION, rule=True))
    if not (lead.opening and lead.closing):
        return row + 1
    cell_format = CellFormat(number_format=number_format(lead.closing.line), bold=True, rule=True)
    movement = amounts.get(CLOSING, Decimal(0)) - amounts.get(OPENING, Decimal(0))
    opening, closing, profit = (relative_reference(row, column) for column in (OPENING, CLOSING, PROFIT))
    sheet.put(row, MOVEMENT, movement, cell_format, f"={closing}-{opening}")
    direct, formula = lead.direct_effect(results, adjustment.id)
    sheet.put(row + 1, NAME, say(phrase("Direct to equity, by its entries on other parts of equity"), words), TEXT)
    sheet.put(row + 1, PROFIT, direct, replace(cell_format, bold=False, rule=False), formula)
    if lead.profit:
        unexplained = movement - amounts.get(PROFIT, Decimal(0)) - direct
        direct_cell = relative_reference(row + 1, PROFIT)
        formula = f"={relative_reference(row, MOVEMENT)}-{profit}-{direct_cell}"
        sheet.put(row + 1, DIFFERENCE, unexplained, replace(cell_format, rule=False), formula)
    return row + 2


def _tax_columns(shown: DifferencesShown, adjustment: Adjustment) -> list[TaxColumn]:
    """Return the moments for which tax is shown: the dates of the latest period, then every duration."""
    columns: list[TaxColumn] = []
    dated = next((lead for lead in shown.leads if lead.closing), None)
    for date in (dated.period.opening if dated.opening else None, dated.period.closing) if dated else ():
        sheet = shown.sheet_of((StatementKind.FINANCIAL_POSITION,), date)
        if sheet is not None and adjustment.id in {known.id for known in sheet.adjustments}:
            columns.append(TaxColumn.of_date(shown.results, adjustment.id, sheet, net_asset_lines(sheet.statement)))
    for lead in shown.leads:
        sheet = shown.sheet_of((StatementKind.OPERATIONS,), lead.period.duration) if lead.profit else None
        if sheet is not None and adjustment.id in {known.id for known in sheet.adjustments}:
            column = TaxColumn.of_period(shown.results, adjustment.id, sheet)
            columns += [column] if column else []
    return columns[: DIFFERENCE - OPENING + 1]


def _put_heading(sheet: PlannedSheet, row: int, headings: Mapping[int, Phrase], words: Words) -> int:
    for column in range(NAME, TICK + 1):
        heading = headings.get(column)
        sheet.put(row, column, say(heading, words) if heading else None, HEADING_OF_NAMES)
    return row + 1


def _put_facts(sheet: PlannedSheet, shown: DifferencesShown, adjustment: Adjustment, row: int) -> int:
    """Put what a difference is: nature, standards, share of minorities, other comprehensive income, cash flows."""
    results, words = shown.results, shown.words
    source, target = results.project.frameworks
    row = _put_heading(sheet, row, {NAME: phrase("What it is")}, words)
    not_stated = say(phrase("not stated"), words)
    nature = with_capital(name_of_nature(adjustment.nature, words)) if adjustment.nature else not_stated
    for name, text in (
        (phrase("Nature"), nature),
        (phrase("Standard, {framework}", framework=source.label), adjustment.standards[0] or not_stated),
        (phrase("Standard, {framework}", framework=target.label), adjustment.standards[1] or not_stated),
    ):
        sheet.put(row, NAME, say(name, words), TEXT)
        sheet.put(row, OPENING, text, CellFormat())
        row += 1
    for name, concepts in (
        (phrase("Share of minorities in its effect on profit"), (Concept.NET_INCOME, Concept.ATTRIBUTABLE_NET_INCOME)),
        (phrase("Other comprehensive income"), (Concept.OTHER_COMPREHENSIVE_INCOME,)),
    ):
        sheet.put(row, NAME, say(name, words), TEXT)
        _put_effect_of(sheet, shown, adjustment, concepts, row, not_stated)
        row += 1
    sheet.put(row, NAME, say(phrase("Cash flows"), words), TEXT)
    sheet.put(row, OPENING, say(_on_cash_flows(results, adjustment), words), CellFormat())
    number = sum(len(entry.legs) for entry in adjustment.entries.values())
    entries = phrase_of_count("{count} row on the sheet of entries", "{count} rows on the sheet of entries", number)
    first = FIRST_ENTRY_ROW + _rows_before(results.project, adjustment.id)
    sheet.put(row + 1, NAME, say(phrase("Entries and note"), words), TEXT)
    sheet.put(row + 1, OPENING, say(entries, words), LINK_ON_ONE_LINE, link=shown.entries.ref(first, 1))
    sheet.put(row + 1, PROFIT, say(phrase("the note"), words), LINK_ON_ONE_LINE, link=_top_of(shown.notes))
    return row + 2


def _put_effect_of(
    sheet: PlannedSheet,
    shown: DifferencesShown,
    adjustment: Adjustment,
    concepts: Sequence[Concept],
    row: int,
    not_stated: str,
) -> None:
    """Put the effect on the first concept less those on the others in the latest period that has them; nil is said."""
    for on in shown.reconciled[::-1]:
        lines = [on.statement.line_with(concept) for concept in concepts]
        if adjustment.id not in {known.id for known in on.adjustments}:
            continue
        known = [line for line in lines if line is not None and line.id in on.row_of]
        if len(known) < len(concepts):
            continue
        effects = [shown.results.effect(adjustment.id, line.id, on.period) for line in known]
        column = on.column_of(adjustment.id)
        amount = effects[0] - sum(effects[1:], Decimal(0))
        formula = "=" + "-".join(on.cell(line.id, column) for line in known)
        nil = say(phrase("nil"), shown.words).replace('"', "")
        positive, negative, _ = number_format(known[0]).split(";")
        sheet.put(row, OPENING, amount, CellFormat(number_format=f'{positive};{negative};"{nil}"_)'), formula)
        period = short_label(shown.results.project.periods[on.period], shown.words)
        sheet.put(row, MOVEMENT, period, CellFormat(colour=GREY, indent=1))
        return
    sheet.put(row, OPENING, not_stated, CellFormat())


def _on_cash_flows(results: Results, adjustment: Adjustment) -> Phrase:
    """Return what is known of a difference's effect on cash flows: silence is no answer."""
    statements: list[Statement] = list(results.project.of_kind(StatementKind.CASH_FLOWS))
    if not any(statement.reconciled for statement in statements):
        return phrase("no statement of cash flows is reconciled")
    affected = {
        line
        for statement in statements
        for line, period in adjustment.effects
        if line in statement.line_by_id and adjustment.effects[line, period]
    }
    return phrase_of_count("{count} line is affected", "{count} lines are affected", len(affected))


def _put_evidence(sheet: PlannedSheet, project: Project, adjustment: Adjustment, row: int, words: Words) -> int:
    headings = {NAME: phrase("Evidence"), OPENING: phrase("Kind"), MOVEMENT: phrase("Pages"), CLOSING: phrase("When")}
    row = _put_heading(sheet, row, {**headings, PROFIT: phrase("By"), PROFIT_LINE: phrase("SHA-256")}, words)
    found = remarks_on(project, AdjustmentSubject(adjustment.id)).evidence
    for shown in found:
        sheet.put(row, NAME, shown.name, TEXT)
        sheet.put(row, OPENING, say(KINDS[shown.kind], words), CellFormat())
        sheet.put(row, MOVEMENT, shown.pages or None, CellFormat())
        sheet.put(row, CLOSING, f"{shown.at:%Y-%m-%d}", CellFormat())
        sheet.put(row, PROFIT, shown.by or None, CellFormat())
        sheet.put(row, PROFIT_LINE, f"{shown.sha256[:DIGITS_OF_HASH]}…" if shown.sha256 else None, QUIET)
        row += 1
    if not found:
        sheet.put(row, NAME, say(phrase("None is recorded."), words), QUIET)
    return row + (0 if found else 1)


def _put_questions(sheet: PlannedSheet, project: Project, adjustment: Adjustment, row: int, words: Words) -> int:
    headings = {NAME: phrase("Questions"), CLOSING: phrase("By"), DIFFERENCE: phrase("State")}
    row = _put_heading(sheet, row, {**headings, PROFIT_LINE: phrase("Answers")}, words)
    comments = remarks_on(project, AdjustmentSubject(adjustment.id)).comments
    for comment in comments:
        state = phrase("open") if comment.is_open else phrase("closed")
        sheet.put(row, NAME, comment.text, TEXT)
        sheet.put(row, CLOSING, say_author(comment, words), CellFormat())
        sheet.put(row, DIFFERENCE, say(state, words), CellFormat())
        sheet.put(row, PROFIT_LINE, "\n".join(answers(comment, words)) or None, TEXT)
        row += 1
    if not comments:
        sheet.put(row, NAME, say(phrase("None is asked."), words), QUIET)
    return row + (0 if comments else 1)


def _put_sign_off(sheet: PlannedSheet, row: int, words: Words) -> None:
    headings = {NAME: phrase("Sign-off"), OPENING: phrase("Initials"), MOVEMENT: phrase("Date")}
    row = _put_heading(sheet, row, headings, words)
    for signer in SIGNERS:
        sheet.put(row, NAME, say(signer, words), CellFormat(rule_below=True))
        for column in (OPENING, MOVEMENT):
            sheet.put(row, column, None, BOX)
        row += 1


def _rows_before(project: Project, adjustment: AdjustmentId) -> int:
    """Return how many rows the entries of the differences before one take."""
    number = 0
    for known in project.adjustments:
        if known.id == adjustment:
            break
        number += sum(len(entry.legs) for entry in known.entries.values())
    return number


def _top_of(sheet: PlannedSheet) -> str:
    return f"{quote_sheet_name(sheet.name)}!{absolute_reference(1, 1)}"
