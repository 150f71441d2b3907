"""Merge: fold the tables of one statement into one list of rows. Order comes from the most complete table."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from workbench.domain.periods import Period
from workbench.domain.sources import Says
from workbench.importing.blocks import Block
from workbench.importing.readings import Reading
from workbench.importing.sections import Caption, sections
from workbench.importing.vocabulary import normalised

SAME_CAPTION = 95.0
"""Similarity (0 to 100) from which two spellings are one caption: ``Income taxes expense``, ``Income tax expense``."""
ALIKE = 70.0
"""From here on a caption may be the same line if the figures say so."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as a cell of a table states it, not yet tied to a line."""

    period: Period
    says: Says
    of: str
    reading: Reading
    sheet: str
    primary: bool


@dataclass
class MergedRow:
    """One line of the merged statement, with everything that the tables state of it."""

    captions: list[str]
    is_heading: bool
    bold: bool
    indent: int
    section: tuple[str, ...] = ()
    claims: list[Claim] = field(default_factory=list)

    @property
    def caption(self) -> str:
        return self.captions[0]

    @property
    def in_primary(self) -> bool:
        return any(claim.primary for claim in self.claims)


def merged(blocks: Iterable[Block]) -> list[MergedRow]:
    """Return the rows of one statement from all its tables, the most complete first.

    Rows are aligned in order where captions agree and shared figures do; what has no partner is inserted before
    the next row that has one. A caption that agrees with differing figures still merges: the checks will tell.
    """
    rows: list[MergedRow] = []
    for block in sorted(blocks, key=lambda block: (block.is_reconciliation, -len(block.rows))):
        new = _rows(block)
        rows = _folded(rows, new) if rows else new
    set_sections(rows)
    return rows


def set_sections(rows: list[MergedRow]) -> None:
    found = sections([Caption(row.caption, row.is_heading, row.indent) for row in rows])
    for row, section in zip(rows, found, strict=True):
        row.section = section


def _rows(block: Block) -> list[MergedRow]:
    columns = {column.index: column for column in block.columns}
    rows = []
    for block_row in block.rows:
        row = MergedRow([block_row.caption], block_row.is_heading, block_row.bold, block_row.indent)
        for index, reading in block_row.readings.items():
            column = columns[index]
            row.claims.append(
                Claim(column.period, column.says, column.of, reading, block.sheet.name, not block.is_reconciliation)
            )
        rows.append(row)
    set_sections(rows)
    return rows


def _folded(base: list[MergedRow], new: list[MergedRow]) -> list[MergedRow]:
    partner = _aligned(base, new)
    waiting: list[MergedRow] = []
    before: dict[int, list[MergedRow]] = {}
    for index, row in enumerate(new):
        match = partner.get(index)
        if match is None:
            waiting.append(row)
            continue
        before[match], waiting = waiting, []
        known = base[match]
        known.captions += [caption for caption in row.captions if caption not in known.captions]
        known.bold = known.bold or row.bold
        known.claims += row.claims
    result: list[MergedRow] = []
    for index, row in enumerate(base):
        result += [*before.get(index, ()), row]
    return result + waiting


def _aligned(base: list[MergedRow], new: list[MergedRow]) -> dict[int, int]:
    """Return for each row of ``new`` its partner in ``base``: the best alignment that keeps both orders."""
    likeness = _Likeness(base, new)
    rows, columns = len(base), len(new)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            score = likeness.of(i, j)
            best[i][j] = max(skip, score + best[i + 1][j + 1]) if score > 0 else skip
    partner, i, j = {}, 0, 0
    while i < rows and j < columns:
        score = likeness.of(i, j)
        if score > 0 and best[i][j] == score + best[i + 1][j + 1]:
            partner[j] = i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return partner


class _Likeness:
    """How much speaks for two rows being one line; 0 or less: they are not."""

    def __init__(self, base: list[MergedRow], new: list[MergedRow]) -> None:
        self._base, self._new = base, new
        self._names = {caption: normalised(caption) for row in (*base, *new) for caption in row.captions}
        self._figures = [self._stated(row) for row in base], [self._stated(row) for row in new]
        self._known: dict[tuple[int, int], float] = {}

    def of(self, i: int, j: int) -> float:
        if (i, j) not in self._known:
            self._known[i, j] = self._score(i, j)
        return self._known[i, j]

    def _stated(self, row: MergedRow) -> dict[str, object]:
        return {s.period.id: s.reading.amount for s in row.claims if s.says is Says.AS_REPORTED}

    def _score(self, i: int, j: int) -> float:
        one, other = self._base[i], self._new[j]
        if one.is_heading != other.is_heading:
            return 0.0
        alike = max(self._similarity(a, b) for a in one.captions for b in other.captions)
        if alike < ALIKE:
            return 0.0
        place = self._same_place(one, other)
        if one.is_heading:
            return 3.0 + place if alike >= SAME_CAPTION else 0.0
        mine, theirs = self._figures[0][i], self._figures[1][j]
        shared = [period for period in mine if period in theirs]
        agreeing = sum(mine[period] == theirs[period] for period in shared)
        if alike >= SAME_CAPTION:
            return max(4.0 + 2.0 * agreeing - (len(shared) - agreeing) + place, 0.5)
        if shared and agreeing == len(shared):
            return 3.0 + agreeing + place
        return 0.0

    def _similarity(self, one: str, other: str) -> float:
        a, b = self._names[one], self._names[other]
        return 100.0 if a == b else float(fuzz.ratio(a, b)) if a and b else 0.0

    def _same_place(self, one: MergedRow, other: MergedRow) -> float:
        if not one.section or not other.section:
            return 0.0
        return 1.0 if normalised(one.section[-1]) == normalised(other.section[-1]) else -1.0
