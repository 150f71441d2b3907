"""Texts that every spreadsheet can open."""

import re

from workbench.phrases import Words, phrase, say

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_TEXT = 32_767
"""What a cell holds, in units of UTF-16: one for most characters, two for the others, such as emoji."""
RICH = ("<r>", "</r>")
"""XlsxWriter treats a text that begins and ends like this as markup, unless a space follows."""
CUT = phrase(" … (cut: longer than a cell)")
LONGEST_SHORT_TEXT = 250
"""A little less than the characters of a text within a formula."""


def writable(text: str) -> str:
    """Return a text as a file may hold it: its lines end with line feeds, in place of control characters stands U+FFFD.

    So it does in place of lone surrogates. Programs read a carriage return in different ways.
    """
    return UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_in_cell(text: str, words: Words) -> str:
    """Return a text as a cell may hold it; one that is too long is cut, and says so in the language of ``words``."""
    safe = writable(text)
    if safe.startswith(RICH[0]) and safe.endswith(RICH[1]):
        safe += " "
    if not is_long(safe):
        return safe
    ending = say(CUT, words)
    units = safe.encode("utf-16-le")[: 2 * (LONGEST_TEXT - _units_of(ending))]
    return units.decode("utf-16-le", errors="ignore") + ending  # half a character is none


def is_long(text: str) -> bool:
    """True if a cell has no room for a text."""
    return 2 * len(text) > LONGEST_TEXT and _units_of(text) > LONGEST_TEXT


def _units_of(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def short_text(text: str) -> str:
    """Return a text for a place that has no room for more than a sentence; one that is cut ends with an ellipsis."""
    return text if len(text) <= LONGEST_SHORT_TEXT else f"{text[: LONGEST_SHORT_TEXT - 1]}…"
