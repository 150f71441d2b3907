"""The words in the rows of a statement sheet: captions, ticks, and what a reviewer wrote in columns of his own."""

from workbench.commands.lines import CAPTION
from workbench.commands.statement_lines import TARGET_CAPTION
from workbench.commands.ticks import TICK, AddTick, RemoveTick, fact_of_tick
from workbench.domain.facts import Fact, fact
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import LineSubject, Subject, TickSubject
from workbench.domain.ticks import STANDARD_TICKS, Tick, TickId
from workbench.merging import Answer
from workbench.presentation.ticks import ticks_on
from workbench.returning.cell_subjects import subject_in
from workbench.returning.cell_values import plain, text_of
from workbench.returning.collected import Collected
from workbench.returning.figures import NOT_CERTAIN
from workbench.returning.found_rows import FoundSheet
from workbench.returning.own_map import MappedRow
from workbench.returning.said_texts import OwnCell, add_own_cells, add_text


class RowTextReader:
    def __init__(self, collected: Collected, found: FoundSheet) -> None:
        self._collected = collected
        self._found = found

    def read(self) -> None:
        """Propose other captions, ticks and comments."""
        roles = {mapped.role: column for column, mapped in self._found.mapped.columns.items()}
        for row in self._found.rows_found:
            if "caption" in roles:
                self._read_caption(row, roles["caption"], CAPTION)
            if "target-caption" in roles:
                self._read_caption(row, roles["target-caption"], TARGET_CAPTION)
            if "tick" in roles:
                self._read_ticks(row, roles["tick"])
        self._read_own_columns()

    def _why(self, row: MappedRow) -> Fact | None:
        return NOT_CERTAIN if row.row in self._found.doubtful else None

    def _read_caption(self, row: MappedRow, column: int, attribute: str) -> None:
        old, new = plain(row.values.get(column)), text_of(self._found.cell(row.row, column))
        if old == new or column not in self._found.column_of:
            return
        place = self._found.place(row.row, column)
        if not new:
            self._collected.say_cells("returned-sheet-altered", self._found.sheet.name, [place.rpartition("!")[2]])
            return
        if row.kind == "remainder":
            add_text(self._collected, subject_in(self._found, row, None), new, place)
            return
        subject = LineSubject(self._found.mapped.statement, row.line)
        known = self._collected.project.statement_by_id.get(subject.statement)
        line = known.line_by_id.get(row.line) if known else None
        was = old
        if line is not None:  # spaces that no cell keeps, and a target caption that is the caption
            was = next((kept for kept in (line.caption, line.target_caption) if plain(kept) == old), old)
            if attribute == TARGET_CAPTION and not line.target_caption and plain(line.caption) == old:
                was = ""
        self._collected.take_alteration(subject, attribute, was, new, place, why=self._why(row))

    # ---- ticks

    def _read_ticks(self, row: MappedRow, column: int) -> None:
        cell = self._found.cell(row.row, column)
        old, text = plain(row.values.get(column)), text_of(cell)
        if old == text or column not in self._found.column_of:
            return
        subject, place = subject_in(self._found, row, column), self._found.place(row.row, column)
        known = {*STANDARD_TICKS, *self._collected.project.own_signs}
        signs = [word for word in text.split() if word in known]
        for sign in dict.fromkeys(signs):
            if sign not in old.split():
                self._add_tick(subject, sign, place, self._why(row))
        for sign in old.split():
            if sign not in signs:
                self._take_off(row, column, sign, place)
        words = " ".join(word for word in text.split() if word not in known)
        if words:
            add_text(self._collected, subject, words, place, why=self._why(row))

    def _add_tick(self, subject: Subject, sign: str, place: str, why: Fact | None) -> None:
        project = self._collected.project
        if any(tick.sign == sign for tick in ticks_on(project, subject)):
            return
        tick = Tick(TickId(next(self._collected.tick_numbers)), sign, subject, "", self._collected.now)
        self._collected.add(
            TickSubject(tick.id),
            TICK,
            None,
            None,
            fact_of_tick(tick),
            place,
            {Answer.TAKE: (AddTick(tick),)},
            why=why,
            what=fact("tick-on", sign=sign, subject=name_of_subject(project, subject)),
        )

    def _take_off(self, row: MappedRow, column: int, sign: str, place: str) -> None:
        """Ask whether a tick that was cleared is taken off, if only one has this sign in the row."""
        subjects = {subject_in(self._found, row, known) for known in (*self._found.mapped.columns, None)}
        ticks = [
            tick for tick in self._collected.project.ticks.values() if tick.sign == sign and tick.subject in subjects
        ]
        if len(ticks) == 1:
            taken = RemoveTick(ticks[0].id)
            self._collected.add(
                TickSubject(ticks[0].id),
                TICK,
                fact_of_tick(ticks[0]),
                fact_of_tick(ticks[0]),
                None,
                place,
                {Answer.TAKE: (taken,)},
                why=fact("returned-tick-cleared"),
            )

    # ---- columns of the reviewer's own

    def _read_own_columns(self) -> None:
        ours, beside = self._our_columns(), self._columns_of_verdicts()
        own = (
            OwnCell(cell, subject_in(self._found, row, None), self._why(row))
            for cell in self._found.sheet.cells
            if (row := self._found.mapped_row_at.get(cell.row)) is not None
            and (cell.column not in ours or (cell.column in beside and cell.formula is None))
        )
        add_own_cells(self._collected, self._found.sheet, own)

    def _columns_of_verdicts(self) -> set[int]:
        """Return the columns behind the last that is mapped, in which only formulas are ours; none without formulas."""
        found = self._found
        if found.key_column is None or not any(cell.formula for cell in found.sheet.cells):
            return set()
        return set(range(max(found.column_of.values(), default=1) + 1, found.key_column))

    def _our_columns(self) -> set[int]:
        """Return where the columns are that were written, also those of verdicts and of keys."""
        found, ours, moved = self._found, set[int](), 0
        last = found.mapped.key_column or max(found.mapped.columns, default=1)
        for column in range(1, last + 1):
            if column in found.column_of:
                moved = found.column_of[column] - column
            ours.add(column + moved)
        if found.key_column is not None:
            between = range(max(found.column_of.values(), default=1) + 1, found.key_column + 1)
            ours |= set(between) if len(between) <= last - max(found.column_of, default=1) else {found.key_column}
        return ours
