"""The axes of charts: amounts beside them, names under them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyqtgraph
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from workbench.domain.amounts import decimals_of
from workbench.domain.statements import LineUnit
from workbench.ui.charts.chart_view import ChartStyle, ChartView
from workbench.ui.toolkit.number_format import format_number

NAMES_HEIGHT, LEAST_SLANTED, MOST_SLANTED = 44, 58, 100
SLANTED_SHARE = 0.45
"""Share of the chart's height for slanted names, within the limits above, in pixels."""
SLANT, MOST_SLANTED_LINES = 45, 2
"""Angle of names when bars are too close for level ones, in degrees, and the most lines of each."""
ABOVE_NAMES = 4
FEWEST_PIXELS_FOR_AXIS = 60
"""Height of the plot below which the amounts beside the axis would overlap."""
FEWEST_PIXELS_FOR_NAMES = 84
"""Distance between bars below which a name of several words would be cut within a word."""
MORE_PLACES = 3
"""Decimals of a tick beyond the first that the distance between two has."""
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
UNDER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of the axis, from ``low`` to ``high``; ``is_cut`` if it leaves out zero."""

    low: float
    high: float
    is_cut: bool


class Names(pyqtgraph.AxisItem):  # type: ignore[misc]
    """The names under the bars: wrapped if long, slanted if there are many."""

    def __init__(self, view: ChartView) -> None:
        super().__init__("bottom")
        self._view = view
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
        painter.setFont(self._view.chart_style.font)
        painter.setPen(self._view.chart_style.colour("muted"))
        lines = max(int(spacing * math.sin(math.radians(SLANT)) / painter.fontMetrics().lineSpacing()), 1)
        for number, name in enumerate(self._names):
            if self._is_slanted:
                self._draw_slanted(painter, (number + 0.7) * spacing, name, min(lines, MOST_SLANTED_LINES))
            else:
                area = QRectF(
                    (number + 0.2) * spacing + 3, ABOVE_NAMES, spacing - 6, self.size().height() - ABOVE_NAMES
                )
                most = max(int(area.height() / painter.fontMetrics().lineSpacing()), 1)
                lines_under = wrap_text(name, painter.fontMetrics(), int(area.width()), most)
                painter.drawText(area, UNDER, "\n".join(lines_under))

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


def _places(spacing: float, more: int) -> int:
    """Return how many decimals state a distance between ticks, and ``more``."""
    return max(more - math.floor(math.log10(spacing)), 0)


class Amounts(pyqtgraph.AxisItem):  # type: ignore[misc]
    """The amounts beside the left axis, in the unit of their line, with as many decimals as tell them exactly."""

    _unit = LineUnit.MONEY

    def use_unit(self, unit: LineUnit) -> None:
        """State amounts of this unit. Another unit repaints all: what is beside the axis reaches into it."""
        if unit is not self._unit:
            self._unit = unit
            if (scene := self.scene()) is not None:
                scene.update()

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        times, suffix = (100, "%") if self._unit is LineUnit.PERCENT else (1, "")
        # a tick lies on a multiple of the spacing but for the last digits of a float
        ticks = [Decimal(f"{value * times:.{_places(spacing * times, MORE_PLACES)}f}") for value in values]
        places = max((decimals_of(tick) for tick in ticks), default=0)
        return [format_number(tick, places, suffix) for tick in ticks]

    def paint(self, painter: QPainter, *_: Any) -> None:
        """Draw without the recording that the library plays back, whose letters have another size on paper."""
        painter.setFont(self.style["tickFont"])
        specs = self.generateDrawSpecs(painter)
        if specs is not None:
            self.drawPicture(painter, *specs)

    def use(self, style: ChartStyle) -> None:
        self.setStyle(tickFont=style.font, tickLength=0)
        self.setPen(style.colour("rule"))
        self.setTextPen(style.colour("muted"))

    def show_if(self, *, is_room: bool) -> None:
        """Show the amounts if there is room for them."""
        if is_room != self.style["showValues"]:
            self.setStyle(showValues=is_room)
