"""What each mark looks like: a colour of its own on the paper of any theme, a letter, and a name for the legend."""

from typing import NamedTuple

from PySide6.QtGui import QColor

from workbench.importing.marks import Mark
from workbench.ui.theme import Choice, Theme


class Look(NamedTuple):
    """``hue`` tints the paper; ``tag`` is the short word that says the same without a colour."""

    name: str
    tag: str
    hue: str


LOOKS = {
    Mark.TITLE: Look("Title", "title", "#7a8699"),
    Mark.HEADING: Look("Heading", "head", "#2f6fed"),
    Mark.PERIOD: Look("Period", "when", "#8b5cf6"),
    Mark.ADJUSTMENT: Look("Difference", "diff", "#e08600"),
    Mark.CAPTION: Look("Caption", "line", "#64748b"),
    Mark.TOTAL: Look("Total", "total", "#334155"),
    Mark.FIGURE: Look("Figure", "figure", "#12925a"),
    Mark.NOTE: Look("Note", "note", "#b0892b"),
    Mark.UNIT: Look("Unit", "unit", "#0e97b5"),
    Mark.IGNORED: Look("Ignored", "ignored", "#b3261e"),
}
STRENGTH = {Mark.TOTAL: 0.26, Mark.CAPTION: 0.10, Mark.FIGURE: 0.13, Mark.TITLE: 0.12, Mark.IGNORED: 0.07}
USUAL_STRENGTH = 0.20
ON_DARK = 1.6
"""A dark paper needs more of a colour before it is seen."""


def fill_of(mark: Mark, theme: Theme) -> QColor:
    """Return the paper's colour tinted by the mark's."""
    paper, hue = theme.colour("base"), QColor(LOOKS[mark].hue)
    share = STRENGTH.get(mark, USUAL_STRENGTH)
    if paper.lightness() < 128:
        share *= ON_DARK
        hue = hue.lighter(130)
    if theme.choice is Choice.CONTRAST:
        share = min(share * 1.3, 0.5)
    return blended(paper, hue, share)


def blended(one: QColor, other: QColor, share: float) -> QColor:
    """Return ``one`` with ``share`` of ``other``."""
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(int(a + (b - a) * share + 0.5) for a, b in parts))
