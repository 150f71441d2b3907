"""The parts of the window that the focus moves through."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget


class Pane(NamedTuple):
    """A part of the window, and the widget in it that gets the focus first."""

    whole: QWidget
    first: QWidget


def find_neighbour(panes: Sequence[Pane], focus: QWidget | None, step: int) -> Pane:
    """Return the pane ``step`` after the one that holds ``focus``, wrapping around; the first if none does."""
    holds = [focus is not None and (pane.whole is focus or pane.whole.isAncestorOf(focus)) for pane in panes]
    if True not in holds:
        return panes[0]
    return panes[(holds.index(True) + step) % len(panes)]
