"""What the sources state of a figure that is shown, and whether they agree with it, in words."""

from workbench.checks import Agreement, agreement_of
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Cell, Line, Statement
from workbench.presentation.statement_table import Column, ColumnKind

AGREEMENTS = {
    Agreement.AGREED: "All sources agree.",
    Agreement.DISAGREES: "Differs from a source.",
    Agreement.STATED_ONCE: "Stated once.",
}
STATES = {
    ColumnKind.CAPTION: (),
    ColumnKind.AS_REPORTED: (FigureRole.AS_REPORTED,),
    ColumnKind.EFFECT: (FigureRole.ADJUSTMENT, FigureRole.ENTRY),
    ColumnKind.RESULT: (FigureRole.RESULT,),
}
"""What a source must state to be one of a column's figures."""


def sources_of(project: Project, cell: Cell, column: Column) -> tuple[SourceFigure, ...]:
    """Return what the sources state of the figure of a line and period in a column, in reading order."""
    stated = project.source_figures.by_cell.get(cell)
    if stated is None:
        return ()
    role = STATES[column.kind]
    return tuple(each for each in stated if each.role in role and each.adjustment_or_currency == column.adjustment)


def places_of(project: Project, cell: Cell, column: Column) -> str:
    """Return the cells of the sources that state a figure, in reading order."""
    return "; ".join(str(stated.cell) for stated in sources_of(project, cell, column))


def translations_of(project: Project, line: Line, period: PeriodId) -> tuple[SourceFigure, ...]:
    """Return the printed translations of a figure, in reading order."""
    stated = project.source_figures.by_cell.get((line.id, period), ())
    return tuple(each for each in stated if each.role is FigureRole.TRANSLATION and each.amount is not None)


def agreement_key(project: Project, statement: Statement, cell: Cell) -> str | None:
    """Return the word for files that says how the sources of a figure as reported agree; None where none states it."""
    agreement = agreement_of(project, statement, cell)
    return agreement.value if agreement else None


def agreement_in_words(project: Project, statement: Statement, cell: Cell) -> str:
    """Return the sentence that says how the sources of a figure as reported agree; empty where none states it."""
    agreement = agreement_of(project, statement, cell)
    return AGREEMENTS[agreement] if agreement else ""


def differs_from_a_source(project: Project, statement: Statement, cell: Cell) -> bool:
    """True for a figure as reported that is not, or rests on one that is not, what its source states."""
    return agreement_of(project, statement, cell) is Agreement.DISAGREES
