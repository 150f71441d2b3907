"""Differences that only one table names: a known difference under another name, or an additional one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.facts import Fact, fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import CellRef
from workbench.domain.subjects import AdjustmentSubject
from workbench.importing.report.findings import CHECK
from workbench.importing.report.parts_of_sentences import name_first, quote_all
from workbench.importing.sheets.detected import Detected, DetectedEntryList, Tabular

MOST_NAMED = 5
"""The most other differences that a message names."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, or a list of entries, and the differences that it names."""

    where: CellRef
    name: Fact
    differences: frozenset[AdjustmentId]
    part: Detected

    def place_of(self, difference: AdjustmentId) -> tuple[CellRef, ...]:
        """Return the table, and the first cell in which it states the difference."""
        part = self.part
        if isinstance(part, DetectedEntryList):
            cells = [entry.reading.cell for entry in part.entries if entry.difference == difference]
        else:
            columns = {column.index for column in part.columns if column.adjustment_or_currency == difference}
            cells = [row.readings[index].cell for row in part.rows for index in columns & row.readings.keys()]
        return (self.where, *(CellRef(part.file, part.sheet.name, cell.ref) for cell in cells[:1]))


def lone_names(parts: Sequence[Detected], names: Mapping[AdjustmentId, str]) -> Iterator[Finding]:
    """Yield each difference that only one of several tables names.

    It is a warning if that table lacks differences that others name: it may be one of them. Otherwise it is
    information: it is an additional one. Two that may be the same are reported once.
    """
    tables = list(_tables(parts))
    if len(tables) < 2:
        return
    times = Counter(difference for table in tables for difference in table.differences)
    pairs_reported: set[frozenset[AdjustmentId]] = set()
    for table in tables:
        names_lacking = [other for other in names if other not in table.differences and times[other]]
        for difference in names:
            if difference not in table.differences or times[difference] > 1:
                continue
            alternatives = [other for other in names_lacking if frozenset((other, difference)) not in pairs_reported]
            pairs_reported |= {frozenset((other, difference)) for other in alternatives}
            if alternatives or not names_lacking:
                yield _finding(difference, names, table, alternatives)


def _finding(
    difference: AdjustmentId, names: Mapping[AdjustmentId, str], table: _Table, alternatives: Sequence[AdjustmentId]
) -> Finding:
    name, where, subject = names[difference], table.place_of(difference), AdjustmentSubject(difference)
    if not alternatives:
        told = fact("difference-of-one-table", name=name, table=table.name)
        return Finding(CHECK, FindingStatus.INFORMATION, told, None, where, subject)
    others = name_first(quote_all(names[alternative] for alternative in alternatives), MOST_NAMED)
    told = fact("difference-maybe-another", name=name, table=table.name, count=len(alternatives), others=others)
    return Finding(CHECK, FindingStatus.WARNING, told, None, where, subject)


def _tables(parts: Iterable[Detected]) -> Iterator[_Table]:
    """Yield the tables that name differences; a list of entries once, although each statement is a part."""
    seen_lists = set()
    parts_with_names = [part for part in parts if part.differences]
    on_sheet = Counter((part.file, part.sheet.name) for part in parts_with_names if isinstance(part, Tabular))
    for part in parts_with_names:
        key = part.file, part.sheet.name
        if isinstance(part, DetectedEntryList) and (*key, part.differences) in seen_lists:
            continue
        seen_lists.add((*key, part.differences))
        name = fact("on-sheet", sheet=part.sheet.name)
        if on_sheet[key] > 1:
            name = fact("in-area-of-sheet", sheet=part.sheet.name, area=str(part.area))
        yield _Table(part.place, name, frozenset(map(AdjustmentId, part.differences)), part)
