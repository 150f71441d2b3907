"""The composition of one difference: a bar for each line that it moves, drawn with pyqtgraph."""

from typing import Any

import pyqtgraph
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTransform
from PySide6.QtWidgets import QWidget

from workbench.presentation.composition import Composition
from workbench.ui.charts.chart_points import ChartPoint
from workbench.ui.charts.chart_view import NOTE_HEIGHT, ChartStyle, ChartView, begin_in_pixels
from workbench.ui.toolkit.language import tr

ROW, LEAST_BAR, GAP, SIDE = 17, 1.0, 6, 10
"""Pixels: the least height of a row, the least length of a bar, between bar and text, at the edges."""
HIGHEST_ROW = 30
CAPTIONS = 0.36
"""The share of the width for captions."""
THICKNESS = 0.62
"""The share of a row's height that its bar takes."""
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class _Lines(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """All bars with their captions and amounts in one item, which fills the view."""

    def __init__(self, view: "CompositionChart") -> None:
        super().__init__()
        self._view = view

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 1, 1)

    def paint(self, painter: QPainter, *_: Any) -> None:
        drawn = painter.transform()
        to_screen = begin_in_pixels(painter, self._view.page)
        painter.setFont(self._view.chart_style.font)
        for number, bar in enumerate(self._view.bars(to_screen)):
            self._draw_line(painter, to_screen, number, bar)
        self._draw_zero(painter, to_screen)
        painter.setTransform(drawn)

    def _draw_line(self, painter: QPainter, to_screen: QTransform, number: int, bar: QRectF) -> None:
        view, metrics = self._view, painter.fontMetrics()
        point = view.points[number]
        left = to_screen.dx() + SIDE
        width = to_screen.m11() * CAPTIONS - 2 * SIDE
        caption = metrics.elidedText(point.name, Qt.TextElideMode.ElideRight, int(width))
        painter.setPen(view.chart_style.colour("text"))
        painter.drawText(QRectF(left, bar.center().y() - ROW / 2, width, ROW), RIGHT, caption)
        ink = view.ink(number)
        if view.is_on:
            painter.fillRect(bar, ink)
        else:
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
        painter.setPen(view.chart_style.colour("text" if view.is_on else "muted"))
        advance = metrics.horizontalAdvance(point.text)
        is_negative = point.amount is not None and point.amount < 0
        x = bar.left() - GAP - advance if is_negative else bar.right() + GAP
        painter.drawText(QRectF(x, bar.center().y() - ROW / 2, advance + 1, ROW), LEFT, point.text)

    def _draw_zero(self, painter: QPainter, to_screen: QTransform) -> None:
        x, top, height = self._view.zero(to_screen), to_screen.dy(), to_screen.m22()
        painter.setPen(QPen(self._view.chart_style.colour("rule"), 1))
        painter.drawLine(QLineF(x, top, x, top + height))


class CompositionChart(ChartView):
    """Shows the lines of one difference, the largest at the top; the caller formats the amounts."""

    def __init__(self, style: ChartStyle, parent: QWidget | None) -> None:
        super().__init__(style, tr("Composition"), parent)
        self.is_on = True
        for axis in ("left", "bottom"):
            self.hideAxis(axis)
        self._item = _Lines(self)
        self.addItem(self._item)
        self.plotItem.layout.setContentsMargins(0, NOTE_HEIGHT, 0, 6)
        box = self.getViewBox()
        box.invertY(True)
        self.setXRange(0, 1, padding=0)
        self.setYRange(0, 1, padding=0)
        self.use(style)

    @property
    def most_lines(self) -> int:
        """The most lines for which there is room."""
        return max(int(self.height() - NOTE_HEIGHT - 6) // ROW, 3)

    def show_composition(self, made_of: Composition, points: tuple[ChartPoint, ...]) -> None:
        """Draw what a difference is made of; ``points``: what each line says."""
        self.is_on = made_of.is_on
        self.take_points(points)
        self._item.update()

    def ink(self, number: int) -> QColor:
        return self.chart_style.colour("accent" if self.is_on and self.points[number].place.line else "muted")

    # ---- geometry, in pixels

    def zero(self, to_screen: QTransform) -> float:
        """Return where bars begin: between the captions and the longest bar of each side with its amount."""
        least, most, left, right = self._extent()
        room = to_screen.m11() * (1 - CAPTIONS) - SIDE - left - right
        return float(to_screen.dx() + to_screen.m11() * CAPTIONS + left + room * (-least / ((most - least) or 1.0)))

    def bars(self, to_screen: QTransform) -> list[QRectF]:
        least, most, left, right = self._extent()
        room = max(to_screen.m11() * (1 - CAPTIONS) - SIDE - left - right, 1.0)
        per_unit, zero = room / ((most - least) or 1.0), self.zero(to_screen)
        row = min(to_screen.m22() / max(len(self.points), 1), HIGHEST_ROW)
        bars = []
        for number, point in enumerate(self.points):
            length = float(point.amount or 0) * per_unit
            top = to_screen.dy() + row * (number + (1 - THICKNESS) / 2)
            bars.append(QRectF(zero + min(length, 0.0), top, max(abs(length), LEAST_BAR), row * THICKNESS))
        return bars

    def _extent(self) -> tuple[float, float, float, float]:
        """Return the least and the greatest amount, at most and at least 0, and the room for amounts on both sides."""
        metrics = QFontMetrics(self.chart_style.font)
        amounts = [(float(point.amount or 0), metrics.horizontalAdvance(point.text) + GAP) for point in self.points]
        left = max((width for amount, width in amounts if amount < 0), default=0)
        right = max((width for amount, width in amounts if amount >= 0), default=0)
        values = [amount for amount, _ in amounts]
        return min(0.0, *values), max(0.0, *values), float(left), float(right)

    def point_at(self, at: QPointF) -> int | None:
        """Return the line at the height of ``at``, wherever in its row."""
        bars = self.bars(self._item.sceneTransform())
        rows = (number for number, bar in enumerate(bars) if abs(bar.center().y() - at.y()) <= bar.height() * 0.75)
        return next(rows, None)

    def mark_of(self, number: int) -> QRectF:
        return self.bars(self._item.sceneTransform())[number]

    def use(self, style: ChartStyle) -> None:
        super().use(style)
        self._item.update()
