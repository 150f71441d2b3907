"""Finds what the tables, bridges and lists of a sheet state, and what each of its cells was read as."""

from collections.abc import Iterable, Mapping, Sequence

from workbench.domain.facts import Fact, fact
from workbench.domain.periods import Period
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.frameworks import assumed_frameworks
from workbench.importing.sheets.column_reading import (
    BridgeReading,
    ColumnReading,
    RowsReading,
    with_figures,
)
from workbench.importing.sheets.columns import INSTANT_KINDS, Column, LeftOut
from workbench.importing.sheets.corrections import Area, SetColumnRole, SetStatementKind
from workbench.importing.sheets.corrections_by_subject import CorrectionsBySubject
from workbench.importing.sheets.detected import (
    ColumnLeftOut,
    DetectedBridge,
    DetectedTable,
    Doubt,
    SheetReport,
    TableHeadings,
    Tabular,
)
from workbench.importing.sheets.entry_lists import NO_DIFFERENCE, NO_PERIOD
from workbench.importing.sheets.formats_shown import cells_naming_sides, texts_shown_instead
from workbench.importing.sheets.laid_out import LaidOutTable, area_of
from workbench.importing.sheets.laying_out import (
    LaidOutAcross,
    LaidOutSheet,
    ReadList,
    ReadTable,
    Supplement,
    lines_of,
)
from workbench.importing.sheets.marking import mark_bridge, mark_list, mark_table, mark_the_rest, mark_titles
from workbench.importing.sheets.marks import Mark
from workbench.importing.sheets.readings import Readings
from workbench.importing.sheets.tables import Table, TableRow, heading_text
from workbench.importing.sheets.transposed import merge_turned_report, transpose_area
from workbench.workbooks import Sheet, column_letter, position

MOST_IN_TITLE_ROW = 2
"""A row with more cells than this contains no title of the sheet."""
ABOUT_TIME = (LeftOut.NO_PERIOD, LeftOut.NO_LENGTH, LeftOut.UNCLEAR, LeftOut.NOT_REPORTED)
"""If a column without headings is left out for one of these reasons, the title that states the period is quoted."""


def detect(laid_out: LaidOutSheet, currency: str | None) -> SheetReport:
    """Return what the sheet that is laid out states, with the user's corrections of columns applied.

    ``currency``: the company's, if columns are to be read again with it; None: they stay as first read.
    """
    report = laid_out.report
    for entry_list in laid_out.entry_lists:
        _take_list(laid_out, entry_list)
    upright_tables = _TableTaker(report, laid_out.sheet, laid_out.corrections, currency)
    for part in laid_out.parts:
        if isinstance(part, LaidOutAcross):
            _take_across(laid_out, part, currency)
        else:
            upright_tables.take(part)
    if laid_out.states_figures:
        _doubt_decimal_marks(report, laid_out.readings)
    mark_the_rest(report, laid_out.sheet, laid_out.amounts)
    return report


def _take_across(laid_out: LaidOutSheet, across: LaidOutAcross, currency: str | None) -> None:
    """Add what a transposed region states to the report of the original sheet."""
    report = laid_out.report
    turned_tables = _TableTaker(across.report, across.report.sheet, laid_out.corrections.transpose(), currency)
    for part in across.parts:
        turned_tables.take(part)
    mark_titles(report, across.titles)
    merge_turned_report(report, across.report)
    for detected in across.report.detected:
        why = fact("lines-run-across")
        _doubt_what_has_no_effect(report, transpose_area(detected.area), laid_out.corrections.columns, why)


class _TableTaker:
    """Adds what the tables of one sheet state to its report, table by table."""

    def __init__(
        self, report: SheetReport, sheet: Sheet, corrections: CorrectionsBySubject, currency: str | None
    ) -> None:
        self._report = report
        self._sheet = sheet
        self._corrections = corrections
        self._currency = currency

    def take(self, part: ReadTable | Supplement) -> None:
        if isinstance(part, Supplement):
            self._leave_supplement_out(part.table)
            self._take_titles(part.table)
            return
        table = part.laid_out
        self._report.doubts += table.doubts
        self._report.remarks += table.remarks
        reading = part.reading if self._currency is None else part.read_with(self._currency)
        detected = self._detect_parts(table, reading)
        if not detected:
            self._keep_what_was_not_understood(table)
        self._report.detected += detected
        self._take_titles(table.table)
        if detected:
            mark_table(self._report, table.table, detected)

    def _detect_parts(self, table: LaidOutTable, reading: ColumnReading) -> list[Tabular]:
        detected: list[Tabular] = [self._take_bridge(bridge) for bridge in reading.bridges]
        if reading.of_rows is not None:
            detected += self._take_rows(table, reading.of_rows)
        elif not detected:
            self._keep_headings(table, table.rows, {}, table.facts.kind)
        return detected

    def _take_titles(self, table: Table) -> None:
        rows = self._sheet.rows
        self._report.titles += lines_of([cell for cell in table.titles if len(rows[cell.row]) <= MOST_IN_TITLE_ROW])

    def _keep_what_was_not_understood(self, table: LaidOutTable) -> None:
        """Keep the headings of a table that states nothing, to explain why."""
        cells = [cell for heading in table.table.headings for cell in heading]
        if any(row.readings for row in table.rows):
            self._report.headings_not_understood += [(heading_text(cell), cell.ref) for cell in cells]

    def _leave_supplement_out(self, table: Table) -> None:
        cells = [reading.cell for row in table.rows for reading in row.readings.values()]
        for cell in cells:
            self._report.marks.mark(cell, Mark.IGNORED, fact("supplementary-information"))
        self._report.doubts.append(Doubt(fact("supplement-not-imported"), tuple(cell.ref for cell in cells[:1])))

    def _take_bridge(self, reading: BridgeReading) -> DetectedBridge:
        bridge, report = reading.bridge, self._report
        report.doubts += reading.doubts
        report.remarks += reading.remarks
        mark_bridge(report, bridge, reading.detected.measure, reading.left_out)
        for index, reason in reading.left_out.items():
            self._leave_out(index, " / ".join(reading.headings.get(index, ())), bridge.rows, reason)
        why = fact("rows-are-differences")
        _doubt_what_has_no_effect(report, area_of(bridge.rows), self._corrections.columns, why)
        return reading.detected

    def _take_rows(self, laid_out: LaidOutTable, reading: RowsReading) -> list[DetectedTable]:
        self._report.doubts += reading.doubts
        self._report.remarks += reading.remarks
        periods = {column.index: column.period for table in reading.tables for column in table.columns}
        headings = self._keep_headings(laid_out, reading.rows, periods, reading.kind)
        left_out = dict(reading.left_out)
        corrected_tables = self._apply_column_corrections(reading.tables, reading.rows, headings, left_out)
        for index, reason in left_out.items():
            title = reading.title_of_period if reason in ABOUT_TIME else ""
            self._leave_out(index, " / ".join(laid_out.headings.get(index, ())) or title, reading.rows, reason)
        for corrected_table in corrected_tables:
            self._doubt_what_is_shown_instead(corrected_table.rows)
        return list(with_figures(corrected_tables))

    def _keep_headings(
        self, table: LaidOutTable, rows: Sequence[TableRow], periods: Mapping[int, Period], kind: StatementKind
    ) -> TableHeadings:
        """Keep what is above the columns of a table, for corrections of them."""
        headings = table.all_headings if table.has_headings else table.headings
        kept = TableHeadings(area_of(rows), headings, periods, table.when, kind in INSTANT_KINDS)
        self._report.table_headings.append(kept)
        return kept

    def _leave_out(self, index: int, heading: str, rows: Sequence[TableRow], reason: LeftOut) -> None:
        cells = [row.readings[index].cell for row in rows if index in row.readings]
        places = tuple((cell.row, cell.column) for cell in cells)
        self._report.left_out.append(ColumnLeftOut(index, heading, rows[0].row, reason, places))
        for cell in cells:
            self._report.marks.mark(cell, Mark.IGNORED, reason.fact_of_cell)

    def _doubt_what_is_shown_instead(self, rows: Sequence[TableRow]) -> None:
        self._report.doubts += [Doubt(text, cells) for text, cells in texts_shown_instead(rows)]
        if sides := cells_naming_sides(rows):
            self._report.doubts.append(Doubt(fact("sides-in-place-of-signs"), sides))

    # ---- the user's corrections of columns

    def _apply_column_corrections(
        self,
        tables: Sequence[DetectedTable],
        rows: Sequence[TableRow],
        headings: TableHeadings,
        left_out: dict[int, LeftOut],
    ) -> list[DetectedTable]:
        """Return tables side by side with the columns as the user corrected them; each column belongs to one table."""
        corrections = {
            index: correction
            for correction in self._corrections.columns
            if correction.area.meets(area_of(rows))
            for index in range(correction.area.left, correction.area.right + 1)
        }
        table_of_column = {
            index: min(range(len(tables)), key=lambda number: _distance(tables[number], index)) for index in corrections
        }
        return [
            self._with_corrected_columns(
                table,
                {index: correction for index, correction in corrections.items() if table_of_column[index] == number},
                rows,
                headings,
                left_out,
            )
            for number, table in enumerate(tables)
        ]

    def _with_corrected_columns(
        self,
        table: DetectedTable,
        corrections: Mapping[int, SetColumnRole],
        rows: Sequence[TableRow],
        headings: TableHeadings,
        left_out: dict[int, LeftOut],
    ) -> DetectedTable:
        if not corrections:
            return table
        columns = {column.index: column for column in table.columns}
        for index, correction in corrections.items():
            role = correction.role
            if role is None:
                columns.pop(index, None)
                left_out[index] = LeftOut.IGNORED
                continue
            column_before, headings_above = columns.get(index), headings.headings.get(index, ())
            period = headings.parse_period(correction.period) if correction.period else headings.period_above(index)
            if period is None:
                why = fact("no-period-above-column")
                _doubt_what_has_no_effect(self._report, correction.area, [correction], why)
                continue
            has_name = role in (FigureRole.ADJUSTMENT, FigureRole.TRANSLATION)
            name = correction.adjustment_or_currency if has_name else ""
            columns[index] = Column(
                index, role, name, period, headings_above, column_before.currency if column_before else ""
            )
            left_out.pop(index, None)
        in_order = tuple(columns[index] for index in sorted(columns))
        is_adjusted = any(column.role is FigureRole.ADJUSTMENT for column in in_order)
        return table.as_table(in_order, rows, table.frameworks or (assumed_frameworks() if is_adjusted else None))


def _take_list(laid_out: LaidOutSheet, read_list: ReadList) -> None:
    """Take a list of entries into the report."""
    report = laid_out.report
    report.detected += read_list.parts
    corrections: list[SetColumnRole | SetStatementKind] = [*laid_out.corrections.columns, *laid_out.corrections.kinds]
    for part in read_list.parts:
        _doubt_what_has_no_effect(report, part.area, corrections, fact("rows-say-what-they-are"))
    entry_list = read_list.entry_list
    mark_list(report, laid_out.sheet, entry_list)
    nameless = tuple(cell.ref for cell, reason in entry_list.left_out if reason in (NO_PERIOD, NO_DIFFERENCE))
    if nameless:
        report.doubts.append(Doubt(fact("entries-name-nothing"), nameless))


def _doubt_what_has_no_effect(
    report: SheetReport, area: Area, corrections: Iterable[SetColumnRole | SetStatementKind], why: Fact
) -> None:
    """Add a doubt for each correction in an area whose content cannot follow it; ``why``: the reason."""
    for correction in corrections:
        if correction.area.meets(area):
            cell = f"{column_letter(max(correction.area.left, area.left))}{max(correction.area.top, area.top)}"
            report.doubts.append(Doubt(fact("correction-without-effect", why=why), (cell,)))


def _doubt_decimal_marks(report: SheetReport, readings: Readings) -> None:
    doubtful = [mark for mark in readings.decimal_marks(report.sheet).values() if mark.doubtful]
    if not doubtful:
        return
    figures = {
        place
        for place, mark in report.marks.items()
        if mark.mark is Mark.FIGURE and not readings.has_corrected_mark(report.sheet, *place)
    }
    for mark in doubtful:
        refs = [ref for ref in mark.doubtful if position(ref) in figures]
        if refs:
            text = fact("decimal-mark-taken", mark=mark.mark, why=mark.evidence)
            report.doubts.append(Doubt(text, tuple(refs), is_about_decimals=True))


def _distance(table: DetectedTable, index: int) -> int:
    """Return how many columns are between the table's own and column ``index``; 0 if it is one of them."""
    return min((abs(column.index - index) for column in table.columns), default=index)
