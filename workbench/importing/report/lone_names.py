"""Differences that only one table names: another difference in other words, or one more."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import CellRef, FigureRole
from workbench.importing.report.import_findings import CHECK, first_named
from workbench.importing.sheets.detected import DetectedTable

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, or a list of entries, and the differences that it names."""

    where: CellRef
    name: str
    differences: frozenset[AdjustmentId]
    block: DetectedTable

    def place_of(self, difference: AdjustmentId) -> tuple[CellRef, ...]:
        """Return the table, and the first cell in which it states the difference."""
        columns = {column.index for column in self.block.columns if column.adjustment_or_currency == difference}
        cells = [row.readings[index].cell for row in self.block.rows for index in columns & row.readings.keys()]
        cells += [entry.reading.cell for entry in self.block.entries if entry.difference == difference]
        first = tuple(CellRef(self.block.file, self.block.sheet.name, cell.ref) for cell in cells[:1])
        return (self.where, *first)


def lone_names(blocks: Sequence[DetectedTable], names: Mapping[AdjustmentId, str]) -> Iterator[Finding]:
    """Yield each difference that only one of several tables names.

    A warning where that table lacks differences that others name: it may be one of them. Information where it does
    not: it is one more. Two that may be each other are said once.
    """
    tables = list(_tables(blocks))
    if len(tables) < 2:
        return
    times = Counter(difference for table in tables for difference in table.differences)
    said: set[frozenset[AdjustmentId]] = set()
    for table in tables:
        lacking = [each for each in names if each not in table.differences and times[each]]
        for difference in names:
            if difference not in table.differences or times[difference] > 1:
                continue
            rivals = [each for each in lacking if frozenset((each, difference)) not in said]
            said |= {frozenset((each, difference)) for each in rivals}
            if rivals or not lacking:
                yield _finding(difference, names, table, rivals)


def _finding(
    difference: AdjustmentId, names: Mapping[AdjustmentId, str], table: _Table, rivals: Sequence[AdjustmentId]
) -> Finding:
    name, where = names[difference], table.place_of(difference)
    if not rivals:
        message = f"'{name}' is named only on {table.name}, beside every difference that another table names."
        return Finding(CHECK, FindingStatus.INFORMATION, message, None, where)
    others = first_named([f"'{names[rival]}'" for rival in rivals], MOST_NAMED)
    verb, they = ("is", "they may be one difference") if len(rivals) == 1 else ("are", "it may be one of them")
    message = (
        f"'{name}' is named only on {table.name}; {others} {verb} not: {they}. Give one difference one name everywhere."
    )
    return Finding(CHECK, FindingStatus.WARNING, message, None, where)


def _tables(blocks: Iterable[DetectedTable]) -> Iterator[_Table]:
    """Yield the tables that name differences; a list of entries once, though its statements are blocks of their own."""
    lists = set()
    naming = [block for block in blocks if _differences(block)]
    on_sheet = Counter((block.file, block.sheet.name) for block in naming if not block.entries)
    for block in naming:
        key = block.file, block.sheet.name
        if block.entries and (*key, block.differences) in lists:
            continue
        lists.add((*key, block.differences))
        area = block.area
        name = f"sheet '{block.sheet.name}'"
        if on_sheet[key] > 1:
            name += f", {area}"
        yield _Table(CellRef(*key, area.first), name, _differences(block), block)


def _differences(block: DetectedTable) -> frozenset[AdjustmentId]:
    stated = (column.adjustment_or_currency for column in block.columns if column.role is FigureRole.ADJUSTMENT)
    return frozenset((*stated, *block.differences))
