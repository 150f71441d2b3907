"""Finds where the tables and lists of entries of a sheet are, which statements they are, and their units."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from workbench.domain.facts import fact
from workbench.domain.statements import StatementKind
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.common_facts import quote, scale_fact
from workbench.importing.language.period_text import NO_PERIOD_WORDS, PeriodDefaults, words_in
from workbench.importing.language.vocabulary import (
    CHECK_WORDS,
    currencies_in,
    is_unit_line,
    join_lines,
    kind_in,
    scale_in,
    share_scale_in,
    share_scale_of_line,
    share_scale_of_money,
)
from workbench.importing.sheets import edgar
from workbench.importing.sheets.column_reading import ColumnReading, read_columns
from workbench.importing.sheets.corrections import Area
from workbench.importing.sheets.corrections_by_subject import CorrectionsBySubject
from workbench.importing.sheets.detected import (
    Detected,
    DetectedEntryList,
    Doubt,
    ImportContext,
    SheetReport,
    TableFacts,
    Tabular,
)
from workbench.importing.sheets.entry_lists import EntryList, ListedEntry, entry_lists, list_places
from workbench.importing.sheets.formats_shown import MIXED, scale_of_formats, undo_format_scales
from workbench.importing.sheets.headings import (
    HeadingRows,
    Headings,
    join_lines_of_names,
    join_ranges,
    lowest_name,
)
from workbench.importing.sheets.insets import fold_insets
from workbench.importing.sheets.kinds import KindInference
from workbench.importing.sheets.laid_out import LaidOutTable, TableNames, TitlePeriod, area_of
from workbench.importing.sheets.marks import Mark
from workbench.importing.sheets.other_papers import other_paper_on
from workbench.importing.sheets.readings import Readings
from workbench.importing.sheets.regions import regions
from workbench.importing.sheets.relative_periods import with_years_of_titles
from workbench.importing.sheets.repeated_sets import choose_one_set
from workbench.importing.sheets.statement_split import lines_of_another_statement, statements_in
from workbench.importing.sheets.table_units import counts_among, unit_lines_of, units_that_differ
from workbench.importing.sheets.tables import Amounts, Table, TableRow, heading_lines, tables
from workbench.importing.sheets.transposed import runs_across, titles_above, transpose_amounts, transpose_sheet
from workbench.phrases import Phrase, phrase
from workbench.progress import Progress
from workbench.workbooks import CellKind, Sheet, SheetCell

WHOLE_UNITS = 1
"""The scale of amounts in whole units: if a unit line names it, number formats that divide are undone."""
RULE = re.compile(r"^\s*(?:-{4,}|_{3,}|={2,}|—{4,})\s*$")
OF_ANOTHER_DAY = WordPattern(
    r"\b(?:(?:last|next) )?updated?\b|\bprinted\b|\b(?:run|report|print|export) ?date\b|^\W*date\b|\bexported\b|"
    r"\bgenerated\b|\bissued\b|\bversion\b|\bapproved\b|\bauditor|\bmeeting\b|\bfounded\b|\bincorporated\b|"
    r"\bestablished\b|\badopted\b|\bprices as\b|\bdated\b|打印|制表|成立"
)
"""Words in titles beside a date that is unrelated to the period of their table."""
SUPPLEMENT = WordPattern(r"^\W*补充资料")
"""The heading of the second half of a PRC statement of cash flows."""


class Supplement(NamedTuple):
    """A table beside a statement of cash flows that repeats its flows."""

    table: Table


class ReadTable(NamedTuple):
    """A table with what its columns state, read with only the currency of a cover."""

    laid_out: LaidOutTable
    reading: ColumnReading

    def read_with(self, currency: str) -> ColumnReading:
        """Return what its columns state if the company's currency is ``currency``."""
        return read_columns(self.laid_out, currency) if self.laid_out.has_headings else self.reading


class ReadList(NamedTuple):
    """A list of entries, and what it states for each statement, as separate parts."""

    entry_list: EntryList
    parts: tuple[DetectedEntryList, ...]


class LaidOutAcross(NamedTuple):
    """A region whose lines run across, laid out with its rows as columns.

    ``report``: of the turned sheet. ``titles``: those above the lines, which are not turned.
    """

    report: SheetReport
    titles: tuple[SheetCell, ...]
    parts: "tuple[ReadTable | Supplement, ...]"


@dataclass
class LaidOutSheet:
    """The places of the parts of one sheet. ``report``: so far with the marks of cells that state nothing.

    ``sheet``: without ignored cells. ``amounts``: what its cells state, by place. ``parts``: top to bottom.
    """

    report: SheetReport
    sheet: Sheet
    amounts: Amounts
    corrections: CorrectionsBySubject
    readings: Readings
    entry_lists: list[ReadList] = field(default_factory=list)
    parts: list[ReadTable | Supplement | LaidOutAcross] = field(default_factory=list)

    @property
    def states_figures(self) -> bool:
        """False for a sheet without amounts, and for one that is not a statement."""
        return bool(self.amounts) and not self.report.is_detail and not self.report.other_paper

    @property
    def parts_stated(self) -> Iterator[Detected]:
        """What its lists and tables state, read with only the currency of a cover."""
        yield from (part for entry_list in self.entry_lists for part in entry_list.parts)
        yield from (detected for table in self._tables for detected in table.reading.tables_stated)

    def parts_stated_with(self, currency: str) -> Iterator[Detected]:
        """Yield what its lists and tables state if the company's currency is ``currency``."""
        yield from (part for entry_list in self.entry_lists for part in entry_list.parts)
        yield from (detected for table in self._tables for detected in table.read_with(currency).tables_stated)

    @property
    def _tables(self) -> Iterator[ReadTable]:
        """Its tables, including those whose lines run across."""
        for part in self.parts:
            within = part.parts if isinstance(part, LaidOutAcross) else (part,)
            yield from (table for table in within if isinstance(table, ReadTable))


def lay_out(
    file: str,
    sheet: Sheet,
    readings: Readings,
    context: ImportContext,
    corrections: CorrectionsBySubject,
    progress: Progress,
) -> LaidOutSheet:
    """Return the places of the tables and lists of ``sheet``, with the user's ``corrections`` of it applied."""
    report = SheetReport(file, sheet)
    examined_sheet = _without_what_says_nothing(report, context, corrections.ignored)
    amounts = {
        (cell.row, cell.column): reading
        for cell in examined_sheet.cells
        if (reading := readings.read(sheet, cell)) is not None
    }
    laid_out = LaidOutSheet(report, examined_sheet, amounts, corrections, readings)
    report.is_detail = context.is_edgar and edgar.is_detail(sheet)
    report.other_paper = "" if report.is_detail else other_paper_on(examined_sheet, amounts)
    if report.is_detail or report.other_paper:
        what_it_is = fact("no-statement", content=report.other_paper or fact("details-of-edgar-report"))
        for cell in examined_sheet.cells:
            report.marks.mark(cell, Mark.IGNORED, what_it_is)
    elif amounts:
        _lay_out_parts(laid_out, context, progress)
    return laid_out


def _without_what_says_nothing(report: SheetReport, context: ImportContext, ignored: Sequence[Area]) -> Sheet:
    """Return the sheet without cells that contain only spaces or rules, and those ignored at the user's request."""
    sheet, kept = report.sheet, []
    for cell in sheet.cells:
        if ignored and any(area.holds(cell.row, cell.column) for area in ignored):
            report.marks.mark(cell, Mark.IGNORED, fact("ignored-by-user"))
        elif cell.kind is CellKind.TEXT and not cell.text.strip():
            report.marks.mark(cell, Mark.IGNORED, fact("only-spaces"))
        elif cell.kind is CellKind.TEXT and RULE.match(cell.text):
            report.marks.mark(cell, Mark.IGNORED, fact("drawn-line"))
        elif context.is_edgar and edgar.ABSTRACT.search(cell.text):
            report.marks.mark(cell, Mark.HEADING, fact("structure-of-edgar-report"))
        else:
            kept.append(cell)
    return replace(sheet, cells=tuple(kept)) if len(kept) < len(sheet.cells) else sheet


def _lay_out_parts(laid_out: LaidOutSheet, context: ImportContext, progress: Progress) -> None:
    """Find the lists of entries first, then the tables of what is left."""
    sheet, amounts, corrections = laid_out.sheet, laid_out.amounts, laid_out.corrections
    upright_tables = _Tables(laid_out.report, sheet, amounts, context, corrections, progress)
    upright_tables.step(phrase("Finding lists of entries on sheet '{sheet}'", sheet=sheet.name))
    lists = list(entry_lists(sheet, amounts, context.year_end))
    laid_out.entry_lists = [_read_list(laid_out, entry_list) for entry_list in lists]
    list_cells = list_places(sheet, lists)
    rest_of_sheet = sheet
    if list_cells:
        rest_of_sheet = replace(
            rest_of_sheet,
            cells=tuple(cell for cell in rest_of_sheet.cells if (cell.row, cell.column) not in list_cells),
        )
    for region in regions(rest_of_sheet, amounts):
        if runs_across(region, amounts, corrections.lines_across):
            across = _lay_out_across(laid_out, region, context, progress)
            laid_out.parts.append(across)
            upright_tables.go_on_below(across.parts)
        else:
            laid_out.parts += upright_tables.lay_out(region)


def _read_list(laid_out: LaidOutSheet, entry_list: EntryList) -> ReadList:
    unit_lines = [text for text in entry_list.unit_texts if is_unit_line(text) or currencies_in(text)]
    unit_lines = unit_lines or [
        cell.text for cell in laid_out.sheet.cells if cell.row < entry_list.rows.start and is_unit_line(cell.text)
    ]
    by_kind: dict[StatementKind, list[ListedEntry]] = {}
    for entry in entry_list.entries:
        default_kind = StatementKind.FINANCIAL_POSITION if entry.period.is_instant else StatementKind.OPERATIONS
        by_kind.setdefault(entry.statement or default_kind, []).append(entry)
    headings = tuple(quote(cell.text.strip()) for cell in entry_list.headings.values())
    differences = tuple(dict.fromkeys(entry.difference for entry in entry_list.entries))
    parts = []
    for kind, entries in by_kind.items():
        inference = KindInference(kind, fact("list-of-entries-headed", headings=headings))
        facts = _facts_of(laid_out.report, inference, unit_lines)
        area = facts.as_entry_list(entries, differences).area
        parts.append(_with_corrected_scale(facts, area, laid_out.corrections).as_entry_list(entries, differences))
    return ReadList(entry_list, tuple(parts))


def _lay_out_across(laid_out: LaidOutSheet, region: Sheet, context: ImportContext, progress: Progress) -> LaidOutAcross:
    """Return a region whose lines run across, laid out with its rows as columns."""
    titles = titles_above(region, laid_out.amounts)
    turned_sheet = transpose_sheet(replace(region, cells=tuple(cell for cell in region.cells if cell not in titles)))
    report = SheetReport(laid_out.report.file, turned_sheet)
    amounts = transpose_amounts(region, laid_out.amounts)
    turned_tables = _Tables(report, turned_sheet, amounts, context, laid_out.corrections.transpose(), progress)
    turned_tables.sheet_titles = lines_of(titles)
    report.titles += turned_tables.sheet_titles
    return LaidOutAcross(report, tuple(titles), tuple(turned_tables.lay_out(turned_sheet)))


def lines_of(titles: Sequence[SheetCell]) -> list[str]:
    """Return the lines of text in cells of titles, without blank ones."""
    return [line.strip() for cell in titles for line in heading_lines(cell) if line.strip()]


class _Tables:
    """Lays out the tables of a sheet in order: each may continue the one above it.

    ``sheet_titles``: those of its first table, which hold for all.
    """

    def __init__(
        self,
        report: SheetReport,
        sheet: Sheet,
        amounts: Amounts,
        context: ImportContext,
        corrections: CorrectionsBySubject,
        progress: Progress,
    ) -> None:
        self.sheet_titles: list[str] = []
        self._report = report
        self._sheet = sheet
        self._amounts = amounts
        self._context = context
        self._corrections = corrections
        self._progress = progress
        self._table_above: Tabular | None = None

    def step(self, what: Phrase) -> None:
        self._progress.step(0, 0, what)

    def lay_out(self, region: Sheet) -> list[ReadTable | Supplement]:
        """Return the tables of a part of the sheet."""
        self.step(phrase("Finding tables on sheet '{sheet}'", sheet=self._report.sheet.name))
        reading_columns = phrase("Reading the columns of sheet '{sheet}'", sheet=self._report.sheet.name)
        parts: list[ReadTable | Supplement] = []
        for region_table in tables(region, self._amounts, self._corrections.roles):
            for table in statements_in(region_table):
                self.step(reading_columns)
                part = self._lay_out_table(table)
                self.go_on_below([part])
                parts.append(part)
        return parts

    def go_on_below(self, parts: Sequence[ReadTable | Supplement]) -> None:
        """Let the next table continue the last of ``parts`` that states something."""
        for part in parts:
            if isinstance(part, ReadTable):
                self._table_above = next(reversed(list(part.reading.tables_stated)), self._table_above)

    def _lay_out_table(self, table: Table) -> ReadTable | Supplement:
        own_titles = lines_of(table.titles)
        unit_lines: list[str] = []
        head = edgar.edgar_head(self._report.sheet) if self._context.is_edgar else None
        if head:
            own_titles = [head[0], *own_titles[1:]]
            unit_lines.append(edgar.units_line(head[1]))
        of_sheet = self.sheet_titles
        self.sheet_titles = self.sheet_titles or own_titles
        first = min((column for row in table.rows for column in row.readings), default=0)
        if any(SUPPLEMENT.match(cell.text) and cell.column < first for cells in table.headings for cell in cells):
            return Supplement(table)
        laid_out = self._describe_table(table, own_titles, of_sheet, unit_lines)
        reading = read_columns(laid_out, self._context.currency) if laid_out.has_headings else ColumnReading((), None)
        return ReadTable(laid_out, reading)

    def _describe_table(
        self, table: Table, own_titles: list[str], of_sheet: list[str], unit_lines: list[str]
    ) -> LaidOutTable:
        doubts: list[Doubt] = []
        remarks: list[Doubt] = []
        rows = self._without_checks(self._choose_one_set(table.rows, doubts), doubts)
        while rows and rows[-1].is_heading and not rows[-1].others:
            rows.pop()
        titles = [*of_sheet, *own_titles]
        names = TableNames(tuple(own_titles), (self._report.sheet.name, *of_sheet), self._table_above)
        period = self._period_of_titles(titles)
        indexes = sorted({column for row in rows for column in row.readings})
        over_columns = HeadingRows(self._sheet, join_lines_of_names(join_ranges(table.headings), self._sheet), indexes)
        headings: Headings = with_years_of_titles({index: over_columns.above(index) for index in indexes}, titles)
        rows, headings = fold_insets(rows, headings)
        is_corrected = any(correction.area.meets(area_of(rows)) for correction in self._corrections.columns)
        has_headings = any(headings.values()) or (period.says_when and len(headings) == 1) or is_corrected
        unit_lines = [*unit_lines_of(self._report.sheet.name, titles, table, headings, rows), *unit_lines]
        inference = names.kind_of(rows, self._corrections.kinds)
        facts = self._facts(inference, titles, unit_lines, rows)
        if has_headings:
            doubts += _doubts_of_lines(rows, inference.kind)
            if facts.scale == WHOLE_UNITS:
                rows = undo_format_scales(rows)
            facts = _with_scale_of_formats(facts, rows, doubts, remarks)
        return LaidOutTable(
            table=table,
            facts=facts,
            names=names,
            titles=tuple(titles),
            rows=tuple(rows),
            headings=headings,
            nil_headings=self._nil_headings(table, headings),
            when=PeriodDefaults(period.words, self._context.year_end),
            title_of_period=period.text,
            hidden=frozenset(self._sheet.hidden_columns | _struck_out_columns(rows, headings)),
            corrections=self._corrections,
            has_headings=has_headings,
            doubts=tuple(doubts),
            remarks=tuple(remarks),
        )

    def _choose_one_set(self, rows: Sequence[TableRow], doubts: list[Doubt]) -> Sequence[TableRow]:
        """Return the rows of one company, scenario or segment if a table prints the same lines for several."""
        one_set = choose_one_set(rows, self._sheet)
        if one_set is None:
            return rows
        for cell in (cell for row in rows for cell in self._sheet.rows[row.row]):
            if cell.text.strip() in (one_set.name, *one_set.others):
                self._report.marks.mark(cell, Mark.NOTE, fact("which-set"))
        for name, other_rows in one_set.others.items():
            cells = [reading.cell for row in other_rows for reading in row.readings.values()]
            for cell in cells:
                self._report.marks.mark(cell, Mark.IGNORED, fact("line-of-set", set=name))
            repeated = fact("set-repeats-lines", set=name, imported=one_set.name)
            doubts.append(Doubt(repeated, tuple(cell.ref for cell in cells[:1])))
        return one_set.rows

    def _without_checks(self, rows: Sequence[TableRow], doubts: list[Doubt]) -> list[TableRow]:
        """Return the rows without those in which an analyst checks others: they state nothing."""
        kept = []
        for row in rows:
            if not (row.readings and CHECK_WORDS.match(row.caption)):
                kept.append(row)
                continue
            for reading in row.readings.values():
                self._report.marks.mark(reading.cell, Mark.NOTE, fact("check-of-analyst"))
            cells_not_nil = tuple(reading.cell.ref for reading in row.readings.values() if reading.amount)
            if cells_not_nil:
                doubts.append(Doubt(fact("check-not-nil", line=row.caption), cells_not_nil))
        return kept

    def _period_of_titles(self, titles: Sequence[str]) -> TitlePeriod:
        """Return what the nearest title with a year says about the period."""
        texts = [text for text in (*reversed(titles), self._report.sheet.name) if not OF_ANOTHER_DAY.search(text)]
        words_and_texts = [(words_in(text), text) for text in texts]
        nearest, title = next(
            ((words, text) for words, text in words_and_texts if words.year or words.is_unclear), (NO_PERIOD_WORDS, "")
        )
        lengths = [words for words, _ in words_and_texts if words.has_length and words.year is None]
        if not nearest.year:
            nearest = next(iter(lengths), nearest)  # ``Six months ended June 30,`` over years
        elif nearest.is_day_of_a_year:  # its length may be in a separate cell
            nearest = nearest.fill_gaps_from(next((words for words in lengths if words.month is None), NO_PERIOD_WORDS))
        return TitlePeriod(nearest, title)

    def _facts(
        self, inference: KindInference, titles: Sequence[str], unit_lines: Sequence[str], rows: Sequence[TableRow]
    ) -> TableFacts:
        """Return which statement a table is and in which units: the lowest unit line's, unless corrected."""
        sheet_name = self._report.sheet.name
        facts = _facts_of(self._report, inference, unit_lines)
        scales_of_lines = (share_scale_of_line(join_lines(row.caption_cell.text)) for row in rows if row.caption_cell)
        title = next((text for text in reversed(titles) if kind_in(text) is inference.kind), sheet_name)
        facts = replace(facts, title=title, share_scale=next(filter(None, scales_of_lines), facts.share_scale))
        return _with_corrected_scale(facts, area_of(rows), self._corrections)

    def _nil_headings(self, table: Table, headings_with_figures: Headings) -> Headings:
        """Return the headings of columns that name a difference and contain no figures."""
        if not headings_with_figures:
            return {}
        over_columns = HeadingRows(self._sheet, table.headings)
        nil_columns = {cell.column for cells in table.headings for cell in cells} - headings_with_figures.keys()
        first, last = min(headings_with_figures), max(headings_with_figures)
        above = {index: over_columns.above(index) for index in sorted(nil_columns) if first <= index < last}
        return {index: texts for index, texts in above.items() if lowest_name(texts)}


def _facts_of(report: SheetReport, inference: KindInference, unit_lines: Sequence[str]) -> TableFacts:
    """Return the facts of a table or list in the units of the lowest unit line; its title is the sheet's name."""
    nearest_first = list(reversed(unit_lines))
    return TableFacts(
        file=report.file,
        sheet=report.sheet,
        kind=inference.kind,
        title=report.sheet.name,
        scale=next((scale for text in nearest_first if (scale := scale_in(text))), None),
        currency=next((code for text in nearest_first for code in currencies_in(text)), ""),
        share_scale=next((scale for text in nearest_first if (scale := share_scale_in(text))), None),
        share_scale_of_money=next((scale for text in nearest_first if (scale := share_scale_of_money(text))), None),
        evidence=inference.evidence,
        alternatives=inference.alternatives,
    )


def _with_corrected_scale(facts: TableFacts, area: Area, corrections: CorrectionsBySubject) -> TableFacts:
    """Return the facts in the user's scale for the table in ``area``; unchanged if there is none."""
    scales = [correction.scale for correction in corrections.scales if correction.area and correction.area.meets(area)]
    return replace(facts, scale=scales[-1], corrected_scale=scales[-1]) if scales else facts


def _doubts_of_lines(rows: Sequence[TableRow], kind: StatementKind) -> Iterator[Doubt]:
    """Yield a doubt for lines that do not fit their table: in another unit, counts, or of another statement."""
    if cells_in_other_units := units_that_differ(rows):
        yield Doubt(fact("lines-in-other-units"), cells_in_other_units)
    if cells_of_counts := counts_among(rows):
        yield Doubt(fact("lines-of-counts"), cells_of_counts)
    strange_lines = lines_of_another_statement(rows, kind)
    if refs := tuple(row.caption_cell.ref for row in strange_lines if row.caption_cell):
        line = strange_lines[0].caption
        is_position = kind is StatementKind.FINANCIAL_POSITION
        yield Doubt(
            fact("flows-among-balances", line=line) if is_position else fact("balances-among-flows", line=line), refs
        )


def _with_scale_of_formats(
    facts: TableFacts, rows: Sequence[TableRow], doubts: list[Doubt], remarks: list[Doubt]
) -> TableFacts:
    """Return the facts in the scale in which number formats show figures, if no unit line names one."""
    scale = scale_of_formats(rows)
    if scale == 1:
        return facts
    scaled_cells = (reading.cell.ref for row in rows for reading in row.readings.values() if reading.shown_in > 1)
    cells = tuple(scaled_cells)[:1]
    if scale == MIXED:
        doubts.append(Doubt(fact("formats-in-several-scales"), cells))
        return facts
    remarks.append(Doubt(fact("formats-in-scale", scale=scale_fact(scale)), cells))
    return facts if facts.scale else replace(facts, scale=scale)


def _struck_out_columns(rows: Sequence[TableRow], columns: Sequence[int] | Headings) -> set[int]:
    """Return the columns in which every figure is struck out."""
    cells = {index: [row.readings[index].cell for row in rows if index in row.readings] for index in columns}
    return {index for index, figures in cells.items() if all(cell.style.struck for cell in figures)}
