"""The window of the appendix: its pages, which follow every step, what stands against it, and the ways out."""

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from html import escape
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from workbench.domain.appendix import Acceptance
from workbench.domain.facts import Fact
from workbench.domain.findings import Finding
from workbench.engine.recalculate import Results
from workbench.exporting.appendix.composing import compose
from workbench.phrases import Phrase, Words, phrase
from workbench.presentation.publication import Cause, accepted_failures, causes_against
from workbench.progress import Progress
from workbench.ui.printing.appendix_pages import AppendixPages
from workbench.ui.printing.document_fonts import fonts_for
from workbench.ui.publishing.page_view import STEP, PageView
from workbench.ui.toolkit.language import tr, tr_count, tr_fact
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.theme import Theme

WIDTH, HEIGHT, WIDTHS = 1180, 820, (820, 340)
LEAST_WIDTH = 220
CAUSE_LINK = "cause:"


class Way(Enum):
    """How the appendix leaves."""

    WORD = auto()
    PDF = auto()
    PRINTER = auto()
    BUNDLE = auto()


WAYS: dict[Way, Phrase] = {
    Way.WORD: phrase("Save as &Word…"),
    Way.PDF: phrase("Save as P&DF…"),
    Way.PRINTER: phrase("&Print…"),
    Way.BUNDLE: phrase("Evidence &bundle…"),
}


class MadeAppendix(NamedTuple):
    """An appendix laid out, with what stands against it, which failing checks were accepted, and what fonts it has.

    ``is_complete``: False while checks run, which may find more that stands against it.
    """

    is_complete: bool
    causes: tuple[Cause, ...]
    accepted: tuple[tuple[Finding, Acceptance], ...]
    told: tuple[Fact, ...]
    pages: AppendixPages


def make_appendix(
    results: Results,
    findings: Sequence[Finding],
    words: Words,
    progress: Progress,
    *,
    is_draft: bool,
    is_complete: bool,
) -> MadeAppendix:
    """Return the appendix in the state of ``results``, on any thread.

    It is a draft if one is wanted or something stands against it. ``is_complete``: all checks have run.
    """
    causes = causes_against(results.project, findings)
    document = compose(results, causes, words, is_draft=is_draft or bool(causes))
    fonts = fonts_for(document.all_texts())
    pages = AppendixPages(document, fonts.font, progress)
    _ = pages.pages  # laid out here, not while painting
    accepted = tuple(accepted_failures(results.project, findings))
    return MadeAppendix(is_complete, causes, accepted, fonts.told, pages)


class AppendixWindow(QDialog):
    """``wanted`` carries the Way in which it is to leave; ``led`` the Cause that the user chose."""

    wanted = Signal(object)
    led = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Appendix"))
        self.setModal(False)
        resize_on_screen(self, WIDTH, HEIGHT)
        self._theme = theme
        self._is_complete = False
        self._causes: tuple[Cause, ...] = ()
        self._told: tuple[Fact, ...] = ()
        self._accepted: tuple[str, ...] = ()
        self.splitter = QSplitter(self)
        self.view = PageView(self.splitter)
        self.causes = QTextBrowser(self.splitter)
        self.causes.setAccessibleName(tr("What prevents publication"))
        self.causes.setOpenLinks(False)
        self.causes.setMinimumWidth(LEAST_WIDTH)
        self.splitter.setSizes(list(WIDTHS))
        self.splitter.setChildrenCollapsible(False)
        self.place = QLabel(self)
        self.place.setObjectName("quiet")
        self.draft = QCheckBox(tr("As a d&raft, with the reason across each page"), self)
        self.refusal = QLabel(self)
        self.refusal.setObjectName("illustrative")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.buttons: dict[Way, QPushButton] = {}
        self._lay_out()
        self.view.turned.connect(self._say_page)
        self.causes.anchorClicked.connect(self._on_link)
        self.draft.toggled.connect(lambda _: self.refusal.hide())

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        self._button(tr("&Larger"), lambda: self.view.zoom_by(STEP), above)
        self._button(tr("S&maller"), lambda: self.view.zoom_by(1 / STEP), above)
        above.addWidget(self.place)
        above.addStretch(1)
        above.addWidget(self.draft)
        below.addStretch(1)
        for way, name in WAYS.items():
            self.buttons[way] = self._button(tr(name), partial(self.ask, way), below)
        self._button(tr("&Close"), self.reject, below)
        layout = QVBoxLayout(self)
        layout.addLayout(above)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.refusal)
        layout.addLayout(below)

    def _button(self, text: str, act: Callable[[], object], row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        row.addWidget(button)
        return button

    # ---- what is shown

    @property
    def is_draft(self) -> bool:
        return self.draft.isChecked()

    def show_made(self, made: MadeAppendix) -> None:
        """Show an appendix, with what stands against it."""
        if not isValid(self):
            return
        self._is_complete, self._causes = made.is_complete, made.causes
        self._accepted = tuple(
            tr("{finding} Accepted by {by}: {reason}", finding=tr_fact(finding.fact), by=known.by, reason=known.reason)
            for finding, known in made.accepted
        )
        self._told = made.told
        self.view.show_pages(made.pages)
        self.causes.setHtml(self._html())

    def _html(self) -> str:
        colours = self._theme.colours
        if not self._is_complete:
            running = escape(tr("Checks are running. Their findings are added here."))
            parts = [f'<p style="color:{colours.muted}">{running}</p>']
        elif not self._causes:
            ready = escape(tr("Nothing prevents publication."))
            parts = [f'<p style="color:{colours.good}"><b>{ready}</b></p>']
        else:
            heading = escape(
                tr_count(
                    "{count} matter prevents publication",
                    "{count} matters prevent publication",
                    len(self._causes),
                )
            )
            parts = [f'<p style="color:{colours.bad}"><b>{heading}</b></p>']
        for number, cause in enumerate(self._causes):
            text = escape(self._say(cause))
            parts.append(f'<p><a style="color:{colours.text}" href="{CAUSE_LINK}{number}">{text}</a></p>')
        if self._accepted:
            parts.append(f"<p><b>{escape(tr('Accepted'))}</b></p>")
            parts += (f"<p>{escape(text)}</p>" for text in self._accepted)
        parts += (f'<p style="color:{colours.muted}">{escape(tr_fact(told))}</p>' for told in self._told)
        return "".join(parts)

    def _say(self, cause: Cause) -> str:
        text = tr_fact(cause.fact)
        return f"{text[:1].upper()}{text[1:]}"

    def _say_page(self, page: int, pages: int) -> None:
        self.place.setText(tr("page {page} of {pages}", page=page, pages=pages) if pages else "")

    def _on_link(self, address: QUrl) -> None:
        number = address.toString().removeprefix(CAUSE_LINK)
        if number.isdecimal() and int(number) < len(self._causes):
            self.led.emit(self._causes[int(number)])

    # ---- ways out

    def ask(self, way: Way) -> None:
        """Ask for the appendix in a way, unless something stands against it and no draft is wanted."""
        if self._causes and not self.is_draft:
            self.refuse(tr("The appendix cannot be published yet. Put right what is listed, or save a draft."))
            return
        self.refusal.hide()
        self.wanted.emit(way)

    def refuse(self, reason: str) -> None:
        """Say why it does not leave."""
        if isValid(self):
            self.refusal.setText(reason)
            self.refusal.show()
