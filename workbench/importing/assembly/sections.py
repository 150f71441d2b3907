"""Which headings each row of a statement is under."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.importing.language.vocabulary import normalise

EMPTY_WORDS = frozenset(["total", "sub", "subtotal", "net", "of", "and", "the"])


@dataclass(frozen=True, slots=True)
class Caption:
    """The properties of a row that determine sections."""

    text: str
    is_heading: bool
    indent: int = 0


def sections(rows: Sequence[Caption]) -> list[tuple[str, ...]]:
    """Return the headings above each row, outermost first.

    Headings directly below each other nest. A heading that looks like an open one, or like one nested in it before,
    replaces it. A row with the name of an open heading, or its total, is the last row under it.
    """
    stack: list[_OpenHeading] = []
    headings_of_rows = []
    follows_heading = False
    for row in rows:
        if row.is_heading:
            stack = stack[: len(stack) if follows_heading else _levels_open_above(stack, row)]
            headings_of_rows.append(tuple(heading.text for heading in stack))
            if stack:
                stack[-1].ranks_inside.add(_rank_of(row))
            stack.append(_OpenHeading(row.text, _rank_of(row)))
        else:
            headings_of_rows.append(tuple(heading.text for heading in stack))
            stack = stack[: _levels_open_after(row.text, stack)]
        follows_heading = row.is_heading
    return headings_of_rows


Rank = tuple[bool, bool, int]


@dataclass
class _OpenHeading:
    """A heading whose section has not ended, with the appearance of the headings seen right under it."""

    text: str
    rank: Rank
    ranks_inside: set[Rank] = field(default_factory=set)


def _rank_of(heading: Caption) -> Rank:
    """Return how a heading ranks, the highest first: in capitals, then without a colon, then less indented."""
    return (not heading.text.isupper(), heading.text.endswith(":"), heading.indent)


def _levels_open_above(stack: list[_OpenHeading], heading: Caption) -> int:
    """Return how many open headings stay open above ``heading``."""
    rank = _rank_of(heading)
    for level in range(len(stack) - 1, -1, -1):
        if rank in stack[level].ranks_inside:
            return level + 1
        if stack[level].rank == rank:
            return level
    return sum(1 for open_heading in stack if open_heading.rank < rank)


def _levels_open_after(caption: str, stack: list[_OpenHeading]) -> int:
    """Return how many open headings stay open below the row called ``caption``."""
    name = normalise(caption)
    words = set(name.split())
    is_total = bool(words & {"total", "subtotal"})
    words -= EMPTY_WORDS
    for level in range(len(stack) - 1, -1, -1):
        heading = normalise(stack[level].text)
        if name and heading.startswith(name):
            return level
        if is_total and words and words <= set(heading.split()) and not _names_another(words, heading):
            return level
    return len(stack)


def _names_another(words: set[str], heading: str) -> bool:
    """True for ``Total comprehensive income`` under ``Other comprehensive income``: the rest, not the whole."""
    return "other" in heading.split() and "other" not in words
