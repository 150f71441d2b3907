"""What is sought: a text, with the figures that it may be, and how it is compared."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from workbench.amount_text import MINUS, POINT, ParsedAmount, parse_amount, to_plain_digits
from workbench.domain.amounts import format_exactly
from workbench.domain.ids import NO_STATEMENT, StatementId

LONGEST = 200
"""The most characters of a text that is sought."""
BETWEEN_DIGITS = re.compile(r"[,' \s]")
PART_OF_A_FIGURE = re.compile(r"[-(]?\.?\d[\d.]*%?\)?%?")
NIL = frozenset(("0", "-"))


class LookIn(Enum):
    EVERYWHERE = auto()
    CAPTIONS = auto()
    FIGURES = auto()
    WORDS = auto()
    """The names and notes of differences, what entries record, and comments."""


def plain_figure(text: str) -> str:
    """Return a figure without what only makes it readable: ``(253,007)`` is ``(253007)``, ``–5`` is ``-5``."""
    return BETWEEN_DIGITS.sub("", to_plain_digits(text).translate(MINUS))


@dataclass(frozen=True)
class Sought:
    """``is_whole``: the whole caption or figure must be the text. ``only``: the one statement to search; "": all."""

    text: str
    look_in: LookIn = LookIn.EVERYWHERE
    is_whole: bool = False
    matches_case: bool = False
    only: StatementId = NO_STATEMENT

    @cached_property
    def plain_text(self) -> str:
        return self._fold_case(" ".join(self.text[:LONGEST].split()))

    @cached_property
    def figure(self) -> str:
        """The text as a figure or a part of one; empty if it cannot be one."""
        return self._part_of_a_figure or self._spelled_out

    @cached_property
    def _part_of_a_figure(self) -> str:
        plain = plain_figure(self.text[:LONGEST])
        return plain if plain in NIL or PART_OF_A_FIGURE.fullmatch(plain) else ""

    @cached_property
    def _spelled_out(self) -> str:
        """The figure that only an amount in full is written like: ``RMB 46,759``, ``+5``, ``13,140-``."""
        parsed = self._parsed if any(map(str.isdigit, self.text)) else None
        amount = parsed.amount(POINT) if parsed else None
        if amount is None:
            return ""
        return f"{format_exactly(amount * 100)}%" if self._is_percent else format_exactly(amount)

    @property
    def is_nil(self) -> bool:
        """True for a dash and for 0, which a dash stands for."""
        return self.figure in NIL

    @cached_property
    def amount(self) -> Decimal | None:
        """The amount that the text is; None if it is none, or only a part of one."""
        return self._parsed.amount(POINT) if self.figure and self._parsed else None

    @cached_property
    def _parsed(self) -> ParsedAmount | None:
        return parse_amount(self.text.strip(), alone=True)

    @property
    def _is_percent(self) -> bool:
        return self._parsed is not None and self._parsed.has_percent

    @cached_property
    def digits(self) -> str:
        """The digits of the figure, without nil decimals at its end, which figures need not show."""
        digits = re.sub(r"[^\d.]", "", self.figure)
        return (digits.rstrip("0") if POINT in digits else digits).replace(POINT, "")

    def searches(self, *places: LookIn) -> bool:
        return self.look_in in (LookIn.EVERYWHERE, *places)

    def is_in_text(self, text: str) -> bool:
        """Tell whether a caption, a name or a note is, or contains, what is sought."""
        folded = self._fold_case(" ".join(text.split()))
        if self.is_whole:
            return folded == self.plain_text
        return bool(self.plain_text) and self.plain_text in folded

    def is_in_figure(self, amount: Decimal, shown: str, typed: str) -> bool:
        """Tell whether a figure is, or contains, what is sought; ``shown``, ``typed``: how it is shown and typed."""
        if self.is_nil or not amount:
            return self.is_nil and not amount
        if self.amount == amount and (typed.endswith("%") or not self._is_percent):
            return True
        texts = plain_figure(shown), plain_figure(typed)
        if self.is_whole or not self._part_of_a_figure:
            return self.figure in texts
        return any(self.figure in text for text in texts)

    def _fold_case(self, text: str) -> str:
        return text if self.matches_case else text.casefold()
