"""Merge: fold the tables of one statement into one list of rows. Order comes from the most complete table."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from rapidfuzz import fuzz

from workbench.amount_text import SHARE_BEHIND
from workbench.domain.amounts import EXACT, TOO_LARGE, cut_to_decimals, has_at_most
from workbench.domain.import_report import InferenceStage
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.statements import Concept, LineUnit
from workbench.importing.assembly.sections import Caption, sections
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.concepts import concept_in_any_statement
from workbench.importing.language.vocabulary import (
    AS_PERCENTAGES,
    COSTS,
    IN_PERCENT,
    RATE,
    normalise,
    spell_out,
    spellings,
    tell_apart,
    unit_of,
)
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.detected import Tabular
from workbench.importing.sheets.readings import Reading
from workbench.importing.sheets.tables import TableRow
from workbench.workbooks import CellKind

SAME_CAPTION = 95.0
"""Similarity (0 to 100) from which two spellings are one caption: ``Income taxes expense``, ``Income tax expense``."""
SYNONYM = 90.0
"""What two names of one concept in the catalogue count: alike, if the figures say so."""
A_POINT = Decimal("0.01")
"""What a percentage of 1 written without its sign is."""
ALIKE = 70.0
"""From here on a caption may be the same line if the figures say so."""


class CellFigure(NamedTuple):
    """One figure as a cell of a table states it, not yet tied to a line.

    ``amount``: in the project's scale and the line's displayed sign. ``by_side``: in debit less credit, as a journal
    has it, until it is known which side the line stands on. ``slack``: half the last digit kept, where ``cut`` says
    that more of them were there.
    """

    period: Period
    role: FigureRole
    adjustment_or_currency: str
    amount: Decimal | None
    reading: Reading
    file: str
    sheet: str
    primary: bool
    by_side: bool = False
    slack: Decimal = Decimal(0)
    cut: Decimal = Decimal(0)

    @property
    def place(self) -> tuple[str, str, int]:
        """The file, the sheet and the row that it was read from."""
        return self.file, self.sheet, self.reading.cell.row

    @property
    def ref(self) -> CellRef:
        return CellRef(self.file, self.sheet, self.reading.cell.ref)

    def with_decimals(self, decimals: int) -> "CellFigure":
        """Return this claim with at most so many decimals; itself where it has no more."""
        if self.amount is None or has_at_most(self.amount, decimals):
            return self
        shorter = cut_to_decimals(self.amount + self.cut, decimals)  # what is rounded twice is not rounded right
        return self._replace(amount=shorter.amount, slack=shorter.slack, cut=shorter.cut)

    def negated(self) -> "CellFigure":
        """Return this claim with the other sign."""
        return self._replace(amount=None if self.amount is None else -self.amount, cut=-self.cut)


@dataclass
class MergedRow:
    """One line of the merged statement, with everything that the tables state of it."""

    captions: list[str]
    is_heading: bool
    bold: bool
    indent: int
    section: tuple[str, ...] = ()
    figures: list[CellFigure] = field(default_factory=list)
    said_section: str = ""
    """What a list of entries calls the part of the statement it stands in."""
    printed_for: set[PeriodId] = field(default_factory=set)
    """The periods for which a table prints the line, be it blank."""
    draft: str = ""
    """How its sheet keeps it from its readers, where no other table prints it: ``hidden``, ``struck out``."""
    is_percent: bool = False
    """Whether a table shows its figures with a % sign, or as fractions of what it calls a rate."""
    reported: dict[PeriodId, Decimal | None] = field(default_factory=dict)
    """What its tables claim as reported, while they are folded together: kept, for many tables may be."""

    @property
    def caption(self) -> str:
        return self.captions[0]

    @property
    def in_primary(self) -> bool:
        return any(claim.primary for claim in self.figures)

    @property
    def is_known_by_entries(self) -> bool:
        """True where no table prints the line: only entries name it."""
        return bool(self.figures) and all(claim.role is FigureRole.ENTRY for claim in self.figures)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that merging decided: what, on which evidence, and the cell it is about.

    ``step``: what it is about. ``is_doubtful``: on evidence so thin that it is a warning.
    """

    subject: str
    outcome: str
    evidence: str
    where: CellRef | None = None
    alternatives: tuple[str, ...] = ()
    is_doubtful: bool = False
    stage: InferenceStage = InferenceStage.LINE


@dataclass
class MergedStatement:
    """The rows of one statement, and what was decided on the way."""

    rows: list[MergedRow] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def merge(tables: Iterable[Tabular], scale: int, share_scale: int) -> MergedStatement:
    """Return the rows of one statement from all its tables, the most complete first.

    Rows are aligned in order where captions agree and shared figures do; what has no partner is inserted before
    the next row that has one. A caption that agrees with differing figures still merges: the checks will tell.
    ``scale``: the project's; amounts of tables in another one are brought to it, exactly. So are share counts to
    ``share_scale``, the statement's.
    """
    result = MergedStatement()
    joined = _joined(tables)
    for table in sorted(joined, key=_precedence):
        new = _rows(table, scale, share_scale)
        if len(joined) > 1:
            for row in new:
                row.reported = _reported(row)
        result.rows = _folded(result.rows, new, result.decisions) if result.rows else new
    set_sections(result.rows)
    return result


def _precedence(table: Tabular) -> tuple[bool, bool, int]:
    """Published statements come first, what a hidden sheet holds last; of equals the one with more rows."""
    return table.sheet.state != "visible", table.is_reconciliation, -len(table.rows)


def _joined(tables: Iterable[Tabular]) -> list[Tabular]:
    """Return the tables with those put together that a page break, or a repeated heading, cut in two."""
    joined: list[Tabular] = []
    for table in tables:
        before = joined[-1] if joined else None
        if before is not None and _continues(before, table):
            index_of = {_key(column): column.index for column in before.columns}
            renamed = {column.index: index_of[_key(column)] for column in table.columns}
            rows = tuple(
                replace(row, readings={renamed[index]: reading for index, reading in row.readings.items()})
                for row in table.rows
            )
            joined[-1] = replace(before, rows=(*before.rows, *rows))
        else:
            joined.append(table)
    return joined


def _key(column: Column) -> tuple[FigureRole, str, str]:
    return column.role, column.adjustment_or_currency, column.period.id


def _continues(before: Tabular, table: Tabular) -> bool:
    same_place = (before.file, before.sheet.name) == (table.file, table.sheet.name)
    same_columns = sorted(map(_key, before.columns)) == sorted(map(_key, table.columns))
    if not (same_place and same_columns and before.scale == table.scale):
        return False
    known = [normalise(row.caption) for row in before.rows if row.readings]
    new = [normalise(row.caption) for row in table.rows if row.readings]
    repeated = sum(name in known for name in new)
    return len(new) > 1 and repeated <= FEW * len(new) and new[0] != known[0]


def set_sections(rows: list[MergedRow]) -> None:
    found = sections([Caption(row.caption, row.is_heading, row.indent) for row in rows])
    for row, section in zip(rows, found, strict=True):
        row.section = section


def figure_of(reading: Reading, most_decimals: int, factor: Decimal) -> tuple[Decimal | None, Decimal, Decimal]:
    """Return what a cell states with at most so many decimals, times ``factor``; its slack; and what was cut.

    None where nobody can tell it, or where it is too large to be told to its last digit.
    """
    amount = reading.amount
    if amount is None or abs(amount) >= TOO_LARGE or (factor != 1 and abs(amount * factor) >= TOO_LARGE):
        return None, EXACT, EXACT
    if factor == 1 and has_at_most(amount, most_decimals):
        return amount, reading.slack, EXACT
    figure = cut_to_decimals(amount, most_decimals)
    return figure.amount * factor, (figure.slack or reading.slack) * factor, figure.cut * factor


def _factor(column: Column, table: Tabular, unit: LineUnit, scale: int, share_scale: int) -> Decimal:
    """Return what brings a column's figures to the project's scale; share counts to the statement's, nothing else."""
    if unit is LineUnit.MONEY:
        return Decimal(table.said_scale or column.scale or table.scale or scale) / scale
    return Decimal(table.share_scale or share_scale) / share_scale if unit is LineUnit.SHARES else Decimal(1)


def _rows(table: Tabular, scale: int, share_scale: int) -> list[MergedRow]:
    columns = {column.index: column for column in table.columns}
    periods = {column.period.id for column in table.columns}
    rows = [
        MergedRow(
            [shown.caption],
            shown.is_heading,
            shown.bold,
            shown.indent,
            printed_for=set(periods),
            draft=shown.draft,
        )
        for shown in table.rows
    ]
    set_sections(rows)
    says_percent = [_says_percent(row.caption, row.section) for row in rows]
    in_points = _in_points(shown for shown, is_said in zip(table.rows, says_percent, strict=True) if is_said)
    factors_of: dict[LineUnit, dict[int, Decimal]] = {}
    file, sheet, is_primary = table.file, table.sheet.name, not table.is_reconciliation
    for row, shown, is_said in zip(rows, table.rows, says_percent, strict=True):
        row.is_percent = bool(shown.readings) and (is_said or is_percent(row.caption, shown.readings.values()))
        unit = unit_of(row.caption, row.section, row.is_percent)
        most_decimals = unit.most_decimals
        if unit not in factors_of:
            factors_of[unit] = {
                index: _factor(column, table, unit, scale, share_scale) for index, column in columns.items()
            }
        factors = factors_of[unit]
        is_in_points = in_points and is_said
        for index, reading in shown.readings.items():
            at = columns[index]
            factor = A_POINT if is_in_points and not is_percentage(reading) else factors[index]
            amount, slack, cut = figure_of(reading, most_decimals, factor)
            row.figures.append(
                CellFigure(
                    at.period,
                    at.role,
                    at.adjustment_or_currency,
                    amount,
                    reading,
                    file,
                    sheet,
                    is_primary,
                    slack=slack,
                    cut=cut,
                )
            )
    return rows


def is_percent(caption: str, readings: Iterable[Reading]) -> bool:
    """True where a line's cells show a % sign, or hold what it calls a rate as a fraction."""
    readings = tuple(readings)
    if any(map(is_percentage, readings)):
        return True
    amounts = [abs(reading.amount) for reading in readings if reading.amount] if RATE.search(caption) else []
    return bool(amounts) and max(amounts) <= 1


def _says_percent(caption: str, section: Sequence[str]) -> bool:
    return bool(IN_PERCENT.search(spell_out(caption))) or any(map(AS_PERCENTAGES.search, section[-1:]))


def _in_points(rows: Iterable[TableRow]) -> bool:
    """True where most of the lines that are called percentages state 40.2 for 40.2 %, and not 0.402."""
    amounts = [[abs(r.amount) for r in row.readings.values() if r.amount and not is_percentage(r)] for row in rows]
    votes = [median(of_line) > 1 for of_line in amounts if of_line]
    return any(votes) and sum(votes) * 2 >= len(votes)


def is_percentage(reading: Reading) -> bool:
    """True where a cell shows a % sign, by its format or in its text."""
    cell = reading.cell
    if cell.kind is CellKind.TEXT and SHARE_BEHIND.sub("", cell.text.strip()).rstrip(") ").endswith("%"):
        return True
    return "%" in cell.style.number_format


def _folded(base: list[MergedRow], new: list[MergedRow], notes: list[Decision]) -> list[MergedRow]:
    partner = _aligned(base, new)
    _turn_signs(base, new, partner, notes)
    waiting: list[MergedRow] = []
    before: dict[int, list[MergedRow]] = {}
    for index, row in enumerate(new):
        match = partner.get(index)
        if match is None:
            waiting.append(row)
            continue
        before[match], waiting = waiting, []
        known = base[match]
        _note_spelling(known, row, notes)
        known.captions += [caption for caption in row.captions if caption not in known.captions]
        known.bold = known.bold or row.bold
        known.figures += row.figures
        known.is_percent |= row.is_percent
        known.printed_for |= row.printed_for
        known.draft = known.draft and row.draft
        known.reported |= row.reported
    result: list[MergedRow] = []
    for index, row in enumerate(base):
        result += [*before.get(index, ()), row]
    return result + waiting


def _note_spelling(known: MergedRow, row: MergedRow, notes: list[Decision]) -> None:
    if row.figures and normalise(row.caption) not in {normalise(caption) for caption in known.captions}:
        mine, theirs = known.reported, row.reported
        agreeing = sum(mine[period] == theirs[period] for period in theirs if period in mine)
        evidence = f"figures of {agreeing} periods agree" if agreeing else "captions are alike, in the same order"
        notes.append(Decision(row.caption, f"the line '{known.caption}'", evidence, row.figures[0].ref))


FEW = 0.4
"""Captions repeat within a statement, but not so many."""
ENOUGH_TURNED = 2
"""From so many rows on, figures of the other sign are a convention and no slip."""


def _turn_signs(base: list[MergedRow], new: list[MergedRow], partner: dict[int, int], notes: list[Decision]) -> None:
    """Bring a table that prints costs with the other sign to the sign of the statement it is folded into.

    A single row of the other sign is a slip, which the checks are to find.
    """
    turned, kept = [], []
    for index, match in partner.items():
        mine, theirs = base[match].reported, new[index].reported
        shared = [period for period in theirs if theirs[period] and mine.get(period)]
        if shared and all(mine[period] == -(theirs[period] or 0) for period in shared):
            turned.append(index)
        elif shared and all(mine[period] == theirs[period] for period in shared):
            kept.append(index)
    if len(turned) < ENOUGH_TURNED:
        return
    if not any(COSTS.search(new[index].caption) for index in kept):
        known = set(partner)
        turned += [i for i, row in enumerate(new) if i not in known and row.figures and COSTS.search(row.caption)]
    for index in turned:
        row = new[index]
        row.figures = [claim.negated() for claim in row.figures]
        row.reported = _reported(row)
    first = new[turned[0]].figures[0]
    evidence = f"{len(turned)} rows such as '{new[turned[0]].caption}' are printed with the other sign elsewhere"
    subject, decision = f"Signs of sheet '{first.sheet}'", "turned to those of the statement"
    notes.append(Decision(subject, decision, evidence, first.ref, stage=InferenceStage.SIGN))


def _reported(row: MergedRow) -> dict[PeriodId, Decimal | None]:
    return {claim.period.id: claim.amount for claim in row.figures if claim.role is FigureRole.AS_REPORTED}


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
            for name in {normalise(caption) for caption in row.captions if caption}:
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


def _ratio(one: str, other: str) -> float:
    return 0.0 if tell_apart(one, other) else float(fuzz.ratio(one, other))


class _Likeness:
    """How much speaks for two rows being one line; 0 or less: they are not."""

    def __init__(self, base: list[MergedRow], new: list[MergedRow]) -> None:
        self._base, self._new = base, new
        captions = {caption for row in (*base, *new) for caption in row.captions}
        self._names = {caption: tuple(normalise(each) for each in spellings(caption)) for caption in captions}
        self._known: dict[tuple[int, int], float] = {}
        self._meanings: dict[str, Concept | None] = {}

    def of(self, i: int, j: int) -> float:
        if (i, j) not in self._known:
            self._known[i, j] = self._score(i, j)
        return self._known[i, j]

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
        mine, theirs = one.reported, other.reported
        shared = [period for period in theirs if period in mine]
        agreeing = sum(mine[period] == theirs[period] for period in shared)
        if shared and not agreeing:
            turned = sum(bool(mine[period]) and mine[period] == -(theirs[period] or 0) for period in shared)
            agreeing = turned if turned == len(shared) else 0
        if alike >= SAME_CAPTION:
            return max(4.0 + 2.0 * agreeing - (len(shared) - agreeing) + place, 0.5)
        if shared and agreeing == len(shared):
            return 3.0 + agreeing + place
        return 0.0

    def _similarity(self, one: str, other: str) -> float:
        mine, theirs = self._names[one], self._names[other]
        if mine[0] == theirs[0]:
            return 100.0
        if not mine[0] or not theirs[0]:
            return 0.0
        concept = catalogue_line_of(one)
        named_alike = concept is not None and concept == catalogue_line_of(other)
        if not named_alike:
            meaning = self._meaning(one)
            named_alike = meaning is not None and meaning == self._meaning(other)
        return max(SYNONYM if named_alike else 0.0, *(_ratio(a, b) for a in mine for b in theirs))

    def _meaning(self, caption: str) -> Concept | None:
        if caption not in self._meanings:
            self._meanings[caption] = concept_in_any_statement(caption)
        return self._meanings[caption]

    def _same_place(self, one: MergedRow, other: MergedRow) -> float:
        if not one.section or not other.section:
            return 0.0
        return 1.0 if normalise(one.section[-1]) == normalise(other.section[-1]) else -1.0
