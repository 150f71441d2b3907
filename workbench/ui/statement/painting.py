"""How the cells and headings of a grid are painted: pens and fonts made once per theme, text drawn directly."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon

from workbench.domain.ticks import SIGNS, StandardTick
from workbench.presentation.remarks import Mark
from workbench.ui.toolkit.theme import Theme, figures_font

SIDE = 6
"""Pixels between a figure and its cell's edge."""
MARK_SIDE = 2
"""Pixels between a mark and the figure after it."""
REMARK_SIDE = 7
"""The length of the mark of a comment or of evidence along the edges of its cell."""
EDITED_SIDE = 5
UNPROVEN_MARK = "?"
"""Shown before a figure that nothing proves."""
TICK_INKS = {SIGNS[StandardTick.EXCEPTION]: "bad", SIGNS[StandardTick.OPEN]: "warning"}
"""The colors of signs that somebody has to see; all others are those of what is proven."""
BETWEEN_TICKS, MORE_TICKS = 3, "…"
"""Pixels between two ticks, and what stands for those that have no room."""
INDENT = 14
FOLD_WIDTH = 14
ELIDED = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class Brushes:
    """Everything painting needs, made once: inks by ``TextStyle``, fonts, fills."""

    inks: tuple[QPen, QPen, QPen]
    text: QPen
    muted: QPen
    rule: QPen
    hairline: QPen
    accent: QPen
    resting: QPen
    """The frame of the current cell while the keyboard is elsewhere."""
    unproven: QPen
    remarks: dict[Mark, QColor]
    tick: QPen
    tick_inks: dict[str, QPen]
    """The pens of the signs that are not drawn with ``tick``."""
    edited: QColor
    base: QColor
    result: QColor
    selection: QColor
    found: QColor
    plain: QFont
    bold: QFont
    italic: QFont
    small: QFont
    heading_font: QFont
    small_metrics: QFontMetrics
    heading_metrics: QFontMetrics
    bold_metrics: QFontMetrics
    plain_metrics: QFontMetrics
    bracket: int
    """Width of a closing bracket: figures without one end that much further left, so that digits align."""


def make_brushes(theme: Theme, font: QFont) -> Brushes:
    """Return what painting in ``font`` and the theme's colors needs."""
    plain, bold, italic, small = (figures_font(font) for _ in range(4))
    bold.setBold(True)
    italic.setItalic(True)
    small.setPointSizeF(max(font.pointSizeF() * 0.85, 6))
    heading = figures_font(bold)
    heading.setPointSizeF(max(font.pointSizeF() * 0.92, 6))
    text, muted = QPen(theme.colour("text")), QPen(theme.colour("muted"))
    accent = QPen(theme.colour("accent"))
    accent.setWidth(2)
    return Brushes(
        inks=(text, QPen(theme.colour("typed")), muted),
        text=text,
        muted=muted,
        rule=QPen(theme.colour("text")),
        hairline=QPen(theme.colour("hairline")),
        accent=accent,
        resting=QPen(theme.colour("muted")),
        unproven=QPen(theme.colour("warning")),
        tick=QPen(theme.colour("good")),
        tick_inks={sign: QPen(theme.colour(name)) for sign, name in TICK_INKS.items()},
        remarks={Mark.OPEN: theme.colour("accent"), Mark.QUIET: theme.colour("disabled")},
        edited=theme.colour("warning"),
        base=theme.colour("base"),
        result=theme.colour("result"),
        selection=theme.colour("selection"),
        found=theme.colour("warning_fill"),
        plain=plain,
        bold=bold,
        italic=italic,
        small=small,
        heading_font=heading,
        small_metrics=QFontMetrics(small),
        heading_metrics=QFontMetrics(heading),
        bold_metrics=QFontMetrics(bold),
        plain_metrics=QFontMetrics(plain),
        bracket=QFontMetrics(plain).horizontalAdvance(")"),
    )


def draw_remark(painter: QPainter, area: QRect, colour: QColor) -> None:
    """Fill the upper right corner of a cell, row by row of pixels: a polygon costs more."""
    right, top = area.right() + 1, area.top()
    for row in range(REMARK_SIDE):
        painter.fillRect(right - REMARK_SIDE + row, top + row, REMARK_SIDE - row, 1, colour)


def width_of_ticks(brushes: Brushes, signs: tuple[str, ...]) -> int:
    """Return the pixels that ticks need beside a figure or a caption."""
    return sum(brushes.small_metrics.horizontalAdvance(sign) + BETWEEN_TICKS for sign in signs)


def draw_ticks(painter: QPainter, brushes: Brushes, area: QRect, signs: tuple[str, ...]) -> None:
    """Draw ticks from the left of ``area``; as many as it has room for, and that there are more."""
    painter.setFont(brushes.small)
    left, flags = area.left(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for number, sign in enumerate(signs):
        rest = width_of_ticks(brushes, signs[number + 1 :])
        width = width_of_ticks(brushes, (sign,))
        has_room = left + width + (min(rest, width_of_ticks(brushes, (MORE_TICKS,)))) <= area.right() + BETWEEN_TICKS
        painter.setPen(brushes.tick_inks.get(sign, brushes.tick) if has_room else brushes.tick)
        painter.drawText(QRect(left, area.top(), width, area.height()), flags, sign if has_room else MORE_TICKS)
        if not has_room:
            return
        left += width


def draw_fold(painter: QPainter, area: QRect, *, is_open: bool) -> None:
    """Draw the triangle of a collapsible row: down when expanded, right when collapsed."""
    centre = area.center()
    x, y = centre.x(), centre.y()
    points = [(-4, -2), (4, -2), (0, 3)] if is_open else [(-2, -4), (-2, 4), (3, 0)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygon([QPoint(x + dx, y + dy) for dx, dy in points]))
    painter.restore()
