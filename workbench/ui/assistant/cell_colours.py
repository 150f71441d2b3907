"""What the cells look like by what they were read as: a colour on the paper of any theme, and a name for the legend."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QColor

from workbench.importing.sheets.marks import Mark
from workbench.ui.toolkit.theme import Choice, Theme


class CellColour(StrEnum):
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


class Tint(NamedTuple):
    """A colour, and how much of it tints the paper."""

    hue: str
    share: float


LOOKS = {
    CellColour.TITLE: Tint("#c2417c", 0.15),
    CellColour.HEADING: Tint("#2f6fed", 0.22),
    CellColour.PERIOD: Tint("#8b5cf6", 0.22),
    CellColour.DIFFERENCE: Tint("#e08600", 0.30),
    CellColour.UNIT: Tint("#0e97b5", 0.16),
    CellColour.CAPTION: Tint("#64748b", 0.09),
    CellColour.TOTAL: Tint("#5b7083", 0.30),
    CellColour.FIGURE: Tint("#12925a", 0.12),
    CellColour.EFFECT: Tint("#e08600", 0.11),
    CellColour.NOTE: Tint("#a08a2a", 0.20),
    CellColour.IGNORED: Tint("#b3261e", 0.07),
}
SHADES = {
    Mark.TITLE: CellColour.TITLE,
    Mark.HEADING: CellColour.HEADING,
    Mark.PERIOD: CellColour.PERIOD,
    Mark.ADJUSTMENT: CellColour.DIFFERENCE,
    Mark.CAPTION: CellColour.CAPTION,
    Mark.TOTAL: CellColour.TOTAL,
    Mark.FIGURE: CellColour.FIGURE,
    Mark.NOTE: CellColour.NOTE,
    Mark.UNIT: CellColour.UNIT,
    Mark.IGNORED: CellColour.IGNORED,
}
HEADINGS = frozenset((CellColour.HEADING, CellColour.PERIOD, CellColour.DIFFERENCE, CellColour.UNIT))
ON_DARK, ON_BLACK = 1.7, 2.0
"""A dark paper needs more of a colour before it is seen."""
MOST = 0.5


def fill_of(shade: CellColour, theme: Theme) -> QColor:
    """Return the paper's colour tinted by the look's."""
    paper, look = theme.colour("base"), LOOKS[shade]
    hue, share = QColor(look.hue), look.share
    if paper.lightness() < 128:
        share = min(share * (ON_BLACK if theme.choice is Choice.CONTRAST else ON_DARK), MOST)
        hue = hue.lighter(130)
    return blend(paper, hue, share)


def fills(theme: Theme) -> Mapping[CellColour, QColor]:
    """Return the fill of every look in the theme: made once, because painting asks for them all the time."""
    return {shade: fill_of(shade, theme) for shade in CellColour}


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """Return ``one`` with ``share`` of ``other``."""
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(int(a + (b - a) * share + 0.5) for a, b in parts))
