"""The language of the window: one from its start to its end; what it exports is handed its own."""

from typing import TYPE_CHECKING

from workbench.phrases import ENGLISH, Phrase, Value, Words, phrase, phrase_of_count, say

if TYPE_CHECKING:
    from workbench.domain.facts import Told


class _Language:
    """Holds what the window speaks."""

    words: Words = ENGLISH


def speak(words: Words) -> None:
    """Have what is shown from now on said in the language of ``words``."""
    _Language.words = words


def window_words() -> Words:
    """Return the translation that the window speaks, for what words with a translation of its caller's."""
    return _Language.words


def tr(text: str | Phrase, **values: Value) -> str:
    """Return ``text``, an English pattern or a phrase, in the language of the window."""
    return say(phrase(text, **values) if isinstance(text, str) else text, _Language.words)


def tr_count(singular: str, plural: str, count: int, **values: Value) -> str:
    """Return one of two English patterns, by the number ``count`` in it, in the language of the window."""
    return say(phrase_of_count(singular, plural, count, **values), _Language.words)


def tr_fact(told: "Told") -> str:
    """Return what a fact says in the language of the window; plain text as it is."""
    from workbench.wording import say_fact

    return say_fact(told, _Language.words)
