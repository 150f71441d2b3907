"""Printing, PDF and pictures of what is in front: the statement, or the chart if it has the keyboard."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.clock import present_time
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.engine.recalculate import Results
from workbench.exporting.review_workbook import fingerprint
from workbench.phrases import phrase, say
from workbench.presentation.states import state_of
from workbench.presentation.units import unit_line
from workbench.program import VERSION
from workbench.ui.charts.pictures import PNG, SIZE, Picture, save_picture
from workbench.ui.printing.pdf_file import PDF, write_pdf
from workbench.ui.printing.preview_dialog import PreviewDialog
from workbench.ui.printing.printed_view import Footer, PrintedDrawing, PrintedView
from workbench.ui.shell.action_records import Window
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.printed_statement import printed_table
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.periods import label, short_label
from workbench.wording.titles import title_of

if TYPE_CHECKING:
    from workbench.progress import Progress

NAME_LENGTH = 60
"""The most characters of the proposed name of a file."""


def view_of(workspace: Workspace) -> PrintedView | None:
    """Return what is printed, before its fingerprint is known; None if there is no chart to print, which is said."""
    if workspace.charts.has_keyboard():
        picture = workspace.charts.picture()
        return _chart(picture, _footer(workspace)) if picture else None
    project, words = workspace.document.session.project, window_words()
    statement, period = workspace.view_state.statement, workspace.view_state.period
    about = (project.entity, label(project.periods[period], words), unit_line(project, words))
    is_reconciled = period in statement.reconciled
    return PrintedView(
        title_of(statement, words),
        "  ·  ".join(part for part in about if part),
        state_of(project).illustrative_label(words) if is_reconciled else tr("Not reconciled"),
        printed_table(workspace.grid),
        _footer(workspace),
    )


def _chart(picture: Picture, footer: Footer) -> PrintedView:
    drawing = PrintedDrawing(SIZE.width(), picture.draw_chart)
    return PrintedView(picture.title.headline, picture.title.about, "", drawing, footer)


def _footer(workspace: Workspace) -> Footer:
    words = window_words()
    state = state_of(workspace.document.session.project).in_words(words)
    proviso = phrase("unaudited — as printed: {state}", state=f"{state[:1].lower()}{state[1:]}")
    return Footer(f"{PROGRAM} {VERSION}", say(proviso, words), f"{present_time():%Y-%m-%d %H:%M}")


def with_fingerprint(view: PrintedView, results: Results) -> PrintedView:
    """Return ``view`` with the fingerprint in its footer that the review workbook has, too."""
    footer = view.footer
    return view._replace(footer=footer._replace(program=f"{footer.program}  {fingerprint(results)}"))


def preview(window: Window, workspace: Workspace) -> PreviewDialog | None:
    """Open the preview; its fingerprint follows once it is calculated, which takes a while for a large book."""
    view, results = view_of(workspace), workspace.document.session.results
    if view is None:
        return None
    dialog = PreviewDialog(view, lambda shown: ask_where_to_write(window, workspace, shown), workspace)
    dialog.open()

    def calculate(_: "Progress") -> PrintedView:
        return with_fingerprint(view, results)

    window.jobs.start(tr("Preparing the pages"), calculate, dialog.show_final, dialog.refuse, is_quiet=True)
    return dialog


def save_pdf(window: Window, workspace: Workspace) -> None:
    """Ask where to write the view as PDF."""
    if view := view_of(workspace):
        ask_where_to_write(window, workspace, view)


def ask_where_to_write(window: Window, workspace: Workspace, view: PrintedView) -> None:
    results, font = workspace.document.session.results, workspace.font()
    project, period = results.project, workspace.view_state.period
    name = f"{view.title}, {short_label(project.periods[period], window_words())}"
    if isinstance(view.body, PrintedDrawing):
        name = view.title

    def write(path: Path) -> None:
        write_pdf(with_fingerprint(view, results), font, path)

    draws_what_is_shown = isinstance(view.body, PrintedDrawing)
    window.files.write_view(tr("Save as PDF"), f"{name[:NAME_LENGTH]}{PDF}", write, is_on_screen=draws_what_is_shown)


def ask_where_to_save_picture(window: Window, workspace: Workspace) -> None:
    """Ask where to write the chart as a picture."""
    picture = workspace.charts.picture()
    if picture is None:
        return
    name = f"{picture.title.headline[:NAME_LENGTH]}{PNG}"
    window.files.write_view(tr("Save the picture"), name, lambda path: save_picture(picture, path), is_on_screen=True)
