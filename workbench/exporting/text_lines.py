"""A text in lines, for cells over several columns, which no spreadsheet wraps by itself."""

import re
from collections.abc import Iterator

from workbench.plain_text import text_width

PIECES = re.compile("[\u2e80-\uffef]|[^\\s\u2e80-\uffef]+\\s*|\\s+")
"""The parts of a text between which a line may end: words, and single Chinese characters."""


def in_lines(text: str, room: int) -> Iterator[str]:
    """Yield a text in lines that are at most ``room`` digits wide, if its words are; one for an empty text."""
    line = ""
    for piece in PIECES.findall(text):
        if line and text_width(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()
