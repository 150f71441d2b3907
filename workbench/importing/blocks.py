"""Detect: what the tables of a sheet show. Guesses carry their evidence; every cell is marked as what it was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from workbench.domain.periods import Period
from workbench.domain.sources import Says
from workbench.domain.statements import Kind
from workbench.importing import edgar
from workbench.importing.bridges import Bridge, bridges, by_measure, turned
from workbench.importing.columns import (
    INSTANT_KINDS,
    Column,
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
from workbench.importing.entry_lists import EntryList, ListedEntry, Part, entry_lists, list_places
from workbench.importing.kinds import KindGuess, kind_of
from workbench.importing.marks import Mark, Marks
from workbench.importing.period_text import NOTHING_SAID, PeriodWords, When, is_only_a_period, words_in
from workbench.importing.readings import Reading, Readings
from workbench.importing.regions import regions
from workbench.importing.tables import Amounts, Place, Table, TableRow, heading_lines, heading_text, tables
from workbench.importing.vocabulary import (
    CHECK_WORDS,
    NO_FIGURE,
    NOTE_REFERENCE,
    TOTAL_CAPTION,
    currencies_in,
    framework_in,
    frameworks_in,
    is_unit_line,
    kind_in,
    normalised,
    scale_in,
    unit_part,
)
from workbench.progress import SILENT, Progress
from workbench.workbooks import CellKind, Sheet, SheetCell, position


@dataclass(frozen=True, slots=True)
class Block:
    """What one table of one sheet shows. ``frameworks`` where it is a reconciliation: as reported, and of the result.

    ``scale`` and ``currency`` are those of its unit line; None and "" where none names them. ``entries`` where it is
    a list of entries, which has neither columns nor rows.
    """

    file: str
    sheet: Sheet
    kind: Kind
    title: str
    scale: int | None
    currency: str
    evidence: str
    rivals: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[TableRow, ...] = ()
    frameworks: tuple[str, str] | None = None
    entries: tuple[ListedEntry, ...] = ()
    differences: tuple[str, ...] = ()
    """All differences that its list of entries names, in this statement or in another: nil here where it has none."""

    @property
    def area(self) -> Area:
        """The rectangle of its captions and figures."""
        cells = [cell for row in self.rows if (cell := row.caption_cell)]
        cells += [reading.cell for row in self.rows for reading in row.readings.values()]
        cells += [cell for entry in self.entries for cell in (entry.line, entry.reading.cell)]
        rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
        return Area(min(rows), min(columns), max(rows), max(columns))

    @property
    def is_reconciliation(self) -> bool:
        return self.frameworks is not None or bool(self.entries)

    @property
    def periods(self) -> dict[str, Period]:
        """The periods that it states, by id."""
        stated = (*(column.period for column in self.columns), *(entry.period for entry in self.entries))
        return {period.id: period for period in stated}


@dataclass(frozen=True, slots=True)
class ColumnLeftOut:
    """A column of a table whose figures were not imported: which table, why, and where the figures stand."""

    index: int
    first_row: int
    reason: LeftOut
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was decided on thin evidence; the cells it is about."""

    text: str
    cells: tuple[str, ...]
    is_about_decimals: bool = False


@dataclass
class SheetReport:
    """What became of a sheet: its tables, the title lines above them, how each cell was read, what was doubtful."""

    file: str
    sheet: Sheet
    blocks: list[Block] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    unused: list[SheetCell] = field(default_factory=list)
    lost_figures: bool = False
    left_out: list[ColumnLeftOut] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


MOST_IN_TITLE_ROW = 2
FIRST_ROWS = 8
WHOLE_YEAR = 12
TWO_FRAMEWORKS = 2
MOSTLY = 0.6
"""So large a share of the lines of the table above makes a table the same statement."""
NO_CORRECTIONS: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What of the whole import bears on a sheet: the entity's currency ("" where not known), the end of its year."""

    currency: str = ""
    year_end: int = 12
    is_edgar: bool = False


def detect(
    file: str,
    sheet: Sheet,
    readings: Readings,
    known: Known,
    corrections: Sequence[Correction] = NO_CORRECTIONS,
    progress: Progress = SILENT,
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
        self._mark_the_rest()
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
        lists = entry_lists(self._sheet, self._amounts, [], self._known.year_end)
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
            self._mark_table(table, found)

    def _blocks(self, table: Table, own_titles: list[str], unit_lines: list[str]) -> list[Block]:
        """Return what one table shows: bridges, a primary statement, or one reconciliation or several side by side."""
        rows = self._without_checks(table.rows)
        while rows and rows[-1].is_heading and not rows[-1].others:
            rows.pop()
        titles = [*self._sheet_titles, *own_titles]
        default = self._default_period(titles)
        indexes = sorted({column for row in rows for column in row.readings})
        heading_rows = with_lines_joined(table.headings, self._sheet)
        headings = {index: headings_of(self._sheet, heading_rows, index) for index in indexes}
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
                for each in self._bridge(one, block, its_headings, when)
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
            found.append(_showing(block, columns, rows, ends.frameworks))
        if found:
            taken = left_out.keys() | {column.index for each in found for column in each.columns}
            left_out |= {index: why_outside(headings, index) for index in headings if index not in taken}
        else:
            columns, left_out = primary_columns(headings, block.kind, when, self._known.currency)
            found.append(_showing(block, columns, rows, None))
        found = [self._corrected(each, rows, when, left_out) for each in found]
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

    def _bridge(self, bridge: Bridge, block: Block, headings: Headings, when: When) -> list[Block]:
        kind = bridge.kind
        columns, left_out = primary_columns(headings, kind, when, self._known.currency)
        if not columns and kind not in INSTANT_KINDS:
            of_a_year = replace(when, default=replace(when.default, months=WHOLE_YEAR))
            columns, left_out = primary_columns(headings, kind, of_a_year, self._known.currency)
            if columns:
                cells = tuple(reading.cell.ref for reading in bridge.as_reported.readings.values())
                self._report.doubts.append(Doubt("nothing says how long the periods are; years were taken", cells))
        turned_columns, measure = turned(bridge, columns)
        if not bridge.measure or not any(column.says is Says.ADJUSTMENT for column in turned_columns):
            return []
        for row in bridge.subtotals:
            for reading in row.readings.values():
                self._report.marks.say(reading.cell, Mark.IGNORED, "adds up the differences above it")
        for row in bridge.rows:
            for index, reading in row.readings.items():
                if index in left_out:
                    self._report.marks.say(reading.cell, Mark.IGNORED, f"its column {left_out[index].value}")
                elif reading not in measure.readings.values():
                    self._report.marks.say(reading.cell, Mark.IGNORED, LeftOut.TRANSLATION.value)
        for row in bridge.differences:
            if row.caption_cell:
                self._report.marks.say(row.caption_cell, Mark.ADJUSTMENT, f"the difference '{row.caption}'")
        for row in (bridge.as_reported, bridge.result):
            if row.caption_cell:
                self._report.marks.say(row.caption_cell, Mark.TOTAL, f"{bridge.measure}, an end of the bridge")
        for index, reason in left_out.items():
            places = tuple((row.row, index) for row in bridge.rows if index in row.readings)
            self._report.left_out.append(ColumnLeftOut(index, bridge.as_reported.row, reason, places))
        title = (
            block.title
            if kind_in(block.title)
            else f"Reconciliation of {bridge.measure[:1].lower()}{bridge.measure[1:]}"
        )
        return [
            replace(
                block,
                kind=kind,
                title=title,
                evidence=bridge.evidence,
                rivals=(),
                columns=turned_columns,
                rows=(measure,),
                frameworks=bridge.frameworks,
            )
        ]

    def _kind(self, rows: Sequence[TableRow], own_titles: Sequence[str]) -> KindGuess:
        where = [cell.row for row in rows for cell in (row.caption_cell,) if cell]
        for said in self._kinds:
            if where and said.area.top <= max(where) and min(where) <= said.area.bottom:
                return KindGuess(said.kind, "what you said")
        above = self._report.blocks[-1] if self._report.blocks else None
        if above is not None and not any(kind_in(text) for text in own_titles) and _has_the_lines_of(rows, above):
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
        for index in range(indexes[0], indexes[-1]):
            named = any(cell.column == index for cells in table.headings for cell in cells)
            texts = headings_of(self._sheet, table.headings, index) if named and index not in known else ()
            if lowest_name(texts):
                found[index] = texts
        return found

    # ---- what the user said

    def _corrected(self, block: Block, rows: Sequence[TableRow], when: When, left_out: dict[int, LeftOut]) -> Block:
        """Return ``block`` with its columns as the user said they are."""
        said = [each for each in self._columns if rows and self._meets(each.area, rows)]
        if not said:
            return block
        columns = {column.index: column for column in block.columns}
        for each in said:
            for index in range(each.area.left, each.area.right + 1):
                if each.says is None:
                    columns.pop(index, None)
                    left_out[index] = LeftOut.IGNORED
                    continue
                period = when.period([each.period], block.kind in INSTANT_KINDS) if each.period else None
                before = columns.get(index)
                period = period or (before.period if before else next((c.period for c in block.columns), None))
                if period is not None:
                    of = each.of if each.says in (Says.ADJUSTMENT, Says.TRANSLATION) else ""
                    columns[index] = Column(index, each.says, of, period, before.headings if before else ())
                    left_out.pop(index, None)
        found = tuple(columns[index] for index in sorted(columns))
        adjusted = any(column.says is Says.ADJUSTMENT for column in found)
        frameworks = block.frameworks or (("US GAAP", "IFRS") if adjusted else None)
        return replace(_showing(block, found, rows, frameworks), evidence=block.evidence)

    def _meets(self, area: Area, rows: Sequence[TableRow]) -> bool:
        return area.top <= rows[-1].row and rows[0].row <= area.bottom

    # ---- lists of entries

    def _take_list(self, found: EntryList) -> None:
        report, marks = self._report, self._report.marks
        unit_lines = [text for text in found.unit_texts if is_unit_line(text) or currencies_in(text)]
        unit_lines = unit_lines or [
            cell.text for cell in self._sheet.cells if cell.row < found.rows.start and is_unit_line(cell.text)
        ]
        by_kind: dict[Kind, list[ListedEntry]] = {}
        for entry in found.entries:
            kind = entry.statement or (Kind.FINANCIAL_POSITION if entry.period.is_instant else Kind.OPERATIONS)
            by_kind.setdefault(kind, []).append(entry)
        for kind, entries in by_kind.items():
            headings = "', '".join(cell.text.strip() for cell in found.headings.values())
            evidence = f"a list of entries, headed '{headings}'"
            block = self._without_columns(KindGuess(kind, evidence), [], unit_lines)
            differences = tuple(dict.fromkeys(entry.difference for entry in found.entries))
            block = replace(block, title=report.sheet.name, entries=tuple(entries), differences=differences)
            report.blocks.append(block)
        for column, cell in found.headings.items():
            marks.say(cell, Mark.HEADING, f"heads the {found.parts[column].name.lower()} of each entry")
        for cell, reason in found.left_out:
            marks.say(cell, Mark.IGNORED, reason)
        if found.left_out:
            doubtful = [cell.ref for cell, reason in found.left_out if reason.startswith("names")]
            if doubtful:
                report.doubts.append(
                    Doubt("amounts in a list of entries name no period or no difference", tuple(doubtful))
                )
        for entry in found.entries:
            marks.say(entry.reading.cell, Mark.FIGURE, f"an entry of '{entry.difference}', {entry.period.short_label}")
            marks.say(entry.line, Mark.CAPTION, "the line of an entry")
        for row in found.rows:
            for cell in self._sheet.rows.get(row, ()):
                part = found.parts.get(cell.column)
                if part is Part.DIFFERENCE:
                    marks.say(cell, Mark.ADJUSTMENT, "the difference of an entry")
                elif part is Part.PERIOD:
                    marks.say(cell, Mark.PERIOD, "the period of an entry")
                elif part in (Part.STATEMENT, Part.SECTION):
                    marks.say(cell, Mark.HEADING, f"the {part.name.lower()} of an entry")
                elif part in (Part.REFERENCE, Part.REMARK, None):
                    marks.say(cell, Mark.NOTE, "a remark beside an entry")

    # ---- marks

    def _mark_table(self, table: Table, blocks: Sequence[Block]) -> None:
        marks = self._report.marks
        for cell in table.titles:
            marks.say(cell, *_title_mark(cell))
        for block in blocks:
            said = {c.index: f"{c.of or c.says.value}, {c.period.short_label}" for c in block.columns}
            for row in block.rows:
                for index, reading in row.readings.items():
                    marks.say(reading.cell, Mark.FIGURE, said[index])
        names = {text for block in blocks for c in block.columns if c.says is Says.ADJUSTMENT for text in c.headings}
        for cells in table.headings:
            for cell in cells:
                marks.say(cell, *_heading_mark(cell, names))
        kept = {column.index for block in blocks for column in block.columns}
        for row in table.rows:
            if row.caption_cell:
                is_total = bool(row.readings) and bool(TOTAL_CAPTION.search(row.caption))
                marks.say(row.caption_cell, Mark.TOTAL if is_total else Mark.CAPTION, "caption")
            for cell in row.others:
                if NO_FIGURE.match(cell.text) and not currencies_in(cell.text):
                    marks.say(cell, Mark.FIGURE if cell.column in kept else Mark.NOTE, "says that there is no figure")
                elif currencies_in(cell.text) or NO_FIGURE.match(cell.text):
                    marks.say(cell, Mark.UNIT, "a unit in a cell of its own")
                elif cell.column not in kept:
                    marks.say(cell, Mark.NOTE, "stands beside the figures")
        for cell in table.trailing:
            marks.say(cell, Mark.NOTE, "words below a table")

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

    def _is_row_number(self, cell: SheetCell) -> bool:
        """True for a whole number left of the captions of a table."""
        if cell.kind is CellKind.TEXT and not cell.text.strip().rstrip(".").isdecimal():
            return False
        return any(
            block.area.top <= cell.row <= block.area.bottom and cell.column < block.area.left
            for block in self._report.blocks
        )

    def _mark_the_rest(self) -> None:
        """Mark what belongs to no table: words are notes, figures are ignored, and both are said."""
        report = self._report
        report.unused = [cell for cell in self._sheet.cells if (cell.row, cell.column) not in report.marks]
        report.lost_figures = any(
            (cell.row, cell.column) in self._amounts and not self._is_row_number(cell) for cell in report.unused
        )
        for cell in report.unused:
            if self._is_row_number(cell):
                report.marks.say(cell, Mark.NOTE, "numbers a row")
            elif (cell.row, cell.column) in self._amounts:
                report.marks.say(cell, Mark.IGNORED, "a figure that belongs to no table")
            elif cell.kind is CellKind.TEXT:
                report.marks.say(cell, Mark.NOTE, "words outside the tables")
            else:
                report.marks.say(
                    cell, Mark.IGNORED, f"{'a date' if cell.kind is CellKind.DATE else 'a cell'} outside the tables"
                )


def _frameworks_named(titles: Sequence[str]) -> tuple[str, ...]:
    """Return the two frameworks that the nearest title names, in its order; nothing where none names two."""
    named = (frameworks_in(text) for text in reversed(titles))
    return next((found for found in named if len(found) == 2), ())


def _has_the_lines_of(rows: Sequence[TableRow], above: Block) -> bool:
    mine = {normalised(row.caption) for row in rows if row.readings}
    theirs = {normalised(row.caption) for row in above.rows if row.readings}
    return len(mine & theirs) >= MOSTLY * len(mine) and len(mine) > 1


def _title_mark(cell: SheetCell) -> tuple[Mark, str]:
    if is_unit_line(cell.text):
        return Mark.UNIT, "the unit"
    if is_only_a_period(cell.text):
        return Mark.PERIOD, "the period of the table"
    return Mark.TITLE, "a title"


def _heading_mark(cell: SheetCell, names: Iterable[str]) -> tuple[Mark, str]:
    text = heading_text(cell)
    if cell.kind is CellKind.DATE or is_only_a_period(text):
        return Mark.PERIOD, "the period of a column"
    if NOTE_REFERENCE.match(text):
        return Mark.NOTE, "a reference to a note"
    if is_unit_line(text) or (currencies_in(text) and len(text) < 12):
        return Mark.UNIT, "the unit of a column"
    if text in names:
        return Mark.ADJUSTMENT, f"the difference '{lowest_name((text,)) or text}'"
    return Mark.HEADING, "a heading"


def _showing(
    block: Block, columns: Sequence[Column], rows: Sequence[TableRow], frameworks: tuple[str, str] | None
) -> Block:
    kept = {column.index for column in columns}
    shown = tuple(_with_unreadable(row, kept) for row in rows)
    return replace(block, columns=tuple(columns), rows=shown, frameworks=frameworks)


def _with_unreadable(row: TableRow, kept: set[int]) -> TableRow:
    """Return the row with the readings of the columns that are kept; what is no number there is unknown, not blank."""
    readings: dict[int, Reading] = {index: reading for index, reading in row.readings.items() if index in kept}
    for cell in row.others:
        if cell.column in kept and not NO_FIGURE.match(cell.text):
            readings[cell.column] = Reading(cell, None)
    return replace(row, readings=readings)
