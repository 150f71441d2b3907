"""Parts shared by the sentences of an import: lists, quoted words, names of periods and scales."""

from collections.abc import Iterable, Sequence

from workbench.domain.facts import FactValue, fact


def name_first(names: Sequence[FactValue], most: int) -> FactValue:
    """Return the list ``A, B and 3 more``: no more than ``most`` of the names."""
    if len(names) <= most:
        return tuple(names)
    return fact("first-and-more", names=tuple(names[:most]), count=len(names) - most)


def quote_all(texts: Iterable[str]) -> list[FactValue]:
    """Return texts of a file, each in quotation marks."""
    return [fact("quoted", text=text) for text in texts]


def join_by(key: str, members: Sequence[FactValue]) -> FactValue:
    """Return one or more members joined by the fact ``key`` of a ``first`` and a ``second``: ``A and B and C``."""
    if len(members) == 1:
        return members[0]
    middle = len(members) // 2
    return fact(key, first=join_by(key, members[:middle]), second=join_by(key, members[middle:]))
