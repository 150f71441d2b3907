"""The appendix: its window, which follows every step, and the ways in which it leaves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from workbench.checks import ChecksRun, run_checks
from workbench.domain.appendix import AppendixText, TextKind
from workbench.domain.subjects import AdjustmentSubject, Subject, TextSubject
from workbench.engine.recalculate import Engine, Results
from workbench.phrases import Words, phrase
from workbench.presentation.publication import Cause, CauseKind
from workbench.progress import Progress
from workbench.ui.printing.appendix_pages import AppendixPages
from workbench.ui.printing.appendix_pdf import paint_on, write_appendix_pdf
from workbench.ui.printing.document_fonts import fonts_for
from workbench.ui.publishing.appendix_window import AppendixWindow, MadeAppendix, Way, make_appendix
from workbench.ui.shell.action_records import Window
from workbench.ui.shell.files import refuse_target, stem_of
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.jobs import Job
from workbench.ui.toolkit.language import tr, tr_fact, window_words

if TYPE_CHECKING:
    from workbench.domain.facts import Fact
    from workbench.exporting.appendix.document import Document

SAVE_A_DRAFT = phrase("Put this right, or save a draft.")
MILLISECONDS = 250
"""The pages follow once typing rests."""
SUFFIXES = {Way.WORD: ".docx", Way.PDF: ".pdf", Way.BUNDLE: ".zip"}


def show_appendix(window: Window, workspace: Workspace) -> AppendixWindow | None:
    """Show the appendix beside the window, or bring it to the front; say so if nothing is reconciled."""
    shown = workspace.findChild(AppendixWindow)
    if shown is not None:
        shown.raise_()
        shown.activateWindow()
        return shown
    if not workspace.document.session.project.is_reconciled:
        workspace.status.refuse(tr("No period is reconciled, so there is no appendix. Reconcile a period first."))
        return None
    shown = AppendixWindow(workspace.theme, workspace)
    _Following(window, workspace, shown)
    shown.show()
    return shown


class _Following(QTimer):
    """Keeps the pages of an appendix window up to date, also with what is being typed."""

    def __init__(self, window: Window, workspace: Workspace, shown: AppendixWindow) -> None:
        super().__init__(shown)
        self._window, self._workspace, self._shown = window, workspace, shown
        self._typed: tuple[Subject, str] | None = None
        self.setSingleShot(True)
        self.setInterval(MILLISECONDS)
        self._job: Job | None = None
        self.timeout.connect(self._refresh)
        workspace.signals.changed.connect(self._on_changed)
        workspace.checks_run.changed.connect(self.start)
        workspace.notes.typed.connect(self._on_typed)
        shown.wanted.connect(self._send)
        shown.draft.toggled.connect(lambda _: self._refresh())
        shown.led.connect(self._lead)
        self._refresh()

    def _on_changed(self, _: object) -> None:
        self._typed = None
        self.start()

    def _on_typed(self, subject: Subject, text: str) -> None:
        self._typed = subject, text
        self.start()

    def _refresh(self) -> None:
        """Lay out the pages anew on another thread; what changes meanwhile is laid out after that."""
        if self._job in self._window.jobs.running:
            self.start()
            return
        results, words, checks = self._results, window_words(), self._workspace.checks_run
        findings, is_complete, is_draft = checks.findings, not checks.is_running, self._shown.is_draft

        def make(progress: Progress) -> MadeAppendix:
            return make_appendix(results(), findings, words, progress, is_draft=is_draft, is_complete=is_complete)

        self._job = self._window.jobs.start(
            tr("Laying out the appendix"), make, self._show, self._shown.refuse, is_quiet=True
        )

    def _show(self, made: MadeAppendix) -> None:
        if isValid(self):
            self._shown.show_made(made)

    @property
    def _results(self) -> Callable[[], Results]:
        """What makes the results, of a project in which the text that is being typed is already kept."""
        results, typed = self._workspace.document.session.results, self._typed
        return lambda: results if typed is None else _results_with(results, *typed)

    def _lead(self, cause: Cause) -> None:
        """Go to where a cause is put right."""
        workspace = self._workspace
        if cause.kind is CauseKind.PARTIAL:
            workspace.docks["Adjustments"].show()
            workspace.adjustments_panel.switches.setFocus()
        elif cause.finding is None or not workspace.show_finding(cause.finding):
            workspace.go_to(cause.subject)
        workspace.activateWindow()

    # ---- ways out

    def _send(self, way: Way) -> None:
        if not self._workspace.notes.finish_editing():
            return
        document = self._workspace.document
        leaving = _Leaving(document.session.settled_results, document.folder, window_words(), self._shown.is_draft)
        if way is Way.PRINTER:
            self._print(leaving)
            return
        pattern = phrase("{name}-bundle") if way is Way.BUNDLE else phrase("{name}-appendix")
        name = tr(pattern, name=stem_of(document.name))
        told: list[Fact] = []

        def say(path: Path) -> None:
            for fact in told:
                self._workspace.status.show_message(tr_fact(fact))

        self._window.files.write_view(
            tr("Save the appendix"),
            f"{name}{SUFFIXES[way]}",
            lambda path, progress: told.extend(leaving.write(way, path, progress)),
            say,
            is_on_screen=False,
        )

    def _print(self, leaving: "_Leaving") -> None:
        if not QPrinterInfo.availablePrinterNames():
            self._shown.refuse(tr("No printer is installed on this computer. Save the pages as PDF instead."))
            return
        self._window.jobs.start(
            tr("Laying out the appendix"), leaving.pages, self._ask_for_printer, self._shown.refuse, is_quiet=True
        )

    def _ask_for_printer(self, pages: AppendixPages) -> None:
        if not isValid(self._shown):
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(pages.document.title)
        dialog = QPrintDialog(printer, self._shown)
        dialog.setMinMax(1, len(pages.pages))

        def print_chosen() -> None:
            first, last = printer.fromPage(), printer.toPage()
            paint_on(printer, pages, wanted=range(first - 1, last) if first else None)

        dialog.accepted.connect(print_chosen)
        QDialog.open(dialog)  # the dialog's own overload would connect a slot by its name


@dataclass(frozen=True)
class _Leaving:
    """What leaves: the state in which it was asked for, whatever changes since. ``folder``: where the project lies.

    Everything here may be done on another thread, and raises WorkbenchError if it is not to be published.
    """

    results: Results
    folder: Path | None
    words: Words
    is_draft: bool

    @cached_property
    def checks_run(self) -> ChecksRun:
        return run_checks(self.results)

    @cached_property
    def document(self) -> "Document":
        from workbench.exporting.appendix.publishing import document_of

        return document_of(
            self.results, self.checks_run.findings, self.words, is_draft=self.is_draft, instead=SAVE_A_DRAFT
        )

    def pages(self, progress: Progress) -> AppendixPages:
        """Return the pages, laid out."""
        pages = AppendixPages(self.document, fonts_for(self.document.all_texts()).font, progress)
        _ = pages.pages
        return pages

    def write(self, way: Way, path: Path, progress: Progress) -> "tuple[Fact, ...]":
        """Write the appendix or the bundle to ``path``, whole or not at all; return what there is to say."""
        from workbench.exporting.output_files import refuse_work_of_others
        from workbench.files import replacing

        refuse_target(self.results.project, path, SUFFIXES[way], self.folder)
        refuse_work_of_others(path)
        document = self.document
        with replacing(path) as temporary:
            match way:
                case Way.PDF:
                    return write_appendix_pdf(document, temporary, progress)
                case Way.BUNDLE:
                    return self._write_bundle(temporary, progress)
            from workbench.exporting.appendix.docx_file import write_docx

            write_docx(document, temporary, None, progress)
        return ()

    def _write_bundle(self, path: Path, progress: Progress) -> "tuple[Fact, ...]":
        from workbench.bundles import BundleRequest, write_bundle

        request = BundleRequest(
            self.results, self.checks_run, self.document, self.words, (), self.folder, None, write_appendix_pdf
        )
        return write_bundle(request, path, progress)


def _results_with(results: Results, subject: Subject, text: str) -> Results:
    """Return the results of a project in which a text or a note is another."""
    project, words = results.project, text.strip()
    if isinstance(subject, TextSubject):
        kind = TextKind(subject.text)
        if not words:
            return results
        project = replace(project, texts=project.texts.with_items({kind: AppendixText(words)}))
    elif isinstance(subject, AdjustmentSubject):
        project = replace(
            project,
            adjustments=tuple(
                known.with_attributes(note=words) if known.id == subject.adjustment else known
                for known in project.adjustments
            ),
        )
    else:
        project = replace(project, note=words)
    return Engine().results(project)
