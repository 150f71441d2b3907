"""One statement in one period as a table: rows in printed order, and caption, as reported, each difference, result.

The grid, review workbook, JSON and long table are written from it. Rows and columns are built once and amounts on
each call, only when needed: a grid paints a few hundred of a million cells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineRole, LineUnit, Statement, Total
from workbench.engine import Results
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.remainders import Remainder, by_last_part, remainders_of
from workbench.presentation.states import ColumnState, is_held_by_none, state_of
from workbench.presentation.units import money_unit
from workbench.wording.names import name_of_difference


class ColumnKind(Enum):
    CAPTION = auto()
    AS_REPORTED = auto()
    EFFECT = auto()
    RESULT = auto()
    CHANGE = auto()
    """Only in a comparison, like the next."""
    CHANGE_IN_PERCENT = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """``adjustment``: empty unless the column shows effects."""

    kind: ColumnKind
    adjustment: AdjustmentId = NO_ADJUSTMENT


CAPTION_COLUMN = Column(ColumnKind.CAPTION)
REPORTED_COLUMN = Column(ColumnKind.AS_REPORTED)
RESULT_COLUMN = Column(ColumnKind.RESULT)


class Heading(NamedTuple):
    """The name of a column, and its state in words; empty for captions."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a line, or the remainder of a total (then ``remainder`` is set and ``line`` is the total).

    ``rule``: a rule is drawn above, because parts precede it. ``is_final``: it does not count in another total.
    ``last_child``: the number of the last row that folds away with it; its own if there is none.
    """

    line: Line
    depth: int
    total: Total | None = None
    remainder: Remainder | None = None
    has_rule_above: bool = False
    is_final: bool = False
    last_child: int = -1

    @property
    def is_heading(self) -> bool:
        return self.line.role is LineRole.HEADING and self.remainder is None

    @property
    def caption(self) -> Phrase | str:
        """The source's caption of the line; for a remainder, a description."""
        return self.remainder.caption if self.remainder else self.line.name

    @property
    def both_captions(self) -> Phrase | str:
        """What both frameworks call the line, the second where it differs: ``Net assets / Equity``."""
        target = "" if self.remainder else self.line.target_caption
        if target in ("", self.line.name):
            return self.caption
        return phrase("{caption} / {target_caption}", caption=self.line.name, target_caption=target)


class SourceCell(NamedTuple):
    """One cell of a statement: where a view takes what it shows."""

    table: "StatementTable"
    row: Row
    column: Column


@dataclass(frozen=True, eq=False)
class StatementTable:
    """``only``: the lines shown, with the headings above them; None: all. ``hidden``: columns that are not shown."""

    results: Results
    statement: Statement
    period: PeriodId
    only: frozenset[LineId] | None = None
    hidden: frozenset[AdjustmentId] = frozenset()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Caption, as reported, each adjustment of the period whose column is not hidden, result."""
        adjustments = self.results.project.adjustments_of(self.statement, self.period)
        shown = (adjustment.id for adjustment in adjustments if adjustment.id not in self.hidden)
        effects = (Column(ColumnKind.EFFECT, adjustment) for adjustment in shown)
        return (CAPTION_COLUMN, REPORTED_COLUMN, *effects, RESULT_COLUMN)

    @cached_property
    def figure_columns(self) -> tuple[Column, ...]:
        """The columns that may hold figures: as reported alone if the period is not reconciled."""
        return self.columns[1:] if self.is_reconciled else (REPORTED_COLUMN,)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        remainders = remainders_of(self.results, self.statement, self.period)
        return rows_with_remainders(self.statement, self.only, remainders)

    @cached_property
    def remainders(self) -> dict[LineId, Remainder]:
        """The remainders shown, by total."""
        return {row.line.id: row.remainder for row in self.rows if row.remainder}

    @property
    def is_reconciled(self) -> bool:
        return self.period in self.statement.reconciled

    @cached_property
    def states_nothing(self) -> bool:
        """True while no figure of the period is stated, as in the new period after a roll-forward."""
        return all(self.statement.figure(line.id, self.period) is None for line in self.statement.lines)

    @property
    def is_locked(self) -> bool:
        """True for a comparative that stays as an earlier project published it."""
        return self.results.project.is_locked(self.statement.id, self.period)

    @property
    def is_held_by_none(self) -> bool:
        """True for a comparative that no earlier project holds."""
        return is_held_by_none(self.results.project, self.statement.id, self.period)

    def with_results(self, results: Results, statement: Statement) -> "StatementTable":
        """Return the same rows and columns for other results and the present version of ``statement``."""
        table = StatementTable(results, statement, self.period, self.only, self.hidden)
        for name in ("columns", "rows", "remainders"):
            if name in self.__dict__:
                table.__dict__[name] = self.__dict__[name]
        return table

    def state(self, column: Column) -> ColumnState | None:
        """Return the state of a column under the current switches; None for captions."""
        project = self.results.project
        match column.kind:
            case ColumnKind.CAPTION:
                return None
            case ColumnKind.AS_REPORTED:
                return ColumnState.LOCKED if self.is_locked else ColumnState.AS_REPORTED
            case ColumnKind.EFFECT:
                return ColumnState.ON if column.adjustment in project.enabled else ColumnState.OFF
        if not self.is_reconciled:
            return ColumnState.HELD_BY_NONE if self.is_held_by_none else ColumnState.NOT_RECONCILED
        return ColumnState.AS_REPORTED if state_of(project).is_complete else ColumnState.ILLUSTRATIVE

    def heading(self, column: Column, words: Words) -> Heading:
        state = self.state(column)
        return Heading(self._name(column, words), say(state.value, words) if state else "")

    def possible_names(self, column: Column, words: Words) -> tuple[str, ...]:
        """Return every name that a column may have under any state of the switches."""
        if column.kind is ColumnKind.RESULT and self.is_reconciled:
            state = state_of(self.results.project)
            return state.complete_heading, state.partial_heading(words)
        return (self._name(column, words),)

    def _name(self, column: Column, words: Words) -> str:
        project = self.results.project
        match column.kind:
            case ColumnKind.CAPTION:
                return money_unit(project, words)
            case ColumnKind.AS_REPORTED:
                return project.frameworks.source.label
            case ColumnKind.EFFECT:
                return name_of_difference(project.adjustment_by_id[column.adjustment], words)
        state = state_of(project)
        return state.result_heading(words) if self.is_reconciled else state.complete_heading

    def amount(self, row: Row, column: Column) -> Decimal | None:
        """Return the exact figure of a cell; None if there is none, or it is unknown."""
        if row.remainder is None:
            return None if row.is_heading else self.figure(row.line, column)
        match column.kind:
            case ColumnKind.AS_REPORTED:
                return row.remainder.as_reported
            case ColumnKind.EFFECT:
                return row.remainder.effects[column.adjustment]
            case ColumnKind.RESULT if self.is_reconciled:
                return row.remainder.result(self.results.project.enabled)
        return None

    def figure(self, line: Line, column: Column) -> Decimal | None:
        """Return the exact figure of a line in a column; None if there is none, or it is unknown."""
        if adjustment := column.adjustment:
            is_known = self.results.is_effect_known(adjustment, line.id, self.period)
            return self.results.effect(adjustment, line.id, self.period) if is_known else None
        if column.kind is ColumnKind.AS_REPORTED:
            return self.statement.figure(line.id, self.period)
        return self.results.figure(line.id, self.period) if column.kind is ColumnKind.RESULT else None

    def figures(self, column: Column) -> list[Decimal | None]:
        """Return ``figure`` of every line in printed order, headings included: a column at once."""
        if column.adjustment:
            return self.results.effects_of_lines(column.adjustment, self.statement, self.period)
        if column.kind is ColumnKind.AS_REPORTED:
            return [self.statement.figure(line.id, self.period) for line in self.statement.lines]
        return self.results.figures_of_lines(self.statement, self.period)

    def shown_amount(self, row: Row, column: Column) -> Decimal | None:
        """Return the figure of a cell; None for a nil effect on a non-monetary line, which shows no dash."""
        amount = self.amount(row, column)
        is_nil_effect = column.kind is ColumnKind.EFFECT and not amount
        return None if is_nil_effect and row.remainder is None and row.line.unit is not LineUnit.MONEY else amount

    def is_known(self, line: Line, column: Column) -> bool:
        """False if no source states the figure, or if it or an effect in it is an error in its source."""
        match column.kind:
            case ColumnKind.AS_REPORTED:
                return (line.id, self.period) not in self.statement.unknown
            case ColumnKind.EFFECT:
                return self.results.is_effect_known(column.adjustment, line.id, self.period)
            case ColumnKind.RESULT:
                return not self.is_reconciled or self.results.is_known(line.id, self.period)
        return True

    def is_unknown(self, row: Row, column: Column) -> bool:
        """True if a cell shows no figure because it is unknown, rather than because there is none."""
        is_figure = not row.is_heading and row.remainder is None
        return is_figure and self.shown_amount(row, column) is None and not self.is_known(row.line, column)


def stands_below_its_parts(statement: Statement, line: LineId) -> bool:
    """True for a total with a part above it: a rule is drawn between them."""
    place = statement.place_of
    return any(place[part] < place[line] for part, _ in statement.graph.parts(line))


def rows_with_remainders(
    statement: Statement, only: frozenset[LineId] | None, remainders: Iterable[Remainder]
) -> tuple[Row, ...]:
    """Return the rows of a statement: its lines, those of ``only`` if it is given, and each remainder in its place."""
    remainders_below = by_last_part(statement, remainders)
    rows: list[Row] = []
    for line in statement.lines:
        if only is None or line.id in only or line.role is LineRole.HEADING:
            rows.append(_row(statement, line))
        rows += [
            Row(statement.line_by_id[remainder.total], len(line.section), remainder=remainder)
            for remainder in remainders_below.get(line.id, ())
            if only is None or remainder.total in only
        ]
    if only is not None:
        rows = list(_without_empty_headings(rows))
    return tuple(_with_children(rows))


def _row(statement: Statement, line: Line) -> Row:
    total = statement.total_of.get(line.id)
    if total is None:
        return Row(line, len(line.section))
    rule = stands_below_its_parts(statement, line.id)
    is_final = rule and not statement.graph.totals_above(line.id)
    return Row(line, len(line.section), total, has_rule_above=rule, is_final=is_final)


def _path(row: Row) -> tuple[str, ...]:
    """Return the beginning of the section of every row under this one."""
    return (*row.line.section, row.line.caption)


def _is_under(row: Row, path: tuple[str, ...]) -> bool:
    return row.line.section[: len(path)] == path


def _without_empty_headings(rows: list[Row]) -> Iterator[Row]:
    kept_rows: list[Row] = []
    for row in reversed(rows):
        if not row.is_heading or (kept_rows and _is_under(kept_rows[-1], _path(row))):
            kept_rows.append(row)
    return reversed(kept_rows)


def _with_children(rows: list[Row]) -> Iterator[Row]:
    """Yield each row with the last one under it. Takes time in proportion to rows times depth."""
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
        yield Row(row.line, row.depth, row.total, row.remainder, row.has_rule_above, row.is_final, last)
