"""The lines that a chart can show: key totals first, then every line of a statement with figures."""

from collections.abc import Iterator
from typing import NamedTuple

from workbench.domain.ids import StatementId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, Statement
from workbench.presentation.key_totals import has_totals, key_lines


class ChartLine(NamedTuple):
    """A line with its statement. ``is_key``: a reader looks for it first."""

    statement: StatementId
    line: Line
    is_key: bool = False


def main_line(statement: Statement) -> Line | None:
    """Return the line for which a statement is read: its last key total, else its first line with figures."""
    keys = key_lines(statement)
    return keys[-1] if keys else next(lines_with_figures(statement), None)


def lines_with_figures(statement: Statement) -> Iterator[Line]:
    """Yield the lines of a statement that state a figure in any period."""
    for line in statement.lines:
        figures = statement.figures.get(line.id, ())
        if line.role is not LineRole.HEADING and any(amount is not None for amount in figures):
            yield line


def chart_lines(project: Project, statement: Statement) -> Iterator[ChartLine]:
    """Yield the key totals of all statements, those of ``statement`` first, then its other lines."""
    keys: set[str] = set()
    if has_totals(project):
        for other in sorted(project.statements, key=lambda other: other.id != statement.id):
            for line in key_lines(other):
                if other.reconciled:
                    keys.add(line.id)
                    yield ChartLine(other.id, line, is_key=True)
    yield from (ChartLine(statement.id, line) for line in lines_with_figures(statement) if line.id not in keys)


def all_chart_lines(project: Project, statement: Statement) -> Iterator[ChartLine]:
    """Yield every line with figures, those of ``statement`` first."""
    for other in sorted(project.statements, key=lambda other: other.id != statement.id):
        yield from (ChartLine(other.id, line) for line in lines_with_figures(other))
