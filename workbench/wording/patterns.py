"""What the sentence of a fact is made from: English patterns, which catalogues of translations list."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Plural(NamedTuple):
    """Two patterns: for one of what the value ``count`` counts, and for any other number."""

    singular: str
    plural: str


Patterns: TypeAlias = Mapping[str, str | Plural]
"""By the key of a fact; ``{name}`` stands for its value of that name."""
