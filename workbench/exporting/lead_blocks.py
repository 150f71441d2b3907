"""The blocks of a lead schedule beside its chart: what matters, what is open, who signs by hand, what marks mean."""

from collections import Counter
from collections.abc import Sequence

from workbench.domain.open_items import OpenItemStatus
from workbench.engine import Results
from workbench.exporting.layout import BLUE, GREY, HEADING_FILL, CellFormat, PlannedSheet, quote_sheet_name
from workbench.exporting.lead_columns import CLOSING, DIRECT, PAPER, PRE_TAX, UNEXPLAINED
from workbench.exporting.review_lists import put_thresholds
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.presentation.ticks import signs_of
from workbench.wording.names import name_of_item_status

SIGNERS = (
    phrase("Prepared"),
    phrase("Reviewed (finance director)"),
    phrase("Practitioner: procedures (i) to (iii)"),
)
HEADING = CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)
BOX, RULED = CellFormat(boxed=True), CellFormat(rule_below=True)
LINK = CellFormat(colour=BLUE)


def put_blocks(sheet: PlannedSheet, results: Results, row: int, lists: Sequence[PlannedSheet], words: Words) -> None:
    """Put the blocks from ``row`` on. ``lists``: the sheets of open items and of uncorrected differences."""
    row = _put_heading(sheet, row, {DIRECT: phrase("Materiality"), PRE_TAX: phrase("Amount")}, words)
    row = put_thresholds(sheet, results, row, DIRECT, PRE_TAX, words)
    row = _put_heading(sheet, row + 1, {DIRECT: phrase("Open items and uncorrected differences")}, words)
    open_items, uncorrected = lists
    sheet.put(row, DIRECT, _open_items(results, words), LINK, link=f"{quote_sheet_name(open_items.name)}!$A$1")
    left = phrase("{number} differences left unadjusted", number=len(results.project.uncorrected))
    sheet.put(row + 1, DIRECT, say(left, words), LINK, link=f"{quote_sheet_name(uncorrected.name)}!$A$1")
    row = _put_sign_offs(sheet, row + 3, words)
    _put_legend(sheet, results, row + 1, words)


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
        for column in (UNEXPLAINED, PRE_TAX, PAPER):
            sheet.put(row, column, None, BOX)
        row += 1
    return row


def _put_legend(sheet: PlannedSheet, results: Results, row: int, words: Words) -> None:
    blue = phrase("Blue: a figure of a source, or an input. Black: a formula.")
    grey = phrase("Grey: a difference that is off. A dash is zero.")
    sheet.put(row, DIRECT, say(blue, words), LINK)
    sheet.put(row + 1, DIRECT, say(grey, words), CellFormat(colour=GREY))
    signs = [
        phrase("{sign} {meaning}", sign=each.sign, meaning=each.meaning) for each in signs_of(results.project, words)
    ]
    halves = signs[: (len(signs) + 1) // 2], signs[(len(signs) + 1) // 2 :]
    for offset, half in enumerate(halves, 2):
        if half:
            sheet.put(row + offset, DIRECT, listing(half, words), CellFormat(colour=GREY))
