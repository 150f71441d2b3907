"""Relations that no printed column shows: totals whose parts carry what is stated of them, lines that entries name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, StatementKind
from workbench.domain.totals_graph import everything_below
from workbench.importing.assembly.merge import Decision, MergedRow
from workbench.importing.assembly.rollup import Parts, Relation
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.concepts import concept_in_any_statement
from workbench.importing.language.vocabulary import COSTS, TOTAL_CAPTION

Effects = dict[tuple[str, str], dict[int, Decimal]]
"""The effect that is stated of each row, by adjustment and period."""

LONGEST_RUN = 200
"""So many lines at most stand between a total and the one before it."""


def stated_effects(rows: Sequence[MergedRow]) -> Effects:
    """Return what the tables state of each row, else what the entries of lists on it add up to."""
    by_tables: Effects = {}
    entered: Effects = {}
    for index, row in enumerate(rows):
        for claim in row.figures:
            if claim.amount is None or not claim.role.is_of_an_adjustment:
                continue
            key = claim.adjustment_or_currency, claim.period.id
            if claim.role is FigureRole.ADJUSTMENT:
                by_tables.setdefault(key, {}).setdefault(index, claim.amount)
            else:
                sums = entered.setdefault(key, {})
                sums[index] = sums.get(index, Decimal(0)) + claim.amount
    return {key: entered.get(key, {}) | by_tables.get(key, {}) for key in (*by_tables, *entered)}


def with_listed_lines(
    found: Sequence[Relation], rows: Sequence[MergedRow], is_money: Sequence[bool], kind: StatementKind
) -> tuple[list[Relation], list[Decision]]:
    """Return the relations with those that only effects and entries show, and what of them is doubtful."""
    relations = {relation.total: relation for relation in found}
    has_effects = any(claim.role.is_of_an_adjustment for row in rows for claim in row.figures)
    added = _Search(rows, is_money, kind, relations).run() if has_effects else []
    _take_in_lines_known_by_entries(rows, is_money, relations)
    return [relations[total] for total in sorted(relations)], [_note(rows, relation) for relation in added]


def _note(rows: Sequence[MergedRow], relation: Relation) -> Decision:
    row = rows[relation.total]
    names = ", ".join(f"'{rows[part].caption}'" for part, _ in relation.parts)
    where = next((claim.ref for claim in row.figures if claim.role.is_of_an_adjustment), None)
    decision = f"the total of {names} and of lines that are not shown"
    evidence = "what is stated of the differences adds up to it, the figures as reported do not"
    return Decision(row.caption, decision, evidence, where, is_doubtful=True)


class _Search:
    """Looks, top to bottom, for totals without a relation whose effects are those of lines above them."""

    def __init__(
        self, rows: Sequence[MergedRow], is_money: Sequence[bool], kind: StatementKind, relations: dict[int, Relation]
    ) -> None:
        self._rows = rows
        self._is_money = is_money
        self._may_subtract = kind is not StatementKind.FINANCIAL_POSITION
        self._relations = relations
        self._effects = stated_effects([_without_sides(row) for row in rows])
        self._open: list[int] = []

    def run(self) -> list[Relation]:
        """Add the relations; return those of printed totals, which their figures do not prove."""
        doubtful = []
        for row in range(len(self._rows)):
            if not self._is_money[row]:
                continue
            relation = self._relations.get(row)
            if relation is None and self._is_total(row) and self._moves(row):
                relation = next((self._relation(row, parts) for parts in self._candidates(row)), None)
                if relation is not None:
                    self._relations[row] = relation
                    if relation.partial and not self._rows[row].is_known_by_entries:
                        doubtful.append(relation)
            if members := self._members(row):
                self._open = [each for each in self._open if each not in members]
            if self._is_total_assets(row):
                self._open = []  # nothing below is made of assets
            elif self._is_total(row) or self._moves(row):
                self._open.append(row)
        return doubtful

    def _is_total(self, row: int) -> bool:
        return row in self._relations or bool(TOTAL_CAPTION.search(self._rows[row].caption))

    def _is_total_assets(self, row: int) -> bool:
        caption = self._rows[row].caption
        concept = catalogue_line_of(caption)
        return Concept.TOTAL_ASSETS in (concept_in_any_statement(caption), concept and concept.concept)

    def _moves(self, row: int) -> bool:
        return any(effect.get(row) for effect in self._effects.values())

    def _members(self, total: int) -> set[int]:
        """Return the rows that a total is made of, directly or not."""
        return set(everything_below(total, self._parts))

    def _parts(self, row: int) -> Parts:
        relation = self._relations.get(row)
        return relation.parts if relation else ()

    def _candidates(self, row: int) -> Iterator[Parts]:
        """Yield what may add up to a total, the nearest lines first: no line beyond another total but totals."""
        run: list[int] = []
        for each in reversed(self._open[-LONGEST_RUN:]):
            if run and self._is_total(run[0]) and not self._is_total(each):
                return
            run.insert(0, each)
            if len(run) == 1 and self._is_total(each) and not self._may_subtract:
                continue  # liabilities that move like equity are not made of it
            for parts in self._signed(run):
                if self._explains(row, parts):
                    yield parts

    def _signed(self, run: Sequence[int]) -> Iterator[Parts]:
        yield tuple((part, 1) for part in run)
        if self._may_subtract:
            yield tuple((part, -1 if COSTS.search(self._rows[part].caption) else 1) for part in run)

    def _explains(self, row: int, parts: Parts) -> bool:
        """True where the parts add up to the total in every difference and period that states it."""
        stated = [effects for effects in self._effects.values() if row in effects]
        return all(
            effects[row] == sum((weight * effects.get(part, Decimal(0)) for part, weight in parts), Decimal(0))
            for effects in stated
        )

    def _relation(self, row: int, parts: Parts) -> Relation:
        return Relation(row, parts, "the effects stated of its parts add up to its own", not self._foots(row, parts))

    def _foots(self, row: int, parts: Parts) -> bool:
        reported = [_reported(self._rows[each]) for each in (row, *(part for part, _ in parts))]
        total, amounts = reported[0], reported[1:]
        return bool(total) and all(
            amount == sum((w * (of.get(period) or 0) for (_, w), of in zip(parts, amounts, strict=True)), Decimal(0))
            for period, amount in total.items()
        )


def _reported(row: MergedRow) -> Mapping[str, Decimal]:
    stated = ((claim.period.id, claim.amount) for claim in row.figures if claim.role is FigureRole.AS_REPORTED)
    return {period: amount for period, amount in stated if amount is not None}


def _without_sides(row: MergedRow) -> MergedRow:
    """Return a row without debits and credits, whose signs are not known yet: a journal names no totals."""
    return replace(row, figures=[claim for claim in row.figures if not claim.by_side])


def _take_in_lines_known_by_entries(
    rows: Sequence[MergedRow], is_money: Sequence[bool], relations: dict[int, Relation]
) -> None:
    """Make each line that only entries name a part of the printed total it stands before; no figure proves it.

    A total that only entries name is no part: what it adds up is counted already.
    """
    total: int | None = None
    taken_in: dict[int, list[int]] = {}
    for row in reversed(range(len(rows))):
        if total is not None and rows[row].is_known_by_entries and is_money[row] and row not in relations:
            taken_in.setdefault(total, []).append(row)
        if is_money[row] and _may_take_in(rows, relations, row):
            total = row
    for total, taken in reversed(taken_in.items()):
        known = relations.get(total)
        parts = tuple(sorted([*(known.parts if known else ()), *((row, 1) for row in taken)]))
        said = [f"'{rows[row].caption}' is known by its entries and stands before it" for row in reversed(taken)]
        evidence = "; ".join([*([known.evidence] if known else ()), *said])
        relations[total] = Relation(total, parts, evidence, known.partial if known else True)


def _may_take_in(rows: Sequence[MergedRow], relations: Mapping[int, Relation], row: int) -> bool:
    """True for a printed total of lines above it, and for what is called one though nothing adds up to it."""
    if rows[row].is_known_by_entries:
        return False
    known = relations.get(row)
    if known is not None:
        return any(part < row for part, _ in known.parts)
    return rows[row].bold or bool(TOTAL_CAPTION.search(rows[row].caption))
