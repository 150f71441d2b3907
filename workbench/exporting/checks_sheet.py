"""The Checks sheet: every comparison as a formula over the other sheets, and one overall light.

Comparisons made in every row of a sheet are beside these rows, and counted here in one row.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import chain, islice

from workbench.checks import CHECKS, CheckItem
from workbench.checks.comparison import Comparison, status_of
from workbench.checks.expressions import amount_of
from workbench.domain.findings import Finding, FindingStatus
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS, decimals_to_compare, formula, verdict
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import (
    GREY,
    HEADING_FILL,
    CellFormat,
    ListedRows,
    PlannedRow,
    PlannedSheet,
    planned_cell,
    range_on,
    relative_reference,
)
from workbench.exporting.sheet_headers import put_listing_header
from workbench.exporting.verdicts_beside import BESIDE, VerdictColumn, VerdictsBeside
from workbench.phrases import ENGLISH
from workbench.presentation.light import (
    NOTHING_CHECKED,
    Light,
    all_pass_in_words,
    some_fail_in_words,
    unproven_in_words,
)
from workbench.presentation.states import state_of
from workbench.wording import message_of, name_of_check, say_fact

HEADING_ROW, FIRST_ROW = 6, 7
CHECK, WHAT, WORKBOOK, EXPECTED, DIFFERENCE, VERDICT = range(1, 7)
LIGHT_ROW, STATE_ROW = 3, 4
PASSES, FAILS, UNPROVEN = (3, VERDICT), (4, VERDICT), (5, VERDICT)
"""The cells (row, column) of the numbers of passes, failures and unproven figures."""
NO_FORMULA = "(Found by the program at export. No formula tests it here, so it stays FAIL whatever the switches do.)"
VERDICT_FORMAT = CellFormat(bold=True, align="center")
COUNT_FORMAT = CellFormat(number_format="#,##0", bold=True, align="center")
MOST_ROWS = 1_000_000
"""The most comparisons on one sheet, a little less than its rows."""
PASS, FAIL = VERDICTS[FindingStatus.PASS], VERDICTS[FindingStatus.FAIL]


@dataclass(frozen=True, slots=True)
class LightText:
    """The present text of the light, and of the state with it."""

    text: str
    state: str


class ChecksSheets:
    """Lays out the sheets of the checks: one, or more if the comparisons do not fit."""

    def __init__(self, results: Results, places: WorkbookPlaces, unproven: int) -> None:
        """``unproven``: the number of figures that nothing proves in any state of the switches."""
        self._results = results
        self._places = places
        self._number_unproven = unproven
        self._verdict_columns = tuple(VerdictsBeside(results, places).write())
        self._counts: Counter[FindingStatus] = Counter()
        findings = list(results.project.import_findings)
        for item in self._items():
            if isinstance(item, Comparison):
                self._counts[status_of(item, results)] += 1
            else:
                findings.append(item)
        self._failing_findings = tuple(finding for finding in findings if finding.status is FindingStatus.FAIL)
        self._number_of_rows = self._counts.total() + len(self._failing_findings)

    @property
    def passes(self) -> int:
        return self._counts[FindingStatus.PASS]

    @property
    def fails(self) -> int:
        return (
            self._counts[FindingStatus.FAIL]
            + sum(verdict_column.broken for verdict_column in self._verdict_columns)
            + len(self._failing_findings)
        )

    @property
    def number_of_sheets(self) -> int:
        return max(1, -(-self._number_of_rows // MOST_ROWS))

    def fill(self, sheets: Sequence[PlannedSheet], state: str) -> LightText:
        """Lay out all ``number_of_sheets`` sheets. ``state``: the formula of the state of the switches."""
        for part, sheet in enumerate(sheets):
            first = FIRST_ROW + (len(self._verdict_columns) if sheet is sheets[0] else 0)
            number = min(MOST_ROWS, self._number_of_rows - part * MOST_ROWS)
            put_listing_header(sheet, "Checks")
            _put_headings(sheet)
            sheet.listed_rows = ListedRows(first, number, partial(self._rows, part * MOST_ROWS, first))
            sheet.freeze, sheet.heading_rows = (FIRST_ROW, 1), (HEADING_ROW, HEADING_ROW)
            sheet.verdicts = ((FIRST_ROW, VERDICT, max(first + number - 1, FIRST_ROW), VERDICT),)
        sheet = sheets[0]
        for row, verdict_column in enumerate(self._verdict_columns, FIRST_ROW):
            _put_verdict_column(sheet, row, verdict_column)
        return self._put_light(sheets, state)

    def _put_light(self, sheets: Sequence[PlannedSheet], state: str) -> LightText:
        sheet = sheets[0]
        sheet.put(2, 1, "Each verdict is a formula: this workbook - expected, rounded, = 0.", CellFormat(colour=GREY))
        listed_ranges = [
            range_on(listing.name, listing.listed_rows.first, listing.last_row, VERDICT)
            for listing in sheets
            if listing.listed_rows and listing.listed_rows.number
        ]
        broken_beside = [
            f"{relative_reference(row, EXPECTED)}-{relative_reference(row, WORKBOOK)}"
            for row, _ in enumerate(self._verdict_columns, FIRST_ROW)
        ]
        count_cells = {PASSES: (PASS, self.passes, []), FAILS: (FAIL, self.fails, broken_beside)}
        for place, (word, number, others) in count_cells.items():
            terms = [*(f'COUNTIF({cells},"{word}")' for cells in listed_ranges), *others]
            sheet.put(place[0], place[1] - 1, word, CellFormat(colour=GREY, align="right"))
            sheet.put(*place, number, COUNT_FORMAT, f"={'+'.join(terms) or '0'}")
        sheet.put(UNPROVEN[0], UNPROVEN[1] - 1, "unproven", CellFormat(colour=GREY, align="right"))
        sheet.put(*UNPROVEN, self._number_unproven, COUNT_FORMAT)
        passes, fails = relative_reference(*PASSES), relative_reference(*FAILS)
        all_passing = '"' + all_pass_in_words(f'"&{passes}&"') + '"'
        failing = '"' + some_fail_in_words(f'"&{fails}&"', f'"&({passes}+{fails})&"') + '"'
        verdict_of_all = f'=IF({fails}=0,IF({passes}=0,"{NOTHING_CHECKED}",{all_passing}),{failing})'
        if unproven := unproven_in_words(self._number_unproven):
            verdict_of_all += f'&", {unproven}"'
        light = Light(self.passes, self.fails, self._number_unproven).in_words
        sheet.put(LIGHT_ROW, 1, light, CellFormat(bold=True, size=12), verdict_of_all)
        state_now = state_of(self._results.project).in_words + (f" — {light}" if self.fails else "")
        sheet.put(STATE_ROW, 1, state_now, CellFormat(italic=True, colour=GREY), f"={state}&{fails_formula(sheet)}")
        sheet.verdicts = (*sheet.verdicts, (LIGHT_ROW, 1, STATE_ROW, 1))
        return LightText(light, state_now)

    # ---- one row for each comparison

    def _items(self) -> Iterator[CheckItem]:
        """Yield the items of every check, except those whose verdicts are beside rows."""
        for check in CHECKS:
            if check.name not in BESIDE:
                yield from check.compare(self._results)

    def _rows(self, skipped: int, first: int) -> Iterator[PlannedRow]:
        rows: Iterator[CheckItem] = chain(
            (item for item in self._items() if isinstance(item, Comparison)), self._failing_findings
        )
        for row, item in enumerate(islice(rows, skipped, skipped + MOST_ROWS), first):
            yield self._row_of_comparison(row, item) if isinstance(item, Comparison) else _row_of_finding(item)

    def _row_of_comparison(self, row: int, comparison: Comparison) -> PlannedRow:
        results, places = self._results, self._places
        decimals = decimals_to_compare(comparison, results)
        zeros = "." + "0" * decimals if decimals else ""
        number = CellFormat(number_format=f'#,##0{zeros}_);(#,##0{zeros});"—"_)')
        left, right = (_round_to_cell(amount_of(side, results)) for side in (comparison.left, comparison.right))
        left_cell, right_cell = relative_reference(row, WORKBOOK), relative_reference(row, EXPECTED)
        status = status_of(comparison, results)
        return (
            planned_cell(name_of_check(comparison.check, ENGLISH)),
            planned_cell(say_fact(comparison.what, ENGLISH)),
            planned_cell(left, number, f"={formula(comparison.left, places)}"),
            planned_cell(right, number, f"={formula(comparison.right, places)}"),
            planned_cell(_round_to_cell(left - right), number, f"=ROUND({left_cell}-{right_cell},{decimals})"),
            planned_cell(
                VERDICTS[status], VERDICT_FORMAT, verdict(comparison, left_cell, right_cell, decimals, places)
            ),
        )


def fails_formula(checks: PlannedSheet) -> str:
    """Return a formula for any sheet, to follow the state: the light if checks fail, else an empty text."""
    light = checks.ref(LIGHT_ROW, 1)
    return f'IF(ISNUMBER(SEARCH("FAIL",{light}))," — "&{light},"")'


def _put_headings(sheet: PlannedSheet) -> None:
    heading = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
    titles = (
        ("Check", 22),
        ("What", 120),
        ("This workbook", 18),
        ("Expected", 18),
        ("Difference", 14),
        ("Verdict", 14),
    )
    for column, (text, width) in enumerate(titles, 1):
        sheet.put(HEADING_ROW, column, text, heading)
        sheet.widths[column] = width


def _put_verdict_column(sheet: PlannedSheet, row: int, verdict_column: VerdictColumn) -> None:
    """Put the row that counts a column of verdicts: those that hold, and all."""
    cells = range_on(verdict_column.sheet.name, verdict_column.first, verdict_column.last, verdict_column.column)
    word, number = VERDICTS[FindingStatus.INFORMATION], CellFormat(number_format="#,##0")
    workbook_cell, expected_cell, difference_cell = (
        relative_reference(row, WORKBOOK),
        relative_reference(row, EXPECTED),
        relative_reference(row, DIFFERENCE),
    )
    sheet.put(row, CHECK, name_of_check(verdict_column.check, ENGLISH), CellFormat())
    sheet.put(row, WHAT, verdict_column.what, CellFormat())
    sheet.put(row, WORKBOOK, verdict_column.held, number, f'=COUNTIF({cells},"{word}")')
    expected = f'={workbook_cell}+COUNTIF({cells},"{FAIL}")'
    sheet.put(row, EXPECTED, verdict_column.held + verdict_column.broken, number, expected)
    sheet.put(
        row,
        DIFFERENCE,
        -verdict_column.broken,
        CellFormat(number_format='#,##0_);(#,##0);"—"_)'),
        f"={workbook_cell}-{expected_cell}",
    )
    verdict_now = FAIL if verdict_column.broken else word
    sheet.put(row, VERDICT, verdict_now, VERDICT_FORMAT, f'=IF({difference_cell}=0,"{word}","{FAIL}")')


def _row_of_finding(finding: Finding) -> PlannedRow:
    blank = planned_cell(None)
    what = planned_cell(f"{message_of(finding, ENGLISH)} {NO_FORMULA}")
    name = planned_cell(name_of_check(finding.check, ENGLISH))
    return name, what, blank, blank, blank, planned_cell(FAIL, VERDICT_FORMAT)


def _round_to_cell(amount: Decimal) -> Decimal:
    """Return an amount with the 15 digits that a cell holds; quotients may have more."""
    return Decimal(f"{amount:.15g}")
