"""The language of the window, the same from start to end; exports are given their own."""

from typing import TYPE_CHECKING

from workbench.languages import ENGLISH_CODE
from workbench.phrases import ENGLISH, Phrase, Value, Words, phrase, phrase_of_count, say

if TYPE_CHECKING:
    from workbench.domain.facts import Told


class _Language:
    """Holds the language of the window."""

    words: Words = ENGLISH


def speak(words: Words) -> None:
    """Show everything from now on in the language of ``words``."""
    _Language.words = words


def window_words() -> Words:
    """Return the window's translation, for functions that take their caller's."""
    return _Language.words


def language_of_window() -> str:
    """Return the code of the window's language."""
    return str(_Language.words.info().get("language", ENGLISH_CODE))


def tr(text: str | Phrase, **values: Value) -> str:
    """Return ``text``, an English pattern or a phrase, in the language of the window."""
    return say(phrase(text, **values) if isinstance(text, str) else text, _Language.words)


def tr_count(singular: str, plural: str, count: int, **values: Value) -> str:
    """Return the singular or plural pattern for ``count``, in the language of the window."""
    return say(phrase_of_count(singular, plural, count, **values), _Language.words)


def tr_fact(told: "Told") -> str:
    """Return a fact as a sentence in the language of the window; plain text unchanged."""
    from workbench.wording import say_fact

    return say_fact(told, _Language.words)
