"""One statement in one period as a table: rows in printed order, and caption, as reported, each difference, result."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, Role, Statement, Total
from workbench.engine import Results
from workbench.presentation.remainders import Remainder, remainders_by_last_part


class ColumnKind(Enum):
    CAPTION = auto()
    AS_REPORTED = auto()
    EFFECT = auto()
    RESULT = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """``adjustment`` is empty but where the column shows effects."""

    kind: ColumnKind
    adjustment: AdjustmentId = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a line, or what a total's parts leave over (then ``remainder`` is set and ``line`` is the total).

    ``rule``: its parts stand above. ``is_final``: it counts in no other total. ``last_child``: the last row that
    folds away with it, itself where nothing does.
    """

    line: Line
    depth: int
    total: Total | None = None
    remainder: Remainder | None = None
    rule: bool = False
    is_final: bool = False
    last_child: int = -1

    @property
    def is_heading(self) -> bool:
        return self.line.role is Role.HEADING and self.remainder is None

    @property
    def caption(self) -> str:
        return self.remainder.caption if self.remainder else self.line.name


def columns_of(results: Results, statement: Statement, period: PeriodId) -> tuple[Column, ...]:
    """Return caption, as reported, each adjustment of the period, result."""
    effects = (Column(ColumnKind.EFFECT, each.id) for each in results.project.adjustments_of(statement, period))
    ends = (Column(ColumnKind.CAPTION), Column(ColumnKind.AS_REPORTED))
    return (*ends, *effects, Column(ColumnKind.RESULT))


def rows_of(
    results: Results, statement: Statement, period: PeriodId, only: frozenset[LineId] | None = None
) -> tuple[Row, ...]:
    """Return the rows in printed order, of all lines or ``only`` some; these keep the headings they stand under."""
    remainders = remainders_by_last_part(results, statement, period)
    rows: list[Row] = []
    place = {line.id: number for number, line in enumerate(statement.lines)}
    for line in statement.lines:
        if only is None or line.id in only or line.role is Role.HEADING:
            rows.append(_row(statement, line, place))
        rows += [
            Row(statement.line_by_id[remainder.total], len(line.section), remainder=remainder)
            for remainder in remainders.get(line.id, ())
            if only is None or remainder.total in only
        ]
    if only is not None:
        rows = list(_without_empty_headings(rows))
    return tuple(_with_children(rows))


def _row(statement: Statement, line: Line, place: dict[LineId, int]) -> Row:
    total = statement.total_of.get(line.id)
    rule = total is not None and any(place[part] < place[line.id] for part, _ in total.parts)
    is_final = rule and not statement.graph.totals_above(line.id)
    return Row(line, len(line.section), total, rule=rule, is_final=is_final)


def _path(row: Row) -> tuple[str, ...]:
    """What the rows under this one carry as the beginning of their section."""
    return (*row.line.section, row.line.caption)


def _is_under(row: Row, path: tuple[str, ...]) -> bool:
    return row.line.section[: len(path)] == path


def _without_empty_headings(rows: list[Row]) -> Iterator[Row]:
    kept: list[Row] = []
    for row in reversed(rows):
        if not row.is_heading or (kept and _is_under(kept[-1], _path(row))):
            kept.append(row)
    return reversed(kept)


def _with_children(rows: list[Row]) -> Iterator[Row]:
    """Yield each row with the last one that stands under it. Cost grows with the rows times their depth."""
    open_rows: list[tuple[int, tuple[str, ...]]] = []
    last_child = list(range(len(rows)))
    for number, row in enumerate(rows):
        while open_rows and not _is_under(row, open_rows[-1][1]):
            open_rows.pop()
        for ancestor, _ in open_rows:
            last_child[ancestor] = number
        if row.remainder is None:
            open_rows.append((number, _path(row)))
    for row, last in zip(rows, last_child, strict=True):
        yield Row(row.line, row.depth, row.total, row.remainder, row.rule, row.is_final, last)
