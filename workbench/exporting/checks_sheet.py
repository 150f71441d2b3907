"""The Checks sheet: every comparison as a formula over the other sheets, and one overall light.

Comparisons made in every row of a sheet stand beside its rows and are counted here in one row.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import chain, islice

from workbench.checks import CHECKS, Check, CheckItem
from workbench.checks.comparison import Comparison, Relation, status_of
from workbench.checks.expressions import amount_of, lines_in
from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS, Place, decimals_to_compare, formula, verdict
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.formulas import BLANK, text_formula, text_literal
from workbench.exporting.layout import (
    GREY,
    HEADING_FILL,
    LINK_IN_LIST,
    CellFormat,
    ListedRows,
    PlannedCell,
    PlannedRow,
    PlannedSheet,
    planned_cell,
    range_on,
    relative_reference,
)
from workbench.exporting.sheet_headers import STATE_ROW, put_header
from workbench.exporting.switches import state_remark
from workbench.exporting.verdicts_beside import BESIDE, VerdictColumn, VerdictsBeside
from workbench.phrases import Words, phrase, say
from workbench.presentation.light import NOTHING_CHECKED, unproven_in_words
from workbench.presentation.states import state_of
from workbench.wording import message_of, name_of_check, say_fact
from workbench.wording.names import short_name_of_statement

HEADING_ROW, FIRST_ROW = 8, 9
CHECK, WHAT, WORKBOOK, EXPECTED, DIFFERENCE, VERDICT, STATEMENT, WHERE = range(1, 9)
LIGHT_ROW, HOW_TO_READ_ROW = 5, 6
PASSES, FAILS, UNPROVEN = (3, VERDICT), (4, VERDICT), (5, VERDICT)
"""The cells (row, column) of the numbers of passes, failures and unproven figures."""
NO_FORMULA = phrase(
    "(Found by the program at export. No formula in this workbook tests it, so it stays FAIL however the switches "
    "are set.)"
)
VERDICT_FORMAT = CellFormat(bold=True, align="center")
QUIET = CellFormat(colour=GREY)
COUNT_FORMAT = CellFormat(number_format="#,##0", bold=True, align="center")
MOST_ROWS = 1_000_000
"""The most comparisons on one sheet, a little less than its rows."""
MOST_KEPT = 200
"""The most comparisons of a kind that are listed on other sheets."""
APART = frozenset((FindingStatus.PASS, FindingStatus.INFORMATION))


@dataclass(frozen=True, slots=True)
class LightText:
    """The present text of the light, and of the state with it."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class ListedComparison:
    """A comparison with its row among all of them. ``position``: from 0."""

    position: int
    comparison: Comparison


@dataclass
class Family:
    """The comparisons of one check, which stand one below the other. ``first``, ``end``: their positions.

    ``statuses``: by the short name of the statement. ``never_compared``: the findings that nothing can be compared.
    ``first_failing``: the position of the first that fails; None if none does.
    """

    check: CheckId
    first: int
    end: int = 0
    statuses: Counter[tuple[str, FindingStatus]] = field(default_factory=Counter)
    never_compared: int = 0
    first_failing: int | None = None


class ChecksSheets:
    """Lays out the sheets of the checks: one, or more if the comparisons do not fit."""

    def __init__(self, results: Results, places: WorkbookPlaces, unproven: int, words: Words) -> None:
        """``unproven``: the number of figures that are unproven whatever the switches."""
        self._results = results
        self._places = places
        self._words = words
        self._verdicts = {status: say(verdict, words) for status, verdict in VERDICTS.items()}
        self._number_unproven = unproven
        self.verdict_columns = tuple(VerdictsBeside(results, places, words).write())
        self.families: list[Family] = []
        self.failing: list[ListedComparison] = []
        self.apart: list[ListedComparison] = []
        self._sheets: Sequence[PlannedSheet] = ()
        self._counts: Counter[FindingStatus] = Counter()
        findings = list(results.project.import_findings)
        for check in CHECKS:
            if check.name not in BESIDE:
                findings += self._look_at(check)
        self.failing_findings = tuple(finding for finding in findings if finding.status is FindingStatus.FAIL)
        self._number_of_rows = self._counts.total() + len(self.failing_findings)

    def _look_at(self, check: Check) -> list[Finding]:
        """Count the comparisons of a check, keeping those that fail or are only nearly equal; return its findings."""
        family, findings = Family(check.name, self._counts.total()), list[Finding]()
        for item in check.compare(self._results):
            if isinstance(item, Finding):
                findings.append(item)
                continue
            status, position = status_of(item, self._results), self._counts.total()
            self._counts[status] += 1
            family.statuses[self._statement_of(item), status] += 1
            if status is FindingStatus.FAIL and family.first_failing is None:
                family.first_failing = position
            if status is FindingStatus.FAIL and len(self.failing) < MOST_KEPT:
                self.failing.append(ListedComparison(position, item))
            elif status in APART and len(self.apart) < MOST_KEPT and self._is_apart(item):
                self.apart.append(ListedComparison(position, item))
        family.end = self._counts.total()
        family.never_compared = sum(1 for finding in findings if finding.status is FindingStatus.NOT_APPLICABLE)
        if family.end > family.first or family.never_compared:
            self.families.append(family)
        return findings

    def _is_apart(self, comparison: Comparison) -> bool:
        """True if the two sides of a comparison that holds differ."""
        if not comparison.tolerance or comparison.relation is not Relation.EQUAL:
            return False
        return amount_of(comparison.left, self._results) != amount_of(comparison.right, self._results)

    def _statement_of(self, comparison: Comparison) -> str:
        """Return the short name of the statement that a comparison is about first; empty if it is about none."""
        for side in (comparison.left, comparison.right):
            for line in lines_in(side):
                return short_name_of_statement(self._results.project.statement_of(line).kind, self._words)
        return ""

    @property
    def passes(self) -> int:
        return self._counts[FindingStatus.PASS]

    @property
    def fails(self) -> int:
        return (
            self._counts[FindingStatus.FAIL]
            + sum(verdict_column.broken for verdict_column in self.verdict_columns)
            + len(self.failing_findings)
        )

    @property
    def number_of_sheets(self) -> int:
        return max(1, -(-self._number_of_rows // MOST_ROWS))

    def fill(self, sheets: Sequence[PlannedSheet], state: str) -> LightText:
        """Lay out all ``number_of_sheets`` sheets. ``state``: the formula of the state of the switches."""
        self._sheets = sheets
        for part, sheet in enumerate(sheets):
            first = self._first_row_of(part)
            number = min(MOST_ROWS, self._number_of_rows - part * MOST_ROWS)
            put_header(sheet, self._results.project, phrase("Checks"), "", self._words)
            _put_headings(sheet, self._words)
            sheet.listed_rows = ListedRows(first, number, partial(self._rows, part * MOST_ROWS, first))
            sheet.freeze, sheet.heading_rows = (FIRST_ROW, 1), (HEADING_ROW, HEADING_ROW)
            sheet.verdicts = ((FIRST_ROW, VERDICT, max(first + number - 1, FIRST_ROW), VERDICT),)
        sheet = sheets[0]
        for row, verdict_column in enumerate(self.verdict_columns, FIRST_ROW):
            self._put_verdict_column(sheet, row, verdict_column)
        return self._put_light(sheets, state)

    def _first_row_of(self, part: int) -> int:
        """Return the row of the first comparison on a sheet."""
        return FIRST_ROW if part else FIRST_ROW + len(self.verdict_columns)

    def cell(self, position: int, column: int) -> str:
        """Return the reference of a cell of the row of a comparison, by its position."""
        return str(self.place(position, column))

    def cell_beside(self, number: int, column: int) -> str:
        """Return the reference of a cell of the row that counts a column of verdicts, by its number."""
        return str(self.place_beside(number, column))

    def place(self, position: int, column: int) -> Place:
        """Return the same cell as a place to which a link leads."""
        part, row = divmod(position, MOST_ROWS)
        return Place(self._sheets[part].name, column, self._first_row_of(part) + row)

    def place_beside(self, number: int, column: int) -> Place:
        """Return a cell of the row that counts a column of verdicts, as a place to which a link leads."""
        return Place(self._sheets[0].name, column, FIRST_ROW + number)

    def cell_of_light(self, row: int, column: int) -> str:
        """Return the reference of a cell above the comparisons: the light, the numbers of passes and failures."""
        return self._sheets[0].ref(row, column)

    def ranges(self, first: int, end: int, column: int) -> list[str]:
        """Return the cells of a column in the rows of comparisons, from position ``first`` to before ``end``."""
        found = []
        for part, sheet in enumerate(self._sheets):
            start, stop = max(first, part * MOST_ROWS), min(end, (part + 1) * MOST_ROWS)
            if start < stop:
                top = self._first_row_of(part) - part * MOST_ROWS
                found.append(range_on(sheet.name, top + start, top + stop - 1, column))
        return found

    @property
    def number_compared(self) -> int:
        """How many comparisons there are; the failing findings stand below them."""
        return self._counts.total()

    def _put_light(self, sheets: Sequence[PlannedSheet], state: str) -> LightText:
        sheet = sheets[0]
        how_to_read = phrase("Each verdict is a formula: this workbook less expected, rounded, must be zero.")
        sheet.put(HOW_TO_READ_ROW, 1, say(how_to_read, self._words), CellFormat(colour=GREY))
        listed_ranges = [
            range_on(listing.name, listing.listed_rows.first, listing.last_row, VERDICT)
            for listing in sheets
            if listing.listed_rows and listing.listed_rows.number
        ]
        broken_beside = [
            f"{relative_reference(row, EXPECTED)}-{relative_reference(row, WORKBOOK)}"
            for row, _ in enumerate(self.verdict_columns, FIRST_ROW)
        ]
        count_cells: dict[tuple[int, int], tuple[str, int, list[str]]] = {
            PASSES: (self._verdicts[FindingStatus.PASS], self.passes, []),
            FAILS: (self._verdicts[FindingStatus.FAIL], self.fails, broken_beside),
        }
        for place, (word, number, others) in count_cells.items():
            terms = [*(f"COUNTIF({cells},{text_literal(word)})" for cells in listed_ranges), *others]
            sheet.put(place[0], place[1] - 1, word, CellFormat(colour=GREY, align="right"))
            sheet.put(*place, number, COUNT_FORMAT, f"={'+'.join(terms) or '0'}")
        unproven_heading = phrase("unproven")
        quiet = CellFormat(colour=GREY, align="right")
        sheet.put(UNPROVEN[0], UNPROVEN[1] - 1, say(unproven_heading, self._words), quiet)
        sheet.put(*UNPROVEN, self._number_unproven, COUNT_FORMAT)
        light = self.light
        sheet.put(LIGHT_ROW, 1, light, CellFormat(bold=True, size=12), f"={self._light_formula}")
        state_now = state_of(self._results.project).in_words(self._words) + (
            state_remark(light, self._words) if self.fails else ""
        )
        state_formula = f"={state}&{self.fails_formula(sheet)}"
        sheet.put(STATE_ROW, 1, state_now, CellFormat(italic=True, colour=GREY), state_formula)
        sheet.verdicts = (*sheet.verdicts, (LIGHT_ROW, 1, STATE_ROW, 1))
        return LightText(light, state_now)

    @property
    def light(self) -> str:
        """The present text of the light."""
        verdict_of_all = say(NOTHING_CHECKED, self._words)
        if self.fails:
            verdict_of_all = self._some_fail(str(self.fails), str(self.passes + self.fails))
        elif self.passes:
            verdict_of_all = self._all_pass(str(self.passes))
        return verdict_of_all + self._unproven

    @property
    def _light_formula(self) -> str:
        passes, fails = relative_reference(*PASSES), relative_reference(*FAILS)
        nothing = text_literal(say(NOTHING_CHECKED, self._words))
        all_passing = text_formula(self._all_pass, number=passes)
        failing = text_formula(self._some_fail, number=fails, compared=f"({passes}+{fails})")
        verdict_of_all = f"IF({fails}=0,IF({passes}=0,{nothing},{all_passing}),{failing})"
        return f"{verdict_of_all}&{text_literal(self._unproven)}" if self._unproven else verdict_of_all

    def _all_pass(self, number: str) -> str:
        """Return the light while nothing fails; it contains the verdict "pass", by which its cell is colored."""
        light = phrase("All {number} checks {verdict}", number=number, verdict=VERDICTS[FindingStatus.PASS])
        return say(light, self._words)

    def _some_fail(self, number: str, compared: str) -> str:
        """Return the light while something fails; it contains the verdict "fail", which formulas search for."""
        light = phrase(
            "{number} of {compared} checks {verdict}",
            number=number,
            compared=compared,
            verdict=VERDICTS[FindingStatus.FAIL],
        )
        return say(light, self._words)

    @property
    def _unproven(self) -> str:
        """What the light says about unproven figures, after its verdict; empty if there are none."""
        unproven = unproven_in_words(self._number_unproven, self._words)
        return say(phrase(", {unproven}", unproven=unproven), self._words) if unproven else ""

    def fails_formula(self, checks: PlannedSheet) -> str:
        """Return a formula, for any sheet, to append to the state: the light if checks fail, else an empty text."""
        light = checks.ref(LIGHT_ROW, 1)
        fail = text_literal(self._verdicts[FindingStatus.FAIL])
        failing = text_formula(lambda text: state_remark(text, self._words), text=light)
        return f"IF(ISNUMBER(SEARCH({fail},{light})),{failing},{BLANK})"

    def _put_verdict_column(self, sheet: PlannedSheet, row: int, verdict_column: VerdictColumn) -> None:
        """Put the row that counts a column of verdicts: those that hold, and all of them."""
        cells = range_on(verdict_column.sheet.name, verdict_column.first, verdict_column.last, verdict_column.column)
        holds, fails = self._verdicts[FindingStatus.INFORMATION], self._verdicts[FindingStatus.FAIL]
        number = CellFormat(number_format="#,##0")
        workbook_cell, expected_cell, difference_cell = (
            relative_reference(row, WORKBOOK),
            relative_reference(row, EXPECTED),
            relative_reference(row, DIFFERENCE),
        )
        sheet.put(row, CHECK, name_of_check(verdict_column.check, self._words), CellFormat())
        sheet.put(row, WHAT, verdict_column.what, CellFormat())
        sheet.put(row, WORKBOOK, verdict_column.held, number, f"=COUNTIF({cells},{text_literal(holds)})")
        expected = f"={workbook_cell}+COUNTIF({cells},{text_literal(fails)})"
        sheet.put(row, EXPECTED, verdict_column.held + verdict_column.broken, number, expected)
        sheet.put(
            row,
            DIFFERENCE,
            -verdict_column.broken,
            CellFormat(number_format='#,##0_);(#,##0);"—"_)'),
            f"={workbook_cell}-{expected_cell}",
        )
        verdict_now = fails if verdict_column.broken else holds
        formula_of_verdict = f"=IF({difference_cell}=0,{text_literal(holds)},{text_literal(fails)})"
        sheet.put(row, VERDICT, verdict_now, VERDICT_FORMAT, formula_of_verdict)
        beside = Place(verdict_column.sheet.name, verdict_column.column, verdict_column.first_broken)
        sheet.put(row, WHERE, beside.in_words, LINK_IN_LIST, link=str(beside))

    # ---- one row for each comparison

    def _items(self) -> Iterator[CheckItem]:
        """Yield the items of every check, except those whose verdicts are beside rows."""
        for check in CHECKS:
            if check.name not in BESIDE:
                yield from check.compare(self._results)

    def _rows(self, skipped: int, first: int) -> Iterator[PlannedRow]:
        rows: Iterator[CheckItem] = chain(
            (item for item in self._items() if isinstance(item, Comparison)), self.failing_findings
        )
        for row, item in enumerate(islice(rows, skipped, skipped + MOST_ROWS), first):
            yield self._row_of_comparison(row, item) if isinstance(item, Comparison) else self._row_of_finding(item)

    def _row_of_comparison(self, row: int, comparison: Comparison) -> PlannedRow:
        results, places = self._results, self._places
        decimals = decimals_to_compare(comparison, results)
        zeros = "." + "0" * decimals if decimals else ""
        number = CellFormat(number_format=f'#,##0{zeros}_);(#,##0{zeros});"—"_)')
        left, right = (round_to_cell(amount_of(side, results)) for side in (comparison.left, comparison.right))
        left_cell, right_cell = relative_reference(row, WORKBOOK), relative_reference(row, EXPECTED)
        status = status_of(comparison, results)
        return (
            planned_cell(name_of_check(comparison.check, self._words)),
            planned_cell(say_fact(comparison.what, self._words)),
            planned_cell(left, number, f"={formula(comparison.left, places)}"),
            planned_cell(right, number, f"={formula(comparison.right, places)}"),
            planned_cell(round_to_cell(left - right), number, f"=ROUND({left_cell}-{right_cell},{decimals})"),
            planned_cell(
                self._verdicts[status],
                VERDICT_FORMAT,
                verdict(comparison, left_cell, right_cell, decimals, places, self._words),
            ),
            planned_cell(self._statement_of(comparison), QUIET),
            self._where(places.of_comparison(comparison)),
        )

    def _where(self, place: Place | None) -> PlannedCell:
        return planned_cell(place.in_words, LINK_IN_LIST, link=str(place)) if place else planned_cell(None)

    def _row_of_finding(self, finding: Finding) -> PlannedRow:
        blank = planned_cell(None)
        message = message_of(finding, self._words)
        what = say(phrase("{message} {no_formula}", message=message, no_formula=NO_FORMULA), self._words)
        fail = planned_cell(self._verdicts[FindingStatus.FAIL], VERDICT_FORMAT)
        check = name_of_check(finding.check, self._words)
        return planned_cell(check), planned_cell(what), blank, blank, blank, fail


def _put_headings(sheet: PlannedSheet, words: Words) -> None:
    heading = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, rule_below=True)
    titles = (
        (phrase("Check"), 22),
        (phrase("What"), 120),
        (phrase("This workbook"), 18),
        (phrase("Expected"), 18),
        (phrase("Difference"), 14),
        (phrase("Verdict"), 14),
        (phrase("Statement"), 12),
        (phrase("Where"), 24),
    )
    for column, (text, width) in enumerate(titles, 1):
        sheet.put(HEADING_ROW, column, say(text, words), heading)
        sheet.widths[column] = width


def round_to_cell(amount: Decimal) -> Decimal:
    """Return an amount with the 15 digits that a cell holds; quotients may have more."""
    return Decimal(f"{amount:.15g}")
