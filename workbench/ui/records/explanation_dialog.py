"""Why the key totals moved in a step or between two points of the history, as text to copy."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from workbench.domain.trail import TrailEntry
from workbench.presentation.explained_change import explain_in_slices
from workbench.presentation.explained_text import Section, altered_section, as_text, sections_of
from workbench.session import Session
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.screen_room import resize_on_screen

SIZE = (760, 460)
MARGIN = 10


@dataclass(frozen=True, slots=True)
class Span:
    """What is to be explained. ``title``: which step, or from where to where.

    ``earlier``: steps of earlier sessions, of which no snapshot is kept. ``steps``: how many steps of this session are
    done before and after; None if it is about earlier sessions alone.
    """

    title: str
    earlier: Sequence[TrailEntry]
    steps: tuple[int, int] | None


class ExplanationDialog(QDialog):
    """Stays open beside the window; the text appears as soon as it is known."""

    def __init__(self, session: Session, span: Span, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Explained change"))
        resize_on_screen(self, *SIZE)
        self.title = QLabel(span.title, self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.view = QTextBrowser(self)
        self.view.setAccessibleName(tr("What moved the totals"))
        self.view.document().setDocumentMargin(MARGIN)
        self.view.setPlainText(tr("Adding up …"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy_button = buttons.addButton(tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setEnabled(False)
        self.copy_button.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addWidget(self.view)
        layout.addWidget(buttons)
        self._sections: tuple[Section, ...] = ()
        self._work = IdleWork(self)
        self._work.start(self._explain(session, span), self._show)
        self.view.setFocus()

    def _explain(self, session: Session, span: Span) -> Generator[None, None, None]:
        project, words = session.settled, window_words()
        if span.earlier:
            self._sections = (altered_section(span.earlier, project, words),)
        if span.steps is not None:
            work = explain_in_slices(session.snapshots(*span.steps), session.settled_results)
            explained = yield from work
            self._sections = (*self._sections, *sections_of(explained, words))

    def _show(self) -> None:
        self.view.setHtml("".join(map(_as_html, self._sections)))
        self.copy_button.setEnabled(True)

    @property
    def text(self) -> str:
        """The whole text, as it is copied; empty while it is not known yet."""
        return as_text(self._sections) if self._sections else ""

    def copy(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join((self.title.text(), self.text)))


def _as_html(section: Section) -> str:
    heading = f'<p style="margin: 8px 0 2px 0"><b>{escape(section.heading)}</b></p>'
    return heading + "".join(f'<p style="margin: 0 0 2px 12px">{escape(line)}</p>' for line in section.lines)
