"""What the cells look like by what they were read as: a colour on the paper of any theme, and a name for the legend."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QColor

from workbench.importing.sheets.marks import Mark
from workbench.ui.toolkit.theme import Choice, Theme


class Shade(StrEnum):
    """What is told apart by a look; the value is the name in the legend."""

    TITLE = "Title"
    HEADING = "Heading"
    PERIOD = "Period"
    DIFFERENCE = "Difference"
    UNIT = "Unit"
    CAPTION = "Caption"
    TOTAL = "Total"
    FIGURE = "Figure"
    EFFECT = "Figure of a difference"
    NOTE = "Note"
    IGNORED = "Ignored"


class Look(NamedTuple):
    """A colour, and how much of it tints the paper."""

    hue: str
    share: float


LOOKS = {
    Shade.TITLE: Look("#c2417c", 0.15),
    Shade.HEADING: Look("#2f6fed", 0.22),
    Shade.PERIOD: Look("#8b5cf6", 0.22),
    Shade.DIFFERENCE: Look("#e08600", 0.30),
    Shade.UNIT: Look("#0e97b5", 0.16),
    Shade.CAPTION: Look("#64748b", 0.09),
    Shade.TOTAL: Look("#5b7083", 0.30),
    Shade.FIGURE: Look("#12925a", 0.12),
    Shade.EFFECT: Look("#e08600", 0.11),
    Shade.NOTE: Look("#a08a2a", 0.20),
    Shade.IGNORED: Look("#b3261e", 0.07),
}
SHADES = {
    Mark.TITLE: Shade.TITLE,
    Mark.HEADING: Shade.HEADING,
    Mark.PERIOD: Shade.PERIOD,
    Mark.ADJUSTMENT: Shade.DIFFERENCE,
    Mark.CAPTION: Shade.CAPTION,
    Mark.TOTAL: Shade.TOTAL,
    Mark.FIGURE: Shade.FIGURE,
    Mark.NOTE: Shade.NOTE,
    Mark.UNIT: Shade.UNIT,
    Mark.IGNORED: Shade.IGNORED,
}
HEADINGS = frozenset((Shade.HEADING, Shade.PERIOD, Shade.DIFFERENCE, Shade.UNIT))
ON_DARK, ON_BLACK = 1.7, 2.0
"""A dark paper needs more of a colour before it is seen."""
MOST = 0.5


def fill_of(shade: Shade, theme: Theme) -> QColor:
    """Return the paper's colour tinted by the look's."""
    paper, look = theme.colour("base"), LOOKS[shade]
    hue, share = QColor(look.hue), look.share
    if paper.lightness() < 128:
        share = min(share * (ON_BLACK if theme.choice is Choice.CONTRAST else ON_DARK), MOST)
        hue = hue.lighter(130)
    return blended(paper, hue, share)


def fills(theme: Theme) -> Mapping[Shade, QColor]:
    """Return the fill of every look in the theme: made once, because painting asks for them all the time."""
    return {shade: fill_of(shade, theme) for shade in Shade}


def blended(one: QColor, other: QColor, share: float) -> QColor:
    """Return ``one`` with ``share`` of ``other``."""
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(int(a + (b - a) * share + 0.5) for a, b in parts))
