"""Panels of text: everything about the current figure, and the notes of the differences."""

from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.session import Change, Session
from workbench.ui.check_run import CheckRun
from workbench.ui.explain import explained
from workbench.ui.models.statement_model import StatementModel
from workbench.ui.session_signals import SessionSignals
from workbench.ui.when_seen import WhenSeen

MARGIN = 12


class FigurePanel(QTextBrowser):
    """Where the current figure comes from, what it is made of, what proves it and what moved it."""

    def __init__(self, session: Session, run: CheckRun, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._run = run
        self.setAccessibleName("About the current figure")
        self._cell: tuple[StatementModel, int, int] | None = None
        self._text = ""
        self._seen = WhenSeen(self, self._show)
        self.setPlaceholderText("Choose a cell to see where its figure comes from.")
        self.document().setDocumentMargin(MARGIN)
        run.changed.connect(self._seen.ask)

    def show_cell(self, model: StatementModel, row: int, column: int) -> None:
        self._cell = (model, row, column)
        self._seen.ask()

    def show_none(self) -> None:
        """There is no current cell."""
        self._cell = None
        self._seen.ask()

    def _show(self) -> None:
        text = explained(self._session, self._run, *self._cell) if self._cell else ""
        if text != self._text:  # else the place that is read would be lost whenever checks end
            self._text = text
            self.setHtml(text)


class NotesPanel(QTextBrowser):
    """Each difference with its standards and its note."""

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Notes of the differences")
        self.document().setDocumentMargin(MARGIN)
        self._seen = WhenSeen(self, self._show)
        signals.changed.connect(self._on_session_changed)

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._seen.ask()

    def _show(self) -> None:
        parts = []
        for adjustment in self._session.project.adjustments:
            standards = " → ".join(each for each in adjustment.standards if each)
            about = ", ".join(part for part in (standards, adjustment.nature.value) if part)
            note = escape(adjustment.note) or "<i>The sources state no note.</i>"
            parts.append(f"<p><b>{escape(adjustment.name)}</b><br>{escape(about)}</p><p>{note}</p>")
        self.setHtml("<hr>".join(parts) or "<p>No source states a difference.</p>")
