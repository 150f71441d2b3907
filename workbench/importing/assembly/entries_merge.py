"""Folds a list of entries into the rows of a statement: each entry is matched to its line by name and section, in any
order."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from heapq import heappop, heappush

from rapidfuzz import fuzz, process

from workbench.domain.facts import fact
from workbench.domain.periods import Period
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Concept, LineUnit
from workbench.importing.assembly.merge import SAME_CAPTION, CellFigure, Decision, MergedRow, MergedStatement, figure_of
from workbench.importing.language.catalogue import CatalogueLine, catalogue_line_of
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import (
    DECLARED_TOTAL,
    TEXTS_REMEMBERED,
    TOTAL_CAPTION,
    normalise,
    spellings,
    unit_of,
)
from workbench.importing.sheets.detected import DetectedEntryList
from workbench.importing.sheets.entry_lists import ListedEntry

ALIKE_ENOUGH = 88.0
"""The least similarity (0 to 100) at which a name without a better match is read as the same line, with a doubt."""
PARTS_OF_EQUITY = frozenset((Concept.PAID_IN_CAPITAL, Concept.RETAINED_EARNINGS))


@dataclass
class _Group:
    """The entries on one line, in the order of the list."""

    caption: str
    section: str
    entries: list[ListedEntry]


def fold_entries(merged: MergedStatement, entry_list: DetectedEntryList, scale: int) -> None:
    """Add the entries of a list to the lines they name; insert lines that no table prints; add to the decisions.

    ``scale``: the project's, to which amounts are converted.
    """
    factor = Decimal(entry_list.scale or scale) / scale
    groups = _groups(entry_list.entries)
    lines = _Lines(merged.rows)
    named_rows = [_line_of(lines, group, entry_list, merged.decisions) for group in groups]
    places, placed_entries = _Places(merged.rows), _PlacedEntries()
    for group, row in zip(groups, named_rows, strict=True):
        if row is not None:
            placed_entries.add(group, row)
    line_before: MergedRow | None = None
    for group, row in zip(groups, named_rows, strict=True):
        line = row
        if line is None:
            line = MergedRow([group.caption], is_heading=False, bold=False, indent=0, section_in_list=group.section)
            place, is_sure = _place_of(places, group, line_before, placed_entries.line_after(group))
            merged.decisions.append(_decision_on_place(merged.rows, place, group, entry_list, is_sure))
            places.insert(place, line)
            placed_entries.add(group, line)
        elif group.caption not in line.captions:
            line.captions.append(group.caption)
        unit = unit_of(line.caption, line.section, is_percent=False)
        line.figures += [_figure_of_entry(entry, entry_list, unit, factor) for entry in group.entries]
        line_before = line


def _groups(entries: Iterable[ListedEntry]) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for entry in entries:
        caption = " ".join(entry.line.text.split())
        key = normalise(entry.section), normalise(caption)
        groups.setdefault(key, _Group(caption, entry.section, [])).entries.append(entry)
    return list(groups.values())


def _figure_of_entry(entry: ListedEntry, entry_list: DetectedEntryList, unit: LineUnit, factor: Decimal) -> CellFigure:
    amount, slack, cut = figure_of(entry.reading, unit.most_decimals, factor)
    return CellFigure(
        entry.period,
        FigureRole.ENTRY,
        entry.difference,
        None if amount is None else amount * entry.factor,
        entry.reading,
        entry_list.file,
        entry_list.sheet.name,
        is_primary=False,
        is_debit_less_credit=entry.is_debit_less_credit,
        slack=slack,
        cut_off=cut * entry.factor,
    )


class _Lines:
    """The lines of a statement by name, to find the line most similar to a name."""

    def __init__(self, rows: Iterable[MergedRow]) -> None:
        self._rows = [row for row in rows if not row.is_heading]
        self._rows_by_name: dict[str, list[int]] = {}
        self._by_section_and_name: dict[str, MergedRow] = {}
        self._rows_by_concept: dict[CatalogueLine, list[int]] = {}
        for number, row in enumerate(self._rows):
            for name in {normalise(spelling) for caption in row.captions for spelling in spellings(caption)}:
                self._rows_by_name.setdefault(name, []).append(number)
            if row.section:
                self._by_section_and_name.setdefault(_section_and_name(row), row)
            concept = catalogue_line_of(row.caption)
            if concept is not None:
                self._rows_by_concept.setdefault(concept, []).append(number)
        self._names = list(self._rows_by_name)

    def line_by_section_and_name(self, name: str) -> MergedRow | None:
        return self._by_section_and_name.get(name)

    def lines_most_like(self, caption: str) -> tuple[float, list[MergedRow]]:
        """Return the lines most similar to ``caption``, top to bottom, and their similarity (0 to 100)."""
        names, concept = [normalise(spelling) for spelling in spellings(caption)], catalogue_line_of(caption)
        scores = {number: 100.0 for name in names for number in self._rows_by_name.get(name, ())}
        if not scores:
            for number in self._rows_by_concept.get(concept, ()) if concept else ():
                scores[number] = SAME_CAPTION
            for name in names:
                matches = process.extract(name, self._names, scorer=fuzz.ratio, score_cutoff=ALIKE_ENOUGH, limit=None)
                for name_alike, score, _ in matches:
                    for number in self._rows_by_name[name_alike]:
                        scores[number] = max(score, scores.get(number, 0.0))
        best = max(scores.values(), default=0.0)
        return best, [self._rows[number] for number in sorted(scores) if scores[number] == best]


def _line_of(
    lines: _Lines, group: _Group, entry_list: DetectedEntryList, decisions: list[Decision]
) -> MergedRow | None:
    """Return the line that a group of entries names; where several do, the one in its section; None if none."""
    line = lines.line_by_section_and_name(normalise(group.caption))
    if line is not None:
        return line
    best_score, candidates = lines.lines_most_like(group.caption)
    if not candidates:
        return None
    where = CellRef(entry_list.file, entry_list.sheet.name, group.entries[0].line.ref)
    in_section = [row for row in candidates if _is_in_section(row, group.section)]
    chosen_line = (in_section or candidates)[0]
    if best_score < SAME_CAPTION:
        decisions.append(
            Decision(
                group.caption,
                fact("the-line", line=chosen_line.caption),
                fact("captions-alike"),
                where,
                is_doubtful=True,
            )
        )
    if len(in_section or candidates) > 1:
        alternatives = tuple(
            fact("line-under", line=row.caption, section=" / ".join(row.section))
            for row in (in_section or candidates)[1:]
        )
        evidence = fact("first-of-several-lines")
        decisions.append(
            Decision(
                group.caption,
                fact("the-line-under", section=" / ".join(chosen_line.section)),
                evidence,
                where,
                alternatives,
                True,
            )
        )
    return chosen_line


def _section_and_name(row: MergedRow) -> str:
    """Return ``Cost of sales vehicle sales``: how a list without sections distinguishes repeated captions."""
    return normalise(f"{row.section[-1]} {row.caption}")


def _is_in_section(row: MergedRow, section: str) -> bool:
    return bool(section) and any(
        _is_one_section(section, heading)
        for heading in (*row.section[-1:], *([row.section_in_list] if row.section_in_list else ()))
    )


@lru_cache(maxsize=TEXTS_REMEMBERED)
def _is_one_section(section: str, heading: str) -> bool:
    return fuzz.ratio(normalise(section), normalise(heading)) >= SAME_CAPTION


ROOM = 1 << 256
"""The gap between the numbers of two rows: wide enough for many insertions before all are numbered again."""


class _Places:
    """The rows of a statement while lines are inserted: the position of each, and the last line of each section.

    Rows have ascending numbers with gaps between them, so finding one needs no full search.
    """

    def __init__(self, rows: list[MergedRow]) -> None:
        self.rows = rows
        self._last_by_section: dict[str, MergedRow | None] = {}
        self._number_all()

    def _number_all(self) -> None:
        self._numbers = [ROOM * place for place in range(1, len(self.rows) + 1)]
        self._number_of = {id(row): number for row, number in zip(self.rows, self._numbers, strict=True)}

    def place_of(self, row: MergedRow) -> int:
        return bisect_left(self._numbers, self._number_of[id(row)])

    def insert(self, place: int, row: MergedRow) -> None:
        before = self._numbers[place - 1] if place else 0
        after = self._numbers[place] if place < len(self.rows) else before + 2 * ROOM
        number = (before + after) // 2
        self.rows.insert(place, row)
        if number == before:
            self._number_all()
        else:
            self._numbers.insert(place, number)
            self._number_of[id(row)] = number
        for section, last in self._last_by_section.items():
            if _is_in_section(row, section) and (last is None or self.place_of(last) < place):
                self._last_by_section[section] = row

    def last_place_in(self, section: str) -> int | None:
        """Return the position of the last line of a section; None if it has none."""
        if section and section not in self._last_by_section:
            inside = (row for row in reversed(self.rows) if _is_in_section(row, section) and not row.is_heading)
            self._last_by_section[section] = next(inside, None)
        last = self._last_by_section.get(section)
        return None if last is None else self.place_of(last)


class _PlacedEntries:
    """The entries of a list whose lines have a place; used for lines without one, top to bottom."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, Period], list[tuple[int, int]]] = {}
        self._lines: list[MergedRow] = []

    def add(self, group: _Group, line: MergedRow) -> None:
        section = normalise(group.section)
        for entry in group.entries:
            heappush(self._entries.setdefault((section, entry.period), []), (entry.row, len(self._lines)))
        self._lines.append(line)

    def line_after(self, group: _Group) -> MergedRow | None:
        """Return the line of the next entry of the same section and period; None if none follows."""
        first_entry = group.entries[0]
        entries = self._entries.get((normalise(group.section), first_entry.period), [])
        while entries and entries[0][0] <= first_entry.row:
            heappop(entries)  # groups come in the order of their first rows: this entry follows none of them
        return self._lines[entries[0][1]] if entries else None


def _place_of(
    places: _Places, group: _Group, line_before: MergedRow | None, line_after: MergedRow | None
) -> tuple[int, bool]:
    """Return the place for a line that no table prints, and whether its section or its concept determines it.

    A total goes after the line before it in the list, which it adds up. Any other line goes before the one that
    follows it in its section of the list; else at the end of its section, before a total; a part of equity before the
    total of equity; else after the line before it in the list.

    ``line_before``, ``line_after``: of the list, with a place already; the latter in the same section and period.
    """
    if line_before is not None and DECLARED_TOTAL.match(group.caption):
        return places.place_of(line_before) + 1, True
    if line_after is not None:
        return places.place_of(line_after), bool(group.section)
    last = places.last_place_in(group.section)
    if last is not None:
        return (last if TOTAL_CAPTION.search(places.rows[last].caption) else last + 1), True
    concept = catalogue_line_of(group.caption)
    if concept is not None and concept.concept in PARTS_OF_EQUITY:
        for index, row in enumerate(places.rows):
            if _is_total_of_equity(row):
                return index, True
    return (len(places.rows) if line_before is None else places.place_of(line_before) + 1), False


def _decision_on_place(
    rows: Sequence[MergedRow], place: int, group: _Group, entry_list: DetectedEntryList, is_sure: bool
) -> Decision:
    outcome = fact("line-before", line=rows[place].caption) if place < len(rows) else fact("line-at-end")
    evidence = fact("placed-by-section") if is_sure else fact("place-not-told")
    where = CellRef(entry_list.file, entry_list.sheet.name, group.entries[0].line.ref)
    return Decision(group.caption, outcome, evidence, where, is_doubtful=not is_sure)


def _is_total_of_equity(row: MergedRow) -> bool:
    name = simplify(normalise(row.caption))
    is_equity = "equity" in name or "deficit" in name or "权益" in name
    return not row.is_heading and is_equity and "liabilities" not in name and bool(TOTAL_CAPTION.search(row.caption))
