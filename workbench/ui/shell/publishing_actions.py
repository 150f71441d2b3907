"""The appendix: its window, which follows every step, and the ways in which it leaves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from workbench.checks import run_checks
from workbench.domain.appendix import AppendixText, TextKind
from workbench.domain.subjects import AdjustmentSubject, Subject, TextSubject
from workbench.engine.recalculate import Engine, Results
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.publication import Cause, CauseKind
from workbench.progress import Progress
from workbench.ui.printing.appendix_pages import AppendixPages
from workbench.ui.printing.appendix_pdf import paint_on, write_appendix_pdf
from workbench.ui.printing.document_fonts import fonts_for
from workbench.ui.publishing.appendix_window import AppendixWindow, MadeAppendix, Way, make_appendix
from workbench.ui.shell.action_records import Window
from workbench.ui.shell.files import stem_of
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.refusals import say_refusal

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
        workspace.status.refuse(tr("No period is reconciled, so that there is no appendix. Reconcile a period first."))
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
        self._is_working = False
        self.timeout.connect(self._refresh)
        workspace.signals.changed.connect(self._on_changed)
        workspace.checks_run.changed.connect(self.start)
        workspace.notes.typed.connect(self._on_typed)
        shown.wanted.connect(self._send)
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
        if self._is_working:
            self.start()
            return
        self._is_working = True
        results, words = self._results, window_words()
        findings = self._workspace.checks_run.findings
        self._window.jobs.start(
            tr("Laying out the appendix"),
            lambda progress: make_appendix(results(), findings, words, progress),
            self._show,
            lambda _: None,
            is_quiet=True,
        )

    def _show(self, made: MadeAppendix) -> None:
        if isValid(self):
            self._is_working = False
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
        if way is Way.PRINTER:
            self._print()
            return
        name = tr("{name}-appendix", name=stem_of(self._workspace.document.name))
        if way is Way.BUNDLE:
            name = tr("{name}-bundle", name=stem_of(self._workspace.document.name))
        writers = {Way.WORD: _write_word, Way.PDF: _write_pdf, Way.BUNDLE: self._write_bundle}
        write = writers[way]
        make = self._document
        told: list[Fact] = []

        def save(path: Path, progress: Progress) -> None:
            told.extend(write(make(), path, progress))

        def say(path: Path) -> None:
            for fact in told:
                self._workspace.status.show_message(tr_fact(fact))

        self._window.files.write_view(tr("Save the appendix"), f"{name}{SUFFIXES[way]}", save, say, is_on_screen=False)

    @property
    def _document(self) -> "Callable[[], Document]":
        """What makes the document as it is to leave, after every check was run on it."""
        results, is_draft = self._workspace.document.session.settled_results, self._shown.is_draft
        words = window_words()

        def make() -> "Document":
            from workbench.exporting.appendix.publishing import document_of

            findings = run_checks(results).findings
            return document_of(results, findings, words, is_draft=is_draft, instead=SAVE_A_DRAFT)

        return make

    def _write_bundle(self, document: "Document", path: Path, progress: Progress) -> "tuple[Fact, ...]":
        from workbench.bundles import BundleRequest, write_bundle
        from workbench.files import replacing

        session = self._workspace.document.session
        results, folder = session.settled_results, self._workspace.document.folder
        request = BundleRequest(
            results, run_checks(results), document, window_words(), (), folder, None, write_appendix_pdf
        )
        with replacing(path) as temporary:
            return write_bundle(request, temporary, progress)

    def _print(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self._shown.refuse(tr("No printer is installed on this computer. Save the pages as PDF instead."))
            return
        try:
            document = self._document()
        except WorkbenchError as error:
            self._shown.refuse(say_refusal(error))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(document.title)
        dialog = QPrintDialog(printer, self._shown)
        pages = AppendixPages(document, fonts_for(document.all_texts()).font)
        dialog.setMinMax(1, len(pages.pages))
        dialog.accepted.connect(lambda: paint_on(printer, pages))
        QDialog.open(dialog)  # the dialog's own overload would connect a slot by its name


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


def _write_word(document: "Document", path: Path, progress: Progress) -> "tuple[Fact, ...]":
    from workbench.exporting.appendix.docx_file import write_docx
    from workbench.exporting.output_files import refuse_work_of_others
    from workbench.files import replacing

    refuse_work_of_others(path)
    with replacing(path) as temporary:
        write_docx(document, temporary, None, progress)
    return ()


def _write_pdf(document: "Document", path: Path, progress: Progress) -> "tuple[Fact, ...]":
    from workbench.files import replacing

    with replacing(path) as temporary:
        return write_appendix_pdf(document, temporary, progress)
