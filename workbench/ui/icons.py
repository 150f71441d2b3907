"""The program's own icons: SVG drawn in one colour, taken from the palette."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench import resources
from workbench.ui.theme import Theme

SIZE = 20
SCALES = (1, 2)
"""Pixels per unit that are drawn ahead; Qt scales for the displays between."""


def icon(name: str, theme: Theme, colour: str = "text") -> QIcon:
    """Return the icon ``resources/icons/<name>.svg`` in a colour of the theme, muted where it is disabled."""
    drawing = (resources.root() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, "rule")):
        for scale in SCALES:
            made.addPixmap(_drawn(drawing, getattr(theme.colours, ink), scale), mode)
    return made


def picture(name: str, theme: Theme, colour: str, size: int) -> QPixmap:
    """Return a drawing at ``size`` pixels, sharp on displays of twice the density."""
    drawing = (resources.root() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return _drawn(drawing, getattr(theme.colours, colour), SCALES[-1], size)


def _drawn(drawing: str, ink: str, scale: int, size: int = SIZE) -> QPixmap:
    pixmap = QPixmap(QSize(size, size) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.replace("currentColor", ink).encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
