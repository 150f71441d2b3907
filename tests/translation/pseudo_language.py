"""``⟦Ŝáṽé⟧``: a language in which whatever the catalogues list can be told from English, and no reader can."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from gettext import GNUTranslations
from html import unescape
from io import BytesIO

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from tests.translation.catalogue import TRANSLATED_INTO, catalogue_of, forms, messages_of
from tests.translation.data import NAMES
from workbench.languages import words_in
from workbench.phrases import Words

OPENING, CLOSING = "⟦", "⟧"
ENGLISH_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LETTERS = "ÁḂĆḊÉḞĠĤÍĴĶĹṀŃÓṔɊŔŜŢÚṼŴẊÝŹáḃćḋéḟġĥíĵķĺṁńóṕɋŕŝţúṽŵẋýź"
ACCENTED, PLAIN = str.maketrans(ENGLISH_LETTERS, LETTERS), str.maketrans(LETTERS, ENGLISH_LETTERS)
CALLED_SO_EVERYWHERE = frozenset(name for names in NAMES.values() for name in names)
KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>)")
"""What stays in a pattern as it is: its values and its markup."""
MARKUP = re.compile(r"<[^<>]*>")
LATIN = re.compile(r"[A-Za-z]+")
LETTER_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
TYPED = re.compile(
    r"""(?:(?<![A-Za-z0-9])[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?  # cells
    |(?<![A-Za-z0-9])[A-Z](?::[A-Z])?  # a column by its letter
    |(?<=\.)[a-z]+  # the ending of a file
    |(?<=--)[a-z]+(?:-[a-z]+)*  # an option
    )(?![A-Za-z0-9])""",
    re.VERBOSE,
)
"""What looks the same in every language. No ``\\b``, because Chinese has no spaces between it and a word."""


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


COMPLETE: Mapping[str, Callable[[], Words]] = {"pseudo-language": pseudo_language, "zh_CN": lambda: words_in("zh_CN")}
"""The languages in which nothing is left in English; a draft is among them once its last pattern is translated."""


def accented(pattern: str) -> str:
    """Return ``⟦Ŝáṽéḋ ţó {path}⟧`` for ``Saved to {path}``."""
    parts = KEPT.split(pattern)
    return f"{OPENING}{''.join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in parts)}{CLOSING}"


def in_english(text: str) -> str:
    """Return what English says where the pseudo-language says ``text``."""
    return text.translate(PLAIN).replace(OPENING, "").replace(CLOSING, "")


def english_in(text: str, data: Iterable[str] = ()) -> list[str]:
    """Return the words in Latin letters that are neither translated, nor called so everywhere, nor of ``data``.

    Many texts are quickest with one frozen set of data.
    """
    known = (_by_first_word(CALLED_SO_EVERYWHERE), _by_first_word(frozenset(data)))
    text = unescape(MARKUP.sub(" ", text))
    english, end = [], 0
    for word in LATIN.finditer(text):
        if word.start() >= end:
            pieces = (found for by_first_word in known for found in by_first_word.get(word.group(), ()))
            ends = (_end_of(piece, text, word.start() - before) for before, piece in pieces)
            typed = TYPED.match(text, word.start())
            end = max(ends, default=0) or (typed.end() if typed else 0)
            if not end:
                english.append(word.group())
    return english


@lru_cache(maxsize=8)
def _by_first_word(data: frozenset[str]) -> dict[str, list[tuple[int, str]]]:
    """Return the pieces of data by their first word in Latin letters, each with the number of characters before it."""
    pieces: dict[str, list[tuple[int, str]]] = {}
    for piece in data:
        if word := LATIN.search(piece):
            pieces.setdefault(word.group(), []).append((word.start(), piece))
    return pieces


def _end_of(piece: str, text: str, start: int) -> int:
    """Return where ``piece`` ends if it stands at ``start`` of ``text`` as a whole; else 0."""
    end = start + len(piece)
    is_there = start >= 0 and text.startswith(piece, start)
    is_whole = is_there and not (LETTER_OR_DIGIT.match(text, end) or (start and LETTER_OR_DIGIT.match(text, start - 1)))
    return end if is_whole else 0
