"""What people read, before translation: an English pattern and its values.

Translation catalogs list the patterns. No language is set globally: the code that shows a phrase receives a
translation, because one window may show English while it writes a Chinese workbook.
"""

from collections.abc import Iterable, Sequence
from gettext import NullTranslations
from typing import NamedTuple, TypeAlias, Union

Words: TypeAlias = NullTranslations
"""A translation: gettext's ``NullTranslations`` itself is English."""
ENGLISH: Words = NullTranslations()
Value: TypeAlias = Union[str, int, "Phrase"]
"""A value in a pattern: text of the user or a file, a number, or another phrase."""


class Phrase(NamedTuple):
    """A label or a sentence. ``plural``: the pattern if the value ``count`` is not 1; "" if there is none.

    A named tuple, because the window needs hundreds before it is first painted.
    """

    pattern: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str = ""

    def __str__(self) -> str:
        return say(self, ENGLISH)


def phrase(pattern: str, **values: Value) -> Phrase:
    """Return a phrase, in which ``{name}`` is replaced with a value: ``phrase("Open {file}", file=name)``."""
    return Phrase(pattern, tuple(values.items()))


def phrase_of_count(singular: str, plural: str, count: int, **values: Value) -> Phrase:
    """Return the phrase for ``count`` things: ``phrase_of_count("{count:,} figure", "{count:,} figures", 3)``."""
    return Phrase(singular, (("count", count), *values.items()), plural)


def phrase_of_list(members: Sequence[Value], *, may_have_commas: bool = False) -> Value:
    """Return ``A, B, C``, or ``A; B; C``, for use within a phrase; nested by halves, not hundreds of levels deep."""
    if len(members) < 2:
        return members[0] if members else ""
    middle = len(members) // 2
    first = phrase_of_list(members[:middle], may_have_commas=may_have_commas)
    second = phrase_of_list(members[middle:], may_have_commas=may_have_commas)
    if may_have_commas:
        return phrase("{first}; {second}", first=first, second=second)
    return phrase("{first}, {second}", first=first, second=second)


def say(text: Phrase | str, words: Words) -> str:
    """Return ``text`` in the language of ``words``; anything but a phrase is not translated."""
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


def listing(texts: Iterable[Phrase | str], words: Words, *, may_have_commas: bool = False) -> str:
    """Return ``A, B, C``, or ``A; B; C``: things of one kind."""
    return words.gettext("; " if may_have_commas else ", ").join(say(text, words) for text in texts)


def running_text(sentences: Iterable[Phrase | str], words: Words) -> str:
    """Return the sentences one after another, with a space between them in languages that have one there."""
    text = ""
    for sentence in sentences:
        following = say(sentence, words)
        text = say(phrase("{text} {following}", text=text, following=following), words) if text else following
    return text


def with_details(texts: Iterable[Phrase | str], words: Words) -> str:
    """Return ``A, B, C``: A with what the others say of it, which not every language separates as it does a list.

    Raises ValueError if there are no texts.
    """
    first, *details = texts
    what = say(first, words)
    for detail in details:
        what = say(phrase("{what}, {detail}", what=what, detail=say(detail, words)), words)
    return what
