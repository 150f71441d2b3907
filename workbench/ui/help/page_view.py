"""Shows one page of the help, with its pictures and links."""

from PySide6.QtCore import QMarginsF, QSize, Signal
from PySide6.QtGui import QPageLayout, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from workbench.ui.help.page_style import fit_pictures, set_margins, style
from workbench.ui.help.pages import Page, slug
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.theme import LIGHT, Colours, Theme

MEASURE = 92
"""The width of a text in average letters of its font, about 75 of a usual sentence; longer lines are hard to read."""
LEFT, LEAST_RIGHT, ABOVE, BELOW = 36, 24, 22, 48
LARGER = 1.05
PRINT_POINTS = 10.0
PRINT_WIDTH, PRINT_DENSITY = 600, 2.0
PAPER_MARGIN = 20.0
"""In millimeters."""


class PageView(QTextBrowser):
    """``followed`` carries the link that was clicked: the name of a page, perhaps with a section."""

    followed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: Page | None = None
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Help page"))
        self.anchorClicked.connect(lambda link: self.followed.emit(link.toString()))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * LARGER)
        self.setFont(font)
        theme.changed.connect(self._draw_again)

    def show_page(self, page: Page, section: str = "") -> None:
        """Show ``page``, from ``section`` on if one is named."""
        self._page = page
        self._draw()
        self.verticalScrollBar().setValue(0)
        if section:
            self.go_to(section)

    def go_to(self, section: str) -> None:
        """Scroll to a heading by its name in links."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == section:
                place = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(place) - ABOVE // 2)
                self.setTextCursor(QTextCursor(block))
                return
            block = block.next()

    def mark(self, text: str) -> None:
        """Mark every occurrence of the words of ``text``; none if it is empty."""
        marks: list[QTextEdit.ExtraSelection] = []
        for word in text.split():
            cursor = self.document().find(word)
            while not cursor.isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                selection.format.setBackground(self._theme.colour("selection"))
                marks.append(selection)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def print_page(self, printer: QPrinter) -> None:
        """Print the page, dark on white whatever the colors of the window."""
        if self._page is None:
            return
        margins = QMarginsF(PAPER_MARGIN, PAPER_MARGIN, PAPER_MARGIN, PAPER_MARGIN)
        printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        font = self.font()
        font.setPointSizeF(PRINT_POINTS)
        page = self._read(LIGHT)
        page.setDefaultFont(font)
        style(page, font, LIGHT)
        fit_pictures(page, PRINT_WIDTH, PRINT_DENSITY)
        page.print_(printer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _measure(self) -> int:
        """The pixels of a line."""
        return self.fontMetrics().averageCharWidth() * MEASURE

    def _read(self, colours: Colours) -> QTextDocument:
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        if self._page is not None:
            document.setMarkdown(self._page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        style(document, self.font(), colours)
        return document

    def _draw(self) -> None:
        self.setDocument(self._read(self._theme.colours))  # it deletes the one before
        self._fit()

    def _draw_again(self) -> None:
        """Draw the page in other colors, at the same place."""
        place = self.verticalScrollBar().value()
        self._draw()
        self.verticalScrollBar().setValue(place)

    def _fit(self) -> None:
        """Give the text its measure, or what a narrow window leaves of it, and the pictures no more."""
        width = self.viewport().width() - LEFT
        set_margins(self.document(), LEFT, max(width - self._measure, LEAST_RIGHT), ABOVE, BELOW)
        fit_pictures(self.document(), min(self._measure, max(width - LEAST_RIGHT, LEFT)), self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(LEFT + self._measure + LEAST_RIGHT, 600)
