"""The parts of the window that the keyboard goes through one after another."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget


class Pane(NamedTuple):
    """A part of the window, and the widget in it that takes the keyboard first."""

    whole: QWidget
    first: QWidget


def find_neighbour(panes: Sequence[Pane], focus: QWidget | None, step: int) -> Pane:
    """Return the pane ``step`` on from the one that holds ``focus``, around the ends; the first where none does."""
    holds = [focus is not None and (pane.whole is focus or pane.whole.isAncestorOf(focus)) for pane in panes]
    if True not in holds:
        return panes[0]
    return panes[(holds.index(True) + step) % len(panes)]
