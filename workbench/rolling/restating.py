"""Taking the comparatives of a new workbook: what was published last is marked as restated, with the reason."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from workbench.commands.comparatives import UnlockComparative
from workbench.commands.compound_command import CompoundCommand, Edit
from workbench.commands.figures import EditFigures, RestateTotal
from workbench.commands.restated_sources import MarkRestated
from workbench.domain.facts import fact
from workbench.domain.ids import LineId, StatementId
from workbench.domain.periods import PeriodId, short_name_of_period
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError

OF_A_FIGURE = (FigureRole.AS_REPORTED, FigureRole.RESULT)
"""What an earlier project stated of a figure that is no longer so."""


def restated_comparatives(project: Project, statement: StatementId, period: PeriodId, reason: str) -> CompoundCommand:
    """Return the step that takes what the new workbook states for a comparative, in place of what was published last.

    Raises WorkbenchError without a reason, and if no figure is stated otherwise.
    """
    if not reason.strip():
        raise WorkbenchError("A restatement needs a reason, because the reviewer will ask for one. Enter it.")
    shown, title = project.statement_by_id[statement], project.statement_by_id[statement].title_fact
    changed = dict(_new_figures(project, shown, period))
    if not changed:
        raise WorkbenchError("The new workbook shows the same figures for this column. There is nothing to restate.")
    parts = {(line, period): amount for line, amount in changed.items() if line not in shown.total_of}
    not_stated = {cell: Decimal(0) for cell, amount in parts.items() if amount and cell in shown.unknown}
    edits: list[Edit] = [UnlockComparative(statement, period, reason)]
    edits += [EditFigures(figures) for figures in (not_stated, parts) if figures]  # from nil on, totals move with them
    edited = project
    for edit in edits:
        edited = edit.apply(edited)
    for line in _totals_from_below(shown):
        stated = _new_figure(project, line, period)
        if stated is not None and edited.statement_by_id[statement].figure(line, period) != stated.amount:
            assert stated.amount is not None
            edits.append(RestateTotal(line, period, stated.amount, reason))
            edited = edits[-1].apply(edited)
    held_by = project.comparatives[statement, period].held_by
    edits += [
        MarkRestated(figure.cell, reason)
        for line in changed
        for figure in project.source_figures.by_line_and_period.get((line, period), ())
        if figure.cell.file == held_by and figure.role in OF_A_FIGURE
    ]
    description = fact("take-new-comparatives", statement=title, period=short_name_of_period(project.periods[period]))
    return CompoundCommand(description, tuple(edits))


def is_restatable(project: Project, statement: StatementId, period: PeriodId) -> bool:
    """Return whether a new workbook states a comparative otherwise than it was published."""
    shown = project.statement_by_id[statement]
    return project.is_locked(statement, period) and any(_new_figures(project, shown, period))


def _new_figures(project: Project, statement: Statement, period: PeriodId) -> Iterator[tuple[LineId, Decimal | None]]:
    """Yield the lines that the new workbook states otherwise, or no longer; None for a figure that is gone."""
    stated_anew = {
        line.id: stated.amount for line in statement.lines if (stated := _new_figure(project, line.id, period))
    }
    gone = set(_parts_gone(statement, stated_anew))
    for line in statement.lines:
        amount = stated_anew.get(line.id)
        if amount != statement.figure(line.id, period) and (line.id in stated_anew or line.id in gone):
            yield line.id, amount


def _parts_gone(statement: Statement, stated_anew: Mapping[LineId, Decimal | None]) -> Iterator[LineId]:
    """Yield the parts that are not stated anew, of totals that the parts stated anew explain without them.

    Where they do not, the workbook shows only some of the lines, and says nothing of the others.
    """
    for total in statement.totals:
        anew = [weight * (stated_anew[part] or Decimal(0)) for part, weight in total.parts if part in stated_anew]
        if anew and sum(anew) == stated_anew.get(total.line):
            yield from (part for part, _ in total.parts if part not in stated_anew and part not in statement.total_of)


def _new_figure(project: Project, line: LineId, period: PeriodId) -> SourceFigure | None:
    """Return what a workbook, and not an earlier project, states for a figure as reported."""
    stated = project.as_reported_sources((line, period))
    return next((figure for figure in stated if figure.cell.file not in project.earlier_files), None)


def _totals_from_below(statement: Statement) -> Iterator[LineId]:
    return (line for line in statement.graph.parts_before_totals if statement.graph.is_total(line))
