"""The Arithmetic sheet: what fails, how many comparisons of each kind there are in each statement, and the roundings.

Its counts are formulas over the Checks sheet, so that they follow the switches and whatever is typed over.
"""

from collections.abc import Sequence
from itertools import groupby

from workbench.checks.comparison import Comparison
from workbench.checks.expressions import amount_of
from workbench.domain.findings import CheckId, FindingStatus
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS, Place, decimals_to_compare, formula
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.checks_sheet import (
    CHECK,
    DIFFERENCE,
    EXPECTED,
    FAILS,
    LIGHT_ROW,
    STATEMENT,
    VERDICT,
    WORKBOOK,
    ChecksSheets,
    Family,
    ListedComparison,
    round_to_cell,
)
from workbench.exporting.column_widths import widen_for_figures
from workbench.exporting.formulas import text_formula, text_literal
from workbench.exporting.layout import (
    BLUE,
    GREY,
    HEADING_FILL,
    CellFormat,
    PlannedSheet,
    Tab,
    Value,
    relative_reference,
)
from workbench.exporting.sheet_headers import put_header
from workbench.exporting.verdicts_beside import VerdictColumn
from workbench.phrases import Phrase, Words, phrase, say
from workbench.plain_text import text_width
from workbench.presentation.roundings import RoundingKind, roundings_of
from workbench.wording import message_of, name_of_check, say_fact
from workbench.wording.names import short_name_of_statement, with_capital

LIGHT, FIRST_ROW, FIRST_STATEMENT = 5, 7, 2
WIDTH_OF_COUNT, WIDTH_OF_AMOUNT, WIDTH_OF_PLACE = 5.0, 10.0, 16.0
NARROWEST, WIDTH_OF_TEXT = 34.0, 84.0
"""Of the first column; of all columns over which a text may run."""
LETTER, WIDEST_PLACE = 0.95, 34.0
"""In digits: of a letter, and of the column of places."""
MOST_LISTED = 40
COUNT = CellFormat(number_format='#,##0_);-#,##0_);"—"_)', align="right")
FAILED = CellFormat(number_format='[Red]#,##0_);[Red]-#,##0_);"—"_)', align="right")
HEADING = CellFormat(bold=True, fill=HEADING_FILL, wrap=True, align="center", rule_below=True)
HEADING_OF_NAMES = CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)
SPANNER = CellFormat(bold=True, fill=HEADING_FILL, align="center_across", rule_below=True)
TOTAL, TOTAL_FAILED = (
    CellFormat(number_format=each.number_format, align="right", bold=True, rule=True) for each in (COUNT, FAILED)
)
QUIET, INSET = CellFormat(colour=GREY), CellFormat(indent=1)
LINK = CellFormat(colour=BLUE, indent=1)
VERDICT_FORMAT = CellFormat(bold=True, align="center")
NOTHING_FAILS = phrase("No exceptions.")
ROUNDING_REASONS = {
    RoundingKind.MOVEMENT: phrase(
        "A difference moves a balance by one more or less than profit: each was rounded by itself"
    ),
    RoundingKind.EQUITY: phrase(
        "A part of equity moves by one more or less than its share of profit: each was rounded by itself"
    ),
    RoundingKind.TAX: phrase("A tax effect is one more or less than the rate comes to: each was rounded by itself"),
}


def lay_out_arithmetic(
    results: Results, checks: ChecksSheets, places: WorkbookPlaces, name: str, words: Words
) -> PlannedSheet:
    """Return the sheet; the sheets of the checks must be laid out."""
    return _ArithmeticSheet(results, checks, places, name, words).lay_out()


class _ArithmeticSheet:
    """Lays out the sheet from top to bottom; ``_row`` is the next free row."""

    def __init__(self, results: Results, checks: ChecksSheets, places: WorkbookPlaces, name: str, words: Words) -> None:
        self._results = results
        self._checks = checks
        self._places = places
        self._words = words
        self._verdicts = {status: say(verdict, words) for status, verdict in VERDICTS.items()}
        self._statement_of_sheet = {
            reconciled.sheet.name: short_name_of_statement(reconciled.statement.kind, words)
            for reconciled in places.reconciled_sheets
        }
        self._statements = self._statements_compared()
        self._first_total = FIRST_STATEMENT + 2 * len(self._statements)
        self._row = FIRST_ROW
        self.sheet = PlannedSheet(name, tab=Tab.PROOF, is_printed=True, on_one_page=True)

    @property
    def _where(self) -> int:
        return self._first_total + 5

    @property
    def _room(self) -> int:
        """The width of the columns over which a text may run."""
        return int(self.sheet.widths[1] + WIDTH_OF_COUNT * 2 * len(self._statements)) - 2

    def lay_out(self) -> PlannedSheet:
        sheet, words = self.sheet, self._words
        counts = range(FIRST_STATEMENT, self._first_total)
        sheet.widths = {
            1: max(NARROWEST, WIDTH_OF_TEXT - WIDTH_OF_COUNT * len(counts)),
            **dict.fromkeys(counts, WIDTH_OF_COUNT),
            **dict.fromkeys(range(self._first_total, self._where), WIDTH_OF_AMOUNT),
            self._where: WIDTH_OF_PLACE,
        }
        put_header(sheet, self._results.project, phrase("Arithmetic"), "", words)
        light = self._checks.light
        sheet.put(LIGHT, 1, light, CellFormat(bold=True), f"={self._checks.cell_of_light(LIGHT_ROW, 1)}")
        sheet.verdicts = ((LIGHT, 1, LIGHT, 1),)
        self._put_exceptions()
        self._row += 1
        self._put_matrix()
        self._row += 1
        self._put_ledger()
        sheet.fit_captions(1)
        widen_for_figures(sheet, range(self._first_total, self._where), FIRST_ROW)
        return sheet

    # ---- what fails

    def _put_exceptions(self) -> None:
        fails = self._checks.cell_of_light(*FAILS)
        sentence = text_formula(self._some_fail, number=fails)
        now = self._some_fail(str(self._checks.fails)) if self._checks.fails else say(NOTHING_FAILS, self._words)
        self._put_amount_headings(phrase("Exceptions"), phrase("This workbook"), phrase("Expected"), phrase("Verdict"))
        nothing = text_literal(say(NOTHING_FAILS, self._words))
        self.sheet.put(self._row, 1, now, CellFormat(bold=True), f"=IF({fails}=0,{nothing},{sentence})")
        first = self._row
        self._row += 1
        broken = [(number, each) for number, each in enumerate(self._checks.verdict_columns) if each.broken]
        for number, column in broken:
            self._put_broken_column(number, column)
        for listed in self._checks.failing[:MOST_LISTED]:
            self._put_failing(listed)
        findings = self._checks.failing_findings[: MOST_LISTED - len(self._checks.failing[:MOST_LISTED])]
        for position, finding in enumerate(findings, self._checks.number_compared):
            cell = self._checks.cell(position, VERDICT)
            self.sheet.put(
                self._row, self._first_total + 3, self._verdicts[FindingStatus.FAIL], VERDICT_FORMAT, f"={cell}"
            )
            self._put_link(self._checks.place(position, CHECK))
            self._put_text(self._say_checked(finding.check, message_of(finding, self._words)))
        listed_number = sum(each.broken for _, each in broken) + len(self._checks.failing[:MOST_LISTED]) + len(findings)
        if listed_number < self._checks.fails:
            more = phrase("{number} more: see the verdicts.", number=self._checks.fails - listed_number)
            self._put_link(self._checks.place(0, VERDICT))
            self._put_text(say(more, self._words))
        verdicts = self._first_total + 3
        self.sheet.verdicts = (
            *self.sheet.verdicts,
            (first, verdicts, max(self._row - 1, first), verdicts),
            (first, 1, first, 1),
        )

    def _some_fail(self, number: str) -> str:
        fail = VERDICTS[FindingStatus.FAIL]
        text = phrase("{number} checks {verdict}. Listed: those that did so as exported.", number=number, verdict=fail)
        return say(text, self._words)

    def _put_broken_column(self, number: int, column: VerdictColumn) -> None:
        amounts = (column.held, column.held + column.broken, -column.broken)
        for offset, (amount, cell_column) in enumerate(zip(amounts, (WORKBOOK, EXPECTED, DIFFERENCE), strict=True)):
            cell = self._checks.cell_beside(number, cell_column)
            self.sheet.put(self._row, self._first_total + offset, amount, COUNT, f"={cell}")
        verdict = self._checks.cell_beside(number, VERDICT)
        fail = self._verdicts[FindingStatus.FAIL]
        self.sheet.put(self._row, self._first_total + 3, fail, VERDICT_FORMAT, f"={verdict}")
        self._put_link(Place(column.sheet.name, column.column, column.first_broken))
        self._put_text(self._say_checked(column.check, column.what))

    def _put_failing(self, listed: ListedComparison) -> None:
        self._put_sides(listed)
        verdict = self._checks.cell(listed.position, VERDICT)
        fail = self._verdicts[FindingStatus.FAIL]
        self.sheet.put(self._row, self._first_total + 3, fail, VERDICT_FORMAT, f"={verdict}")
        self._put_link(self._places.of_comparison(listed.comparison))
        self._put_text(self._say_checked(listed.comparison.check, say_fact(listed.comparison.what, self._words)))

    def _say_checked(self, check: CheckId, what: str) -> str:
        """Return what a check is about, after its name."""
        name = with_capital(name_of_check(check, self._words))
        return say(phrase("{check}: {what}", check=name, what=what), self._words)

    def _put_sides(self, listed: ListedComparison) -> None:
        """Put both sides of a comparison and their difference, from its row on Checks."""
        comparison, results = listed.comparison, self._results
        left, right = (round_to_cell(amount_of(side, results)) for side in (comparison.left, comparison.right))
        number = _amount_format(decimals_to_compare(comparison, results))
        columns = (WORKBOOK, EXPECTED, DIFFERENCE)
        for offset, (amount, column) in enumerate(
            zip((left, right, round_to_cell(left - right)), columns, strict=True)
        ):
            cell = self._checks.cell(listed.position, column)
            self.sheet.put(self._row, self._first_total + offset, amount, number, f"={cell}")

    # ---- how much was compared

    def _statements_compared(self) -> tuple[str, ...]:
        """Return the short names of the statements of which something is compared, in their order."""
        compared = {name for family in self._checks.families for name, _ in family.statuses}
        compared |= {self._statement_of_sheet.get(column.sheet.name, "") for column in self._checks.verdict_columns}
        names = (short_name_of_statement(each.kind, self._words) for each in self._results.project.statements)
        return tuple(name for name in dict.fromkeys(names) if name in compared)

    def _put_matrix(self) -> None:
        self._put_matrix_headings()
        first = self._row
        beside: dict[CheckId, list[tuple[int, VerdictColumn]]] = {}
        for number, column in enumerate(self._checks.verdict_columns):
            beside.setdefault(column.check, []).append((number, column))
        for check, columns in beside.items():
            self._put_family_beside(check, columns)
        for family in self._checks.families:
            self._put_family(family)
        if self._checks.failing_findings:
            self._put_findings()
        if self._row > first:
            self._put_sums(first)
        meaning = phrase(
            "{passes}: agrees with what was stated independently. {holds}: is as it should be, which proves nothing, "
            "because both sides come from the same figures.",
            passes=VERDICTS[FindingStatus.PASS],
            holds=VERDICTS[FindingStatus.INFORMATION],
        )
        self._put_text(say(meaning, self._words), QUIET)

    def _put_matrix_headings(self) -> None:
        sheet, words = self.sheet, self._words
        for column in range(1, self._where + 1):
            sheet.put(self._row, column, None, CellFormat(fill=HEADING_FILL))
        for number, statement in enumerate(self._statements):
            column = FIRST_STATEMENT + 2 * number
            sheet.put(self._row, column, statement, SPANNER)
            sheet.put(self._row, column + 1, None, SPANNER)
            sheet.put(self._row + 1, column, say(phrase("All"), words), HEADING)
            sheet.put(self._row + 1, column + 1, say(phrase("Fail"), words), HEADING)
        totals = (phrase("Compared"), phrase("Pass"), phrase("Hold"), phrase("Fail"), phrase("Not applicable"))
        for offset, heading in enumerate(totals):
            sheet.put(self._row + 1, self._first_total + offset, say(heading, words), HEADING)
        sheet.put(self._row + 1, 1, say(phrase("Comparisons by kind and statement"), words), HEADING_OF_NAMES)
        sheet.put(self._row + 1, self._where, say(phrase("Where"), words), HEADING_OF_NAMES)
        sheet.heights[self._row + 1] = 28
        self._row += 2

    def _put_family_beside(self, check: CheckId, columns: Sequence[tuple[int, VerdictColumn]]) -> None:
        """Put the counts of a check whose verdicts stand beside rows; one of no statement counts only in the totals."""
        self.sheet.put(self._row, 1, with_capital(name_of_check(check, self._words)), INSET)
        for number, statement in enumerate(self._statements):
            of_statement = [
                each for each in columns if self._statement_of_sheet.get(each[1].sheet.name, "") == statement
            ]
            if of_statement:
                column = FIRST_STATEMENT + 2 * number
                compared, broken = self._counted_beside(of_statement)
                self.sheet.put(self._row, column, compared[0], COUNT, compared[1])
                self.sheet.put(self._row, column + 1, broken[0], FAILED, broken[1])
        compared, broken = self._counted_beside(columns)
        held = compared[0] - broken[0], "+".join(self._checks.cell_beside(number, WORKBOOK) for number, _ in columns)
        for offset, (count, cell_format) in enumerate(
            ((compared, COUNT), ((0, ""), COUNT), ((held[0], f"={held[1]}"), COUNT), (broken, FAILED), ((0, ""), COUNT))
        ):
            self.sheet.put(self._row, self._first_total + offset, count[0], cell_format, count[1] or None)
        failing = [number for number, column in columns if column.broken]
        self._put_link(self._checks.place_beside((failing or [columns[0][0]])[0], CHECK))
        self._row += 1

    def _counted_beside(self, columns: Sequence[tuple[int, VerdictColumn]]) -> tuple[tuple[int, str], tuple[int, str]]:
        """Return how many verdicts there are in columns, and how many fail, each with its formula."""
        every = "+".join(self._checks.cell_beside(number, EXPECTED) for number, _ in columns)
        broken = "".join(f"-{self._checks.cell_beside(number, DIFFERENCE)}" for number, _ in columns)
        number_broken = sum(column.broken for _, column in columns)
        return (sum(column.held for _, column in columns) + number_broken, f"={every}"), (number_broken, f"={broken}")

    def _put_family(self, family: Family) -> None:
        self.sheet.put(self._row, 1, with_capital(name_of_check(family.check, self._words)), INSET)
        for number, statement in enumerate(self._statements):
            counted = {status: family.statuses[statement, status] for status in FindingStatus}
            compared = sum(counted.values()) - counted[FindingStatus.NOT_APPLICABLE]
            if not sum(counted.values()):
                continue
            column = FIRST_STATEMENT + 2 * number
            not_applicable = f"<>{self._verdicts[FindingStatus.NOT_APPLICABLE]}"
            every = self._count(family, not_applicable, statement)
            self.sheet.put(self._row, column, compared, COUNT, f"={every}")
            failing = self._count(family, self._verdicts[FindingStatus.FAIL], statement)
            self.sheet.put(self._row, column + 1, counted[FindingStatus.FAIL], FAILED, f"={failing}")
        totals = dict.fromkeys(FindingStatus, 0)
        for (_, status), count in family.statuses.items():
            totals[status] += count
        compared = sum(totals.values()) - totals[FindingStatus.NOT_APPLICABLE]
        shown: list[tuple[int, str, CellFormat]] = [
            (compared, self._count(family, f"<>{self._verdicts[FindingStatus.NOT_APPLICABLE]}"), COUNT)
        ]
        for status in (FindingStatus.PASS, FindingStatus.INFORMATION, FindingStatus.FAIL):
            cell_format = FAILED if status is FindingStatus.FAIL else COUNT
            shown.append((totals[status], self._count(family, self._verdicts[status]), cell_format))
        never = totals[FindingStatus.NOT_APPLICABLE] + family.never_compared
        of_rows = self._count(family, self._verdicts[FindingStatus.NOT_APPLICABLE])
        shown.append((never, f"{of_rows}+{family.never_compared}", COUNT))
        for offset, (count, count_formula, cell_format) in enumerate(shown):
            self.sheet.put(self._row, self._first_total + offset, count, cell_format, f"={count_formula}")
        if family.end > family.first:
            first = family.first if family.first_failing is None else family.first_failing
            self._put_link(self._checks.place(first, CHECK))
        self._row += 1

    def _count(self, family: Family, verdict: str, statement: str | None = None) -> str:
        """Return the formula of the number of a family's verdicts; ``verdict``: a criterion; all statements if None."""
        verdicts = self._checks.ranges(family.first, family.end, VERDICT)
        if statement is None:
            return "+".join(f"COUNTIF({cells},{text_literal(verdict)})" for cells in verdicts) or "0"
        statements = self._checks.ranges(family.first, family.end, STATEMENT)
        return "+".join(
            f"COUNTIFS({of},{text_literal(statement)},{cells},{text_literal(verdict)})"
            for of, cells in zip(statements, verdicts, strict=True)
        )

    def _put_findings(self) -> None:
        """Put the findings that no formula tests, which fail however the switches are set."""
        number = len(self._checks.failing_findings)
        self.sheet.put(self._row, 1, say(phrase("Found at export, without a formula"), self._words), INSET)
        first = self._checks.number_compared
        ranges = self._checks.ranges(first, first + number, VERDICT)
        fail = text_literal(self._verdicts[FindingStatus.FAIL])
        counted = "+".join(f"COUNTIF({cells},{fail})" for cells in ranges)
        for offset, cell_format in ((0, COUNT), (3, FAILED)):
            self.sheet.put(self._row, self._first_total + offset, number, cell_format, f"={counted}")
        self._put_link(self._checks.place(first, CHECK))
        self._row += 1

    def _put_sums(self, first: int) -> None:
        sheet = self.sheet
        sheet.put(self._row, 1, say(phrase("Together"), self._words), CellFormat(bold=True, rule=True))
        for column in range(FIRST_STATEMENT, self._where):
            rows = range(first, self._row)
            values = (cell.value for row in rows if (cell := sheet.cells.get((row, column))))
            total = sum(value for value in values if isinstance(value, int))
            cells = f"{relative_reference(first, column)}:{relative_reference(self._row - 1, column)}"
            is_of_failures = column == self._first_total + 3 or (
                column < self._first_total and (column - FIRST_STATEMENT) % 2 == 1
            )
            sheet.put(self._row, column, total, TOTAL_FAILED if is_of_failures else TOTAL, f"=SUM({cells})")
        sheet.put(self._row, self._where, None, TOTAL)
        self._row += 1

    # ---- what is only nearly equal

    def _put_ledger(self) -> None:
        headings = phrase("Stated"), phrase("Calculated")
        self._put_amount_headings(phrase("Rounding ledger: what is only nearly equal"), *headings)
        first = self._row
        for why, apart in groupby(self._checks.apart[:MOST_LISTED], self._why_apart):
            self._put_text(why, QUIET)
            for listed in apart:
                self._put_sides(listed)
                self._put_link(self._places.of_comparison(listed.comparison))
                self._put_text(say_fact(listed.comparison.what, self._words), INSET)
        for kind, roundings in groupby(
            sorted(roundings_of(self._results, self._words), key=lambda each: list(RoundingKind).index(each.kind)),
            key=lambda each: each.kind,
        ):
            self._put_text(say(ROUNDING_REASONS[kind], self._words), QUIET)
            for rounding in roundings:
                comparison = Comparison(CheckId(""), "", rounding.left, rounding.right)
                self._put_expressions(comparison)
                self._put_link(self._places.of_comparison(comparison))
                self._put_text(say(rounding.what, self._words), INSET)
        if self._row == first:
            self._put_text(say(phrase("Nothing: whatever agrees, agrees exactly."), self._words), QUIET)

    def _why_apart(self, listed: ListedComparison) -> str:
        """Return the check of a comparison, and why its two sides may differ."""
        why = say_fact(listed.comparison.why_apart, self._words)
        return self._say_checked(listed.comparison.check, why)

    def _put_expressions(self, comparison: Comparison) -> None:
        results, row = self._results, self._row
        decimals = decimals_to_compare(comparison, results)
        number = _amount_format(decimals)
        amounts: list[Value] = []
        for offset, side in enumerate((comparison.left, comparison.right)):
            amount = round_to_cell(amount_of(side, results))
            amounts.append(amount)
            self.sheet.put(row, self._first_total + offset, amount, number, f"={formula(side, self._places)}")
        left, right = (relative_reference(row, self._first_total + offset) for offset in (0, 1))
        difference = amount_of(comparison.left, results) - amount_of(comparison.right, results)
        self.sheet.put(row, self._first_total + 2, difference, number, f"=ROUND({left}-{right},{decimals})")

    # ---- rows

    def _put_amount_headings(self, title: Phrase, left: Phrase, right: Phrase, verdict: Phrase | None = None) -> None:
        sheet, words = self.sheet, self._words
        for column in range(1, self._where + 1):
            sheet.put(self._row, column, None, HEADING)
        sheet.put(self._row, 1, say(title, words), HEADING_OF_NAMES)
        for offset, heading in enumerate((left, right, phrase("Difference"), *((verdict,) if verdict else ()))):
            sheet.put(self._row, self._first_total + offset, say(heading, words), HEADING)
        sheet.put(self._row, self._where, say(phrase("Where"), words), HEADING_OF_NAMES)
        sheet.heights[self._row] = 28
        self._row += 1

    def _put_text(self, text: str, cell_format: CellFormat = INSET) -> None:
        """Put a text that runs over the columns of the statements, in as many rows as it takes."""
        self._row = self.sheet.put_lines(self._row, 1, text, self._room, cell_format)

    def _put_link(self, place: Place | None) -> None:
        if place is not None:
            width = text_width(place.in_words) * LETTER
            self.sheet.widths[self._where] = min(max(width, self.sheet.widths[self._where]), WIDEST_PLACE)
            self.sheet.put(self._row, self._where, place.in_words, LINK, link=str(place))


def _amount_format(decimals: int) -> CellFormat:
    places = "." + "0" * decimals if decimals else ""
    return CellFormat(number_format=f'#,##0{places}_);(#,##0{places});"—"_)')
