"""What was altered on the sheets of a returned workbook where nothing is read back: it is said, and does not come."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workbench.domain.facts import fact
from workbench.returning.cell_subjects import CellSubjects
from workbench.returning.cell_values import is_same, plain, text_of
from workbench.returning.collected import Collected
from workbench.returning.list_rows import ListRows
from workbench.returning.own_map import LAST_ROW, STATEMENT_KINDS, MappedSheet, OwnMap
from workbench.workbooks import Sheet, column_letter


class UnreadCells:
    def __init__(self, collected: Collected, own: OwnMap, subjects: CellSubjects) -> None:
        self._collected = collected
        self._own = own
        self._subjects = subjects

    def say_altered(self, mapped: MappedSheet, sheet: Sheet) -> None:
        """Say which cells are others: titles and headings, formulas typed over, rows of lists, what was written beside.

        Nothing is said where most of it is elsewhere: rows or columns were inserted.
        """
        altered = [place for place, text in mapped.texts.items() if not is_same(text, sheet.at.get(place))]
        rows = ListRows(mapped, sheet)
        if mapped.kind in STATEMENT_KINDS or mapped.listed:  # its columns and rows are found wherever they are
            altered = self._texts_missing(mapped, sheet, altered, rows)
        if 2 * len(altered) > len(mapped.texts):
            return
        if mapped.kind == "entries" and self._subjects.entries:
            altered += self._subjects.entries[1].altered_cells()
        elif mapped.listed:
            altered += self._rows_altered(rows, sheet)
        if mapped.holds_all:
            switches = {(each.row, each.column) for each in self._own.switches if each.sheet == mapped.name}
            known = {*mapped.texts, *switches, *((row.row, column) for row in mapped.rows for column in row.values)}
            altered += [
                (cell.row, cell.column)
                for cell in sheet.cells
                if cell.formula is None and text_of(cell) and (cell.row, cell.column) not in known
                if not rows.reaches(cell)
            ]
        altered += self._formulas_typed_over(mapped, sheet, rows)
        cells = [f"{column_letter(column)}{row}" for row, column in sorted({*altered})]
        self._collected.say_cells("returned-sheet-altered", sheet.name, cells)

    def _formulas_typed_over(self, mapped: MappedSheet, sheet: Sheet, rows: ListRows) -> Iterator[tuple[int, int]]:
        """Yield where formulas that nothing else reads are none any more, if what stands above has not moved."""
        if any(not is_same(text, sheet.at.get(place)) for place, text in mapped.texts.items()):
            return
        first = min((row.row for row in mapped.rows), default=LAST_ROW)
        places = {place for place in mapped.formulas if mapped.kind not in STATEMENT_KINDS or place[0] < first}
        if mapped.kind not in (*STATEMENT_KINDS, "notes"):
            places |= {(row.row, column) for row in mapped.rows for column in row.formulas}
        for row, listed in mapped.listed.items():
            if listed.formulas and rows.is_as_written(row, listed):
                places |= {(row, column) for column in listed.formulas}
        there = {(cell.row, cell.column) for cell in sheet.cells if cell.formula is not None}
        yield from places - there - {(row, column) for row, column, _ in sheet.blank_formulas}

    def _texts_missing(
        self, mapped: MappedSheet, sheet: Sheet, places: Sequence[tuple[int, int]], rows: ListRows
    ) -> list[tuple[int, int]]:
        """Return which of the places hold a text that stands less often now outside the rows, wherever it stands."""
        if not places:
            return []
        found = self._subjects.found.get(sheet.name)
        gone = mapped.columns.keys() - found.column_of.keys() if found else set[int]()
        in_rows = set(found.row_of.values()) if found else set[int]()
        outside = (cell for cell in sheet.cells if cell.row not in in_rows and not rows.reaches(cell))
        there = Counter(text_of(cell) for cell in outside if cell.formula is None)
        written = Counter(plain(text) for text in mapped.texts.values())
        return [
            place
            for place in places
            if place[1] not in gone and there[plain(mapped.texts[place])] < written[plain(mapped.texts[place])]
        ]

    def _rows_altered(self, rows: ListRows, sheet: Sheet) -> Iterator[tuple[int, int]]:
        """Yield the first cell of each row of a list that is as none was written; say how many are missing."""
        if rows.missing:
            self._collected.say(fact("returned-rows-missing", sheet=sheet.name, count=rows.missing))
        yield from ((row, sheet.rows[row][0].column) for row in rows.find_altered())
