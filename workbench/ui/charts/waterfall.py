"""The waterfall of a bridge, drawn with pyqtgraph. Exact amounts are shown beside the bars and in tooltips."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from workbench.domain.statements import LineUnit
from workbench.presentation.bridge import BridgeStep
from workbench.ui.charts.axes import FEWEST_PIXELS_FOR_AXIS, Amounts, Names, Scale
from workbench.ui.charts.chart_points import ChartPoint
from workbench.ui.charts.chart_view import ChartStyle, ChartView, begin_in_pixels
from workbench.ui.toolkit.language import tr

WIDTH = 0.56
"""Width of a bar, in units of the axis, where bars are 1 apart."""
LEAST_ROOM, MOST_ROOM, PIXELS_FOR_AMOUNT = 0.1, 0.35, 20
"""Limits of the share of the height left free above and below for the amounts, and the pixels they need."""
INSET = 0.03
BEFORE_ALL = -1.0
"""A place on the axis before the first bar."""
ZOOM_FROM = 2.0
"""The axis is cut only if that makes the steps at least this much larger."""
MARGINS = (8, 16, 8, 0)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def scale_of(steps: Sequence[BridgeStep], height: int, *, from_zero: bool) -> Scale:
    """Return an axis that fits the bars in every state of the switches, so that a switch never moves it.

    ``height`` of the plot is in pixels.
    """
    if not steps:
        return Scale(0.0, 1.0, False)
    start = float(steps[0].end)
    effects = [float(step.amount) for step in steps if not step.is_whole]
    lowest = min(start, start + sum(effect for effect in effects if effect < 0))
    highest = max(start, start + sum(effect for effect in effects if effect > 0))
    low, high = min(lowest, 0.0), max(highest, 0.0)
    has_one_sign = lowest * highest > 0 and highest > lowest
    share = max(LEAST_ROOM, min(PIXELS_FOR_AMOUNT / max(height, 1), MOST_ROOM))
    room_for_each = share / (1 - 2 * share)
    if not from_zero and has_one_sign and (high - low) > ZOOM_FROM * (highest - lowest):
        margin = (highest - lowest) * 0.6
        room = (highest - lowest + margin) * room_for_each
        cut_low = lowest - room - (margin if lowest > 0 else 0.0)
        cut_high = highest + room + (margin if lowest < 0 else 0.0)
        if cut_low * cut_high > 0:  # in a low plot, the room may reach beyond zero
            return Scale(cut_low, cut_high, True)
    room = (high - low or 1.0) * room_for_each
    return Scale(low - (room if low < 0 else 0.0), high + (room if high > 0 else 0.0), False)


Bar = tuple[BridgeStep, str, QRectF]
"""A step, the amount beside it, and its rectangle in pixels."""


class _Bars(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """All bars in one item, so that a switch repaints one thing."""

    def __init__(self, view: ChartView) -> None:
        super().__init__()
        self._view = view
        self._steps: tuple[BridgeStep, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._widest = 0
        self._scale = Scale(0.0, 1.0, False)
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # else paint does not get the exposed rectangle

    def set_steps(self, steps: tuple[BridgeStep, ...], texts: tuple[str, ...], scale: Scale) -> None:
        """Repaint from the first bar that differs; a switch does not affect those before it."""
        if (steps, texts, scale) == (self._steps, self._texts, self._scale):
            return
        both = zip(steps, self._steps, strict=False)
        first = next((number - 0.5 for number, (new, old) in enumerate(both) if new != old), BEFORE_ALL)
        if (len(steps), scale) != (len(self._steps), self._scale):
            self.prepareGeometryChange()
            first = BEFORE_ALL
        if texts != self._texts:
            self._widest = max(map(QFontMetrics(self._view.chart_style.font).horizontalAdvance, texts), default=0)
        self._steps, self._texts, self._scale = steps, texts, scale
        changed = self.boundingRect()
        changed.setLeft(max(changed.left(), first))
        self.update(changed)

    def boundingRect(self) -> QRectF:
        """Slightly smaller than the plot: if it touched the axes, every switch would repaint them."""
        height = self._scale.high - self._scale.low
        top = self._scale.low + INSET * height
        return QRectF(-0.4, top, max(len(self._steps), 1) - 0.2, (1 - 2 * INSET) * height)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, *_: Any) -> None:
        drawn = painter.transform()
        to_screen = begin_in_pixels(painter, self._view.page)
        painter.setFont(self._view.chart_style.font)
        spacing = to_screen.m11()
        bars = self._bars(to_screen, max(int(option.exposedRect.left()), 0))
        self._draw_base(painter, to_screen, spacing)
        self._draw_links(painter, bars, spacing)
        for step, _text, place in bars:
            self._draw_bar(painter, step, place)
        self._draw_amounts(painter, bars, to_screen)
        painter.setTransform(drawn)

    def places(self) -> list[QRectF]:
        """Return where the bars are, in pixels of the view."""
        return [place for _, _, place in self._bars(self.sceneTransform(), 0)]

    def _bars(self, to_screen: QTransform, first: int) -> list[Bar]:
        """Return the bars from ``first`` on, each with its place in pixels; an end bar begins where the axis is cut."""
        spacing, up, left, zero = to_screen.m11(), to_screen.m22(), to_screen.dx(), to_screen.dy()
        cut = zero + up * (self._scale.low if self._scale.low > 0 else self._scale.high)
        bars = []
        for number in range(first, len(self._steps)):
            step = self._steps[number]
            start, end = zero + up * float(step.start), zero + up * float(step.end)
            if self._scale.is_cut and step.is_whole:
                start = cut
            place = QRectF(left + spacing * (number - WIDTH / 2), min(start, end), spacing * WIDTH, abs(end - start))
            bars.append((step, self._texts[number], place))
        return bars

    def _draw_base(self, painter: QPainter, to_screen: QTransform, spacing: float) -> None:
        edge = to_screen.dy() + to_screen.m22() * self._scale.low
        y = edge if self._scale.is_cut else min(to_screen.dy(), edge)
        painter.setPen(QPen(self._view.chart_style.colour("rule"), 1))
        left = to_screen.dx() - 0.7 * spacing
        painter.drawLine(QPointF(left, y), QPointF(left + spacing * (len(self._steps) + 0.4), y))

    def _draw_links(self, painter: QPainter, bars: list[Bar], spacing: float) -> None:
        """Draw a line from the end of each step to the start of the next."""
        links = []
        for step, _, place in bars[:-1]:
            leaves_below = step.end < step.start if step.is_on else step.start < step.end
            y = place.bottom() if leaves_below else place.top()
            links.append(QLineF(place.right(), y, place.right() + spacing * (1 - WIDTH), y))
        painter.setPen(QPen(self._view.chart_style.colour("muted"), 1, Qt.PenStyle.DotLine))
        painter.drawLines(links)

    def _draw_bar(self, painter: QPainter, step: BridgeStep, bar: QRectF) -> None:
        colour = self._colour(step)
        if step.is_on:
            painter.fillRect(bar if bar.height() >= 1 else bar.adjusted(0, -1, 0, 1), colour)
        else:
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
        if self._scale.is_cut and step.is_whole:
            self._draw_cut(painter, bar)

    def _draw_cut(self, painter: QPainter, bar: QRectF) -> None:
        """Draw the break which shows that this bar does not start at zero."""
        y = bar.bottom() - 12 if self._scale.low > 0 else bar.top() + 12
        painter.setPen(QPen(self._view.chart_style.colour("base"), 3))
        painter.drawLine(QPointF(bar.left() - 2, y + 3), QPointF(bar.right() + 2, y - 3))

    def _draw_amounts(self, painter: QPainter, bars: list[Bar], to_screen: QTransform) -> None:
        """Write the amounts; if they would touch one another, only those at both ends. Tooltips show the others."""
        metrics, spacing = painter.fontMetrics(), to_screen.m11()
        height = metrics.height() + 2
        left, right = to_screen.dx() - 0.7 * spacing, to_screen.dx() + spacing * (len(self._steps) - 0.3)
        bottom = to_screen.dy() + to_screen.m22() * self._scale.low
        for step, amount, place in bars:
            if self._widest > spacing and not step.is_whole:
                continue
            painter.setPen(self._view.chart_style.colour("text" if step.is_on else "muted"))
            is_below = step.end < step.start and place.bottom() + height < bottom
            top = place.bottom() + 1 if is_below else place.top() - height
            width = max(spacing, metrics.horizontalAdvance(amount))
            centre = min(max(place.center().x(), left + width / 2), right - width / 2)
            painter.drawText(QRectF(centre - width / 2, top, width, height), CENTRE, amount)

    def _colour(self, step: BridgeStep) -> QColor:
        if step.is_whole:
            return self._view.chart_style.colour("accent")
        if not step.is_on or not step.amount:
            return self._view.chart_style.colour("muted")
        return self._view.chart_style.colour("good" if step.amount > 0 else "bad")


class Waterfall(ChartView):
    """Shows the steps of one bridge; the caller knows the unit and formats the amounts."""

    def __init__(self, style: ChartStyle, parent: QWidget | None) -> None:
        self._names, self._amounts = Names(self), Amounts("left")
        super().__init__(style, tr("Bridge"), parent, left=self._amounts, bottom=self._names)
        self._steps: tuple[BridgeStep, ...] = ()
        self._starts_at_zero = False
        self._scale = Scale(0.0, 1.0, False)
        self._shown_range: tuple[int, Scale] | None = None
        self._bars = _Bars(self)
        self.addItem(self._bars)
        self.plotItem.layout.setContentsMargins(*MARGINS)
        self.getViewBox().sigResized.connect(lambda *_: self._on_resized())
        self.use(style)

    @property
    def is_cut(self) -> bool:
        return self._scale.is_cut

    def use_unit(self, unit: LineUnit) -> None:
        """State the amounts beside the axis in this unit."""
        self._amounts.use_unit(unit)

    def show_steps(self, steps: tuple[BridgeStep, ...], points: tuple[ChartPoint, ...], *, from_zero: bool) -> None:
        """Draw ``steps``, each with what it says, on an axis that fits them whatever is switched."""
        self._steps, self._starts_at_zero = steps, from_zero
        self._scale = scale_of(steps, self.plot_height, from_zero=from_zero)
        self.show_switched(steps, points)

    def show_switched(self, steps: tuple[BridgeStep, ...], points: tuple[ChartPoint, ...]) -> None:
        """Draw the same steps after a switch, on the same axis."""
        self._steps = steps
        self._names.set_names(tuple(step.name for step in steps))
        self._bars.set_steps(steps, tuple(point.text for point in points), self._scale)
        self.take_points(points)
        if self._shown_range != (len(steps), self._scale):
            self._shown_range = (len(steps), self._scale)
            self.setXRange(-0.7, max(len(steps), 1) - 0.3, padding=0)
            self.setYRange(self._scale.low, self._scale.high, padding=0)

    def _on_resized(self) -> None:
        self._names.fit(self.height())
        self._amounts.show_if(is_room=self.plot_height >= FEWEST_PIXELS_FOR_AXIS)
        if self._steps:
            self.show_steps(self._steps, self.points, from_zero=self._starts_at_zero)

    @property
    def plot_height(self) -> int:
        """The pixels between the top of the plot and its names."""
        return int(self.getViewBox().height())

    def point_at(self, at: QPointF) -> int | None:
        x = self.getViewBox().mapSceneToView(at).x()
        number = round(x)
        return number if 0 <= number < len(self.points) and abs(x - number) <= 0.5 else None

    def mark_of(self, number: int) -> QRectF:
        return self._bars.places()[number]

    def use(self, style: ChartStyle) -> None:
        super().use(style)
        self._amounts.use(style)
        self._bars.update()
        self._names.update()
