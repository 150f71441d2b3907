"""Text that leaves the program: what a terminal or a spreadsheet would act on is taken out of it.

A caption of a source may hold anything. A terminal obeys control characters, a spreadsheet runs what begins like a
formula in text that it reads or is given to paste.
"""

import re

NOT_PRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but for tab and line feed, marks that turn the direction of writing, halves of characters."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
RUN = tuple("=+-@\t\r\n＝＋－＠")
"""How a text begins that a spreadsheet runs; the full-width forms too, where it takes them for the others."""
APOSTROPHE = "'"


def printable(text: str) -> str:
    """Return ``text`` with a mark in place of each character that a terminal would act on."""
    return NOT_PRINTABLE.sub(REPLACEMENT, text)


def neutral(text: str) -> str:
    """Return ``text`` so that a spreadsheet takes it for text: an apostrophe stands before what it would run."""
    return APOSTROPHE + text if text.startswith(RUN) else text


def as_meant(text: str) -> str:
    """Return what ``neutral`` made of a text as it was before."""
    return text[1:] if text.startswith(APOSTROPHE) and text[1:].startswith(RUN) else text
