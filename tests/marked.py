"""A made-up language: English in white brackets, so that whatever nobody translates stands outside of them."""

import re
from gettext import NullTranslations

INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")


class _Marked(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


MARKED = _Marked()


def outside_marks(text: str) -> str:
    """Return what of ``text`` went through no translation."""
    while INNERMOST.search(text):
        text = INNERMOST.sub("", text)
    return text


def in_english(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")
