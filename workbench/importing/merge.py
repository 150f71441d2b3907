"""Merge: fold the tables of one statement into one list of rows. Order comes from the most complete table."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from workbench.domain.periods import Period
from workbench.domain.sources import CellRef, Says
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
    file: str
    sheet: str
    primary: bool

    @property
    def place(self) -> tuple[str, str, int]:
        """The file, the sheet and the row that it was read from."""
        return self.file, self.sheet, self.reading.cell.row

    @property
    def ref(self) -> CellRef:
        return CellRef(self.file, self.sheet, self.reading.cell.ref)


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
    for shown in block.rows:
        row = MergedRow([shown.caption], shown.is_heading, shown.bold, shown.indent)
        for index, reading in shown.readings.items():
            at = columns[index]
            primary = not block.is_reconciliation
            row.claims.append(Claim(at.period, at.says, at.of, reading, block.file, block.sheet.name, primary))
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
    """Return for each row of ``new`` its partner in ``base``: the best alignment that keeps both orders.

    Rows whose caption is unique in both, in the same order, are partners for certain; between them the best is found.
    """
    likeness = _Likeness(base, new)
    partner: dict[int, int] = {}
    i = j = 0
    for anchor_i, anchor_j in [*_anchors(base, new, likeness), (len(base), len(new))]:
        partner |= _best_alignment(range(i, anchor_i), range(j, anchor_j), likeness)
        if anchor_j < len(new):
            partner[anchor_j] = anchor_i
        i, j = anchor_i + 1, anchor_j + 1
    return partner


def _anchors(base: list[MergedRow], new: list[MergedRow], likeness: "_Likeness") -> list[tuple[int, int]]:
    """Return the longest ascending series of pairs whose caption occurs once on both sides."""
    places: list[dict[tuple[str, bool], list[int]]] = [{}, {}]
    for side, rows in zip(places, (base, new), strict=True):
        for index, row in enumerate(rows):
            for name in {normalised(caption) for caption in row.captions if caption}:
                side.setdefault((name, row.is_heading), []).append(index)
    pairs = sorted(
        (there[0], places[1][name][0])
        for name, there in places[0].items()
        if len(there) == 1 and len(places[1].get(name, ())) == 1
    )
    return [pair for pair in _ascending(pairs) if likeness.of(*pair) > 0]


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of ``pairs`` in which both numbers ascend (patience sorting)."""
    ends: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for index, (_, second) in enumerate(pairs):
        pile = bisect_left(ends, second)
        before.append(piles[pile - 1] if pile else None)
        ends[pile : pile + 1] = [second]
        piles[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    at = piles[-1] if piles else None
    while at is not None:
        if not chain or pairs[at][0] < chain[-1][0]:
            chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _best_alignment(rows: range, columns: range, likeness: "_Likeness") -> dict[int, int]:
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            score = likeness.of(rows[i], columns[j])
            best[i][j] = max(skip, score + best[i + 1][j + 1]) if score > 0 else skip
    partner: dict[int, int] = {}
    i = j = 0
    while i < len(rows) and j < len(columns):
        score = likeness.of(rows[i], columns[j])
        if score > 0 and best[i][j] == score + best[i + 1][j + 1]:
            partner[columns[j]] = rows[i]
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
