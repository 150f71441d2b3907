"""Edits of the figures as reported. A part can be edited; a total follows its parts, or is restated explicitly."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.commands.command import (
    Command,
    name_of_cell,
    name_of_cells,
    refuse_locked,
    refuse_missing_period,
    with_statement,
)
from workbench.domain.adjustments import Adjustment
from workbench.domain.amounts import decimals_of
from workbench.domain.facts import Fact, fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import FigureKey, Line, LineRole, Statement
from workbench.domain.subjects import FigureSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

ZERO = Decimal(0)
FIGURE, TOTAL = "figure", "restated total"
"""The attributes of a figure as reported that these commands alter: an edited part, or a restated total."""


@dataclass(frozen=True, slots=True)
class EditFigures(Command):
    """Edit parts; None makes a cell blank. Remainders stay, and every total above moves.

    A figure for an unknown cell adds information about a part and changes no amount, so totals stay.
    One paste is one command. Raises WorkbenchError for a heading, a total, or a period that its statement lacks.
    """

    amounts: Mapping[FigureKey, Decimal | None]

    def __post_init__(self) -> None:
        object.__setattr__(self, "amounts", Map(self.amounts))

    def describe(self, project: Project) -> Fact:
        return fact("edit", what=name_of_cells(project, self.amounts))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        for cell, amount in self.amounts.items():
            yield _alteration_of(project, cell, FIGURE, amount)

    def apply(self, project: Project) -> Project:
        refuse_locked(project, self.amounts)
        by_statement: dict[StatementId, dict[FigureKey, Decimal | None]] = {}
        for (line, period), amount in self.amounts.items():
            statement = project.statement_of(line)
            refuse_missing_period(statement, period)
            line_item = statement.line_by_id[line]
            if line_item.role is LineRole.HEADING:
                raise WorkbenchError(
                    "'{line}' is a heading and has no figures. Choose a line with figures.", line=line_item.name
                )
            if line in statement.total_of:
                parts = " + ".join(statement.line_by_id[part].name for part, _ in statement.total_of[line].parts)
                raise WorkbenchError(
                    "'{line}' is a total of {parts}. Edit one of its parts, or restate this total.",
                    line=line_item.name,
                    parts=parts,
                )
            by_statement.setdefault(statement.id, {})[line, period] = amount
        for statement_id, amounts in by_statement.items():
            project = with_statement(project, _with_figures(project.statement_by_id[statement_id], amounts))
        return project


@dataclass(frozen=True, slots=True)
class RestateTotal(Command):
    """Give a total another figure: its remainder changes, and every total above it moves.

    The ``reason`` is kept with the evidence for the total's parts. Raises WorkbenchError for any other line, and for a
    period that the statement does not show.
    """

    line: LineId
    period: PeriodId
    amount: Decimal
    reason: str = ""

    def describe(self, project: Project) -> Fact:
        return fact("restate", what=name_of_cell(project, (self.line, self.period)))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        altered = _alteration_of(project, (self.line, self.period), TOTAL, self.amount)
        yield replace(altered, reason=self.reason.strip())

    def apply(self, project: Project) -> Project:
        statement = project.statement_of(self.line)
        if self.line not in statement.total_of:
            raise WorkbenchError(
                "'{line}' is not a total. Edit its figure directly.", line=statement.line_by_id[self.line].name
            )
        refuse_missing_period(statement, self.period)
        refuse_locked(project, [(self.line, self.period)])
        if statement.figure(self.line, self.period) == self.amount:
            return project
        restated = _with_figures(statement, {(self.line, self.period): self.amount})
        if self.reason.strip():
            period = short_name_of_period(project.periods[self.period])
            restated = _with_reason(restated, self.line, period, self.reason)
        return with_statement(project, restated)


def _with_reason(statement: Statement, line: LineId, period: Fact, reason: str) -> Statement:
    """Return ``statement`` with one more reason beside the evidence for a total's parts."""
    total = statement.total_of[line]
    why = fact("restated-for", period=period, reason=reason)
    match total.evidence:
        case Fact("restated-by-user", (before, (_, tuple(earlier)))):
            evidence = Fact("restated-by-user", (before, ("restated", (*earlier, why))))
        case "":
            evidence = why
        case known:
            evidence = fact("restated-by-user", before=known, restated=(why,))
    changed = replace(total, evidence=evidence)
    return replace(statement, totals=tuple(changed if known is total else known for known in statement.totals))


def _alteration_of(project: Project, cell: FigureKey, attribute: str, amount: Decimal | None) -> Alteration:
    statement = project.statement_of(cell[0])
    subject = FigureSubject(statement.id, *cell, FigureRole.AS_REPORTED)
    return Alteration(subject, attribute, project.line(cell[0]).name, statement.figure(*cell), amount)


def _with_figures(statement: Statement, amounts: Mapping[FigureKey, Decimal | None]) -> Statement:
    """Return ``statement`` with other figures; each total above moves with them, up to the first blank one.

    A total that is blank because all its parts are is not the end: it becomes their sum.
    """
    rows: dict[LineId, list[Decimal | None]] = {}

    def row(line: LineId) -> list[Decimal | None]:
        return rows.setdefault(line, list(statement.figures.get(line) or [None] * len(statement.periods)))

    unknown = set(statement.unknown)
    for (line, period), amount in amounts.items():
        column = statement.column_of[period]
        change = (amount or ZERO) - (row(line)[column] or ZERO)
        if (line, period) not in unknown:
            for total, weight in _totals_above(statement, line, period):
                present = row(total)[column]
                row(total)[column] = (present or ZERO) + weight * change
        row(line)[column] = amount
        if amount is not None:  # blanking an unknown cell does not make it known
            unknown.discard((line, period))
    finest: dict[LineId, Decimal] = {}
    for (line, _), amount in amounts.items():
        if amount is not None and decimals_of(amount) >= decimals_of(finest.get(line, amount)):
            finest[line] = amount
    finer = with_decimals_for(statement, finest)
    figures = finer.figures.with_items({line: tuple(figures_of_line) for line, figures_of_line in rows.items()})
    return finer.with_figures(figures, frozenset(unknown))


def _totals_above(statement: Statement, line: LineId, period: PeriodId) -> Iterator[tuple[LineId, int]]:
    """Yield each total above the line with its weight, once for each way; a blank total passes nothing on.

    One does whose parts are all blank, unless no source states it for the period.
    """

    def passes_on(total: LineId) -> bool:
        if statement.figure(total, period) is not None:
            return True
        is_unstated = (total, period) in statement.unknown
        parts = statement.total_of[total].parts
        return not is_unstated and all(statement.figure(part, period) is None for part, _ in parts)

    ways = statement.graph.ways_up(line, passes_on)
    return ((total, weight) for total, weight in ways if total != line)


def row_with(
    statement: Statement, line: LineId, period: PeriodId, amount: Decimal | None
) -> tuple[Decimal | None, ...]:
    """Return the line's figures with one of them replaced."""
    row = list(statement.figures.get(line) or [None] * len(statement.periods))
    row[statement.column_of[period]] = amount
    return tuple(row)


def with_decimals(statement: Statement, line: LineId, amount: Decimal) -> Statement:
    """Return ``statement`` with as many decimals in ``line``, kept and shown, as ``amount`` needs."""
    return with_decimals_for(statement, {line: amount})


def with_decimals_of_figures(statement: Statement, lines: Iterable[LineId]) -> Statement:
    """Return ``statement`` with as many decimals in these lines as their figures have, which their parts gave them."""
    finest: dict[LineId, Decimal] = {}
    for line in lines:
        amounts = [amount for amount in statement.figures.get(line, ()) if amount is not None]
        amount = max(amounts, key=decimals_of, default=ZERO)
        if decimals_of(amount) > statement.line_by_id[line].decimals:
            finest[line] = amount
    return with_decimals_for(statement, finest)


def with_decimals_of_effects(statement: Statement, adjustments: Iterable[Adjustment]) -> Statement:
    """Return ``statement`` with as many decimals in each line as the effects of differences on it have."""
    finest: dict[LineId, Decimal] = {}
    for adjustment in adjustments:
        for (line, _), amount in adjustment.effects.items():
            known = statement.line_by_id.get(line)
            if known and decimals_of(amount) > max(known.decimals, decimals_of(finest.get(line, ZERO))):
                finest[line] = amount
    return with_decimals_for(statement, finest)


def with_decimals_for(statement: Statement, amounts: Mapping[LineId, Decimal]) -> Statement:
    """Return ``statement`` with as many decimals in each line, kept and shown, as its amount needs."""
    finer: dict[LineId, Line] = {}
    for line, amount in amounts.items():
        needed, present = decimals_of(amount), statement.line_by_id[line]
        if needed > present.decimals_shown:
            shown_decimals = None if present.shown_decimals is None else needed
            finer[line] = replace(present, decimals=max(needed, present.decimals), shown_decimals=shown_decimals)
    if not finer:
        return statement
    return replace(statement, lines=tuple(finer.get(line.id, line) for line in statement.lines))
