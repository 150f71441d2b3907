"""The panel with the notes of the differences."""

from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.domain.adjustments import Adjustment
from workbench.phrases import listing
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.wording.names import name_of_nature

MARGIN = 12


class NotesPanel(QTextBrowser):
    """Each difference with its standards and its note."""

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(tr("Notes on the differences"))
        self.document().setDocumentMargin(MARGIN)
        self._lazy_refresh = LazyRefresh(self, self._fill)
        signals.changed.connect(self._on_session_changed)

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._lazy_refresh.request()

    def _fill(self) -> None:
        parts = [_as_html(adjustment) for adjustment in self._session.project.adjustments]
        self.setHtml("<hr>".join(parts) or f"<p>{escape(tr('There are no differences yet.'))}</p>")


def _as_html(adjustment: Adjustment) -> str:
    standards = " → ".join(standard for standard in adjustment.standards if standard)
    nature = adjustment.nature and name_of_nature(adjustment.nature, window_words())
    about = listing(filter(None, (standards, nature)), window_words())
    note = escape(adjustment.note) or f"<i>{escape(tr('There is no note.'))}</i>"
    return f"<p><b>{escape(adjustment.name)}</b><br>{escape(about)}</p><p>{note}</p>"
