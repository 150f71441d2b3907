"""Everything known about a figure, as rich text: parts, proofs, sources, entries. All text is escaped."""

from collections.abc import Iterator
from html import escape

from workbench.phrases import listing, with_details
from workbench.presentation.figure_sources import sources_of, translations_of
from workbench.presentation.remarks import subject_of_cell
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.statement.cell_displays import BLANK
from workbench.ui.statement.explain import lines_about, title_of_cell
from workbench.ui.statement.figure_remarks import about_review, about_ticks, full_remarks
from workbench.ui.statement.figure_story import link_to_source, story_of
from workbench.ui.statement.source_surroundings import NO_SHEETS, SheetsRead, draw_surroundings
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording import name_of_check
from workbench.wording.periods import label
from workbench.wording.titles import title_of


def explain(
    model: StatementModel, row_number: int, column_number: int, run: CheckRun, sheets: SheetsRead = NO_SHEETS
) -> str:
    """Return everything known about a cell, with links to other cells, to entries and to sources.

    Checks that are still running are not mentioned. The cell of a source is shown among its neighbors if its file is
    one of ``sheets``, which have been read.
    """
    words, text = window_words(), model.display(row_number, column_number).text
    cell = model.source_cell(row_number, column_number)
    if cell is None:
        return ""
    table, row, column = cell
    where = with_details(
        (title_of(table.statement, words), label(table.results.project.periods[table.period], words)), words
    )
    head = f"<p><b>{escape(title_of_cell(table, row, column))}</b><br>{escape(where)}</p>"
    if row.is_heading:
        return head + f"<p>{escape(tr('A heading: it has no figures.'))}</p>"
    head += f"<p style='font-size:large'>{escape(text or tr(BLANK))}</p>"
    if working := model.working(row_number, column_number):
        head += f"<p>{escape(working)}</p>"
    ticks = about_ticks(table.results.project, model.ticks(row_number, column_number))
    subject = subject_of_cell(table.statement, table.period, row, column)
    review = about_review(table.results.project, subject)
    remarks = (*ticks, *review, *full_remarks(model.remarks(row_number, column_number)))
    links = model.has_parts_beside
    lines = (*remarks, *_proofs(table, row, column, run), *lines_about(table, row, column, says_parts=not links))
    about = "".join(f"<p>{line}</p>" for line in lines if line)
    story = story_of(model, row_number, column_number) if links else ""
    return head + story + about + "".join(_sources(table, row, column, sheets))


def _sources(table: StatementTable, row: Row, column: Column, sheets: SheetsRead) -> Iterator[str]:
    """Yield, for each cell that states a figure, the cell among its neighbors, or a link that shows it so."""
    if row.remainder or row.is_heading or column.kind is ColumnKind.CAPTION:
        return
    sources = sources_of(table.results.project, (row.line.id, table.period), column)
    for cell in dict.fromkeys(source.cell for source in sources):
        workbook = sheets.get(cell.file)
        sheet = workbook.sheet(cell.sheet) if workbook else None
        yield draw_surroundings(sheet, cell) if sheet else f"<p>{link_to_source(cell)}</p>"


def _proofs(table: StatementTable, row: Row, column: Column, run: CheckRun) -> Iterator[str]:
    """Yield which checks of a figure fail and which prove it and its translations."""
    if row.remainder:
        return
    project, words = table.results.project, window_words()
    sources = sources_of(project, (row.line.id, table.period), column)
    if failing := dict.fromkeys(check for source in sources for check in run.fails.get(source.cell, ())):
        checks = listing((name_of_check(check, words) for check in failing), words)
        yield f"<b>{escape(tr('Failed checks: {checks}.', checks=checks))}</b>"
    if run.proofs is None:
        return
    yield escape(run.proofs.in_words(table, row, column, words))
    if column.kind is ColumnKind.AS_REPORTED:
        for translation in translations_of(project, row.line, table.period):
            yield escape(run.proofs.of_translation(translation, words))
