"""How a number format shows a number: in thousands, with words around it, or as other text altogether."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

THOUSAND = 1_000
FORMATS_REMEMBERED = 2_000
PLACEHOLDERS = "0#?"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*](?P<space>.)|\[(?P<bracket>[^\]]*)\]|(?P<digits>[0#?.,]+)|(?P<word>General|.)',
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"^(?P<relation><=|>=|<>|<|>|=)\s*(?P<limit>-?\d+(?:\.\d+)?)$")
CURRENCY = re.compile(r"^\$(?P<sign>[^-]*)(?:-.*)?$")
OF_A_DATE = frozenset("ymdhs")
STANDS_FOR_THE_NUMBER = frozenset(("general", "@"))
DECORATION = frozenset("-–—()[]{}<> \u00a0$€£¥+/:.,%")
"""Characters that may surround a figure, or show nil, without changing the figure shown."""
RELATIONS: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a number format, for the numbers that it applies to.

    ``before`` and ``behind``: the words around the digits. ``scale``: the divisor before it is shown, 1000 for
    ``#,##0,``. ``decimals``: None if the format does not say. ``shows_digits``: False for ``"n.m."``.
    """

    before: str = ""
    behind: str = ""
    scale: int = 1
    decimals: int | None = None
    shows_digits: bool = True
    relation: str = ""
    limit: Decimal = Decimal(0)

    def applies_to(self, number: Decimal) -> bool:
        """True if the condition of this section holds, or it has none."""
        return not self.relation or RELATIONS[self.relation](number, self.limit)

    @property
    def is_in_brackets(self) -> bool:
        """True if a figure is shown as negative."""
        return self.before.strip().endswith("(") and self.behind.strip().startswith(")")

    @property
    def shows_other_text(self) -> bool:
        """True if the figure shown differs from the one held: ``"1,500"``, ``0"00"``."""
        return any(character.isdigit() for character in self.before + self.behind)


def section_of(number_format: str, number: Decimal) -> Section:
    """Return the section of ``number_format`` that shows ``number``: by its conditions, else by the number's sign."""
    sections = _parse_sections(number_format)
    if any(section.relation for section in sections):
        return next((section for section in sections if section.applies_to(number)), sections[-1])
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def replacement_text(number_format: str, number: Decimal) -> str | None:
    """Return what a cell shows if that is not its number; None if it is, whatever surrounds it.

    Empty if a non-nil number is hidden. A dash, or nothing, counts as nil.
    """
    if is_plain(number_format):
        return None
    section = section_of(number_format, number)
    words = (section.before + section.behind).strip()
    if section.is_in_brackets and number > 0:
        return f"({number})"
    if section.shows_digits:
        return f"{section.before}{number}{section.behind}".strip() if section.shows_other_text else None
    if number == 0 and set(words) <= DECORATION:
        return None
    return words


def scale_of_format(number_format: str, number: Decimal) -> int:
    """Return the divisor of a number before it is shown: 1000 for ``#,##0,``."""
    return 1 if is_plain(number_format) else section_of(number_format, number).scale


def decimals_of_format(number_format: str) -> int | None:
    """Return how many decimals of a number a format shows; None if it does not say, like General."""
    return _parse_sections(number_format)[0].decimals


@lru_cache(maxsize=FORMATS_REMEMBERED)
def is_plain(number_format: str) -> bool:
    """True if every number is shown as it is, with only signs around it."""
    return (
        all(
            section.shows_digits and section.scale == 1 and not section.shows_other_text
            for section in _parse_sections(number_format)
        )
        and not _parse_sections(number_format)[0].is_in_brackets
    )


@lru_cache(maxsize=FORMATS_REMEMBERED)
def format_date(number_format: str, day: date) -> str:
    """Return a day as its format shows it, ``Dec-24E`` for ``mmm-yy"E"``; ISO 8601 where it shows a day in digits."""
    text, letters = "", ""
    for token in TOKEN.finditer(number_format.split(";")[0]):
        word = token["word"] or ""
        if word.lower() in OF_A_DATE:
            letters += word.lower()
            continue
        text += _part_of_date(letters, day) + (token["quoted"] or token["escaped"] or token["digits"] or word)
        letters = ""
    text += _part_of_date(letters, day)
    characters = frozenset(number_format.lower())
    is_named = "mmm" in number_format.lower() or '"' in number_format
    if is_named and not characters & frozenset("yd"):
        return f"{text.strip()} {day.year}"  # a month: of which year, the cell holds
    return text.strip() if "y" in characters and (is_named or not characters & frozenset("dm")) else day.isoformat()


def _part_of_date(letters: str, day: date) -> str:
    """Return what letters such as ``mmm`` or ``yyyy`` show of a day; nothing for the time and the weekday."""
    match letters[:1], len(letters):
        case "y", digits:
            return f"{day.year}" if digits > 2 else f"{day.year % 100:02d}"
        case "m", digits:
            return MONTHS[day.month - 1][: None if digits > 3 else 3] if digits > 2 else f"{day.month:0{digits}d}"
        case "d", digits if digits < 3:
            return f"{day.day:0{digits}d}"
        case _:
            return ""


@lru_cache(maxsize=FORMATS_REMEMBERED)
def _parse_sections(number_format: str) -> tuple[Section, ...]:
    return tuple(_parse_section(tokens) for tokens in _split_sections(number_format))[:3] or (Section(),)


def _split_sections(number_format: str) -> Iterator[list[re.Match[str]]]:
    """Yield the tokens of each section; sections are divided by unquoted semicolons."""
    tokens: list[re.Match[str]] = []
    for token in TOKEN.finditer(number_format):
        if token["word"] == ";":
            yield tokens
            tokens = []
        else:
            tokens.append(token)
    yield tokens


def _parse_section(tokens: list[re.Match[str]]) -> Section:
    words = {False: "", True: ""}
    digits, relation, limit = "", "", Decimal(0)
    shows_digits = is_behind = False
    for token in tokens:
        if token["bracket"] is not None:
            condition, currency = CONDITION.match(token["bracket"]), CURRENCY.match(token["bracket"])
            if condition:
                relation, limit = condition["relation"], Decimal(condition["limit"])
            words[is_behind] += currency["sign"] if currency else ""
        elif token["digits"] is not None and not set(token["digits"]).isdisjoint(PLACEHOLDERS):
            digits = digits or token["digits"]
            is_behind = shows_digits = True
        elif (token["word"] or "").casefold() in STANDS_FOR_THE_NUMBER:
            is_behind = shows_digits = True
        else:
            shows_digits |= (token["word"] or "").casefold() in OF_A_DATE
            words[is_behind] += token["quoted"] or token["escaped"] or token["digits"] or token["word"] or ""
    whole, _, fraction = digits.partition(".")
    return Section(
        before=words[False],
        behind=words[True],
        scale=THOUSAND ** (_trailing_commas(whole) + _trailing_commas(fraction)),
        decimals=sum(fraction.count(placeholder) for placeholder in PLACEHOLDERS) if digits else None,
        shows_digits=shows_digits,
        relation=relation,
        limit=limit,
    )


def _trailing_commas(digits: str) -> int:
    return len(digits) - len(digits.rstrip(","))
