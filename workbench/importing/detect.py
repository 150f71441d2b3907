"""Detect: what the tables of a sheet show. Guesses carry their evidence; every cell is marked as what it was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workbench.domain.sources import Says
from workbench.domain.statements import Kind
from workbench.importing import edgar
from workbench.importing.blocks import Block, ColumnLeftOut, Doubt, Known, SheetReport
from workbench.importing.bridges import Bridge, bridges, by_measure, turned
from workbench.importing.columns import (
    INSTANT_KINDS,
    Column,
    HeadingRow,
    Headings,
    LeftOut,
    ends_of,
    headings_of,
    lowest_name,
    primary_columns,
    reconciliation_columns,
    why_outside,
    with_lines_joined,
)
from workbench.importing.corrections import Area, ColumnIs, Correction, Ignored, RowIs, RowRole, StatementIs
from workbench.importing.entry_lists import (
    NO_DIFFERENCE,
    NO_PERIOD,
    EntryList,
    ListedEntry,
    entry_lists,
    list_places,
)
from workbench.importing.kinds import KindGuess, kind_of
from workbench.importing.marking import mark_bridge, mark_list, mark_table, mark_the_rest
from workbench.importing.marks import Mark
from workbench.importing.period_text import NOTHING_SAID, PeriodWords, When, words_in
from workbench.importing.readings import Readings
from workbench.importing.regions import regions
from workbench.importing.tables import Amounts, Table, TableRow, have_most_lines_of, heading_lines, tables
from workbench.importing.vocabulary import (
    CHECK_WORDS,
    currencies_in,
    framework_in,
    frameworks_in,
    is_unit_line,
    kind_in,
    scale_in,
    unit_part,
)
from workbench.progress import Progress
from workbench.workbooks import CellKind, Sheet, column_letter, position

MOST_IN_TITLE_ROW = 2
FIRST_ROWS = 8
WHOLE_YEAR = 12
TWO_FRAMEWORKS = 2
SAID = "what you said"


def detect(
    file: str,
    sheet: Sheet,
    readings: Readings,
    known: Known,
    corrections: Sequence[Correction],
    progress: Progress,
) -> SheetReport:
    """Return what ``sheet`` shows, with the user's ``corrections`` in force."""
    report = SheetReport(file, sheet)
    return _Detection(report, readings, known, corrections, progress).run()


class _Detection:
    """Goes through one sheet: lists of entries first, then the tables of what is left."""

    def __init__(
        self,
        report: SheetReport,
        readings: Readings,
        known: Known,
        corrections: Sequence[Correction],
        progress: Progress,
    ) -> None:
        self._report = report
        self._progress = progress
        self._known = known
        self._ignored = [each.area for each in corrections if isinstance(each, Ignored)]
        self._roles: dict[int, RowRole] = {each.row: each.role for each in corrections if isinstance(each, RowIs)}
        self._columns = [each for each in corrections if isinstance(each, ColumnIs)]
        self._kinds = [each for each in corrections if isinstance(each, StatementIs)]
        self._sheet = self._looked_at()
        self._amounts: Amounts = {
            (cell.row, cell.column): reading
            for cell in self._sheet.cells
            if (reading := readings.of(report.sheet, cell)) is not None
        }
        self._sheet_titles: list[str] = []
        self._readings = readings

    def run(self) -> SheetReport:
        report = self._report
        reason = edgar.why_no_statement(report.sheet) if self._known.is_edgar else ""
        if reason:
            for cell in self._sheet.cells:
                report.marks.say(cell, Mark.IGNORED, reason)
        else:
            self._read()
            self._doubt_decimal_marks()
        mark_the_rest(report, self._sheet, self._amounts)
        return report

    def _looked_at(self) -> Sheet:
        """Return the sheet without cells that hold only spaces, and what the user said to ignore."""
        kept = []
        for cell in self._report.sheet.cells:
            if self._ignored and any(area.holds(cell.row, cell.column) for area in self._ignored):
                self._report.marks.say(cell, Mark.IGNORED, "ignored as you said")
            elif cell.kind is CellKind.TEXT and not cell.text.strip():
                self._report.marks.say(cell, Mark.IGNORED, "holds only spaces")
            elif self._known.is_edgar and edgar.ABSTRACT.search(cell.text):
                self._report.marks.say(cell, Mark.HEADING, "structures an EDGAR report")
            else:
                kept.append(cell)
        return (
            replace(self._report.sheet, cells=tuple(kept))
            if len(kept) < len(self._report.sheet.cells)
            else self._report.sheet
        )

    def _read(self) -> None:
        if not self._amounts:
            return
        self._step("lists of entries")
        lists = entry_lists(self._sheet, self._amounts, self._known.year_end)
        for each in lists:
            self._take_list(each)
        taken = list_places(self._sheet, lists)
        rest = self._sheet
        if taken:
            rest = replace(rest, cells=tuple(cell for cell in rest.cells if (cell.row, cell.column) not in taken))
        self._step("tables")
        for region in regions(rest, self._amounts):
            for table in tables(region, self._amounts, self._roles):
                self._step("what each column says")
                self._take_table(table)

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

    def _blocks(self, table: Table, own_titles: list[str], unit_lines: list[str]) -> list[Block]:
        """Return what one table shows: bridges, a primary statement, or one reconciliation or several side by side."""
        rows = self._without_checks(table.rows)
        while rows and rows[-1].is_heading and not rows[-1].others:
            rows.pop()
        titles = [*self._sheet_titles, *own_titles]
        default = self._default_period(titles)
        indexes = sorted({column for row in rows for column in row.readings})
        heading_rows = [HeadingRow(self._sheet, cells) for cells in with_lines_joined(table.headings, self._sheet)]
        headings = {index: headings_of(heading_rows, index) for index in indexes}
        if not any(headings.values()) and not (default.year and len(indexes) == 1):
            return []
        unit_lines = [*(unit for text in titles if (unit := unit_part(text))), *unit_lines]
        unit_lines += [text for texts in headings.values() for text in texts if is_unit_line(text)]
        unit_lines += [cell.text for cells in table.headings for cell in cells if is_unit_line(cell.text)]
        in_cells = [cell.text for row in rows[:FIRST_ROWS] for cell in row.others if currencies_in(cell.text)]
        unit_lines = [*in_cells, *unit_lines]
        guess = self._kind(rows, own_titles)
        block = self._without_columns(guess, titles, unit_lines)
        when = When(default, self._known.year_end)
        found: list[Block] = []
        taken: set[int] = set()
        for bridge in bridges(rows) if guess.kind is not Kind.NON_GAAP else ():
            made = [
                each
                for one, its_headings in by_measure(bridge, headings, titles)
                if (each := self._bridge(one, block, its_headings, when)) is not None
            ]
            if made:
                found += made
                taken |= set(range(bridge.as_reported.row, bridge.result.row + 1))
        rest = [row for row in rows if row.row not in taken]
        if not found and guess.kind is not Kind.NON_GAAP:
            block = self._without_a_bridge(block, rest)
        if found and not any(row.readings for row in rest):
            return found
        if found:
            block = self._without_columns(self._kind(rest, own_titles), titles, unit_lines)
        return found + self._table_blocks(table, block, rest, headings, when, titles)

    def _table_blocks(
        self,
        table: Table,
        block: Block,
        rows: Sequence[TableRow],
        headings: Headings,
        when: When,
        titles: Sequence[str],
    ) -> list[Block]:
        all_headings = dict(sorted({**headings, **self._nil_columns(table, sorted(headings), headings)}.items()))
        found: list[Block] = []
        left_out: dict[int, LeftOut] = {}
        is_between_frameworks = block.kind is not Kind.NON_GAAP
        for ends in ends_of(all_headings, rows, _frameworks_named(titles)) if is_between_frameworks else ():
            columns, reasons = reconciliation_columns(all_headings, ends, block.kind, when, titles, rows)
            left_out |= reasons
            found.append(block.showing(columns, rows, ends.frameworks))
        if found:
            taken = left_out.keys() | {column.index for each in found for column in each.columns}
            left_out |= {index: why_outside(headings, index) for index in headings if index not in taken}
        else:
            columns, left_out = primary_columns(headings, block.kind, when, self._known.currency)
            found.append(block.showing(columns, rows, None))
        found = self._corrected(found, rows, when, left_out)
        for index, reason in left_out.items():
            places = tuple((row.row, index) for row in rows if index in row.readings)
            self._report.left_out.append(ColumnLeftOut(index, rows[0].row, reason, places))
            for place in places:
                self._report.marks.say(self._sheet.at[place], Mark.IGNORED, f"its column {reason.value}")
        return [each for each in found if each.columns and any(row.readings for row in each.rows)]

    def _without_checks(self, rows: Sequence[TableRow]) -> list[TableRow]:
        """Return the rows without those in which an analyst checks others: they state nothing."""
        kept = []
        for row in rows:
            if not (row.readings and CHECK_WORDS.match(row.caption)):
                kept.append(row)
                continue
            for reading in row.readings.values():
                self._report.marks.say(reading.cell, Mark.NOTE, "an analyst's check of other figures")
            broken = tuple(reading.cell.ref for reading in row.readings.values() if reading.amount)
            if broken:
                self._report.doubts.append(Doubt(f"the file's own check '{row.caption}' is not nil", broken))
        return kept

    def _without_a_bridge(self, block: Block, rows: Sequence[TableRow]) -> Block:
        """Doubt a table in which rows name two frameworks and nothing leads from one to the other."""
        ends = {named: row for row in rows if row.readings and (named := framework_in(row.caption))}
        if len(ends) < TWO_FRAMEWORKS:
            return block
        cells = tuple(row.caption_cell.ref for row in ends.values() if row.caption_cell)
        self._report.doubts.append(Doubt("rows name two frameworks, but nothing adds up from one to the other", cells))
        return replace(block, kind=Kind.OTHER, evidence="its rows name two frameworks")

    def _bridge(self, bridge: Bridge, block: Block, headings: Headings, when: When) -> Block | None:
        """Return a bridge as a table of one line; None where nothing names its measure or its periods."""
        kind = block.kind if block.evidence == SAID else bridge.kind
        columns, left_out = primary_columns(headings, kind, when, self._known.currency)
        if not columns and kind not in INSTANT_KINDS:
            of_a_year = replace(when, default=replace(when.default, months=WHOLE_YEAR))
            columns, left_out = primary_columns(headings, kind, of_a_year, self._known.currency)
            if columns:
                cells = tuple(reading.cell.ref for reading in bridge.as_reported.readings.values())
                self._report.doubts.append(Doubt("nothing says how long the periods are; years were taken", cells))
        turned_columns, measure = turned(bridge, columns)
        if not bridge.measure or not any(column.says is Says.ADJUSTMENT for column in turned_columns):
            return None
        mark_bridge(self._report, bridge, measure, left_out)
        for index, reason in left_out.items():
            places = tuple((row.row, index) for row in bridge.rows if index in row.readings)
            self._report.left_out.append(ColumnLeftOut(index, bridge.as_reported.row, reason, places))
        self._doubt_what_has_no_effect(_area_of(bridge.rows), self._columns, "in a bridge the rows are differences")
        of_measure = f"Reconciliation of {bridge.measure[:1].lower()}{bridge.measure[1:]}"
        return replace(
            block,
            kind=kind,
            title=block.title if kind_in(block.title) else of_measure,
            evidence=bridge.evidence,
            rivals=(),
            columns=turned_columns,
            rows=(measure,),
            frameworks=bridge.frameworks,
        )

    def _doubt_what_has_no_effect(self, area: Area, corrections: Iterable[ColumnIs | StatementIs], why: str) -> None:
        """Say of corrections in an area that what stands there cannot follow them."""
        for said in corrections:
            if said.area.meets(area):
                cell = f"{column_letter(max(said.area.left, area.left))}{max(said.area.top, area.top)}"
                self._report.doubts.append(
                    Doubt(f"{why}: what you said of this column or table has no effect", (cell,))
                )

    def _kind(self, rows: Sequence[TableRow], own_titles: Sequence[str]) -> KindGuess:
        area = _area_of(rows)
        for said in self._kinds:
            if said.area.meets(area):
                return KindGuess(said.kind, SAID)
        above = self._report.blocks[-1] if self._report.blocks else None
        lines = sum(bool(row.readings) for row in rows)
        is_named = any(kind_in(text) for text in own_titles)
        if above is not None and lines > 1 and not is_named and have_most_lines_of(rows, above.rows):
            return KindGuess(above.kind, f"the same lines as the table above it ({above.kind.value})")
        return kind_of(own_titles, [self._report.sheet.name, *self._sheet_titles], rows)

    def _without_columns(self, guess: KindGuess, titles: Sequence[str], unit_lines: Sequence[str]) -> Block:
        """Return what is the same for every block of a table; the lowest unit line rules."""
        return Block(
            file=self._report.file,
            sheet=self._report.sheet,
            kind=guess.kind,
            title=next((text for text in titles if kind_in(text) is guess.kind), self._report.sheet.name),
            scale=next((scale for text in reversed(unit_lines) if (scale := scale_in(text))), None),
            currency=next((code for text in reversed(unit_lines) for code in currencies_in(text)), ""),
            evidence=guess.evidence,
            rivals=guess.rivals,
        )

    def _default_period(self, titles: Sequence[str]) -> PeriodWords:
        """Return what the nearest title with a year says of the period."""
        texts = (*reversed(titles), self._report.sheet.name)
        said = [words_in(text) for text in texts]
        found = next((words for words in said if words.year), NOTHING_SAID)
        if not found.year:
            return PeriodWords(months=next((words.months for words in said if words.months), None))
        if found.year and found.months is None and found.month:  # its length may stand in a cell of its own
            lengths = (words.months for words in said if words.months and words.month is None)
            found = replace(found, months=next(lengths, None))
        return found

    def _nil_columns(self, table: Table, indexes: Sequence[int], known: Headings) -> dict[int, tuple[str, ...]]:
        """Return the headings of columns that name a difference and hold no figure at all: stated, and nil."""
        found = {}
        named = {cell.column for cells in table.headings for cell in cells}
        heading_rows = [HeadingRow(self._sheet, cells) for cells in table.headings]
        for index in range(indexes[0], indexes[-1]):
            texts = headings_of(heading_rows, index) if index in named and index not in known else ()
            if lowest_name(texts):
                found[index] = texts
        return found

    # ---- what the user said

    def _corrected(
        self, found: Sequence[Block], rows: Sequence[TableRow], when: When, left_out: dict[int, LeftOut]
    ) -> list[Block]:
        """Return the blocks of a table with their columns as the user said they are; each column is of one block."""
        area = _area_of(rows)
        said = {
            index: each
            for each in self._columns
            if each.area.meets(area)
            for index in range(each.area.left, each.area.right + 1)
        }
        owner = {index: min(range(len(found)), key=lambda n: _distance(found[n], index)) for index in said}
        return [
            self._with_columns_said(
                block, {index: each for index, each in said.items() if owner[index] == number}, rows, when, left_out
            )
            for number, block in enumerate(found)
        ]

    def _with_columns_said(
        self,
        block: Block,
        said: Mapping[int, ColumnIs],
        rows: Sequence[TableRow],
        when: When,
        left_out: dict[int, LeftOut],
    ) -> Block:
        if not said:
            return block
        columns = {column.index: column for column in block.columns}
        for index, each in said.items():
            if each.says is None:
                columns.pop(index, None)
                left_out[index] = LeftOut.IGNORED
                continue
            before = columns.get(index)
            period = when.period([each.period], block.kind in INSTANT_KINDS) if each.period else None
            period = period or (before.period if before else next((c.period for c in block.columns), None))
            if period is not None:
                of = each.of if each.says in (Says.ADJUSTMENT, Says.TRANSLATION) else ""
                headings, currency = (before.headings, before.currency) if before else ((), "")
                columns[index] = Column(index, each.says, of, period, headings, currency)
                left_out.pop(index, None)
        found = tuple(columns[index] for index in sorted(columns))
        adjusted = any(column.says is Says.ADJUSTMENT for column in found)
        return block.showing(found, rows, block.frameworks or (("US GAAP", "IFRS") if adjusted else None))

    # ---- lists of entries

    def _take_list(self, found: EntryList) -> None:
        unit_lines = [text for text in found.unit_texts if is_unit_line(text) or currencies_in(text)]
        unit_lines = unit_lines or [
            cell.text for cell in self._sheet.cells if cell.row < found.rows.start and is_unit_line(cell.text)
        ]
        by_kind: dict[Kind, list[ListedEntry]] = {}
        for entry in found.entries:
            kind = entry.statement or (Kind.FINANCIAL_POSITION if entry.period.is_instant else Kind.OPERATIONS)
            by_kind.setdefault(kind, []).append(entry)
        headings = "', '".join(cell.text.strip() for cell in found.headings.values())
        differences = tuple(dict.fromkeys(entry.difference for entry in found.entries))
        title = self._report.sheet.name
        for kind, entries in by_kind.items():
            block = self._without_columns(KindGuess(kind, f"a list of entries, headed '{headings}'"), [], unit_lines)
            block = replace(block, title=title, entries=tuple(entries), differences=differences)
            self._report.blocks.append(block)
            said: list[ColumnIs | StatementIs] = [*self._columns, *self._kinds]
            self._doubt_what_has_no_effect(block.area, said, "in a list each row says what it is")
        mark_list(self._report, self._sheet, found)
        nameless = tuple(cell.ref for cell, reason in found.left_out if reason in (NO_PERIOD, NO_DIFFERENCE))
        if nameless:
            text = "amounts in a list of entries name no period or no difference"
            self._report.doubts.append(Doubt(text, nameless))

    def _doubt_decimal_marks(self) -> None:
        figures = {
            place
            for place, mark in self._report.marks.items()
            if mark.mark is Mark.FIGURE and not self._readings.is_decided(self._report.sheet, *place)
        }
        for mark in self._readings.decimal_marks(self._report.sheet).values():
            refs = [ref for ref in mark.doubtful if position(ref) in figures]
            if refs:
                text = (
                    "numbers written as text could be read with a point or a comma before the decimals; "
                    f"'{mark.mark}' was taken: {mark.evidence}"
                )
                self._report.doubts.append(Doubt(text, tuple(refs), is_about_decimals=True))


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


def _distance(block: Block, index: int) -> int:
    """Return how many columns lie between a block's own and column ``index``; 0 where it is one of them."""
    return min((abs(column.index - index) for column in block.columns), default=index)
