"""What people read, before it is in a language: an English pattern, and what stands in it.

The pattern is what a catalogue of translations lists. Nobody's language is installed: whoever shows a phrase hands its
translation in, because one window may show English while it writes a Chinese workbook.
"""

from collections.abc import Iterable, Sequence
from gettext import NullTranslations
from typing import NamedTuple, TypeAlias, Union

Words: TypeAlias = NullTranslations
"""A translation: gettext's ``NullTranslations`` itself is English."""
ENGLISH: Words = NullTranslations()
Value: TypeAlias = Union[str, int, "Phrase"]
"""What stands in a pattern: what the user wrote or a file holds, a number, or another phrase."""


class Phrase(NamedTuple):
    """A label or a sentence. ``plural``: the pattern for any other number than 1 of the value ``count``; "" if none.

    A named tuple, because the window needs hundreds before it is first painted.
    """

    pattern: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str = ""

    def __str__(self) -> str:
        return say(self, ENGLISH)


def phrase(pattern: str, **values: Value) -> Phrase:
    """Return the phrase ``pattern``, in which ``{name}`` stands for a value: ``phrase("Open {file}", file=name)``."""
    return Phrase(pattern, tuple(values.items()))


def phrase_of_count(singular: str, plural: str, count: int, **values: Value) -> Phrase:
    """Return the phrase for ``count`` things: ``phrase_of_count("{count:,} figure", "{count:,} figures", 3)``."""
    return Phrase(singular, (("count", count), *values.items()), plural)


def phrase_of_list(members: Sequence[Value]) -> Value:
    """Return ``A, B, C``, to stand in a phrase; its commas are halves of halves, and not hundreds deep."""
    if len(members) < 2:
        return members[0] if members else ""
    middle = len(members) // 2
    return phrase("{first}, {second}", first=phrase_of_list(members[:middle]), second=phrase_of_list(members[middle:]))


def say(text: Phrase | str, words: Words) -> str:
    """Return ``text`` in the language of ``words``; what is no phrase is nobody's language, and stays."""
    if isinstance(text, str):
        return text
    if text.plural:
        pattern = words.ngettext(text.pattern, text.plural, int(str(dict(text.values)["count"])))
    else:
        pattern = words.gettext(text.pattern) if text.pattern else ""
    if not text.values:
        return pattern
    return pattern.format(
        **{name: say(value, words) if isinstance(value, Phrase) else value for name, value in text.values}
    )


def listing(texts: Iterable[Phrase | str], words: Words) -> str:
    """Return ``A, B, C``."""
    return words.gettext(", ").join(say(text, words) for text in texts)
