"""The window of the help: contents and hits on the left, a page on the right. It stays open beside the work."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.help.hit_delegate import HitDelegate
from workbench.ui.help.page_view import PageView
from workbench.ui.help.pages import Page
from workbench.ui.help.searching import Hit, search
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme

SIZE = QSize(1040, 760)
CONTENTS_WIDTH, LEAST_CONTENTS = 270, 180
GEOMETRY, SIDES = "help_geometry", "help_sides"
"""Where the settings keep the place of the window and the share of the contents."""
LINK = int(Qt.ItemDataRole.UserRole)


class Visit(NamedTuple):
    """A page, or a section of one, that was shown, and how far it was scrolled when it was left."""

    link: str
    scrolled: int = 0


class HelpWindow(QWidget):
    """A window of its own without a parent, so that no dialog blocks it; whoever opens it closes it."""

    closed = Signal()

    def __init__(self, pages: Sequence[Page], settings: Settings, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = {page.name: page for page in pages}
        self._settings = settings
        self._visits: list[Visit] = []
        self._at = -1
        self._sought = ""
        self.search_field = QLineEdit(self)
        self.search_field.setPlaceholderText(tr("Search the help"))
        self.search_field.setAccessibleName(tr("Search the help"))
        self.search_field.setClearButtonEnabled(True)
        self.contents = QListWidget(self)
        self.contents.setItemDelegate(HitDelegate(theme, self.contents))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = PageView(theme, self)
        self.back = self._button(tr("Back"), tr("Go back to the page before (Alt+Left)"), lambda: self.go(-1))
        self.forward = self._button(tr("Forward"), tr("Go forward again (Alt+Right)"), lambda: self.go(1))
        self.copy = self._button(tr("Copy the page"), tr("Copy the text of this page"), self.copy_page)
        self.print = self._button(tr("Print…"), tr("Print this page (Ctrl+P)"), self.ask_to_print)
        self._lay_out()
        self._list_contents()
        self.search_field.textChanged.connect(self._on_sought)
        self.search_field.returnPressed.connect(self.contents.setFocus)
        self.contents.currentItemChanged.connect(lambda item, _: self._on_chosen(item))
        self.contents.itemActivated.connect(lambda _: self.view.setFocus())
        self.view.followed.connect(self.show_page)
        for keys, act in (
            ("Alt+Left", lambda: self.go(-1)),
            ("Alt+Right", lambda: self.go(1)),
            ("Ctrl+F", self._begin_search),
            ("Ctrl+P", self.ask_to_print),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        resize_on_screen(self, *SIZE.toTuple())
        self.restoreGeometry(settings.state(GEOMETRY))

    def _button(self, text: str, tip: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        below = QVBoxLayout(left)
        below.setContentsMargins(8, 8, 0, 8)
        below.addWidget(self.search_field)
        below.addWidget(self.contents, 1)
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 6, 8, 6)
        for button in (self.back, self.forward):
            tools.addWidget(button)
        tools.addStretch(1)
        for button in (self.copy, self.print):
            tools.addWidget(button)
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(tools)
        page.addWidget(self.view, 1)
        self.sides = QSplitter(Qt.Orientation.Horizontal, self)
        self.sides.addWidget(left)
        self.sides.addWidget(right)
        self.sides.setStretchFactor(1, 1)
        self.sides.setChildrenCollapsible(False)
        left.setMinimumWidth(LEAST_CONTENTS)
        self.sides.setSizes([CONTENTS_WIDTH, SIZE.width() - CONTENTS_WIDTH])
        self.sides.restoreState(self._settings.state(SIDES))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sides)

    # ---- pages

    @property
    def link(self) -> str:
        """The page that is shown, with the section that it was opened at."""
        return self._visits[self._at].link if self._visits else ""

    def show_page(self, link: str) -> None:
        """Show the page that a link names, from its section on; remember it for *Back*."""
        if link.partition("#")[0] not in self._pages:
            return
        self._remember_scrolling()
        if link != self.link:
            self._visits[self._at + 1 :] = [Visit(link)]
            self._at += 1
        self._show(link)

    def go(self, step: int) -> None:
        """Go back (-1) or forward (+1) among the pages that were shown."""
        if 0 <= self._at + step < len(self._visits):
            self._remember_scrolling()
            self._at += step
            visit = self._visits[self._at]
            self._show(visit.link)
            self.view.verticalScrollBar().setValue(visit.scrolled)

    def _remember_scrolling(self) -> None:
        if self._visits:
            scrolled = self.view.verticalScrollBar().value()
            self._visits[self._at] = self._visits[self._at]._replace(scrolled=scrolled)

    def _show(self, link: str) -> None:
        name, _, section = link.partition("#")
        page = self._pages[name]
        self.view.show_page(page, section)
        self.view.mark(self._sought)
        self.setWindowTitle(tr("{page} — Help", page=page.title))
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._visits))
        if self._sought:
            self._mark_hit(link)
        else:
            self._mark_in_contents(name)

    def copy_page(self) -> None:
        """Copy the text of the page."""
        QGuiApplication.clipboard().setText(self.view.toPlainText())

    def ask_to_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.view.print_page(printer))
        QDialog.open(dialog)  # its own would need a receiver

    # ---- contents and hits

    def _list_contents(self) -> None:
        self.contents.setAccessibleName(tr("Contents"))
        self._list([(page.title, page.name) for page in self._pages.values()])
        if self._visits:
            self._mark_in_contents(self.link.partition("#")[0])

    def _list_hits(self, hits: Sequence[Hit]) -> None:
        self.contents.setAccessibleName(tr("Hits"))
        if not hits:
            self._list([(tr("Nothing in the help has all of these words."), "")])
            return
        self._list([(f"{_place(hit)}\n{hit.snippet}", hit.section.link) for hit in hits])

    def _list(self, rows: Sequence[tuple[str, str]]) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for text, link in rows:
            item = QListWidgetItem(text)
            item.setData(LINK, link)
            self.contents.addItem(item)
        self.contents.blockSignals(False)

    def _mark_in_contents(self, name: str) -> None:
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(list(self._pages).index(name))
        self.contents.blockSignals(False)

    def _mark_hit(self, link: str) -> None:
        """Mark the hit that is shown; none if the page is none of the hits."""
        rows = (row for row in range(self.contents.count()) if self.contents.item(row).data(LINK) == link)
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(next(rows, -1))
        self.contents.blockSignals(False)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and (link := str(item.data(LINK))):
            self.show_page(link)

    def _on_sought(self, text: str) -> None:
        self._sought = text.strip()
        if self._sought:
            self._list_hits(search(self._pages.values(), self._sought))
        else:
            self._list_contents()
        self.view.mark(self._sought)

    def _begin_search(self) -> None:
        self.search_field.setFocus()
        self.search_field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc end the search; if there is none, close the help."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search_field.text():
            self.search_field.clear()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.set_state(GEOMETRY, QByteArray(self.saveGeometry()))
        self._settings.set_state(SIDES, QByteArray(self.sides.saveState()))
        super().closeEvent(event)
        self.closed.emit()


def _place(hit: Hit) -> str:
    page, heading = hit.section.page.title, hit.section.heading
    return page if heading == page else tr("{page} > {section}", page=page, section=heading)
