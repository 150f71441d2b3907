"""Tie-outs: each line that a reconciliation prints, beside what the published statement prints for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.checks.agreement import tolerance_between
from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Line, Statement

Table = tuple[str, str]
"""A file and a sheet of it."""


@dataclass(frozen=True, slots=True)
class TiedLine:
    """One line of a reconciliation. ``published``: None if only the reconciliation prints it: it is stated once.

    ``tolerance``: by how much the two may differ because digits were cut off when they were read.
    ``result``: what the reconciliation prints as the result; None if it prints none.
    """

    line: Line
    reconciliation: SourceFigure
    published: SourceFigure | None
    result: SourceFigure | None
    tolerance: Decimal


@dataclass(frozen=True, slots=True)
class OtherLines:
    """What a total holds beside the lines that the reconciliation prints.

    ``printed``: these, ``published``: the others, of which the published statement prints the amounts, each with its
    weight in the total. ``published`` is empty if no source prints what is missing.
    """

    total: Line
    printed: tuple[tuple[LineId, int], ...]
    published: tuple[tuple[SourceFigure, int], ...]


@dataclass(frozen=True, slots=True)
class TieOut:
    """The lines of one reconciliation, and what its totals hold beside them; none if no table states it."""

    statement: Statement
    period: PeriodId
    lines: tuple[TiedLine, ...]
    others: tuple[OtherLines, ...]

    @property
    def is_possible(self) -> bool:
        """True if another source states at least one of the lines."""
        return any(tied.published for tied in self.lines)


def tie_out(project: Project, statement: Statement, period: PeriodId) -> TieOut:
    """Return the tie-out of the reconciliation of one statement and period."""
    tables = _tables(project, statement, period)
    lines = tuple(_tied_lines(project, statement, period, tables))
    return TieOut(statement, period, lines, tuple(_other_lines(project, statement, period, lines)))


def tables_stating(project: Project, statement: Statement, period: PeriodId) -> tuple[Table, ...]:
    """Return every file and sheet that states a figure of a statement and period as reported, in reading order."""
    figures = _figures(project, statement, period)
    return tuple(dict.fromkeys(_table(figure) for figure in figures if figure.role is FigureRole.AS_REPORTED))


def _tables(project: Project, statement: Statement, period: PeriodId) -> frozenset[Table]:
    """Return the tables that state differences or results, and are therefore reconciliations."""
    of_reconciliations = (FigureRole.ADJUSTMENT, FigureRole.RESULT)
    figures = _figures(project, statement, period)
    return frozenset(_table(figure) for figure in figures if figure.role in of_reconciliations)


def _figures(project: Project, statement: Statement, period: PeriodId) -> Iterator[SourceFigure]:
    for line in statement.lines:
        yield from project.source_figures.by_line_and_period.get((line.id, period), ())


def _table(figure: SourceFigure) -> Table:
    return figure.cell.file, figure.cell.sheet


def _tied_lines(
    project: Project, statement: Statement, period: PeriodId, tables: frozenset[Table]
) -> Iterator[TiedLine]:
    for line in statement.lines:
        stated = _cells_stating(project, line.id, period, FigureRole.AS_REPORTED)
        in_reconciliation = [figure for figure in stated if _table(figure) in tables and not figure.is_primary]
        if not in_reconciliation:
            continue
        reconciliation = in_reconciliation[0]
        published = next((figure for figure in stated if figure not in in_reconciliation), None)
        printed_results = _cells_stating(project, line.id, period, FigureRole.RESULT)
        tolerance = tolerance_between(project, reconciliation, published) if published else Decimal(0)
        yield TiedLine(line, reconciliation, published, next(iter(printed_results), None), tolerance)


def _cells_stating(project: Project, line: LineId, period: PeriodId, role: FigureRole) -> list[SourceFigure]:
    """Return what the sources state in a column, the published primary statement first, without restated ones."""
    return [
        figure
        for figure in project.source_figures.figures_for(line, period, role)
        if figure.amount is not None and figure.cell not in project.restated
    ]


def _other_lines(
    project: Project, statement: Statement, period: PeriodId, lines: tuple[TiedLine, ...]
) -> Iterator[OtherLines]:
    """Yield, for each total that the reconciliation prints, what the published statement prints of it besides."""
    amounts = {tied.line.id: tied.reconciliation.amount or Decimal(0) for tied in lines}
    printed = set(amounts)
    for tied in lines:
        if tied.line.id not in statement.total_of or tied.published is None:
            continue
        parts = list(statement.total_of[tied.line.id].parts)
        beside: list[tuple[LineId, int]] = []
        others: list[tuple[SourceFigure, int]] = []
        while parts:
            part, weight = parts.pop(0)
            published = _cells_stating(project, part, period, FigureRole.AS_REPORTED)
            if part in printed:
                beside.append((part, weight))
            elif part in statement.total_of and not _is_whole(statement, part, printed):
                parts = [(below, weight * each) for below, each in statement.total_of[part].parts] + parts
            elif published:
                others.append((published[0], weight))
        if beside and (others or tied.reconciliation.amount != _sum(amounts, beside)):
            yield OtherLines(tied.line, tuple(beside), tuple(others))


def _sum(amounts: Mapping[LineId, Decimal], parts: Iterable[tuple[LineId, int]]) -> Decimal:
    return sum((weight * amounts[line] for line, weight in parts), Decimal(0))


def _is_whole(statement: Statement, total: LineId, printed: set[LineId]) -> bool:
    """True if the reconciliation prints no line that adds up to ``total``."""
    return not (statement.graph.below(total) & printed)
