"""The list of entries: which leg each row is, wherever it stands now, and the amounts that are otherwise."""

from collections import defaultdict

from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.exporting.listing_sheets import ENTERED_AMOUNT
from workbench.exporting.sheet_headers import HEADING_ROW
from workbench.phrases import phrase, say
from workbench.presentation.journal_entries import listed_legs
from workbench.returning.cell_values import is_same, number_in, number_of, text_of
from workbench.returning.collected import Collected
from workbench.returning.effects import ChangedLeg, ChangedLegs
from workbench.returning.figures import ChangedAmount
from workbench.returning.own_map import MappedRow, MappedSheet
from workbench.returning.said_texts import offer_text
from workbench.wording.periods import label
from workbench.workbooks import Sheet, SheetCell, column_letter

DIFFERENCE, LINE, PERIOD = 1, 4, 6
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
        described = {
            (each.adjustment.id, each.entry.id, number): (
                each.adjustment.name,
                each.line.name,
                label(self._collected.project.periods[each.leg.period], self._collected.words),
            )
            for each in listed_legs(self._collected.project)
            for number, leg in enumerate(each.entry.legs)
            if leg is each.leg
        }
        there: dict[Description, list[int]] = defaultdict(list)
        for row in self._sheet.rows:
            if row >= self._first:
                there[self._description(row)].append(row)
        wanted: dict[Description, list[MappedRow]] = defaultdict(list)
        for mapped in self._mapped.rows:
            if (named := described.get(mapped.leg)) is not None:
                wanted[named].append(mapped)
        found: dict[int, int] = {}
        for description, alike in wanted.items():
            rows = [row for known, each in there.items() if _is_alike(known, description) for row in each]
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
        return found | self._find_others(found, there)

    def _find_others(self, found: dict[int, int], there: dict[Description, list[int]]) -> dict[int, int]:
        """Return where the rows are that the project no longer has: by amount, at their old places if they can be."""
        others: dict[int, int] = {}
        free = [row for rows in there.values() for row in rows if row not in {*found.values()}]
        for mapped in self._mapped.rows:
            same = [row for row in free if is_same(mapped.values.get(ENTERED_AMOUNT), self._amount(row))]
            if mapped.row not in found and same:
                others[mapped.row] = mapped.row if mapped.row in same else same[0]
                free.remove(others[mapped.row])
        return others

    def _description(self, row: int) -> Description:
        columns = (DIFFERENCE, LINE, PERIOD)
        return tuple(text_of(self._sheet.at.get((row, column + self._moved))) for column in columns)

    def _amount(self, row: int) -> SheetCell | None:
        return self._sheet.at.get((row, ENTERED_AMOUNT + self._moved))

    def entry_at(self, row: int) -> tuple[AdjustmentId, str] | None:
        """Return the difference and the entry in a returned row."""
        mapped = next((known for known in self._mapped.rows if self.row_of.get(known.row) == row), None)
        return mapped.leg[:2] if mapped else None

    def read(self, changed: ChangedLegs) -> None:
        """Take the amounts that are otherwise; rows that are none of ours are offered as texts."""
        for mapped in self._mapped.rows:
            if mapped.row not in self.row_of:
                continue
            row = self.row_of[mapped.row]
            old, cell = mapped.values.get(ENTERED_AMOUNT), self._amount(row)
            if is_same(old, cell):
                continue
            place = f"{self._sheet.name}!{column_letter(ENTERED_AMOUNT + self._moved)}{row}"
            new = number_of(cell)
            if cell is not None and new is None:
                offer_text(self._collected, self._sheet, row)
                continue
            adjustment, entry, number = mapped.leg
            known = self._collected.project.adjustment_by_id[adjustment].entries[entry].legs[number]
            amount = ChangedAmount(number_in(old), new, place)
            changed.legs[adjustment, known.line, known.period].append(ChangedLeg(entry, number, amount))
        lost = len(self._mapped.rows) - len(self.row_of)
        if lost:
            self._collected.say(fact("returned-rows-missing", sheet=self._sheet.name, count=lost))
        ours = {*self.row_of.values()}
        for row, cells in self._sheet.rows.items():
            if row >= self._first and row not in ours and any(text_of(cell) for cell in cells):
                offer_text(self._collected, self._sheet, row)


def _is_alike(known: Description, description: Description) -> bool:
    """True if a row says the same of difference and period, and its line begins the same: a total says more."""
    return (
        known[0] == description[0]
        and known[2] == description[2]
        and (known[1] == description[1] or known[1].startswith(f"{description[1]} ("))
    )
