"""Relations not proven by a printed column: totals whose effects are those of their parts, lines named by entries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, StatementKind
from workbench.domain.totals_graph import everything_below
from workbench.importing.assembly.merge import Decision, MergedRow
from workbench.importing.assembly.rollup import Parts, TotalRelation
from workbench.importing.language.catalogue import catalogue_line_of
from workbench.importing.language.common_facts import all_of, quote
from workbench.importing.language.concepts import concept_in_any_statement
from workbench.importing.language.vocabulary import COSTS, TOTAL_CAPTION

Effects = dict[tuple[AdjustmentId, PeriodId], dict[int, Decimal]]
"""The stated effect on each row, by (adjustment, period)."""

LONGEST_RUN = 200
"""The most lines above a total that are searched for its parts."""


def stated_effects(rows: Sequence[MergedRow]) -> Effects:
    """Return the effect that tables state on each row, else the sum of the entries on it."""
    by_tables: Effects = {}
    by_entries: Effects = {}
    for index, row in enumerate(rows):
        for figure in row.figures:
            if figure.amount is None or not figure.role.is_of_an_adjustment:
                continue
            key = figure.adjustment, figure.period.id
            if figure.role is FigureRole.ADJUSTMENT:
                by_tables.setdefault(key, {}).setdefault(index, figure.amount)
            else:
                sums = by_entries.setdefault(key, {})
                sums[index] = sums.get(index, Decimal(0)) + figure.amount
    return {key: by_entries.get(key, {}) | by_tables.get(key, {}) for key in (*by_tables, *by_entries)}


def add_listed_lines(
    total_relations: Sequence[TotalRelation], rows: Sequence[MergedRow], is_money: Sequence[bool], kind: StatementKind
) -> tuple[list[TotalRelation], list[Decision]]:
    """Return the relations, including those shown only by effects and entries, with a doubt for each uncertain one."""
    relation_of = {relation.total: relation for relation in total_relations}
    has_effects = any(figure.role.is_of_an_adjustment for row in rows for figure in row.figures)
    doubtful_relations = _Search(rows, is_money, kind, relation_of).run() if has_effects else []
    _take_in_lines_known_by_entries(rows, is_money, relation_of)
    return [relation_of[total] for total in sorted(relation_of)], [
        _doubt_relation(rows, relation) for relation in doubtful_relations
    ]


def _doubt_relation(rows: Sequence[MergedRow], relation: TotalRelation) -> Decision:
    row = rows[relation.total]
    names = tuple(quote(rows[part].caption) for part, _ in relation.parts)
    where = next((figure.ref for figure in row.figures if figure.role.is_of_an_adjustment), None)
    outcome = fact("total-of-lines-not-shown", lines=names)
    return Decision(row.caption, outcome, fact("only-differences-add-up"), where, is_doubtful=True)


class _Search:
    """Looks, top to bottom, for totals without a relation whose effects are those of lines above them."""

    def __init__(
        self,
        rows: Sequence[MergedRow],
        is_money: Sequence[bool],
        kind: StatementKind,
        relations: dict[int, TotalRelation],
    ) -> None:
        self._rows = rows
        self._is_money = is_money
        self._may_subtract = kind is not StatementKind.FINANCIAL_POSITION
        self._relations = relations
        self._effects = stated_effects([_without_sides(row) for row in rows])
        self._open_rows: list[int] = []

    def run(self) -> list[TotalRelation]:
        """Add the relations; return those of printed totals, which their figures do not prove."""
        doubtful_relations = []
        for row in range(len(self._rows)):
            if not self._is_money[row]:
                continue
            relation = self._relations.get(row)
            if relation is None and self._is_total(row) and self._moves(row):
                relation = next((self._relation(row, parts) for parts in self._candidates(row)), None)
                if relation is not None:
                    self._relations[row] = relation
                    if relation.is_partial and not self._rows[row].is_known_by_entries:
                        doubtful_relations.append(relation)
            if members := self._members(row):
                self._open_rows = [open_row for open_row in self._open_rows if open_row not in members]
            if self._is_total_assets(row):
                self._open_rows = []  # nothing below adds up assets
            elif self._is_total(row) or self._moves(row):
                self._open_rows.append(row)
        return doubtful_relations

    def _is_total(self, row: int) -> bool:
        return row in self._relations or bool(TOTAL_CAPTION.search(self._rows[row].caption))

    def _is_total_assets(self, row: int) -> bool:
        caption = self._rows[row].caption
        concept = catalogue_line_of(caption)
        return Concept.TOTAL_ASSETS in (concept_in_any_statement(caption), concept and concept.concept)

    def _moves(self, row: int) -> bool:
        return any(effect.get(row) for effect in self._effects.values())

    def _members(self, total: int) -> set[int]:
        """Return the rows that count in a total, directly or not."""
        return set(everything_below(total, self._parts))

    def _parts(self, row: int) -> Parts:
        relation = self._relations.get(row)
        return relation.parts if relation else ()

    def _candidates(self, row: int) -> Iterator[Parts]:
        """Yield runs of lines that may add up to a total, the nearest first; beyond another total, only totals."""
        run: list[int] = []
        for part in reversed(self._open_rows[-LONGEST_RUN:]):
            if run and self._is_total(run[0]) and not self._is_total(part):
                return
            run.insert(0, part)
            if len(run) == 1 and self._is_total(part) and not self._may_subtract:
                continue  # liabilities that move like equity are not part of it
            for parts in self._with_signs(run):
                if self._explains(row, parts):
                    yield parts

    def _with_signs(self, run: Sequence[int]) -> Iterator[Parts]:
        yield tuple((part, 1) for part in run)
        if self._may_subtract:
            yield tuple((part, -1 if COSTS.search(self._rows[part].caption) else 1) for part in run)

    def _explains(self, row: int, parts: Parts) -> bool:
        """True if the parts add up to the total in every adjustment and period that states it."""
        effects_stating_it = [effects for effects in self._effects.values() if row in effects]
        return all(
            effects[row] == sum((weight * effects.get(part, Decimal(0)) for part, weight in parts), Decimal(0))
            for effects in effects_stating_it
        )

    def _relation(self, row: int, parts: Parts) -> TotalRelation:
        return TotalRelation(row, parts, fact("effects-add-up"), not self._foots(row, parts))

    def _foots(self, row: int, parts: Parts) -> bool:
        total = _reported_amounts(self._rows[row])
        reported_parts = [(weight, _reported_amounts(self._rows[part])) for part, weight in parts]
        return bool(total) and all(
            amount == sum((weight * (amounts.get(period) or 0) for weight, amounts in reported_parts), Decimal(0))
            for period, amount in total.items()
        )


def _reported_amounts(row: MergedRow) -> Mapping[PeriodId, Decimal]:
    stated = ((figure.period.id, figure.amount) for figure in row.figures if figure.role is FigureRole.AS_REPORTED)
    return {period: amount for period, amount in stated if amount is not None}


def _without_sides(row: MergedRow) -> MergedRow:
    """Return a row without debits and credits, whose signs are still unknown: a journal names no totals."""
    return replace(row, figures=[figure for figure in row.figures if not figure.is_debit_less_credit])


def _take_in_lines_known_by_entries(
    rows: Sequence[MergedRow], is_money: Sequence[bool], relations: dict[int, TotalRelation]
) -> None:
    """Make each line that only entries name a part of the printed total after it; no figure proves this.

    A total that only entries name does not become a part: its own parts count already.
    """
    total: int | None = None
    rows_by_total: dict[int, list[int]] = {}
    for row in reversed(range(len(rows))):
        if total is not None and rows[row].is_known_by_entries and is_money[row] and row not in relations:
            rows_by_total.setdefault(total, []).append(row)
        if is_money[row] and _may_take_in(rows, relations, row):
            total = row
    for total, rows_of_total in reversed(rows_by_total.items()):
        known_relation = relations.get(total)
        parts = tuple(sorted([*(known_relation.parts if known_relation else ()), *((row, 1) for row in rows_of_total)]))
        evidence_of_rows = [fact("known-by-entries", line=rows[row].caption) for row in reversed(rows_of_total)]
        evidence = all_of([*([known_relation.evidence] if known_relation else ()), *evidence_of_rows])
        relations[total] = TotalRelation(total, parts, evidence, known_relation.is_partial if known_relation else True)


def _may_take_in(rows: Sequence[MergedRow], relations: Mapping[int, TotalRelation], row: int) -> bool:
    """True for a printed total of lines above it, and for a line called a total although nothing adds up to it."""
    if rows[row].is_known_by_entries:
        return False
    relation = relations.get(row)
    if relation is not None:
        return any(part < row for part, _ in relation.parts)
    return rows[row].bold or bool(TOTAL_CAPTION.search(rows[row].caption))
