"""Texts that every spreadsheet can open."""

import re

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_SHORT_TEXT = 250
"""A little less than the characters of a text within a formula."""


def writable(text: str) -> str:
    """Return a text as a file may hold it: its lines end with line feeds, in place of control characters stands U+FFFD.

    So it does in place of lone surrogates. Programs read a carriage return in different ways.
    """
    return UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def short_text(text: str) -> str:
    """Return a text for a place that has no room for more than a sentence; one that is cut ends with an ellipsis."""
    return text if len(text) <= LONGEST_SHORT_TEXT else f"{text[: LONGEST_SHORT_TEXT - 1]}…"
