"""``⟦Ŝáṽé⟧``: a language in which whatever the catalogues list can be told from English, and no reader can."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from gettext import GNUTranslations
from html import unescape
from io import BytesIO

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from tests.translation.catalogue import TRANSLATED_INTO, catalogue_of, forms, messages_of
from workbench.phrases import Words

OPENING, CLOSING = "⟦", "⟧"
ENGLISH_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LETTERS = "ÁḂĆḊÉḞĠĤÍĴĶĹṀŃÓṔɊŔŜŢÚṼŴẊÝŹáḃćḋéḟġĥíĵķĺṁńóṕɋŕŝţúṽŵẋýź"
ACCENTED, PLAIN = str.maketrans(ENGLISH_LETTERS, LETTERS), str.maketrans(LETTERS, ENGLISH_LETTERS)
KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>)")
"""What stays in a pattern as it is: its values and its markup."""
MARKUP = re.compile(r"<[^<>]*>")
LATIN = re.compile(r"[A-Za-z]+")
ADDRESS = re.compile(r"\b[A-Z]{1,3}[0-9]+(:[A-Z]{1,3}[0-9]+)?\b|^[A-Z]{1,3}$", re.MULTILINE)
"""The address of cells, and the letters of a column where they stand alone."""


@cache
def pseudo_language() -> Words:
    """Return the language, made as a translation is: from the patterns that a catalogue lists, and from no others."""
    made = Catalog(locale="en")
    for message in messages_of(catalogue_of(TRANSLATED_INTO[0])):
        strings = tuple(map(accented, forms(message.id)))
        made.add(message.id, strings if message.pluralizable else strings[0])
    binary = BytesIO()
    write_mo(binary, made)
    binary.seek(0)
    return GNUTranslations(binary)


def accented(pattern: str) -> str:
    """Return ``⟦Ŝáṽéḋ ţó {path}⟧`` for ``Saved to {path}``."""
    parts = KEPT.split(pattern)
    return f"{OPENING}{''.join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in parts)}{CLOSING}"


def in_english(text: str) -> str:
    """Return what English says where the pseudo-language says ``text``."""
    return text.translate(PLAIN).replace(OPENING, "").replace(CLOSING, "")


def english_in(text: str, data: Iterable[str] = ()) -> list[str]:
    """Return the words in Latin letters that are neither translated, nor of an address, nor of ``data``.

    Many texts are quickest with one frozen set of data.
    """
    known = frozenset(data)
    text = unescape(MARKUP.sub(" ", text))
    if text in known or not LATIN.search(text):
        return []
    return LATIN.findall(ADDRESS.sub(" ", _any_of(known).sub(" ", text)))


@lru_cache(maxsize=8)
def _any_of(data: frozenset[str]) -> re.Pattern[str]:
    """Return what finds whole pieces of ``data``, the longest first."""
    pieces = sorted(filter(LATIN.search, data), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z0-9]){re.escape(piece)}(?![A-Za-z0-9])" for piece in pieces) or r"(?!)")
