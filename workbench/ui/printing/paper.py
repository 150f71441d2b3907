"""The measure of paper: twentieths of a point, in which a page is the same on every printer and on the screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from workbench.ui.toolkit.theme import figures_font

PER_POINT = 20
DOTS_PER_INCH = 1200
POINTS_PER_INCH = 72
MARGIN = 40
"""Around the page, in points."""
SMALLEST = 7.0
"""No print is smaller, in points."""

Orientation = QPageLayout.Orientation


def font_of(font: QFont, points: float, *, is_bold: bool = False, is_italic: bool = False) -> QFont:
    """Return ``font`` for paper, with digits of equal width; its families by the names of those installed."""
    sized = figures_font(font)
    sized.setFamilies([QFontInfo(QFont(family)).family() for family in font.families()])
    sized.setPixelSize(round(points * PER_POINT))
    sized.setBold(is_bold)
    sized.setItalic(is_italic)
    return sized


def set_up(device: QPagedPaintDevice, orientation: Orientation) -> None:
    """Give the pages of ``device`` margins and an orientation."""
    device.setPageOrientation(orientation)
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Point)


def room_on(page: QPageSize, orientation: Orientation) -> QSizeF:
    """Return the room within the margins of a page."""
    whole = page.size(QPageSize.Unit.Point)
    if orientation is Orientation.Landscape:
        whole = QSizeF(whole.height(), whole.width())
    return QSizeF(whole.width() - 2 * MARGIN, whole.height() - 2 * MARGIN) * PER_POINT


def begin_page(painter: QPainter, device: QPagedPaintDevice) -> None:
    """Make ``painter`` measure in twentieths of a point from the corner within the margins."""
    per_inch = device.logicalDpiX()
    painter.resetTransform()
    scale = per_inch / POINTS_PER_INCH / PER_POINT
    painter.scale(scale, scale)


def write_painted(path: Path, title: str, paint: Callable[[QPdfWriter], object]) -> None:
    """Write a PDF, painted in memory first, so that a full disk is an OSError and not half a file."""
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(title)
    paint(writer)
    del writer  # it ends the file
    path.write_bytes(bytes(content.data().data()))


def wrap_lines(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """Return ``text`` in lines of at most ``width``; what has no spaces is broken between characters."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if lines[-1] and metrics.horizontalAdvance(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


def longest_word(text: str, metrics: QFontMetricsF) -> float:
    """Return the width of the widest part of ``text`` that is not broken: a word, or a Chinese character."""
    return max((metrics.horizontalAdvance(word) for word in text.split() if word.isascii()), default=0.0)


def area(left: float, top: float, width: float, height: float) -> QRectF:
    return QRectF(left, top, width, height)
