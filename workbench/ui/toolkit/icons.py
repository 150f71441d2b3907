"""The program's own icons: SVG drawn in a single color from the palette."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench import resources
from workbench.ui.toolkit.theme import Theme

DISABLED = "disabled"
TRANSPARENT = QColor(0, 0, 0, 0)


@cache
def icon(name: str, theme: Theme, colour: str = "text") -> QIcon:
    """Return the icon ``resources/icons/<name>.svg`` in a color of the theme, muted when disabled.

    Each is created once and kept: with PySide 6.11 the garbage collector frees the engine of an icon twice.
    """
    return QIcon(_SvgIconEngine(_drawing(name), theme, colour))


def icon_pixmap(name: str, theme: Theme, colour: str, size: int, density: float) -> QPixmap:
    """Return an icon as a pixmap of ``size`` logical pixels, sharp at ``density`` device pixels per logical one."""
    pixmap = icon(name, theme, colour).pixmap(QSize(size, size), density)
    pixmap.setDevicePixelRatio(density)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return (resources.root() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class _SvgIconEngine(QIconEngine):
    """Renders an SVG on demand, once for each size and color: sharp on every display, right in every theme."""

    def __init__(self, drawing: str, theme: Theme, colour: str) -> None:
        super().__init__()
        self._drawing = drawing
        self._theme = theme
        self._colour = colour
        self._pixmaps: dict[tuple[int, int, str], QPixmap] = {}

    def clone(self) -> QIconEngine:
        return _SvgIconEngine(self._drawing, self._theme, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.pixmap(rect.size() * painter.device().devicePixelRatioF(), mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        ink = getattr(self._theme.colours, DISABLED if mode is QIcon.Mode.Disabled else self._colour)
        key = (size.width(), size.height(), ink)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(size, ink)
        return self._pixmaps[key]

    def _render(self, size: QSize, ink: str) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(TRANSPARENT)
        painter = QPainter(pixmap)
        drawing = self._drawing.replace("currentColor", ink).encode()
        QSvgRenderer(QByteArray(drawing)).render(painter)
        painter.end()
        return pixmap
