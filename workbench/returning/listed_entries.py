"""The list of entries: which leg each row is, wherever it stands now, and the amounts that are otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from workbench.commands.entries import EFFECT
from workbench.domain.adjustments import EntryId
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.subjects import EntrySubject
from workbench.exporting.listing_sheets import (
    AMOUNT,
    AMOUNTS_OF_LEG,
    ENTERED_AMOUNT,
    HEADINGS_OF_ENTRIES,
    WORDS_OF_LEG,
)
from workbench.exporting.sheet_headers import HEADING_ROW
from workbench.phrases import say
from workbench.returning.cell_values import is_same, number_in, number_of, plain, text_of
from workbench.returning.collected import Collected
from workbench.returning.effects import ChangedLeg, ChangedLegs
from workbench.returning.figures import ChangedAmount, typed_amount
from workbench.returning.list_rows import ListRows
from workbench.returning.overwritten import ResultOf
from workbench.returning.own_map import MappedLeg, MappedRow, MappedSheet
from workbench.returning.said_texts import OwnCell, add_own_cells, add_text, offer_text
from workbench.workbooks import CellKind, Sheet, SheetCell, column_letter

Description = tuple[str, ...]


class EntryReader:
    """Reads the list of entries. ``row_of``: where the row of each row of the map is now."""

    def __init__(self, collected: Collected, mapped: MappedSheet, sheet: Sheet) -> None:
        self._collected = collected
        self._mapped = mapped
        self._sheet = sheet
        self._first, self._column_of = self._find_columns()
        self._rows = ListRows(mapped, sheet)
        found = self._find_rows()
        self._reworded = self._find_reworded(found)
        self.row_of = found | self._reworded

    def _find_columns(self) -> tuple[int, dict[int, int]]:
        """Return the first row below the headings, and where each column is by them, or beside that of amounts."""
        words = self._collected.words
        amounts = [
            cell for cell in self._sheet.cells if cell.row <= 2 * HEADING_ROW and text_of(cell) == say(AMOUNT, words)
        ]
        row, moved = (amounts[0].row, amounts[0].column - ENTERED_AMOUNT) if amounts else (HEADING_ROW, 0)
        there = {text_of(cell): cell.column for cell in self._sheet.rows.get(row, ())}
        columns = {
            column: there.get(plain(say(heading, words)), column + moved)
            for column, (heading, _) in enumerate(HEADINGS_OF_ENTRIES, 1)
        }
        return row + 1, columns

    def _find_rows(self) -> dict[int, int]:
        """Return where each row is now: by all that it says besides amounts, then by difference, line and period."""
        found = self._match({}, by_all=True)
        return found | self._match(found, by_all=False)

    def _match(self, known: Mapping[int, int], *, by_all: bool) -> dict[int, int]:
        """Return where further rows are; of those that say the same, each by its amount, then in order."""
        taken, there = {*known.values()}, defaultdict[Description, list[int]](list)
        for row in self._sheet.rows:
            if row >= self._first and row not in taken:
                there[self._description(row, by_all=by_all)].append(row)
        wanted = defaultdict[Description, list[MappedRow]](list)
        for mapped in self._mapped.rows:
            if mapped.row not in known:
                listed = self._mapped.listed.get(mapped.row) if by_all else None
                wanted[(*_description_of(mapped), *([listed.digest] if listed else ()))].append(mapped)
        found: dict[int, int] = {}
        for description, alike in wanted.items():
            rows = list(there.get(description, ()))
            left = []
            for mapped in alike:
                old = mapped.values.get(ENTERED_AMOUNT)
                at = mapped.row if mapped.row in rows else None
                same = [row for row in rows if is_same(old, self._amount(row))]
                now = at if at in same else next(iter(same), None)
                if now is None:
                    left.append(mapped)
                    continue
                found[mapped.row] = now
                rows.remove(now)
            found |= {mapped.row: row for mapped, row in zip(left, rows, strict=False)}
        return found

    def _find_reworded(self, found: Mapping[int, int]) -> dict[int, int]:
        """Return the rows in which words were altered: where they were, with one of the three as it was.

        A row that also has another amount keeps two of them.
        """
        reworded: dict[int, int] = {}
        taken = {*found.values()}
        for mapped in self._mapped.rows:
            row = mapped.row
            if row in found or row in taken or row not in self._sheet.rows:
                continue
            words = zip(_description_of(mapped), self._description(row), strict=True)
            same = sum(1 for was, now in words if was == now)
            if same >= (1 if is_same(mapped.values.get(ENTERED_AMOUNT), self._amount(row)) else 2):
                reworded[row] = row
        return reworded

    def _description(self, row: int, *, by_all: bool = False) -> Description:
        words = tuple(text_of(self._cell(row, column)) for column in WORDS_OF_LEG)
        listed = next(iter(self._mapped.listed.values()), None) if by_all else None
        columns = tuple(self._column_of[column] for column in listed.columns) if listed else ()
        return (*words, self._rows.digest_of(row, columns)) if listed else words

    def _amount(self, row: int) -> SheetCell | None:
        return self._cell(row, ENTERED_AMOUNT)

    def _cell(self, row: int, column: int) -> SheetCell | None:
        return self._sheet.at.get((row, self._column_of[column]))

    def entry_at(self, row: int) -> tuple[AdjustmentId, EntryId] | None:
        """Return the difference and the entry in a returned row."""
        mapped = next((known for known in self._mapped.rows if self.row_of.get(known.row) == row), None)
        return (mapped.leg.adjustment, mapped.leg.entry) if mapped else None

    def read(self, changed: ChangedLegs, calculated: ResultOf) -> None:
        """Take the amounts that are otherwise; rows that are none of ours, and words beside, are offered as texts.

        ``calculated``: for lack of results.
        """
        found = [(mapped, self.row_of[mapped.row]) for mapped in self._mapped.rows if mapped.row in self.row_of]
        for mapped, row in found:
            self._read_amount(mapped, row, changed, calculated)
        ours = {*self._column_of.values()}
        beside = (
            OwnCell(cell, EntrySubject(mapped.leg.adjustment, mapped.leg.entry))
            for mapped, row in found
            for cell in self._sheet.rows[row]
            if cell.column not in ours
        )
        add_own_cells(self._collected, self._sheet, beside)
        lost = len(self._mapped.rows) - len(found)
        if lost:
            self._collected.say(fact("returned-rows-missing", sheet=self._sheet.name, count=lost))
        rows = {row for _, row in found}
        for row, cells in self._sheet.rows.items():
            if row >= self._first and row not in rows and any(text_of(cell) for cell in cells):
                offer_text(self._collected, self._sheet, row)

    def _read_amount(self, mapped: MappedRow, row: int, changed: ChangedLegs, calculated: ResultOf) -> None:
        old, cell = mapped.values.get(ENTERED_AMOUNT), self._amount(row)
        if is_same(old, cell):
            return
        listed, place = mapped.leg, f"{self._sheet.name}!{column_letter(self._column_of[ENTERED_AMOUNT])}{row}"
        subject, leg = EntrySubject(listed.adjustment, listed.entry), self._leg_now(listed)
        was, new = number_in(old), number_of(cell)
        if cell is not None and cell.kind is CellKind.NO_RESULT:
            new = calculated(self._sheet.name, cell)
            if new is None:
                self._collected.say(fact("returned-no-result", place=place))
                return
        if cell is not None and new is None:
            project = self._collected.project
            new = typed_amount(text_of(cell), project.line(listed.line), project.scale) if leg is not None else None
            if new is None:
                add_text(self._collected, subject, text_of(cell), place)
                return
        if leg is None:
            why = fact("returned-subject-gone")
            self._collected.add(subject, EFFECT, was, None, new, place, {}, why=why)
            return
        amount = ChangedAmount(was, new, place, row in self._reworded)
        changed.legs[listed.adjustment, listed.line, listed.period].append(ChangedLeg(listed.entry, leg, amount))

    def _leg_now(self, listed: MappedLeg) -> int | None:
        """Return which leg of its entry a listed one is now: the same, or the only one there; None if it is gone."""
        known = self._collected.project.adjustment_by_id.get(listed.adjustment)
        entry = known.entries.get(listed.entry) if known else None
        there = [
            number for number, leg in enumerate(entry.legs if entry else ()) if leg.cell == (listed.line, listed.period)
        ]
        return listed.number if listed.number in there else there[0] if len(there) == 1 else None

    def altered_cells(self) -> Iterator[tuple[int, int]]:
        """Yield the cells of rows of ours that are otherwise and that nothing reads; sides follow their amount."""
        for mapped in self._mapped.rows:
            row = self.row_of.get(mapped.row)
            if row is None:
                continue
            is_moved = not is_same(mapped.values.get(ENTERED_AMOUNT), self._amount(row))
            compared = WORDS_OF_LEG if is_moved else (*WORDS_OF_LEG, *AMOUNTS_OF_LEG)
            altered = [column for column in compared if not is_same(mapped.values.get(column), self._cell(row, column))]
            listed = self._mapped.listed.get(mapped.row)
            columns = tuple(self._column_of[column] for column in listed.columns) if listed else ()
            if listed and self._rows.digest_of(row, columns) != listed.digest:
                altered.append(listed.columns[0])
            yield from ((row, self._column_of[column]) for column in altered)


def _description_of(mapped: MappedRow) -> Description:
    return tuple(plain(mapped.values.get(column)) for column in WORDS_OF_LEG)
