"""A language in which every translated pattern can be told from English: ⟦ｌｉｋｅ ｔｈｉｓ⟧."""

import re
from collections.abc import Iterable
from gettext import NullTranslations
from html import unescape

KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>)")
"""The values and the markup in a pattern."""
MARKUP = re.compile(r"<[^>]*>")
LATIN = re.compile(r"[A-Za-z]+")
ADDRESS = re.compile(r"\b[A-Z]{1,3}[0-9]+\b")
"""The address of a cell; letters of the language are wider."""
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class MadeUpLanguage(NullTranslations):
    """Wraps each pattern and writes its letters wide; its values stay as they are."""

    def gettext(self, message: str) -> str:
        parts = KEPT.split(message)
        return f"⟦{''.join(part if KEPT.fullmatch(part) else part.translate(WIDE) for part in parts)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def english_in(text: str, data: Iterable[str]) -> list[str]:
    """Return the words in Latin letters that are neither translated, nor of an address, nor of ``data``."""
    text = unescape(MARKUP.sub(" ", text))
    for piece in sorted(filter(LATIN.search, data), key=len, reverse=True):
        text = text.replace(piece, " ")
    return LATIN.findall(ADDRESS.sub(" ", text))
