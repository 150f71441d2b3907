"""Where a figure comes from, in words: its sources, its parts, and what changed it. All text is escaped."""

from collections.abc import Iterable, Iterator
from html import escape

from workbench.domain.amounts import format_exactly
from workbench.domain.ids import AdjustmentId
from workbench.domain.sources import SourceFigure
from workbench.domain.statements import Line
from workbench.domain.ticks import Tick
from workbench.notes.reading import NoteReader
from workbench.phrases import phrase, say
from workbench.presentation.figure_sources import (
    DIFFERS,
    agreement_in_words,
    sources_of,
    sources_that_differ,
    translations_of,
)
from workbench.presentation.notes import note_as_text
from workbench.presentation.remarks import NO_REMARKS, Remarks
from workbench.presentation.statement_table import REPORTED_COLUMN, Column, ColumnKind, Row, StatementTable
from workbench.presentation.states import WHY_HELD_BY_NONE, WHY_NOT_RECONCILED
from workbench.ui.statement.cell_displays import BLANK, UNKNOWN
from workbench.ui.statement.editing_policy import describe_total, why_not_editable
from workbench.ui.statement.figure_remarks import about_ticks, brief_remarks
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.number_format import format_in_text
from workbench.wording.names import name_of_concept

MOST_IN_A_TOOL_TIP = 6


def explain_briefly(
    table: StatementTable,
    row: Row,
    column: Column,
    remarks: Remarks = NO_REMARKS,
    ticks: Iterable[Tick] = (),
    *,
    is_unproven: bool,
) -> str:
    """Return a tooltip: a heading and a few lines, of which the first say what was said, and if nothing proves it."""
    said = *about_ticks(table.results.project, ticks), *brief_remarks(remarks)
    lines = [*said, *lines_about(table, row, column, says_parts=True)]
    if is_unproven:
        lines.insert(0, escape(tr("Nothing proves this figure.")))
    if (left_out := len(lines) - MOST_IN_A_TOOL_TIP) > 0:
        more = tr("… and {number} more on the Figure tab", number=left_out)
        lines = [*lines[:MOST_IN_A_TOOL_TIP], f"<i>{escape(more)}</i>"]
    return "<br>".join([f"<b>{escape(title_of_cell(table, row, column))}</b>", *lines])


def title_of_cell(table: StatementTable, row: Row, column: Column) -> str:
    """Return what a cell is: ``Financing income — US GAAP``."""
    words = window_words()
    heading = "" if column.kind is ColumnKind.CAPTION else table.heading(column, words).name
    return tr("{caption} — {column}", caption=row.caption, column=heading) if heading else say(row.caption, words)


def lines_about(table: StatementTable, row: Row, column: Column, *, says_parts: bool) -> Iterator[str]:
    """Yield what is known of a cell. ``says_parts``: also what its figure is made of."""
    if row.remainder:
        if reason := why_not_editable(table, row, REPORTED_COLUMN):
            yield escape(tr(reason))
        return
    if column.kind is ColumnKind.CAPTION:
        yield from _about_line(row.line)
    if row.is_heading:
        return
    if row.total:
        if says_parts:
            yield escape(tr("{equation}.", equation=describe_total(table.statement, row)))
        yield escape(tr("Evidence: {evidence}.", evidence=tr_fact(row.total.evidence)))
    match column.kind:
        case ColumnKind.AS_REPORTED:
            yield from _about_figure(table, row.line)
        case ColumnKind.EFFECT:
            yield from _about_effect(table, row.line, column)
        case ColumnKind.RESULT:
            yield from _about_result(table, row.line, says_parts=says_parts)


def _about_line(line: Line) -> Iterator[str]:
    if line.concept:
        yield escape(tr("Concept: {concept}.", concept=name_of_concept(line.concept, window_words())))
    if line.aliases:
        yield escape(tr("Also called: {names}.", names=tr("; ").join(line.aliases)))


def _about_figure(table: StatementTable, line: Line) -> Iterator[str]:
    project, cell = table.results.project, (line.id, table.period)
    if cell in table.statement.unknown:
        yield escape(tr("No source states this figure, so no result can be calculated. Enter it if you know it."))
    if agreement := agreement_in_words(project, table.statement, cell, window_words()):
        yield f"<b>{escape(agreement)}</b>"
    for source in project.as_reported_sources(cell):
        yield escape(_about_source(source, line, project.restated.get(source.cell)))
    for source in translations_of(project, line, table.period):
        yield escape(
            tr(
                "{cell}: {currency} {amount}, as translated by the source",
                cell=str(source.cell),
                currency=source.adjustment_or_currency,
                amount=format_in_text(source.amount, line),
            )
        )


def _about_source(source: SourceFigure, line: Line, why_restated: str | None) -> str:
    """Return what one source states as reported and, if it is restated, why another is used instead."""
    cell, amount = str(source.cell), format_in_text(source.amount, line)
    about = (
        phrase(
            "{cell}: {amount} (cell contains {raw}, computed by the source)", cell=cell, amount=amount, raw=source.raw
        )
        if source.formula
        else phrase("{cell}: {amount}", cell=cell, amount=amount)
        if source.amount is not None and source.raw == format_exactly(source.amount)
        else phrase("{cell}: {amount} (cell contains {raw})", cell=cell, amount=amount, raw=source.raw)
    )
    return tr(about) if why_restated is None else tr("{source} — restated: {reason}", source=about, reason=why_restated)


def _about_effect(table: StatementTable, line: Line, column: Column) -> Iterator[str]:
    project, adjustment = table.results.project, table.results.project.adjustment_by_id[column.adjustment]
    is_on = _is_on(table, adjustment.id)
    yield tr("The difference is <b>on</b>.") if is_on else tr("The difference is <b>off</b>.")
    if not table.is_known(line, column):
        yield escape(tr("A source has an error here, so the effect is unknown."))
    for source in sources_of(project, (line.id, table.period), column):
        amount = format_in_text(source.amount, line) or UNKNOWN
        yield escape(tr("{cell}: {amount} (cell contains {raw})", cell=str(source.cell), amount=amount, raw=source.raw))
    if adjustment.note:
        reader = NoteReader(table.results.with_all_on())
        yield escape(note_as_text(reader.read_fields(adjustment.note, window_words())))


def _about_result(table: StatementTable, line: Line, *, says_parts: bool) -> Iterator[str]:
    project, results = table.results.project, table.results
    if not table.is_reconciled:
        yield escape(tr(WHY_HELD_BY_NONE if table.is_held_by_none else WHY_NOT_RECONCILED))
        return
    if not results.is_known(line.id, table.period):
        yield escape(tr("The figure as reported, or an effect that is on, is unknown."))
        return
    if differing := sources_that_differ(results, (line.id, table.period)):
        yield f"<b>{escape(tr(DIFFERS))}</b>"
        yield from (escape(_about_source(source, line, None)) for source in differing)
    if says_parts:
        figure = table.statement.figure(line.id, table.period)
        reported = format_in_text(figure, line) or BLANK
        yield escape(tr("{name}: {amount}", name=project.frameworks.source.label, amount=reported))
    if line.unit.is_ratio:
        yield escape(
            tr(
                "A ratio: as printed by the source or given by its own entries; otherwise derived from the adjusted "
                "figures."
            )
        )
    for adjustment in project.adjustments_of(table.statement, table.period) if says_parts else ():
        effect = results.effect(adjustment.id, line.id, table.period)
        if effect:
            amount = format_in_text(effect, line)
            yield escape(
                tr("{name}: {amount}", name=adjustment.name, amount=amount)
                if _is_on(table, adjustment.id)
                else tr("{name}: {amount} (off, not included)", name=adjustment.name, amount=amount)
            )


def _is_on(table: StatementTable, adjustment: AdjustmentId) -> bool:
    return adjustment in table.results.project.enabled
