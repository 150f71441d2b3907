"""What each column of a table states: as reported, a difference, a result, a translation; and for which period."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import Says
from workbench.domain.statements import Kind
from workbench.importing.chinese import simplified
from workbench.importing.period_text import PeriodWords, When, is_only_a_period, words_in
from workbench.importing.tables import TableRow, heading_text
from workbench.importing.vocabulary import (
    ADJUSTMENT_WORD,
    AS_REPORTED,
    AUDITED,
    NOTE_COLUMN,
    NOTE_REFERENCE,
    SUM_OF_ADJUSTMENTS,
    TEXTS_REMEMBERED,
    currencies_in,
    framework_in,
    is_only_a_unit,
    is_unit_line,
    names_only_a_framework,
    without_note,
    without_unit,
)
from workbench.workbooks import CellKind, Sheet, SheetCell

Headings = Mapping[int, tuple[str, ...]]
"""What stands above each column, top to bottom."""
INSTANT_KINDS = frozenset((Kind.FINANCIAL_POSITION, Kind.EQUITY_BRIDGE))
GROUP_OF_DIFFERENCES = re.compile(
    rf"{ADJUSTMENT_WORD.pattern}|measurement|reclassif|presentation|计量|重分类|列报", re.IGNORECASE
)
PREVIOUSLY = re.compile(r"previously|originally|before (adjust|restate)|(重述|调整)前", re.IGNORECASE)
WHOLE_OF_BREAKDOWN = re.compile(
    r"^(total|consolidated|group|(u\.?s\.? ?)?gaap$|as reported|合计|总计|合并|集团)", re.IGNORECASE
)
LONGEST_NAME = 80
ENOUGH_ROWS = 2
"""On so many rows a column that nothing names must add up before it is taken for an end of a reconciliation."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures. ``of``: the adjustment's name, or the currency of a translation.

    ``index``: the sheet's column; in a bridge, where one column states several things, a number of its own.
    """

    index: int
    says: Says
    of: str
    period: Period
    headings: tuple[str, ...]
    currency: str = ""


class LeftOut(StrEnum):
    """Why the figures of a column are not imported."""

    NO_PERIOD = "names no period"
    NO_DIFFERENCE = "names no difference"
    NO_RECONCILIATION = "belongs to no reconciliation of this table"
    SAME_COLUMN = "is headed with the same period and currency as another"
    NOTES = "is headed as notes or changes"
    COMPONENTS = "is a component of equity, not a period"
    BREAKDOWN = "is one part of a breakdown"
    IGNORED = "is ignored as you said"
    SUM = "adds up the differences beside it"
    TRANSLATION = "repeats amounts in another currency"

    @property
    def is_doubtful(self) -> bool:
        """False where such a column has no figures of its own: nothing is lost."""
        return self not in NOT_DOUBTFUL


NOT_DOUBTFUL = frozenset(
    (LeftOut.NOTES, LeftOut.SUM, LeftOut.TRANSLATION, LeftOut.COMPONENTS, LeftOut.BREAKDOWN, LeftOut.IGNORED)
)


@dataclass(frozen=True, slots=True)
class Ends:
    """The two ends of a reconciliation: (column, framework) of the amounts as reported and of the results.

    ``between``: the other columns of this reconciliation, whichever side of the ends they stand on.
    """

    as_reported: tuple[int, str]
    result: tuple[int, str]
    between: tuple[int, ...]

    @property
    def frameworks(self) -> tuple[str, str]:
        return self.as_reported[1], self.result[1]


class HeadingRow:
    """The cells of one row of headings, by the columns that they stand in or are merged over, left to right."""

    def __init__(self, sheet: Sheet, cells: Sequence[SheetCell]) -> None:
        self.over: dict[int, SheetCell] = {cell.column: cell for cell in reversed(cells)}
        for cell in cells:
            for column in sheet.span(cell):
                self.over.setdefault(column, cell)
        self._words = [cell for cell in cells if cell.kind is CellKind.TEXT]
        self._columns = [cell.column for cell in self._words]

    def left_of(self, column: int) -> SheetCell | None:
        """Return the nearest words left of a column."""
        place = bisect_left(self._columns, column)
        return self._words[place - 1] if place else None


def headings_of(heading_rows: Iterable[HeadingRow], index: int) -> tuple[str, ...]:
    """Return what stands above a column, top to bottom: its own cells, merged ones over it, spanners of periods.

    A length of time ("Six months ended June 30,") reaches right, merged or not, until another heading stands there.
    """
    texts: list[str] = []
    lengths: list[tuple[int, str]] = []
    for row in heading_rows:
        found = row.over.get(index)
        if found is not None:
            texts.append(heading_text(found))
        else:
            left = row.left_of(index)
            if left is not None and words_in(left.text).months:
                lengths.append((len(texts), heading_text(left)))
    if not any(words_in(text).months for text in texts):
        for place, text in reversed(lengths):
            texts.insert(place, text)
    return tuple(texts)


def with_lines_joined(heading_rows: Sequence[tuple[SheetCell, ...]], sheet: Sheet) -> list[tuple[SheetCell, ...]]:
    """Return the heading rows with names put together that are written over rows: ``Lease`` / ``accounting``."""
    rows = [{cell.column: cell for cell in cells} for cells in heading_rows]
    for upper, lower in pairwise(rows):
        for column, cell in list(lower.items()):
            above = upper.get(column)
            if above is not None and _goes_on(above, cell, upper, sheet):
                lower[column] = replace(cell, text=f"{above.text} {cell.text}")
                del upper[column]
    return [tuple(cells.values()) for cells in rows if cells]


def _goes_on(upper: SheetCell, lower: SheetCell, upper_row: Mapping[int, SheetCell], sheet: Sheet) -> bool:
    """True where two cells, one over the other, may be the lines of one name; what spans several columns is none."""
    if any(cell.kind is not CellKind.TEXT or len(cell.text) > LONGEST_NAME for cell in (upper, lower)):
        return False
    if any(len(sheet.span(cell)) > 1 for cell in (upper, lower)):
        return False
    is_word = lower.text.strip().casefold() in ("note", "notes")  # Convertible senior / notes
    if _is_no_name(heading_text(upper)) or (_is_no_name(heading_text(lower)) and not is_word):
        return False
    beside = [upper_row.get(upper.column + step) for step in (-1, 1)]
    is_repeated = any(cell is not None and cell.text == upper.text for cell in beside)
    is_spanner = bool(GROUP_OF_DIFFERENCES.search(simplified(upper.text))) and beside[1] is None
    return not (is_repeated or is_spanner)


def ends_of(headings: Headings, rows: Iterable[TableRow], frameworks: Sequence[str] = ()) -> list[Ends]:
    """Return the reconciliations that stand side by side in a table; none where it is no reconciliation.

    Headings name the frameworks. Where several pairs of columns may be the ends, or their order is in doubt, the
    figures decide: first + everything between = last on the most rows. Pairs that do not overlap all count.
    ``frameworks``: what the titles name, for a table whose headings say only *as reported* and *as adjusted*.
    """
    rows = list(rows)
    named = _named(headings, strictly=True)
    if len({framework for _, framework in named}) < 2:
        named = _named(headings, strictly=False) or named
    if not named and len(frameworks) == 2:
        named = _named_by_titles(headings, rows, frameworks)
    if len({framework for _, framework in named}) == 1:
        named = _with_unnamed_end(named, headings, rows)
    if len(headings) < 3 or len({framework for _, framework in named}) < 2:
        return []
    names = {index for index, _ in named}
    candidates = sorted(index for index in headings if index not in names)
    everywhere = tuple(index for index in candidates if not _is_remark(headings[index]))
    found: list[Ends] = []
    for one, other in _pairs(named):
        inside_all = tuple(candidates[bisect_left(candidates, one[0]) : bisect_left(candidates, other[0])])
        inside = tuple(index for index in inside_all if not _is_remark(headings[index]))
        ways = [
            way
            for between in dict.fromkeys((inside, inside_all, everywhere if len(named) == 2 else inside))
            if between
            for way in (Ends(one, other, between), Ends(other, one, between))
        ]
        if ways:
            found.append(max(ways, key=lambda ends: _cross_casts(rows, ends)))
    return found


def _named(headings: Headings, *, strictly: bool) -> list[tuple[int, str]]:
    return [
        (index, framework)
        for index, texts in headings.items()
        if (framework := _framework_over(texts, strictly=strictly)) and not _is_translation(texts, headings)
    ]


def _named_by_titles(headings: Headings, rows: Sequence[TableRow], frameworks: Sequence[str]) -> list[tuple[int, str]]:
    """Return the ends where headings say only ``As reported`` and ``As adjusted``, and the figures prove them."""
    indexes = list(headings)
    if len(indexes) < 3 or not AS_REPORTED.search(lowest_name(headings[indexes[0]])):
        return []
    ends = Ends((indexes[0], frameworks[0]), (indexes[-1], frameworks[1]), tuple(indexes[1:-1]))
    return [ends.as_reported, ends.result] if _cross_casts(rows, ends) >= ENOUGH_ROWS else []


def _is_remark(texts: Sequence[str]) -> bool:
    return any(NOTE_COLUMN.search(simplified(text)) for text in texts[-1:])


def _with_unnamed_end(
    named: list[tuple[int, str]], headings: Headings, rows: Sequence[TableRow]
) -> list[tuple[int, str]]:
    """Return the ends with those of the other framework, which no heading names, where the figures prove them.

    ``As reported | Leases | IFRS``: a column headed as reported, or the first before (or last behind) the named ones,
    that adds up with what stands between.
    """
    framework = named[0][1]
    other = "US GAAP" if framework != "US GAAP" else "IFRS"
    found = list(named)
    taken = {index for index, _ in named}
    for index in taken:
        rest = [each for each in headings if each not in taken and not _is_translation(headings[each], headings)]
        candidates = [each for each in rest if AS_REPORTED.search(lowest_name(headings[each]))]
        candidates += [each for each in (*rest[:1], *rest[-1:]) if not is_only_a_period(" ".join(headings[each]))]
        for each in candidates:
            low, high = min(index, each), max(index, each)
            between = tuple(column for column in rest if low < column < high)
            ways = (Ends((each, other), (index, framework), between), Ends((index, framework), (each, other), between))
            if between and max(_cross_casts(rows, way) for way in ways) >= ENOUGH_ROWS:
                found.append((each, other))
                break
    return sorted(set(found))


def _pairs(named: Sequence[tuple[int, str]]) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Yield neighbouring columns of two frameworks, left to right, each column in one pair."""
    left: tuple[int, str] | None = None
    for each in named:
        if left and left[1] != each[1]:
            yield left, each
            left = None
        else:
            left = each


def _framework_over(texts: tuple[str, ...], *, strictly: bool) -> str | None:
    """Return the framework of a column whose own, lowest heading names one; what spans it may reach too far.

    ``strictly``: it names nothing else, as ``Classification of warrants under IFRS`` does.
    """
    lowest = lowest_name(texts)
    if strictly and framework_in(lowest) and not names_only_a_framework(lowest):
        return None
    if ADJUSTMENT_WORD.search(lowest):
        return None
    if not framework_in(lowest) and AS_REPORTED.search(lowest):
        spanner = next((text for text in reversed(texts) if framework_in(text)), "")
        return None if ADJUSTMENT_WORD.search(spanner) else framework_in(spanner)
    return framework_in(lowest)


def _is_translation(texts: tuple[str, ...], headings: Headings) -> bool:
    """True where a column names another currency than the first column that names one."""
    mine = _currencies(texts)
    named = (codes[0] for each in headings.values() if (codes := _currencies(each)))
    return bool(mine) and mine[0] != next(named, mine[0])


def _currencies(texts: tuple[str, ...]) -> list[str]:
    return [code for text in reversed(texts) for code in currencies_in(text)]


def _is_named_sum(texts: Sequence[str]) -> bool:
    return any(SUM_OF_ADJUSTMENTS.search(simplified(text)) for text in (lowest_name(tuple(texts)), *texts[-1:]))


def _sums_among(rows: Sequence[TableRow], ends: Ends, headings: Headings) -> set[int]:
    """Return the columns that only add up others: without them more rows lead from one end to the other."""
    found: set[int] = set()
    while True:
        kept = tuple(index for index in ends.between if index not in found)
        now = _cross_casts(rows, replace(ends, between=kept))
        casts = _cross_casts_without(rows, replace(ends, between=kept)) if len(kept) > 1 else Counter()
        better = [index for index in kept if casts[index] >= now + ENOUGH_ROWS]
        if not better:
            return found
        found.add(max(better, key=lambda index: (casts[index], _is_named_sum(headings[index]), index)))


def _cross_casts_without(rows: Iterable[TableRow], ends: Ends) -> Counter[int]:
    """Count, for each column between, the rows on which first + everything else between = last."""
    found: Counter[int] = Counter()
    for row in rows:
        needed = _amount(row, ends.result[0]) - _amount(row, ends.as_reported[0])
        if needed:
            amounts = {index: _amount(row, index) for index in ends.between}
            too_much = sum(amounts.values(), Decimal(0)) - needed
            found.update(index for index, amount in amounts.items() if amount == too_much)
    return found


def _cross_casts(rows: Iterable[TableRow], ends: Ends) -> int:
    """Count the rows on which first + everything between = last."""
    found = 0
    for row in rows:
        moved = sum((_amount(row, index) for index in ends.between), Decimal(0))
        if moved and _amount(row, ends.as_reported[0]) + moved == _amount(row, ends.result[0]):
            found += 1
    return found


def _amount(row: TableRow, index: int) -> Decimal:
    reading = row.readings.get(index)
    return (reading.amount if reading else None) or Decimal(0)


def reconciliation_columns(
    headings: Headings,
    ends: Ends,
    kind: Kind,
    when: When,
    titles: Sequence[str],
    rows: Sequence[TableRow],
) -> tuple[list[Column], dict[int, LeftOut]]:
    """Return the columns of a reconciliation, and for each column left out the reason.

    A column without a period of its own has the table's. Where all differences are printed as one column, that sum,
    or what its spanner calls adjustments, is the difference.
    """
    is_instant = kind in INSTANT_KINDS
    indexes = sorted((ends.as_reported[0], ends.result[0], *ends.between))
    own = {index: _own_period(headings[index], is_instant, when) for index in indexes}
    of_table = when.period([text for text in titles if words_in(text).year], is_instant)
    of_table = next((period for period in own.values() if period is not None), of_table)
    columns: list[Column] = []
    left_out: dict[int, LeftOut] = {}
    sums = _sums_among(rows, ends, headings)
    for index in indexes:
        period = own[index] or of_table
        says, of = (LeftOut.SUM, "") if index in sums else _part_of_reconciliation(headings, ends, index)
        if period is None:
            left_out[index] = LeftOut.NO_PERIOD
        elif isinstance(says, LeftOut):
            left_out[index] = says
        else:
            code = next(iter(_currencies(headings[index])), "")
            columns.append(Column(index, says, of, period, headings[index], code))
    return columns, left_out


def why_outside(headings: Headings, index: int) -> LeftOut:
    """Return why a column beside a reconciliation is no part of it."""
    if _is_translation(headings[index], headings):
        return LeftOut.TRANSLATION
    return LeftOut.NOTES if _is_remark(headings[index]) else LeftOut.NO_RECONCILIATION


def _part_of_reconciliation(headings: Headings, ends: Ends, index: int) -> tuple[Says | LeftOut, str]:
    """Return what a column of a reconciliation states, and of which difference; or why it is left out."""
    texts = headings[index]
    name = lowest_name(texts)
    if index == ends.as_reported[0]:
        return Says.AS_REPORTED, ""
    if index == ends.result[0]:
        return Says.RESULT, ""
    if _is_translation(texts, headings):
        return LeftOut.TRANSLATION, ""
    if len(ends.between) == 1 and texts:
        return Says.ADJUSTMENT, name or texts[-1]
    if _is_named_sum(texts):
        return LeftOut.SUM, ""
    name = name or (without_note(texts[-1]) if texts and not is_only_a_period(texts[-1]) else "")
    return (Says.ADJUSTMENT, name) if name else (LeftOut.NO_DIFFERENCE, "")


def _own_period(texts: Sequence[str], is_instant: bool, when: When) -> Period | None:
    said = [text for text in texts if is_only_a_period(text)]
    return when.period(said, is_instant) if any(words_in(text).year for text in said) else None


def lowest_name(texts: tuple[str, ...]) -> str:
    """Return the lowest heading that names what a column shows: no note reference, unit, period or spanner."""
    for text in reversed(texts):
        if not _is_no_name(text):
            return without_unit(without_note(text))
    return ""


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _is_no_name(text: str) -> bool:
    """True for a note reference, a remark, a unit, a period, and what spans all differences."""
    plain = simplified(text)
    is_spanner = ADJUSTMENT_WORD.search(plain) and framework_in(text)
    is_remark = any(pattern.match(plain) for pattern in (NOTE_REFERENCE, NOTE_COLUMN, AUDITED))
    is_unit = is_only_a_unit(text) or (text.startswith(("(", "（")) and is_unit_line(text))
    return bool(is_remark or is_spanner or is_unit or is_only_a_period(text))


Found = tuple[int, Period, str, tuple[str, ...]]
"""A column's index, its period, its currency, its headings."""


def _without_breakdown(found: list[Found], left_out: dict[int, LeftOut]) -> list[Found]:
    """Return the columns without those that divide one period by segment, region or class; their total stays."""
    by_period: dict[tuple[str, str], list[Found]] = {}
    for each in found:
        by_period.setdefault((each[1].id, each[2]), []).append(each)
    kept: list[Found] = []
    for columns in by_period.values():
        names = {lowest_name(texts) for _, _, _, texts in columns} - {""}
        if len(columns) < 2 or len(names) < len(columns):
            kept += columns
            continue
        for each in columns:
            if WHOLE_OF_BREAKDOWN.match(simplified(lowest_name(each[3]))):
                kept.append(each)
            else:
                left_out[each[0]] = LeftOut.BREAKDOWN
    return sorted(kept)


def _is_superseded(texts: Sequence[str]) -> bool:
    """True for a column that prints a period as it was before it was restated."""
    return any(PREVIOUSLY.search(simplified(text)) for text in texts)


def primary_columns(
    headings: Headings, kind: Kind, when: When, currency: str
) -> tuple[list[Column], dict[int, LeftOut]]:
    """Return the columns of a primary statement, and for each column left out the reason."""
    is_instant = kind in INSTANT_KINDS
    left_out: dict[int, LeftOut] = {}
    found: list[tuple[int, Period, str, tuple[str, ...]]] = []
    some_say_when = any(words_in(text) != PeriodWords() for texts in headings.values() for text in texts)
    for index, texts in headings.items():
        says_when = any(words_in(text) != PeriodWords() for text in texts)
        period = when.period(texts, is_instant) if says_when or not some_say_when else None
        if any(NOTE_COLUMN.match(text) for text in texts):
            left_out[index] = LeftOut.NOTES
        elif period is None:
            is_component = kind is Kind.CHANGES_IN_EQUITY and not says_when
            left_out[index] = LeftOut.COMPONENTS if is_component else LeftOut.NO_PERIOD
        else:
            code = next(iter(_currencies(texts)), "")
            found.append((index, period, code, texts))
    found = _without_breakdown(found, left_out)
    currencies = [code for _, _, code, _ in found if code]
    own = currency if currency in currencies or not currencies else currencies[0]
    columns: dict[tuple[PeriodId, str], Column] = {}
    for index, period, code, texts in sorted(found, key=lambda each: _is_superseded(each[3])):
        of = code if code and code != own else ""
        says = Says.TRANSLATION if of else Says.AS_REPORTED
        if (period.id, of) in columns:
            left_out[index] = LeftOut.SAME_COLUMN
        else:
            columns[period.id, of] = Column(index, says, of, period, texts, code)
    return sorted(columns.values(), key=lambda column: column.index), left_out
