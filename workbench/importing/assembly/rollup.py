"""Roll-up: finds the parts of each total of a merged statement, and proves them with the figures.

A relation is *complete* if its parts add up to the total in every column, and *partial* if the sources print only
the parts that adjustments affect: then every adjustment column foots and the remainder is the same before and after.
What a formula adds up as reported is a relation even without proof. Otherwise some columns may disagree: a total
with one wrong cell is still that total, and its footing check reports the cell.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, islice, takewhile

from workbench.domain.facts import Fact, Told, fact
from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineUnit
from workbench.domain.totals_graph import everything_below, ways
from workbench.importing.assembly.merge import CellFigure, MergedRow
from workbench.importing.assembly.printed_columns import PrintedColumn, printed_columns
from workbench.importing.language.chinese import WordPattern
from workbench.importing.language.vocabulary import ATTRIBUTION, COSTS, DECLARED_TOTAL, TOTAL_CAPTION
from workbench.phrases import phrase
from workbench.progress import Progress

LONGEST_RUN = 60
"""The most open rows above a total, or rows below it, that are searched for its parts."""
LONGEST_RUN_WITH_SIGNS = 14
"""In longer runs of parts, none is tried with the opposite sign."""
LONGEST_RUN_OF_PLAIN_ROW = 6
"""The same for a row that does not look like a total."""
MOST_PIVOTS = 3
"""A run must add up in one of this many printed columns to be worth proving in all."""
MOST_EXCEPTIONS = 3
"""The most parts of a run with the opposite sign; with more, a match would be luck rather than evidence."""
COMPREHENSIVE = WordPattern(r"^total comprehensive (income|loss)|^comprehensive (income|loss)|(综合|全面)收益总额")
NET_INCOME = WordPattern(
    r"^net \(?(income|loss|profit)\)?(/\(?(income|loss)\)?)?$|^\(?(income|loss|profit)\)? for the (period|year)$|"
    r"^净(利润|亏损|收益)(\W+(利润|亏损)\W*)?$"
)
NAMES_A_SECTION = WordPattern(
    r"^(?:non-?\s?current|current|fixed) (?:assets|liabilities)$|^(?:(?:share|stock)holders['’]? |total )?equity$|"
    r"^(?:非流动|流动)(?:资产|负债)$"
)
"""Captions of subtotals without a word such as ``total``."""
DEDUCTION = WordPattern(r"\bless\b|^减")
NET_ASSETS = WordPattern(r"\bnet (?:assets|position)\b|净资产|资产净值")
ASSETS, LIABILITIES = WordPattern(r"\bassets\b|资产"), WordPattern(r"\bliabilit|负债")
NET_OF = WordPattern(r"\bnet\b|\bcarrying\b|净|账面价值|^\W*$")
OF_WHICH = WordPattern(r"^\W*(?:of which|thereof|including)\b|^其中")
PASSES_PER_FAILURE = 2
"""A relation holds if it fails in at most every third column: one of three, for two periods and a translation."""
LEAST_WHOLE_COLUMNS = 2
"""If this many columns of figures agree, and none disagrees, a failing effect may be in a wrong column."""
PASSES_PER_FAILED_EFFECT = 4
"""One effect may fail for this many that pass: effects are mostly nil, and easily add up by chance."""

ROWS_PER_STEP = 50
"""The number of rows processed between two reports of progress."""

Parts = tuple[tuple[int, int], ...]
"""(row, weight) of each part."""

FormulaParts = Callable[[CellFigure], Sequence[tuple[int, int, int]] | None]
"""What a figure's formula adds up on its own sheet: (row, column, weight) of each cell; None for other formulas."""


@dataclass(frozen=True, slots=True)
class TotalRelation:
    """The parts of the total in row ``total``.

    ``is_partial``: the parts explain its effects only; the sources do not print all of its parts.
    """

    total: int
    parts: Parts
    evidence: Told
    is_partial: bool


@dataclass(frozen=True, slots=True)
class _Proof:
    """In how many columns parts add up to their total, and in how many they do not."""

    passes: int
    fails: int

    def holds(self, passes_per_failure: int) -> bool:
        return self.passes > 0 and self.fails * passes_per_failure <= self.passes


def find_relations(
    rows: Sequence[MergedRow],
    units: Sequence[LineUnit],
    formula_parts: FormulaParts,
    progress: Progress,
    *,
    may_subtract: bool,
) -> list[TotalRelation]:
    """Return the parts of the totals among ``rows``, top to bottom; ``units``: of each row.

    ``may_subtract``: costs may be printed positive, so that a result is revenue less costs; not on a balance sheet.
    """
    return _Search(rows, units, formula_parts, may_subtract).run(progress)


class _Search:
    """Looks, top to bottom, for the parts of each row that may be a total, and proves them."""

    def __init__(
        self, rows: Sequence[MergedRow], units: Sequence[LineUnit], formula_parts: FormulaParts, may_subtract: bool
    ) -> None:
        self._rows = rows
        self._may_subtract = may_subtract
        self._formula_parts = formula_parts
        self._is_money = [not row.is_heading and unit is LineUnit.MONEY for row, unit in zip(rows, units, strict=True)]
        self._may_be_added = [
            is_money and not row.is_known_by_entries for row, is_money in zip(rows, self._is_money, strict=True)
        ]
        self._is_total_like = [row.bold or bool(TOTAL_CAPTION.search(row.caption)) for row in rows]
        self._is_of_which = [bool(OF_WHICH.search(row.caption)) for row in rows]
        self._columns = printed_columns(rows, self._is_total_like)
        self._is_alone = len(self._columns) == 1
        if self._is_alone:  # no other column distinguishes a subtotal from a chance match
            self._is_total_like = [
                is_like or not row.caption or bool(NAMES_A_SECTION.search(row.caption))
                for is_like, row in zip(self._is_total_like, rows, strict=True)
            ]
        self._has_entries = any(figure.role is FigureRole.ENTRY for row in rows for figure in row.figures)
        self._reported_columns = [column for column in self._columns if column.role is FigureRole.AS_REPORTED]
        self._adjustment_columns = [column for column in self._columns if column.role is FigureRole.ADJUSTMENT]
        self._row_at = {figure.place: index for index, row in enumerate(rows) for figure in row.figures}
        self._sheets = [{figure.place[:2] for figure in row.figures} for row in rows]
        self._part_rows: set[int] = set()
        self._open_rows: list[int] = []
        self._open_rows_nearby: list[int] = []
        self._relations: dict[int, TotalRelation] = {}

    def run(self, progress: Progress) -> list[TotalRelation]:
        for row in range(len(self._rows)):
            if row % ROWS_PER_STEP == 0:
                progress.step(row, len(self._rows), phrase("Finding the parts of each total"))
            if not self._may_be_added[row]:
                continue
            rows_nearby: Iterator[int] = reversed(self._open_rows)
            if row in self._part_rows:
                rows_nearby = (open_row for open_row in reversed(self._open_rows) if not self._contains(open_row, row))
            self._open_rows_nearby = list(islice(rows_nearby, LONGEST_RUN))[::-1]
            relation = self._find_relation(row)
            if relation:
                self._relations[row] = relation
                self._part_rows.update(part for part, _ in relation.parts)
                self._open_rows = [open_row for open_row in self._open_rows if open_row not in self._part_rows]
            if row not in self._part_rows and not self._is_of_which[row]:
                self._open_rows.append(row)  # a breakdown of a line above is counted with that line
        return list(self._relations.values())

    def _find_relation(self, row: int) -> TotalRelation | None:
        """Return the parts of a row by the first rule that finds them, the surest first; None if none does."""
        rules = (
            self._relation_by_formula,
            self._run_above,
            self._net_of_deductions,
            self._net_assets,
            self._comprehensive_income,
            self._breakdown_below,
            self._led_run_below,
            self._affected_run_above,
            self._affected_run_below,
            self._declared_sum,
            self._declared_sum_of_only_column,
        )
        return next(filter(None, (rule(row) for rule in rules)), None)

    def _contains(self, total: int, row: int) -> bool:
        """True if ``row`` is a part of ``total``, directly or not: then it cannot be a total of it."""
        return row in everything_below(total, self._parts)

    def _parts(self, row: int) -> Parts:
        relation = self._relations.get(row)
        return relation.parts if relation else ()

    # ---- candidates

    def _relation_by_formula(self, row: int) -> TotalRelation | None:
        for figure in self._rows[row].figures:
            cells = self._formula_parts(figure)
            if not cells:
                continue
            parts = self._rows_of(row, figure, cells)
            candidates = [candidate for candidate in (self._with_unprinted(row, figure, parts), parts) if candidate]
            best = min(candidates, key=lambda candidate: self._proof_in_all_columns(row, candidate).fails, default=None)
            if best and any(self._contains(part, row) for part, _ in best):
                continue
            if best and (
                figure.role is FigureRole.AS_REPORTED or self._proof_in_all_columns(row, best).holds(PASSES_PER_FAILURE)
            ):
                where = f"{figure.sheet}!{figure.reading.cell.ref}"
                evidence = fact("by-formula", cell=where, proof=self._describe_proof(row, best))
                return TotalRelation(row, best, evidence, False)
        return None

    def _rows_of(self, row: int, figure: CellFigure, cells: Iterable[tuple[int, int, int]]) -> Parts:
        """Return the rows that a formula adds up; nothing if it leaves its column."""
        parts = []
        for part_row, column, weight in cells:
            part = self._row_at.get((figure.file, figure.sheet, part_row))
            if column != figure.reading.cell.column or part == row:
                return ()
            if part is not None and self._may_be_added[part]:
                parts.append((part, weight))
        return tuple(parts)

    def _with_unprinted(self, row: int, figure: CellFigure, parts: Parts) -> Parts:
        """Return ``parts`` including rows among them that only other tables print, which the formula cannot know."""
        if not parts:
            return ()
        first, last = min(part for part, _ in parts), max(max(part for part, _ in parts), row)
        known_parts = {part for part, _ in parts}
        unprinted_parts = [
            (row_between, 1)
            for row_between in range(first, last)
            if self._may_be_added[row_between]
            and row_between not in known_parts
            and row_between not in self._part_rows
            and row_between not in self._relations
            and row_between != row
            and self._rows[row_between].section == self._rows[parts[0][0]].section
            and figure.place[:2] not in self._sheets[row_between]
        ]
        return tuple(sorted([*parts, *unprinted_parts]))

    def _run_above(self, row: int) -> TotalRelation | None:
        """Return the shortest run of open rows above that adds up to a row, with the nils that begin its section."""
        relation = self._best_relation(
            row, (self._open_rows_nearby[-length:] for length in self._promising_lengths(row))
        )
        if relation is None:
            return None
        first_part = relation.parts[0][0]
        rows_before = reversed([nearby_row for nearby_row in self._open_rows_nearby if nearby_row < first_part])
        nils = list(takewhile(lambda nearby_row: self._is_nil_beside(nearby_row, first_part), rows_before))
        return replace(relation, parts=(*((nearby_row, 1) for nearby_row in reversed(nils)), *relation.parts))

    def _is_nil_beside(self, row: int, other: int) -> bool:
        """True for a line of nils in the section of another."""
        is_line = not self._is_total_like[row] and row not in self._relations
        return is_line and self._rows[row].section == self._rows[other].section and not self._states_anything(row)

    def _net_of_deductions(self, row: int) -> TotalRelation | None:
        """Return the net of ``Property`` and ``Less: depreciation`` printed positive, as a total of both."""
        if not NET_OF.search(self._rows[row].caption):
            return None
        deductions = list(
            takewhile(lambda part: DEDUCTION.match(self._rows[part].caption), reversed(self._open_rows_nearby))
        )
        if not deductions or len(deductions) == len(self._open_rows_nearby):
            return None
        gross = self._open_rows_nearby[-len(deductions) - 1]
        return self._prove(row, ((gross, 1), *((part, -1) for part in reversed(deductions))))

    def _net_assets(self, row: int) -> TotalRelation | None:
        """Return net assets as total assets less total liabilities, which are printed positive."""
        if not NET_ASSETS.search(self._rows[row].caption) or len(self._open_rows_nearby) < 2:
            return None
        assets, liabilities = self._open_rows_nearby[-2:]
        captions = self._rows[assets].caption, self._rows[liabilities].caption
        if not (ASSETS.search(captions[0]) and LIABILITIES.search(captions[1])):
            return None
        return self._prove(row, ((assets, 1), (liabilities, -1)))

    def _prove(self, row: int, parts: Parts) -> TotalRelation | None:
        """Return the relation of a total to parts that add up to it in every column; None if they do not."""
        proof = self._proof_in_all_columns(row, parts)
        return (
            TotalRelation(row, parts, self._describe_proof(row, parts), False)
            if proof.passes and not proof.fails
            else None
        )

    def _comprehensive_income(self, row: int) -> TotalRelation | None:
        """Return total comprehensive income as net income, part of another total or not, and the open rows since."""
        if not COMPREHENSIVE.search(self._rows[row].caption):
            return None
        rows_of_net_income = [
            income_row
            for income_row in range(row)
            if self._may_be_added[income_row] and NET_INCOME.search(self._rows[income_row].caption)
        ]
        rows_since = [part for part in self._open_rows_nearby if not ATTRIBUTION.search(self._rows[part].caption)]
        runs = (
            [income_row, *(part for part in rows_since if part > income_row)]
            for income_row in reversed(rows_of_net_income)
        )
        return self._best_relation(row, (run for run in runs if len(run) > 1))

    def _promising_lengths(self, row: int) -> Iterator[int]:
        """Yield the lengths of runs above that add up in some pivot, and all short ones where signs may be turned."""
        pivots = self._pivots(row)
        if not self._is_total_like[row]:
            pivots = pivots[:1]  # such a row must be proven in every column
        longest_with_signs = self._longest_with_signs(row)
        lengths = set(range(2, min(longest_with_signs, len(self._open_rows_nearby)) + 1))
        for pivot in pivots:
            difference, slack = -(pivot.values[row] or Decimal(0)), pivot.slack(row, ())
            for length, part in enumerate(reversed(self._open_rows_nearby), 1):
                difference += pivot.values[part] or Decimal(0)
                if pivot.slacks:
                    slack += pivot.slack(part, ())
                if not difference or (slack and abs(difference) <= slack):
                    lengths.add(length)
        yield from sorted(lengths)

    def _breakdown_below(self, row: int) -> TotalRelation | None:
        """Return ``Total costs`` as ``of which: cost of sales`` and the other rows just below that add up to it."""
        if not any(self._is_of_which[row + 1 : row + 2]):
            return None
        for run in self._runs_below(row):
            if any(self._is_of_which[part] for part in run[1:]):
                return None
            relation = self._prove(row, tuple((part, 1) for part in run)) if len(run) > 1 else None
            if relation:
                return relation
        return None

    def _led_run_below(self, row: int) -> TotalRelation | None:
        """Return the shortest run of rows just below that adds up to a row: a total printed before its parts.

        ``Revenue = costs + profit`` adds up as well: only the look of the rows tells whether parts follow.
        """
        lead, first = self._rows[row], self._rows[row + 1 : row + 2]
        if not (lead.bold or any(part.indent > lead.indent for part in first)):
            return None
        return self._best_relation(
            row, (run for run in self._runs_below(row) if len(run) > 1 and self._are_led(row, run))
        )

    def _are_led(self, row: int, run: list[int]) -> bool:
        lead, parts = self._rows[row], [self._rows[part] for part in run]
        stands_out = lead.bold and not any(part.bold for part in parts)
        return stands_out or all(part.indent > lead.indent for part in parts)

    def _best_relation(self, row: int, runs: Iterable[list[int]]) -> TotalRelation | None:
        best: tuple[int, int, Parts] | None = None
        for run in runs:
            for parts in self._parts_with_signs(row, run):
                proof = self._proof_in_all_columns(row, parts)
                is_doubtful = len(parts) == 1 or proof.fails or proof.passes < 2 or not self._states_anything(row)
                if not self._is_total_like[row] and is_doubtful:
                    continue
                stands = proof.holds(PASSES_PER_FAILURE) or self._stands_but_for_effects(row, parts)
                if stands and (best is None or proof.fails < best[0]):
                    best = (proof.fails, len(parts), parts)
            if best and best[0] == 0:
                break
        if best:
            return TotalRelation(row, best[2], self._describe_proof(row, best[2]), False)
        return None

    def _states_anything(self, row: int) -> bool:
        """False for a line of nils, which anything may add up to."""
        return any(column.values[row] for column in self._columns)

    def _declared_sum(self, row: int) -> TotalRelation | None:
        """Return what ``Total current assets`` declares: the shortest run above that adds up in half the columns.

        In a primary statement, which prints all parts, a difference is a wrong figure and not another relation.
        """
        if not (DECLARED_TOTAL.search(self._rows[row].caption) and self._rows[row].is_in_primary):
            return None
        for length in self._promising_lengths(row):
            run = self._open_rows_nearby[-length:]
            parts = tuple((part, 1) for part in run)
            proof = self._proof_in_all_columns(row, parts)
            if length > 1 and proof.holds(1) and all(self._rows[part].is_in_primary for part in run):
                evidence = fact("declared-by-caption", proof=self._describe_proof(row, parts))
                return TotalRelation(row, parts, evidence, False)
        return None

    def _declared_sum_of_only_column(self, row: int) -> TotalRelation | None:
        """Return the parts that a total declares in a statement of one column, whether or not they add up.

        Beside a list of entries, a table may show only the lines that entries affect: there a total declares nothing.
        Declared totals without parts of their own are not parts of another.
        """
        if not (self._is_alone and self._reported_columns and not self._has_entries and self._rows[row].is_in_primary):
            return None
        runs = self._sections_above(row) if self._declares(row) else self._costs_above(row)
        amounts = self._reported_columns[0].values
        signed_runs = [tuple((part, self._weight(part, amounts[part])) for part in run) for run in runs if run]
        plain_runs = (tuple((part, 1) for part in run) for run in runs if run)
        candidates = (*signed_runs, *plain_runs)
        footing = next((parts for parts in candidates if not self._proof_in_all_columns(row, parts).fails), None)
        if footing is not None:
            return TotalRelation(row, footing, fact("declared-and-adds-up"), False)
        parts = tuple(
            (part, weight)
            for part, weight in next(iter(signed_runs), ())
            if part in self._relations or not self._declares(part)
        )
        return TotalRelation(row, parts, fact("declared-without-adding-up"), False) if parts else None

    def _declares(self, row: int) -> bool:
        return bool(DECLARED_TOTAL.search(self._rows[row].caption))

    def _open_rows_with_amounts(self) -> list[int]:
        amounts = self._reported_columns[0].values
        return [part for part in self._open_rows_nearby if amounts[part] is not None]

    def _sections_above(self, row: int) -> list[list[int]]:
        """Return the lines of a total's section, and each run of lines that ends above it."""
        lead, stated = self._rows[row], self._open_rows_with_amounts()
        if DEDUCTION.search(lead.caption):
            return []
        inside = [part for part in stated if self._rows[part].section[: len(lead.section)] == lead.section]
        return [inside, *(stated[-length:] for length in range(2, len(stated) + 1))]

    def _costs_above(self, row: int) -> list[list[int]]:
        """Return the parts of a result by its caption: its costs and the line above them; at most one run."""
        caption, stated = self._rows[row].caption, self._open_rows_with_amounts()
        if not self._may_subtract or not TOTAL_CAPTION.search(caption) or ATTRIBUTION.search(caption):
            return []
        costs = list(takewhile(lambda part: COSTS.search(self._rows[part].caption), reversed(stated)))
        return [stated[-len(costs) - 1 :]] if 0 < len(costs) < len(stated) else []

    def _weight(self, part: int, amount: Decimal | None) -> int:
        """Return -1 for a deduction or a cost that is printed positive, else 1."""
        caption = self._rows[part].caption
        is_deducted = DEDUCTION.match(caption) or (self._may_subtract and COSTS.search(caption))
        return -1 if amount and amount > 0 and is_deducted else 1

    def _affected_run_above(self, row: int) -> TotalRelation | None:
        """Return the longest run of rows above, in the section of a row, whose effects add up to its own.

        If all such runs contain subtotals, it is the shortest.
        """
        if not self._may_be_partial(row):
            return None
        accepted_parts = []
        for length in range(1, len(self._open_rows_nearby) + 1):
            run = self._open_rows_nearby[-length:]
            if self._rows[run[0]].section != self._rows[row].section and run[0] not in self._relations:
                break
            accepted_parts += [parts for parts in self._parts_with_signs_of_costs(run) if self._is_partial(row, parts)]
        without_subtotals = [parts for parts in accepted_parts if not any(self._is_subtotal(part) for part, _ in parts)]
        parts_chosen = (
            max(without_subtotals, key=len) if without_subtotals else min(accepted_parts, key=len, default=None)
        )
        return self._partial_relation(row, self._lead_in_place_of(row, parts_chosen))

    def _lead_in_place_of(self, row: int, parts: Parts | None) -> Parts | None:
        """Return the line above ``parts`` instead of them, if it is their subtotal.

        ``Credit driven services``, then ``Financing income``: both move alike, and the total below moves by it once.
        """
        rows_above = [nearby_row for nearby_row in self._open_rows_nearby if parts and nearby_row < parts[0][0]]
        lead = rows_above[-1] if rows_above else None
        if parts is None or lead is None or self._rows[lead].section != self._rows[parts[0][0]].section:
            return parts
        proof = self._proof_of_effects(lead, parts)
        if proof.fails or not proof.passes or not self._is_partial(lead, parts):
            return parts
        self._relations[lead] = TotalRelation(lead, parts, fact("effects-foot", columns=proof.passes), True)
        self._part_rows.update(part for part, _ in parts)
        return ((lead, 1),) if self._is_partial(row, ((lead, 1),)) else parts

    def _is_subtotal(self, row: int) -> bool:
        return row in self._relations or bool(TOTAL_CAPTION.search(self._rows[row].caption))

    def _affected_run_below(self, row: int) -> TotalRelation | None:
        """Return the longest run of rows below whose effects add up to those of a row."""
        if not self._may_be_partial(row):
            return None
        runs = (tuple((part, 1) for part in run) for run in self._runs_below(row))
        accepted_parts = [parts for parts in runs if self._is_partial(row, parts)]
        return self._partial_relation(row, max(accepted_parts, key=len, default=None))

    def _partial_relation(self, row: int, parts: Parts | None) -> TotalRelation | None:
        if parts is None:
            return None
        columns = self._proof_of_effects(row, parts).passes
        return TotalRelation(row, parts, fact("effects-foot", columns=columns), True)

    def _may_be_partial(self, row: int) -> bool:
        return self._is_total_like[row] and any(column.values[row] for column in self._adjustment_columns)

    def _runs_below(self, row: int) -> Iterator[list[int]]:
        """Yield the runs of rows just below, up to a heading or a row that looks like another total."""
        run: list[int] = []
        for below in range(row + 1, min(row + 1 + LONGEST_RUN, len(self._rows))):
            if not self._may_be_added[below] or below in self._part_rows or self._is_total_like[below]:
                return
            run.append(below)
            yield run[:]

    # ---- signs

    def _parts_with_signs(self, row: int, run: list[int]) -> Iterator[Parts]:
        """Yield a run with all weights +1, and with the few changes of sign that make some printed column add up."""
        may_turn_signs = 1 < len(run) <= self._longest_with_signs(row)
        sets_tried: set[tuple[int, ...]] = set()
        for pivot in self._pivots(row):
            amounts = [pivot.values[part] or Decimal(0) for part in run]
            total, sum_of_all = pivot.values[row] or Decimal(0), sum(amounts, Decimal(0))
            slack = pivot.slack(row, run)
            places_to_negate: list[tuple[int, ...]] = [()] if abs(sum_of_all - total) <= slack else []
            if may_turn_signs and not places_to_negate:
                places_to_negate = list(_places_to_negate(amounts, total, sum_of_all, slack))
                costs = tuple(place for place, part in enumerate(run) if COSTS.search(self._rows[part].caption))
                as_costs = sum_of_all - 2 * sum((amounts[place] for place in costs), Decimal(0))
                if abs(as_costs - total) <= slack and costs not in places_to_negate:
                    places_to_negate.append(costs)
            for negated_places in places_to_negate:
                if negated_places not in sets_tried:
                    sets_tried.add(negated_places)
                    yield tuple((part, -1 if place in negated_places else 1) for place, part in enumerate(run))

    def _longest_with_signs(self, row: int) -> int:
        """Return how long a run may be in which some parts are subtracted."""
        if not self._may_subtract or ATTRIBUTION.search(self._rows[row].caption):
            return 0
        return LONGEST_RUN_WITH_SIGNS if self._is_total_like[row] else LONGEST_RUN_OF_PLAIN_ROW

    def _pivots(self, row: int) -> list[PrintedColumn]:
        """Return a few printed columns: a relation must hold in one of them to be worth proving in all."""
        printed = (column for column in self._reported_columns if column.values[row] is not None)
        return list(islice(printed, MOST_PIVOTS)) or self._columns[:1]

    def _parts_with_signs_of_costs(self, run: list[int]) -> Iterator[Parts]:
        yield tuple((part, 1) for part in run)
        if len(run) <= LONGEST_RUN_WITH_SIGNS:
            costs = tuple((part, -1 if COSTS.search(self._rows[part].caption) else 1) for part in run)
            if any(weight < 0 for _, weight in costs):
                yield costs

    # ---- proof

    def _proof_in_all_columns(self, row: int, parts: Parts) -> _Proof:
        return self._prove_in(row, parts, self._columns)

    def _proof_of_effects(self, row: int, parts: Parts) -> _Proof:
        return self._prove_in(row, parts, self._adjustment_columns)

    def _prove_in(self, row: int, parts: Parts, columns: Iterable[PrintedColumn]) -> _Proof:
        passes = fails = 0
        for column in columns:
            total = column.values[row]
            if column.unknown and any(part in column.unknown for part, _ in parts):
                continue  # an unreadable cell is not nil
            amounts = [self._value(column, part) for part, _ in parts]
            if total is None or not (total or any(amounts)):
                continue
            difference = total - sum(
                (weight * (amount or 0) for (_, weight), amount in zip(parts, amounts, strict=True)), Decimal(0)
            )
            if not difference or abs(difference) <= column.slack(row, (part for part, _ in parts)):
                passes += 1
            else:
                fails += 1
        return _Proof(passes, fails)

    def _stands_but_for_effects(self, row: int, parts: Parts) -> bool:
        """True if figures add up in every column and only some effects do not: one may stand in a wrong place."""
        figures = self._prove_in(
            row, parts, (column for column in self._columns if column.role is not FigureRole.ADJUSTMENT)
        )
        effects = self._proof_of_effects(row, parts)
        return figures.passes >= LEAST_WHOLE_COLUMNS and not figures.fails and effects.holds(1)

    def _value(self, column: PrintedColumn, row: int) -> Decimal | None:
        """Return what a column prints for a row; for a total that it leaves out, the sum of its parts."""
        printed = column.values
        if printed[row] is not None or row not in self._relations:
            return printed[row]
        made_of = ways(row, lambda part: self._parts(part) if printed[part] is None else ())
        amounts = [weight * amount for part, weight in made_of if (amount := printed[part]) is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    def _is_partial(self, row: int, parts: Parts) -> bool:
        """True if effects foot and the remainder is the same as reported and as result."""
        if all(self._rows[part].is_in_primary for part, _ in parts) and self._rows[row].is_in_primary:
            return False  # the full statement prints all of them: a remainder would be a failure, not an omission
        proof, remainders_agree = self._proof_of_effects(row, parts), list(self._agreement_of_remainders(row, parts))
        if not proof.holds(PASSES_PER_FAILED_EFFECT):
            return bool(proof.passes) and len(remainders_agree) >= LEAST_WHOLE_COLUMNS and all(remainders_agree)
        return sum(remainders_agree) * 2 >= len(remainders_agree)

    def _agreement_of_remainders(self, row: int, parts: Parts) -> Iterator[bool]:
        """Yield for each period whether the remainder is the same as reported and as result."""
        results = {column.key[0]: column for column in self._columns if column.role is FigureRole.RESULT}
        for reported_column in self._reported_columns:
            result_column = results.get(reported_column.key[0])
            if result_column is None or reported_column.values[row] is None or result_column.values[row] is None:
                continue
            if any(reported_column.values[part] is None and result_column.values[part] is None for part, _ in parts):
                continue  # a part known only from entries: its remainder cannot be compared
            remainders = []
            for column in (reported_column, result_column):
                values = [(weight, column.values[part], reported_column.values[part]) for part, weight in parts]
                explained = sum(
                    (weight * (reported or 0 if value is None else value) for weight, value, reported in values),
                    Decimal(0),
                )
                remainders.append((column.values[row] or Decimal(0)) - explained)
            part_rows = [part for part, _ in parts]
            slack = reported_column.slack(row, part_rows) + result_column.slack(row, part_rows)
            yield abs(remainders[0] - remainders[1]) <= slack

    def _describe_proof(self, row: int, parts: Parts) -> Fact:
        proof = self._proof_in_all_columns(row, parts)
        return fact("foots", passes=proof.passes, columns=proof.passes + proof.fails)


def _places_to_negate(
    amounts: list[Decimal], total: Decimal, sum_of_all: Decimal, slack: Decimal
) -> Iterator[tuple[int, ...]]:
    """Yield the sets of places whose sign must turn so that the amounts add up to ``total``, the smallest first."""
    half = (sum_of_all - total) / 2
    places = range(len(amounts))
    for size in range(1, min(MOST_EXCEPTIONS, len(amounts)) + 1):
        for places_chosen in combinations(places, size):
            picked_sum = sum((amounts[place] for place in places_chosen), Decimal(0))
            if abs(picked_sum - half) <= slack and 0 not in places_chosen:
                yield places_chosen
            elif abs(sum_of_all - picked_sum - half) <= slack and 0 in places_chosen:
                yield tuple(place for place in places if place not in places_chosen)
