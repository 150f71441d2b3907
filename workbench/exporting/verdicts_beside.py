"""Verdicts beside the rows they are about: on the reconciled sheets and in the list of sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.checks import CHECKS
from workbench.checks.agreement import ONCE, comparison_with_own_cell
from workbench.checks.comparison import Comparison, status_of
from workbench.checks.cross_cast import (
    ENTERED,
    ROWS,
    effects_of_line,
    is_summed,
    may_carry_entries,
    result_of_row,
)
from workbench.checks.states import may_have_result
from workbench.domain.findings import CheckId, FindingStatus
from workbench.domain.ids import LineId
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS, decimals_to_compare, formula, verdict
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import (
    GREY,
    HEADING_FILL,
    CellFormat,
    ListedRows,
    PlannedCell,
    PlannedRow,
    PlannedSheet,
    planned_cell,
)
from workbench.exporting.listing_sheets import VERDICT_OF_SOURCE
from workbench.exporting.reconciled_sheet import FIRST_ROW, HEADING_ROW, ReconciledSheet
from workbench.phrases import Phrase, Words, phrase, say

BESIDE = frozenset((ROWS, ENTERED, ONCE))
"""The checks whose verdicts stand beside the rows they are about."""
VERDICT_FORMAT = CellFormat(size=8, colour=GREY, align="center")
HEADING_FORMAT = CellFormat(bold=True, size=8, colour=GREY, align="center", rule_below=True)


@dataclass(frozen=True, slots=True)
class VerdictColumn:
    """A column of verdicts beside rows. ``held``, ``broken``: the current counts; ``first``, ``last``: its rows.

    ``first_broken``: the row of the first that fails; that of the first verdict if that is not known, or none does.
    """

    check: CheckId
    what: str
    sheet: PlannedSheet
    column: int
    first: int
    last: int
    held: int
    broken: int
    first_broken: int


class VerdictsBeside:
    """Puts these verdicts on the sheets whose rows they are about."""

    def __init__(self, results: Results, places: WorkbookPlaces, words: Words) -> None:
        self._results = results
        self._places = places
        self._words = words

    def write(self) -> Iterator[VerdictColumn]:
        """Put the verdicts on their sheets, and yield each column of them."""
        yield from self._write_beside_rows()
        yield from self._write_beside_sources()

    def _write_beside_rows(self) -> Iterator[VerdictColumn]:
        """Put verdicts beside the rows of reconciled sheets: the row adds up, and its effects equal the entries."""
        for reconciled_sheet in self._places.reconciled_sheets:
            results, period = self._results, reconciled_sheet.period
            lines = reconciled_sheet.statement.lines
            rows = [
                (line.id, result_of_row(results, line, period))
                for line in lines
                if is_summed(line) and may_have_result(results, line.id, period)
            ]
            effects = [
                (line.id, effects_of_line(results, line, period))
                for line in lines
                if reconciled_sheet.adjustments and may_carry_entries(reconciled_sheet.statement, line)
            ]
            name, after_figures = reconciled_sheet.sheet.name, reconciled_sheet.tick_column + 1
            what = phrase("{sheet}: in each row, result = as reported + the differences switched on", sheet=name)
            heading = phrase("Adds up")
            yield from self._write_column(reconciled_sheet, after_figures + 1, ROWS, heading, what, rows)
            what = phrase("{sheet}: in each row, effects = entries", sheet=name)
            heading = phrase("Entered")
            yield from self._write_column(reconciled_sheet, after_figures + 2, ENTERED, heading, what, effects)

    def _write_column(
        self,
        reconciled_sheet: ReconciledSheet,
        column: int,
        check: CheckId,
        heading: Phrase,
        what: Phrase,
        comparisons: Sequence[tuple[LineId, Comparison]],
    ) -> Iterator[VerdictColumn]:
        if not comparisons:
            return
        sheet, statuses = reconciled_sheet.sheet, Counter[FindingStatus]()
        broken_rows = []
        for line, comparison in comparisons:
            status = status_of(comparison, self._results)
            statuses[status] += 1
            if status is FindingStatus.FAIL:
                broken_rows.append(reconciled_sheet.row_of[line])
            sheet.cells[reconciled_sheet.row_of[line], column] = self._verdict(comparison)
        sheet.put(HEADING_ROW, column, say(heading, self._words), HEADING_FORMAT)
        sheet.widths[reconciled_sheet.tick_column + 1], sheet.widths[column] = 2, 9
        last = max(reconciled_sheet.row_of.values())
        sheet.verdicts = (*sheet.verdicts, (FIRST_ROW, column, last, column))
        held, broken = statuses[FindingStatus.INFORMATION], statuses[FindingStatus.FAIL]
        first_broken = min(broken_rows, default=FIRST_ROW)
        yield VerdictColumn(check, say(what, self._words), sheet, column, FIRST_ROW, last, held, broken, first_broken)

    def _write_beside_sources(self) -> Iterator[VerdictColumn]:
        """Put a verdict beside each sole source of a figure: whether this workbook still shows that figure."""
        sheet, listed_rows = self._places.sources, self._places.sources.listed_rows
        assert listed_rows is not None
        counts = next(check for check in CHECKS if check.name == ONCE).tally(self._results).counts
        if not counts.total():
            return
        rows = listed_rows.rows
        sheet.listed_rows = ListedRows(listed_rows.first, listed_rows.number, lambda: self._with_verdicts(rows()))
        column = VERDICT_OF_SOURCE
        heading_format = CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)
        sheet.put(listed_rows.first - 1, column, say(phrase("In this workbook"), self._words), heading_format)
        sheet.widths[column] = 18
        last = listed_rows.first + listed_rows.number - 1
        sheet.verdicts = (*sheet.verdicts, (listed_rows.first, column, last, column))
        what = say(
            phrase("{sheet}: every figure stated by only one cell agrees with that cell", sheet=sheet.name),
            self._words,
        )
        held, broken = counts[FindingStatus.INFORMATION], counts[FindingStatus.FAIL]
        first = listed_rows.first
        yield VerdictColumn(ONCE, what, sheet, column, first, last, held, broken, first_broken=first)

    def _with_verdicts(self, rows: Iterable[PlannedRow]) -> Iterator[PlannedRow]:
        for source_figure, row in zip(self._results.project.source_figures, rows, strict=True):
            comparison = comparison_with_own_cell(self._results, source_figure)
            yield row if comparison is None else (*row, self._verdict(comparison))

    def _verdict(self, comparison: Comparison) -> PlannedCell:
        status = status_of(comparison, self._results)
        left, right = (formula(side, self._places) for side in (comparison.left, comparison.right))
        decimals = decimals_to_compare(comparison, self._results)
        return planned_cell(
            say(VERDICTS[status], self._words),
            VERDICT_FORMAT,
            verdict(comparison, left, f"({right})", decimals, self._places, self._words),
        )
