"""Vertical bridges: a measure as reported, a row for each difference, the measure as result; periods are columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.domain.facts import Fact, fact
from workbench.domain.frameworks import Frameworks
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.frameworks import EndOfBridge, end_of_bridge, measure_in
from workbench.importing.language.period_text import without_period, words_in
from workbench.importing.language.vocabulary import (
    ADDED_OR_DEDUCTED,
    ADJUSTMENT_WORD,
    SUM_OF_ADJUSTMENTS,
    normalise,
    without_note,
)
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.headings import Headings, lowest_name
from workbench.importing.sheets.tables import TableRow

ABOUT = re.compile(r"\s*(?:\b(?:between|from|to|for|under)\b|[-–—:(（,]).*$", re.IGNORECASE)
OF_WHICH = re.compile(r"^\W*(of which|including|其中)", re.IGNORECASE)
SAME_MEASURE = 55.0
"""Similarity from which both ends may measure the same: ``Net loss``, ``Loss for the year``."""
COLUMNS_PER_ROW = 100_000
"""A column of a bridge is numbered by its row times this, plus the sheet's column."""
EQUITY = re.compile(
    r"equity|deficit|net assets|capital and reserves|(?:share|stock)holders'? funds|retained earnings|权益|净资产",
    re.IGNORECASE,
)
INCOME = re.compile(r"income|loss|profit|earnings|revenue|ebitda|利润|亏损|收益|溢利|收入", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bridge:
    """The rows of one bridge: both ends, a row for each difference, and the subtotals among those."""

    measure: str
    frameworks: Frameworks
    as_reported: TableRow
    differences: tuple[TableRow, ...]
    subtotals: tuple[TableRow, ...]
    result: TableRow
    evidence: Fact

    @property
    def kind(self) -> StatementKind:
        """The kind, by whichever word comes first: what equity holders earn is income."""
        return _kind_of_measure(self.measure)

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return (self.as_reported, *self.differences, *self.subtotals, self.result)


def _kind_of_measure(measure: str) -> StatementKind:
    equity, income = EQUITY.search(measure), INCOME.search(measure)
    if equity and not (income and income.start() < equity.start()):
        return StatementKind.EQUITY_BRIDGE
    return StatementKind.NET_INCOME_BRIDGE if income else StatementKind.OTHER


def bridges(rows: Sequence[TableRow]) -> Iterator[Bridge]:
    """Yield the bridges among the rows of a table, top to bottom.

    The ends name two frameworks, or say *as reported* and *restated*; what stands between leads from one to the other.
    """
    start = 0
    while start < len(rows):
        bridge_and_last_row = _bridge_from(rows, start)
        if bridge_and_last_row is None:
            start += 1
        else:
            bridge, last = bridge_and_last_row
            yield bridge
            start = last + 1


def _bridge_from(rows: Sequence[TableRow], start: int) -> tuple[Bridge, int] | None:
    """Return the bridge whose upper end is the row at ``start``, and where its lower end stands; None without one."""
    first = rows[start]
    upper = _end(first.caption) if first.readings else None
    if upper is None:
        return None
    heading = next((row.caption for row in reversed(rows[:start]) if row.is_heading), "")
    for last in range(start + 1, len(rows)):
        row = rows[last]
        lower = _end(row.caption) if row.readings else None
        if lower is None:
            continue
        are_similar, may_be_one = _compare_measures(upper.measure, lower.measure)
        if not may_be_one:
            continue  # a difference whose name speaks of a framework; the figures must prove it
        if not upper.may_lead_to(lower):
            return None
        differences, subtotals = _split_subtotals(rows[start + 1 : last])
        differences, details = _without_details(differences)
        subtotals = (*subtotals, *details)
        differences = _with_deductions_negated(first, differences, row)
        if not differences:
            return None
        passes, fails = _count_proofs(first, differences, row)
        is_plain = not any(_end(inner_row.caption) for inner_row in rows[start + 1 : last])
        are_named = upper.is_named and lower.is_named
        if not passes and not (are_named and is_plain and are_similar):
            return None
        if not are_similar and fails:
            continue
        measure = upper.measure or lower.measure or measure_in(heading)
        if not (upper.is_named or lower.is_named) and (fails or not are_similar or not _measures_something(measure)):
            continue
        evidence = fact("bridge-adds-up", first=first.caption, last=row.caption, passes=passes, columns=passes + fails)
        frameworks = Frameworks(upper.framework, lower.framework)
        return Bridge(measure, frameworks, first, differences, subtotals, row, evidence), last
    return None


def _compare_measures(first: str, last: str) -> tuple[bool, bool]:
    """Return whether two ends have similar names, and whether they may measure one thing under two names."""
    are_similar = not first or not last or fuzz.ratio(normalise(first), normalise(last)) >= SAME_MEASURE
    first_kind, last_kind = map(_kind_of_measure, (first, last))
    return are_similar, are_similar or (first_kind is last_kind and first_kind is not StatementKind.OTHER)


def _end(caption: str) -> EndOfBridge | None:
    """Return what end a row may be; None for a difference, whose name may speak of a framework too."""
    if ADJUSTMENT_WORD.search(caption) and not _measures_something(caption):
        return None
    return end_of_bridge(caption)


def _measures_something(text: str) -> bool:
    return bool(EQUITY.search(text) or INCOME.search(text))


def _split_subtotals(rows: Sequence[TableRow]) -> tuple[tuple[TableRow, ...], tuple[TableRow, ...]]:
    """Return the rows of differences, and the subtotals: unnamed, called a sum, or the sum of all rows before."""
    differences: list[TableRow] = []
    subtotals: list[TableRow] = []
    for row in rows:
        if not row.readings:
            continue
        is_called_a_sum = not row.caption or SUM_OF_ADJUSTMENTS.search(row.caption)
        if is_called_a_sum or (len(differences) > 1 and _is_sum(row, differences)):
            subtotals.append(row)
        else:
            differences.append(row)
    return tuple(differences), tuple(subtotals)


def _without_details(rows: Sequence[TableRow]) -> tuple[tuple[TableRow, ...], tuple[TableRow, ...]]:
    """Return the differences without the rows that only break down the one above them, and those rows."""
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


def _with_deductions_negated(
    first: TableRow, differences: tuple[TableRow, ...], last: TableRow
) -> tuple[TableRow, ...]:
    """Return the differences, with those named ``Less:`` and printed positive negated where that makes them add up."""
    negated_rows = tuple(_negate_row(row) if _is_deducted(row.caption) else row for row in differences)
    if (
        negated_rows == differences
        or _count_proofs(first, negated_rows, last)[0] <= _count_proofs(first, differences, last)[0]
    ):
        return differences
    return negated_rows


def _is_deducted(caption: str) -> bool:
    prefix = ADDED_OR_DEDUCTED.match(caption)
    return prefix is not None and (prefix["sign"] or prefix["word"]).casefold() not in ("add", "plus", "加")


def _negate_row(row: TableRow) -> TableRow:
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


def _count_proofs(first: TableRow, differences: Sequence[TableRow], last: TableRow) -> tuple[int, int]:
    """Return in how many columns the differences lead from the first row to the last, and in how many they do not."""
    passes = fails = 0
    for index in first.readings:
        if index in last.readings:
            movement = sum((_amount(row, index) for row in differences), Decimal(0))
            if _amount(first, index) + movement == _amount(last, index):
                passes += 1
            else:
                fails += 1
    return passes, fails


def turn_bridge(bridge: Bridge, columns: Sequence[Column]) -> tuple[tuple[Column, ...], TableRow]:
    """Return a bridge as a table of one row: its columns, and the row of the measure with a reading for each.

    ``columns``: what the sheet's columns state; only their periods and translations matter here.
    """
    bridge_columns: list[Column] = []
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
            role_of_column = column.role if is_translation else role
            bridge_columns.append(
                replace(
                    column,
                    index=number,
                    role=role_of_column,
                    adjustment_or_currency=column.adjustment_or_currency if is_translation else adjustment_or_currency,
                )
            )
            readings[number] = reading
    caption = bridge.as_reported.caption_cell
    measure_row = TableRow(bridge.as_reported.row, bridge.measure, bold=True, readings=readings, caption_cell=caption)
    return tuple(bridge_columns), measure_row


def _without_year(name: str) -> str:
    return without_period(name) if words_in(name).year else name


def by_measure(bridge: Bridge, headings: Headings, titles: Sequence[str]) -> Iterator[tuple[Bridge, Headings]]:
    """Yield a bridge for each measure, with the headings of its columns.

    Where the rows name no measure, the headings of columns do, else the nearest title.
    """
    if bridge.measure:
        yield bridge, headings
        return
    names = {index: _without_year(lowest_name(texts)) for index, texts in headings.items()}
    if not any(names.values()):
        measures = (measure_in(text) for text in reversed(titles) if EQUITY.search(text) or INCOME.search(text))
        yield replace(bridge, measure=next((ABOUT.sub("", measure) for measure in measures if measure), "")), headings
        return
    name_to_the_left = ""
    for index in sorted(names):  # a measure stands once over the columns of its periods
        name_to_the_left = names[index] = names[index] or name_to_the_left
    for name in dict.fromkeys(name for name in names.values() if name):
        yield replace(bridge, measure=name), {index: texts for index, texts in headings.items() if names[index] == name}
