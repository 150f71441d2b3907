"""Panels of text: everything about the current figure, and the notes of the differences."""

from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.session import Session
from workbench.ui.explain import explained
from workbench.ui.models.statement_model import StatementModel
from workbench.ui.session_signals import SessionSignals

MARGIN = 12


class FigurePanel(QTextBrowser):
    """Where the current figure comes from, what it is made of and what moved it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("About the current figure")
        self.setPlaceholderText("Choose a cell to see where its figure comes from.")
        self.document().setDocumentMargin(MARGIN)

    def show_cell(self, model: StatementModel, row: int, column: int) -> None:
        if self.isVisible():
            self.setHtml(explained(self._session, model, row, column))


class NotesPanel(QTextBrowser):
    """Each difference with its standards and its note."""

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Notes of the differences")
        self.document().setDocumentMargin(MARGIN)
        signals.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        parts = []
        for adjustment in self._session.project.adjustments:
            standards = " → ".join(each for each in adjustment.standards if each)
            about = ", ".join(part for part in (standards, adjustment.nature.value) if part)
            note = escape(adjustment.note) or "<i>The sources state no note.</i>"
            parts.append(f"<p><b>{escape(adjustment.name)}</b><br>{escape(about)}</p><p>{note}</p>")
        html = "<hr>".join(parts) or "<p>No source states a difference.</p>"
        if html != self.property("shown"):
            self.setProperty("shown", html)
            self.setHtml(html)
