"""The trend of one line: a line of points for each framework, drawn with pyqtgraph."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pyqtgraph
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QWidget

from workbench.domain.statements import LineUnit
from workbench.presentation.trend import TrendPoint
from workbench.ui.charts.axes import FEWEST_PIXELS_FOR_AXIS, Amounts, Names, Scale
from workbench.ui.charts.chart_points import ChartPoint
from workbench.ui.charts.chart_view import ChartStyle, ChartView, begin_in_pixels
from workbench.ui.toolkit.language import tr

MARGINS = (8, 24, 8, 0)
"""Above the plot is the key."""
LEAST_ROOM, MOST_ROOM, PIXELS_FOR_AMOUNT = 0.1, 0.38, 24
"""Limits of the share of the height left free above and below for the amounts, and the pixels they need."""
CUT_FROM = 2.0
"""The axis is cut only if that makes what changes at least this much larger."""
RADIUS, NEAR = 4.0, 14.0
"""The size of a point in pixels, and how near to it the mouse must be."""
KEY_HEIGHT, KEY_LINE, KEY_GAP = 18, 18, 20
SERIES = 2
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def scale_of_trend(points: Sequence[TrendPoint], height: int, *, from_zero: bool) -> Scale:
    """Return an axis that fits the points in every state of the switches, so that a switch never moves it.

    ``height`` of the plot is in pixels.
    """
    ends = [float(end) for point in points for end in (point.least, point.most) if end is not None]
    if not ends:
        return Scale(0.0, 1.0, False)
    lowest, highest = min(ends), max(ends)
    low, high = min(lowest, 0.0), max(highest, 0.0)
    spread = highest - lowest
    is_cut = not from_zero and lowest * highest > 0 and spread > 0 and high - low > CUT_FROM * spread
    if is_cut:
        low, high = lowest, highest
    share = max(LEAST_ROOM, min(PIXELS_FOR_AMOUNT / max(height, 1), MOST_ROOM))
    room = (high - low or 1.0) * share / (1 - 2 * share)
    return Scale(low - room, high + room, is_cut)


class _Points(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """All points in one item: filled as reported, open for the result."""

    def __init__(self, view: "TrendChart") -> None:
        super().__init__()
        self._view = view
        self._points: tuple[TrendPoint, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._scale = Scale(0.0, 1.0, False)

    def set_points(self, points: tuple[TrendPoint, ...], texts: tuple[str, ...], scale: Scale) -> None:
        self.prepareGeometryChange()
        self._points, self._texts, self._scale = points, texts, scale
        self.update()

    def boundingRect(self) -> QRectF:
        height = self._scale.high - self._scale.low
        return QRectF(-0.7, self._scale.low, len(self._points) + 0.4, height)

    def places(self, to_screen: QTransform) -> list[QPointF | None]:
        """Return where the points are, in pixels: of each period as reported, then its result; None for a blank."""
        places: list[QPointF | None] = []
        for number, point in enumerate(self._points):
            for amount in (point.as_reported, point.result):
                y = None if amount is None else to_screen.dy() + to_screen.m22() * float(amount)
                places.append(None if y is None else QPointF(to_screen.dx() + to_screen.m11() * number, y))
        return places

    def paint(self, painter: QPainter, *_: Any) -> None:
        drawn = painter.transform()
        to_screen = begin_in_pixels(painter, self._view.page)
        painter.setFont(self._view.chart_style.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_base(painter, to_screen)
        places = self.places(to_screen)
        for series in (0, 1):
            self._draw_series(painter, places[series::SERIES], series)
        self._draw_amounts(painter, to_screen, places)
        painter.setTransform(drawn)

    def _draw_base(self, painter: QPainter, to_screen: QTransform) -> None:
        zero = to_screen.dy() if not self._scale.is_cut else to_screen.dy() + to_screen.m22() * self._scale.low
        left, spacing = to_screen.dx(), to_screen.m11()
        painter.setPen(QPen(self._view.chart_style.colour("rule"), 1))
        painter.drawLine(QLineF(left - 0.7 * spacing, zero, left + spacing * (len(self._points) - 0.3), zero))

    def _draw_series(self, painter: QPainter, places: Sequence[QPointF | None], series: int) -> None:
        """Draw the points of one framework, joined where neighbors both have a figure."""
        ink = self._view.ink(series)
        painter.setPen(QPen(ink, 2 if series else 1.5, Qt.PenStyle.SolidLine if series else Qt.PenStyle.DashLine))
        for one, other in pairwise(places):
            if one is not None and other is not None:
                painter.drawLine(QLineF(one, other))
        for place in places:
            if place is not None:
                draw_point(painter, place, series, ink, self._view.chart_style.colour("base"))

    def _draw_amounts(self, painter: QPainter, to_screen: QTransform, places: Sequence[QPointF | None]) -> None:
        """Write the amounts where they fit, the larger of a period above its point, the other below."""
        metrics, spacing = painter.fontMetrics(), to_screen.m11()
        widest = max(map(metrics.horizontalAdvance, self._texts), default=0)
        if widest > spacing:
            return  # they would touch one another; tooltips and the table of figures have them
        height = metrics.height()
        for number, place in enumerate(places):
            if place is None:
                continue
            other = places[number ^ 1]
            is_above = other is None or place.y() < other.y() or (place.y() == other.y() and number % SERIES == 1)
            if other is not None and place.y() == other.y() and number % SERIES == 0:
                continue  # both have the same figure, written once
            top = place.y() - RADIUS - height - 1 if is_above else place.y() + RADIUS + 1
            advance = metrics.horizontalAdvance(self._texts[number])
            area = QRectF(place.x() - advance / 2, top, advance, height)
            painter.fillRect(
                area, self._view.chart_style.colour("base")
            )  # a line that crosses the amount ends beside it
            painter.setPen(self._view.chart_style.colour("text" if number % SERIES else "muted"))
            painter.drawText(area, CENTRE, self._texts[number])


def draw_point(painter: QPainter, place: QPointF, series: int, ink: QColor, paper: QColor) -> None:
    """Draw a point: a filled one as reported, an open square for a result, told apart without color."""
    painter.setPen(QPen(ink, 2))
    painter.setBrush(paper if series else ink)
    if series:
        painter.drawRect(QRectF(place.x() - RADIUS, place.y() - RADIUS, 2 * RADIUS, 2 * RADIUS))
    else:
        painter.drawEllipse(place, RADIUS - 1, RADIUS - 1)


class TrendChart(ChartView):
    """Shows one line over its periods; the caller formats the amounts."""

    def __init__(self, style: ChartStyle, parent: QWidget | None) -> None:
        self._names, self._amounts = Names(self), Amounts("left")
        super().__init__(style, tr("Trend"), parent, left=self._amounts, bottom=self._names)
        self._points: tuple[TrendPoint, ...] = ()
        self._series: tuple[str, str] = ("", "")
        self._starts_at_zero = False
        self._scale = Scale(0.0, 1.0, False)
        self._item = _Points(self)
        self.addItem(self._item)
        self.plotItem.layout.setContentsMargins(*MARGINS)
        self.getViewBox().sigResized.connect(lambda *_: self._on_resized())
        self.use(style)

    def ink(self, series: int) -> QColor:
        return self.chart_style.colour("accent" if series else "muted")

    @property
    def is_cut(self) -> bool:
        return self._scale.is_cut

    def use_unit(self, unit: LineUnit) -> None:
        """State the amounts beside the axis in this unit."""
        self._amounts.use_unit(unit)

    def show_trend(
        self,
        trend: tuple[TrendPoint, ...],
        names: tuple[str, ...],
        series: tuple[str, str],
        points: tuple[ChartPoint, ...],
        *,
        from_zero: bool,
    ) -> None:
        """Draw a trend: ``names`` of its periods, ``series``: what its two lines are, ``points``: what they say."""
        self._points, self._series, self._starts_at_zero = trend, series, from_zero
        self._names.set_names(names)
        self.take_points(points)
        self._rescale()
        self.viewport().update()

    def _rescale(self) -> None:
        height = int(self.getViewBox().height())
        self._scale = scale_of_trend(self._points, height, from_zero=self._starts_at_zero)
        self._item.set_points(self._points, tuple(point.text for point in self.points), self._scale)
        self.setXRange(-0.7, max(len(self._points), 1) - 0.3, padding=0)
        self.setYRange(self._scale.low, self._scale.high, padding=0)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the key above the plot, which tells the two lines apart."""
        super().drawForeground(painter, rect)
        painter.setFont(self.chart_style.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = float(self.getViewBox().sceneBoundingRect().left()) + 8
        for series, name in enumerate(self._series):
            middle = QPointF(left + KEY_LINE / 2, 4 + KEY_HEIGHT / 2)
            draw_point(painter, middle, series, self.ink(series), self.chart_style.colour("base"))
            painter.setPen(self.chart_style.colour("text"))
            width = painter.fontMetrics().horizontalAdvance(name) + 4
            painter.drawText(QRectF(left + KEY_LINE, 4, width, KEY_HEIGHT), LEFT, name)
            left += KEY_LINE + width + KEY_GAP

    def _on_resized(self) -> None:
        self._names.fit(self.height())
        self._amounts.show_if(is_room=int(self.getViewBox().height()) >= FEWEST_PIXELS_FOR_AXIS)
        if self._points:
            self._rescale()

    def _places(self) -> list[QPointF | None]:
        return self._item.places(self._item.sceneTransform())

    def point_at(self, at: QPointF) -> int | None:
        """Return the nearest point of those near enough."""
        distances = {
            number: (place - at).manhattanLength()
            for number, place in enumerate(self._places())
            if place is not None and number < len(self.points)
        }
        nearest = min(distances, key=distances.__getitem__, default=None)
        return nearest if nearest is not None and distances[nearest] <= NEAR else None

    def mark_of(self, number: int) -> QRectF:
        """Return the rectangle around a point; around its place on the axis if it is blank."""
        place = self._places()[number]
        if place is None:
            to_screen = self._item.sceneTransform()
            base = to_screen.dy() + to_screen.m22() * max(self._scale.low, 0.0)
            place = QPointF(to_screen.dx() + to_screen.m11() * (number // SERIES), base)
        return QRectF(place.x() - RADIUS, place.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)

    def use(self, style: ChartStyle) -> None:
        super().use(style)
        self._amounts.use(style)
        self._item.update()
        self._names.update()
