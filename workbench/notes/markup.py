"""The little formatting that a note has: bold, italic, lists and paragraphs. Anything else stays as typed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

STAND_IN = "\ufffc"
"""What a field is while marks are sought: one character, which no mark can be part of."""
EMPHASIS = re.compile(
    r"\*\*(?=[^\s*])(?P<bold>[^\n]*?[^\s*])\*\*|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*\n]*?[^\s*])\*(?![\w*])"
)
LIST_ITEM = re.compile(r"[ \t]{0,3}(?:(?P<bullet>[-*•])|(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one format; ``piece``: the number of the field that it stands for, None for text."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    piece: int | None = None


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A paragraph or an item of a list; ``number``: of a numbered item. Line feeds stay within a paragraph."""

    kind: BlockKind
    runs: tuple[Run, ...]
    number: int = 0


def blocks_of(texts: Sequence[str | None]) -> tuple[NoteBlock, ...]:
    """Return the blocks of a note. ``texts``: its pieces in their order, None for a field."""
    typed = "".join(STAND_IN if text is None else text for text in texts)
    fields, place = {}, 0
    for number, text in enumerate(texts):
        if text is None:
            fields[place] = number
        place += 1 if text is None else len(text)
    return tuple(
        NoteBlock(kind, tuple(_drop_empty(_runs(typed, start, end, fields))), number)
        for kind, number, start, end in _spans(typed)
    )


def _spans(typed: str) -> Iterator[tuple[BlockKind, int, int, int]]:
    """Yield the kind, number, first and last position of each block."""
    start: int | None = None
    place = 0
    for line in typed.splitlines(keepends=True):
        item = LIST_ITEM.match(line)
        if start is not None and (item or not line.strip()):
            yield BlockKind.PARAGRAPH, 0, start, place
            start = None
        if item:
            kind = BlockKind.NUMBERED if item["number"] else BlockKind.BULLET
            yield kind, int(item["number"] or 0), place + item.end(), place + len(line)
        elif line.strip() and start is None:
            start = place
        place += len(line)
    if start is not None:
        yield BlockKind.PARAGRAPH, 0, start, place


def _runs(
    typed: str, start: int, end: int, fields: dict[int, int], *, is_bold: bool = False, is_italic: bool = False
) -> Iterator[Run]:
    end -= len(typed[start:end]) - len(typed[start:end].rstrip("\r\n"))
    for match in EMPHASIS.finditer(typed, start, end):
        yield from _plain_runs(typed, start, match.start(), fields, is_bold=is_bold, is_italic=is_italic)
        kind = "bold" if match["bold"] is not None else "italic"
        yield from _runs(
            typed,
            *match.span(kind),
            fields,
            is_bold=is_bold or kind == "bold",
            is_italic=is_italic or kind == "italic",
        )
        start = match.end()
    yield from _plain_runs(typed, start, end, fields, is_bold=is_bold, is_italic=is_italic)


def _plain_runs(
    typed: str, start: int, end: int, fields: dict[int, int], *, is_bold: bool, is_italic: bool
) -> Iterator[Run]:
    inside = [place for place in fields if start <= place < end]
    for place in inside:
        yield Run(typed[start:place], is_bold, is_italic)
        yield Run("", is_bold, is_italic, fields[place])
        start = place + 1
    yield Run(typed[start:end], is_bold, is_italic)


def _drop_empty(runs: Iterable[Run]) -> Iterator[Run]:
    return (run for run in runs if run.text or run.piece is not None)


def follows_its_list(blocks: Sequence[NoteBlock]) -> Iterator[tuple[NoteBlock, bool]]:
    """Yield each block, and whether it continues the list of the one before it."""
    for before, block in pairwise((None, *blocks)):
        assert block is not None
        is_item = block.kind is not BlockKind.PARAGRAPH
        yield block, bool(before and is_item and before.kind is block.kind)
