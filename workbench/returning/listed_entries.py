"""The list of entries: which leg each row is, wherever it stands now, and the amounts that are otherwise."""

from collections import defaultdict
from decimal import Decimal

from workbench.commands.entries import EFFECT
from workbench.domain.adjustments import Leg
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.subjects import EntrySubject
from workbench.exporting.listing_sheets import (
    ENTERED_AMOUNT,
    ENTERED_DIFFERENCE,
    ENTERED_LINE,
    ENTERED_PERIOD,
    LAST_OF_ENTRY,
)
from workbench.exporting.sheet_headers import HEADING_ROW
from workbench.phrases import phrase, say
from workbench.returning.cell_values import is_same, number_in, number_of, plain, text_of
from workbench.returning.collected import Collected
from workbench.returning.effects import ChangedLeg, ChangedLegs
from workbench.returning.figures import ChangedAmount, typed_amount
from workbench.returning.own_map import MappedRow, MappedSheet
from workbench.returning.said_texts import add_text, offer_text
from workbench.workbooks import Sheet, SheetCell, column_letter

KNOWN_BY = (ENTERED_DIFFERENCE, ENTERED_LINE, ENTERED_PERIOD)
"""The columns by which a row is known, as they were written."""
AMOUNT = phrase("Amount")
Description = tuple[str, ...]


class EntryReader:
    """Reads the list of entries. ``row_of``: where the row of each row of the map is now."""

    def __init__(self, collected: Collected, mapped: MappedSheet, sheet: Sheet) -> None:
        self._collected = collected
        self._mapped = mapped
        self._sheet = sheet
        heading = say(AMOUNT, collected.words)
        headings = [cell for cell in sheet.cells if cell.row <= 2 * HEADING_ROW and text_of(cell) == heading]
        self._moved = headings[0].column - ENTERED_AMOUNT if headings else 0
        self._first = headings[0].row + 1 if headings else HEADING_ROW + 1
        self.row_of = self._find_rows()

    def _find_rows(self) -> dict[int, int]:
        """Return where each row is now: by difference, line and period, among equals by amount, then in order."""
        there: dict[Description, list[int]] = defaultdict(list)
        for row in self._sheet.rows:
            if row >= self._first:
                there[self._description(row)].append(row)
        wanted: dict[Description, list[MappedRow]] = defaultdict(list)
        for mapped in self._mapped.rows:
            wanted[_description_of(mapped)].append(mapped)
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
        return found | self._find_renamed(found)

    def _find_renamed(self, found: dict[int, int]) -> dict[int, int]:
        """Return where the rows are in which the words were altered: where they were, with one of the three as it was.

        A row that also has another amount keeps two of them.
        """
        taken = {*found.values()}
        renamed: dict[int, int] = {}
        for mapped in self._mapped.rows:
            row = mapped.row
            if row in found or row in taken or row not in self._sheet.rows:
                continue
            words = zip(_description_of(mapped), self._description(row), strict=True)
            same = sum(1 for was, now in words if was == now)
            if same >= (1 if is_same(mapped.values.get(ENTERED_AMOUNT), self._amount(row)) else 2):
                renamed[row] = row
        return renamed

    def _description(self, row: int) -> Description:
        return tuple(text_of(self._sheet.at.get((row, column + self._moved))) for column in KNOWN_BY)

    def _amount(self, row: int) -> SheetCell | None:
        return self._sheet.at.get((row, ENTERED_AMOUNT + self._moved))

    def entry_at(self, row: int) -> tuple[AdjustmentId, str] | None:
        """Return the difference and the entry in a returned row."""
        mapped = next((known for known in self._mapped.rows if self.row_of.get(known.row) == row), None)
        return mapped.leg[:2] if mapped else None

    def read(self, changed: ChangedLegs) -> None:
        """Take the amounts that are otherwise; rows that are none of ours, and words beside, are offered as texts."""
        for mapped in self._mapped.rows:
            if mapped.row in self.row_of:
                self._read_row(mapped, self.row_of[mapped.row], changed)
        lost = len(self._mapped.rows) - len(self.row_of)
        if lost:
            self._collected.say(fact("returned-rows-missing", sheet=self._sheet.name, count=lost))
        ours = {*self.row_of.values()}
        for row, cells in self._sheet.rows.items():
            if row >= self._first and row not in ours and any(text_of(cell) for cell in cells):
                offer_text(self._collected, self._sheet, row)

    def _read_row(self, mapped: MappedRow, row: int, changed: ChangedLegs) -> None:
        adjustment, entry, number = mapped.leg
        subject = EntrySubject(adjustment, entry)
        for beside in self._sheet.rows[row]:
            if beside.column > LAST_OF_ENTRY + self._moved and (text := text_of(beside)):
                add_text(self._collected, subject, text, f"{self._sheet.name}!{beside.ref}")
        old, cell = mapped.values.get(ENTERED_AMOUNT), self._amount(row)
        if is_same(old, cell):
            return
        place = f"{self._sheet.name}!{column_letter(ENTERED_AMOUNT + self._moved)}{row}"
        leg = self._leg(adjustment, entry, number)
        new = number_of(cell)
        if cell is not None and new is None:
            new = self._typed_amount(leg, text_of(cell))
            if new is None:
                add_text(self._collected, subject, text_of(cell), place)
                return
        was = number_in(old)
        if leg is None:
            gone = fact("returned-subject-gone")
            self._collected.add(subject, EFFECT, was, None, new, place, {}, why=gone)
            return
        changed.legs[adjustment, leg.line, leg.period].append(ChangedLeg(entry, number, ChangedAmount(was, new, place)))

    def _leg(self, adjustment: AdjustmentId, entry: str, number: int) -> Leg | None:
        """Return the leg that a row listed; None if the open project no longer has it."""
        known = self._collected.project.adjustment_by_id.get(adjustment)
        listed = next((each for each in known.entries.values() if each.id == entry), None) if known else None
        return listed.legs[number] if listed and number < len(listed.legs) else None

    def _typed_amount(self, leg: Leg | None, text: str) -> Decimal | None:
        """Return the amount that a text is; None for words."""
        if leg is None:
            return None
        return typed_amount(text, self._collected.project.line(leg.line), self._collected.project.scale)


def _description_of(mapped: MappedRow) -> Description:
    return tuple(plain(mapped.values.get(column)) for column in KNOWN_BY)
