"""Verdicts that stand beside the rows which they look at: in the reconciled sheets, and in the list of sources."""

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
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import LineId
from workbench.engine import Results
from workbench.exporting.check_formulas import VERDICTS, decimals_compared, formula, verdict
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import (
    GREY,
    HEADING_FILL,
    CellFormat,
    Listed,
    PlannedCell,
    PlannedRow,
    PlannedSheet,
    planned_cell,
)
from workbench.exporting.listing_sheets import VERDICT_OF_SOURCE
from workbench.exporting.reconciled_sheet import FIRST_ROW, HEADING_ROW, ReconciledSheet

BESIDE = frozenset((ROWS, ENTERED, ONCE))
"""The checks whose verdicts stand beside the rows that they look at."""
VERDICT_LOOK = CellFormat(size=8, colour=GREY, align="center")
HEADING_LOOK = CellFormat(bold=True, size=8, colour=GREY, align="center", rule_below=True)


@dataclass(frozen=True, slots=True)
class Beside:
    """One row for all the verdicts in a column of another sheet. ``held``, ``broken``: how many there are now."""

    check: str
    what: str
    sheet: PlannedSheet
    column: int
    first: int
    last: int
    held: int
    broken: int


class VerdictsBeside:
    """Plans these verdicts in the sheets whose rows they look at."""

    def __init__(self, results: Results, places: WorkbookPlaces) -> None:
        self._results = results
        self._places = places

    def planned(self) -> Iterator[Beside]:
        """Write the verdicts of each column of a sheet, and yield what they come to."""
        yield from self._of_rows()
        yield from self._of_sources()

    def _of_rows(self) -> Iterator[Beside]:
        """Write beside each row of the reconciled sheets whether it adds up, and whether its effects are as entered."""
        for planned in self._places.reconciled:
            results, period = self._results, planned.period
            lines = planned.statement.lines
            rows = [
                (line.id, result_of_row(results, line, period))
                for line in lines
                if is_summed(line) and may_have_result(results, line.id, period)
            ]
            entered = [
                (line.id, effects_of_line(results, line, period))
                for line in lines
                if planned.adjustments and may_carry_entries(planned.statement, line)
            ]
            what = f"{planned.sheet.name}: result = as reported + the differences that are on, in each row"
            yield from self._of_lines(planned, planned.result + 2, ROWS, "Adds up", what, rows)
            what = f"{planned.sheet.name}: the effects in each row are those that are entered"
            yield from self._of_lines(planned, planned.result + 3, ENTERED, "Entered", what, entered)

    def _of_lines(
        self,
        planned: ReconciledSheet,
        column: int,
        check: str,
        heading: str,
        what: str,
        comparisons: Sequence[tuple[LineId, Comparison]],
    ) -> Iterator[Beside]:
        if not comparisons:
            return
        sheet, statuses = planned.sheet, Counter[FindingStatus]()
        for line, comparison in comparisons:
            statuses[status_of(comparison, self._results)] += 1
            sheet.cells[planned.row_of[line], column] = self._verdict(comparison)
        sheet.put(HEADING_ROW, column, heading, HEADING_LOOK)
        sheet.widths[planned.result + 1], sheet.widths[column] = 2, 9
        sheet.not_printed_from = planned.result + 1
        last = max(planned.row_of.values())
        sheet.verdicts = (*sheet.verdicts, (FIRST_ROW, column, last, column))
        held, broken = statuses[FindingStatus.INFORMATION], statuses[FindingStatus.FAIL]
        yield Beside(check, what, sheet, column, FIRST_ROW, last, held, broken)

    def _of_sources(self) -> Iterator[Beside]:
        """Write, beside each cell that alone states a figure, whether this workbook still shows it."""
        sheet, listed = self._places.sources, self._places.sources.listed
        assert listed is not None
        counts = next(check for check in CHECKS if check.name == ONCE).tally(self._results).counts
        if not counts.total():
            return
        rows = listed.rows
        sheet.listed = Listed(listed.first, listed.number, lambda: self._with_verdicts(rows()))
        column = VERDICT_OF_SOURCE
        sheet.put(
            listed.first - 1, column, "In this workbook", CellFormat(bold=True, fill=HEADING_FILL, rule_below=True)
        )
        sheet.widths[column] = 18
        last = listed.first + listed.number - 1
        sheet.verdicts = (*sheet.verdicts, (listed.first, column, last, column))
        what = f"{sheet.name}: every figure that one cell alone states is here as that cell states it"
        held, broken = counts[FindingStatus.INFORMATION], counts[FindingStatus.FAIL]
        yield Beside(ONCE, what, sheet, column, listed.first, last, held, broken)

    def _with_verdicts(self, rows: Iterable[PlannedRow]) -> Iterator[PlannedRow]:
        for stated, row in zip(self._results.project.source_figures, rows, strict=True):
            comparison = comparison_with_own_cell(self._results, stated)
            yield row if comparison is None else (*row, self._verdict(comparison))

    def _verdict(self, comparison: Comparison) -> PlannedCell:
        status = status_of(comparison, self._results)
        left, right = (formula(side, self._places) for side in (comparison.left, comparison.right))
        return planned_cell(
            VERDICTS[status],
            VERDICT_LOOK,
            verdict(comparison, left, f"({right})", decimals_compared(comparison, self._results), self._places),
        )
