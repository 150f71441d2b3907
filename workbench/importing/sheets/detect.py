"""Detect: what the tables of a sheet show. Guesses carry their evidence; every cell is marked as what it was read."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.amounts import scale_in_words
from workbench.domain.periods import Period
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.chinese import Words
from workbench.importing.language.period_text import NOTHING_SAID, PeriodWords, When, words_in
from workbench.importing.language.vocabulary import (
    CHECK_WORDS,
    currencies_in,
    framework_in,
    frameworks_in,
    is_unit_line,
    join_lines,
    kind_in,
    scale_in,
    share_scale_in,
    share_scale_of_line,
    share_scale_of_money,
)
from workbench.importing.sheets import edgar
from workbench.importing.sheets.bridges import Bridge, bridges, by_measure, turn_bridge
from workbench.importing.sheets.columns import (
    INSTANT_KINDS,
    Column,
    ColumnsRead,
    LeftOut,
    find_reconciliations,
    primary_columns,
    reconciliation_columns,
    why_outside,
    without_what_is_expected,
)
from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    SetColumnRole,
    SetStatementKind,
)
from workbench.importing.sheets.corrections_by_subject import CorrectionsBySubject
from workbench.importing.sheets.detected import (
    ColumnLeftOut,
    DetectedTable,
    Doubt,
    ImportContext,
    SheetReport,
    TableHeadings,
)
from workbench.importing.sheets.entry_lists import (
    NO_DIFFERENCE,
    NO_PERIOD,
    EntryList,
    ListedEntry,
    entry_lists,
    list_places,
)
from workbench.importing.sheets.formats_shown import (
    MIXED,
    before_formats,
    cells_naming_sides,
    scale_of_formats,
    texts_shown_instead,
)
from workbench.importing.sheets.headings import (
    HeadingRows,
    Headings,
    lowest_name,
    title_of_no_report,
    with_lines_joined,
    with_ranges_joined,
)
from workbench.importing.sheets.insets import with_insets_folded
from workbench.importing.sheets.kinds import KindInference, kind_of
from workbench.importing.sheets.marking import mark_bridge, mark_list, mark_table, mark_the_rest, mark_titles
from workbench.importing.sheets.marks import Mark
from workbench.importing.sheets.other_papers import other_paper_on
from workbench.importing.sheets.readings import Readings
from workbench.importing.sheets.regions import regions
from workbench.importing.sheets.relative_periods import with_years_of_titles
from workbench.importing.sheets.repeated_sets import one_set_of
from workbench.importing.sheets.statement_split import lines_of_another_statement, statements_in
from workbench.importing.sheets.table_units import counts_among, unit_lines_of, units_that_differ
from workbench.importing.sheets.tables import (
    Amounts,
    Table,
    TableRow,
    have_most_lines_of,
    heading_lines,
    heading_text,
    tables,
)
from workbench.importing.sheets.transposed import (
    runs_across,
    take_back,
    titles_above,
    transpose_amounts,
    transpose_area,
)
from workbench.importing.sheets.transposed import transpose_sheet as turned_sheet
from workbench.progress import Progress
from workbench.workbooks import CellKind, Sheet, column_letter, position

MOST_IN_TITLE_ROW = 2
WHOLE_UNITS = 1
RULE = re.compile(r"^\s*(?:-{4,}|_{3,}|={2,}|—{4,})\s*$")
OF_ANOTHER_DAY = Words(
    r"\b(?:(?:last|next) )?updated?\b|\bprinted\b|\b(?:run|report|print|export) ?date\b|^\W*date\b|\bexported\b|"
    r"\bgenerated\b|\bissued\b|\bversion\b|\bapproved\b|\bauditor|\bmeeting\b|\bfounded\b|\bincorporated\b|"
    r"\bestablished\b|\badopted\b|\bprices as\b|\bdated\b|打印|制表|成立"
)
"""What titles say beside a date that is not the period of their table."""
ABOUT_TIME = (LeftOut.NO_PERIOD, LeftOut.NO_LENGTH, LeftOut.UNCLEAR, LeftOut.NOT_REPORTED)
TWO_FRAMEWORKS = 2
SAID = "what you said"
SUPPLEMENT = Words(r"^\W*补充资料")
"""What heads the second half of a statement of cash flows as the PRC printed it."""


def detect(
    file: str,
    sheet: Sheet,
    readings: Readings,
    known: ImportContext,
    corrections: Sequence[Correction],
    progress: Progress,
) -> SheetReport:
    """Return what ``sheet`` shows, with the user's ``corrections`` in force."""
    report = SheetReport(file, sheet)
    said = CorrectionsBySubject.of(corrections)
    looked_at = _looked_at(report, known, said.ignored)
    amounts = {
        (cell.row, cell.column): reading
        for cell in looked_at.cells
        if (reading := readings.of(sheet, cell)) is not None
    }
    report.is_detail = known.is_edgar and edgar.is_detail(sheet)
    report.other_paper = "" if report.is_detail else other_paper_on(looked_at, amounts)
    if report.is_detail or report.other_paper:
        what = report.other_paper or "details of an EDGAR report"
        for cell in looked_at.cells:
            report.marks.mark(cell, Mark.IGNORED, f"{what}, no statement")
    elif amounts:
        _Detection(report, looked_at, amounts, known, said, progress).read()
        _doubt_decimal_marks(report, readings)
    mark_the_rest(report, looked_at, amounts)
    return report


def _looked_at(report: SheetReport, known: ImportContext, ignored: Sequence[Area]) -> Sheet:
    """Return the sheet without cells that hold only spaces, and what the user said to ignore."""
    sheet, kept = report.sheet, []
    for cell in sheet.cells:
        if ignored and any(area.holds(cell.row, cell.column) for area in ignored):
            report.marks.mark(cell, Mark.IGNORED, "ignored as you said")
        elif cell.kind is CellKind.TEXT and not cell.text.strip():
            report.marks.mark(cell, Mark.IGNORED, "holds only spaces")
        elif cell.kind is CellKind.TEXT and RULE.match(cell.text):
            report.marks.mark(cell, Mark.IGNORED, "draws a line")
        elif known.is_edgar and edgar.ABSTRACT.search(cell.text):
            report.marks.mark(cell, Mark.HEADING, "structures an EDGAR report")
        else:
            kept.append(cell)
    return replace(sheet, cells=tuple(kept)) if len(kept) < len(sheet.cells) else sheet


def _doubt_decimal_marks(report: SheetReport, readings: Readings) -> None:
    doubtful = [mark for mark in readings.decimal_marks(report.sheet).values() if mark.doubtful]
    if not doubtful:
        return
    figures = {
        place
        for place, mark in report.marks.items()
        if mark.mark is Mark.FIGURE and not readings.is_decided(report.sheet, *place)
    }
    for mark in doubtful:
        refs = [ref for ref in mark.doubtful if position(ref) in figures]
        if refs:
            text = (
                "numbers written as text could be read with a point or a comma before the decimals; "
                f"'{mark.mark}' was taken: {mark.evidence}"
            )
            report.doubts.append(Doubt(text, tuple(refs), is_about_decimals=True))


@dataclass(frozen=True, slots=True)
class TitlePeriod:
    """What the titles of a table say of its period, and which of them says it."""

    words: PeriodWords
    text: str

    @property
    def says_when(self) -> bool:
        return bool(self.words.year) or self.words.is_unclear


class _Detection:
    """Goes through one sheet: lists of entries first, then the tables of what is left."""

    def __init__(
        self,
        report: SheetReport,
        sheet: Sheet,
        amounts: Amounts,
        known: ImportContext,
        said: CorrectionsBySubject,
        progress: Progress,
    ) -> None:
        self._report = report
        self._sheet = sheet
        self._amounts = amounts
        self._known = known
        self._said = said
        self._progress = progress
        self._sheet_titles: list[str] = []

    def read(self) -> None:
        self._step("lists of entries")
        lists = entry_lists(self._sheet, self._amounts, self._known.year_end)
        for each in lists:
            self._take_list(each)
        taken = list_places(self._sheet, lists)
        rest = self._sheet
        if taken:
            rest = replace(rest, cells=tuple(cell for cell in rest.cells if (cell.row, cell.column) not in taken))
        for region in regions(rest, self._amounts):
            if runs_across(region, self._amounts, self._said.across):
                self._take_across(region)
            else:
                self.read_tables(region)

    def read_tables(self, region: Sheet) -> None:
        self._step("tables")
        for table in tables(region, self._amounts, self._said.roles):
            for each in statements_in(table):
                self._step("what each column says")
                self._take_table(each)

    def _take_across(self, region: Sheet) -> None:
        """Read a region whose lines run across as the same with its rows as columns."""
        titles = titles_above(region, self._amounts)
        sheet = turned_sheet(replace(region, cells=tuple(cell for cell in region.cells if cell not in titles)))
        report = SheetReport(self._report.file, sheet)
        amounts = transpose_amounts(region, self._amounts)
        across = _Detection(report, sheet, amounts, self._known, self._said.of_turned(), self._progress)
        across._sheet_titles = [line.strip() for cell in titles for line in heading_lines(cell) if line.strip()]
        report.titles += across._sheet_titles
        across.read_tables(sheet)
        mark_titles(self._report, titles)
        take_back(self._report, report)
        for block in report.blocks:
            why = "lines run across here, so that each column is a line"
            self._doubt_what_has_no_effect(transpose_area(block.area), self._said.columns, why)

    def _step(self, what: str) -> None:
        self._progress.step(0, 0, f"Looking for {what} on sheet '{self._report.sheet.name}'")

    # ---- tables

    def _take_table(self, table: Table) -> None:
        own_titles = [line.strip() for cell in table.titles for line in heading_lines(cell) if line.strip()]
        unit_lines: list[str] = []
        head = edgar.edgar_head(self._report.sheet) if self._known.is_edgar else None
        if head:
            own_titles = [head[0], *own_titles[1:]]
            unit_lines.append(edgar.units_line(head[1]))
        found = self._blocks(table, own_titles, unit_lines)
        self._sheet_titles = self._sheet_titles or own_titles
        self._report.blocks += found
        self._report.titles += [
            line.strip()
            for cell in table.titles
            if len(self._sheet.rows[cell.row]) <= MOST_IN_TITLE_ROW
            for line in heading_lines(cell)
            if line.strip()
        ]
        if found:
            mark_table(self._report, table, found)

    def _blocks(self, table: Table, own_titles: list[str], unit_lines: list[str]) -> list[DetectedTable]:
        """Return what one table shows: bridges, a primary statement, or one reconciliation or several side by side."""
        first = min((column for row in table.rows for column in row.readings), default=0)
        if any(SUPPLEMENT.match(cell.text) and cell.column < first for cells in table.headings for cell in cells):
            return self._without_the_supplement(table)
        rows = self._without_checks(self._of_one_set(table.rows))
        while rows and rows[-1].is_heading and not rows[-1].others:
            rows.pop()
        titles = [*self._sheet_titles, *own_titles]
        default = self._default_period(titles)
        indexes = sorted({column for row in rows for column in row.readings})
        heading_rows = HeadingRows(
            self._sheet, with_lines_joined(with_ranges_joined(table.headings), self._sheet), indexes
        )
        headings: Headings = with_years_of_titles({index: heading_rows.above(index) for index in indexes}, titles)
        rows, headings = with_insets_folded(rows, headings)
        is_said = any(each.area.meets(_area_of(rows)) for each in self._said.columns)
        if not any(headings.values()) and not (default.says_when and len(headings) == 1) and not is_said:
            kind = self._kind(rows, own_titles).kind
            self._keep_headings(rows, headings, {}, When(default.words, self._known.year_end), kind)
            self._not_understood(table, rows)
            return []
        unit_lines = [*unit_lines_of(self._report.sheet.name, titles, table, headings, rows), *unit_lines]
        if differing := units_that_differ(rows):
            text = "these lines name another unit than those above them; they were read in the unit of the table"
            self._report.doubts.append(Doubt(text, differing))
        if counted := counts_among(rows):
            text = "these lines look like counts or ratios; they were read as amounts of money"
            self._report.doubts.append(Doubt(text, counted))
        guess = self._kind(rows, own_titles)
        self._doubt_lines_of_another_statement(rows, guess.kind)
        block = self._common_block(guess, titles, unit_lines)
        of_lines = (share_scale_of_line(join_lines(row.caption_cell.text)) for row in rows if row.caption_cell)
        block = replace(block, share_scale=next(filter(None, of_lines), block.share_scale))
        if self._said.scales:
            block = self._in_scale_said(block, _area_of(rows))
        if block.scale == WHOLE_UNITS:
            rows = before_formats(rows)
        block = self._in_what_formats_show(block, rows)
        hidden = self._sheet.hidden_columns | _struck_out(rows, headings)
        when = When(default.words, self._known.year_end)
        found: list[DetectedTable] = []
        taken: set[int] = set()
        for bridge in bridges(rows) if guess.kind is not StatementKind.NON_GAAP else ():
            made = [
                each
                for one, its_headings in by_measure(bridge, headings, titles)
                if (each := self._bridge(one, block, its_headings, when)) is not None
            ]
            if made:
                found += made
                taken |= set(range(bridge.as_reported.row, bridge.result.row + 1))
        rest = [row for row in rows if row.row not in taken]
        if not found and guess.kind is not StatementKind.NON_GAAP:
            block = self._without_a_bridge(block, rest)
        if found and not any(row.readings for row in rest):
            return found
        if found:
            guess = self._kind(rest, own_titles)
            block = replace(block, kind=guess.kind, evidence=guess.evidence, alternatives=guess.alternatives)
        made_of_table = self._table_blocks(table, block, rest, headings, when, titles, default.text, hidden)
        if not (found or made_of_table):
            self._not_understood(table, rows)
        return found + made_of_table

    def _not_understood(self, table: Table, rows: Sequence[TableRow]) -> None:
        """Keep the headings of a table that states nothing, for whoever asks why."""
        cells = [cell for heading in table.headings for cell in heading]
        if any(row.readings for row in rows):
            self._report.not_understood += [(heading_text(cell), cell.ref) for cell in cells]

    def _table_blocks(
        self,
        table: Table,
        block: DetectedTable,
        rows: Sequence[TableRow],
        headings: Headings,
        when: When,
        titles: Sequence[str],
        title_of_period: str,
        hidden: Collection[int],
    ) -> list[DetectedTable]:
        all_headings = dict(sorted({**headings, **self._nil_columns(table, sorted(headings), headings)}.items()))
        found: list[DetectedTable] = []
        left_out: dict[int, LeftOut] = {}
        is_between_frameworks = block.kind is not StatementKind.NON_GAAP
        for ends in (
            find_reconciliations(all_headings, rows, _frameworks_named(titles)) if is_between_frameworks else ()
        ):
            read = reconciliation_columns(all_headings, ends, block.kind, when, titles, rows, hidden)
            left_out |= read.left_out
            found.append(block.showing(read.columns, rows, ends.frameworks))
        if found:
            taken = left_out.keys() | {column.index for each in found for column in each.columns}
            left_out |= {index: why_outside(headings, index) for index in headings if index not in taken}
        else:
            read = primary_columns(headings, block.kind, when, self._known.currency, rows, hidden, block.currency)
            left_out = read.left_out
            if unreported := title_of_no_report([*titles, self._report.sheet.name]):
                read = without_what_is_expected(read)
                left_out, title_of_period = read.left_out, title_of_period or unreported
            self._remark_on_lengths(read, rows)
            self._doubt_odd_words(read, rows)
            found.append(block.showing(read.columns, rows, None))
        periods = {column.index: column.period for each in found for column in each.columns}
        headed = self._keep_headings(rows, all_headings, periods, when, block.kind)
        found = self._corrected(found, rows, headed, left_out)
        for index, reason in left_out.items():
            heading = " / ".join(headings.get(index, ())) or (title_of_period if reason in ABOUT_TIME else "")
            self._leave_out(index, heading, rows, reason)
        for each in found:
            self._doubt_other_texts(each.rows)
        return [each for each in found if each.columns and any(row.readings for row in each.rows)]

    def _keep_headings(
        self,
        rows: Sequence[TableRow],
        headings: Headings,
        periods: Mapping[int, Period],
        when: When,
        kind: StatementKind,
    ) -> TableHeadings:
        """Keep what stands above the columns of a table, for whoever points at one of them."""
        headed = TableHeadings(_area_of(rows), headings, periods, when, kind in INSTANT_KINDS)
        self._report.headed.append(headed)
        return headed

    def _leave_out(self, index: int, heading: str, rows: Sequence[TableRow], reason: LeftOut) -> None:
        cells = [row.readings[index].cell for row in rows if index in row.readings]
        places = tuple((cell.row, cell.column) for cell in cells)
        self._report.left_out.append(ColumnLeftOut(index, heading, rows[0].row, reason, places))
        for cell in cells:
            self._report.marks.mark(cell, Mark.IGNORED, f"its column {reason.value}")

    def _in_what_formats_show(self, block: DetectedTable, rows: Sequence[TableRow]) -> DetectedTable:
        """Return the block in the scale that the number formats show figures in, where no unit line names another."""
        scale = scale_of_formats(rows)
        if scale == 1:
            return block
        cells = tuple(r.cell.ref for row in rows for r in row.readings.values() if r.shown_in > 1)[:1]
        if scale == MIXED:
            said = (
                "some number formats show figures divided by a thousand or more, others do not; each was read as shown"
            )
            self._report.doubts.append(Doubt(said, cells))
            return block
        said = f"the number formats show figures in {scale_in_words(scale)}; they were read so"
        self._report.remarks.append(Doubt(said, cells))
        return block if block.scale else replace(block, scale=scale)

    def _doubt_other_texts(self, rows: Iterable[TableRow]) -> None:
        rows = tuple(rows)
        self._report.doubts += [Doubt(text, cells) for text, cells in texts_shown_instead(rows)]
        if sides := cells_naming_sides(rows):
            text = "amounts say their side in place of a sign; Cr was read as negative and Dr as positive"
            self._report.doubts.append(Doubt(text, sides))

    def _remark_on_lengths(self, read: ColumnsRead, rows: Sequence[TableRow]) -> None:
        """Say that the length of periods was concluded from how far apart they end."""
        if read.concluded and read.columns:
            first = read.columns[0].index
            cells = tuple(row.readings[first].cell.ref for row in rows if first in row.readings)
            self._report.remarks.append(Doubt(read.concluded, cells[:1]))

    def _doubt_lines_of_another_statement(self, rows: Sequence[TableRow], kind: StatementKind) -> None:
        strange = lines_of_another_statement(rows, kind)
        refs = tuple(row.caption_cell.ref for row in strange if row.caption_cell)
        if refs:
            are, were = ("balances", "flows") if kind is not StatementKind.FINANCIAL_POSITION else ("flows", "balances")
            text = f"lines such as '{strange[0].caption}' are {are} among {were}; they were read as {were}"
            self._report.doubts.append(Doubt(text, refs))

    def _doubt_odd_words(self, read: ColumnsRead, rows: Sequence[TableRow]) -> None:
        """Say which columns were taken as reported although their headings say more than is understood."""
        for index, words in read.odd_words.items():
            cells = tuple(row.readings[index].cell.ref for row in rows if index in row.readings)
            text = f"the heading says '{words}', which is not understood; the column was taken as reported"
            self._report.doubts.append(Doubt(text, cells[:1]))

    def _without_the_supplement(self, table: Table) -> list[DetectedTable]:
        """Leave out what stands beside a statement of cash flows and states its flows once more."""
        cells = [reading.cell for row in table.rows for reading in row.readings.values()]
        for cell in cells:
            self._report.marks.mark(cell, Mark.IGNORED, "supplementary information")
        text = "the supplementary information beside the statement of cash flows was not imported"
        self._report.doubts.append(Doubt(text, tuple(cell.ref for cell in cells[:1])))
        return []

    def _of_one_set(self, rows: Sequence[TableRow]) -> Sequence[TableRow]:
        """Return the rows of one company, scenario or segment where a table prints the same lines for several."""
        one = one_set_of(rows, self._sheet)
        if one is None:
            return rows
        for cell in (cell for row in rows for cell in self._sheet.rows[row.row]):
            if cell.text.strip() in (one.name, *one.others):
                self._report.marks.mark(cell, Mark.NOTE, "says which set a line belongs to")
        for name, others in one.others.items():
            cells = [reading.cell for row in others for reading in row.readings.values()]
            for cell in cells:
                self._report.marks.mark(cell, Mark.IGNORED, f"a line of '{name}'")
            text = f"'{name}' repeats the lines of '{one.name}'; only '{one.name}' was imported"
            self._report.doubts.append(Doubt(text, tuple(cell.ref for cell in cells[:1])))
        return one.rows

    def _without_checks(self, rows: Sequence[TableRow]) -> list[TableRow]:
        """Return the rows without those in which an analyst checks others: they state nothing."""
        kept = []
        for row in rows:
            if not (row.readings and CHECK_WORDS.match(row.caption)):
                kept.append(row)
                continue
            for reading in row.readings.values():
                self._report.marks.mark(reading.cell, Mark.NOTE, "an analyst's check of other figures")
            broken = tuple(reading.cell.ref for reading in row.readings.values() if reading.amount)
            if broken:
                self._report.doubts.append(Doubt(f"the file's own check '{row.caption}' is not nil", broken))
        return kept

    def _without_a_bridge(self, block: DetectedTable, rows: Sequence[TableRow]) -> DetectedTable:
        """Doubt a table in which rows name two frameworks and nothing leads from one to the other."""
        ends = {named: row for row in rows if row.readings and (named := framework_in(row.caption))}
        if len(ends) < TWO_FRAMEWORKS:
            return block
        cells = tuple(row.caption_cell.ref for row in ends.values() if row.caption_cell)
        self._report.doubts.append(Doubt("rows name two frameworks, but nothing adds up from one to the other", cells))
        return replace(block, kind=StatementKind.OTHER, evidence="its rows name two frameworks")

    def _bridge(self, bridge: Bridge, block: DetectedTable, headings: Headings, when: When) -> DetectedTable | None:
        """Return a bridge as a table of one line; None where nothing names its measure or its periods."""
        kind = block.kind if block.evidence == SAID else bridge.kind
        read = primary_columns(headings, kind, when, self._known.currency, bridge.rows)
        if not read.columns and kind not in INSTANT_KINDS:
            read = primary_columns(headings, kind, when.of_a_year(), self._known.currency, bridge.rows)
            if read.columns:
                cells = tuple(reading.cell.ref for reading in bridge.as_reported.readings.values())
                self._report.doubts.append(Doubt("nothing says how long the periods are; years were taken", cells))
        self._remark_on_lengths(read, bridge.rows)
        turned_columns, measure = turn_bridge(bridge, read.columns)
        if not bridge.measure or not any(column.role is FigureRole.ADJUSTMENT for column in turned_columns):
            return None
        mark_bridge(self._report, bridge, measure, read.left_out)
        for index, reason in read.left_out.items():
            self._leave_out(index, " / ".join(headings.get(index, ())), bridge.rows, reason)
        self._doubt_what_has_no_effect(
            _area_of(bridge.rows), self._said.columns, "in a bridge the rows are differences"
        )
        of_measure = f"Reconciliation of {bridge.measure[:1].lower()}{bridge.measure[1:]}"
        return replace(
            block,
            kind=kind,
            title=block.title if kind_in(block.title) else of_measure,
            evidence=bridge.evidence,
            alternatives=(),
            columns=turned_columns,
            rows=(measure,),
            frameworks=bridge.frameworks,
        )

    def _doubt_what_has_no_effect(
        self, area: Area, corrections: Iterable[SetColumnRole | SetStatementKind], why: str
    ) -> None:
        """Say of corrections in an area that what stands there cannot follow them."""
        for said in corrections:
            if said.area.meets(area):
                cell = f"{column_letter(max(said.area.left, area.left))}{max(said.area.top, area.top)}"
                self._report.doubts.append(
                    Doubt(f"{why}: what you said of this column or table has no effect", (cell,))
                )

    def _kind(self, rows: Sequence[TableRow], own_titles: Sequence[str]) -> KindInference:
        for said in self._said.kinds:
            if said.area.meets(_area_of(rows)):
                return KindInference(said.kind, SAID)
        above = self._report.blocks[-1] if self._report.blocks else None
        lines = sum(bool(row.readings) for row in rows)
        is_named = any(kind_in(text) for text in own_titles)
        if above is not None and lines > 1 and not is_named and have_most_lines_of(rows, above.rows):
            return KindInference(above.kind, f"the same lines as the table above it ({above.kind.value})")
        return kind_of(own_titles, [self._report.sheet.name, *self._sheet_titles], rows)

    def _common_block(self, guess: KindInference, titles: Sequence[str], unit_lines: Sequence[str]) -> DetectedTable:
        """Return what is the same for every block of a table; the lowest unit line rules."""
        return DetectedTable(
            file=self._report.file,
            sheet=self._report.sheet,
            kind=guess.kind,
            title=next((text for text in reversed(titles) if kind_in(text) is guess.kind), self._report.sheet.name),
            scale=next((scale for text in reversed(unit_lines) if (scale := scale_in(text))), None),
            currency=next((code for text in reversed(unit_lines) for code in currencies_in(text)), ""),
            share_scale=next((scale for text in reversed(unit_lines) if (scale := share_scale_in(text))), None),
            share_scale_of_money=next((s for text in reversed(unit_lines) if (s := share_scale_of_money(text))), None),
            evidence=guess.evidence,
            alternatives=guess.alternatives,
        )

    def _default_period(self, titles: Sequence[str]) -> "TitlePeriod":
        """Return what the nearest title with a year says of the period."""
        texts = [text for text in (*reversed(titles), self._report.sheet.name) if not OF_ANOTHER_DAY.search(text)]
        said = [(words_in(text), text) for text in texts]
        found, title = next(
            ((words, text) for words, text in said if words.year or words.is_unclear), (NOTHING_SAID, "")
        )
        lengths = [words for words, _ in said if words.has_length and words.year is None]
        if not found.year:
            found = next(iter(lengths), found)  # ``Six months ended June 30,`` over years
        elif found.is_day_of_a_year:  # its length may stand in a cell of its own
            found = found.completed_by(next((words for words in lengths if words.month is None), NOTHING_SAID))
        return TitlePeriod(found, title)

    def _nil_columns(self, table: Table, indexes: Sequence[int], known: Headings) -> dict[int, tuple[str, ...]]:
        """Return the headings of columns that name a difference and hold no figure at all: stated, and nil."""
        heading_rows = HeadingRows(self._sheet, table.headings)
        headed = {cell.column for cells in table.headings for cell in cells} - known.keys()
        above = {index: heading_rows.above(index) for index in sorted(headed) if indexes[0] <= index < indexes[-1]}
        return {index: texts for index, texts in above.items() if lowest_name(texts)}

    # ---- what the user said

    def _corrected(
        self,
        found: Sequence[DetectedTable],
        rows: Sequence[TableRow],
        headed: TableHeadings,
        left_out: dict[int, LeftOut],
    ) -> list[DetectedTable]:
        """Return the blocks of a table with their columns as the user said they are; each column is of one block."""
        said = {
            index: each
            for each in self._said.columns
            if each.area.meets(_area_of(rows))
            for index in range(each.area.left, each.area.right + 1)
        }
        owner = {index: min(range(len(found)), key=lambda n: _distance(found[n], index)) for index in said}
        return [
            self._with_columns_said(
                block,
                {index: each for index, each in said.items() if owner[index] == number},
                rows,
                headed,
                left_out,
            )
            for number, block in enumerate(found)
        ]

    def _with_columns_said(
        self,
        block: DetectedTable,
        said: Mapping[int, SetColumnRole],
        rows: Sequence[TableRow],
        headed: TableHeadings,
        left_out: dict[int, LeftOut],
    ) -> DetectedTable:
        if not said:
            return block
        columns = {column.index: column for column in block.columns}
        for index, each in said.items():
            if each.role is None:
                columns.pop(index, None)
                left_out[index] = LeftOut.IGNORED
                continue
            before, above = columns.get(index), headed.headings.get(index, ())
            period = headed.period_written(each.period) if each.period else headed.period_above(index)
            if period is None:
                self._doubt_what_has_no_effect(
                    each.area, [each], "no period stands above this column, and none was said"
                )
                continue
            of = each.adjustment_or_currency if each.role in (FigureRole.ADJUSTMENT, FigureRole.TRANSLATION) else ""
            columns[index] = Column(index, each.role, of, period, above, before.currency if before else "")
            left_out.pop(index, None)
        found = tuple(columns[index] for index in sorted(columns))
        adjusted = any(column.role is FigureRole.ADJUSTMENT for column in found)
        return block.showing(found, rows, block.frameworks or (("US GAAP", "IFRS") if adjusted else None))

    def _in_scale_said(self, block: DetectedTable, area: Area) -> DetectedTable:
        said = next((each.scale for each in reversed(self._said.scales) if each.area and each.area.meets(area)), None)
        return replace(block, scale=said, said_scale=said) if said else block

    # ---- lists of entries

    def _take_list(self, found: EntryList) -> None:
        unit_lines = [text for text in found.unit_texts if is_unit_line(text) or currencies_in(text)]
        unit_lines = unit_lines or [
            cell.text for cell in self._sheet.cells if cell.row < found.rows.start and is_unit_line(cell.text)
        ]
        by_kind: dict[StatementKind, list[ListedEntry]] = {}
        for entry in found.entries:
            kind = entry.statement or (
                StatementKind.FINANCIAL_POSITION if entry.period.is_instant else StatementKind.OPERATIONS
            )
            by_kind.setdefault(kind, []).append(entry)
        headings = "', '".join(cell.text.strip() for cell in found.headings.values())
        differences = tuple(dict.fromkeys(entry.difference for entry in found.entries))
        title = self._report.sheet.name
        for kind, entries in by_kind.items():
            block = self._common_block(KindInference(kind, f"a list of entries, headed '{headings}'"), [], unit_lines)
            block = replace(block, title=title, entries=tuple(entries), differences=differences)
            block = self._in_scale_said(block, block.area)
            self._report.blocks.append(block)
            said: list[SetColumnRole | SetStatementKind] = [*self._said.columns, *self._said.kinds]
            self._doubt_what_has_no_effect(block.area, said, "in a list each row says what it is")
        mark_list(self._report, self._sheet, found)
        nameless = tuple(cell.ref for cell, reason in found.left_out if reason in (NO_PERIOD, NO_DIFFERENCE))
        if nameless:
            text = "amounts in a list of entries name no period or no difference"
            self._report.doubts.append(Doubt(text, nameless))


def _struck_out(rows: Sequence[TableRow], columns: Iterable[int]) -> set[int]:
    """Return the columns of which every figure is struck out."""
    cells = {index: [row.readings[index].cell for row in rows if index in row.readings] for index in columns}
    return {index for index, found in cells.items() if all(cell.style.struck for cell in found)}


def _frameworks_named(titles: Sequence[str]) -> tuple[str, ...]:
    """Return the two frameworks that the nearest title names, in its order; nothing where none names two."""
    named = (frameworks_in(text) for text in reversed(titles))
    return next((found for found in named if len(found) == 2), ())


def _area_of(rows: Iterable[TableRow]) -> Area:
    """Return the rectangle of the captions and figures of rows; a single cell off the sheet where there are none."""
    cells = [cell for row in rows for cell in (row.caption_cell, *(r.cell for r in row.readings.values())) if cell]
    if not cells:
        return Area(0, 0, 0, 0)
    of_rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    return Area(min(of_rows), min(columns), max(of_rows), max(columns))


def _distance(block: DetectedTable, index: int) -> int:
    """Return how many columns lie between a block's own and column ``index``; 0 where it is one of them."""
    return min((abs(column.index - index) for column in block.columns), default=index)
