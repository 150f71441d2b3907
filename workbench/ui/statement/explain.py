"""Where a figure comes from, in words: its sources, what it is made of, what moved it. All text is escaped."""

from collections.abc import Iterator
from html import escape

from workbench.domain.statements import Line
from workbench.presentation.figure_proofs import UNPROVEN
from workbench.presentation.figure_sources import agreement_in_words, sources_of, translations_of
from workbench.presentation.statement_table import REPORTED_COLUMN, Column, ColumnKind
from workbench.presentation.states import OFF, ON, WHY_NOT_RECONCILED
from workbench.session import Session
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.statement.cell_displays import UNKNOWN
from workbench.ui.statement.editing_policy import describe_total, why_not_editable
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.number_format import format_amount

MOST_IN_A_TOOL_TIP = 6


def explain_briefly(session: Session, model: StatementModel, row: int, column: int) -> str:
    """Return a tool tip: a heading and a few lines, the first of which says that nothing proves what is marked so."""
    lines = list(_lines(session, model, row, column))
    if model.is_unproven(row, column):
        lines.insert(0, f"{UNPROVEN}.")
    if (left_out := len(lines) - MOST_IN_A_TOOL_TIP) > 0:
        lines = [*lines[:MOST_IN_A_TOOL_TIP], f"<i>… and {left_out} more on the Figure tab</i>"]
    return "<br>".join([f"<b>{escape(_title(model, row, column))}</b>", *lines])


def explain(session: Session, run: CheckRun, model: StatementModel, row: int, column: int) -> str:
    """Return everything that is known of a cell, as rich text; nothing of checks that are still running."""
    where = f"{escape(model.statement.title)}, {escape(session.project.periods[model.period].label)}"
    amount = model.display(row, column).text or "blank"
    head = f"<p><b>{escape(_title(model, row, column))}</b><br>{where}</p>"
    head += f"<p style='font-size:large'>{escape(amount)}</p>"
    told = [*_proven(session, run, model, row, column), *_lines(session, model, row, column)]
    return head + "".join(f"<p>{line}</p>" for line in told if line)


def _proven(session: Session, run: CheckRun, model: StatementModel, row: int, column: int) -> Iterator[str]:
    """Yield which checks of a figure fail, and which prove it and its translations."""
    the_row, the_column = model.rows[row], model.columns[column]
    if the_row.remainder:
        return
    sources = sources_of(session.project, (the_row.line.id, model.period), the_column)
    if fails := dict.fromkeys(check for source in sources for check in run.fails.get(source.cell, ())):
        yield f"<b>Fails: {escape(', '.join(fails))}.</b>"
    if run.proofs is None:
        return
    yield escape(run.proofs.in_words(model.table, the_row, the_column))
    if the_column.kind is ColumnKind.AS_REPORTED:
        for translated in translations_of(session.project, the_row.line, model.period):
            yield escape(run.proofs.of_translation(translated))


def _title(model: StatementModel, row: int, column: int) -> str:
    heading = model.heading(column)[0]
    return f"{model.rows[row].caption} — {heading}" if heading else model.rows[row].caption


def _lines(session: Session, model: StatementModel, row: int, column: int) -> Iterator[str]:
    the_row, the_column = model.rows[row], model.columns[column]
    if the_row.remainder:
        yield escape(why_not_editable(model.table, the_row, REPORTED_COLUMN))
        return
    if the_column.kind is ColumnKind.CAPTION:
        yield from _about_line(the_row.line)
    if the_row.is_heading:
        return
    if the_row.total:
        yield escape(describe_total(model.statement, the_row)) + "."
        yield f"Evidence: {escape(the_row.total.evidence)}."
    match the_column.kind:
        case ColumnKind.AS_REPORTED:
            yield from _about_figure(session, model, the_row.line)
        case ColumnKind.EFFECT:
            yield from _about_effect(session, model, the_row.line, the_column.adjustment)
        case ColumnKind.RESULT:
            yield from _about_result(session, model, the_row.line)


def _about_line(line: Line) -> Iterator[str]:
    if line.concept:
        yield f"Stands for: {escape(line.concept.value.replace('_', ' '))}."
    if line.aliases:
        yield f"Also called: {escape('; '.join(line.aliases))}."


def _about_figure(session: Session, model: StatementModel, line: Line) -> Iterator[str]:
    project, cell = session.project, (line.id, model.period)
    if cell in model.statement.unknown:
        yield "No source states this figure; no result follows from it. Type it where you know it."
    if agreement := agreement_in_words(project, model.statement, cell):
        yield f"<b>{agreement}</b>"
    for source in project.as_reported_sources(cell):
        how = ", computed by source" if source.formula else ""
        restated = f" — restated: {project.restated[source.cell]}" if source.cell in project.restated else ""
        yield escape(f"{source.cell}: {format_amount(source.amount, line)} (there: {source.raw}{how}){restated}")
    for source in translations_of(project, line, model.period):
        amount = f"{source.adjustment_or_currency} {format_amount(source.amount, line)}"
        yield escape(f"{source.cell}: {amount}, as translated by the source")


def _about_effect(session: Session, model: StatementModel, line: Line, adjustment: str) -> Iterator[str]:
    the_adjustment = session.project.adjustment_by_id[adjustment]
    yield f"The difference is <b>{ON if model.is_on(adjustment) else OFF}</b>."
    if not session.results.is_effect_known(adjustment, line.id, model.period):
        yield "A source holds an error here; the effect is not known."
    for source in sources_of(session.project, (line.id, model.period), Column(ColumnKind.EFFECT, adjustment)):
        yield escape(f"{source.cell}: {format_amount(source.amount, line) or UNKNOWN} (there: {source.raw})")
    if the_adjustment.note:
        yield escape(the_adjustment.note)


def _about_result(session: Session, model: StatementModel, line: Line) -> Iterator[str]:
    project, results = session.project, session.results
    if not model.is_reconciled:
        yield WHY_NOT_RECONCILED
        return
    if not results.is_known(line.id, model.period):
        yield "The figure as reported, or an effect that is on, is not known."
        return
    figure = model.statement.figure(line.id, model.period)
    yield escape(f"{project.frameworks[0]}: {format_amount(figure, line) or 'blank'}")
    if line.unit.is_ratio:
        yield "A ratio: what the source prints or its own entries give, else derived from the adjusted figures."
    for adjustment in project.adjustments_of(model.statement, model.period):
        effect = results.effect(adjustment.id, line.id, model.period)
        if effect:
            state = "" if model.is_on(adjustment.id) else " (off, left out)"
            yield escape(f"{adjustment.name}: {format_amount(effect, line)}{state}")
