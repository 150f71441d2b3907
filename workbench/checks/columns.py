"""The columns in which a relation between lines may hold: as reported, and translated.

A relation that holds in other columns fails in the one where it does not. It is therefore sought in all columns at
once, and established if it holds at least twice as often as not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from workbench.checks.expressions import Figure, as_reported, figure_amount, translation
from workbench.domain.amounts import decimals_of
from workbench.domain.facts import Told, fact
from workbench.domain.findings import FindingStatus
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineUnit, Statement
from workbench.engine import Results

LEAST_HELD = 2
"""The columns in which a relation must at least hold if no caption implies it."""
HELD_PER_BROKEN, HELD_PER_FAILURE = 2, 3
"""A relation is established if it holds twice as often as not; one exception in three may have a valid reason."""


class Column(NamedTuple):
    """One period, as reported (``currency`` is empty) or translated."""

    period: PeriodId
    currency: str

    def figure(self, line: LineId) -> Figure:
        if self.currency:
            return translation(line, self.period, self.currency)
        return as_reported(line, self.period)


@dataclass(frozen=True, slots=True)
class RelationByColumn:
    """The columns in which a relation holds, and those in which it does not."""

    held: tuple[Column, ...] = ()
    broken: tuple[Column, ...] = ()

    @property
    def is_established(self) -> bool:
        return len(self.held) >= LEAST_HELD and len(self.held) >= HELD_PER_BROKEN * len(self.broken)

    @property
    def broken_status(self) -> FindingStatus:
        """The status of a column where it does not hold: a failure if it holds three times as often, else a warning."""
        return FindingStatus.FAIL if len(self.held) >= HELD_PER_FAILURE * len(self.broken) else FindingStatus.WARNING

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.held + self.broken

    @property
    def rank(self) -> tuple[int, int]:
        """A sort key that puts the better of two relations first: less often broken, then holding more often."""
        return len(self.broken), -len(self.held)


def columns_of(project: Project, statement: Statement) -> list[Column]:
    """Return the columns of a statement, those as reported first."""
    currencies = ("", *project.source_figures.translated_into)
    return [Column(period, currency) for currency in currencies for period in statement.periods]


def amount_in(results: Results, column: Column, line: Line) -> Decimal | None:
    """Return the amount of a line in a column, None if blank; shares and percentages are the same in every currency."""
    amount = figure_amount(results, column.figure(line.id)) if _has_period(results, column, line) else None
    if amount is None and column.currency and line.unit in (LineUnit.SHARES, LineUnit.PERCENT):
        return amount_in(results, Column(column.period, ""), line)
    return amount


def figure_in(results: Results, column: Column, line: Line) -> Figure:
    """Return the figure whose amount ``amount_in`` returns."""
    if column.currency and figure_amount(results, column.figure(line.id)) is None:
        return as_reported(line.id, column.period)
    return column.figure(line.id)


def _has_period(results: Results, column: Column, line: Line) -> bool:
    return column.period in results.project.statement_of(line.id).column_of


def name_of(line: Line) -> Told:
    """Return the name of a line outside its section: ``Basic (Net income per ordinary share)``."""
    if line.unit in (LineUnit.SHARES, LineUnit.PER_SHARE) and line.section:
        return fact("line-of-section", line=line.name, section=line.section[-1].rstrip(":"))
    return line.name


def relation_by_column(columns: Iterable[Column], holds: Callable[[Column], bool | None]) -> RelationByColumn:
    """Return the columns in which a relation holds or not; ``holds`` returns None if a column cannot decide it."""
    held: list[Column] = []
    broken: list[Column] = []
    for column in columns:
        verdict = holds(column)
        if verdict is not None:
            (held if verdict else broken).append(column)
    return RelationByColumn(tuple(held), tuple(broken))


def printed_decimals(results: Results, line: Line) -> tuple[int, ...]:
    """Return the decimals to which a line may be printed: the most of any of its figures, and the second most.

    A single figure with more decimals than all others is a slip, or the only one that does not end in a zero.
    """
    columns = columns_of(results.project, results.project.statement_of(line.id))
    amounts = (figure_amount(results, column.figure(line.id)) for column in columns)
    decimals = sorted((decimals_of(amount) for amount in amounts if amount is not None), reverse=True)
    return tuple(dict.fromkeys(decimals[:2]))
