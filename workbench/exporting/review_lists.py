"""The lists that reviewers keep: open items, uncorrected differences beside the thresholds, cross references.

Open items and uncorrected differences have a sheet even while there are none, with room to write them in.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from workbench.domain.cross_references import WorkingPaper
from workbench.domain.project import Project
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, Threshold, ThresholdKind
from workbench.engine import Results
from workbench.exporting.layout import (
    BLUE,
    PLAIN,
    CellFormat,
    ListedRows,
    PlannedRow,
    PlannedSheet,
    Tab,
    planned_cell,
    relative_reference,
)
from workbench.exporting.listing_sheets import QUIET, WRAPPED
from workbench.exporting.remark_places import RemarkPlaces
from workbench.exporting.remark_sheets import say_subject, where_cell
from workbench.exporting.sheet_headers import FIRST_ROW, put_headings
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.thresholds import passed_threshold, sums_by_period, threshold_amounts
from workbench.wording.names import name_of_item_status, name_of_threshold
from workbench.wording.periods import label, short_label

AMOUNT = CellFormat(number_format='#,##0_);(#,##0);"—"_)', colour=BLUE)
BLANK_ROWS = 6
"""As many as stand below a list for what a reviewer writes in."""
WRITTEN_IN = CellFormat(boxed=True, wrap=True)
NUMBER, FROM, FOR_WHOM, ABOUT, WHERE, TEXT, ITEM_AMOUNT, STATUS, ANSWER, SINCE = range(1, 11)
ITEM_HEADINGS = (
    (phrase("No."), 5),
    (phrase("From"), 11),
    (phrase("To"), 11),
    (phrase("About"), 18),
    (phrase("Where"), 11),
    (phrase("Open item"), 38),
    (phrase("Amount"), 12),
    (phrase("Status"), 10),
    (phrase("Answer"), 30),
    (phrase("Since"), 10),
)
UNCORRECTED_HEADINGS = (
    (phrase("No."), 5),
    (phrase("Difference left unadjusted"), 42),
    (phrase("Period"), 14),
    (phrase("Effect on profit"), 14),
    (phrase("Effect on equity"), 14),
    (phrase("Why it is left"), 38),
    (phrase("By"), 13),
    (phrase("When"), 11),
)
REFERENCE_HEADINGS = (
    (phrase("Subject"), 44),
    (phrase("Where"), 24),
    (phrase("See"), 44),
    (phrase("Remark"), 50),
    (phrase("By"), 18),
    (phrase("When"), 18),
)
UNCORRECTED_PROFIT, UNCORRECTED_EQUITY = 4, 5


def lay_out_open_items(places: RemarkPlaces, name: str, words: Words) -> PlannedSheet:
    """Return the sheet of open items, a row each, and blank rows for more."""
    project, sheet = places.project, PlannedSheet(name, tab=Tab.REMARK)
    put_headings(sheet, project, phrase("Open items"), ITEM_HEADINGS, words)
    sheet.listed_rows = ListedRows(FIRST_ROW, len(project.open_items), lambda: _item_rows(places, words))
    _put_blank_rows(sheet, FIRST_ROW + len(project.open_items), len(ITEM_HEADINGS))
    return sheet


def _item_rows(places: RemarkPlaces, words: Words) -> Iterator[PlannedRow]:
    for item in places.project.open_items.values():
        yield (
            planned_cell(item.id),
            planned_cell(item.raised_by, WRAPPED),
            planned_cell(item.for_whom, WRAPPED),
            planned_cell(say_subject(places.project, item.subject, words), WRAPPED),
            where_cell(places, item.subject),
            planned_cell(item.text, WRAPPED),
            planned_cell(item.amount, AMOUNT),
            planned_cell(name_of_item_status(item.status, words)),
            planned_cell(item.answer, WRAPPED),
            planned_cell(f"{item.at:%Y-%m-%d}", QUIET),
        )


def lay_out_uncorrected(results: Results, name: str, words: Words) -> PlannedSheet:
    """Return the sheet of uncorrected differences, what they come to in each period, and the thresholds beside that."""
    project, sheet = results.project, PlannedSheet(name, tab=Tab.REMARK)
    put_headings(sheet, project, phrase("Uncorrected differences"), UNCORRECTED_HEADINGS, words)
    row = FIRST_ROW
    for left in project.uncorrected.values():
        cells = (
            left.id, left.text, short_label(project.periods[left.period], words), left.profit, left.equity, left.reason,
            left.by, f"{left.at:%Y-%m-%d}",
        )  # fmt: skip
        for column, value in enumerate(cells, 1):
            is_amount = column in (UNCORRECTED_PROFIT, UNCORRECTED_EQUITY)
            sheet.put(row, column, value, AMOUNT if is_amount else WRAPPED)
        row += 1
    _put_blank_rows(sheet, row, len(UNCORRECTED_HEADINGS))
    row += BLANK_ROWS + 1
    row = _put_sums(sheet, results, row, words)
    _put_thresholds(sheet, results, row + 1, words)
    return sheet


def _put_sums(sheet: PlannedSheet, results: Results, row: int, words: Words) -> int:
    """Put the sum of each period as a formula, and which threshold it exceeds; return the row after them."""
    project, amounts = results.project, threshold_amounts(results)
    bold = CellFormat(bold=True, rule=True)
    for period, total in sums_by_period(project.uncorrected).items():
        sums = phrase("Together, {period}", period=label(project.periods[period], words))
        sheet.put(row, 2, say(sums, words), bold)
        sheet.put(row, 3, short_label(project.periods[period], words), bold)
        numbered = enumerate(project.uncorrected.values(), FIRST_ROW)
        rows = [number for number, left in numbered if left.period == period]
        for column, amount in ((UNCORRECTED_PROFIT, total.profit), (UNCORRECTED_EQUITY, total.equity)):
            cells = ",".join(relative_reference(number, column) for number in rows)
            sheet.put(row, column, amount, replace(bold, number_format=AMOUNT.number_format), f"=SUM({cells})")
        passed = passed_threshold(total.size, amounts)
        if passed is not None:
            above = phrase("above: {threshold}", threshold=name_of_threshold(passed, words))
            sheet.put(row, UNCORRECTED_EQUITY + 1, say(above, words), bold)
        elif total.unknown:
            sheet.put(row, UNCORRECTED_EQUITY + 1, say(phrase("some effects are unknown"), words), bold)
        row += 1
    return row


def _put_thresholds(sheet: PlannedSheet, results: Results, row: int, words: Words) -> None:
    """Put each threshold with what it is a share of and what it comes to."""
    for number, (kind, amount) in enumerate(threshold_amounts(results).items(), row):
        threshold = results.project.thresholds.get(kind)
        sheet.put(number, 2, say(_threshold(results.project, kind, threshold, words), words), PLAIN)
        put_threshold(sheet, number, UNCORRECTED_PROFIT, threshold, amount, words)


def put_threshold(
    sheet: PlannedSheet, row: int, column: int, threshold: Threshold | None, amount: Decimal | None, words: Words
) -> None:
    """Put what a threshold comes to, or that it is not set or not known."""
    if amount is None:
        sheet.put(row, column, say(phrase("not set") if threshold is None else phrase("unknown"), words), QUIET)
    else:
        sheet.put(row, column, amount, AMOUNT)


def _threshold(project: Project, kind: ThresholdKind, threshold: Threshold | None, words: Words) -> Phrase | str:
    """Return a threshold with its base: ``Overall materiality: 5 % of Income before income tax expense, H1 2023``."""
    name = name_of_threshold(kind, words)
    match threshold:
        case ShareOfFigure(percent, line, period):
            known = next((other for other in project.statements if line in other.line_by_id), None)
            base = known.line_by_id[line].name if known else line
            date = short_label(project.periods[period], words) if period in project.periods else period
            share = phrase("{percent} % of {base}, {period}", percent=f"{percent:f}", base=base, period=date)
        case ShareOfOverall(percent):
            share = phrase("{percent} % of the overall", percent=f"{percent:f}")
        case FixedThreshold() | None:
            return name
    return phrase("{threshold}: {share}", threshold=name, share=share)


def lay_out_cross_references(places: RemarkPlaces, name: str, words: Words) -> PlannedSheet:
    """Return the sheet of cross references, a row each, linked to what they are about."""
    project, sheet = places.project, PlannedSheet(name, tab=Tab.REMARK)
    put_headings(sheet, project, phrase("Cross references"), REFERENCE_HEADINGS, words)
    sheet.listed_rows = ListedRows(FIRST_ROW, len(project.cross_references), lambda: _reference_rows(places, words))
    return sheet


def _reference_rows(places: RemarkPlaces, words: Words) -> Iterator[PlannedRow]:
    project = places.project
    for reference in project.cross_references.values():
        target = reference.target
        see = target.reference if isinstance(target, WorkingPaper) else say_subject(project, target, words)
        yield (
            planned_cell(say_subject(project, reference.subject, words), WRAPPED),
            where_cell(places, reference.subject),
            planned_cell(see, WRAPPED) if isinstance(target, WorkingPaper) else where_cell(places, target, see),
            planned_cell(reference.remark, WRAPPED),
            planned_cell(reference.by),
            planned_cell(f"{reference.at:%Y-%m-%d %H:%M}"),
        )


def _put_blank_rows(sheet: PlannedSheet, first: int, columns: int) -> None:
    for row in range(first, first + BLANK_ROWS):
        for column in range(1, columns + 1):
            sheet.put(row, column, None, WRITTEN_IN)
