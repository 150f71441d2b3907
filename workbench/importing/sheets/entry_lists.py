"""Lists of entries: a row for each entry, with its difference, statement, line, period and amount in columns."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from workbench.amount_text import DASHES
from workbench.domain.facts import Fact, fact
from workbench.domain.periods import Period
from workbench.domain.statements import StatementKind
from workbench.importing.language.chinese import simplify
from workbench.importing.language.frameworks import framework_in, names_only_a_framework
from workbench.importing.language.period_text import PeriodDefaults, PeriodWords, words_in
from workbench.importing.language.vocabulary import (
    DECLARED_TOTAL,
    NO_FIGURE,
    SUM_OF_ADJUSTMENTS,
    TEXTS_REMEMBERED,
    I,
    currencies_in,
    is_currency_name,
    is_unit_line,
    kind_in,
    normalise,
    without_note,
)
from workbench.importing.sheets.readings import Reading
from workbench.importing.sheets.tables import Amounts, Place, heading_text
from workbench.workbooks import CellKind, Sheet, SheetCell


class Part(Enum):
    """What a column of a list contains for each entry."""

    REFERENCE = auto()
    DIFFERENCE = auto()
    STATEMENT = auto()
    SECTION = auto()
    LINE = auto()
    PERIOD = auto()
    AMOUNT = auto()
    DEBIT = auto()
    CREDIT = auto()
    DECREASE = auto()
    SIDE = auto()
    REMARK = auto()


LINE_HEADS = (
    r"((fs|f/s|financial statement|account|b/s|p&l|statement|financial) )?(line ?items?|lines?|captions?)|"
    r"accounts?( name| title)?|fs ?li|fs line|line item ?/ ?account|item|(报表)?(项目|科目)(名称)?"
)
SECTION_HEADS = (
    r"section|caption group|group|classification|heading|sub-?section|class|category|(所属)?(类别|部分|分类)"
)
STATEMENT_HEADS = r"(primary |financial )?(statements?|stmt)|fs|report|(财务)?报表(名称|类型)?"
DIFFERENCE_HEADS = (
    r"(.{0,24}\W)?(differences?|adjustments?)( name)?|topics?|reconciling items?|.{0,12}(差异|调整)(事项|项目|名称)?"
)
PERIOD_HEADS = (
    r"(.{0,16}\W)?(periods?|dates?)( ?/ ?(period|date))?([ -]end(ed|ing)?)?|as (of|at)|"
    r"(fiscal |financial )?(year|quarter)s?( end)?|fy|(报告)?(期间|日期|时间)"
)
AMOUNT_HEADS = (
    r"(.{0,16}\W)?(amounts?|values?|effects?|impact)\b.{0,24}|increases?\b.{0,16}|adjustments? amount|"
    r".{0,6}(金额|影响)(金额)?\b.{0,12}"
)
REFERENCE_HEADS = r"refs?|reference|no|nr|#|id|entry( no| id)?|je( no)?|journal( no| id| entry)?|编号|序号|凭证号"
REMARK_HEADS = (
    r"support|source|evidence|comments?|remarks?|descriptions?|notes?|memo|narrative|basis|说明|备注|摘要|依据"
)
HEADINGS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(rf"^(?:{words})\.?$", I))
    for part, words in (
        (Part.SIDE, r"dr/cr|d/c|dr or cr|debit/credit|side|借贷(方向)?"),
        (Part.DEBIT, r"(dr|debits?|借方?(金额)?)\b.{0,20}"),
        (Part.CREDIT, r"(cr|credits?|贷方?(金额)?)\b.{0,20}"),
        (Part.DECREASE, r"decreases?\b.{0,16}|减少.{0,8}"),
        (Part.LINE, LINE_HEADS),
        (Part.SECTION, SECTION_HEADS),
        (Part.STATEMENT, STATEMENT_HEADS),
        (Part.PERIOD, PERIOD_HEADS),
        (Part.AMOUNT, AMOUNT_HEADS),
        (Part.DIFFERENCE, DIFFERENCE_HEADS),
        (Part.REFERENCE, REFERENCE_HEADS),
        (Part.REMARK, REMARK_HEADS),
    )
)
"""What heads the columns of a list, the surest words first."""
NUMBERED = re.compile(
    r"^\W*(?:(?:adj(?:ustment)?|je|journal|entry|difference|调整|差异)\.?\s*\d{1,3}\s*[:.：–-]|\(?\d{1,2}[.)])\s*", I
)
"""The number of a group of entries, before the name of its difference."""
NO_PERIOD, NO_DIFFERENCE = fact("entry-no-period"), fact("entry-no-difference")
"""Why an amount in a list was not taken as an entry, though it may be one."""
ENOUGH_ENTRIES = 2
"""With fewer entries below its headings, a range of cells is not a list."""
FEWEST_COLUMNS = 3
"""A row with fewer cells does not head a list."""
FEWEST_WORDS = 2
"""A row with fewer cells of words does not head a list."""
ROWS_LOOKED_AT = 12
"""In this many rows below its headings, the column of differences must contain names, not figures."""
ROWS_ABOVE, MOST_IN_TITLE_ROW = 6, 2
"""Titles of a list are in at most this many rows above it, each with at most this many cells."""
LONGEST_HEAD = 40
"""Longer texts (in characters) head a column of a list only if they are unit lines."""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry as its row states it. ``statement``: None if nothing says it.

    ``reading``: its amount; ``factor``: -1 for a credit or a decrease, else 1. ``by_side``: signed as debit less
    credit, not yet in the line's own displayed sign. ``period``: a single day if the row says no more.
    """

    row: int
    difference: str
    statement: StatementKind | None
    section: str
    line: SheetCell
    period: Period
    reading: Reading
    factor: int
    is_debit_less_credit: bool


@dataclass(frozen=True, slots=True)
class EntryList:
    """One list. ``headings`` and ``parts`` by column; ``left_out``: amounts that are not entries, with the reason."""

    headings: Mapping[int, SheetCell]
    parts: Mapping[int, Part]
    entries: tuple[ListedEntry, ...]
    left_out: tuple[tuple[SheetCell, Fact], ...]
    rows: range

    @property
    def unit_texts(self) -> list[str]:
        """The headings of its amount columns, which may name a unit."""
        return [cell.text for column, cell in self.headings.items() if self.parts[column] in MONEY]


JOURNAL = frozenset((Part.DEBIT, Part.CREDIT, Part.SIDE))
MONEY = frozenset((Part.AMOUNT, Part.DEBIT, Part.CREDIT, Part.DECREASE))


def entry_lists(sheet: Sheet, amounts: Amounts, year_end: int) -> list[EntryList]:
    """Return the lists of entries on ``sheet``."""
    lists: list[EntryList] = []
    rows = list(sheet.rows.items())
    first_row = 0
    for number, (row, cells) in enumerate(rows):
        parts = _parts_by_column(cells, amounts) if row >= first_row and len(cells) >= FEWEST_COLUMNS else {}
        if not parts:
            continue
        below = rows[number + 1 :]
        if not _holds_words(parts, [row_cells for _, row_cells in below[:ROWS_LOOKED_AT]], amounts):
            continue
        periods = _period_columns(cells, parts)
        reader = _Reader(sheet, amounts, parts, periods, _title_texts(rows[:number]), year_end)
        entries = reader.read(below)
        if len(entries) >= ENOUGH_ENTRIES:
            headings = {cell.column: cell for cell in cells if cell.column in parts}
            lists.append(
                EntryList(headings, parts, tuple(entries), tuple(reader.left_out), range(row, reader.last + 1))
            )
            first_row = reader.last + 1
    return lists


def _title_texts(rows: Sequence[tuple[int, tuple[SheetCell, ...]]]) -> list[str]:
    """Return the words of the nearest rows above a list that look like titles."""
    rows_nearby = [cells for _, cells in rows[-ROWS_ABOVE:] if len(cells) <= MOST_IN_TITLE_ROW]
    return [cell.text for cells in rows_nearby for cell in cells if cell.kind is CellKind.TEXT]


def _parts_by_column(cells: Sequence[SheetCell], amounts: Amounts) -> dict[int, Part]:
    """Return what each column contains, if a row heads a list of entries; nothing if it does not."""
    parts: dict[int, Part] = {}
    words = [cell for cell in cells if cell.kind is CellKind.TEXT and (cell.row, cell.column) not in amounts]
    if len(words) < FEWEST_WORDS:
        return parts
    for cell in cells:
        if cell.kind is CellKind.DATE:
            parts[cell.column] = Part.AMOUNT
        elif cell.kind is CellKind.TEXT and (cell.row, cell.column) not in amounts:
            part = _part_of(simplify(heading_text(cell)))
            if part:
                parts[cell.column] = part
    values = list(parts.values())
    if values.count(Part.DIFFERENCE) > 1 or (Part.DIFFERENCE in values and not MONEY & set(values)):
        _read_last_adjustment_as_amount(parts)
        values = list(parts.values())
    is_journal = bool(JOURNAL & set(values))
    tells_more = is_journal or Part.DIFFERENCE in values or Part.PERIOD in values
    is_list = Part.LINE in values and bool(MONEY & set(values)) and tells_more
    if not is_list or any(framework_in(cell.text) and names_only_a_framework(cell.text) for cell in words):
        return {}
    _leave_out_translations(parts, cells)
    return parts


def _leave_out_translations(parts: dict[int, Part], cells: Sequence[SheetCell]) -> None:
    """Make remarks of amounts in a second currency: they repeat those in the first."""
    codes = {
        cell.column: codes_in_cell[0]
        for cell in cells
        if parts.get(cell.column) in MONEY and (codes_in_cell := currencies_in(heading_text(cell)))
    }
    first = next(iter(codes.values()), "")
    parts.update({column: Part.REMARK for column, code in codes.items() if code != first})


def _holds_words(parts: Mapping[int, Part], rows: Sequence[tuple[SheetCell, ...]], amounts: Amounts) -> bool:
    """True if the column of differences holds names: elsewhere it is a table with a column for each difference."""
    columns = {column for column, part in parts.items() if part is Part.DIFFERENCE}
    cells = [cell for row in rows for cell in row if cell.column in columns]
    figures = sum((cell.row, cell.column) in amounts for cell in cells)
    return not cells or figures * 2 < len(cells)


def _read_last_adjustment_as_amount(parts: dict[int, Part]) -> None:
    """Read ``Difference | Line | Adjustment`` with the last of several such headings as the amount."""
    last = max(column for column, part in parts.items() if part is Part.DIFFERENCE)
    parts[last] = Part.AMOUNT


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _part_of(text: str) -> Part | None:
    plain = text.strip().rstrip(":：")
    if len(plain) > LONGEST_HEAD:
        return Part.AMOUNT if is_unit_line(plain) else None
    for part, pattern in HEADINGS:
        if pattern.match(plain):
            return part
    if is_unit_line(plain) or is_currency_name(plain) or words_in(plain).year:
        return Part.AMOUNT
    return None


def _period_columns(cells: Sequence[SheetCell], parts: Mapping[int, Part]) -> dict[int, str]:
    """Return the heading of each column of amounts that names a period of its own."""
    return {
        cell.column: heading_text(cell)
        for cell in cells
        if parts.get(cell.column) in MONEY and words_in(heading_text(cell)).year
    }


class _Reader:
    """Reads rows as entries until the list ends: at other column headings, or rows of another structure."""

    def __init__(
        self,
        sheet: Sheet,
        amounts: Amounts,
        parts: Mapping[int, Part],
        periods: Mapping[int, str],
        titles: Sequence[str],
        year_end: int,
    ) -> None:
        self._amounts = amounts
        self._parts_by_column = parts
        self._periods = periods
        default = PeriodWords()
        for text in (*reversed(titles), sheet.name):
            default = default.fill_gaps_from(words_in(text))
        self._when = PeriodDefaults(default, year_end)
        self._period_cache: dict[tuple[str, str, bool], Period | None] = {}
        self._group_name = ""
        self._texts_before: dict[Part, str] = {}
        self.left_out: list[tuple[SheetCell, Fact]] = []
        self.last = 0

    def read(self, rows: Iterable[tuple[int, tuple[SheetCell, ...]]]) -> list[ListedEntry]:
        entries: list[ListedEntry] = []
        for row, cells in rows:
            if len(cells) >= FEWEST_COLUMNS and _parts_by_column(cells, self._amounts):
                break
            by_part = {
                self._parts_by_column[cell.column]: cell for cell in cells if cell.column in self._parts_by_column
            }
            money = [cell for cell in cells if self._parts_by_column.get(cell.column) in MONEY]
            figures = [cell for cell in money if (row, cell.column) in self._amounts]
            if not figures:
                if len(cells) == 1 and Part.DIFFERENCE not in self._parts_by_column.values():
                    self._group_name = without_note(NUMBERED.sub("", cells[0].text.strip()))
                continue
            new = list(self._entries(row, by_part, figures))
            if not new and not entries:
                return []
            entries += new
            self.last = row
        return entries

    def _entries(
        self, row: int, by_part: Mapping[Part, SheetCell], figures: Sequence[SheetCell]
    ) -> Iterator[ListedEntry]:
        line = by_part.get(Part.LINE)
        if line is None or not line.text.strip() or SUM_OF_ADJUSTMENTS.search(line.text) or self._is_sum(by_part):
            self.left_out += [(cell, fact("entry-sum-or-no-line")) for cell in figures]
            return
        difference = self._text_of(by_part, Part.DIFFERENCE) or self._group_name
        statement = kind_in(self._text_of(by_part, Part.STATEMENT))
        section = self._text_of(by_part, Part.SECTION)
        for cell in figures:
            reading = self._amounts[row, cell.column]
            if reading.amount == 0 and set(cell.text.strip()) <= DASHES and len(figures) > 1:
                continue  # the other side of a debit or credit
            period = self._period(cell, by_part, statement)
            if period is None or not difference:
                self.left_out.append((cell, NO_PERIOD if period is None else NO_DIFFERENCE))
                continue
            factor, by_side = self._factor_and_side(cell, by_part)
            yield ListedEntry(row, difference, statement, section, line, period, reading, factor, by_side)

    def _is_sum(self, by_part: Mapping[Part, SheetCell]) -> bool:
        line = by_part[Part.LINE].text
        return _is_sum_row(by_part) or _adds_up(line, self._group_name or self._texts_before.get(Part.DIFFERENCE, ""))

    def _text_of(self, by_part: Mapping[Part, SheetCell], part: Part) -> str:
        """Return what a row says; a blank left for a repeated value takes the value above."""
        cell = by_part.get(part)
        if cell is not None and not NO_FIGURE.match(cell.text):
            self._texts_before[part] = without_note(" ".join(cell.text.split()))
        return self._texts_before.get(part, "")

    def _period(
        self, cell: SheetCell, by_part: Mapping[Part, SheetCell], statement: StatementKind | None
    ) -> Period | None:
        period_cell = by_part.get(Part.PERIOD)
        if period_cell is not None:
            self._texts_before[Part.PERIOD] = heading_text(period_cell)
        in_row, in_heading = self._texts_before.get(Part.PERIOD, ""), self._periods.get(cell.column, "")
        is_instant = statement is StatementKind.FINANCIAL_POSITION
        key = in_row, in_heading, is_instant
        if key not in self._period_cache:
            self._period_cache[key] = self._parse_period([text for text in (in_row, in_heading) if text], is_instant)
        return self._period_cache[key]

    def _parse_period(self, texts: Sequence[str], is_instant: bool) -> Period | None:
        if is_instant:
            return self._when.period(texts, is_instant=True)
        return self._when.period(texts, is_instant=False) or self._when.period(texts, is_instant=True)

    def _factor_and_side(self, cell: SheetCell, by_part: Mapping[Part, SheetCell]) -> tuple[int, bool]:
        """Return the sign of its amount, 1 or -1, and whether that makes it debit less credit."""
        part = self._parts_by_column[cell.column]
        if part is Part.DECREASE:
            return -1, False
        if part is Part.AMOUNT:
            side = by_part.get(Part.SIDE)
            if side is None:
                return 1, False
            return (-1 if re.match(r"^\s*(c|h|贷)", side.text, I) else 1), True
        return (1 if part is Part.DEBIT else -1), True


def _is_sum_row(by_part: Mapping[Part, SheetCell]) -> bool:
    first = min(by_part.values(), key=lambda cell: cell.column)
    return bool(DECLARED_TOTAL.match(first.text)) and by_part.get(Part.LINE) is not first and len(by_part) <= 3


def _adds_up(text: str, name: str) -> bool:
    """True for ``Total operating leases`` in the list of the difference ``Operating leases``."""
    rest = DECLARED_TOTAL.remove_from(text) if DECLARED_TOTAL.match(text) else ""
    return bool(normalise(rest)) and normalise(rest) == normalise(name)


def list_places(sheet: Sheet, lists: Iterable[EntryList]) -> set[Place]:
    """Return the places of a sheet's cells in rows of lists of entries."""
    rows = {row for entry_list in lists for row in entry_list.rows}
    return {(cell.row, cell.column) for cell in sheet.cells if cell.row in rows}
