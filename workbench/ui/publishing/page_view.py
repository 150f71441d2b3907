"""Pages one below the other, painted as large as the view is wide."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from workbench.exporting.appendix.geometry import TOP_MARGIN
from workbench.ui.printing.appendix_pages import AppendixPages
from workbench.ui.printing.paper import PER_POINT
from workbench.ui.toolkit.language import tr

GAP = 12
"""Pixels around each page."""
STEP, LEAST_ZOOM, MOST_ZOOM = 1.15, 0.5, 4.0
PAPER, DESK, EDGE = "#ffffff", "#8a8f98", "#5c616a"


class PageView(QScrollArea):
    """``turned`` carries the number of the page in front, from 1 on, and of all pages."""

    turned = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper = _Paper(self)
        self._zoom = 1.0
        self.setWidget(self._paper)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(tr("Pages of the appendix"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(DESK))
        self.setPalette(palette)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._say_page())

    @property
    def pages(self) -> AppendixPages | None:
        return self._paper.pages

    def show_pages(self, pages: AppendixPages) -> None:
        """Show pages, where the view stands now."""
        place = self.verticalScrollBar().value()
        self._paper.pages = pages
        self._fit()
        self.verticalScrollBar().setValue(place)
        self._say_page()

    def zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self._zoom * factor, LEAST_ZOOM), MOST_ZOOM)
        self._fit()

    def turn_to(self, number: int) -> None:
        """Show a page, numbered from 1 on."""
        tops = self._paper.tops
        if 1 <= number <= len(tops):
            self.verticalScrollBar().setValue(tops[number - 1] - GAP)

    @property
    def page(self) -> int:
        """The page in front: the last that begins above the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max((number for number, top in enumerate(self._paper.tops, 1) if top <= middle), default=0)

    def _say_page(self) -> None:
        self.turned.emit(self.page, len(self._paper.tops))

    def _fit(self) -> None:
        self._paper.fit(int((self.viewport().width() - 2 * GAP) * self._zoom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.turn_to(self.page + 1)
            case Qt.Key.Key_PageUp:
                self.turn_to(self.page - 1)
            case Qt.Key.Key_Home:
                self.turn_to(1)
            case Qt.Key.Key_End:
                self.turn_to(len(self._paper.tops))
            case _:
                super().keyPressEvent(event)


class _Paper(QWidget):
    """Paints the pages that can be seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: AppendixPages | None = None
        self.tops: list[int] = []
        self._scale = 1.0

    def fit(self, width: int) -> None:
        """Make the widest page ``width`` pixels wide."""
        self.tops = []
        if self.pages is None:
            return
        sizes = [page.size for page in self.pages.pages]
        widest = max(size[0] for size in sizes)
        self._scale = max(width, 100) / widest
        top = GAP
        for _, height in sizes:
            self.tops.append(top)
            top += round(height * self._scale) + GAP
        self.setFixedSize(QSize(max(width, 100) + 2 * GAP, top))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(DESK))
        if self.pages is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for number, top in enumerate(self.tops):
            page = self.pages.pages[number]
            width, height = (round(length * self._scale) for length in page.size)
            paper = QRect((self.width() - width) // 2, top, width, height)
            if not paper.intersects(event.rect()):
                continue
            painter.setPen(QColor(EDGE))
            painter.fillRect(paper, QColor(PAPER))
            painter.drawRect(paper)
            painter.save()
            painter.setClipRect(paper)
            painter.translate(paper.left() + page.margin * self._scale, paper.top() + TOP_MARGIN * self._scale)
            painter.scale(self._scale / PER_POINT, self._scale / PER_POINT)
            self.pages.paint_page(painter, number)
            painter.restore()
