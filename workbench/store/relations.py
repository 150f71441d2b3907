"""What the parts of a project must be to each other, so that the rest of the program may rely on it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from workbench.domain.amounts import has_at_most
from workbench.domain.ids import LineId, StatementId
from workbench.domain.project import Project
from workbench.domain.statements import Cell, Statement
from workbench.engine import CircularTotal, Structure, compile_structure

MOST_CELLS = 2_000_000
"""Lines times periods of all statements: they lie in memory, blank or not."""
MOST_ADDITIONS = 100_000_000
"""What is added up to begin with: the cells of a statement, once for each adjustment that has entries there."""
CELLS_PER_STEP = 1_000
"""To roll up a total, or to see that an adjustment has no entry in a statement, takes as long as so many cells."""
MOST_LEVELS = 100
"""Of totals above each other: some are followed down level by level."""
MOST_PARTS = 1_000_000
"""Of a total, parts of parts included, as often as they count: some are followed down every way."""


def refuse_contradictions(project: Project) -> None:
    """Raise ValueError where an id is there twice, where something names a line or period of another statement, where
    a total is a part of itself, or where there is more to add up than any company publishes.
    """
    _refuse_doubles("statement", (statement.id for statement in project.statements))
    _refuse_doubles("line", (line.id for statement in project.statements for line in statement.lines))
    _refuse_doubles("adjustment", (adjustment.id for adjustment in project.adjustments))
    for period in project.periods.values():
        if period.start and period.start > period.end:
            raise ValueError(f"period {period.id} ends before it begins")
    for statement in project.statements:
        _refuse_unknown_periods(statement, project)
        _refuse_lines_of_others(statement)
    statement_of = {line: statement for statement in project.statements for line in statement.line_by_id}
    _refuse_cells_of_no_statement(project, statement_of)
    _refuse_too_much_to_add(project, statement_of)
    decimals: dict[LineId, int] = {}
    for statement in project.statements:
        structure = _structure(statement)
        _refuse_endless_parts(statement)
        decimals.update({line: structure.decimals[row] for line, row in structure.row_of.items()})
    _refuse_finer_amounts(project, decimals)


def _refuse_doubles(what: str, ids: Iterable[str]) -> None:
    if doubled := [key for key, number in Counter(ids).items() if number > 1]:
        raise ValueError(f"{what} {doubled[0]} is there twice")


def _refuse_unknown_periods(statement: Statement, project: Project) -> None:
    """The database itself looks references up in its indexes, which may say what its tables do not."""
    for period in statement.periods:
        if period not in project.periods:
            raise ValueError(f"{statement.id} has a period {period}, which table period does not hold")


def _refuse_lines_of_others(statement: Statement) -> None:
    parts = (part for total in statement.totals for part, _ in total.parts)
    of_ratios = (line for ratio in statement.ratios for line in (ratio.numerator, ratio.denominator))
    for line in (*parts, *of_ratios):
        if line not in statement.line_by_id:
            raise ValueError(f"{line} is not a line of {statement.id}, whose totals or ratios use it")


def _refuse_cells_of_no_statement(project: Project, statement_of: dict[LineId, Statement]) -> None:
    for line, period in _cells(project):
        if period not in statement_of[line].column_of:
            raise ValueError(f"{statement_of[line].id} has no period {period}, for which something of {line} is said")
    for adjustment in project.adjustments:
        for key, period in adjustment.stated_for:
            if period not in project.statement_by_id[key].column_of:
                raise ValueError(f"{key} has no period {period}, which {adjustment.id} covers")


def _cells(project: Project) -> Iterator[Cell]:
    """Yield every cell of which something is said, beside the figures."""
    for statement in project.statements:
        yield from statement.unknown
    for adjustment in project.adjustments:
        yield from adjustment.entries
        yield from adjustment.unknown
    for stated in project.source_figures:
        yield stated.line, stated.period


def _refuse_too_much_to_add(project: Project, statement_of: dict[LineId, Statement]) -> None:
    cells = {each.id: len(each.lines) * len(each.periods) for each in project.statements}
    touching: Counter[StatementId] = Counter()
    for adjustment in project.adjustments:
        touching.update({statement_of[line].id for line, _ in adjustment.entries})
    additions = CELLS_PER_STEP * len(project.statements) * len(project.adjustments)
    for each in project.statements:
        additions += touching[each.id] * (cells[each.id] + CELLS_PER_STEP * len(each.totals))
    if sum(cells.values()) > MOST_CELLS or additions > MOST_ADDITIONS:
        raise ValueError("its lines, periods and adjustments are more than any company publishes")


def _structure(statement: Statement) -> Structure:
    try:
        return compile_structure(statement)
    except CircularTotal:
        raise ValueError(f"a total of {statement.id} is a part of itself") from None


def _refuse_endless_parts(statement: Statement) -> None:
    levels: Counter[LineId] = Counter()
    ways_down: Counter[LineId] = Counter()
    for line in statement.graph.parts_before_totals:
        if statement.graph.is_total(line):
            parts = [part for part, _ in statement.graph.parts(line)]
            levels[line] = 1 + max((levels[part] for part in parts), default=0)
            ways_down[line] = len(parts) + sum(ways_down[part] for part in parts)
            if levels[line] > MOST_LEVELS or ways_down[line] > MOST_PARTS:
                raise ValueError(f"{line} has more nested parts than any total has")


def _refuse_finer_amounts(project: Project, decimals: dict[LineId, int]) -> None:
    """Lines that add up to each other have the decimals of the finest of them."""
    for line, amount in _amounts(project):
        if not has_at_most(amount, decimals[line]):
            raise ValueError(f"an amount of {line} has more than its {decimals[line]} decimals")


def _amounts(project: Project) -> Iterator[tuple[LineId, Decimal]]:
    for statement in project.statements:
        for line, row in statement.figures.items():
            yield from ((line, amount) for amount in row if amount is not None)
    for adjustment in project.adjustments:
        yield from ((entry.line, entry.amount) for entry in adjustment.entries.values())
