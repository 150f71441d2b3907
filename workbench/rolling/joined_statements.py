"""Two statements of one kind, of different periods, as one: which lines are the same, and what happened to the others.

The figures decide with the captions: both statements usually state a period, as reported then and as compared now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from workbench.domain.ids import Ids, LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineRole, LineUnit, Ratio, Statement, StatementKind, Total
from workbench.engine import CircularTotal, compile_structure
from workbench.importing.assembly.merge import ENOUGH_TURNED, MergedRow, align_rows
from workbench.importing.language.vocabulary import COSTS, normalise

TELLING = 1_000
"""A figure of at least this amount, alone on both sides, tells that two lines are one, whatever their captions."""
MOST_PARTS_OF_A_SPLIT = 4
LONGEST_RUN = 12
"""How many lines beside each other are tried as the parts into which one was split."""
Amounts = Mapping[PeriodId, Decimal | None]


@dataclass(frozen=True)
class Joined:
    """``statement``: the base with the lines of the other; it has the base's periods, and blanks for new lines.

    ``line_of``: for each line of the other statement, the one here. ``factors``: by which its amounts are multiplied
    to stand here, for their unit and their sign. ``appeared``: lines that only the other has; ``vanished``: those that
    only the base has. ``renamed``: lines with their former captions. ``turned``: lines whose signs are turned.
    ``split``: lines that vanished, with those that seem to stand for them.
    """

    statement: Statement
    line_of: Mapping[LineId, LineId]
    factors: Mapping[LineId, Decimal]
    appeared: tuple[LineId, ...]
    vanished: tuple[LineId, ...]
    renamed: Mapping[LineId, str]
    turned: tuple[LineId, ...]
    split: Mapping[LineId, tuple[LineId, ...]]

    def amount_here(self, line: LineId, amount: Decimal | None) -> Decimal | None:
        """Return an amount of a line of the other statement as it stands here."""
        return None if amount is None else amount * self.factors[line]


@dataclass(frozen=True, slots=True)
class OwnLines:
    """Lines of the base that stay as the user made them: ``named``: their captions; ``totals``: their parts."""

    named: frozenset[LineId] = frozenset()
    totals: frozenset[LineId] = frozenset()


def join(
    base: Statement,
    other: Statement,
    money_factor: Decimal,
    taken: Iterable[str],
    *,
    is_newer: bool,
    own: OwnLines = OwnLines(),
) -> Joined:
    """Return two statements as one. ``money_factor``: for the other's amounts; ``taken``: the ids of all lines.

    ``is_newer``: the other is the later one, whose captions, sections and parts of totals prevail, but over ``own``.
    """
    factors = {line.id: _factor_of(line, base, other, money_factor) for line in other.lines}
    partners = _partners(base, other, factors)
    other = _with_own_sections(base, other, partners, own.named)
    turned = _lines_turned(base, other, partners, factors)
    factors |= {line: -factors[line] for line in turned}
    ids = Ids(taken)
    line_of = dict(partners)
    new_lines: dict[LineId, Line] = {}
    for line in other.lines:
        if line.id not in line_of:
            line_of[line.id] = LineId(ids.new(line.id, line.caption))
            new_lines[line.id] = replace(line, id=line_of[line.id])
    found = set(partners.values())
    vanished = tuple(line.id for line in base.lines if line.id not in found)
    lines, renamed = _lines(base, other, partners, new_lines, own.named, is_newer=is_newer)
    appeared = tuple(line.id for line in new_lines.values())
    with_figures = [line.id for line in new_lines.values() if line.role is not LineRole.HEADING]
    joined = replace(
        base,
        lines=lines,
        totals=_totals(base, other, line_of, vanished, turned, own.totals, is_newer=is_newer),
        ratios=(*base.ratios, *_new_ratios(base, other, line_of)),
        unknown=base.unknown | {(line, period) for line in with_figures for period in base.periods},
        figures=base.figures.with_items({line: (None,) * len(base.periods) for line in with_figures}),
    )
    if not _adds_up(joined):
        joined = replace(joined, totals=base.totals)
    return Joined(
        joined,
        line_of,
        factors,
        appeared,
        vanished,
        renamed,
        tuple(line_of[line] for line in turned),
        _split(base, other, partners, factors, vanished, line_of),
    )


def _with_own_sections(
    base: Statement, other: Statement, partners: Mapping[LineId, LineId], named: frozenset[LineId]
) -> Statement:
    """Return the other statement with its lines in the sections that are named after lines ``named`` in the base."""
    captions = {
        line.caption: base.line_by_id[partners[line.id]].caption
        for line in other.lines
        if partners.get(line.id) in named
    }
    if not captions:
        return other
    lines = (
        replace(line, section=tuple(captions.get(caption, caption) for caption in line.section)) for line in other.lines
    )
    return replace(other, lines=tuple(lines))


def _factor_of(line: Line, base: Statement, other: Statement, money_factor: Decimal) -> Decimal:
    if line.unit is LineUnit.MONEY:
        return money_factor
    return Decimal(other.share_scale) / Decimal(base.share_scale) if line.unit is LineUnit.SHARES else Decimal(1)


# ---- which lines are the same


def _partners(base: Statement, other: Statement, factors: Mapping[LineId, Decimal]) -> dict[LineId, LineId]:
    """Return the line of the base for each line of the other that it has too, as an import aligns two tables."""
    base_rows = [_row(line, _amounts(base, line.id, Decimal(1))) for line in base.lines]
    rows = [_row(line, _amounts(other, line.id, factors[line.id])) for line in other.lines]
    partners = {other.lines[index].id: base.lines[partner].id for index, partner in align_rows(base_rows, rows).items()}
    _add_moved(base, other, partners)
    _add_by_figures(base, other, factors, partners)
    return partners


def _row(line: Line, amounts: Amounts) -> MergedRow:
    captions = [caption for caption in (line.caption, *line.aliases) if caption] or [line.name]
    is_heading = line.role is LineRole.HEADING
    return MergedRow(captions, is_heading, False, 0, section=line.section, reported_amounts=dict(amounts))


def _amounts(statement: Statement, line: LineId, factor: Decimal) -> Amounts:
    row = statement.figures.get(line) or ()
    return {
        period: None if amount is None else amount * factor
        for period, amount in zip(statement.periods, row, strict=False)
        if (line, period) not in statement.unknown
    }


def _add_moved(base: Statement, other: Statement, partners: dict[LineId, LineId]) -> None:
    """Add lines that stand in another place, under the same caption, alone on both sides."""

    def key(line: Line) -> tuple[str, bool]:
        return normalise(line.caption), line.role is LineRole.HEADING

    found = set(partners.values())
    free = [line for line in base.lines if line.id not in found]
    waiting = [line for line in other.lines if line.id not in partners]
    counts, other_counts = Counter(map(key, free)), Counter(map(key, waiting))
    by_key = {key(line): line.id for line in free}
    for line in waiting:
        if line.caption and counts[key(line)] == other_counts[key(line)] == 1:
            partners[line.id] = by_key[key(line)]


def _add_by_figures(
    base: Statement, other: Statement, factors: Mapping[LineId, Decimal], partners: dict[LineId, LineId]
) -> None:
    """Add lines of another caption whose figures of shared periods are those of one line alone, on both sides."""
    shared = [period for period in base.periods if period in other.column_of and _is_stated(base, period)]

    def key(statement: Statement, line: Line, factor: Decimal) -> tuple[LineRole, LineUnit, tuple[Decimal, ...]] | None:
        amounts = _amounts(statement, line.id, factor)
        stated = tuple(amounts.get(period) for period in shared)
        if line.role is LineRole.HEADING or any(amount is None for amount in stated):
            return None
        known = tuple(amount for amount in stated if amount is not None)
        return (line.role, line.unit, known) if any(abs(amount) >= TELLING for amount in known) else None

    found = set(partners.values())
    free = [(line, key(base, line, Decimal(1))) for line in base.lines if line.id not in found]
    waiting = [(line, key(other, line, factors[line.id])) for line in other.lines if line.id not in partners]
    counts, other_counts = Counter(told for _, told in free), Counter(told for _, told in waiting)
    by_key = {told: line.id for line, told in free}
    for line, told in waiting:
        if told is not None and counts[told] == other_counts[told] == 1:
            partners[line.id] = by_key[told]


def _is_stated(statement: Statement, period: PeriodId) -> bool:
    return any(statement.figure(line.id, period) is not None for line in statement.lines)


def _lines_turned(
    base: Statement, other: Statement, partners: Mapping[LineId, LineId], factors: Mapping[LineId, Decimal]
) -> tuple[LineId, ...]:
    """Return the lines of the other that it states with the opposite sign: a convention, not the slip of one line."""
    turned, kept = [], []
    for line, partner in partners.items():
        was, now = _amounts(base, partner, Decimal(1)), _amounts(other, line, factors[line])
        pairs = [(was[period], now[period]) for period in now if now[period] and was.get(period)]
        if pairs and all(before == -(after or 0) for before, after in pairs):
            turned.append(line)
        elif pairs and all(before == after for before, after in pairs):
            kept.append(line)
    if len(turned) < ENOUGH_TURNED:
        return ()
    caption_of = {line.id: line.caption for line in other.lines}
    if not any(COSTS.search(caption_of[line]) for line in kept):
        decided = {*turned, *kept}
        turned += [
            line.id
            for line in other.lines
            if line.id not in decided and line.role is not LineRole.HEADING and COSTS.search(line.caption)
        ]
    return tuple(turned)


def _split(
    base: Statement,
    other: Statement,
    partners: Mapping[LineId, LineId],
    factors: Mapping[LineId, Decimal],
    vanished: Sequence[LineId],
    line_of: Mapping[LineId, LineId],
) -> Mapping[LineId, tuple[LineId, ...]]:
    """Return the vanished lines whose figures are the sums of lines beside each other that appeared."""
    shared = [period for period in base.periods if period in other.column_of]
    new = [line.id for line in other.lines if line.id not in partners and line.role is not LineRole.HEADING]
    split: dict[LineId, tuple[LineId, ...]] = {}
    for line in vanished:
        wanted = _amounts(base, line, Decimal(1))
        periods = [period for period in shared if wanted.get(period)]
        parts = next(_sums(other, new, factors, periods, wanted), None) if periods else None
        if parts:
            split[line] = tuple(line_of[part] for part in parts)
    return split


def _sums(
    other: Statement, new: Sequence[LineId], factors: Mapping[LineId, Decimal], periods: list[PeriodId], wanted: Amounts
) -> Iterator[tuple[LineId, ...]]:
    for size in range(2, MOST_PARTS_OF_A_SPLIT + 1):
        for parts in combinations(new[:LONGEST_RUN], size):
            amounts = [_amounts(other, part, factors[part]) for part in parts]
            if all(
                sum((of_part.get(period) or Decimal(0)) for of_part in amounts) == wanted[period] for period in periods
            ):
                yield parts


# ---- the lines and totals of both


def _lines(
    base: Statement,
    other: Statement,
    partners: Mapping[LineId, LineId],
    new_lines: Mapping[LineId, Line],
    named: frozenset[LineId],
    *,
    is_newer: bool,
) -> tuple[tuple[Line, ...], dict[LineId, str]]:
    """Return the lines of the base with the new ones behind those that they follow, and the captions given up.

    ``named``: those that keep their captions, which is no news of them.
    """
    known = base.line_by_id
    changed: dict[LineId, Line] = {}
    renamed: dict[LineId, str] = {}
    for line, partner in ((line, partners[line.id]) for line in other.lines if line.id in partners):
        changed[partner], former = _as_one(known[partner], line, is_newer=is_newer and partner not in named)
        if former and partner not in named:
            renamed[partner] = former
    behind: dict[LineId | None, list[Line]] = {}
    before: LineId | None = None
    for line in other.lines:
        if line.id in partners:
            before = partners[line.id]
        else:
            behind.setdefault(before, []).append(new_lines[line.id])
    lines = list(behind.get(None, ()))
    for line in base.lines:
        lines += [changed.get(line.id, line), *behind.get(line.id, ())]
    return tuple(lines), renamed


def _as_one(line: Line, other: Line, *, is_newer: bool) -> tuple[Line, str]:
    """Return one line for both, and the caption that it gives up; "" if both call it the same."""
    is_renamed = bool(other.caption) and normalise(other.caption) != normalise(line.caption)
    one = replace(
        line,
        concept=line.concept or other.concept,
        decimals=max(line.decimals, other.decimals),
        target_caption=line.target_caption or other.target_caption,
        section=other.section if is_newer else line.section,
    )
    caption, former = (other.caption, line.caption) if is_newer and other.caption else (line.caption, other.caption)
    aliases = dict.fromkeys((*line.aliases, *other.aliases, *((former,) if is_renamed else ())))
    return replace(one, caption=caption, aliases=tuple(alias for alias in aliases if alias and alias != caption)), (
        former if is_renamed else ""
    )


def _totals(
    base: Statement,
    other: Statement,
    line_of: Mapping[LineId, LineId],
    vanished: Sequence[LineId],
    turned: Sequence[LineId],
    own: frozenset[LineId],
    *,
    is_newer: bool,
) -> tuple[Total, ...]:
    """Return the relations of both; where both know the parts of a total, the newer ones, with lines that vanished.

    Those of the totals ``own`` stay.
    """
    known = base.total_of
    found: dict[LineId, Total] = {}
    for total in other.totals:
        sign = -1 if total.line in turned else 1
        parts = tuple((line_of[part], weight * sign * (-1 if part in turned else 1)) for part, weight in total.parts)
        found[line_of[total.line]] = replace(total, line=line_of[total.line], parts=parts)
    totals: list[Total] = []
    for line in dict.fromkeys((*known, *found)):
        if line not in known:
            totals += [] if line in own else [found[line]]
        elif line not in found or line in own or not (is_newer or _extends(found[line], known[line])):
            totals.append(known[line])
        else:
            totals.append(_total_of_both(known[line], found[line], vanished))
    return tuple(totals)


def _extends(found: Total, known: Total) -> bool:
    """Return whether a relation has the parts of another and more, of which that showed only the affected ones."""
    return known.partial and set(known.parts) < set(found.parts)


def _total_of_both(known: Total, found: Total, vanished: Sequence[LineId]) -> Total:
    if set(known.parts) == set(found.parts):
        return replace(known, partial=known.partial and found.partial)
    there = {part for part, _ in found.parts}
    kept = tuple((part, weight) for part, weight in known.parts if part in vanished and part not in there)
    return replace(found, parts=(*found.parts, *kept), partial=known.partial or found.partial)


def _new_ratios(base: Statement, other: Statement, line_of: Mapping[LineId, LineId]) -> Iterator[Ratio]:
    known = {ratio.line for ratio in base.ratios}
    for ratio in other.ratios:
        if line_of[ratio.line] not in known:
            yield replace(
                ratio,
                line=line_of[ratio.line],
                numerator=line_of[ratio.numerator],
                denominator=line_of[ratio.denominator],
            )


def _adds_up(statement: Statement) -> bool:
    try:
        compile_structure(statement)
    except CircularTotal:
        return False
    return True


def best_partner(statement: Statement, candidates: Sequence[Statement]) -> Statement | None:
    """Return the statement of the same kind that has most lines of the same caption; None if there is none.

    Tables of no known kind that have neither a caption nor the title in common are two.
    """
    captions = {normalise(line.caption) for line in statement.lines}

    def likeness(candidate: Statement) -> tuple[int, bool]:
        return (
            sum(normalise(line.caption) in captions for line in candidate.lines),
            normalise(candidate.title) == normalise(statement.title),
        )

    same_kind = [candidate for candidate in candidates if candidate.kind is statement.kind]
    if statement.kind is StatementKind.OTHER:
        same_kind = [candidate for candidate in same_kind if any(likeness(candidate))]
    return max(same_kind, key=likeness, default=None)
