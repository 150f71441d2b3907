"""The five workbooks with every cell that matters marked, so that a mutation knows what it moves or rewrites."""

import copyreg
import io
import pickle
import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.dimensions import DimensionHolder
from openpyxl.worksheet.worksheet import Worksheet

from tests.importing.expected import (
    AUTOHOME,
    HUTCHMED,
    QIFU_ADJUSTMENTS,
    ExpectedTable,
    expected_of,
    units_of,
)
from tests.published import (
    DEC_2022,
    H1_2022,
    H1_2023,
    JUN_2023,
    Q2_2022,
    Q2_2023,
    RECONCILIATIONS,
    rows_of,
)
from workbench import resources

Place = tuple[str, int, int]
"""Sheet, row, column."""
AS_REPORTED, TRANSLATED, RESULT = "as reported", "translated", "result"
HOME = {"hutchmed-h1-2024": "USD"}
ENTRIES_SHEET = "Adjustments"


@dataclass(slots=True)
class Mark:
    """What a cell is.

    ``what``: figure, caption, section, from, to, spanner, adjustment, note, period, span, year, currency, unit, title,
    entity, list-head, list-cell. ``block``: the table that it moves with, empty for the sheet's own titles.
    ``slot`` of a figure: as reported, translated, result or an adjustment's name; of others the period or name meant.
    """

    what: str
    block: str = ""
    case: str = ""
    row: int = -1
    period: str = ""
    slot: str = ""
    unit: str = "money"
    currency: str = ""
    amount: Decimal | None = None
    was_text: bool = False


@dataclass
class Marked:
    """A workbook with its marks and what it states; mutations change all three together."""

    stem: str
    book: openpyxl.Workbook
    marks: dict[Place, Mark]
    expected: list[ExpectedTable]

    def of(self, *what: str, block: str | None = None, sheet: str | None = None) -> list[tuple[Place, Mark]]:
        """Return the marked cells of some sorts, by sheet, row and column."""
        order = {name: number for number, name in enumerate(self.book.sheetnames)}
        found = [
            (place, mark)
            for place, mark in self.marks.items()
            if mark.what in what and (block is None or mark.block == block) and (sheet is None or place[0] == sheet)
        ]
        return sorted(found, key=lambda each: (order[each[0][0]], *each[0][1:]))

    def cell(self, place: Place) -> Any:
        sheet, row, column = place
        return self.book[sheet].cell(row, column)

    def text(self, place: Place) -> str:
        value = self.cell(place).value
        return value if isinstance(value, str) else ""

    def write(self, place: Place, value: object) -> None:
        self.cell(place).value = value

    def blocks(self, sheet: str | None = None) -> list[str]:
        """Return the tables in the order in which they stand."""
        return list(dict.fromkeys(mark.block for _, mark in self.of("figure", sheet=sheet)))

    def sheet_of(self, block: str) -> str:
        return next(place[0] for place, mark in self.marks.items() if mark.block == block and mark.what == "figure")

    def area(self, block: str) -> tuple[int, int, int, int]:
        """Return top, left, bottom, right of a table, with its own headings."""
        places = [place for place, mark in self.marks.items() if mark.block == block]
        rows, columns = [p[1] for p in places], [p[2] for p in places]
        return min(rows), min(columns), max(rows), max(columns)

    def first_row(self, block: str) -> int:
        """Return the first row below the headings of a table."""
        return min(p[1] for p, mark in self.marks.items() if mark.block == block and mark.what in ("figure", "section"))

    def figure_columns(self, block: str) -> list[int]:
        return sorted({place[2] for place, _ in self.of("figure", block=block)})

    def statement_sheets(self) -> list[str]:
        return list(dict.fromkeys(place[0] for place, _ in self.of("figure")))

    def list_sheets(self) -> list[str]:
        return list(dict.fromkeys(place[0] for place, _ in self.of("list-head")))

    def relocate(self, sheets: Sequence[str], place_of: Callable[[Place], Place]) -> None:
        """Move every cell of some sheets, with merged ranges, references of formulas, and marks."""
        moved: list[tuple[Place, Place, Any, Any]] = []
        merged: list[tuple[str, tuple[int, int, int, int]]] = []
        for name in sheets:
            sheet = self.book[name]
            for area in list(sheet.merged_cells.ranges):
                merged.append((name, area.bounds))
                sheet.unmerge_cells(str(area))
            for cell in self._cells(sheet):
                if cell.value is not None:
                    old = (name, cell.row, cell.column)
                    moved.append((old, place_of(old), cell.value, copy(cell._style)))
        for name in sheets:
            cells: dict[Any, Any] = self.book[name]._cells
            cells.clear()
        for old, (name, row, column), value, style in moved:
            if isinstance(value, str) and value.startswith("="):
                value = self._formula_moved(value, old[0], place_of)
            if name not in self.book.sheetnames:
                self.book.create_sheet(name)
            target: Any = self.book[name].cell(row, column)
            target.value, target._style = value, style
        self.marks = {place_of(p) if p[0] in sheets else p: mark for p, mark in self.marks.items()}
        for name, (left, top, right, bottom) in merged:
            corners = [place_of((name, r, c)) for r in (top, bottom) for c in range(left, right + 1)]
            self._merge(corners, place_of((name, top, left)))
        for name in sheets:
            if not self.book[name]._cells and len(self.book.sheetnames) > 1:
                del self.book[name]

    def _cells(self, sheet: Worksheet) -> list[Any]:
        cells: dict[Any, Any] = sheet._cells
        return list(cells.values())

    def _merge(self, corners: Sequence[Place], text: Place) -> None:
        """Merge the cells between some corners; their text moves to the first of them, where Excel shows it."""
        rows, columns = [p[1] for p in corners], [p[2] for p in corners]
        first = (corners[0][0], min(rows), min(columns))
        if text != first:
            old, new = self.cell(text), self.cell(first)
            new.value, new._style, old.value = old.value, copy(old._style), None
            if text in self.marks:
                self.marks[first] = self.marks.pop(text)
        self.book[first[0]].merge_cells(
            start_row=first[1], end_row=max(rows), start_column=first[2], end_column=max(columns)
        )

    def _formula_moved(self, formula: str, sheet: str, place_of: Callable[[Place], Place]) -> str:
        def moved(found: re.Match[str]) -> str:
            _, row, column = place_of((sheet, int(found[2]), column_index_from_string(found[1])))
            return f"{get_column_letter(column)}{row}"

        return re.sub(r"\b([A-Z]{1,2})(\d+)\b", moved, formula)

    def insert_rows(self, sheet: str, before: int, count: int) -> None:
        self.relocate([sheet], lambda p: (p[0], p[1] + count * (p[1] >= before), p[2]))

    def insert_columns(self, sheet: str, before: int, count: int = 1) -> None:
        self.relocate([sheet], lambda p: (p[0], p[1], p[2] + count * (p[2] >= before)))

    def reorder_columns(self, block: str, column_of: dict[int, int]) -> None:
        """Move columns of one table within its rows."""
        sheet, (top, _, bottom, _) = self.sheet_of(block), self.area(block)
        self.relocate([sheet], lambda p: (p[0], p[1], column_of.get(p[2], p[2]) if top <= p[1] <= bottom else p[2]))


# --------------------------------------------------------------------------------------- marking the cells


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a published table stands: its first heading row, its first row, and what its columns hold."""

    block: str
    sheet: str
    case: str
    top: int
    first: int
    captions: int
    columns: dict[int, tuple[str, str]]


def three_columns(periods: tuple[str, str], first: int = 2) -> dict[int, tuple[str, str]]:
    before, now = periods
    return {first: (AS_REPORTED, before), first + 1: (AS_REPORTED, now), first + 2: (TRANSLATED, now)}


def reconciliation_columns(first: int, names: Sequence[str], period: str) -> dict[int, tuple[str, str]]:
    slots = (AS_REPORTED, *names, RESULT)
    return {column: (slot, period) for column, slot in enumerate(slots, first)}


INSTANTS, QUARTERS, HALVES = (DEC_2022, JUN_2023), (Q2_2022, Q2_2023), (H1_2022, H1_2023)
PRIMARY = (
    Layout("bs", "BS", "qifu-991-balance-sheet", 5, 7, 1, three_columns(INSTANTS)),
    Layout("is", "IS", "qifu-991-operations-q2", 4, 7, 1, three_columns(QUARTERS)),
    Layout("is", "IS", "qifu-991-operations-h1", 4, 7, 1, three_columns(HALVES, 5)),
)
SMALL = tuple(
    layout
    for sheet, name, second in (("CF", "cashflows", 17), ("OCI", "oci", 17), ("Non-GAAP", "nongaap", 29))
    for layout in (
        Layout(f"{name}-q2", sheet, f"qifu-991-{name}-q2", 5, 8, 1, three_columns(QUARTERS)),
        Layout(f"{name}-h1", sheet, f"qifu-991-{name}-h1", second, second + 3, 1, three_columns(HALVES)),
    )
)
RECONCILED = tuple(
    Layout(case, sheet, case, 3, 9, 1, reconciliation_columns(2, QIFU_ADJUSTMENTS, RECONCILIATIONS[case][1]))
    for case, sheet in zip(
        RECONCILIATIONS, ("Recon IS 1H22", "Recon IS 1H23", "Recon BS Dec22", "Recon BS Jun23"), strict=True
    )
)
PASTED = tuple(
    Layout(case, "Sheet1", case, top, first, 1, reconciliation_columns(2, QIFU_ADJUSTMENTS, RECONCILIATIONS[case][1]))
    for case, top, first in zip(RECONCILIATIONS, (3, 28, 54, 93), (7, 33, 59, 98), strict=True)
)
HUTCHMED_TABLES = tuple(
    Layout(case, "US GAAP vs IFRS", case, top, top + 4, 2, reconciliation_columns(3, names, period))
    for (case, (period, names)), top in zip(HUTCHMED.items(), (5, 22), strict=True)
)
LAYOUTS = {
    "qifu-h1-2023": (*PRIMARY, *SMALL, *RECONCILED),
    "qifu-99.2-pasted": PASTED,
    "qifu-adjustment-entries": PRIMARY,
    "hutchmed-h1-2024": HUTCHMED_TABLES,
}

UNIT = re.compile(r"^\(?(RMB|US\$|Amounts).*(thousands|'000)|In thousands of", re.IGNORECASE)
PERIOD = re.compile(r"(As of |(Three months|Six months|Year) ended )?(\w+ \d{1,2}, \d{4})$")
SPAN = re.compile(r"^(Three|Six) months ended June 30,$")
NOTE = re.compile(r"^\((n|N)ote \w+\)$")
MONTHS = {"Three months": 3, "Six months": 6, "Year": 12}
MONTH_OF = {"June": 6, "December": 12, "March": 3, "September": 9}


def period_in(text: str) -> str | None:
    """Return the id of the period that a heading of the sample workbooks names."""
    found = PERIOD.match(text)
    if not found:
        return None
    month, day, year = re.split(r",? ", found[3])
    end = f"{year}-{MONTH_OF[month]:02d}-{int(day):02d}"
    return f"{year}-{MONTH_OF[month] - MONTHS[found[2]] + 1:02d}-01/{end}" if found[2] else end


def heading_mark(text: str, block: str) -> Mark | None:
    if UNIT.search(text):
        return Mark("unit", block)
    if period := period_in(text):
        return Mark("period", block, period=period)
    if SPAN.match(text):
        return Mark("span", block, slot=text.split()[0])
    if NOTE.match(text):
        return Mark("note", block)
    if text in ("RMB", "USD"):
        return Mark("currency", block, slot=text)
    if "as reported under U.S. GAAP" in text:
        return Mark("from", block)
    if re.search(r"under IFRSs?$", text):
        return Mark("to", block)
    if re.match(r"IFRSs? adjustments:?$", text):
        return Mark("spanner", block)
    names = (*QIFU_ADJUSTMENTS, *(name for _, names in HUTCHMED.values() for name in names))
    for name in names:
        if text.casefold() == name.casefold():
            return Mark("adjustment", block, slot=name)
    return None


def text_amount(value: object) -> Decimal | None:
    """Return the amount of a cell of the sample workbooks: a number, or text in brackets, with commas, or a dash."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Decimal(str(value))
    plain = str(value).strip().replace(",", "")
    if plain in ("—", "–"):
        return Decimal(0)
    return -Decimal(plain[1:-1]) if plain.startswith("(") else Decimal(plain)


def mark_table(marked: Marked, values: openpyxl.Workbook, layout: Layout) -> None:
    sheet, stored = marked.book[layout.sheet], values[layout.sheet]
    rightmost = max(layout.columns)
    for row in range(layout.top, layout.first):
        for column in range(1, rightmost + 1):
            text = sheet.cell(row, column).value
            if not isinstance(text, str) or (layout.sheet, row, column) in marked.marks:
                continue
            mark = heading_mark(text, layout.block) or Mark(
                "title" if column == layout.captions else "other", layout.block
            )
            if text.isdigit() and layout.columns.get(column):
                mark = Mark("year", layout.block, period=layout.columns[column][1])
            elif text.isdigit():
                continue
            marked.marks[layout.sheet, row, column] = mark
    units = units_of(layout.case)
    row, home = layout.first, HOME.get(marked.stem, "RMB")
    for number, published in enumerate(rows_of(layout.case)):
        while not is_row(stored, row, layout, published.label):
            mark_section(marked, sheet, row, layout)
            row += 1
        if published.label:
            marked.marks[layout.sheet, row, layout.captions] = Mark("caption", layout.block, layout.case, number)
        for column, (slot, period) in layout.columns.items():
            value = stored.cell(row, column).value
            marked.marks[layout.sheet, row, column] = Mark(
                "figure", layout.block, layout.case, number, period, slot, units[number],
                "USD" if slot == TRANSLATED else home, text_amount(value), isinstance(value, str),
            )  # fmt: skip
        row += 1


def is_row(sheet: Worksheet, row: int, layout: Layout, label: str) -> bool:
    if row > sheet.max_row:
        raise ValueError(f"{layout.case}: no row '{label}' on sheet '{layout.sheet}'")
    is_empty = all(sheet.cell(row, column).value is None for column in layout.columns)
    return (sheet.cell(row, layout.captions).value or "") == label and not is_empty


def mark_section(marked: Marked, sheet: Worksheet, row: int, layout: Layout) -> None:
    if isinstance(sheet.cell(row, layout.captions).value, str):
        marked.marks[layout.sheet, row, layout.captions] = Mark("section", layout.block, layout.case)


def mark_titles(marked: Marked, sheet: str, above: int, column: int) -> None:
    for row in range(1, above):
        text = marked.text((sheet, row, column))
        if text and (sheet, row, column) not in marked.marks:
            mark = heading_mark(text, "")
            is_entity = row == 1 and "Appendix" not in text
            marked.marks[sheet, row, column] = mark or Mark("entity" if is_entity else "title")


def mark_list(marked: Marked) -> None:
    sheet = marked.book[ENTRIES_SHEET]
    heads = {column: str(sheet.cell(1, column).value) for column in range(1, 9)}
    for column, head in heads.items():
        marked.marks[ENTRIES_SHEET, 1, column] = Mark("list-head", "list", slot=head)
    for row in range(2, sheet.max_row + 1):
        period = period_in(str(sheet.cell(row, 6).value)) or ""
        for column, head in heads.items():
            mark = Mark("list-cell", "list", row=row, period=period, slot=head)
            if head == "RMB'000":
                mark = replace(mark, currency="RMB", amount=text_amount(sheet.cell(row, column).value))
            marked.marks[ENTRIES_SHEET, row, column] = mark


def mark_autohome(marked: Marked) -> None:
    """The rows of a vertical bridge are as reported, the adjustments, the result; its columns are periods."""
    cases = list(AUTOHOME.items())
    for block, top, pair in (("net income", 4, cases[:2]), ("equity", 13, cases[2:])):
        marked.marks["Bridge", top, 1] = Mark("title", block)
        names = pair[0][1][2]
        rows = [top + 1, *range(top + 3, top + 4 + len(names))]
        marked.marks["Bridge", top + 2, 1] = Mark("spanner", block)
        for row, slot in zip(rows, (AS_REPORTED, *names, RESULT), strict=True):
            what = {AS_REPORTED: "from", RESULT: "to"}.get(slot, "adjustment")
            marked.marks["Bridge", row, 1] = Mark(what, block, slot="" if what != "adjustment" else slot)
            for column, (case, (_, period, _)) in enumerate(pair, 2):
                amount = text_amount(marked.cell(("Bridge", row, column)).value)
                marked.marks["Bridge", row, column] = Mark(
                    "figure", block, case, 0, period, slot, "money", "RMB", amount
                )
        for column, (_, (_, period, _)) in enumerate(pair, 2):
            marked.marks["Bridge", top, column] = Mark("period", block, period=period)


@cache
def stored_bytes(stem: str) -> bytes:
    return (sample_folder() / f"{stem}.xlsx").read_bytes()


def sample_folder() -> Path:
    return resources.sample().parent


@cache
def stored_values(stem: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(stored_bytes(stem)), data_only=True)


def marked_workbook(stem: str, *, with_formulas: bool) -> Marked:
    """Return a fresh copy of a sample workbook with its marks; without formulas, totals are the values they gave."""
    copy: Marked = pickle.loads(pickled_marked_workbook(stem, with_formulas))
    return copy


def rebuilt(holder: DimensionHolder[Any, Any]) -> tuple[Any, ...]:
    """Return how to copy the widths of columns and the heights of rows; by itself a copy would forget their sheet."""
    arguments = (holder.worksheet, holder.reference, holder.default_factory)
    return DimensionHolder, arguments, vars(holder), None, iter(holder.items())


copyreg.pickle(DimensionHolder, rebuilt)


@cache
def pickled_marked_workbook(stem: str, with_formulas: bool) -> bytes:
    """Return a marked workbook as bytes: to copy them takes a third of the time that reading it takes."""
    book = openpyxl.load_workbook(io.BytesIO(stored_bytes(stem)), data_only=not with_formulas)
    marked = Marked(stem, book, {}, expected_of(stem))
    layouts = LAYOUTS.get(stem, ())
    for layout in layouts:
        mark_table(marked, stored_values(stem), layout)
    for sheet in dict.fromkeys(layout.sheet for layout in layouts):
        top = min(layout.top for layout in layouts if layout.sheet == sheet)
        mark_titles(marked, sheet, top, layouts[0].captions)
    if stem == "qifu-adjustment-entries":
        mark_list(marked)
    if stem == "autohome-bridge":
        mark_titles(marked, "Bridge", 4, 1)
        mark_autohome(marked)
    return pickle.dumps(marked, pickle.HIGHEST_PROTOCOL)
