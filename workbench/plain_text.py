"""Text leaving the program, without anything that a terminal or a spreadsheet would act on.

A source's caption may contain anything. A terminal obeys control characters; a spreadsheet runs text that begins like
a formula, whether read from a file or pasted.
"""

import re

NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters except tab and line feed, marks for the direction of writing, halves of surrogate pairs.

Also the two of the first 65,536 that are no characters, which no XML can hold.
"""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
RUN = tuple("=+-@\t\r\n＝＋－＠")
"""The beginnings of text that a spreadsheet runs, including full-width forms, which some treat alike."""
APOSTROPHE = "'"


def to_printable(text: str) -> str:
    """Return ``text`` with a replacement mark for each character that a terminal would act on."""
    return NOT_PRINTABLE.sub(REPLACEMENT, text)


def escape_formula(text: str) -> str:
    """Return ``text``, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return APOSTROPHE + text if text.startswith(RUN) else text


def unescape_formula(text: str) -> str:
    """Return the text from which ``escape_formula`` made ``text``."""
    return text[1:] if text.startswith(APOSTROPHE) and text[1:].startswith(RUN) else text


def text_width(text: str) -> int:
    """Return the width of ``text`` in columns of a terminal: two for a Chinese character, none for an accent."""
    from wcwidth import wcswidth  # its tables take longer to load than a window to open; the window needs none

    return max(wcswidth(to_printable(text)), 0)
