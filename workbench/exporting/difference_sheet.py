"""One sheet for each difference: how it rolls forward, its tax, what it is, its evidence, questions, and sign-off."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Concept, Line, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject
from workbench.engine import Results
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.column_widths import widen_for_figures
from workbench.exporting.difference_look import (
    BOX,
    CLOSING,
    DIFFERENCE,
    LINK_ON_ONE_LINE,
    MOVEMENT,
    NAME,
    OPENING,
    PROFIT,
    PROFIT_LINE,
    TEXT,
    TICK,
    WIDTHS,
    put_heading,
)
from workbench.exporting.difference_remarks import put_evidence, put_questions
from workbench.exporting.difference_tax import TaxBlock, TaxedAmount
from workbench.exporting.formulas import signed_sum, text_literal
from workbench.exporting.layout import (
    GREY,
    CellFormat,
    GreyedArea,
    PlannedSheet,
    SheetNames,
    Tab,
    absolute_reference,
    number_format,
    quote_sheet_name,
)
from workbench.exporting.lead_columns import FIRST_DIFFERENCE_ROW
from workbench.exporting.lead_columns import NAME as NAME_ON_LEAD
from workbench.exporting.lead_periods import LeadPeriod
from workbench.exporting.lead_sheet import REPEATED_SWITCH
from workbench.exporting.listing_sheets import FIRST_ENTRY_ROW
from workbench.exporting.note_numbers import note_number
from workbench.exporting.reconciled_sheet import ReconciledSheet
from workbench.exporting.remark_places import RemarkPlaces
from workbench.exporting.roll_forward_block import RollForwardBlock
from workbench.exporting.sheet_headers import HEADING_ROW, TITLE_ROW, put_header
from workbench.exporting.writable_text import short_text
from workbench.phrases import Phrase, Words, phrase, phrase_of_count, say
from workbench.presentation.line_roll_forward import net_asset_leaves
from workbench.presentation.remarks import remarks_on
from workbench.presentation.states import ColumnState
from workbench.presentation.tax_rate import rate_of_difference
from workbench.wording.names import name_of_difference, name_of_nature, with_capital
from workbench.wording.periods import short_label

SWITCH_ROW = HEADING_ROW - 1
SWITCH_CELL = absolute_reference(SWITCH_ROW, OPENING)
SIGNERS = (phrase("Prepared"), phrase("Reviewed"))
WeightedLines = tuple[tuple[Line, int], ...]
"""Lines with their signs in a sum."""


@dataclass(frozen=True)
class DifferencesShown:
    """What the sheets of differences refer to. ``leads``: the reporting periods, the latest first."""

    results: Results
    leads: Sequence[LeadPeriod]
    places: WorkbookPlaces
    lead: PlannedSheet
    notes: PlannedSheet
    words: Words

    @property
    def reconciled(self) -> Sequence[ReconciledSheet]:
        return self.places.reconciled_sheets

    def sheet_of(self, kinds: Iterable[StatementKind], period: PeriodId | None) -> ReconciledSheet | None:
        """Return the sheet of the first of ``kinds`` that is reconciled for a period."""
        of_period = [sheet for sheet in self.reconciled if sheet.period == period]
        found = (sheet for kind in kinds for sheet in of_period if sheet.statement.kind is kind)
        return next(found, None)


def lay_out_differences(shown: DifferencesShown, names: SheetNames) -> dict[AdjustmentId, PlannedSheet]:
    """Return the sheet of each difference."""
    project, words = shown.results.project, shown.words
    remark_places, sheets = RemarkPlaces(project, shown.places), {}
    for number, adjustment in enumerate(project.adjustments, 1):
        reference, whole = f"D{number}", f"D{number} {adjustment.name}"
        name = names.new(whole if len(whole) <= SheetNames.LONGEST else reference)  # no name is cut
        sheet = PlannedSheet(name, tab=Tab.DIFFERENCE, is_printed=True, on_one_page=True, widths=dict(WIDTHS))
        put_header(sheet, project, "", "", words)
        _put_title(sheet, shown, adjustment, FIRST_DIFFERENCE_ROW + number - 1)
        row = HEADING_ROW - 1
        for lead in shown.leads:
            row = _put_roll_forward(sheet, shown, adjustment, lead, row + 1)
        amounts, rate = _taxed_amounts(shown, adjustment), rate_of_difference(shown.results, adjustment)
        row = TaxBlock(sheet, amounts, rate, row + 1, words).put()
        row = _put_facts(sheet, shown, adjustment, row + 1)
        remarks = remarks_on(project, AdjustmentSubject(adjustment.id))
        row = put_evidence(sheet, row + 1, remarks, remark_places, words)
        row = put_questions(sheet, row + 1, remarks, remark_places, words)
        _put_sign_off(sheet, row + 1, words)
        for column in (NAME, PROFIT_LINE):
            sheet.fit_captions(column)
        widen_for_figures(sheet, range(OPENING, DIFFERENCE + 1), HEADING_ROW)
        sheet.greyed_area = GreyedArea((HEADING_ROW, 1, sheet.last_row, TICK), f"{SWITCH_CELL}<>1")
        sheets[adjustment.id] = sheet
    return sheets


def _put_title(sheet: PlannedSheet, shown: DifferencesShown, adjustment: Adjustment, lead_row: int) -> None:
    """Put the name of a difference, and that it is off while it is; below it the switch, with a link to where it is."""
    project, words = shown.results.project, shown.words
    number, name = note_number(project, adjustment), short_text(name_of_difference(adjustment, words))
    title = say(phrase("Difference ({number}): {name}", number=number, name=name), words)
    off = say(phrase("{difference}: {state}", difference=title, state=ColumnState.OFF.value), words)
    switch, is_on = shown.places.switches.cells[adjustment.id], adjustment.id in project.enabled
    formula = f"=IF({SWITCH_CELL}=1,{text_literal(title)},{text_literal(off)})"
    sheet.put(TITLE_ROW, 1, title if is_on else off, CellFormat(bold=True, size=11), formula)
    how = phrase("Switch, set on the {sheet} sheet", sheet=shown.lead.name)
    sheet.put(SWITCH_ROW, NAME, say(how, words), LINK_ON_ONE_LINE, link=shown.lead.ref(lead_row, NAME_ON_LEAD))
    sheet.put(SWITCH_ROW, OPENING, int(is_on), REPEATED_SWITCH, f"=IF({switch}=1,1,0)")


def _put_roll_forward(
    sheet: PlannedSheet, shown: DifferencesShown, adjustment: Adjustment, lead: LeadPeriod, row: int
) -> int:
    """Put the lines that a difference affects over a reporting period; return the row after them, ``row`` if none."""
    figures = (lead.opening, lead.profit, lead.closing)
    if not any(figure and figure.is_stated(adjustment.id) for figure in figures):
        return row - 1
    flows = shown.sheet_of((StatementKind.OPERATIONS,), lead.period.duration if lead.profit else None)
    closing = shown.sheet_of((StatementKind.FINANCIAL_POSITION,), lead.period.closing if lead.closing else None)
    opening = shown.sheet_of((StatementKind.FINANCIAL_POSITION,), lead.period.opening if lead.opening else None)
    sheets = opening, flows, closing
    return RollForwardBlock(sheet, shown.results, shown.places, adjustment, lead, sheets, shown.words).put(row)


def _taxed_amounts(shown: DifferencesShown, adjustment: Adjustment) -> list[TaxedAmount]:
    """Return the periods and the dates for which tax is shown: every period, the latest first, then every date."""
    periods, dates = [], {}
    for lead in shown.leads:
        sheet = shown.sheet_of((StatementKind.OPERATIONS,), lead.period.duration) if lead.profit else None
        if sheet is not None and (sheet.statement.id, sheet.period) in adjustment.stated_for:
            amount = TaxedAmount.of_period(shown.results, adjustment.id, sheet)
            periods += [amount] if amount else []
        for figure, date in ((lead.opening, lead.period.opening), (lead.closing, lead.period.closing)):
            sheet = shown.sheet_of((StatementKind.FINANCIAL_POSITION,), date) if figure else None
            if sheet is not None and (sheet.statement.id, sheet.period) in adjustment.stated_for:
                signs = net_asset_leaves(sheet.statement)
                dates[sheet.period] = TaxedAmount.of_date(shown.results, adjustment, sheet, signs)
    return [*periods, *(dates[date] for date in sorted(dates))]


def _put_facts(sheet: PlannedSheet, shown: DifferencesShown, adjustment: Adjustment, row: int) -> int:
    """Put what a difference is: nature, standards, share of minorities, other comprehensive income, cash flows."""
    results, words = shown.results, shown.words
    source, target = results.project.frameworks
    row = put_heading(sheet, row, {NAME: phrase("What it is")}, words)
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
    for name, lines_of in (
        (phrase("Share of minorities in its effect on profit"), _share_of_minorities),
        (phrase("Other comprehensive income"), _other_comprehensive_income),
    ):
        sheet.put(row, NAME, say(name, words), TEXT)
        _put_effect_on(sheet, shown, adjustment, lines_of, row, not_stated)
        row += 1
    sheet.put(row, NAME, say(phrase("Cash flows"), words), TEXT)
    sheet.put(row, OPENING, say(_on_cash_flows(results, adjustment), words), CellFormat())
    number = sum(len(entry.legs) for entry in adjustment.entries.values())
    entries = phrase_of_count("{count} row on the sheet of entries", "{count} rows on the sheet of entries", number)
    first = FIRST_ENTRY_ROW + _rows_before(results.project, adjustment.id)
    sheet.put(row + 1, NAME, say(phrase("Entries and note"), words), TEXT)
    sheet.put(row + 1, OPENING, say(entries, words), LINK_ON_ONE_LINE, link=shown.places.entries.ref(first, 1))
    sheet.put(row + 1, PROFIT, say(phrase("the note"), words), LINK_ON_ONE_LINE, link=_top_of(shown.notes))
    return row + 2


def _put_effect_on(
    sheet: PlannedSheet,
    shown: DifferencesShown,
    adjustment: Adjustment,
    lines_of: Callable[[Statement], WeightedLines],
    row: int,
    not_stated: str,
) -> None:
    """Put the effect on lines of a statement together, in each of the latest periods; nil is said."""
    places = iter(((OPENING, MOVEMENT), (CLOSING, PROFIT), (DIFFERENCE, PROFIT_LINE)))
    periods = dict.fromkeys(lead.period.duration for lead in shown.leads if lead.profit)
    nil = say(phrase("nil"), shown.words).replace('"', "")
    for on in (sheet for period in periods for sheet in shown.reconciled if sheet.period == period):
        known = lines_of(on.statement)
        if not known or (on.statement.id, on.period) not in adjustment.stated_for:
            continue
        of_amount, of_period = next(places, (0, 0))
        if not of_amount:
            return
        effects = [weight * shown.results.effect(adjustment.id, line.id, on.period) for line, weight in known]
        amount, column = sum(effects, Decimal(0)), on.column_of(adjustment.id)
        formula = f"={signed_sum((on.cell(line.id, column), weight) for line, weight in known)}"
        positive, negative, _ = number_format(known[0][0]).split(";")
        sheet.put(row, of_amount, amount, CellFormat(number_format=f'{positive};{negative};"{nil}"_)'), formula)
        period = short_label(shown.results.project.periods[on.period], shown.words)
        sheet.put(row, of_period, period, CellFormat(colour=GREY, indent=1))
    if (row, OPENING) not in sheet.cells:
        sheet.put(row, OPENING, not_stated, CellFormat())


def _share_of_minorities(statement: Statement) -> WeightedLines:
    """Return the line of the share, signed as it is taken from income; without one, net less attributable income.

    Between these two other lines may stand, such as accretion.
    """
    net, attributable, share = (
        statement.line_with(concept)
        for concept in (Concept.NET_INCOME, Concept.ATTRIBUTABLE_NET_INCOME, Concept.NCI_SHARE_OF_INCOME)
    )
    if net is None or attributable is None:
        return ()
    weight = dict(statement.graph.parts(attributable.id)).get(share.id) if share else None
    return ((net, 1), (attributable, -1)) if share is None or weight is None else ((share, -weight),)


def _other_comprehensive_income(statement: Statement) -> WeightedLines:
    line = statement.line_with(Concept.OTHER_COMPREHENSIVE_INCOME)
    return ((line, 1),) if line else ()


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


def _put_sign_off(sheet: PlannedSheet, row: int, words: Words) -> None:
    headings = {NAME: phrase("Sign-off"), OPENING: phrase("Initials"), MOVEMENT: phrase("Date")}
    row = put_heading(sheet, row, headings, words)
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
