"""Texts in lines: in cells over several columns, which no spreadsheet wraps by itself, and in those that wrap."""

import re
from collections.abc import Iterator

from workbench.plain_text import text_width

PIECES = re.compile("[\u2e80-\uffef]|[^\\s\u2e80-\uffef]+\\s*|\\s+")
"""The parts of a text between which a line may end: words, and single Chinese characters."""

LETTERS_IN_DIGIT, BOLD_IN_DIGIT, CAPITALS_IN_DIGIT = 1.1, 1.0, 0.85
"""How many letters stand in the width of a digit."""


def in_lines(text: str, room: int) -> Iterator[str]:
    """Yield a text in lines that are at most ``room`` digits wide, if its words are; one for an empty text."""
    line = ""
    for piece in PIECES.findall(text):
        if line and text_width(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


def lines_in(text: str, room: int) -> int:
    """Return how many lines ``text`` takes in a cell that is ``room`` digits wide."""
    return sum(
        1 if text_width(paragraph) <= room else sum(1 for _ in in_lines(paragraph, max(room, 1)))
        for paragraph in text.split("\n")
    )


def room_for(text: str, width: float, *, is_bold: bool) -> int:
    """Return how many of the letters of ``text`` stand in the width of so many digits."""
    if 2 * sum(map(str.isupper, text)) > len(text):
        return int(width * CAPITALS_IN_DIGIT)
    return int(width * (BOLD_IN_DIGIT if is_bold else LETTERS_IN_DIGIT))
