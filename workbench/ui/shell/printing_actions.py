"""Printing, PDF and pictures of what is in front: the statement, or the chart, list or text with the keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from workbench.clock import present_time
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.engine.recalculate import Results
from workbench.exporting.fingerprint import fingerprint
from workbench.phrases import phrase, say
from workbench.presentation.copied_table import as_html
from workbench.presentation.states import state_of
from workbench.presentation.units import money_unit, unit_line
from workbench.program import VERSION
from workbench.progress import Progress
from workbench.ui.charts.pictures import PNG, SIZE, Picture, save_picture
from workbench.ui.printing.pages import Pages
from workbench.ui.printing.pdf_file import PDF, usual_page, write_pdf
from workbench.ui.printing.preview_dialog import PreviewDialog
from workbench.ui.printing.printed_view import Footer, PrintedDrawing, PrintedTable, PrintedText, PrintedView
from workbench.ui.shell.action_records import Window
from workbench.ui.shell.focus_places import panel_with_keyboard
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.printed_statement import left_out, table_of
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.table_clipboard import table_of_list
from workbench.wording.periods import label, short_label
from workbench.wording.titles import title_of

MOST_FINGERPRINTED = 500_000
"""Of lines, periods and differences, multiplied: the fingerprint of a larger book would take minutes."""
MOST_UPRIGHT = 5
"""So many columns of a list stand on an upright page."""
NAME_LENGTH = 80
"""The most characters of the proposed name of a file."""


class Printing(NamedTuple):
    """What is to be printed. ``prepare`` makes the view, on any thread; ``is_chart``: it is drawn with widgets."""

    title: str
    name: str
    prepare: Callable[[Progress], PrintedView]
    is_chart: bool


def printing_of(workspace: Workspace) -> Printing | None:
    """Return what would be printed now; None if there is no chart to print, which is said."""
    panel = panel_with_keyboard(workspace)
    if panel is not None and (beside := _panel(panel, workspace)):
        return beside
    if not workspace.charts.has_keyboard():
        return _statement(workspace)
    picture = workspace.charts.picture()
    return _chart(picture, workspace.document.session.results) if picture else None


def _statement(workspace: Workspace) -> Printing:
    results, words = workspace.document.session.results, window_words()
    project, statement = results.project, workspace.view_state.statement
    period = project.periods[workspace.view_state.period]
    title, read = title_of(statement, words), table_of(workspace.grid)
    compared = workspace.page.comparison_bar.compared_text if workspace.view_state.is_comparing else ""
    parts = [project.entity, label(period, words), unit_line(project, words)]
    parts += [tr("Comparison: {what}", what=compared)] if compared else []
    about = "  ·  ".join(part for part in (*parts, *left_out(workspace.grid, workspace.view_state)) if part)
    is_reconciled = period.id in statement.reconciled
    state = state_of(project).illustrative_label(words) if is_reconciled else tr("Not reconciled")

    def prepare(progress: Progress) -> PrintedView:
        body: PrintedTable = read(progress)
        return PrintedView(title, about, state, body, _footer(results))

    return Printing(title, f"{title}, {short_label(period, words)}", prepare, is_chart=False)


def _panel(panel: QWidget, workspace: Workspace) -> Printing | None:
    """Return a list or a text beside the statement; None for what is neither."""
    results = workspace.document.session.results
    title = panel.accessibleName()
    if table := table_of_list(panel, title):
        body = PrintedText(as_html(table), is_wide=len(table.headings) > MOST_UPRIGHT)
    elif isinstance(panel, QTextEdit | QPlainTextEdit):
        document = panel.document()
        body = PrintedText(document.toHtml() if document is not None else "")
    else:
        return None
    project = results.project
    about = "  ·  ".join(filter(None, (project.entity, money_unit(project, window_words()))))
    view = PrintedView(title, about, state_of(project).illustrative_label(window_words()), body, _footer(results))
    return Printing(title, title, lambda _: view, is_chart=False)


def _chart(picture: Picture, results: Results) -> Printing:
    headline, about = picture.title
    drawing = PrintedDrawing(SIZE.width(), picture.draw_chart)
    return Printing(
        headline, headline, lambda _: PrintedView(headline, about, "", drawing, _footer(results)), is_chart=True
    )


def _footer(results: Results) -> Footer:
    """Return what the footer of the review workbook says, too."""
    words = window_words()
    state = state_of(results.project).in_words(words)
    proviso = phrase("unaudited — as printed: {state}", state=f"{state[:1].lower()}{state[1:]}")
    print_of_book = "" if is_too_large(results.project) else f"  {fingerprint(results)}"
    return Footer(f"{PROGRAM} {VERSION}{print_of_book}", say(proviso, words), f"{present_time():%Y-%m-%d %H:%M}")


def is_too_large(project: Project) -> bool:
    """True if the fingerprint of a project would take too long for a print."""
    cells = sum(len(statement.lines) * len(statement.periods) for statement in project.statements)
    return cells * max(len(project.adjustments), 1) > MOST_FINGERPRINTED


def preview(window: Window, workspace: Workspace) -> PreviewDialog | None:
    """Open the preview, to which the pages come once they are prepared."""
    printing = printing_of(workspace)
    if printing is None:
        return None

    def save() -> None:
        ask_where_to_write(window, workspace, printing, dialog.say_saved)

    dialog = PreviewDialog(printing.title, save, workspace)
    font = dialog.font()

    def lay_out(progress: Progress) -> Pages:
        pages = Pages(printing.prepare(progress), font, usual_page())
        _ = pages.number  # laid out here, not while painting
        return pages

    window.jobs.start(tr("Preparing the pages"), lay_out, dialog.show_pages, dialog.refuse)
    dialog.open()
    return dialog


def save_pdf(window: Window, workspace: Workspace) -> None:
    """Ask where to write the view as PDF."""
    if printing := printing_of(workspace):
        ask_where_to_write(window, workspace, printing)


def ask_where_to_write(
    window: Window, workspace: Workspace, printing: Printing, then: Callable[[Path], object] = lambda _: None
) -> None:
    """Ask where to write the view as PDF; ``then`` is called with the path once it is written."""
    font = workspace.font()
    window.files.write_view(
        tr("Save as PDF"),
        f"{printing.name[:NAME_LENGTH]}{PDF}",
        lambda path, progress: write_pdf(printing.prepare(progress), font, path),
        then,
        is_on_screen=printing.is_chart,
    )


def ask_where_to_save_picture(window: Window, workspace: Workspace) -> None:
    """Ask where to write the chart as a picture."""
    picture = workspace.charts.picture()
    if picture is None:
        return

    def write(path: Path, _: Progress) -> None:
        save_picture(picture, path)

    name = f"{picture.title.headline[:NAME_LENGTH]}{PNG}"
    window.files.write_view(tr("Save the picture"), name, write, is_on_screen=True)
