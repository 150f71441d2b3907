"""The fingerprint that every page and sheet bears: it is the same wherever the same project was exported."""

import hashlib

from workbench.engine import Results
from workbench.exporting.figures_json import write_figures_json

DIGITS = 12


def fingerprint(results: Results) -> str:
    """Return a short fingerprint of every figure, effect, source, switch and text of the project."""
    digest = hashlib.sha256()
    write_figures_json(results, (), 0, lambda piece: digest.update(piece.encode()))
    return digest.hexdigest()[:DIGITS]
