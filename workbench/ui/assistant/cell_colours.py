"""The colors of cells by what they were read as, in any theme, with their names in the legend."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtGui import QColor

from workbench.importing.sheets.marks import Mark
from workbench.phrases import phrase
from workbench.ui.toolkit.theme import Choice, Theme


class CellColour(Enum):
    """What a cell's color stands for, in the order of the legend."""

    TITLE = auto()
    HEADING = auto()
    PERIOD = auto()
    DIFFERENCE = auto()
    UNIT = auto()
    CAPTION = auto()
    TOTAL = auto()
    FIGURE = auto()
    EFFECT = auto()
    NOTE = auto()
    IGNORED = auto()


class Tint(NamedTuple):
    """A hue, and the share of it mixed into the background, from 0 to 1."""

    hue: str
    share: float


COLOUR_NAMES = {
    CellColour.TITLE: phrase("Title"),
    CellColour.HEADING: phrase("Heading"),
    CellColour.PERIOD: phrase("Period"),
    CellColour.DIFFERENCE: phrase("Difference"),
    CellColour.UNIT: phrase("Unit"),
    CellColour.CAPTION: phrase("Caption"),
    CellColour.TOTAL: phrase("Total"),
    CellColour.FIGURE: phrase("Figure"),
    CellColour.EFFECT: phrase("Figure of a difference"),
    CellColour.NOTE: phrase("Note"),
    CellColour.IGNORED: phrase("Ignored"),
}
TINTS = {
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
MARK_NAMES = {
    Mark.TITLE: phrase("title"),
    Mark.HEADING: phrase("heading"),
    Mark.PERIOD: phrase("period"),
    Mark.ADJUSTMENT: phrase("difference"),
    Mark.CAPTION: phrase("caption"),
    Mark.TOTAL: phrase("total"),
    Mark.FIGURE: phrase("figure"),
    Mark.NOTE: phrase("note"),
    Mark.UNIT: phrase("unit"),
    Mark.IGNORED: phrase("ignored"),
}
COLOURS_BY_MARK = {
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
HEADING_COLOURS = frozenset((CellColour.HEADING, CellColour.PERIOD, CellColour.DIFFERENCE, CellColour.UNIT))
ON_DARK, ON_BLACK = 1.7, 2.0
"""Factors applied to the share on a dark background, where a color must be stronger to be seen."""
LARGEST_SHARE = 0.45


def fill_of(colour: CellColour, theme: Theme) -> QColor:
    """Return the theme's background tinted with ``colour``."""
    paper, tint = theme.colour("base"), TINTS[colour]
    hue, share = QColor(tint.hue), tint.share
    if paper.lightness() < 128:
        share = min(share * (ON_BLACK if theme.choice is Choice.CONTRAST else ON_DARK), LARGEST_SHARE)
        hue = hue.lighter(130)
    return blend(paper, hue, share)


def fills(theme: Theme) -> Mapping[CellColour, QColor]:
    """Return the fill of every color in the theme; cached, because painting asks for them constantly."""
    return {colour: fill_of(colour, theme) for colour in CellColour}


def blend(paper: QColor, ink: QColor, share: float) -> QColor:
    """Return ``paper`` with ``share`` of ``ink``, from 0 to 1, mixed in."""
    channels = ((paper.red(), ink.red()), (paper.green(), ink.green()), (paper.blue(), ink.blue()))
    return QColor(*(int(start + (end - start) * share + 0.5) for start, end in channels))
