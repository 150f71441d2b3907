"""The panel with the notes of the differences."""

from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.toolkit.lazy_refresh import LazyRefresh

MARGIN = 12


class NotesPanel(QTextBrowser):
    """Each difference with its standards and its note."""

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Notes of the differences")
        self.document().setDocumentMargin(MARGIN)
        self._lazy_refresh = LazyRefresh(self, self._fill)
        signals.changed.connect(self._on_session_changed)

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._lazy_refresh.request()

    def _fill(self) -> None:
        parts = []
        for adjustment in self._session.project.adjustments:
            standards = " → ".join(standard for standard in adjustment.standards if standard)
            about = ", ".join(part for part in (standards, adjustment.nature.value) if part)
            note = escape(adjustment.note) or "<i>The sources state no note.</i>"
            parts.append(f"<p><b>{escape(adjustment.name)}</b><br>{escape(about)}</p><p>{note}</p>")
        self.setHtml("<hr>".join(parts) or "<p>No source states a difference.</p>")
