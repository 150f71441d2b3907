"""Facts: a stable key and the data it is about; ``wording`` makes the sentence.

Findings, inferences and steps of the history keep facts, which can be stored, compared, and put into any language.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, Union

FactValue: TypeAlias = Union[str, int, Decimal, "Fact", tuple["FactValue", ...]]
"""Data of a fact: what a file or the user wrote, numbers, amounts, other facts, and lists of these."""

REMARK = "remark"
"""The key of a fact that is already a sentence: of a file reader, or of an earlier version of this program."""


@dataclass(frozen=True, slots=True)
class Fact:
    """``key``: stable words joined by hyphens. ``values``: by name, in the order in which they were given."""

    key: str
    values: tuple[tuple[str, FactValue], ...] = ()

    def __getitem__(self, name: str) -> FactValue:
        return dict(self.values)[name]


Told: TypeAlias = Fact | str
"""A fact, or text that is not translated: a caption, a heading, a name as its source prints it."""


def fact(key: str, /, **values: FactValue) -> Fact:
    """Return the fact ``key`` about ``values``: ``fact("sheet-is-hidden", sheet=name)``."""
    return Fact(key, tuple(values.items()))


def remark(text: str) -> Fact:
    """Return a fact that is already a sentence."""
    return Fact(REMARK, (("text", text),))
