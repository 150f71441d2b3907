"""Pictures of a chart: drawn once more in light colors, under its title, for the clipboard, a file or a page."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from workbench.errors import WorkbenchError
from workbench.files import replacing
from workbench.ui.charts.chart_view import ChartStyle, ChartView
from workbench.ui.charts.contents import ChartTitle
from workbench.ui.toolkit.theme import LIGHT, figures_font

SIZE = QSize(960, 440)
"""The size of the chart in a picture, in pixels; the title comes above it."""
DENSITY = 2
"""Device pixels for each pixel of a picture."""
MARGIN, GAP = 16, 6
HEADLINE, ABOUT = 15, 12
"""The sizes of the two parts of a title, in pixels."""
PNG, SVG = ".png", ".svg"
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
SVG_TYPE = "image/svg+xml"

MakeChart = Callable[[ChartStyle], ChartView]
"""Makes the chart in a style and shows in it what the panel shows."""


class Picture(NamedTuple):
    """A chart with its title, to be drawn on anything that can be painted on."""

    title: ChartTitle
    make: MakeChart
    font: QFont

    def size(self) -> QSize:
        """Return the size in pixels, with its title and margins."""
        return QSize(SIZE.width() + 2 * MARGIN, int(self._chart_top()) + SIZE.height() + MARGIN)

    def draw(self, painter: QPainter) -> None:
        """Draw the title and the chart, one unit of ``painter`` for each pixel."""
        width = SIZE.width()
        top = float(MARGIN)
        for text, font, ink in self._texts():
            height = self._height(text, font)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(MARGIN, top, width, height), WRAPPED, text)
            top += height + GAP
        painter.save()
        painter.translate(MARGIN, self._chart_top())
        self.draw_chart(painter, SIZE)
        painter.restore()

    def draw_chart(self, painter: QPainter, size: QSize) -> None:
        """Draw the chart alone in ``size`` pixels, at the origin of ``painter``."""
        chart = self.make(ChartStyle(LIGHT, in_pixels(figures_font(self.font), ABOUT)))
        chart.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        chart.resize(size)
        chart.show()
        QApplication.sendPostedEvents(chart.scene())  # it is laid out once it has its size
        chart.plotItem.layout.activate()
        chart.draw_on(painter)
        chart.close()
        chart.deleteLater()

    def _texts(self) -> tuple[tuple[str, QFont, str], ...]:
        bold = in_pixels(self.font, HEADLINE)
        bold.setBold(True)
        return (self.title.headline, bold, LIGHT.text), (self.title.about, in_pixels(self.font, ABOUT), LIGHT.muted)

    def _height(self, text: str, font: QFont) -> float:
        return QFontMetricsF(font).boundingRect(QRectF(0, 0, SIZE.width(), 10_000), WRAPPED, text).height()

    def _chart_top(self) -> float:
        return MARGIN + sum(self._height(text, font) + GAP for text, font, _ in self._texts())


def in_pixels(font: QFont, size: int) -> QFont:
    """Return ``font`` in a size that does not depend on the density of what it is painted on."""
    fixed = QFont(font)
    fixed.setFamily(QFontInfo(font).family())
    fixed.setPixelSize(size)
    return fixed


def image_of(picture: Picture) -> QImage:
    """Return a picture on white, twice as dense as a screen."""
    image = QImage(picture.size() * DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    image.fill(LIGHT.base)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    picture.draw(painter)
    painter.end()
    return image


def svg_of(picture: Picture) -> QByteArray:
    """Return a picture as SVG, on white."""
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = picture.size()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(picture.title.headline)
    generator.setDescription(picture.title.about)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), LIGHT.base)
    picture.draw(painter)
    painter.end()
    buffer.close()
    return written


def copy_picture(picture: Picture) -> None:
    """Put a picture on the clipboard, as an image and as SVG."""
    data = QMimeData()
    data.setImageData(image_of(picture))
    data.setData(SVG_TYPE, svg_of(picture))
    QApplication.clipboard().setMimeData(data)


def save_picture(picture: Picture, path: Path) -> None:
    """Write a picture as PNG or SVG. Raises WorkbenchError for another ending, or if it cannot be written."""
    suffix = path.suffix.lower()
    if suffix not in (PNG, SVG):
        raise WorkbenchError("{file} ends in neither .png nor .svg. Choose a name that does.", file=path.name)
    with replacing(path) as temporary:
        if suffix == SVG:
            temporary.write_bytes(bytes(svg_of(picture).data()))
        elif not QImageWriter(str(temporary), QByteArray(b"PNG")).write(image_of(picture)):
            raise WorkbenchError(
                "{path} cannot be written: the disk is full or not writable. Choose another path.", path=str(path)
            )
