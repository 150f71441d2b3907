"""The pages of a view, painted on a printer, a preview or a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPageSize, QPainter, QPen, QTextDocument

from workbench.ui.printing.paper import (
    PER_POINT,
    SMALLEST,
    Orientation,
    area,
    begin_page,
    font_of,
    room_on,
    set_up,
    wrap_lines,
)
from workbench.ui.printing.printed_view import PrintedDrawing, PrintedRow, PrintedTable, PrintedText, PrintedView
from workbench.ui.printing.table_layout import ABOVE, SIDE, TableLayout, TablePage, lay_out
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.theme import LIGHT

TITLE, ABOUT, FOOTER, TEXT = 13.0, 8.5, SMALLEST, 8.0
"""The sizes of heading, footer and text, in points."""
BELOW_HEADING, ABOVE_FOOTER = 8, 8
THIN, RULE = 0.4, 0.8
"""The widths of lines, in points."""
DOUBLE = 1.6
"""Points between the two rules below a final total."""
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, eq=False)
class Pages:
    """A view on pages of one size, in the orientation it needs."""

    view: PrintedView
    font: QFont
    page: QPageSize

    @cached_property
    def layout(self) -> TableLayout | None:
        """The layout of a table; None for anything else."""
        body = self.view.body
        return lay_out(body, self.font, self.page, self._taken) if isinstance(body, PrintedTable) else None

    @cached_property
    def text(self) -> QTextDocument | None:
        """Text on pages, of which the heading of a list is repeated; None for anything else."""
        body = self.view.body
        if not isinstance(body, PrintedText):
            return None
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(font_of(self.font, TEXT))
        document.setPageSize(QSizeF(self.room.width(), self.room.height() - self._taken))
        document.setHtml(body.html)
        if application := QCoreApplication.instance():
            document.moveToThread(application.thread())  # it may be laid out in a job, and is painted here
        return document

    @property
    def orientation(self) -> Orientation:
        if isinstance(self.view.body, PrintedText):
            return Orientation.Landscape if self.view.body.is_wide else Orientation.Portrait
        return self.layout.orientation if self.layout else Orientation.Landscape

    @cached_property
    def room(self) -> QSizeF:
        return room_on(self.page, self.orientation)

    @property
    def number(self) -> int:
        if self.text is not None:
            return self.text.pageCount()
        return len(self.layout.pages) if self.layout else 1

    @property
    def _taken(self) -> float:
        """The height of heading and footer on an upright page, whose heading takes more lines than on a wide one."""
        width = room_on(self.page, Orientation.Portrait).width()
        return self._heading_height(width) + self._line(FOOTER) + ABOVE_FOOTER * PER_POINT

    def _line(self, size: float) -> float:
        return QFontMetricsF(font_of(self.font, size)).height()

    def _heading_texts(self, width: float, *, is_continued: bool = False) -> list[tuple[str, QFont, str]]:
        """Return the lines of the heading, each with its font and ink."""
        title, about = font_of(self.font, TITLE, is_bold=True), font_of(self.font, ABOUT)
        state = font_of(self.font, ABOUT, is_bold=True)
        name = tr("{title} (continued)", title=self.view.title) if is_continued else self.view.title
        texts = [(line, title, LIGHT.text) for line in wrap_lines(name, QFontMetricsF(title), width)]
        texts += [(line, about, LIGHT.muted) for line in wrap_lines(self.view.about, QFontMetricsF(about), width)]
        if self.view.state:
            texts.append((self.view.state, state, LIGHT.warning))
        return texts

    def _heading_height(self, width: float) -> float:
        texts = self._heading_texts(width, is_continued=True)
        return sum(QFontMetricsF(font).height() for _, font, _ in texts) + BELOW_HEADING * PER_POINT

    # ---- painting

    def paint(self, device: QPagedPaintDevice, wanted: range | None = None) -> None:
        """Paint all pages, or those numbered ``wanted``, from 0 on."""
        set_up(device, self.orientation)
        painter = QPainter(device)
        numbers = [number for number in wanted or range(self.number) if number < self.number]
        for number in numbers:
            if number != numbers[0]:
                device.newPage()
            begin_page(painter, device)
            self._paint_page(painter, number)
        painter.end()

    def _paint_page(self, painter: QPainter, number: int) -> None:
        top = 0.0
        for text, font, ink in self._heading_texts(self.room.width(), is_continued=number > 0):
            height = QFontMetricsF(font).height()
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(area(0, top, self.room.width(), height), LEFT, text)
            top += height
        top += BELOW_HEADING * PER_POINT
        body = self.view.body
        if self.layout is not None and isinstance(body, PrintedTable):
            _TablePainter(painter, self.layout, self.layout.pages[number]).paint(top)
        elif isinstance(body, PrintedDrawing):
            self._paint_drawing(painter, body, top)
        elif self.text is not None:
            self._paint_text(painter, self.text, top, number)
        self._paint_footer(painter, number)

    def _paint_text(self, painter: QPainter, document: QTextDocument, top: float, number: int) -> None:
        height = document.pageSize().height()
        painter.save()
        painter.translate(0, top - number * height)
        document.drawContents(painter, area(0, number * height, self.room.width(), height))
        painter.restore()

    def _paint_drawing(self, painter: QPainter, drawing: PrintedDrawing, top: float) -> None:
        room = self.room.height() - top - self._line(FOOTER) - ABOVE_FOOTER * PER_POINT
        scale = self.room.width() / drawing.width
        painter.save()
        painter.translate(0, top)
        painter.scale(scale, scale)
        drawing.draw(painter, QSize(drawing.width, int(room / scale)))
        painter.restore()

    def _paint_footer(self, painter: QPainter, number: int) -> None:
        view, width, height = self.view, self.room.width(), self._line(FOOTER)
        top = self.room.height() - height
        painter.setPen(QPen(QColor(LIGHT.rule), THIN * PER_POINT))
        painter.drawLine(QLineF(0, top - 3 * PER_POINT, width, top - 3 * PER_POINT))
        painter.setFont(font_of(self.font, FOOTER))
        painter.setPen(QColor(LIGHT.muted))
        page = tr("page {page} of {pages}", page=number + 1, pages=self.number)
        right = "   ".join(text for text in (view.footer.printed_at, page) if text)
        place = area(0, top, width, height)
        painter.drawText(place, LEFT, view.footer.program)
        painter.drawText(place, CENTRE, view.footer.proviso)
        painter.drawText(place, RIGHT, right)


class _TablePainter:
    """Paints one page of a table."""

    def __init__(self, painter: QPainter, layout: TableLayout, page: TablePage) -> None:
        self._painter = painter
        self._layout = layout
        self._page = page
        lefts, left = {}, layout.captions_width
        for column in page.columns:
            lefts[column] = left
            left += layout.widths[column]
        self._lefts, self._right = lefts, left

    def paint(self, top: float) -> None:
        layout, painter = self._layout, self._painter
        rows = [layout.table.rows[number] for number in self._page.rows]
        height = sum(map(layout.height, rows))
        for column in self._page.columns:
            if layout.table.columns[column].is_result:
                shade = area(self._lefts[column], top, layout.widths[column], layout.heading_height + height)
                painter.fillRect(shade, QColor(LIGHT.result))
        self._paint_headings(top)
        top += layout.heading_height
        if not rows:
            painter.setPen(QColor(LIGHT.muted))
            painter.setFont(layout.fonts.plain)
            painter.drawText(area(0, top, layout.room.width(), layout.line_height * 2), LEFT, layout.table.why_empty)
        for row in rows:
            self._paint_row(row, top)
            top += layout.height(row)

    def _paint_headings(self, top: float) -> None:
        layout, painter = self._layout, self._painter
        bottom = top + layout.heading_height - ABOVE * PER_POINT
        small = QFontMetricsF(layout.fonts.small)
        painter.setFont(layout.fonts.small)
        painter.setPen(QColor(LIGHT.muted))
        corner = area(0, bottom - small.height(), layout.captions_width, small.height())
        painter.drawText(corner, LEFT, layout.table.corner)
        for column in self._page.columns:
            states = layout.state_lines(column)
            y = bottom - small.height() * len(states) - layout.line_height * len(layout.heading_lines(column))
            y = self._paint_lines(layout.heading_lines(column), layout.fonts.bold, LIGHT.text, column, y)
            self._paint_lines(states, layout.fonts.small, LIGHT.muted, column, y)
        painter.setPen(QPen(QColor(LIGHT.text), RULE * PER_POINT))
        y = top + layout.heading_height - ABOVE * PER_POINT / 2
        painter.drawLine(QLineF(0, y, self._right, y))

    def _paint_lines(self, lines: Sequence[str], font: QFont, ink: str, column: int, y: float) -> float:
        """Write the lines of a heading over the digits of its figures; return where the next would be."""
        height = QFontMetricsF(font).height()
        self._painter.setFont(font)
        self._painter.setPen(QColor(ink))
        for text in lines:
            room = self._inside(column, y, height).adjusted(0, 0, -self._layout.bracket, 0)
            self._painter.drawText(room, RIGHT, text)
            y += height
        return y

    def _inside(self, column: int, top: float, height: float) -> QRectF:
        side = SIDE * PER_POINT
        return area(self._lefts[column] + side, top, self._layout.widths[column] - 2 * side, height)

    def _paint_row(self, row: PrintedRow, top: float) -> None:
        layout, painter = self._layout, self._painter
        height = layout.height(row)
        painter.setPen(QPen(QColor(LIGHT.hairline), THIN * PER_POINT))
        painter.drawLine(QLineF(0, top + height, self._right, top + height))
        fonts = layout.fonts
        font = fonts.bold if row.is_heading or row.is_total else fonts.italic if row.is_remainder else fonts.plain
        y = top + ABOVE * PER_POINT
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text))
        for text in layout.caption_lines(row):
            painter.drawText(area(layout.indent(row), y, layout.captions_width, layout.line_height), LEFT, text)
            y += layout.line_height
        last = y - layout.line_height
        if row.unit:
            painter.setFont(fonts.small)
            painter.setPen(QColor(LIGHT.muted))
            unit = area(0, last, layout.captions_width - SIDE * PER_POINT, layout.line_height)
            painter.drawText(unit, RIGHT, row.unit)
        for column in self._page.columns:
            if row.texts[column]:
                self._paint_figure(row, column, top, last, font)

    def _paint_figure(self, row: PrintedRow, column: int, top: float, last: float, font: QFont) -> None:
        """Write a figure on the last line of its caption, so that its digits are under those above, brackets beside."""
        painter, layout, text = self._painter, self._layout, row.texts[column]
        if row.has_rule:
            painter.setPen(QPen(QColor(LIGHT.text), THIN * 1.5 * PER_POINT))
            inside = self._inside(column, top, layout.height(row))
            painter.drawLine(QLineF(inside.left(), top, inside.right(), top))
            if row.is_final:
                for above in (0.6, 0.6 + DOUBLE):
                    y = inside.bottom() - above * PER_POINT
                    painter.drawLine(QLineF(inside.left(), y, inside.right(), y))
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.text))
        gap = 0.0 if text.endswith(")") else self._layout.bracket
        painter.drawText(self._inside(column, last, layout.line_height).adjusted(0, 0, -gap, 0), RIGHT, text)
