"""The appendix on pages, painted on anything: a PDF, a printer, the preview. Every page may be upright or wide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from workbench.exporting.appendix.document import (
    ColumnRole,
    Contents,
    Document,
    HeadingCell,
    Paragraph,
    ParagraphKind,
    Part,
    Table,
    TableRow,
)
from workbench.exporting.appendix.geometry import (
    ABOVE_ROW,
    AFTER_PARAGRAPH,
    BESIDE,
    BODY_SIZE,
    FOOTER_SIZE,
    HANGING,
    LINE,
    LONG_SIDE,
    SHORT_SIDE,
    TEXT_SIZES,
    TOP_MARGIN,
    UPRIGHT_MARGIN,
    WIDE_MARGIN,
    TableGeometry,
    fit,
)
from workbench.exporting.text_lines import in_lines
from workbench.phrases import phrase
from workbench.presentation.page_breaks import rows_by_page
from workbench.progress import SILENT, Progress
from workbench.ui.printing.paper import PER_POINT, area, font_of

LAYING_OUT = phrase("Laying out the pages")
BEFORE = {ParagraphKind.TITLE: 6.0, ParagraphKind.HEADING: 14.0, ParagraphKind.NOTE: 6.0}
BEFORE_CONTENTS, BELOW_ENTRY, CONTENTS_RIGHT = 30.0, 3.0, 50.0
CENTRED = (ParagraphKind.TITLE, ParagraphKind.SUBTITLE)
FEW_ROWS = 4
"""Fewer rows of a table do not stand below text."""
RULE, THIN = 0.6, 0.4
BETWEEN_RULES = 1.6
METRIC_SIZE = 1000
"""In pixels: the size of print in which widths are measured in ems."""
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
INK, WATERMARK, SHADE = "#000000", "#e4e4e4", "#f3f5f9"

Paint = Callable[[QPainter], None]
"""Paints one thing at its place, in twentieths of a point from the corner within the margins."""


@dataclass
class AppendixPage:
    """One page. ``heading``: above its print; ``things``: what stands on it."""

    is_wide: bool
    heading: str
    things: list[Paint] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper, in points."""
        return (LONG_SIDE, SHORT_SIDE) if self.is_wide else (SHORT_SIDE, LONG_SIDE)

    @property
    def margin(self) -> float:
        """Left and right of the print, in points."""
        return WIDE_MARGIN if self.is_wide else UPRIGHT_MARGIN

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the print, in points."""
        width, height = self.size
        return width - 2 * self.margin, height - 2 * TOP_MARGIN


@dataclass(frozen=True, eq=False)
class AppendixPages:
    """The pages of a document, laid out in a font when they are first asked for."""

    document: Document
    font: QFont
    progress: Progress = SILENT

    def measure(self, text: str, is_bold: bool) -> float:
        """Return the width of a text in ems."""
        return self._metrics[is_bold].horizontalAdvance(text) / METRIC_SIZE

    @cached_property
    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        sized = [font_of(self.font, METRIC_SIZE / PER_POINT, is_bold=is_bold) for is_bold in (False, True)]
        return QFontMetricsF(sized[0]), QFontMetricsF(sized[1])

    @cached_property
    def pages(self) -> tuple[AppendixPage, ...]:
        """All pages; the list of contents reads the numbers of the others when it is painted."""
        pages: list[AppendixPage] = []
        first_pages: dict[int, int] = {}
        parts = self.document.parts
        for number, part in enumerate(parts):
            self.progress.step(number, len(parts), LAYING_OUT)
            first_pages[number] = len(pages) + 1
            geometry = fit(part.table, ((self.measure, self.measure),)) if part.table else None
            flow = _Flow(self, part, is_wide=bool(geometry and geometry.is_wide))
            for block in part.blocks:
                match block:
                    case Paragraph():
                        flow.put_paragraph(block)
                    case Table():
                        assert geometry is not None
                        flow.put_table(geometry)
                    case Contents():
                        flow.put_contents(parts, first_pages)
            pages += flow.pages
        return tuple(pages)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint a page, numbered from 0 on; the painter measures in twentieths of a point within the margins."""
        page = self.pages[number]
        width, height = (length * PER_POINT for length in page.room)
        if draft := self.document.draft:
            self._paint_watermark(painter, draft.watermark, width, height)
        painter.setPen(QColor(INK))
        if page.heading:
            painter.setFont(font_of(self.font, BODY_SIZE, is_bold=True))
            above = TOP_MARGIN * PER_POINT / 2
            painter.drawText(area(0, -above, width, above * 0.8), CENTRE, page.heading)
        for paint in page.things:
            paint(painter)
        self._paint_footer(painter, number, width, height)

    def _paint_footer(self, painter: QPainter, number: int, width: float, height: float) -> None:
        painter.setPen(QColor(INK))
        painter.setFont(font_of(self.font, FOOTER_SIZE))
        line = FOOTER_SIZE * LINE * PER_POINT
        top = height + TOP_MARGIN * PER_POINT / 3
        text = self.document.page.format(page=number + 1, pages=len(self.pages))
        painter.drawText(area(0, top, width, line), CENTRE, text)
        if draft := self.document.draft:
            painter.drawText(area(0, top + line, width, line), CENTRE, draft.footer)

    def _paint_watermark(self, painter: QPainter, text: str, width: float, height: float) -> None:
        """Write across the page, as large as it fits, under everything else."""
        diagonal = (width**2 + height**2) ** 0.5 * 0.86
        size = min(diagonal / PER_POINT / max(self.measure(text, True), 1), 90.0)
        painter.save()
        painter.translate(width / 2, height / 2)
        painter.rotate(-45 if height > width else -32)
        painter.setFont(font_of(self.font, size))
        painter.setPen(QColor(WATERMARK))
        painter.drawText(area(-diagonal / 2, -size * PER_POINT, diagonal, 2 * size * PER_POINT), CENTRE, text)
        painter.restore()


class _Flow:
    """Fills the pages of one part from top to bottom."""

    def __init__(self, owner: AppendixPages, part: Part, *, is_wide: bool) -> None:
        self._owner, self._part, self._is_wide = owner, part, is_wide
        self.pages = [AppendixPage(is_wide, part.heading)]
        self._top = 0.0
        """Of the room on the last page, what is used, in points."""

    def _begin_page(self) -> None:
        self.pages.append(AppendixPage(self._is_wide, self._part.continued))
        self._top = 0.0

    @property
    def _room(self) -> tuple[float, float]:
        return self.pages[-1].room

    # ---- text

    def put_paragraph(self, paragraph: Paragraph) -> None:
        size = TEXT_SIZES.get(paragraph.kind, BODY_SIZE)
        is_bold = paragraph.kind is ParagraphKind.HEADING
        self._top += BEFORE.get(paragraph.kind, 0.0) if self._top else 0.0
        number = "•" if paragraph.kind is ParagraphKind.BULLET else paragraph.number
        left = HANGING if number else 0.0
        font = font_of(self._owner.font, size, is_bold=is_bold)
        layout, lines = lay_out_text(paragraph, font, self._room[0] - left, is_centred=paragraph.kind in CENTRED)
        keeps = 2 if paragraph.kind in (ParagraphKind.HEADING, ParagraphKind.NOTE) else 0
        height = size * LINE
        if self._top and self._top + (min(len(lines), 2) + keeps) * height > self._room[1]:
            self._begin_page()
        for place, line in enumerate(lines):
            if self._top + height > self._room[1]:
                self._begin_page()
            at = QPointF(left * PER_POINT, self._top * PER_POINT)
            self.pages[-1].things.append(partial(_paint_line, layout=layout, number=line, at=at))
            if place == 0 and number:
                self._put_text(number, font, 0.0, LEFT)
            self._top += height
        self._top += AFTER_PARAGRAPH

    def _put_text(self, text: str, font: QFont, left: float, align: int) -> None:
        height = font.pixelSize() * LINE
        place = area(left * PER_POINT, self._top * PER_POINT, (self._room[0] - left) * PER_POINT, height)
        self.pages[-1].things.append(partial(_paint_text, text=text, font=font, place=place, align=align))

    def put_contents(self, parts: Sequence[Part], first_pages: Mapping[int, int]) -> None:
        """Put the list of contents. ``first_pages``: by the numbers of the parts, known once all are laid out."""
        listed = [(number, part.name) for number, part in enumerate(parts) if part.name]
        if not listed:
            return
        self._top += BEFORE_CONTENTS
        self._put_text(self._owner.document.contents, font_of(self._owner.font, BODY_SIZE, is_bold=True), 0.0, LEFT)
        self._top += 1.6 * BODY_SIZE * LINE
        font = font_of(self._owner.font, BODY_SIZE)
        metrics = QFontMetricsF(font)
        width = self._room[0] - CONTENTS_RIGHT
        for number, name in listed:
            *lines, last = in_lines(name, width * PER_POINT, metrics.horizontalAdvance)
            if self._top + (len(lines) + 1) * BODY_SIZE * LINE > self._room[1]:
                self._begin_page()
            for line in lines:
                self._put_text(line, font, 0.0, LEFT)
                self._top += BODY_SIZE * LINE
            self._put_text(last, font, 0.0, LEFT)
            place = area(0, self._top * PER_POINT, self._room[0] * PER_POINT, font.pixelSize() * LINE)
            entry = partial(_paint_page_number, name=last, font=font, place=place, pages=first_pages, number=number)
            self.pages[-1].things.append(entry)
            self._top += BODY_SIZE * LINE + BELOW_ENTRY

    # ---- tables

    def _rows_by_page(self, heights: Sequence[float], rows: Sequence[TableRow], room: float) -> tuple[range, ...]:
        """Return the rows of each page; the table begins below what stands on this one if a few rows find room."""
        broken = rows_by_page([heights[0] + self._top, *heights[1:]], rows, room)
        ends_well = len(broken) == 1 or not rows[broken[0].stop].has_rule
        if self._top and not (self._top + sum(heights[:FEW_ROWS]) < room and ends_well):
            self._begin_page()
            return rows_by_page(heights, rows, room)
        return broken

    def put_table(self, geometry: TableGeometry) -> None:
        """Put a table: all columns of some rows one after another, then the next rows."""
        rows = geometry.table.rows
        first = geometry.groups[0]
        heading = max(geometry.heading_height(group) for group in geometry.groups)
        heights = [geometry.row_height(row, min(map(geometry.captions, geometry.groups))) for row in rows]
        room = self._room[1] - heading
        broken = self._rows_by_page(heights, rows, room) if rows else (range(0),)
        for place, numbers in enumerate(broken):
            for group in geometry.groups:
                if place or group is not first:
                    self._begin_page()
                painter = _TablePainter(geometry, group, self._owner.font, self._top)
                self.pages[-1].things.append(partial(painter.paint, numbers=numbers))
        self._top = self._room[1]


def lay_out_text(
    paragraph: Paragraph, font: QFont, width: float, *, is_centred: bool
) -> tuple[QTextLayout, Sequence[int]]:
    """Return a paragraph laid out in lines of a width in points, and the numbers of its lines."""
    layout = QTextLayout(paragraph.text.replace("\n", "\u2028"), font)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter if is_centred else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats, start = [], 0
    for run in paragraph.runs:
        look = QTextCharFormat()
        look.setFontItalic(run.is_italic)
        if run.is_bold:
            look.setFontWeight(QFont.Weight.Bold)
        span = QTextLayout.FormatRange()
        length = len(run.text.encode("utf-16-le")) // 2  # Qt counts in units of UTF-16
        span.start, span.length, span.format = start, length, look
        formats.append(span)
        start += length
    layout.setFormats(formats)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * PER_POINT)
    layout.endLayout()
    return layout, range(layout.lineCount())


def _paint_line(painter: QPainter, *, layout: QTextLayout, number: int, at: QPointF) -> None:
    painter.setPen(QColor(INK))
    layout.lineAt(number).draw(painter, at)


def _paint_text(painter: QPainter, *, text: str, font: QFont, place: QRectF, align: int) -> None:
    painter.setPen(QColor(INK))
    painter.setFont(font)
    painter.drawText(place, align, text)


def _paint_page_number(
    painter: QPainter, *, name: str, font: QFont, place: QRectF, pages: Mapping[int, int], number: int
) -> None:
    """Write the page of a part at the right, and dots that lead to it from its name."""
    metrics = QFontMetricsF(font)
    page = pages[number]
    dots = int((place.width() - metrics.horizontalAdvance(f"{name}  {page}")) / metrics.horizontalAdvance(".")) - 1
    _paint_text(painter, text=f"{'.' * max(dots, 0)} {page}", font=font, place=place, align=RIGHT)


class _TablePainter:
    """Paints the heading and some rows of a table with one group of its columns, from ``top`` on, in points."""

    def __init__(self, geometry: TableGeometry, group: Sequence[int], font: QFont, top: float) -> None:
        self._geometry, self._group, self._top = geometry, group, top
        self._table = geometry.table.with_columns(tuple(group))
        self._widths, self._captions = geometry.widths(group), geometry.captions(group)
        self._size = geometry.size
        self._fonts = {
            (is_bold, is_italic): font_of(font, self._size, is_bold=is_bold, is_italic=is_italic)
            for is_bold in (False, True)
            for is_italic in (False, True)
        }

    def paint(self, painter: QPainter, *, numbers: range) -> None:
        geometry = self._geometry
        rows = [geometry.table.rows[number] for number in numbers]
        own_rows = [self._table.rows[number] for number in numbers]
        heading = geometry.heading_height(self._group)
        heights = [geometry.row_height(row, self._captions) for row in rows]
        for left, width, column in zip(self._lefts, self._widths, self._table.columns, strict=True):
            if column.role is ColumnRole.RESULT:
                shade = _area(left, self._top, width, heading + sum(heights))
                painter.fillRect(shade, QColor(SHADE))
        self._paint_heading(painter, heading)
        top = self._top + heading
        for row, height in zip(own_rows, heights, strict=True):
            self._paint_row(painter, row, top, height)
            top += height

    @cached_property
    def _lefts(self) -> list[float]:
        lefts, left = [], self._captions
        for width in self._widths:
            lefts.append(left)
            left += width
        return lefts

    @property
    def _line(self) -> float:
        return self._size * LINE

    # ---- heading

    def _paint_heading(self, painter: QPainter, height: float) -> None:
        heading_rows = self._table.heading_rows
        lines = [[self._lines_of(cell) for cell in cells] for cells in heading_rows]
        row_heights = [
            max((len(texts) for texts, cell in zip(row, cells, strict=True) if cell.text), default=1) * self._line
            + 2 * ABOVE_ROW * self._size
            for row, cells in zip(lines, heading_rows, strict=True)
        ]
        bottom = self._top + height
        top = bottom - sum(row_heights)
        for cells, texts, row_height in zip(heading_rows, lines, row_heights, strict=True):
            for cell, cell_lines in zip(cells, texts, strict=True):
                self._paint_heading_cell(painter, cell, cell_lines, top + row_height)
            top += row_height
        self._paint_corner(painter, bottom)
        painter.setPen(QPen(QColor(INK), RULE * PER_POINT))
        painter.drawLine(_line(0, bottom, self._captions + sum(self._widths)))

    def _lines_of(self, cell: HeadingCell) -> list[str]:
        return self._geometry.lines(cell.text, self._geometry.inner_width(self._widths, cell), is_bold=cell.is_bold)

    def _paint_heading_cell(self, painter: QPainter, cell: HeadingCell, lines: Sequence[str], bottom: float) -> None:
        width = sum(self._widths[cell.first : cell.first + cell.span])
        left = self._lefts[cell.first]
        painter.setPen(QColor(INK))
        painter.setFont(self._fonts[cell.is_bold, False])
        top = bottom - len(lines) * self._line - ABOVE_ROW * self._size
        right = self._geometry.bracket if cell.span == 1 else 0.0
        for text in lines:
            place = _area(left + BESIDE, top, width - 2 * BESIDE - right, self._line)
            painter.drawText(place, RIGHT if cell.span == 1 else CENTRE, text)
            top += self._line
        if cell.is_ruled and cell.text:
            painter.setPen(QPen(QColor(INK), THIN * PER_POINT))
            painter.drawLine(_line(left + BESIDE, bottom, width - 2 * BESIDE))

    def _paint_corner(self, painter: QPainter, bottom: float) -> None:
        """Write the title and the unit at the foot of the heading."""
        titles, units = self._geometry.title_lines(self._captions), self._geometry.unit_lines(self._captions)
        texts = [(text, (True, False)) for text in titles] + [(text, (False, True)) for text in units]
        top = bottom - len(texts) * self._line - ABOVE_ROW * self._size
        painter.setPen(QColor(INK))
        for text, font in texts:
            painter.setFont(self._fonts[font])
            painter.drawText(_area(BESIDE, top, self._captions - BESIDE, self._line), LEFT, text)
            top += self._line

    # ---- lines

    def _paint_row(self, painter: QPainter, row: TableRow, top: float, height: float) -> None:
        font = self._fonts[row.is_total or row.is_heading, False]
        painter.setPen(QColor(INK))
        painter.setFont(font)
        y = top + ABOVE_ROW * self._size
        indent = self._geometry.indent(row) + BESIDE
        for text in self._geometry.caption_lines(row, self._captions):
            painter.drawText(_area(indent, y, self._captions - indent, self._line), LEFT, text)
            y += self._line
        if not row.texts:
            return
        for text, left, width in zip(row.texts, self._lefts, self._widths, strict=True):
            if text:
                self._paint_figure(painter, row, text, (left, top, width, height))

    def _paint_figure(
        self, painter: QPainter, row: TableRow, text: str, place: tuple[float, float, float, float]
    ) -> None:
        """Write a figure on the last line of its caption: its digits under those above it, its bracket beside them."""
        left, top, width, height = place
        if row.has_rule:
            painter.setPen(QPen(QColor(INK), THIN * PER_POINT))
            painter.drawLine(_line(left + BESIDE, top, width - 2 * BESIDE))
            for above in (0.4, 0.4 + BETWEEN_RULES) if row.is_final else ():
                painter.drawLine(_line(left + BESIDE, top + height - above, width - 2 * BESIDE))
        painter.setPen(QColor(INK))
        gap = 0.0 if text.endswith(")") else self._geometry.bracket
        y = top + height - self._line - ABOVE_ROW * self._size
        painter.drawText(_area(left + BESIDE, y, width - 2 * BESIDE - gap, self._line), RIGHT, text)


def _area(left: float, top: float, width: float, height: float) -> QRectF:
    return area(left * PER_POINT, top * PER_POINT, width * PER_POINT, height * PER_POINT)


def _line(left: float, top: float, width: float) -> QLineF:
    return QLineF(left * PER_POINT, top * PER_POINT, (left + width) * PER_POINT, top * PER_POINT)
