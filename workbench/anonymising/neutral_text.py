"""Neutral words and numbers in place of those of a text, word for word: equal words stay equal, and alike ones alike.

What the checks go by stays: words that tell measures apart (*net*, *diluted*, *before*), the standards of either
framework, words for gains, units and currencies. None of them says whose text it is.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import cache
from random import Random

from workbench.catalogue.toml_files import read_catalogue
from workbench.checks.measures import DEPOSITARY, DISTINGUISHING_WORDS, SMALL
from workbench.checks.ratios import COMMON, DILUTION, STEM
from workbench.domain.amounts import decimals_of
from workbench.notes.typed_figures import CURRENCIES, UNIT_WORDS

MORE_WORDS_KEPT = frozenset(
    (
        *("gain", "gains", "profit", "profits", "loss", "losses", "about", "approximately", "around", "some", "up"),
        *(
            "par",
            "face",
            "nominal",
            "value",
            "principal",
            "amount",
            "exercise",
            "strike",
            "conversion",
            "issue",
            "price",
        ),
        *("was", "is", "at", "an", "from", "with", "as", "or", "not", "no", "than", "this", "that"),
    )
)
WORDS_KEPT = SMALL | DISTINGUISHING_WORDS | DILUTION | COMMON | MORE_WORDS_KEPT | UNIT_WORDS.keys()
WORDS_KEPT |= {word for word in DEPOSITARY if word.isascii()}
"""Words that checks and notes go by."""
OF_CHANGES = re.compile(r"(?:increas|decreas|declin|reduc)\w*|rose|rises?|fell|falls?", re.IGNORECASE)
"""Words for a change, which claim its sign."""
CHARACTERS_KEPT = frozenset(
    "存托收益利得利润损失亏损增加上升增长减少下降降低为约共计了千万百十亿元人民币美港欧英镑基本稀释"
)
"""Chinese characters that checks and notes go by, and those of currencies and units."""
CONSONANTS, VOWELS = "zvkxqj", "aouy"
SHORTEST_NUMBER = 3
"""Numbers of fewer digits say nothing: an item of a list, a count of months."""
BLOCK = 64
"""The characters of other scripts are exchanged within so many neighbors of one script."""


class NeutralText:
    """Replaces words and numbers, the same one by the same other one throughout a project."""

    def __init__(self, random: Random, sizes: Mapping[Decimal, Decimal] | None = None) -> None:
        """``sizes``: the other size of each amount; other numbers get digits at random."""
        self._random = random
        self._sizes = dict(sizes or {})
        self._never = {*self._sizes}
        self._syllables: dict[str, str] = {}
        self._given: set[str] = set()
        self._characters: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Return a text with other words and numbers; marks, spaces and case stay."""
        return _token().sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        if match["standard"] or match["currency"]:
            return match[0]
        if match["number"]:
            return self._number(match[0])
        return self._word(match[0])

    # ---- words

    def _word(self, word: str) -> str:
        plain = word.casefold()
        if plain in WORDS_KEPT or OF_CHANGES.fullmatch(plain):
            return word
        if not word.isascii():
            return "".join(self._character(character) for character in word)
        return _in_case_of(word, self._stem(plain[:STEM]) + (self._syllable(f"-{plain[STEM:]}", len(plain) - STEM)))

    def _stem(self, stem: str) -> str:
        """Return another beginning of a word, by which checks compare words; that of a word that stays, stays."""
        return stem if len(stem) == STEM and stem in STEMS_KEPT else self._syllable(stem, len(stem))

    def _syllable(self, part: str, length: int) -> str:
        """Return the made-up letters that stand for a part of a word: as many, or more if there are none left."""
        if length <= 0 or (length == 1 and not part.startswith("-")):
            return part.removeprefix("-")
        known = self._syllables.get(part)
        tried = 0
        while known is None:
            tried += 1
            starts = self._random.randint(0, 1)
            letters = (
                self._random.choice(CONSONANTS if (place + starts) % 2 else VOWELS)
                for place in range(length + tried // BLOCK)
            )
            made = "".join(letters)
            if f"{part[:1] == '-'}{made}" not in self._given:
                known = self._syllables[part] = made
                self._given.add(f"{part[:1] == '-'}{made}")
        return known

    def _character(self, character: str) -> str:
        """Return another letter of the same script and case."""
        if character in CHARACTERS_KEPT:
            return character
        if character not in self._characters:
            first = ord("A") // BLOCK * BLOCK if character.isascii() else ord(character) // BLOCK * BLOCK
            alike = [
                other
                for other in map(chr, range(first, first + BLOCK))
                if other.isalpha() and other.isupper() is character.isupper() and other not in CHARACTERS_KEPT
            ]
            turned = alike[1:] + alike[:1]
            turn = self._random.randint(1, max(1, len(alike) - 1))
            self._characters |= dict(zip(alike, alike[turn:] + alike[:turn] if len(alike) > 1 else turned, strict=True))
        return self._characters.get(character, character)

    # ---- numbers

    def _number(self, typed: str) -> str:
        """Return another number of the same form."""
        number = Decimal(typed.replace(",", ""))
        if sum(map(str.isdigit, typed)) < SHORTEST_NUMBER:
            return typed
        return written_as(typed, self.size(number, typed))

    def size(self, number: Decimal, typed: str = "") -> Decimal:
        """Return the other size of an amount; digits at random if it is none of the project's."""
        if number not in self._sizes:
            decimals = len(typed.partition(".")[2]) if typed else decimals_of(number)
            units = int(number.scaleb(decimals))
            least, most = 10 ** (len(str(units)) - 1), 10 ** len(str(units)) - 1
            for _ in range(BLOCK):
                other = Decimal(self._random.randint(least, most)).scaleb(-decimals)
                if other not in self._never:
                    break
            self._never |= {number, other}
            self._sizes[number] = other
        return self._sizes[number]


def written_as(typed: str, size: Decimal) -> str:
    """Return a size as a number was typed: with its decimals, if these are enough, and its separators."""
    decimals = max(len(typed.partition(".")[2]), decimals_of(size))
    separator = "," if "," in typed else ""
    return f"{size:{separator}.{decimals}f}" if decimals else f"{int(size):{separator}}"


def _in_case_of(word: str, other: str) -> str:
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other.capitalize() if word[:1].isupper() else other


def stems_of(words: Iterable[str]) -> Collection[str]:
    """Return the beginnings of the longer words, by which checks compare words."""
    return frozenset(word[:STEM] for word in words if len(word) >= STEM)


STEMS_KEPT = stems_of(WORDS_KEPT)


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of what is looked at as one: a standard with its number, a currency, a number, a word."""
    standard = "".join(read_catalogue("frameworks.toml")["standard"].splitlines())
    return re.compile(
        rf"(?P<standard>{standard})|(?P<currency>{CURRENCIES})(?![^\W\d_])|"
        r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)|(?P<word>[^\W\d_]+)",
        re.IGNORECASE,
    )
