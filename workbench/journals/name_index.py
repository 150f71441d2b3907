"""Names of numbered things, found by whole names, by their beginnings, words and initials, and by similarity."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from workbench.amount_text import TEXTS_REMEMBERED
from workbench.importing.language.chinese import simplify
from workbench.importing.language.vocabulary import normalise

WORD_ALIKE = 75.0
"""The least similarity (0 to 100) of a word to one that was probably meant."""
SHORTEST_PART = 2
"""Fewer letters are in too many words to be sought within them."""
LONGEST_INITIALS = 8
SMALL_WORDS = frozenset(("and", "of", "the", "to", "in", "for", "from", "on", "by", "with", "a", "at"))
"""Words that initials leave out, and that tell headings not apart."""


class ScoreOf(NamedTuple):
    """How sure a way of finding is, from 0 to 100: ``least``, and how much better the best one is."""

    least: float
    best_above: float = 0.0


WHOLE_NAME, BEGINNING, INITIALS = ScoreOf(100), ScoreOf(80, 14), ScoreOf(79)
BEGINNINGS_OF_WORDS, PARTS_OF_WORDS = ScoreOf(60, 18), ScoreOf(50, 9)
WORDS_LIKE, NAME_LIKE = ScoreOf(20, 24), ScoreOf(0, 19)
ALIKE_IN_SEARCH = 70.0
"""The least similarity of a name to what a person types."""
AFTER_ALL = "\U0010ffff"
BETWEEN_WORDS = "\n"


@lru_cache(maxsize=TEXTS_REMEMBERED)
def plain_name(text: str) -> str:
    """Return a name for comparison: one case, no punctuation, simplified characters."""
    return simplify(normalise(text))


class NameIndex:
    """``names``: pairs of a number and a name of it, as ``plain_name`` writes it; a number may have several."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._numbers_of: dict[str, set[int]] = {}
        self._names_of: dict[int, list[str]] = {}
        for number, name in names:
            if name:
                self._numbers_of.setdefault(name, set()).add(number)
                self._names_of.setdefault(number, []).append(name)

    def names_of(self, number: int) -> list[str]:
        return self._names_of.get(number, [])

    def of_name(self, name: str) -> set[int]:
        return self._numbers_of.get(name, set())

    def with_beginning(self, text: str) -> set[int]:
        """Return what has a name that begins with ``text`` and goes on."""
        return _union(self._numbers_of[name] for name in _beginning(self._names, text) if name != text)

    def with_initials(self, letters: str) -> set[int]:
        """Return what has these initials, or begins with them: ``ppe``."""
        if not (1 < len(letters) <= LONGEST_INITIALS and letters.isascii() and letters.isalpha()):
            return set()
        return _union(self._initials[initials] for initials in _beginning(self._sorted_initials, letters))

    def with_beginnings_of_words(self, text: str) -> set[int]:
        """Return what has a word that begins with each word of ``text``, in any order."""
        return _intersection(self.beginning_with(word) for word in text.split())

    def with_parts_of_words(self, text: str) -> set[int]:
        """Return what has a word that holds each word of ``text``, in any order."""
        return _intersection(self._holding(word) for word in text.split())

    def with_words_like(self, text: str) -> set[int]:
        """Return what has a word that holds, or is similar to, each word of ``text``."""
        return _intersection(self._holding(word) | self._like(word) for word in text.split())

    def search(self, text: str, *, forgives_slips: bool = True) -> dict[int, float]:
        """Return what a person may mean by ``text``, as ``plain_name`` writes it, with how sure that is, up to 100.

        It may be part of a name, parts of words in any order, or initials. If nothing else is found, small slips do
        not matter.
        """
        if not text:
            return {}
        scores: dict[int, float] = dict.fromkeys(self.of_name(text), WHOLE_NAME.least)
        for found, score in (
            (self.with_beginning(text), BEGINNING),
            (self.with_initials(text), INITIALS),
            (self.with_beginnings_of_words(text), BEGINNINGS_OF_WORDS),
            (self.with_parts_of_words(text), PARTS_OF_WORDS),
        ):
            for number in found:
                scores.setdefault(number, score.least + score.best_above * self.share(number, text))
        if forgives_slips and not scores:
            alike, whole = self.with_words_like(text), self.alike(text, ALIKE_IN_SEARCH)
            for found, score in ((alike, WORDS_LIKE), (set(whole), NAME_LIKE)):
                for number in found:
                    scores.setdefault(number, score.least + score.best_above * self.likeness(number, text))
        return scores

    def share(self, number: int, text: str) -> float:
        """Return how much of the shortest name of something a text is, from 0 to 1."""
        shortest = min(map(len, self.names_of(number)), default=0)
        return min(1.0, len(text) / max(shortest, 1))

    def likeness(self, number: int, text: str) -> float:
        """Return the similarity of a text to a name of something, whatever the order of words, from 0 to 1."""
        return max((fuzz.token_sort_ratio(text, name) for name in self.names_of(number)), default=0.0) / 100

    def alike(self, text: str, least: float) -> dict[int, float]:
        """Return what has a name similar to ``text``, with the similarity, at least ``least`` of 100."""
        scores: dict[int, float] = {}
        for name, score, _ in process.extract(text, self._names, scorer=fuzz.ratio, score_cutoff=least, limit=None):
            for number in self._numbers_of[name]:
                scores[number] = max(score, scores.get(number, 0.0))
        return scores

    def beginning_with(self, word: str) -> set[int]:
        """Return what has a word that begins with ``word``."""
        return _union(self._numbers_by_word[known] for known in _beginning(self._sorted_words, word))

    def _holding(self, word: str) -> set[int]:
        if word.isascii() and len(word) < SHORTEST_PART:
            return self.beginning_with(word)
        return _union(self._numbers_by_word[known] for known in self._words_holding(word))

    def _words_holding(self, part: str) -> Iterator[str]:
        text, place = self._text_of_words, 0
        while (place := text.find(part, place)) >= 0:
            end = text.index(BETWEEN_WORDS, place)
            yield text[text.rindex(BETWEEN_WORDS, 0, place) + 1 : end]
            place = end

    def _like(self, word: str) -> set[int]:
        alike = process.extract(word, self._sorted_words, scorer=fuzz.ratio, score_cutoff=WORD_ALIKE, limit=None)
        return _union(self._numbers_by_word[known] for known, _, _ in alike)

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._numbers_of)

    @cached_property
    def _numbers_by_word(self) -> dict[str, set[int]]:
        numbers: dict[str, set[int]] = {}
        for name, numbers_of_name in self._numbers_of.items():
            for word in name.split():
                numbers.setdefault(word, set()).update(numbers_of_name)
        return numbers

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._numbers_by_word)

    @cached_property
    def _text_of_words(self) -> str:
        return BETWEEN_WORDS.join(("", *self._sorted_words, ""))

    @cached_property
    def _initials(self) -> dict[str, set[int]]:
        numbers: dict[str, set[int]] = {}
        for name, numbers_of_name in self._numbers_of.items():
            words = name.split()
            for counted in (words, [word for word in words if word not in SMALL_WORDS]):
                if len(counted) > 1:
                    numbers.setdefault("".join(word[0] for word in counted), set()).update(numbers_of_name)
        return numbers

    @cached_property
    def _sorted_initials(self) -> list[str]:
        return sorted(self._initials)


def _beginning(texts: list[str], beginning: str) -> list[str]:
    """Return which of some sorted texts begin with ``beginning``."""
    return texts[bisect_left(texts, beginning) : bisect_left(texts, beginning + AFTER_ALL)]


def _union(sets: Iterable[set[int]]) -> set[int]:
    return set[int]().union(*sets)


def _intersection(sets: Iterable[set[int]]) -> set[int]:
    """Return what is in all sets; nothing if there are none."""
    common: set[int] | None = None
    for members in sets:
        common = members if common is None else common & members
        if not common:
            break
    return common or set()
