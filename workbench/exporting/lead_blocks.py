"""The blocks of a lead schedule beside its chart: what matters, what is open, who signs by hand, what marks mean."""

from collections import Counter
from collections.abc import Sequence

from workbench.domain.open_items import OpenItemStatus
from workbench.domain.thresholds import ShareOfFigure, ShareOfOverall
from workbench.engine import Results
from workbench.exporting.layout import BLUE, GREY, HEADING_FILL, PLAIN, CellFormat, PlannedSheet, quote_sheet_name
from workbench.exporting.lead_columns import CLOSING, DIRECT, NAME, PAPER, PRE_TAX, UNEXPLAINED
from workbench.exporting.review_lists import put_threshold
from workbench.phrases import Phrase, Words, listing, phrase, phrase_of_count, say
from workbench.presentation.thresholds import threshold_amounts
from workbench.presentation.ticks import signs_of
from workbench.wording.names import name_of_item_status, name_of_threshold

SIGNERS = (
    phrase("Prepared"),
    phrase("Reviewed (finance director)"),
    phrase("Practitioner: procedures (i) to (iii)"),
)
HEADING = CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)
BOX, RULED = CellFormat(boxed=True), CellFormat(rule_below=True)
LINK, QUIET = CellFormat(colour=BLUE), CellFormat(colour=GREY)


def put_blocks(sheet: PlannedSheet, results: Results, row: int, lists: Sequence[PlannedSheet], words: Words) -> None:
    """Put the blocks from ``row`` on. ``lists``: the sheets of open items and of uncorrected differences."""
    row = _put_heading(sheet, row, {DIRECT: phrase("Materiality"), PRE_TAX: phrase("Amount")}, words)
    row = _put_thresholds(sheet, results, row, words)
    row = _put_heading(sheet, row, {DIRECT: phrase("Open items and uncorrected differences")}, words)
    open_items, uncorrected = lists
    sheet.put(row, DIRECT, _open_items(results, words), LINK, link=f"{quote_sheet_name(open_items.name)}!$A$1")
    left = phrase_of_count(
        "{count} difference left unadjusted", "{count} differences left unadjusted", len(results.project.uncorrected)
    )
    sheet.put(row + 1, DIRECT, say(left, words), LINK, link=f"{quote_sheet_name(uncorrected.name)}!$A$1")
    row = _put_sign_offs(sheet, row + 2, words)
    _put_legend(sheet, results, row + 1, words)


def _put_thresholds(sheet: PlannedSheet, results: Results, row: int, words: Words) -> int:
    """Put what each threshold comes to; what it is a share of stands beside the uncorrected differences."""
    for kind, amount in threshold_amounts(results).items():
        threshold = results.project.thresholds.get(kind)
        name: Phrase | str = name_of_threshold(kind, words)
        if isinstance(threshold, ShareOfFigure | ShareOfOverall):
            name = phrase("{threshold} ({percent} %)", threshold=name, percent=f"{threshold.percent:f}")
        sheet.put(row, DIRECT, say(name, words), PLAIN)
        put_threshold(sheet, row, PRE_TAX, threshold, amount, words)
        row += 1
    return row


def _open_items(results: Results, words: Words) -> str:
    """Return ``Open items: 3 open, 1 answered, 0 closed``."""
    counts = Counter(item.status for item in results.project.open_items.values())
    each = [
        phrase("{number} {status}", number=counts[status], status=name_of_item_status(status, words))
        for status in OpenItemStatus
    ]
    return say(phrase("Open items: {counts}", counts=listing(each, words)), words)


def _put_heading(sheet: PlannedSheet, row: int, headings: dict[int, Phrase], words: Words) -> int:
    """Put a heading over the columns of the blocks; return the row below it."""
    for column in range(DIRECT, PAPER + 1):
        heading = headings.get(column)
        sheet.put(row, column, say(heading, words) if heading else None, HEADING)
    return row + 1


def _put_sign_offs(sheet: PlannedSheet, row: int, words: Words) -> int:
    """Put the blocks that are signed by hand; return the row after them."""
    headings = {DIRECT: phrase("Sign-off"), UNEXPLAINED: phrase("Initials"), PRE_TAX: phrase("Date")}
    row = _put_heading(sheet, row, headings, words)
    for signer in SIGNERS:
        sheet.put(row, DIRECT, say(signer, words), RULED)
        sheet.put(row, CLOSING, None, RULED)
        for column in (UNEXPLAINED, PRE_TAX):
            sheet.put(row, column, None, BOX)
        row += 1
    return row


def _put_legend(sheet: PlannedSheet, results: Results, row: int, words: Words) -> None:
    """Put what colors and ticks mean, in two rows over the whole width."""
    colours = phrase(
        "Blue: a figure of a source, or an input. Black: a formula. Grey: a difference that is off. A dash is zero."
    )
    sheet.put(row, NAME, say(colours, words), QUIET)
    known = signs_of(results.project, words)
    signs = [phrase("{sign} {meaning}", sign=each.sign, meaning=each.meaning) for each in known]
    ticks = phrase("Ticks: {signs}", signs=listing(signs, words, may_have_commas=True))
    sheet.put(row + 1, NAME, say(ticks, words), QUIET)
