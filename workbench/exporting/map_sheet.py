"""The map that a review workbook carries of itself, on a sheet that only programs show, so that it is understood later.

It says what every row and column of the statements, entries and notes is about, what stood there at export, and which
formulas were written, with a digest of each row of a list; ``workbench/returning`` reads it. All its cells are texts,
one record in each row; what is too long for a cell goes on in the rows below.
"""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain, groupby, islice
from math import ceil
from operator import itemgetter
from typing import TypeAlias

from workbench.domain.amounts import format_exactly
from workbench.domain.ids import LineId
from workbench.domain.periods import ALL_PERIODS
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import MAP_FORMAT, MAP_MARK, MAP_SHEET
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineRole
from workbench.exporting.check_places import WorkbookPlaces
from workbench.exporting.layout import (
    ListedRows,
    PlannedCell,
    PlannedRow,
    PlannedSheet,
    planned_cell,
)
from workbench.exporting.listing_sheets import (
    AMOUNTS_OF_LEG,
    ENTERED_AMOUNT,
    FIRST_ENTRY_ROW,
    WORDS_OF_LEG,
    contents_of_leg,
)
from workbench.exporting.notes_sheet import NOTE
from workbench.exporting.reconciled_sheet import AS_REPORTED, CAPTION, FIRST_EFFECT, ReconciledSheet
from workbench.exporting.review_lists import BLANK_ROWS
from workbench.exporting.row_digests import digest_of_row
from workbench.exporting.sheet_headers import FIRST_ROW, HEADING_ROW
from workbench.exporting.switches import FIRST_SWITCH_ROW, SWITCH_COLUMN
from workbench.exporting.unreconciled_sheet import StatementSheet
from workbench.exporting.writable_text import text_in_cell, writable
from workbench.languages import ENGLISH_CODE
from workbench.phrases import Words
from workbench.presentation.journal_entries import listed_legs
from workbench.program import VERSION

DIGITS_OF_HASH, DIGITS_OF_PROJECT = 12, 12
LONGEST_PIECE = 16_000
"""Of a text in one cell, less than half of what it holds: some characters count twice."""
ROWS_AT_ONCE = 500
"""So many rows of a list have their digests in one record."""
KEPT_BY_REVIEWERS = ("open-items", "uncorrected")
"""The kinds of sheets with rows that reviewers fill in."""
Record = tuple[str, ...]
Plan: TypeAlias = ReconciledSheet | StatementSheet
MappedColumns = Mapping[int, tuple[str, str, str]]
"""The role, the period and the difference or currency of each column."""


@dataclass(frozen=True)
class MappedSheets:
    """The sheets of a workbook. ``places``: those that hold figures; ``note_cells``: the cell of each note.

    ``sections``: all sheets in their order, by kind.
    """

    places: WorkbookPlaces
    note_cells: Mapping[str, tuple[int, int]]
    sections: Sequence[tuple[str, Sequence[PlannedSheet]]]


def project_mark(project: Project) -> str:
    """Return a digest of what a project was made from: the company and its sources."""
    parts = [project.entity, *sorted(source.sha256 for source in project.imported_sources)]
    return hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:DIGITS_OF_PROJECT]


def document_marks(project: Project, fingerprint: str) -> dict[str, str]:
    """Return the properties of the document by which a returned workbook and its project are recognized."""
    return {"Project": project_mark(project), "Fingerprint": fingerprint, "Map": MAP_FORMAT}


def lay_out_map(
    project: Project, sheets: MappedSheets, fingerprint: str, exported_at: datetime, words: Words
) -> PlannedSheet:
    """Return the map of a workbook."""
    sheet = PlannedSheet(MAP_SHEET, is_very_hidden=True)
    head = {
        "program": VERSION,
        "project": project_mark(project),
        "entity": project.entity,
        "fingerprint": fingerprint,
        "language": str(words.info().get("language", ENGLISH_CODE)),
        "exported": exported_at.isoformat(timespec="seconds"),
    }
    records: list[Record] = [(MAP_MARK, MAP_FORMAT), *(("head", *item) for item in head.items())]
    records += [("source", source.name, source.sha256) for source in project.sources]
    for row, adjustment in enumerate(project.adjustments, FIRST_SWITCH_ROW):
        is_on = str(int(adjustment.id in project.enabled))
        records.append(("switch", adjustment.id, sheets.places.switches.sheet, str(row), str(SWITCH_COLUMN), is_on))

    def of_sheets() -> Iterator[Record]:
        return chain.from_iterable(map(_in_pieces, chain(records, _records(project, sheets, words))))

    def rows() -> Iterator[PlannedRow]:
        return map(_row_of, chain(of_sheets(), _records_of_lists(sheets)))

    number = sum(1 for _ in of_sheets()) + sum(ceil(each.number / ROWS_AT_ONCE) for _, _, each in _lists(sheets))
    sheet.listed_rows = ListedRows(1, number, rows)
    return sheet


def _in_pieces(record: Record) -> Iterator[Record]:
    """Yield a record; of a text that is too long for a cell the pieces, each with the number of the text, from 0.

    A mark at either end of a piece keeps the blanks there, which some programs drop.
    """
    yield tuple(text if len(text) <= LONGEST_PIECE else "" for text in record)
    for number, text in enumerate(record):
        for start in range(0, len(text), LONGEST_PIECE) if len(text) > LONGEST_PIECE else ():
            yield "more", str(number), f"|{text[start : start + LONGEST_PIECE]}|"


def _row_of(record: Record) -> PlannedRow:
    return [planned_cell(text) for text in record]


def _records(project: Project, sheets: MappedSheets, words: Words) -> Iterator[Record]:
    """Yield the records of every sheet, in the order of the sheets."""
    plans: tuple[Plan, ...] = (*sheets.places.reconciled_sheets, *sheets.places.statement_sheets)
    plan_of = {plan.sheet.name: plan for plan in plans}
    named = ((kind, sheet) for kind, of_kind in sheets.sections for sheet in of_kind)
    for number, (kind, sheet) in enumerate(named, 1):
        match kind:
            case "appendix" | "statement":
                yield from _statement_records(number, kind, plan_of[sheet.name])
            case "entries":
                yield _sheet(number, sheet, kind)
                yield from _entry_records(number, project, words)
                yield from _texts(number, sheet)
                yield from _formulas(number, sheet)
            case "notes":
                yield _sheet(number, sheet, kind)
                for difference, (row, column) in sheets.note_cells.items():
                    yield _row(number, row, "note", difference, {column: sheet.cells[row, column]})
                yield from _texts(number, sheet, cells=set(sheets.note_cells.values()))
                yield from _formulas(number, sheet, {row for row, _ in sheets.note_cells.values()}, {NOTE})
            case _:
                yield _sheet(number, sheet, kind)
                yield from _rows_with_formulas(number, sheet)
                yield from _texts(number, sheet, cells=_cells_to_fill(kind, sheet, project))
                if kind not in KEPT_BY_REVIEWERS:
                    yield "all", str(number)


def _statement_records(number: int, kind: str, plan: Plan) -> Iterator[Record]:
    if isinstance(plan, ReconciledSheet):
        period, columns, remainders = plan.period, _columns_of_reconciled(plan), plan.remainder_row_of
    else:
        period, columns, remainders = ALL_PERIODS, _columns_of_statement(plan), {}
    yield _sheet(number, plan.sheet, kind, plan.statement.id, period, plan.key_column)
    yield from _columns(number, columns)
    yield from _rows(number, plan.sheet, plan, remainders, columns)
    rows = {*plan.row_of.values(), *remainders.values()}
    yield from _texts(number, plan.sheet, rows=rows)
    yield from _formulas(number, plan.sheet, rows, columns)


def _cells_to_fill(kind: str, sheet: PlannedSheet, project: Project) -> set[tuple[int, int]]:
    """Return the cells that reviewers set: the switches, and the rows of the lists that they keep."""
    if kind == "lead":
        return {(FIRST_SWITCH_ROW + number, SWITCH_COLUMN) for number in range(len(project.adjustments))}
    if kind in KEPT_BY_REVIEWERS:
        last = FIRST_ROW + BLANK_ROWS + len(project.uncorrected if kind == "uncorrected" else project.open_items)
        return {(row, column) for row, column in sheet.cells if HEADING_ROW < row < last}
    return set()


def _entry_records(number: int, project: Project, words: Words) -> Iterator[Record]:
    """Yield the column of the amounts, and a row for each leg, as the list of entries has them."""
    yield ("column", str(number), str(ENTERED_AMOUNT), FigureRole.ENTRY.value)
    for row, listed in enumerate(listed_legs(project), FIRST_ENTRY_ROW):
        leg = listed.leg
        place = next(place for place, each in enumerate(listed.entry.legs) if each is leg)
        key = (listed.adjustment.id, listed.entry.id, place, leg.line, leg.period)
        contents = contents_of_leg(listed, project, words)
        cells = {
            column: planned_cell(text_in_cell(content, words) if isinstance(content, str) else content)
            for column, content in contents.items()
        }
        yield _row(number, row, "entry", json.dumps(key, ensure_ascii=False), cells)  # .ods lose tabs


def _lists(sheets: MappedSheets) -> Iterator[tuple[int, str, ListedRows]]:
    """Yield the lists that nobody is asked to fill in, each with the number and the kind of its sheet."""
    named = ((kind, sheet) for kind, of_kind in sheets.sections for sheet in of_kind)
    for number, (kind, sheet) in enumerate(named, 1):
        if sheet.listed_rows and kind not in KEPT_BY_REVIEWERS:
            yield number, kind, sheet.listed_rows


def _records_of_lists(sheets: MappedSheets) -> Iterator[Record]:
    """Yield the digests of the rows of each list; of entries without what their own records have."""
    for number, kind, listed in _lists(sheets):
        others = (*WORDS_OF_LEG, *AMOUNTS_OF_LEG) if kind == "entries" else ()
        rows = iter(listed.rows())
        for first in range(listed.first, listed.first + listed.number, ROWS_AT_ONCE):
            digests = (_digest_of(row, others) for row in islice(rows, ROWS_AT_ONCE))
            yield "listed", str(number), str(first), " ".join(digests)


def _digest_of(row: PlannedRow, others: Container[int]) -> str:
    """Return the columns of a row that are no formulas, those that are, and the digest of what the first hold.

    Columns are the bits of a number.
    """
    columns = [column for column, cell in enumerate(row, 1) if cell.formula is None and column not in others]
    formulas = sum(1 << column for column, cell in enumerate(row, 1) if cell.formula is not None)
    constants = sum(1 << column for column in columns)
    return f"{constants:x}:{formulas:x}:{digest_of_row(row[column - 1].value for column in columns)}"


def _sheet(
    number: int, sheet: PlannedSheet, kind: str, statement: str = "", period: str = "", key_column: int | None = None
) -> Record:
    keys = (statement, period, str(key_column)) if key_column else ()
    return "sheet", str(number), sheet.name, kind, *keys


def _columns_of_reconciled(plan: ReconciledSheet) -> dict[int, tuple[str, str, str]]:
    period = plan.period
    columns = {
        CAPTION: ("caption", period, ""),
        AS_REPORTED: (FigureRole.AS_REPORTED.value, period, ""),
        plan.result: (FigureRole.RESULT.value, period, ""),
        plan.tick_column: ("tick", period, ""),
    }
    for column, adjustment in enumerate(plan.adjustments, FIRST_EFFECT):
        columns[column] = (FigureRole.ADJUSTMENT.value, period, adjustment.id)
    if plan.has_target_captions:
        columns[plan.result + 1] = ("target-caption", period, "")
    return dict(sorted(columns.items()))


def _columns_of_statement(plan: StatementSheet) -> dict[int, tuple[str, str, str]]:
    columns = {CAPTION: ("caption", "", "")}
    for (period, currency), column in plan.column_of.items():
        role = FigureRole.TRANSLATION if currency else FigureRole.AS_REPORTED
        columns[column] = (role.value, period, currency)
    return columns


def _columns(number: int, columns: MappedColumns) -> Iterator[Record]:
    for column, (role, period, other) in columns.items():
        yield "column", str(number), str(column), role, period, *((other,) if other else ())


def _rows(
    number: int,
    sheet: PlannedSheet,
    plan: Plan,
    remainders: Mapping[LineId, int],
    columns: Iterable[int],
) -> Iterator[Record]:
    """Yield the rows of lines and of remainders, from above to below."""
    keys = {row: ("remainder", total) for total, row in remainders.items()}
    for line in plan.statement.lines:
        kind = "heading" if line.role is LineRole.HEADING else "line"
        keys[plan.row_of[line.id]] = (kind, line.id)
    for row, (kind, key) in sorted(keys.items()):
        cells = {column: sheet.cells[row, column] for column in columns if (row, column) in sheet.cells}
        yield _row(number, row, kind, key, cells)


def _rows_with_formulas(number: int, sheet: PlannedSheet) -> Iterator[Record]:
    """Yield the rows with formulas of a sheet whose rows are nothing else, so that none is typed over unseen."""
    rows: dict[int, dict[int, PlannedCell]] = {}
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        if cell.formula:
            rows.setdefault(row, {})[column] = cell
    for row, cells in rows.items():
        yield _row(number, row, "calculated", sheet.name, cells)


def _texts(
    number: int,
    sheet: PlannedSheet,
    rows: Set[int] = frozenset(),
    cells: Set[tuple[int, int]] = frozenset(),
) -> Iterator[Record]:
    """Yield what stands in cells that are no formulas, by row: titles, headings, names.

    ``rows``, ``cells``: those that are left out.
    """
    places = sorted(
        (row, column)
        for (row, column), cell in sheet.cells.items()
        if row not in rows and cell.formula is None and (row, column) not in cells and _text(cell) is not None
    )
    for row, of_row in groupby(places, key=itemgetter(0)):
        yield "texts", str(number), str(row), _as_json({place[1]: _text(sheet.cells[place]) for place in of_row})


def _formulas(
    number: int, sheet: PlannedSheet, rows: Container[int] = (), columns: Container[int] = ()
) -> Iterator[Record]:
    """Yield the formulas that no record of a row has, by row. ``rows``, ``columns``: those of such records."""
    places = sorted(
        (row, column)
        for (row, column), cell in sheet.cells.items()
        if cell.formula and not (row in rows and column in columns)
    )
    for row, of_row in groupby(places, key=itemgetter(0)):
        yield "formulas", str(number), str(row), _as_json({place[1]: sheet.cells[place].formula for place in of_row})


def _row(number: int, row: int, kind: str, key: str, cells: Mapping[int, PlannedCell]) -> Record:
    values = {column: _text(cell) for column, cell in cells.items()}
    formulas = {column: cell.formula for column, cell in cells.items() if cell.formula}
    digest = _hash("\t".join(text or "" for text in values.values()), DIGITS_OF_HASH)
    record = ("row", str(number), str(row), kind, key, digest, _as_json(values))
    return (*record, _as_json(formulas)) if formulas else record


def _text(cell: PlannedCell) -> str | None:
    """Return what a cell holds as an exact text; None for a blank."""
    match cell.value:
        case None | "":
            return None
        case Decimal():
            return format_exactly(cell.value)
    return writable(str(cell.value))


def _hash(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:digits]


def _as_json(values: Mapping[int, str | None]) -> str:
    return json.dumps({str(column): value for column, value in values.items()}, ensure_ascii=False)
