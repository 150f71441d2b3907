"""The notes of the differences, to be read."""

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
        self._seen = LazyRefresh(self, self._show)
        signals.changed.connect(self._on_session_changed)

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._seen.request()

    def _show(self) -> None:
        parts = []
        for adjustment in self._session.project.adjustments:
            standards = " → ".join(each for each in adjustment.standards if each)
            about = ", ".join(part for part in (standards, adjustment.nature.value) if part)
            note = escape(adjustment.note) or "<i>The sources state no note.</i>"
            parts.append(f"<p><b>{escape(adjustment.name)}</b><br>{escape(about)}</p><p>{note}</p>")
        self.setHtml("<hr>".join(parts) or "<p>No source states a difference.</p>")
