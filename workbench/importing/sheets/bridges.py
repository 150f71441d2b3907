"""Vertical bridges: a measure as reported, a row for each difference, the measure as result; periods are columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import (
    ADDED_OR_DEDUCTED,
    ADJUSTMENT_WORD,
    AS_REPORTED,
    FRAMEWORKS,
    GAAP_OF_ITS_OWN,
    PLAIN_GAAP,
    SUM_OF_ADJUSTMENTS,
    framework_in,
    normalise,
    without_note,
)
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.headings import Headings, lowest_name
from workbench.importing.sheets.tables import TableRow

ABOUT = re.compile(r"\s*(?:\b(?:between|from|to|for|under)\b|[-–—:(（,]).*$", re.IGNORECASE)
OF_WHICH = re.compile(r"^\W*(of which|including|其中)", re.IGNORECASE)
RECONCILIATION_OF = re.compile(r"^reconciliations? of (the )?", re.IGNORECASE)
SAME_MEASURE = 55.0
"""Similarity from which both ends may measure the same: ``Net loss``, ``Loss for the year``."""
COLUMNS_PER_ROW = 100_000
"""Numbers for the columns of a bridge: the row times this, plus the sheet's column."""
EQUITY = re.compile(r"equity|deficit|net assets|权益|净资产", re.IGNORECASE)
INCOME = re.compile(r"income|loss|profit|earnings|revenue|ebitda|利润|亏损|收益|溢利|收入", re.IGNORECASE)
CONNECTION = re.compile(
    r"[\s,(（–—-]*\b(?:amounts? )?(?:as )?(?:(?:previously|originally) )?"
    r"(?:reported|presented|stated|determined|prepared|measured|calculated)?\s*"
    r"(?:under|in accordance with|according to|in conformity with|based on|per|using|on the basis of|on an?|in|as|by)?"
    r"(?:\s+(?:the|reported under))?\s*\x00(?:\s+basis)?[\s)）]*",
    re.IGNORECASE,
)
CONNECTION_BEFORE = re.compile(
    r"^(?:按照?|根据|依据|在)?\s*\x00\s*(?:准则)?(?:及制度)?(?:下|编制|列报|呈报|列示|报告|计算|项下)?的?(?:财务报表的)?\s*|^\x00\s+(?:basis\s*)?",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"[\s,(（–—-]*\bas (?:previously |originally )?(?:reported|published|filed|stated)\b[\s)）]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bridge:
    """The rows of one bridge: both ends, a row for each difference, and the subtotals among those."""

    measure: str
    frameworks: tuple[str, str]
    as_reported: TableRow
    differences: tuple[TableRow, ...]
    subtotals: tuple[TableRow, ...]
    result: TableRow
    evidence: str

    @property
    def kind(self) -> StatementKind:
        """By the word that comes first: what equity holders earn is income."""
        equity, income = EQUITY.search(self.measure), INCOME.search(self.measure)
        if equity and not (income and income.start() < equity.start()):
            return StatementKind.EQUITY_BRIDGE
        return StatementKind.NET_INCOME_BRIDGE if income else StatementKind.OTHER

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return (self.as_reported, *self.differences, *self.subtotals, self.result)


def bridges(rows: Sequence[TableRow]) -> Iterator[Bridge]:
    """Yield the bridges among the rows of a table, top to bottom.

    The ends name two frameworks, or one of them and *as reported*; what stands between leads from one to the other.
    """
    start = 0
    while start < len(rows):
        found = _bridge_from(rows, start)
        if found is None:
            start += 1
        else:
            bridge, last = found
            yield bridge
            start = last + 1


def _bridge_from(rows: Sequence[TableRow], start: int) -> tuple[Bridge, int] | None:
    first = rows[start]
    if not first.readings or not _is_end(first.caption):
        return None
    one = framework_in(first.caption)
    heading = next((row.caption for row in reversed(rows[:start]) if row.is_heading), "")
    for last in range(start + 1, len(rows)):
        row = rows[last]
        if not (row.readings and _is_end(row.caption)):
            continue
        alike, of_one_sort = _compared(measure_in(first.caption), measure_in(row.caption))
        if not of_one_sort:
            continue  # a difference whose name speaks of a framework; the figures must prove it
        other = framework_in(row.caption)
        if one == other or not (one or other):
            return None
        frameworks = (one or _other_than(other), other or _other_than(one))
        differences, subtotals = _between(rows[start + 1 : last])
        differences, details = _without_details(differences)
        subtotals = (*subtotals, *details)
        differences = _with_signs(first, differences, row)
        if not differences:
            return None
        passes, fails = _proof(first, differences, row)
        is_plain = not any(_is_end(between.caption) for between in rows[start + 1 : last])
        if not passes and not (one and other and is_plain and alike):
            return None
        if not alike and fails:
            continue
        evidence = f"'{first.caption}' to '{row.caption}', adds up in {passes} of {passes + fails} columns"
        measure = measure_in(first.caption) or measure_in(row.caption) or measure_in(heading)
        return Bridge(measure, frameworks, first, differences, subtotals, row, evidence), last
    return None


def _compared(one: str, other: str) -> tuple[bool, bool]:
    """Return whether two ends are called alike, and whether they may measure one thing under two names."""
    alike = not one or not other or fuzz.ratio(normalise(one), normalise(other)) >= SAME_MEASURE
    sorts = [(bool(INCOME.search(each)), bool(EQUITY.search(each))) for each in (one, other)]
    return alike, alike or (sorts[0] == sorts[1] and any(sorts[0]))


def _is_end(caption: str) -> bool:
    if ADJUSTMENT_WORD.search(caption) and not (EQUITY.search(caption) or INCOME.search(caption)):
        return False
    return bool(framework_in(caption) or AS_REPORTED.search(caption))


def _other_than(framework: str | None) -> str:
    return "IFRS" if framework == "US GAAP" else "US GAAP"


def measure_in(caption: str) -> str:
    """Return what a row measures, without the words that name the framework: ``Net income``."""
    marked = without_note(simplify(caption))
    for _, pattern in FRAMEWORKS:
        marked = pattern.sub("\x00", marked)
    if "\x00" not in marked:
        marked = PLAIN_GAAP.sub("\x00", GAAP_OF_ITS_OWN.sub("\x00", marked))
    marked = CONNECTION_BEFORE.sub("", marked)
    marked = CONNECTION.sub(" ", marked)
    marked = REPORTED.sub(" ", marked).replace("\x00", "")
    plain = RECONCILIATION_OF.sub("", " ".join(marked.split()).strip(" ,:：-–—()（）"))
    return plain if re.search(r"[^\W\d_]{2,}", plain) else ""


def _between(rows: Sequence[TableRow]) -> tuple[tuple[TableRow, ...], tuple[TableRow, ...]]:
    """Return the rows of differences, and the subtotals: without a name, named so, or the sum of all before."""
    differences: list[TableRow] = []
    subtotals: list[TableRow] = []
    for row in rows:
        if not row.readings:
            continue
        is_named_so = not row.caption or SUM_OF_ADJUSTMENTS.search(row.caption)
        if is_named_so or (len(differences) > 1 and _is_sum(row, differences)):
            subtotals.append(row)
        else:
            differences.append(row)
    return tuple(differences), tuple(subtotals)


def _without_details(rows: Sequence[TableRow]) -> tuple[tuple[TableRow, ...], tuple[TableRow, ...]]:
    """Return the differences without the rows that only divide the one above them, and those rows."""
    kept: list[TableRow] = []
    details: list[TableRow] = []
    start = 0
    while start < len(rows):
        kept.append(rows[start])
        end = start + 1
        while end < len(rows) and (rows[end].indent > rows[start].indent or OF_WHICH.match(rows[end].caption)):
            end += 1
        below = rows[start + 1 : end]
        if below and (len(below) > 1 or OF_WHICH.match(below[0].caption)) and _is_sum(rows[start], below):
            details += below
            start = end
        else:
            start += 1
    return tuple(kept), tuple(details)


def _with_signs(first: TableRow, differences: tuple[TableRow, ...], last: TableRow) -> tuple[TableRow, ...]:
    """Return the differences with what is named ``Less:`` and printed positive turned, where that makes them add up."""
    turned_rows = tuple(_turned(row) if _is_deducted(row.caption) else row for row in differences)
    if turned_rows == differences or _proof(first, turned_rows, last)[0] <= _proof(first, differences, last)[0]:
        return differences
    return turned_rows


def _is_deducted(caption: str) -> bool:
    found = ADDED_OR_DEDUCTED.match(caption)
    return found is not None and (found["sign"] or found["word"]).casefold() not in ("add", "plus", "加")


def _turned(row: TableRow) -> TableRow:
    return replace(
        row,
        readings={
            index: reading._replace(amount=None if reading.amount is None else -reading.amount)
            for index, reading in row.readings.items()
        },
    )


def difference_in(caption: str) -> str:
    """Return the name of a difference in a row: ``Less: (1) Leases (Note b)`` is Leases."""
    return without_note(ADDED_OR_DEDUCTED.remove_from(caption))


def _is_sum(row: TableRow, parts: Iterable[TableRow]) -> bool:
    parts = tuple(parts)
    return any(reading.amount for reading in row.readings.values()) and all(
        reading.amount == sum((_amount(part, index) for part in parts), Decimal(0))
        for index, reading in row.readings.items()
    )


def _amount(row: TableRow, index: int) -> Decimal:
    reading = row.readings.get(index)
    return (reading.amount if reading else None) or Decimal(0)


def _proof(first: TableRow, differences: Sequence[TableRow], last: TableRow) -> tuple[int, int]:
    passes = fails = 0
    for index in first.readings:
        if index in last.readings:
            moved = sum((_amount(row, index) for row in differences), Decimal(0))
            if _amount(first, index) + moved == _amount(last, index):
                passes += 1
            else:
                fails += 1
    return passes, fails


def turn_bridge(bridge: Bridge, columns: Sequence[Column]) -> tuple[tuple[Column, ...], TableRow]:
    """Return a bridge as a table of one row: its columns, and the row of the measure with a reading for each.

    ``columns``: what the sheet's columns state, of which only the periods and translations count.
    """
    found: list[Column] = []
    readings = {}
    for row, role, adjustment_or_currency in (
        (bridge.as_reported, FigureRole.AS_REPORTED, ""),
        *((row, FigureRole.ADJUSTMENT, difference_in(row.caption)) for row in bridge.differences),
        (bridge.result, FigureRole.RESULT, ""),
    ):
        for column in columns:
            reading = row.readings.get(column.index)
            is_translation = column.role is FigureRole.TRANSLATION
            if reading is None or (is_translation and role is not FigureRole.AS_REPORTED):
                continue
            number = row.row * COLUMNS_PER_ROW + column.index
            stated = column.role if is_translation else role
            found.append(
                replace(
                    column,
                    index=number,
                    role=stated,
                    adjustment_or_currency=column.adjustment_or_currency if is_translation else adjustment_or_currency,
                )
            )
            readings[number] = reading
    caption = bridge.as_reported.caption_cell
    measure = TableRow(bridge.as_reported.row, bridge.measure, bold=True, readings=readings, caption_cell=caption)
    return tuple(found), measure


def by_measure(bridge: Bridge, headings: Headings, titles: Sequence[str]) -> Iterator[tuple[Bridge, Headings]]:
    """Yield a bridge for each measure, with its columns.

    Where the rows name none, the headings of columns do, or the nearest title.
    """
    if bridge.measure:
        yield bridge, headings
        return
    names = {index: lowest_name(texts) for index, texts in headings.items()}
    if not any(names.values()):
        measures = (measure_in(text) for text in reversed(titles) if EQUITY.search(text) or INCOME.search(text))
        yield replace(bridge, measure=next((ABOUT.sub("", each) for each in measures if each), "")), headings
        return
    left = ""
    for index in sorted(names):  # a measure stands once over the columns of its periods
        left = names[index] = names[index] or left
    for name in dict.fromkeys(name for name in names.values() if name):
        yield replace(bridge, measure=name), {i: texts for i, texts in headings.items() if names[i] == name}
