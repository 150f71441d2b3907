"""Which columns of a table are the two ends of a reconciliation, by their headings and as the figures prove."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbench.domain.frameworks import Framework
from workbench.importing.language.chinese import WordPattern, simplify
from workbench.importing.language.frameworks import (
    EndOfChange,
    as_printed,
    end_of_change,
    framework_in,
    is_same_framework,
    names_only_a_framework,
)
from workbench.importing.language.period_text import beside_period, is_only_a_period, without_period, words_in, words_of
from workbench.importing.language.vocabulary import (
    ADJUSTMENT_WORD,
    AS_REPORTED,
    OWN_MEASURE,
    without_note,
    without_unit,
)
from workbench.importing.sheets.casts import ENOUGH_ROWS, End, ReconciliationColumns, count_casts
from workbench.importing.sheets.headings import Headings, is_named_sum, is_remark, is_translation, lowest_name
from workbench.importing.sheets.tables import TableRow

ONLY_AN_AMOUNT = WordPattern(r"^\W*(?:amounts?|balances?|金额|余额)\W*$")
"""What heads a column under the framework that its spanner names."""
OF_PERFORMANCE_MEASURES = WordPattern(r"management[- ](?:defined )?performance|\bMPMs?\b|管理层(?:界定|定义)的?业绩")
"""What a title calls measures of the company's own that are reconciled like a framework's figures."""
UNNAMED = Framework("As reported"), Framework("As adjusted")
"""The ends of a reconciliation that nothing heads."""
NEXT_ENDS = 12
"""Among so many columns that may be one, the opposite of an end is looked for."""
MOST_DIFFERENCES = 200
"""Between an end that names a framework and one that does not stand no more columns."""


def find_reconciliations(
    headings: Headings, rows: Iterable[TableRow], frameworks: Sequence[str] = (), titles: Sequence[str] = ()
) -> list[ReconciliationColumns]:
    """Return the reconciliations that stand side by side in a table; empty for any other table.

    Headings name the frameworks, two standards, or what was before and after a change. Where several pairs of columns
    may be the ends, or their order is in doubt, the figures decide: first + everything between = last on the most rows.
    Pairs that do not overlap all count. ``frameworks``: those that the titles name, for a table whose headings say only
    *as reported* and *as adjusted*.
    """
    rows = list(rows)
    framework_columns = _columns_naming_frameworks(headings, strictly=True)
    if _are_one(framework_columns):
        framework_columns = _columns_naming_frameworks(headings, strictly=False) or framework_columns
    if not framework_columns and len(frameworks) == 2:
        framework_columns = _ends_named_by_titles(headings, rows, frameworks)
    if framework_columns and _are_one(framework_columns):
        are_measures = len(frameworks) == 2 or any(OF_PERFORMANCE_MEASURES.search(title) for title in titles)
        framework_columns = _with_unnamed_end(framework_columns, headings, rows, are_measures)
    if len(headings) < 3:
        return []
    if _are_one(framework_columns):
        return _changes_within_a_framework(headings, rows) or _measures_of_management(headings, rows, titles)
    framework_indexes = {index for index, _ in framework_columns}
    others = sorted(index for index in headings if index not in framework_indexes)
    all_others = _without_remarks(others, headings)
    reconciliations: list[ReconciliationColumns] = []
    for left, right in _pairs(framework_columns):
        between = _strictly_between(others, left[0], right[0])
        plain = _without_remarks(between, headings)
        choices = (plain, between, all_others if len(framework_columns) == 2 else plain)
        candidates = [
            candidate
            for differences in filter(None, dict.fromkeys(choices))
            for candidate in (
                ReconciliationColumns(left, right, differences),
                ReconciliationColumns(right, left, differences),
            )
        ]
        if candidates:
            reconciliations.append(max(candidates, key=lambda ends: count_casts(rows, ends).passes))
    return reconciliations


def _are_one(ends: Sequence[End]) -> bool:
    """True unless columns name two frameworks."""
    return all(is_same_framework(framework.name, ends[0][1].name) for _, framework in ends)


def _changes_within_a_framework(headings: Headings, rows: Sequence[TableRow]) -> list[ReconciliationColumns]:
    """Return the reconciliations whose ends are two standards, or before and after a change, as the figures prove."""
    days = _days_beside_another(headings)
    ends = {
        index: EndOfChange(Framework(_text_of_day(headings[index])), is_before=False, is_after=False) for index in days
    }
    for index, texts in headings.items():
        end = end_of_change(_heading_of_end(texts))
        if end is not None and not is_translation(texts, headings):
            ends[index] = end
    reconciliations: list[ReconciliationColumns] = []
    columns, in_order, first_free = sorted(headings), sorted(ends), -1
    for place, left in enumerate(in_order):
        if left < first_free:
            continue
        proven = [
            (surplus, ends[candidate.as_reported[0]].is_before, -right, candidate)
            for right in in_order[place + 1 : place + 1 + NEXT_ENDS]
            if _may_be_opposite(ends, days, left, right)
            for candidate in _changes_between(headings, columns, ends, left, right)
            if (surplus := _surplus_of_casts(rows, candidate, headings)) > 0
        ]
        if proven:
            best = max(proven, key=lambda candidate: candidate[:3])[-1]
            reconciliations.append(best)
            first_free = max(best.as_reported[0], best.result[0]) + 1
    return reconciliations


def _may_be_opposite(ends: Mapping[int, EndOfChange], days: Mapping[int, int], left: int, right: int) -> bool:
    """True for two days that follow one another, and for two names of one day or of none."""
    days_apart = abs(days[left] - days[right]) if left in days and right in days else 0
    return days_apart == 1 or (days_apart == 0 and ends[left].may_be_opposite(ends[right]))


def _changes_between(
    headings: Headings, columns: Sequence[int], ends: Mapping[int, EndOfChange], left: int, right: int
) -> Iterator[ReconciliationColumns]:
    """Yield what two ends and the columns between them may be; of the only two, also the columns beside them."""
    between = _strictly_between(columns, left, right)
    differences = _without_remarks(between, headings)
    if not between and len(ends) == 2:  # ``As reported | Pre-adoption | Impact of adoption``
        differences = _without_remarks((index for index in columns if index not in ends), headings)
    for choice in filter(None, dict.fromkeys((differences, between))):
        for first, last in ((left, right), (right, left)):
            yield ReconciliationColumns((first, ends[first].framework), (last, ends[last].framework), choice)


def _strictly_between(columns: Sequence[int], left: int, right: int) -> tuple[int, ...]:
    """Return those of ``columns``, in their order, that lie between two."""
    return tuple(columns[bisect_right(columns, left) : bisect_left(columns, right)])


def _without_remarks(indexes: Iterable[int], headings: Headings) -> tuple[int, ...]:
    return tuple(index for index in indexes if not is_remark(headings[index]))


def _measures_of_management(
    headings: Headings, rows: Sequence[TableRow], titles: Sequence[str]
) -> list[ReconciliationColumns]:
    """Return the outermost columns as ends where titles speak of performance measures and the figures prove it."""
    if not any(OF_PERFORMANCE_MEASURES.search(title) for title in titles):
        return []
    indexes = _without_remarks(sorted(headings), headings)
    if len(indexes) < 3:
        return []
    first, *between, last = indexes
    names = _heading_of_end(headings[first]), _heading_of_end(headings[last])
    ends = ReconciliationColumns((first, as_printed(names[0])), (last, as_printed(names[1])), tuple(between))
    return [ends] if all(names) and _surplus_of_casts(rows, ends, headings) > 0 else []


def _days_beside_another(headings: Headings) -> dict[int, int]:
    """Return the ordinal of the day that heads a column, where the day before or after heads another.

    So do ``31 December 2017`` and ``1 January 2018``.
    """
    days = {
        index: date(words.year, words.month, words.day).toordinal()
        for index, texts in headings.items()
        if (words := words_of(texts)).is_day_of_a_year and words.year and words.month and words.day
    }
    all_days = set(days.values())
    return {index: day for index, day in days.items() if day - 1 in all_days or day + 1 in all_days}


def _text_of_day(texts: Sequence[str]) -> str:
    return next((text for text in reversed(texts) if words_in(text).year), texts[-1])


def _surplus_of_casts(rows: Sequence[TableRow], ends: ReconciliationColumns, headings: Headings) -> int:
    """Return ``Casts.surplus`` of the ends; a column that is called a sum is left out if that proves more."""
    without_sums = tuple(index for index in ends.differences if not is_named_sum(headings[index]))
    return max(count_casts(rows, replace(ends, differences=kept)).surplus for kept in (without_sums, ends.differences))


def _columns_naming_frameworks(headings: Headings, *, strictly: bool) -> list[End]:
    return [
        (index, framework)
        for index, texts in headings.items()
        if (framework := _framework_above(texts, strictly=strictly)) and not is_translation(texts, headings)
    ]


def _ends_named_by_titles(headings: Headings, rows: Sequence[TableRow], frameworks: Sequence[str]) -> list[End]:
    """Return the ends where headings say only ``As reported`` and ``As adjusted``, and the figures prove them."""
    indexes = list(headings)
    if len(indexes) < 3 or not AS_REPORTED.search(lowest_name(headings[indexes[0]])):
        return []
    source, target = map(Framework, frameworks)
    ends = ReconciliationColumns((indexes[0], source), (indexes[-1], target), tuple(indexes[1:-1]))
    return [ends.as_reported, ends.result] if count_casts(rows, ends).passes >= ENOUGH_ROWS else []


def _with_unnamed_end(
    named_ends: list[End], headings: Headings, rows: Sequence[TableRow], are_measures: bool
) -> list[End]:
    """Return the ends, with those of the other framework, which no heading names, where the figures prove them.

    ``As reported | Leases | IFRS``: a column headed as reported, or the first before (or last behind) the named ones,
    that adds up with what stands between. Its framework is what its heading says. ``are_measures``: whether a measure
    of the company's own may be an end, as titles say.
    """
    framework = named_ends[0][1]
    ends = list(named_ends)
    named = {index for index, _ in named_ends}
    others = sorted(index for index in headings if index not in named and not is_translation(headings[index], headings))
    reported = [index for index in others if AS_REPORTED.search(lowest_name(headings[index]))]
    differences = [index for index in others if not is_named_sum(headings[index])]
    for index in sorted(named):
        candidates = _nearest(reported, index)
        candidates += [
            column for column in _outermost(others, index, named) if not is_only_a_period(" ".join(headings[column]))
        ]
        for candidate in dict.fromkeys(candidates):
            name = simplify(lowest_name(headings[candidate]))
            between = _strictly_between(differences, *sorted((index, candidate)))
            if not 0 < len(between) <= MOST_DIFFERENCES or (OWN_MEASURE.search(name) and not are_measures):
                continue
            other = _framework_of_unnamed_end(headings[candidate], is_source=candidate < index)
            directions = (
                ReconciliationColumns((candidate, other), (index, framework), between),
                ReconciliationColumns((index, framework), (candidate, other), between),
            )
            if max(count_casts(rows, direction).passes for direction in directions) >= ENOUGH_ROWS:
                ends.append((candidate, other))
                break
    return sorted(set(ends), key=lambda end: end[0])


def _framework_of_unnamed_end(texts: tuple[str, ...], *, is_source: bool) -> Framework:
    heading = _heading_of_end(texts)
    if end := end_of_change(heading):
        return end.framework
    return as_printed(heading) if heading else UNNAMED[0 if is_source else 1]


def _nearest(columns: Sequence[int], index: int) -> list[int]:
    """Return the ``NEXT_ENDS`` columns on each side of one, in their order."""
    place = bisect_left(columns, index)
    return list(columns[max(place - NEXT_ENDS, 0) : place + NEXT_ENDS])


def _outermost(columns: Sequence[int], index: int, named: Collection[int]) -> Iterator[int]:
    """Yield the first and the last of ``columns`` that no other named end parts from the one at ``index``."""
    low = max((end for end in named if end < index), default=-1)
    high = min((end for end in named if end > index), default=columns[-1] + 1 if columns else 0)
    beside = [column for column in columns if low < column < high]
    yield from dict.fromkeys((*columns[:1], *beside[:1], *beside[-1:], *columns[-1:]))


def _pairs(named_ends: Sequence[End]) -> Iterator[tuple[End, End]]:
    """Yield neighbouring columns of two frameworks, left to right, each column in one pair."""
    left: End | None = None
    for right in named_ends:
        if left and not is_same_framework(left[1].name, right[1].name):
            yield left, right
            left = None
        else:
            left = right


def _heading_of_end(texts: tuple[str, ...]) -> str:
    """Return what heads a column of an end, without its period, unit and note."""
    plain_texts = (
        " ".join((_without_period(text) if words_in(text).year else text).split())
        for text in map(without_unit, map(without_note, (*reversed(texts), lowest_name(texts))))
    )
    candidates = list(plain_texts)
    return next((text for text in candidates if framework_in(text) or end_of_change(text)), candidates[-1])


def _without_period(heading: str) -> str:
    """Return a heading without its period; where what is left is an end by its words, with every one of them."""
    beside = beside_period(heading)
    return beside if end_of_change(beside) and not framework_in(beside) else without_period(heading)


def _framework_above(texts: tuple[str, ...], *, strictly: bool) -> Framework | None:
    """Return the framework that the lowest heading of a column names; headings that span it may reach too far.

    ``strictly``: only where it names nothing else, as ``Classification of warrants under IFRS`` does.
    """
    lowest = lowest_name(texts)
    if strictly and framework_in(lowest) and not names_only_a_framework(lowest):
        return None
    if ADJUSTMENT_WORD.search(lowest):
        return None
    if not framework_in(lowest) and (AS_REPORTED.search(lowest) or ONLY_AN_AMOUNT.match(lowest)):
        spanner = next((text for text in reversed(texts) if framework_in(text)), "")
        name = None if ADJUSTMENT_WORD.search(spanner) else framework_in(spanner)
        return Framework(name) if name else None
    if not framework_in(lowest):
        return None
    framework = as_printed(_heading_of_end(texts))
    name = next((name for text in reversed(texts) if (name := framework_in(text))), framework.name)
    return replace(framework, name=name)  # ``SFRS(I)`` is no note
