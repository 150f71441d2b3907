"""What all charts have in common: tooltips, the keyboard, the mark of the focus, and pictures of them."""

from typing import NamedTuple

import pyqtgraph
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QToolTip, QWidget

from workbench.ui.charts.chart_points import ChartPoint
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.theme import Colours, figures_font

BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
AROUND, LEAST_MARKED = 1, 10
"""Pixels between a bar and the mark of the focus, and the height of the mark of a nil bar."""
BRACKET = 5
"""The length of the ends of the brackets around the current point."""
NOTE_HEIGHT, NOTE_SIDE = 18, 10
NOTE_PLACE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CLICK = 4
"""The pixels that the mouse may move between a press and its release."""
IDENTITY = QTransform()


class ChartStyle(NamedTuple):
    """The colors and the font of a chart."""

    colours: Colours
    font: QFont

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self.colours, name))


def style_of(colours: Colours, font: QFont) -> ChartStyle:
    """Return the style in ``colours`` and in a font a little smaller than ``font``."""
    small = figures_font(font)
    small.setPointSizeF(max(small.pointSizeF() * 0.9, 6))
    return ChartStyle(colours, small)


class ChartView(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """A chart of points that can be reached by mouse and by keyboard; ``led`` carries the place of a chosen one.

    A chart places its points: ``point_at`` and ``mark_of``.
    """

    led = Signal(object)
    resized = Signal()

    def __init__(self, style: ChartStyle, name: str, parent: QWidget | None, **axes: pyqtgraph.AxisItem) -> None:
        super().__init__(parent, axisItems=axes, enableMenu=False)
        self.chart_style = style
        self.page = IDENTITY
        """The transformation of the paper on which it is drawn; on the screen, none."""
        self._note = ""
        self.points: tuple[ChartPoint, ...] = ()
        self._current = 0
        self._pressed: QPoint | None = None
        self._drawn_mark = QRectF()
        """Where the mark of the focus was drawn last."""
        self.setMouseEnabled(False, False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.getViewBox().disableAutoRange()
        self.setFrameShape(self.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else everything behind is painted too
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the panel around it has the menu
        self.viewport().setMouseTracking(True)
        self.getViewBox().sigResized.connect(lambda *_: self.resized.emit())

    # ---- what a chart knows of its points

    def point_at(self, at: QPointF) -> int | None:
        """Return the number of the point at a place of the viewport; None if there is none."""
        raise NotImplementedError

    def mark_of(self, number: int) -> QRectF:
        """Return the rectangle of a point in the viewport."""
        raise NotImplementedError

    def use(self, style: ChartStyle) -> None:
        """Draw in other colors."""
        self.chart_style = style
        self.setBackground(style.colour("base"))
        self.viewport().update()

    @property
    def is_cut(self) -> bool:
        """True if its axis does not start at zero."""
        return False

    def say(self, note: str) -> None:
        """Write ``note``, what must be known to read the chart, above its right edge."""
        if note != self._note:
            self._note = note
            self._describe()
            self.viewport().update()

    # ---- points

    def take_points(self, points: tuple[ChartPoint, ...]) -> None:
        """Keep what the points say; the current one stays if there is one of its place."""
        if tuple(point.place for point in points) != tuple(point.place for point in self.points):
            self._current = 0
        if points != self.points:
            self.points = points
            self._describe()
            if self.hasFocus():
                self._update_mark()

    def _describe(self) -> None:
        """Put the whole chart in words."""
        told = [point.told for point in self.points]
        self.setAccessibleDescription(tr("; ").join([*told, self._note] if self._note else told))

    @property
    def current(self) -> int:
        """The number of the point that the keyboard is at."""
        return self._current

    def go_to(self, number: int) -> None:
        """Make a point current, and say what it says."""
        if not 0 <= number < len(self.points):
            return
        self._update_mark()
        self._current = number
        self._update_mark()
        point = self.points[number]
        QToolTip.showText(self.mapToGlobal(self.mark_of(number).topRight().toPoint()), point.tip, self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, point.told))

    def _update_mark(self) -> None:
        """Repaint where the mark was and where it is."""
        marks = [self._drawn_mark]
        if self._current < len(self.points):
            marks.append(self._mark_around(self._current))
        for mark in marks:
            self.viewport().update(mark.adjusted(-1, -1, 1, 1).toAlignedRect())

    def _mark_around(self, number: int) -> QRectF:
        bar = self.mark_of(number)
        missing = max(LEAST_MARKED - bar.height(), 0) / 2
        return bar.adjusted(-AROUND, -missing - AROUND, AROUND, missing + AROUND)

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Write the note, and mark the current point while the chart has the focus."""
        painter.setFont(self.chart_style.font)
        painter.setPen(self.chart_style.colour("muted"))
        painter.drawText(QRectF(0, 1, self.viewport().width() - NOTE_SIDE, NOTE_HEIGHT), NOTE_PLACE, self._note)
        if not self.hasFocus() or self._current >= len(self.points):
            return
        self._drawn_mark = self._mark_around(self._current)
        painter.setPen(QPen(self.chart_style.colour("text"), 2))
        painter.drawLines(_brackets(self._drawn_mark))

    # ---- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        last = len(self.points) - 1
        if key in (*BACK, *ON):
            self.go_to(min(max(self._current + (1 if key in ON else -1), 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else last)
        elif key in ENTER and self._current <= last:
            self.led.emit(self.points[self._current].place)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_mark()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left else None
        number = self.point_at(event.position())
        if is_left and number is not None:
            self._update_mark()
            self._current = number
            self._update_mark()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        number = self.point_at(event.position())
        if pressed is None or number is None or (event.position().toPoint() - pressed).manhattanLength() > CLICK:
            return
        self.led.emit(self.points[number].place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self.point_at(event.position())
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(arrow if number is None else hand)
        text = "" if number is None else self.points[number].tip
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Make the point under the mouse current, which the menu of the panel is about."""
        number = self.point_at(QPointF(event.pos()))
        if number is not None and event.reason() is QContextMenuEvent.Reason.Mouse:
            self._update_mark()
            self._current = number
            self._update_mark()
        event.ignore()

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()

    def text_at(self, x: float) -> str:
        """Return what the point nearest to ``x`` on the axis says; "" if there is none."""
        number = round(x)
        return self.points[number].told if 0 <= number < len(self.points) and abs(x - number) <= 0.5 else ""

    # ---- pictures

    def draw_on(self, painter: QPainter) -> None:
        """Draw the chart at the origin of ``painter``, one unit for each pixel, in whatever way it is transformed."""
        self.page = painter.transform()
        whole = QRectF(self.viewport().rect())
        self.render(painter, whole, self.viewport().rect())
        self.page = IDENTITY


def _brackets(area: QRectF) -> list[QLineF]:
    """Return the lines of brackets left and right of an area; a whole frame would strike through an amount."""
    lines = []
    for x, inwards in ((area.left(), 1), (area.right(), -1)):
        lines.append(QLineF(x, area.top(), x, area.bottom()))
        lines += [QLineF(x, y, x + inwards * BRACKET, y) for y in (area.top(), area.bottom())]
    return lines


def begin_in_pixels(painter: QPainter, page: QTransform) -> QTransform:
    """Make ``painter``, which draws in units of an axis, draw in pixels; return how the one leads to the other."""
    from_page, _ = page.inverted()
    to_screen = QTransform(painter.transform())
    to_screen *= from_page
    painter.setTransform(page)
    return to_screen
