"""The English patterns of facts' sentences, as listed in translation catalogs."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias


class Plural(NamedTuple):
    """Two patterns: for a ``count`` of one, and for any other number."""

    singular: str
    plural: str


Patterns: TypeAlias = Mapping[str, str | Plural]
"""By the key of a fact; ``{name}`` is replaced with its value of that name."""
