"""Where a figure comes from, in words: its sources, what it is made of, what moved it. All text is escaped."""

from collections.abc import Iterator
from html import escape

from workbench.domain.ids import AdjustmentId
from workbench.domain.statements import Line
from workbench.presentation.figure_proofs import UNPROVEN
from workbench.presentation.figure_sources import agreement_in_words, sources_of, translations_of
from workbench.presentation.statement_table import REPORTED_COLUMN, Column, ColumnKind, Row, StatementTable
from workbench.presentation.states import OFF, ON, WHY_NOT_RECONCILED
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.statement.cell_displays import UNKNOWN
from workbench.ui.statement.editing_policy import describe_total, why_not_editable
from workbench.ui.toolkit.language import window_words
from workbench.ui.toolkit.number_format import format_amount
from workbench.wording import name_of_check

MOST_IN_A_TOOL_TIP = 6


def explain_briefly(table: StatementTable, row: Row, column: Column, *, is_unproven: bool) -> str:
    """Return a tool tip: a heading and a few lines, the first of which says that nothing proves what is marked so."""
    lines = list(_lines(table, row, column))
    if is_unproven:
        lines.insert(0, f"{UNPROVEN}.")
    if (left_out := len(lines) - MOST_IN_A_TOOL_TIP) > 0:
        lines = [*lines[:MOST_IN_A_TOOL_TIP], f"<i>… and {left_out} more on the Figure tab</i>"]
    return "<br>".join([f"<b>{escape(_title(table, row, column))}</b>", *lines])


def explain(table: StatementTable, row: Row, column: Column, text: str, run: CheckRun) -> str:
    """Return everything that is known of a cell that shows ``text``, as rich text.

    Nothing is said of checks that are still running.
    """
    where = f"{escape(table.statement.title)}, {escape(table.results.project.periods[table.period].label)}"
    head = f"<p><b>{escape(_title(table, row, column))}</b><br>{where}</p>"
    head += f"<p style='font-size:large'>{escape(text or 'blank')}</p>"
    lines = [*_proofs(table, row, column, run), *_lines(table, row, column)]
    return head + "".join(f"<p>{line}</p>" for line in lines if line)


def _proofs(table: StatementTable, row: Row, column: Column, run: CheckRun) -> Iterator[str]:
    """Yield which checks of a figure fail, and which prove it and its translations."""
    if row.remainder:
        return
    project = table.results.project
    sources = sources_of(project, (row.line.id, table.period), column)
    if failing := dict.fromkeys(check for source in sources for check in run.fails.get(source.cell, ())):
        names = ", ".join(name_of_check(check, window_words()) for check in failing)
        yield f"<b>Fails: {escape(names)}.</b>"
    if run.proofs is None:
        return
    yield escape(run.proofs.in_words(table, row, column))
    if column.kind is ColumnKind.AS_REPORTED:
        for translation in translations_of(project, row.line, table.period):
            yield escape(run.proofs.of_translation(translation))


def _title(table: StatementTable, row: Row, column: Column) -> str:
    heading = table.heading(column).name
    return f"{row.caption} — {heading}" if heading else row.caption


def _lines(table: StatementTable, row: Row, column: Column) -> Iterator[str]:
    if row.remainder:
        yield escape(why_not_editable(table, row, REPORTED_COLUMN))
        return
    if column.kind is ColumnKind.CAPTION:
        yield from _about_line(row.line)
    if row.is_heading:
        return
    if row.total:
        yield escape(describe_total(table.statement, row)) + "."
        yield f"Evidence: {escape(row.total.evidence)}."
    match column.kind:
        case ColumnKind.AS_REPORTED:
            yield from _about_figure(table, row.line)
        case ColumnKind.EFFECT:
            yield from _about_effect(table, row.line, column)
        case ColumnKind.RESULT:
            yield from _about_result(table, row.line)


def _about_line(line: Line) -> Iterator[str]:
    if line.concept:
        yield f"Stands for: {escape(line.concept.value.replace('_', ' '))}."
    if line.aliases:
        yield f"Also called: {escape('; '.join(line.aliases))}."


def _about_figure(table: StatementTable, line: Line) -> Iterator[str]:
    project, cell = table.results.project, (line.id, table.period)
    if cell in table.statement.unknown:
        yield "No source states this figure; no result follows from it. Type it where you know it."
    if agreement := agreement_in_words(project, table.statement, cell):
        yield f"<b>{agreement}</b>"
    for source in project.as_reported_sources(cell):
        how = ", computed by source" if source.formula else ""
        restated = f" — restated: {project.restated[source.cell]}" if source.cell in project.restated else ""
        yield escape(f"{source.cell}: {format_amount(source.amount, line)} (there: {source.raw}{how}){restated}")
    for source in translations_of(project, line, table.period):
        amount = f"{source.adjustment_or_currency} {format_amount(source.amount, line)}"
        yield escape(f"{source.cell}: {amount}, as translated by the source")


def _about_effect(table: StatementTable, line: Line, column: Column) -> Iterator[str]:
    project, adjustment = table.results.project, table.results.project.adjustment_by_id[column.adjustment]
    yield f"The difference is <b>{ON if _is_on(table, adjustment.id) else OFF}</b>."
    if not table.is_known(line, column):
        yield "A source holds an error here; the effect is not known."
    for source in sources_of(project, (line.id, table.period), column):
        yield escape(f"{source.cell}: {format_amount(source.amount, line) or UNKNOWN} (there: {source.raw})")
    if adjustment.note:
        yield escape(adjustment.note)


def _about_result(table: StatementTable, line: Line) -> Iterator[str]:
    project, results = table.results.project, table.results
    if not table.is_reconciled:
        yield WHY_NOT_RECONCILED
        return
    if not results.is_known(line.id, table.period):
        yield "The figure as reported, or an effect that is on, is not known."
        return
    figure = table.statement.figure(line.id, table.period)
    yield escape(f"{project.frameworks[0]}: {format_amount(figure, line) or 'blank'}")
    if line.unit.is_ratio:
        yield "A ratio: what the source prints or its own entries give, else derived from the adjusted figures."
    for adjustment in project.adjustments_of(table.statement, table.period):
        effect = results.effect(adjustment.id, line.id, table.period)
        if effect:
            state = "" if _is_on(table, adjustment.id) else " (off, left out)"
            yield escape(f"{adjustment.name}: {format_amount(effect, line)}{state}")


def _is_on(table: StatementTable, adjustment: AdjustmentId) -> bool:
    return adjustment in table.results.project.enabled
