"""What the sources state for a figure shown, and whether they agree with it, in words."""

from workbench.checks import Agreement, agreement_of
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import FigureKey, Line, Statement
from workbench.engine import Results
from workbench.phrases import Words, phrase, say
from workbench.presentation.statement_table import Column, ColumnKind

DIFFERS = phrase("Differs from a source.")
AGREEMENTS = {
    Agreement.AGREED: phrase("All sources agree."),
    Agreement.DISAGREES: DIFFERS,
    Agreement.STATED_ONCE: phrase("Stated once."),
}
ROLES = {
    ColumnKind.CAPTION: (),
    ColumnKind.AS_REPORTED: (FigureRole.AS_REPORTED,),
    ColumnKind.EFFECT: (FigureRole.ADJUSTMENT, FigureRole.ENTRY),
    ColumnKind.RESULT: (FigureRole.RESULT,),
}
"""The roles of source figures that belong to each kind of column."""


def sources_of(project: Project, cell: FigureKey, column: Column) -> tuple[SourceFigure, ...]:
    """Return what the sources state for a line and period in a column, in reading order."""
    figures = project.source_figures.by_line_and_period.get(cell)
    if figures is None:
        return ()
    roles = ROLES[column.kind]
    return tuple(
        figure for figure in figures if figure.role in roles and figure.adjustment_or_currency == column.adjustment
    )


def source_cells_in_words(project: Project, cell: FigureKey, column: Column, words: Words) -> str:
    """Return the source cells of a figure as text, in reading order."""
    return words.gettext("; ").join(str(figure.cell) for figure in sources_of(project, cell, column))


def translations_of(project: Project, line: Line, period: PeriodId) -> tuple[SourceFigure, ...]:
    """Return the printed translations of a figure, in reading order."""
    figures = project.source_figures.by_line_and_period.get((line.id, period), ())
    return tuple(figure for figure in figures if figure.role is FigureRole.TRANSLATION and figure.amount is not None)


def agreement_key(project: Project, statement: Statement, cell: FigureKey) -> str | None:
    """Return the key, for files, of how the sources of a figure as reported agree; None if none states it."""
    agreement = agreement_of(project, statement, cell)
    return agreement.value if agreement else None


def agreement_in_words(project: Project, statement: Statement, cell: FigureKey, words: Words) -> str:
    """Return a sentence on how the sources of a figure as reported agree; empty if none states it."""
    agreement = agreement_of(project, statement, cell)
    return say(AGREEMENTS[agreement], words) if agreement else ""


def sources_that_differ(results: Results, cell: FigureKey) -> tuple[SourceFigure, ...]:
    """Return the sources that state another result than the one calculated while every difference is on.

    None in any other state, in which no source states a result.
    """
    project = results.project
    if len(project.enabled) < len(project.adjustments) or cell not in project.source_figures.by_line_and_period:
        return ()
    figure = results.figure(*cell)
    return tuple(
        source
        for source in project.source_figures.by_line_and_period[cell]
        if source.role is FigureRole.RESULT and source.amount is not None and source.cell not in project.restated
        if figure is None or abs(figure - source.amount) > source.slack
    )


def differs_from_a_source(project: Project, statement: Statement, cell: FigureKey) -> bool:
    """True for a figure as reported that differs from one of its sources."""
    return agreement_of(project, statement, cell) is Agreement.DISAGREES
