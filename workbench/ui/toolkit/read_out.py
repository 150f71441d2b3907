"""Figures as a screen reader should say them: it passes over brackets, and a loss would sound like a profit."""

from workbench.presentation.figure_texts import DASH
from workbench.ui.toolkit.language import tr

MINUS = ("-", "−")


def read_out(figure: str) -> str:
    """Return ``minus 215,055`` for a figure in brackets, ``nil`` for a dash, any other text as it is."""
    if figure == DASH:
        return tr("nil")
    if figure.startswith("(") and figure.endswith(")") and any(map(str.isdigit, figure)):
        return tr("minus {amount}", amount=figure[1:-1])
    if figure[:1] in MINUS and any(map(str.isdigit, figure)):
        return tr("minus {amount}", amount=figure[1:])
    return figure
