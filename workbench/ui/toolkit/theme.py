"""The colors of the window: light, dark and high-contrast palettes, chosen by the user or matching the system."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from workbench import resources


class Choice(StrEnum):
    """What the user may choose; ``SYSTEM`` is light or dark to match the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Colours(NamedTuple):
    """Every color by its purpose. ``typed``: input; ``text``: calculated; ``disabled``: unavailable."""

    window: str
    base: str
    raised: str
    text: str
    muted: str
    disabled: str
    hairline: str
    rule: str
    typed: str
    accent: str
    on_accent: str
    selection: str
    result: str
    good: str
    bad: str
    warning: str
    warning_fill: str


LIGHT = Colours(
    window="#f3f4f6", base="#ffffff", raised="#e9ecf1", text="#1b1f27", muted="#5c6573", disabled="#a7aeb9",
    hairline="#eceef2", rule="#d3d8e0", typed="#1d4fb8", accent="#2559c7", on_accent="#ffffff",
    selection="#d9e5fb", result="#f5f7fb", good="#1a7444", bad="#b3261e", warning="#8a5300", warning_fill="#fdf1d8",
)  # fmt: skip
DARK = Colours(
    window="#1d2026", base="#16181d", raised="#282c34", text="#e6e8ec", muted="#a3acba", disabled="#5d6573",
    hairline="#22262d", rule="#3a404b", typed="#8fb4ff", accent="#7ea8f7", on_accent="#0d1017",
    selection="#263b60", result="#1b1f26", good="#6bc794", bad="#ff8a80", warning="#f0b95a", warning_fill="#3a3016",
)  # fmt: skip
CONTRAST = Colours(
    window="#000000", base="#000000", raised="#1a1a1a", text="#ffffff", muted="#d8d8d8", disabled="#757575",
    hairline="#4d4d4d", rule="#ffffff", typed="#9ddfff", accent="#ffe600", on_accent="#000000",
    selection="#003a80", result="#101010", good="#5dff9b", bad="#ffc4c4", warning="#ffe600", warning_fill="#2b2700",
)  # fmt: skip


LIGHT_ABOVE = 140
"""Lightness, out of 255, above which marks on a color are dark."""


class Theme(QObject):
    """The colors in force. ``changed`` says that everything must be repainted."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: Choice) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.colours = LIGHT
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        self._choice = choice
        self._apply()
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """Return a color by its name in ``Colours``; cached, because painting asks for colors constantly."""
        return self._qcolours[name]

    def _on_system_changed(self) -> None:
        if self._choice is Choice.SYSTEM:
            self.choose(Choice.SYSTEM)

    def _apply(self) -> None:
        chosen = {Choice.LIGHT: LIGHT, Choice.DARK: DARK, Choice.CONTRAST: CONTRAST}
        self.colours = chosen.get(self._choice) or (DARK if _is_system_dark() else LIGHT)
        self._qcolours = {name: QColor(colour) for name, colour in self.colours._asdict().items()}
        self._application.setPalette(palette(self.colours))
        sheet = (resources.root() / "styles" / "workbench.qss").read_text(encoding="utf-8")
        for name, colour in self.colours._asdict().items():
            sheet = sheet.replace(f"@{name}@", colour)
        check = "check-on-light.svg" if self.colour("on_accent").lightness() < LIGHT_ABOVE else "check-on-dark.svg"
        down = "down-on-light.svg" if self.colour("base").lightness() > LIGHT_ABOVE else "down-on-dark.svg"
        for name, drawing in (("check", check), ("down", down)):
            sheet = sheet.replace(f"@{name}@", (resources.root() / "icons" / drawing).as_posix())
        self._application.setStyleSheet(sheet)


def _is_system_dark() -> bool:
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def palette(colours: Colours) -> QPalette:
    """Return the palette: the same for all three groups, except that disabled texts look disabled."""
    filled = QPalette()
    role = QPalette.ColorRole
    colours_by_role = {
        role.Window: colours.window, role.WindowText: colours.text, role.Base: colours.base,
        role.AlternateBase: colours.result, role.Text: colours.text, role.Button: colours.raised,
        role.ButtonText: colours.text, role.BrightText: colours.bad, role.ToolTipBase: colours.base,
        role.ToolTipText: colours.text, role.Highlight: colours.selection, role.HighlightedText: colours.text,
        role.Link: colours.accent, role.LinkVisited: colours.accent, role.PlaceholderText: colours.muted,
        role.Light: colours.base, role.Midlight: colours.raised, role.Mid: colours.rule, role.Dark: colours.rule,
        role.Shadow: colours.rule, role.Accent: colours.accent,
    }  # fmt: skip
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for color_role, colour in colours_by_role.items():
            filled.setColor(group, color_role, QColor(colour))
    for text_role in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        filled.setColor(QPalette.ColorGroup.Disabled, text_role, QColor(colours.disabled))
    return filled


def figures_font(font: QFont) -> QFont:
    """Return ``font`` with digits of equal width, so that columns of figures align."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular
