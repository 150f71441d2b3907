"""The sheet that says how to read the workbook: what each sheet is for, what colours and signs mean, what may be done.

It is the last of those that are shown.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from workbench.domain.findings import FindingStatus
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS
from workbench.exporting.layout import (
    BLUE,
    GREY,
    HEADING_FILL,
    LINE_HEIGHT,
    CellFormat,
    PlannedSheet,
    quote_sheet_name,
)
from workbench.exporting.sheet_headers import HEADING_ROW, put_headings
from workbench.exporting.text_lines import lines_in
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.presentation.states import state_of
from workbench.presentation.ticks import signs_of
from workbench.program import VERSION

TITLE, NAME = phrase("How to read this workbook"), phrase("How to read")
PAPER, SHEET, PURPOSE, PRINTED = range(1, 5)
WIDTH_OF_PURPOSE = 70
HEADINGS = (
    (phrase("W/P"), 6),
    (phrase("Sheet"), 28),
    (phrase("What it is for"), WIDTH_OF_PURPOSE),
    (phrase("Printed"), 8),
)
PURPOSES = {
    "A": phrase("Profit and equity under both frameworks on one page, and the switches."),
    "B": phrase("The reconciliation as published; lines that no difference affects are folded."),
    "C": phrase("Each line of the reconciliation beside the published statement, with both cells."),
    "D": phrase("One difference: its entries, roll-forward, tax, evidence, questions and sign-off."),
    "E": phrase("Which differences were looked for, and what came of each."),
    "F": phrase("What fails, how much was compared of each kind, and what is only nearly equal."),
    "G": phrase("The notes on the differences. Their figures are formulas."),
    "H": phrase("Questions and what is still to be done."),
    "I": phrase("Differences that are known and left as they are, beside the thresholds."),
    "J": phrase("The figures that are not reconciled: other periods, other statements, translations."),
    "K": phrase("The key totals under other sets of switches."),
    "L": phrase("Every entry of every difference, linked to the effect that it moves."),
    "M": phrase("Every comparison with its verdict, linked to the cell that it is about."),
    "N": phrase("Comments, evidence and cross references, linked to what they are about."),
    "P": phrase("The files that were read, and every cell that states a figure."),
    "Q": phrase("What was changed since the import, when and by whom."),
    "R": phrase("What the sheets are for, what signs mean, and what may be done."),
}
"""What a sheet is for, by the letter of its reference."""
TEXT, QUIET = CellFormat(wrap=True), CellFormat(colour=GREY)
HEADING = CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)
TERM = CellFormat(bold=True)


class Exported(NamedTuple):
    """What is said of the export. ``light``: of the checks at that time."""

    at: datetime
    fingerprint: str
    light: str


def lay_out_how_to_read(
    sheet: PlannedSheet, results: Results, others: Sequence[PlannedSheet], exported: Exported, words: Words
) -> None:
    """Lay out the sheet. ``others``: the sheets before it, in their order."""
    put_headings(sheet, results.project, TITLE, HEADINGS, words)
    sheet.on_one_page = True
    row, kinds = HEADING_ROW + 1, set[str]()
    for other in (*others, sheet):
        is_first_of_kind = other.paper[:1] not in kinds
        kinds.add(other.paper[:1])
        _put_sheet(sheet, row, other, is_first_of_kind, words)
        row += 1
    row += 1
    for column in range(PAPER, PRINTED + 1):
        sheet.put(row, column, None, HEADING)
    sheet.put(row, PAPER, say(phrase("What things mean, and what may be done"), words), HEADING)
    for term, text in _texts(results, others, exported, words):
        row += 1
        sheet.put(row, PAPER, say(term, words), TERM)
        sheet.put(row, PURPOSE, say(text, words), TEXT)
        sheet.heights[row] = LINE_HEIGHT * lines_in(say(text, words), WIDTH_OF_PURPOSE)
    sheet.freeze, sheet.heading_rows = (1, 1), None


def _put_sheet(sheet: PlannedSheet, row: int, other: PlannedSheet, is_first_of_kind: bool, words: Words) -> None:
    """Put a link to a sheet; to the first of its kind also what it is for."""
    sheet.put(row, PAPER, other.paper, QUIET)
    sheet.put(row, SHEET, other.name, CellFormat(colour=BLUE), link=f"{quote_sheet_name(other.name)}!$A$1")
    if is_first_of_kind and other.paper[:1] in PURPOSES:
        purpose = say(PURPOSES[other.paper[:1]], words)
        sheet.put(row, PURPOSE, purpose, TEXT)
        sheet.heights[row] = LINE_HEIGHT * lines_in(purpose, WIDTH_OF_PURPOSE)
    if other.is_printed:
        sheet.put(row, PRINTED, say(phrase("yes"), words), QUIET)


def _texts(
    results: Results, others: Sequence[PlannedSheet], exported: Exported, words: Words
) -> Iterator[tuple[Phrase, Phrase | str]]:
    project, lead = results.project, others[0].name
    printed = [other.name for other in others if other.is_printed]
    colors = phrase(
        "Blue figures come from a source or are inputs; black figures are formulas. A dash is zero; an empty cell is "
        "blank. A difference that is off is grey."
    )
    signs = [phrase("{sign} {meaning}", sign=each.sign, meaning=each.meaning) for each in signs_of(project, words)]
    verdicts = phrase(
        "{passes}: agrees with what was stated independently. {holds}: is as it should be, which proves nothing. "
        "{fails}: does not agree. {none}: cannot be compared as the switches are set.",
        passes=VERDICTS[FindingStatus.PASS],
        holds=VERDICTS[FindingStatus.INFORMATION],
        fails=VERDICTS[FindingStatus.FAIL],
        none=VERDICTS[FindingStatus.NOT_APPLICABLE],
    )
    switches = phrase(
        "Set a switch on {sheet} to 1 or 0: every sheet follows. Unless all differences are on, the last column of a "
        "reconciliation is illustrative, and is not compared with what its source prints.",
        sheet=lead,
    )
    calculation = phrase(
        "Result = as reported + the effects of the differences switched on. Effects are added; interaction between "
        "them is ignored. Totals are calculated from their parts. Where only affected lines are printed, 'Other, not "
        "shown' holds the remainder."
    )
    locks = phrase(
        "Formulas are locked, without a password; figures, ticks and blank cells are not. Review > Unprotect Sheet "
        "unlocks a sheet. Excel also asks for that before it opens folded rows."
    )
    printing = phrase(
        "Select the tabs from {first} to {last} (a click on the first, Shift and a click on the last), and print the "
        "selected sheets. The others are for the screen.",
        first=printed[0] if printed else lead,
        last=printed[-1] if printed else lead,
    )
    return_of_it = phrase(
        "Write in it, tick, comment, switch; save it in any format of a spreadsheet and give it back. {program} reads "
        "what was changed, and asks about every change before it alters anything.",
        program=PROGRAM,
    )
    copy = phrase(
        "Exported {when} by {program} {version}. Fingerprint of figures, effects, sources and switches: {fingerprint}.",
        when=f"{exported.at:%Y-%m-%d %H:%M}",
        program=PROGRAM,
        version=VERSION,
        fingerprint=exported.fingerprint,
    )
    said = phrase("{state}. {light}.", state=state_of(project).in_words(words), light=exported.light)
    yield phrase("Colors"), colors
    yield phrase("Ticks"), listing(signs, words)
    yield phrase("Verdicts"), verdicts
    yield phrase("Switches"), switches
    yield phrase("How it calculates"), calculation
    yield phrase("Locked formulas"), locks
    yield phrase("Printing"), printing
    yield phrase("Sending it back"), return_of_it
    yield phrase("This copy"), copy
    yield phrase("As exported"), said
