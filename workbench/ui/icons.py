"""The program's own icons: SVG drawn in one colour, taken from the palette."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench import resources
from workbench.ui.theme import Theme


def icon(name: str, theme: Theme, colour: str = "text") -> QIcon:
    """Return the icon ``resources/icons/<name>.svg`` in a colour of the theme, muted where it is disabled."""
    return QIcon(_Drawn(_drawing(name), getattr(theme.colours, colour), theme.colours.rule))


def picture(name: str, theme: Theme, colour: str, size: int, density: float) -> QPixmap:
    """Return a drawing at ``size`` units, sharp on a display of ``density`` pixels per unit."""
    pixmap = icon(name, theme, colour).pixmap(QSize(size, size), density)
    pixmap.setDevicePixelRatio(density)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return (resources.root() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class _Drawn(QIconEngine):
    """Draws at the size that is wanted, once it is: sharp on every display, and nothing before it is seen."""

    def __init__(self, drawing: str, ink: str, disabled_ink: str) -> None:
        super().__init__()
        self._drawing = drawing
        self._ink = ink
        self._disabled_ink = disabled_ink
        self._made: dict[tuple[int, int, str], QPixmap] = {}

    def clone(self) -> QIconEngine:
        return _Drawn(self._drawing, self._ink, self._disabled_ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.pixmap(rect.size() * painter.device().devicePixelRatioF(), mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        ink = self._disabled_ink if mode is QIcon.Mode.Disabled else self._ink
        key = (size.width(), size.height(), ink)
        if key not in self._made:
            self._made[key] = self._drawn(size, ink)
        return self._made[key]

    def _drawn(self, size: QSize, ink: str) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing = self._drawing.replace("currentColor", ink).encode()
        QSvgRenderer(QByteArray(drawing)).render(painter)
        painter.end()
        return pixmap
