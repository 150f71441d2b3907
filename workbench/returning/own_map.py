"""The map that a review workbook carries of itself, read from the cells of its own sheet.

It was written by ``exporting/map_sheet.py``. Whoever had the workbook may have altered it, so nothing in it is trusted:
a map that does not hold together is refused.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import NamedTuple, NoReturn

from workbench.domain.adjustments import EntryId
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.review_workbook_marks import MAP_FORMAT, MAP_MARK, MAP_SHEET
from workbench.errors import WorkbenchError
from workbench.workbooks import Sheet, SourceWorkbook, column_letter

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Of any sheet of a spreadsheet."""
DIGITS_OF_HASH = 12
NUMBER = re.compile(r"\d{1,7}")
DIGEST = re.compile(r"([0-9a-f]{1,16}):([0-9a-f]{1,16}):([0-9a-f]+)")
LAST_TEXT = 9
"""No record has more texts, from 0."""
STATEMENT_KINDS = ("appendix", "statement")
"""Of the sheets whose rows are lines."""
Record = Sequence[str]


class _Damaged(Exception):
    """A record that does not hold together."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What a column of a sheet holds. ``role``: caption, target-caption, tick, or that of its figures."""

    column: int
    role: str
    period: PeriodId
    adjustment_or_currency: str = ""


@dataclass(frozen=True, slots=True)
class MappedRow:
    """What stood in a row at export. ``kind``: line, heading, remainder, entry, note or item.

    ``key``: the id of its line, of the total of its remainder, of its difference; of a leg, see ``leg``.
    ``values``: the exact text of each cell by column, None for a blank one; ``formulas``: of those calculated.
    """

    row: int
    kind: str
    key: str
    values: Mapping[int, str | None]
    formulas: Mapping[int, str]

    @property
    def line(self) -> LineId:
        return LineId(self.key)

    @property
    def leg(self) -> "MappedLeg":
        """The leg of a row of entries. Raises ValueError for another row."""
        adjustment, entry, number, line, period = json.loads(self.key)
        if not (isinstance(number, int) and all(isinstance(key, str) for key in (adjustment, entry, line, period))):
            raise ValueError(self.key)
        return MappedLeg(AdjustmentId(adjustment), EntryId(entry), number, LineId(line), PeriodId(period))


class MappedLeg(NamedTuple):
    """A leg as it was listed. ``number``: its place in its entry, from 0."""

    adjustment: AdjustmentId
    entry: EntryId
    number: int
    line: LineId
    period: PeriodId


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list.

    ``columns``: some that were no formulas; ``digest``: what ``digest_of_row`` makes of them. ``formulas``: the columns
    that were.
    """

    columns: tuple[int, ...]
    formulas: tuple[int, ...]
    digest: str


@dataclass
class MappedSheet:
    """A sheet as it was written.

    ``texts``: what stood in cells outside its rows that are no formulas, by row and column; ``formulas``: in those that
    are. ``listed``: the rows of its list. ``holds_all``: there were no other cells, nor are there any to fill in.
    """

    number: int
    name: str
    kind: str
    statement: StatementId
    period: PeriodId
    key_column: int | None
    columns: dict[int, MappedColumn] = field(default_factory=dict)
    rows: list[MappedRow] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    listed: dict[int, ListedRow] = field(default_factory=dict)
    holds_all: bool = False

    @cached_property
    def row_at(self) -> dict[int, MappedRow]:
        return {row.row: row for row in self.rows}

    def column_with(self, role: str) -> int | None:
        """Return the first column of this role; None if there is none."""
        return next((column for column, known in self.columns.items() if known.role == role), None)


@dataclass(frozen=True, slots=True)
class MappedSwitch:
    """Where the switch of a difference stood, and how it was set."""

    adjustment: AdjustmentId
    sheet: str
    row: int
    column: int
    is_on: bool


@dataclass
class OwnMap:
    """``project``: the mark of its project; ``sources``: the names of its sources by their SHA-256."""

    program: str = ""
    project: str = ""
    entity: str = ""
    fingerprint: str = ""
    language: str = ""
    exported: datetime | None = None
    sources: dict[str, str] = field(default_factory=dict)
    switches: list[MappedSwitch] = field(default_factory=list)
    sheets: list[MappedSheet] = field(default_factory=list)

    @property
    def statement_sheets(self) -> Iterator[MappedSheet]:
        """The sheets whose rows are lines."""
        return (sheet for sheet in self.sheets if sheet.kind in STATEMENT_KINDS)

    def of_kind(self, kind: str) -> Iterator[MappedSheet]:
        return (sheet for sheet in self.sheets if sheet.kind == kind)

    def at(self, sheet: str, row: int, column: int) -> tuple[str | None, str | None]:
        """Return the text and the formula that a cell had at export, None for what is not listed."""
        for known in self.sheets:
            if known.name == sheet and (mapped := known.row_at.get(row)):
                return mapped.values.get(column), mapped.formulas.get(column)
        return None, None


def map_sheet_of(workbook: SourceWorkbook) -> Sheet | None:
    """Return the sheet of the map, whatever its state; None if there is none, or its first cell says otherwise."""
    sheet = workbook.sheet(MAP_SHEET)
    if sheet is None or not sheet.cells:
        return None
    first = sheet.at.get((1, 1))
    return sheet if first is not None and first.text == MAP_MARK else None


def read_map(workbook: SourceWorkbook) -> OwnMap | None:
    """Return the map of a review workbook; None if it has none.

    Raises WorkbenchError for a map that was altered, and for one of a later version.
    """
    sheet = map_sheet_of(workbook)
    if sheet is None:
        return None
    reader = _MapReader()
    for row, texts in _whole_records(sheet):
        if row == 1:
            _refuse_other_formats(texts, workbook.name)
            continue
        try:
            reader.take(texts)
        except (_Damaged, ValueError, TypeError, RecursionError):  # json: digits without end, brackets within brackets
            _refuse_damaged(workbook.name, f"{column_letter(1)}{row}")
    if not reader.map.project or not reader.map.sheets:
        _refuse_damaged(workbook.name, "A1")
    return reader.map


def _whole_records(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with its row; texts that go on below it are put together."""
    begun: tuple[int, list[str]] | None = None
    for row, cells in sorted(sheet.rows.items()):
        texts = [""] * min(cells[-1].column, LAST_COLUMN)
        for cell in cells:
            texts[cell.column - 1] = cell.text
        match texts:
            case ["more", number, piece] if begun and NUMBER.fullmatch(number) and int(number) <= LAST_TEXT:
                begun[1].extend([""] * (int(number) + 1 - len(begun[1])))
                begun[1][int(number)] += piece[1:-1]
                continue
        if begun:
            yield begun
        begun = row, texts
    if begun:
        yield begun


def _refuse_other_formats(texts: Record, file: str) -> None:
    found = "".join(texts[1:2])
    if found == MAP_FORMAT:
        return
    if NUMBER.fullmatch(found) and int(found) < int(MAP_FORMAT):
        raise WorkbenchError(
            "{file} was written by an earlier version of the program. Export again, and let the changes be made there.",
            file=file,
        )
    if NUMBER.fullmatch(found):
        raise WorkbenchError(
            "{file} was written by a later version of the program. Merge it with that version, or export again.",
            file=file,
        )
    _refuse_damaged(file, "B1")


def _refuse_damaged(file: str, cell: str) -> NoReturn:
    raise WorkbenchError(
        "The sheet '{sheet}' of {file}, by which the workbook is understood, was altered at {cell}. Ask for a copy in "
        "which it is as exported.",
        sheet=MAP_SHEET,
        file=file,
        cell=cell,
    )


class _MapReader:
    """Takes one record after another. Raises _Damaged or ValueError for one that does not hold together."""

    def __init__(self) -> None:
        self.map = OwnMap()
        self._sheets: dict[str, MappedSheet] = {}
        self._columns_of = lru_cache(_columns_of)  # nearly all rows of a list have the same

    def take(self, texts: Record) -> None:
        kind, *values = texts
        match kind, values:
            case "head", [name, value]:
                self._head(name, value)
            case "head", [_]:
                pass
            case "source", [name, sha256]:
                self.map.sources[sha256] = name
            case "switch", [adjustment, sheet, row, column, ("0" | "1") as is_on]:
                at = (_row(row), _column(column))
                self.map.switches.append(MappedSwitch(AdjustmentId(adjustment), sheet, *at, is_on == "1"))
            case "sheet", [number, name, kind_of_sheet, *rest] if len(rest) in (0, 3):
                self._sheet(number, name, kind_of_sheet, rest)
            case "column", [number, column, role, *rest] if len(rest) <= 2:
                period, other = (*rest, "", "")[:2]
                known = MappedColumn(_column(column), role, PeriodId(period), other)
                self._sheet_of_number(number).columns[known.column] = known
            case "row", [number, row, kind_of_row, key, digest, cells, *formulas] if len(formulas) <= 1:
                self._row(number, row, kind_of_row, key, digest, cells, "".join(formulas))
            case "texts", [number, row, cells]:
                self._sheet_of_number(number).texts |= _cells_of(row, cells)
            case "formulas", [number, row, cells]:
                self._sheet_of_number(number).formulas |= _cells_of(row, cells)
            case "listed", [number, first, digests]:
                rows = self._sheet_of_number(number).listed
                for listed_row, (constants, formulas, digest) in enumerate(DIGEST.findall(digests), _row(first)):
                    rows[listed_row] = ListedRow(self._columns_of(constants), self._columns_of(formulas), digest)
            case "all", [number]:
                self._sheet_of_number(number).holds_all = True
            case _:
                raise _Damaged

    def _head(self, name: str, value: str) -> None:
        match name:
            case "program" | "project" | "entity" | "fingerprint" | "language":
                setattr(self.map, name, value)
            case "exported":
                self.map.exported = datetime.fromisoformat(value)

    def _sheet(self, number: str, name: str, kind: str, rest: Record) -> None:
        if number in self._sheets or (kind in STATEMENT_KINDS) != bool(rest):
            raise _Damaged
        statement, period, key_column = rest or ("", "", "")
        sheet = MappedSheet(
            _row(number), name, kind, StatementId(statement), PeriodId(period), _column(key_column) if rest else None
        )
        self._sheets[number] = sheet
        self.map.sheets.append(sheet)

    def _row(self, number: str, row: str, kind: str, key: str, digest: str, cells: str, formulas: str) -> None:
        values = {_column(column): _text(value) for column, value in _object(cells).items()}
        calculated = {_column(column): str(_text(formula)) for column, formula in _object(formulas or "{}").items()}
        hashed = hashlib.sha256("\t".join(text or "" for text in values.values()).encode(errors="replace"))
        if hashed.hexdigest()[:DIGITS_OF_HASH] != digest or not calculated.keys() <= values.keys():
            raise _Damaged
        mapped = MappedRow(_row(row), kind, key, values, calculated)
        if kind == "entry":
            _ = mapped.leg
        self._sheet_of_number(number).rows.append(mapped)

    def _sheet_of_number(self, number: str) -> MappedSheet:
        if number not in self._sheets:
            raise _Damaged
        return self._sheets[number]


def _object(text: str) -> dict[str, object]:
    read = json.loads(text)
    if not isinstance(read, dict):
        raise _Damaged
    return read


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise _Damaged


def _cells_of(row: str, cells: str) -> dict[tuple[int, int], str]:
    return {(_row(row), _column(column)): _text(text) or "" for column, text in _object(cells).items()}


def _row(text: str) -> int:
    return _whole(text, LAST_ROW)


def _column(text: str) -> int:
    return _whole(text, LAST_COLUMN)


def _columns_of(bits: str) -> tuple[int, ...]:
    number = int(bits, 16)
    return tuple(column for column in range(1, number.bit_length()) if number >> column & 1)


def _whole(text: str, last: int) -> int:
    if not NUMBER.fullmatch(text) or not 1 <= int(text) <= last:
        raise _Damaged
    return int(text)
