"""The blocks of a lead schedule beside its chart: who signs, by hand, and what the marks mean."""

from workbench.exporting.layout import BLUE, GREY, HEADING_FILL, CellFormat, PlannedSheet
from workbench.exporting.lead_columns import CLOSING, DIRECT, PAPER, PRE_TAX, UNEXPLAINED
from workbench.phrases import Words, phrase, say

SIGNERS = (
    phrase("Prepared"),
    phrase("Reviewed (finance director)"),
    phrase("Practitioner: procedures (i) to (iii)"),
)
HEADING = CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)
BOX = CellFormat(boxed=True)


def put_sign_offs(sheet: PlannedSheet, row: int, words: Words) -> int:
    """Put the blocks that are signed by hand; return the row after them."""
    for column in range(DIRECT, PAPER + 1):
        sheet.put(row, column, None, HEADING)
    for column, heading in ((DIRECT, phrase("Sign-off")), (UNEXPLAINED, phrase("Initials")), (PRE_TAX, phrase("Date"))):
        sheet.put(row, column, say(heading, words), HEADING)
    for signer in SIGNERS:
        row += 1
        for column in (DIRECT, CLOSING, UNEXPLAINED, PRE_TAX, PAPER):
            sheet.put(row, column, None, BOX if column >= UNEXPLAINED else CellFormat(rule_below=True))
        sheet.put(row, DIRECT, say(signer, words), CellFormat(rule_below=True))
    return row + 1


def put_legend(sheet: PlannedSheet, row: int, words: Words) -> int:
    """Put what the colors mean; return the row after it."""
    sheet.put(row, DIRECT, say(phrase("Blue: a figure of a source, or an input."), words), CellFormat(colour=BLUE))
    black = phrase("Black: a formula. Grey: a difference that is off. A dash is zero.")
    sheet.put(row + 1, DIRECT, say(black, words), CellFormat(colour=GREY))
    return row + 2
