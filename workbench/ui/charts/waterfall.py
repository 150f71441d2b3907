"""The waterfall of a bridge, drawn with pyqtgraph. Exact amounts are shown beside the bars and in tooltips."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QToolTip, QWidget

from workbench.presentation.bridge import BridgeStep
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.theme import Theme, figures_font

WIDTH = 0.56
"""Width of a bar, in units of the axis, where bars are 1 apart."""
LEAST_ROOM, MOST_ROOM, PIXELS_FOR_AMOUNT = 0.1, 0.35, 20
"""Limits of the share of the height left free above and below for the amounts, and the pixels they need."""
INSET = 0.03
ZOOM_FROM = 2.0
"""The axis is cut only if that makes the steps at least this much larger."""
NAMES_HEIGHT, LEAST_SLANTED, MOST_SLANTED = 44, 58, 100
SLANTED_SHARE = 0.45
"""Share of the chart's height for slanted names, within the limits above, in pixels."""
SLANT, MOST_SLANTED_LINES = 45, 2
"""Angle of names when bars are too close for level ones, in degrees, and the most lines of each."""
MARGINS = (8, 10, 8, 0)
ABOVE_NAMES = 4
FEWEST_PIXELS_FOR_AXIS = 60
"""Height of the plot below which the amounts beside the axis would overlap."""
FEWEST_PIXELS_FOR_NAMES = 84
"""Distance between bars below which a name of several words would be cut within a word."""
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
UNDER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of the axis, from ``low`` to ``high``; ``is_cut`` if it leaves out zero."""

    low: float
    high: float
    is_cut: bool


def scale_of(steps: Sequence[BridgeStep], height: int, *, from_zero: bool) -> Scale:
    """Return an axis that fits the bars in every state of the switches, so that a switch never moves it.

    ``height`` of the plot is in pixels.
    """
    if not steps:
        return Scale(0.0, 1.0, False)
    start = float(steps[0].end)
    effects = [float(step.amount) for step in steps if step.adjustment]
    lowest = min(start, start + sum(effect for effect in effects if effect < 0))
    highest = max(start, start + sum(effect for effect in effects if effect > 0))
    low, high = min(lowest, 0.0), max(highest, 0.0)
    has_one_sign = lowest * highest > 0 and highest > lowest
    is_cut = not from_zero and has_one_sign and (high - low) > ZOOM_FROM * (highest - lowest)
    if is_cut:
        margin = (highest - lowest) * 0.6
        low, high = (lowest - margin, highest) if lowest > 0 else (lowest, highest + margin)
    share = max(LEAST_ROOM, min(PIXELS_FOR_AMOUNT / max(height, 1), MOST_ROOM))
    room = (high - low or 1.0) * share / (1 - 2 * share)
    return Scale(low - (room if low < 0 or is_cut else 0.0), high + (room if high > 0 or is_cut else 0.0), is_cut)


Bar = tuple[BridgeStep, str, QRectF]
"""A step, the amount beside it, and its rectangle in pixels."""


class _Bars(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """All bars in one item, so that a switch repaints one thing."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        super().__init__()
        self._theme = theme
        self._font = font
        self._steps: tuple[BridgeStep, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._widest = 0
        self._scale = Scale(0.0, 1.0, False)
        self.setFlag(self.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # else paint does not get the exposed rectangle

    def set_steps(self, steps: tuple[BridgeStep, ...], texts: tuple[str, ...], scale: Scale) -> None:
        """Repaint from the first bar that differs; a switch does not affect those before it."""
        both = zip(steps, self._steps, strict=False)
        first = next((number - 0.5 for number, (new, old) in enumerate(both) if new != old), 0.0)
        if (len(steps), scale) != (len(self._steps), self._scale):
            self.prepareGeometryChange()
            first = 0.0
        if texts != self._texts:
            self._widest = max(map(QFontMetrics(self._font).horizontalAdvance, texts), default=0)
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
        to_screen = painter.transform()
        painter.resetTransform()
        painter.setFont(self._font)
        spacing = to_screen.m11()
        bars = self._bars(to_screen, max(int(option.exposedRect.left()), 0))
        self._draw_base(painter, to_screen, spacing)
        self._draw_links(painter, bars, spacing)
        for step, _text, place in bars:
            self._draw_bar(painter, step, place)
        self._draw_amounts(painter, bars, spacing)
        painter.setTransform(to_screen)

    def _bars(self, to_screen: QTransform, first: int) -> list[Bar]:
        """Return the bars from ``first`` on, each with its place in pixels; an end bar begins where the axis is cut."""
        spacing, up, left, zero = to_screen.m11(), to_screen.m22(), to_screen.dx(), to_screen.dy()
        cut = zero + up * (self._scale.low if self._scale.low > 0 else self._scale.high)
        bars = []
        for number in range(first, len(self._steps)):
            step = self._steps[number]
            start, end = zero + up * float(step.start), zero + up * float(step.end)
            if self._scale.is_cut and step.adjustment is None:
                start = cut
            place = QRectF(left + spacing * (number - WIDTH / 2), min(start, end), spacing * WIDTH, abs(end - start))
            bars.append((step, self._texts[number], place))
        return bars

    def _draw_base(self, painter: QPainter, to_screen: QTransform, spacing: float) -> None:
        edge = to_screen.dy() + to_screen.m22() * self._scale.low
        y = edge if self._scale.is_cut else min(to_screen.dy(), edge)
        painter.setPen(QPen(self._theme.colour("rule"), 1))
        left = painter.viewport().left()
        painter.drawLine(QPointF(left, y), QPointF(left + spacing * (len(self._steps) + 0.4), y))

    def _draw_links(self, painter: QPainter, bars: list[Bar], spacing: float) -> None:
        """Draw a line from the end of each step to the start of the next."""
        links = []
        for step, _, place in bars[:-1]:
            leaves_below = step.end < step.start if step.is_on else step.start < step.end
            y = place.bottom() if leaves_below else place.top()
            links.append(QLineF(place.right(), y, place.right() + spacing * (1 - WIDTH), y))
        painter.setPen(QPen(self._theme.colour("muted"), 1, Qt.PenStyle.DotLine))
        painter.drawLines(links)

    def _draw_bar(self, painter: QPainter, step: BridgeStep, bar: QRectF) -> None:
        colour = self._colour(step)
        if step.is_on:
            painter.fillRect(bar if bar.height() >= 1 else bar.adjusted(0, -1, 0, 1), colour)
        else:
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
        if self._scale.is_cut and step.adjustment is None:
            self._draw_cut(painter, bar)

    def _draw_cut(self, painter: QPainter, bar: QRectF) -> None:
        """Draw the break which shows that this bar does not start at zero."""
        y = bar.bottom() - 12 if self._scale.low > 0 else bar.top() + 12
        painter.setPen(QPen(self._theme.colour("base"), 3))
        painter.drawLine(QPointF(bar.left() - 2, y + 3), QPointF(bar.right() + 2, y - 3))

    def _draw_amounts(self, painter: QPainter, bars: list[Bar], spacing: float) -> None:
        """Write the amounts; if they would touch one another, only those at both ends. Tooltips show the others."""
        metrics = painter.fontMetrics()
        height = metrics.height() + 2
        for step, amount, place in bars:
            if self._widest > spacing and step.adjustment:
                continue
            painter.setPen(self._theme.colour("text" if step.is_on else "muted"))
            top = place.bottom() + 1 if step.end < step.start else place.top() - height
            width = max(spacing, metrics.horizontalAdvance(amount))
            centre = min(max(place.center().x(), width / 2), painter.viewport().right() - width / 2)
            painter.drawText(QRectF(centre - width / 2, top, width, height), CENTRE, amount)

    def _colour(self, step: BridgeStep) -> QColor:
        if step.adjustment is None:
            return self._theme.colour("accent")
        if not step.is_on or not step.amount:
            return self._theme.colour("muted")
        return self._theme.colour("good" if step.amount > 0 else "bad")


class _Names(pyqtgraph.AxisItem):  # type: ignore[misc]
    """The names under the bars: wrapped if long, slanted if there are many."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        super().__init__("bottom")
        self._theme = theme
        self._font = font
        self._names: tuple[str, ...] = ()
        self._slanted_height = LEAST_SLANTED
        self.setHeight(NAMES_HEIGHT)
        self.setStyle(tickLength=0)

    def boundingRect(self) -> QRectF:
        """Begin at the names: if this touched the bars, every switch would repaint it.

        The first slanted names extend to the left of their bars.
        """
        left = self._slanted_height if self._is_slanted else 0
        height = self.size().height() - ABOVE_NAMES
        return QRectF(-left, ABOVE_NAMES, self.size().width() + left, height)

    def set_names(self, names: tuple[str, ...]) -> None:
        if names != self._names:
            self._names = names
            self._fit()

    def fit(self, chart_height: int) -> None:
        """Take the height the names need, within a share of ``chart_height``, in pixels."""
        self._slanted_height = max(LEAST_SLANTED, min(int(chart_height * SLANTED_SHARE), MOST_SLANTED))
        self._fit()

    def _fit(self) -> None:
        self.prepareGeometryChange()
        self.setHeight(self._slanted_height if self._is_slanted else NAMES_HEIGHT)
        self.update()

    @property
    def _bar_spacing(self) -> float:
        """Return the pixels from one bar to the next."""
        return float(self.size().width()) / max(len(self._names) + 0.4, 1)

    @property
    def _is_slanted(self) -> bool:
        return self._bar_spacing < FEWEST_PIXELS_FOR_NAMES

    def paint(self, painter: QPainter, *_: Any) -> None:
        spacing = self._bar_spacing
        painter.setFont(self._font)
        painter.setPen(self._theme.colour("muted"))
        lines = max(int(spacing * math.sin(math.radians(SLANT)) / painter.fontMetrics().lineSpacing()), 1)
        for number, name in enumerate(self._names):
            if self._is_slanted:
                self._draw_slanted(painter, (number + 0.7) * spacing, name, min(lines, MOST_SLANTED_LINES))
            else:
                area = QRectF(
                    (number + 0.2) * spacing + 3, ABOVE_NAMES, spacing - 6, self.size().height() - ABOVE_NAMES
                )
                painter.drawText(area, UNDER, name)

    def _draw_slanted(self, painter: QPainter, x: float, name: str, lines: int) -> None:
        """Write a name ending under its bar, at ``x`` pixels, in at most ``lines`` lines; elide a longer one."""
        metrics = painter.fontMetrics()
        height = lines * metrics.lineSpacing()
        length = int((self.size().height() - ABOVE_NAMES - height / 2) / math.sin(math.radians(SLANT)))
        painter.save()
        painter.translate(x, ABOVE_NAMES)
        painter.rotate(-SLANT)
        for number, text in enumerate(wrap_text(name, metrics, length, lines)):
            painter.drawText(QRectF(-length, number * metrics.lineSpacing(), length, metrics.height()), RIGHT, text)
        painter.restore()


def wrap_text(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Return ``text`` in at most ``most`` lines of ``width`` pixels; a line that is too long is elided."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) < most and lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def _describe(step: BridgeStep, amount: str) -> str:
    """Return the tooltip of a step: ``Share-based compensation: (3,211) (off)``."""
    if step.is_on:
        return tr("{step}: {amount}", step=step.name, amount=amount)
    return tr("{step}: {amount} (off)", step=step.name, amount=amount)


class _Amounts(pyqtgraph.AxisItem):  # type: ignore[misc]
    """The amounts beside the left axis: thousands separated, negatives in brackets."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        places = 0 if spacing >= 1 else 2
        return [f"({-value:,.{places}f})" if value < 0 else f"{value:,.{places}f}" for value in values]


class Waterfall(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """Shows the steps of one bridge; the caller knows the unit and formats the amounts."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        small = figures_font(parent.font())
        small.setPointSizeF(max(small.pointSizeF() * 0.9, 6))
        self._names = _Names(theme, small)
        self._amounts = _Amounts("left")
        super().__init__(parent, axisItems={"left": self._amounts, "bottom": self._names}, enableMenu=False)
        self._theme = theme
        self._texts: tuple[str, ...] = ()
        self._shown_range: tuple[int, Scale] | None = None
        self._bars = _Bars(theme, small)
        self._amounts.setStyle(tickFont=small, tickLength=0)
        self.addItem(self._bars)
        self.setMouseEnabled(False, False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.plotItem.layout.setContentsMargins(*MARGINS)
        self.getViewBox().disableAutoRange()
        self.getViewBox().sigResized.connect(lambda *_: self._on_resized())
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else everything behind is painted too
        self.setAccessibleName(tr("Bridge"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scene().sigMouseMoved.connect(self._on_mouse_moved)
        theme.changed.connect(self._use_theme)
        self._use_theme()

    def show_steps(self, steps: tuple[BridgeStep, ...], amounts: tuple[str, ...], scale: Scale) -> None:
        """Draw ``steps``, each with its amount beside it, on the axis ``scale``."""
        self._bars.set_steps(steps, amounts, scale)
        self._names.set_names(tuple(step.name for step in steps))
        self._texts = tuple(_describe(step, amount) for step, amount in zip(steps, amounts, strict=True))
        self.setAccessibleDescription(tr("; ").join(self._texts))
        if self._shown_range != (len(steps), scale):
            self._shown_range = (len(steps), scale)
            self.setXRange(-0.7, max(len(steps), 1) - 0.3, padding=0)
            self.setYRange(scale.low, scale.high, padding=0)

    def _on_resized(self) -> None:
        self._names.fit(self.height())
        has_room = self.plot_height >= FEWEST_PIXELS_FOR_AXIS
        if has_room != self._amounts.style["showValues"]:
            self._amounts.setStyle(showValues=has_room)

    @property
    def plot_height(self) -> int:
        """The pixels between the top of the plot and its names."""
        return int(self.getViewBox().height())

    def text_at(self, x: float) -> str:
        """Return the tooltip of the bar at ``x`` on the axis; "" if there is none."""
        number = round(x)
        is_on_bar = 0 <= number < len(self._texts) and abs(x - number) <= 0.5
        return self._texts[number] if is_on_bar else ""

    def _on_mouse_moved(self, at: QPointF) -> None:
        text = self.text_at(self.getViewBox().mapSceneToView(at).x())
        QToolTip.showText(self.mapToGlobal(self.mapFromScene(at)), text, self)

    def _use_theme(self) -> None:
        self.setBackground(self._theme.colour("base"))
        self._amounts.setPen(self._theme.colour("rule"))
        self._amounts.setTextPen(self._theme.colour("muted"))
        self._bars.update()
        self._names.update()
