"""The Checks sheet: every comparison as a formula over the other sheets, one overall light.

What is compared in every row of a sheet stands beside these rows, and is counted here in one row for all of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import chain, islice

from workbench.checks import CHECKS, Looked
from workbench.checks.comparison import Comparison, status_of
from workbench.checks.expressions import amount_of
from workbench.domain.findings import Finding, FindingStatus
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS, decimals_compared, formula, verdict
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import (
    GREY,
    HEADING_FILL,
    CellFormat,
    Listed,
    PlannedRow,
    PlannedSheet,
    planned_cell,
    range_on,
    relative_reference,
)
from workbench.exporting.sheet_headers import put_listing_header
from workbench.exporting.verdicts_beside import BESIDE, Beside, VerdictsBeside
from workbench.presentation.light import NOTHING_CHECKED, Light, all_pass, figures_unproven, some_fail
from workbench.presentation.states import state_of

HEADING_ROW, FIRST_ROW = 6, 7
CHECK, WHAT, HERE, THERE, DIFFERENCE, VERDICT = range(1, 7)
LIGHT_ROW, STATE_ROW = 3, 4
PASSES, FAILS, UNPROVEN = (3, VERDICT), (4, VERDICT), (5, VERDICT)
"""Where passes, failures and figures that nothing proves are counted: row, column."""
NO_FORMULA = "(Found by the program at export. No formula tests it here, so it stays FAIL whatever the switches do.)"
VERDICT_LOOK = CellFormat(bold=True, align="center")
COUNT_LOOK = CellFormat(number_format="#,##0", bold=True, align="center")
MOST_ROWS = 1_000_000
"""A sheet has a little more."""
PASS, FAIL = VERDICTS[FindingStatus.PASS], VERDICTS[FindingStatus.FAIL]


@dataclass(frozen=True, slots=True)
class LightText:
    """What the light says now, and what is said of the switches and of it."""

    text: str
    state: str


class ChecksSheets:
    """Plans the sheets of the checks: one, and more where a sheet has no room for all comparisons."""

    def __init__(self, results: Results, places: WorkbookPlaces, unproven: int) -> None:
        """``unproven``: how many figures nothing proves, whatever the switches say."""
        self._results = results
        self._places = places
        self._unproven = unproven
        self._beside = tuple(VerdictsBeside(results, places).planned())
        self._counts: Counter[FindingStatus] = Counter()
        failing = list(results.project.import_findings)
        for one in self._looked_at():
            if isinstance(one, Comparison):
                self._counts[status_of(one, results)] += 1
            else:
                failing.append(one)
        self._failing = tuple(found for found in failing if found.status is FindingStatus.FAIL)
        self._number = self._counts.total() + len(self._failing)

    @property
    def passes(self) -> int:
        return self._counts[FindingStatus.PASS]

    @property
    def fails(self) -> int:
        return self._counts[FindingStatus.FAIL] + sum(each.broken for each in self._beside) + len(self._failing)

    @property
    def number_of_sheets(self) -> int:
        return max(1, -(-self._number // MOST_ROWS))

    def fill(self, sheets: Sequence[PlannedSheet], state: str) -> LightText:
        """Plan ``sheets``, as many as are needed. ``state``: what is said of the switches, for a formula."""
        for part, sheet in enumerate(sheets):
            first = FIRST_ROW + (len(self._beside) if sheet is sheets[0] else 0)
            number = min(MOST_ROWS, self._number - part * MOST_ROWS)
            put_listing_header(sheet, "Checks")
            _headings(sheet)
            sheet.listed = Listed(first, number, partial(self._rows, part * MOST_ROWS, first))
            sheet.freeze, sheet.heading_rows = (FIRST_ROW, 1), (HEADING_ROW, HEADING_ROW)
            sheet.verdicts = ((FIRST_ROW, VERDICT, max(first + number - 1, FIRST_ROW), VERDICT),)
        sheet = sheets[0]
        for row, beside in enumerate(self._beside, FIRST_ROW):
            _put_beside(sheet, row, beside)
        return self._light(sheets, state)

    def _light(self, sheets: Sequence[PlannedSheet], state: str) -> LightText:
        sheet = sheets[0]
        sheet.put(2, 1, "Each verdict is a formula: this workbook - expected, rounded, = 0.", CellFormat(colour=GREY))
        singles = [
            range_on(listing.name, listing.listed.first, listing.last_row, VERDICT)
            for listing in sheets
            if listing.listed and listing.listed.number
        ]
        beside = [
            f"{relative_reference(row, THERE)}-{relative_reference(row, HERE)}"
            for row, _ in enumerate(self._beside, FIRST_ROW)
        ]
        counted = {PASSES: (PASS, self.passes, []), FAILS: (FAIL, self.fails, beside)}
        for place, (word, number, others) in counted.items():
            terms = [*(f'COUNTIF({cells},"{word}")' for cells in singles), *others]
            sheet.put(place[0], place[1] - 1, word, CellFormat(colour=GREY, align="right"))
            sheet.put(*place, number, COUNT_LOOK, f"={'+'.join(terms) or '0'}")
        sheet.put(UNPROVEN[0], UNPROVEN[1] - 1, "unproven", CellFormat(colour=GREY, align="right"))
        sheet.put(*UNPROVEN, self._unproven, COUNT_LOOK)
        passes, fails = relative_reference(*PASSES), relative_reference(*FAILS)
        all_passing = '"' + all_pass(f'"&{passes}&"') + '"'
        failing = '"' + some_fail(f'"&{fails}&"', f'"&({passes}+{fails})&"') + '"'
        verdict_of_all = f'=IF({fails}=0,IF({passes}=0,"{NOTHING_CHECKED}",{all_passing}),{failing})'
        if unproven := figures_unproven(self._unproven):
            verdict_of_all += f'&", {unproven}"'
        light = Light(self.passes, self.fails, self._unproven).in_words
        sheet.put(LIGHT_ROW, 1, light, CellFormat(bold=True, size=12), verdict_of_all)
        now = state_of(self._results.project).in_words + (f" — {light}" if self.fails else "")
        sheet.put(STATE_ROW, 1, now, CellFormat(italic=True, colour=GREY), f"={state}&{fails_formula(sheet)}")
        sheet.verdicts = (*sheet.verdicts, (LIGHT_ROW, 1, STATE_ROW, 1))
        return LightText(light, now)

    # ---- one row for each comparison

    def _looked_at(self) -> Iterator[Looked]:
        """Yield all that is looked at but for what stands beside rows."""
        for check in CHECKS:
            if check.name not in BESIDE:
                yield from check.compare(self._results)

    def _rows(self, skipped: int, first: int) -> Iterator[PlannedRow]:
        rows: Iterator[Looked] = chain((one for one in self._looked_at() if isinstance(one, Comparison)), self._failing)
        for row, one in enumerate(islice(rows, skipped, skipped + MOST_ROWS), first):
            yield self._row(row, one) if isinstance(one, Comparison) else _row_of_finding(one)

    def _row(self, row: int, comparison: Comparison) -> PlannedRow:
        results, places = self._results, self._places
        decimals = decimals_compared(comparison, results)
        zeros = "." + "0" * decimals if decimals else ""
        number = CellFormat(number_format=f'#,##0{zeros}_);(#,##0{zeros});"—"_)')
        left, right = (_rounded(amount_of(side, results)) for side in (comparison.left, comparison.right))
        here, there = relative_reference(row, HERE), relative_reference(row, THERE)
        status = status_of(comparison, results)
        return (
            planned_cell(comparison.check),
            planned_cell(comparison.what),
            planned_cell(left, number, f"={formula(comparison.left, places)}"),
            planned_cell(right, number, f"={formula(comparison.right, places)}"),
            planned_cell(_rounded(left - right), number, f"=ROUND({here}-{there},{decimals})"),
            planned_cell(VERDICTS[status], VERDICT_LOOK, verdict(comparison, here, there, decimals, places)),
        )


def fails_formula(checks: PlannedSheet) -> str:
    """Return what follows the state of a sheet: that checks fail, or nothing; for a formula on any sheet."""
    light = checks.ref(LIGHT_ROW, 1)
    return f'IF(ISNUMBER(SEARCH("FAIL",{light}))," — "&{light},"")'


def _headings(sheet: PlannedSheet) -> None:
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


def _put_beside(sheet: PlannedSheet, row: int, beside: Beside) -> None:
    """Count the verdicts that stand beside rows: those that hold, and those that were looked at."""
    cells = range_on(beside.sheet.name, beside.first, beside.last, beside.column)
    word, number = VERDICTS[FindingStatus.INFORMATION], CellFormat(number_format="#,##0")
    here, there, difference = (
        relative_reference(row, HERE),
        relative_reference(row, THERE),
        relative_reference(row, DIFFERENCE),
    )
    sheet.put(row, CHECK, beside.check, CellFormat())
    sheet.put(row, WHAT, beside.what, CellFormat())
    sheet.put(row, HERE, beside.held, number, f'=COUNTIF({cells},"{word}")')
    expected = f'={here}+COUNTIF({cells},"{FAIL}")'
    sheet.put(row, THERE, beside.held + beside.broken, number, expected)
    sheet.put(row, DIFFERENCE, -beside.broken, CellFormat(number_format='#,##0_);(#,##0);"—"_)'), f"={here}-{there}")
    now = FAIL if beside.broken else word
    sheet.put(row, VERDICT, now, VERDICT_LOOK, f'=IF({difference}=0,"{word}","{FAIL}")')


def _row_of_finding(finding: Finding) -> PlannedRow:
    blank = planned_cell(None)
    what = planned_cell(f"{finding.message} {NO_FORMULA}")
    return planned_cell(finding.check), what, blank, blank, blank, planned_cell(FAIL, VERDICT_LOOK)


def _rounded(amount: Decimal) -> Decimal:
    """Return an amount with no more digits than a cell holds: quotients may have any number of them."""
    return Decimal(f"{amount:.15g}")
