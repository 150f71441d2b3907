"""Edits of the figures as reported. A part may be typed over; a total moves with its parts or is restated by name."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import Command, with_statement
from workbench.domain.amounts import decimals_of
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Cell, LineRole, Statement
from workbench.errors import WorkbenchError


@dataclass(frozen=True, slots=True)
class EditFigures(Command):
    """Type figures over parts; None makes a cell blank. Remainders stay, every total above moves.

    A figure given to a cell that nobody stated is news about a part, not a change: totals stay.
    One paste is one command.
    """

    amounts: Mapping[Cell, Decimal | None]

    def label(self, project: Project) -> str:
        return f"Edit {cells_named(project, self.amounts)}"

    def apply(self, project: Project) -> Project:
        for (line, period), amount in self.amounts.items():
            statement = project.statement_of(line)
            the_line = statement.line_by_id[line]
            if the_line.role is LineRole.HEADING:
                raise WorkbenchError(f"'{the_line.name}' is a heading and carries no figures.")
            if line in statement.total_of:
                parts = " + ".join(statement.line_by_id[part].name for part, _ in statement.total_of[line].parts)
                raise WorkbenchError(
                    f"'{the_line.name}' is a total of {parts}. Edit one of its parts, or restate this total by name."
                )
            project = with_statement(project, _with_part(statement, line, period, amount))
        return project


@dataclass(frozen=True, slots=True)
class RestateTotal(Command):
    """Give a total another figure by name: its remainder changes, and every total above it moves.

    The ``reason`` is kept with the evidence of how the total is made.
    """

    line: LineId
    period: PeriodId
    amount: Decimal
    reason: str = ""

    def label(self, project: Project) -> str:
        return f"Restate {cells_named(project, [(self.line, self.period)])}"

    def apply(self, project: Project) -> Project:
        statement = project.statement_of(self.line)
        if self.line not in statement.total_of:
            raise WorkbenchError(f"'{statement.line_by_id[self.line].name}' is not a total: type over its figure.")
        if statement.figure(self.line, self.period) == self.amount:
            return project
        restated = _with_part(statement, self.line, self.period, self.amount)
        if self.reason.strip():
            restated = _with_evidence(restated, self.line, f"restated for {self._period_named(project)}: {self.reason}")
        return with_statement(project, restated)

    def _period_named(self, project: Project) -> str:
        return project.periods[self.period].short_label


def _with_evidence(statement: Statement, line: LineId, more: str) -> Statement:
    total = statement.total_of[line]
    known = replace(total, evidence="; ".join(part for part in (total.evidence, more) if part))
    return replace(statement, totals=tuple(known if each is total else each for each in statement.totals))


def cells_named(project: Project, cells: Collection[Cell]) -> str:
    """Return how a reader calls these cells: ``Financing income, H1 2023``, or their number."""
    if len(cells) != 1:
        return f"{len(cells)} figures"
    line, period = next(iter(cells))
    return f"{project.line(line).name}, {project.periods[period].short_label}"


def _with_part(statement: Statement, line: LineId, period: PeriodId, amount: Decimal | None) -> Statement:
    cell = (line, period)
    before = statement.figure(line, period)
    moved = {} if cell in statement.unknown else dict(_totals_moved(statement, cell, (amount or 0) - (before or 0)))
    figures = {line: row_with(statement, line, period, amount)}
    for total, change in moved.items():
        present = statement.figure(total, period)
        if present is not None:
            figures[total] = row_with(statement, total, period, present + change)
    unknown = statement.unknown
    if amount is not None:  # to make blank what nobody knows does not make it known
        statement, unknown = with_decimals(statement, line, amount), unknown - {cell}
    return statement.with_figures(statement.figures.with_items(figures), unknown)


def _totals_moved(statement: Statement, cell: Cell, change: Decimal | int) -> Iterator[tuple[LineId, Decimal]]:
    """Yield each total above the cell with what it changes by; a blank total stays blank and passes nothing on."""
    line, period = cell
    changes: dict[LineId, Decimal] = {}
    for total, weight in statement.graph.ways_up(line, lambda total: statement.figure(total, period) is not None):
        if total != line:
            changes[total] = changes.get(total, Decimal(0)) + weight * change
    yield from changes.items()


def row_with(
    statement: Statement, line: LineId, period: PeriodId, amount: Decimal | None
) -> tuple[Decimal | None, ...]:
    """Return the line's figures with one of them replaced."""
    row = list(statement.figures.get(line) or [None] * len(statement.periods))
    row[statement.column_of[period]] = amount
    return tuple(row)


def with_decimals(statement: Statement, line: LineId, amount: Decimal) -> Statement:
    """Return ``statement`` with as many decimals in ``line``, also shown, as ``amount`` needs; itself where they do."""
    needed, known = decimals_of(amount), statement.line_by_id[line]
    if needed <= known.places:
        return statement
    shown = None if known.shown_decimals is None else needed
    finer = replace(known, decimals=max(needed, known.decimals), shown_decimals=shown)
    return replace(statement, lines=tuple(finer if each.id == line else each for each in statement.lines))
