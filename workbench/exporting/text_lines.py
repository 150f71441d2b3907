"""Texts in lines: in cells over several columns, which no spreadsheet wraps by itself, and in those that wrap."""

import re
from collections.abc import Callable, Iterator

from workbench.plain_text import text_width

PIECES = re.compile("[\u2e80-\uffef]|[^\\s\u2e80-\uffef]+\\s*|\\s+")
"""The parts of a text between which a line may end: words, and single Chinese characters."""

LETTERS_IN_DIGIT, BOLD_IN_DIGIT, CAPITALS_IN_DIGIT = 1.1, 1.0, 0.85
"""How many letters stand in the width of a digit."""


def in_lines(text: str, room: float, measure: Callable[[str], float] = text_width) -> Iterator[str]:
    """Yield a text in lines that are at most ``room`` wide, by default in digits; one for an empty text.

    They are broken between words, and within those that are wider; a character stands even where there is no room.
    """
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in PIECES.findall(paragraph):
            if line and measure(line + piece.rstrip()) > room:
                yield line.rstrip()
                line = ""
            rest = piece
            while rest and measure(rest.rstrip()) > room:
                end = _end_within(rest, room, measure)
                yield rest[:end]
                rest = rest[end:]
            line += rest
        yield line.rstrip()


def _end_within(word: str, room: float, measure: Callable[[str], float]) -> int:
    """Return how many characters of a word stand in a line; one at least."""
    width = 0.0
    for end, character in enumerate(word):
        width += measure(character)
        if width > room:
            return max(end, 1)
    return len(word)


def lines_in(text: str, room: int) -> int:
    """Return how many lines ``text`` takes in a cell that is ``room`` digits wide."""
    return sum(1 for _ in in_lines(text, max(room, 1)))


def room_for(text: str, width: float, *, is_bold: bool) -> int:
    """Return how many of the letters of ``text`` stand in the width of so many digits."""
    if 2 * sum(map(str.isupper, text)) > len(text):
        return int(width * CAPITALS_IN_DIGIT)
    return int(width * (BOLD_IN_DIGIT if is_bold else LETTERS_IN_DIGIT))
