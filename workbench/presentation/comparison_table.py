"""One statement with chosen columns side by side: periods, frameworks, scenarios, and the change between two.

Rows are those of the statement in the period shown, with the remainders of any other period compared. Amounts are
looked up on each call, in the statement's table for the period of their column.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from workbench.domain.amounts import PRECISE
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineUnit, Statement
from workbench.engine import Results
from workbench.phrases import Phrase, Words, phrase, say
from workbench.presentation.compared_columns import ChangeColumn, ComparedColumn
from workbench.presentation.remainders import Remainder, remainder_of
from workbench.presentation.statement_table import (
    REPORTED_COLUMN,
    Column,
    ColumnKind,
    Heading,
    Row,
    SourceCell,
    StatementTable,
    rows_with_remainders,
)
from workbench.presentation.states import ColumnState, name_of_reconciliation
from workbench.wording.periods import short_label, short_phrase

CHANGE, CHANGE_IN_PERCENT = phrase("Change"), phrase("Change %")


class Share(NamedTuple):
    """A change in percent of where it started. ``percent``: None where that says nothing."""

    percent: Decimal | None


NOT_MEANINGFUL = Share(None)
"""Of a change that starts at nil or blank, or ends with the other sign."""


def change(start: Decimal | None, end: Decimal | None) -> Decimal | None:
    """Return the change in displayed signs; None if one of the two is blank or unknown."""
    return None if start is None or end is None else end - start


def change_in_percent(start: Decimal | None, end: Decimal | None) -> Share | None:
    """Return the change in percent of the absolute start, unrounded; None if there is no end, or nothing at all."""
    if end is None:
        return None
    if start is None or (not start and end) or start * end < 0:
        return NOT_MEANINGFUL
    return Share(Decimal(0) if start == end else PRECISE.divide((end - start) * 100, abs(start)))


@dataclass(frozen=True, eq=False)
class ComparisonTable(StatementTable):
    """``shown``: the table of the statement in the period shown. ``compared``: captions, figures, changes."""

    shown: StatementTable | None = None
    compared: tuple[Column, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return self.compared

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the period shown; with those of remainders that only other periods have, if there are any."""
        more = tuple(self._remainders_elsewhere())
        if not more:
            return self._statement_table.rows
        return rows_with_remainders(self.statement, self.only, (*self._statement_table.remainders.values(), *more))

    @property
    def _statement_table(self) -> StatementTable:
        assert self.shown is not None
        return self.shown

    @cached_property
    def _tables(self) -> dict[tuple[PeriodId, str], StatementTable]:
        return {(self.period, ""): self._statement_table}

    @cached_property
    def _remainders(self) -> dict[tuple[LineId, PeriodId], Remainder | None]:
        return {}

    def table_of(self, column: ComparedColumn) -> StatementTable:
        """Return the table of the statement in the period of a column, under the switches of its scenario."""
        key = column.period, column.scenario
        if key not in self._tables:
            results = self._results_under(column.scenario)
            self._tables[key] = StatementTable(results, self.statement, column.period, self.only)
        return self._tables[key]

    def _results_under(self, scenario: str) -> Results:
        known = next((table.results for (_, name), table in self._tables.items() if name == scenario), None)
        if known is not None:
            return known
        return self.results.with_enabled(self.results.project.scenarios[scenario]) if scenario else self.results

    def source_cell(self, row: Row, column: Column) -> SourceCell | None:
        """Return the cell of a statement that a cell shows; None for a change, or if that period has no such row."""
        if isinstance(column, ChangeColumn):
            return None
        if not isinstance(column, ComparedColumn):
            return SourceCell(self._statement_table, row, column)
        if row.remainder is None:
            return SourceCell(self.table_of(column), row, column.source)
        remainder = self._remainder(row.line.id, column.period)
        there = Row(row.line, row.depth, row.total, remainder, row.has_rule_above, row.is_final, row.last_child)
        return SourceCell(self.table_of(column), there, column.source) if remainder else None

    def amount(self, row: Row, column: Column) -> Decimal | None:
        """Return the figure or the change in a cell; None if there is none, and for a change in percent."""
        if isinstance(column, ChangeColumn):
            is_amount = column.kind is ColumnKind.CHANGE
            return change(*self._ends(row, column)) if is_amount and not row.is_heading else None
        if cell := self.source_cell(row, column):
            return cell.table.amount(cell.row, cell.column)
        return self._nil_remainder(row, column) if isinstance(column, ComparedColumn) else None

    def share(self, row: Row, column: ChangeColumn) -> Share | None:
        """Return the change in percent of a cell; None for headings, and for percentages, whose change is in points."""
        if row.is_heading or row.line.unit is LineUnit.PERCENT:
            return None
        start, end = self._ends(row, column)
        return None if start is None and self._is_unknown_at(row, column.start) else change_in_percent(start, end)

    def is_known(self, line: Line, column: Column) -> bool:
        if isinstance(column, ComparedColumn):
            return self.table_of(column).is_known(line, column.source)
        return True

    def state(self, column: Column) -> ColumnState | None:
        if isinstance(column, ComparedColumn):
            return self.table_of(column).state(column.source)
        return ColumnState.COMPARED if isinstance(column, ChangeColumn) else None

    def heading(self, column: Column, words: Words) -> Heading:
        if isinstance(column, ChangeColumn):
            return Heading(say(self._name_of_change(column), words), say(self._what_differs(column), words))
        return super().heading(column, words)

    def possible_names(self, column: Column, words: Words) -> tuple[str, ...]:
        if isinstance(column, ComparedColumn) and not column.scenario:
            names = self.table_of(column).possible_names(column.source, words)
            return tuple(self._in_period(name, column, words) for name in names)
        return (self.heading(column, words).name,)

    def with_results(self, results: Results, statement: Statement) -> "ComparisonTable":
        """Return the same rows and columns; results of scenarios stay while only differences are switched."""
        table = comparison_of(self._statement_table.with_results(results, statement), self.compared)
        if "rows" in self.__dict__:
            table.__dict__["rows"] = self.rows
        before, after = self.results.project, results.project
        names = "statements", "adjustments", "scenarios"
        if all(getattr(before, name) is getattr(after, name) for name in names):
            table._tables.update({key: known for key, known in self._tables.items() if key[1]})
        return table

    def _name(self, column: Column, words: Words) -> str:
        if not isinstance(column, ComparedColumn):
            return super()._name(column, words)
        name = column.scenario or self.table_of(column).heading(column.source, words).name
        return self._in_period(name, column, words)

    def _in_period(self, name: str, column: ComparedColumn, words: Words) -> str:
        """Return a name with the period below it."""
        return "\n".join((name, short_label(self.results.project.periods[column.period], words)))

    def _name_of_change(self, column: ChangeColumn) -> Phrase:
        return CHANGE if column.kind is ColumnKind.CHANGE else CHANGE_IN_PERCENT

    def _what_differs(self, column: ChangeColumn) -> Phrase | str:
        """Return between what a change is, in short; empty beside that, and if the headings before it must tell."""
        start, end, project = column.start, column.end, self.results.project
        if column.kind is ColumnKind.CHANGE_IN_PERCENT:
            return ""
        if (start.source, start.scenario) == (end.source, end.scenario):
            return phrase("since {period}", period=short_phrase(project.periods[start.period]))
        kinds = start.kind, end.kind
        if kinds == (ColumnKind.AS_REPORTED, ColumnKind.RESULT) and start.period == end.period and not end.scenario:
            return name_of_reconciliation(project.frameworks)
        return ""

    def _ends(self, row: Row, column: ChangeColumn) -> tuple[Decimal | None, Decimal | None]:
        return self.shown_amount(row, column.start), self.shown_amount(row, column.end)

    def _is_unknown_at(self, row: Row, column: ComparedColumn) -> bool:
        """True if a blank says nothing: the figure is unknown, or its period is not reconciled."""
        has_result = column.kind is not ColumnKind.RESULT or column.period in self.statement.reconciled
        return not has_result or (row.remainder is None and not self.is_known(row.line, column))

    def _remainder(self, total: LineId, period: PeriodId) -> Remainder | None:
        key = total, period
        if key not in self._remainders:
            self._remainders[key] = remainder_of(self.results, self.statement, self.statement.total_of[total], period)
        return self._remainders[key]

    def _nil_remainder(self, row: Row, column: ComparedColumn) -> Decimal | None:
        """Return 0 for a remainder in a period whose parts explain the total fully; None if it has no such total."""
        is_stated = self.table_of(column).figure(row.line, REPORTED_COLUMN) is not None
        has_column = column.kind is not ColumnKind.RESULT or column.period in self.statement.reconciled
        return Decimal(0) if is_stated and has_column else None

    def _remainders_elsewhere(self) -> Iterator[Remainder]:
        """Yield a remainder of each total that has none in the period shown, but in another one that is compared."""
        others = dict.fromkeys(column.period for column in self.compared if isinstance(column, ComparedColumn))
        others.pop(self.period, None)
        known = self._statement_table.remainders
        for total in self.statement.totals:
            if total.line not in known and (self.only is None or total.line in self.only):
                found = (self._remainder(total.line, period) for period in others)
                if remainder := next(filter(None, found), None):
                    yield remainder


def comparison_of(shown: StatementTable, compared: tuple[Column, ...]) -> ComparisonTable:
    """Return the comparison of these columns, for the lines and the period of a statement's table."""
    return ComparisonTable(shown.results, shown.statement, shown.period, shown.only, shown.hidden, shown, compared)
