"""Roll up: find how each total of a merged statement is made, and prove it with the figures.

A relation is *complete* where its parts add up to the total in every column, and *partial* where the sources print
only the parts that adjustments move: then every adjustment column foots and the rest is the same before and after.
What a formula adds up as reported is a relation whatever its proof. Elsewhere some columns may disagree: a total
with one wrong cell is still that total, and its footing check says so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, islice, takewhile

from workbench.domain.sources import FigureRole
from workbench.domain.statements import LineUnit
from workbench.domain.totals_graph import everything_below, ways
from workbench.importing.assembly.merge import CellFigure, MergedRow
from workbench.importing.assembly.printed_columns import PrintedColumn, printed_columns
from workbench.importing.language.chinese import Words
from workbench.importing.language.vocabulary import ATTRIBUTION, COSTS, DECLARED_TOTAL, TOTAL_CAPTION
from workbench.progress import Progress

LONGEST_RUN = 60
LONGEST_RUN_WITH_SIGNS = 14
LONGEST_RUN_OF_PLAIN_ROW = 6
MOST_PIVOTS = 3
MOST_EXCEPTIONS = 3
"""How many parts of a run may carry the other sign before a match would be luck rather than evidence."""
COMPREHENSIVE = Words(r"^total comprehensive (income|loss)|^comprehensive (income|loss)|(综合|全面)收益总额")
NET_INCOME = Words(
    r"^net \(?(income|loss|profit)\)?(/\(?(income|loss)\)?)?$|^\(?(income|loss|profit)\)? for the (period|year)$|"
    r"^净(利润|亏损|收益)(\W+(利润|亏损)\W*)?$"
)
NAMES_A_SECTION = Words(
    r"^(?:non-?\s?current|current|fixed) (?:assets|liabilities)$|^(?:(?:share|stock)holders['’]? |total )?equity$|"
    r"^(?:非流动|流动)(?:资产|负债)$"
)
"""What subtotals are called that nobody calls a total."""
DEDUCTION = Words(r"\bless\b|^减")
NET_ASSETS = Words(r"\bnet (?:assets|position)\b|净资产|资产净值")
ASSETS, LIABILITIES = Words(r"\bassets\b|资产"), Words(r"\bliabilit|负债")
NET_OF = Words(r"\bnet\b|\bcarrying\b|净|账面价值|^\W*$")
OF_WHICH = Words(r"^\W*(?:of which|thereof|including)\b|^其中")
PASSES_PER_FAILURE = 2
"""A relation stands where it fails in at most every third column: in one of two periods and a translation."""
LEAST_WHOLE_COLUMNS = 2
"""Where so many columns of whole figures agree, and none disagrees, an effect may stand in a wrong column."""
PASSES_PER_FAILED_EFFECT = 4
"""Effects are mostly nil and foot by chance more easily than figures do."""

ROWS_PER_STEP = 50
"""How many rows are looked at between two reports of progress."""

Parts = tuple[tuple[int, int], ...]
"""(row, weight) of each part."""

FormulaParts = Callable[[CellFigure], Sequence[tuple[int, int, int]] | None]
"""What a claim's formula adds up on its own sheet: (row, column, weight) of each cell; None where it is no sum."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How the total in row ``total`` is made."""

    total: int
    parts: Parts
    evidence: str
    partial: bool


@dataclass(frozen=True, slots=True)
class _Proof:
    passes: int
    fails: int

    def holds(self, passes_per_failure: int) -> bool:
        return self.passes > 0 and self.fails * passes_per_failure <= self.passes


def relations(
    rows: Sequence[MergedRow],
    units: Sequence[LineUnit],
    formula_parts: FormulaParts,
    progress: Progress,
    *,
    may_subtract: bool,
) -> list[Relation]:
    """Return the relations found, top to bottom.

    ``may_subtract``: costs may be printed positive, so that a result is revenue less costs; not so on a balance sheet.
    """
    return _Search(rows, units, formula_parts, may_subtract).run(progress)


class _Search:
    def __init__(
        self, rows: Sequence[MergedRow], units: Sequence[LineUnit], formula_parts: FormulaParts, may_subtract: bool
    ) -> None:
        self._rows = rows
        self._may_subtract = may_subtract
        self._formula_parts = formula_parts
        self._is_money = [not row.is_heading and unit is LineUnit.MONEY for row, unit in zip(rows, units, strict=True)]
        self._adds_up = [
            is_money and not row.is_known_by_entries for row, is_money in zip(rows, self._is_money, strict=True)
        ]
        self._total_like = [row.bold or bool(TOTAL_CAPTION.search(row.caption)) for row in rows]
        self._is_of_which = [bool(OF_WHICH.search(row.caption)) for row in rows]
        self._columns = printed_columns(rows, self._total_like)
        self._is_alone = len(self._columns) == 1
        if self._is_alone:  # no other column tells a subtotal from a line by chance
            self._total_like = [
                like or not row.caption or bool(NAMES_A_SECTION.search(row.caption))
                for like, row in zip(self._total_like, rows, strict=True)
            ]
        self._has_entries = any(claim.role is FigureRole.ENTRY for row in rows for claim in row.figures)
        self._reported = [column for column in self._columns if column.role is FigureRole.AS_REPORTED]
        self._moved = [column for column in self._columns if column.role is FigureRole.ADJUSTMENT]
        self._row_at = {claim.place: index for index, row in enumerate(rows) for claim in row.figures}
        self._sheets = [{claim.place[:2] for claim in row.figures} for row in rows]
        self._owned: set[int] = set()
        self._open: list[int] = []
        self._near: list[int] = []
        self._found: dict[int, Relation] = {}

    def run(self, progress: Progress) -> list[Relation]:
        for row in range(len(self._rows)):
            if row % ROWS_PER_STEP == 0:
                progress.step(row, len(self._rows), "Looking for what each total is made of")
            if not self._adds_up[row]:
                continue
            near: Iterator[int] = reversed(self._open)
            if row in self._owned:
                near = (each for each in reversed(self._open) if not self._contains(each, row))
            self._near = list(islice(near, LONGEST_RUN))[::-1]
            relation = self._by_formula(row) or self._above(row) or self._net(row) or self._net_assets(row)
            relation = relation or self._with_net_income(row) or self._divided(row) or self._below(row)
            relation = relation or self._partly_above(row) or self._partly_below(row) or self._declared(row)
            relation = relation or self._declared_alone(row)
            if relation:
                self._found[row] = relation
                self._owned.update(part for part, _ in relation.parts)
                self._open = [each for each in self._open if each not in self._owned]
            if row not in self._owned and not self._is_of_which[row]:
                self._open.append(row)  # what is said of a line above is counted with that
        return list(self._found.values())

    def _contains(self, total: int, row: int) -> bool:
        """True where ``row`` is a part of ``total``, directly or not: then it cannot be a total of it."""
        return row in everything_below(total, self._parts)

    def _parts(self, row: int) -> Parts:
        relation = self._found.get(row)
        return relation.parts if relation else ()

    # ---- candidates

    def _by_formula(self, row: int) -> Relation | None:
        for claim in self._rows[row].figures:
            cells = self._formula_parts(claim)
            if not cells:
                continue
            parts = self._rows_of(row, claim, cells)
            candidates = [candidate for candidate in (self._with_unprinted(row, claim, parts), parts) if candidate]
            best = min(candidates, key=lambda candidate: self._complete(row, candidate).fails, default=None)
            if best and any(self._contains(part, row) for part, _ in best):
                continue
            if best and (claim.role is FigureRole.AS_REPORTED or self._complete(row, best).holds(PASSES_PER_FAILURE)):
                where = f"{claim.sheet}!{claim.reading.cell.ref}"
                return Relation(row, best, f"formula {where}, {self._said(row, best)}", False)
        return None

    def _rows_of(self, row: int, claim: CellFigure, cells: Iterable[tuple[int, int, int]]) -> Parts:
        """Return the rows that a formula adds up; nothing where it leaves its column."""
        parts = []
        for part_row, column, weight in cells:
            part = self._row_at.get((claim.file, claim.sheet, part_row))
            if column != claim.reading.cell.column or part == row:
                return ()
            if part is not None and self._adds_up[part]:
                parts.append((part, weight))
        return tuple(parts)

    def _with_unprinted(self, row: int, claim: CellFigure, parts: Parts) -> Parts:
        """Return ``parts`` joined by the rows among them that only other tables print, and the formula cannot know."""
        if not parts:
            return ()
        first, last = min(part for part, _ in parts), max(max(part for part, _ in parts), row)
        known = {part for part, _ in parts}
        joined = [
            (each, 1)
            for each in range(first, last)
            if self._adds_up[each]
            and each not in known
            and each not in self._owned
            and each not in self._found
            and each != row
            and self._rows[each].section == self._rows[parts[0][0]].section
            and claim.place[:2] not in self._sheets[each]
        ]
        return tuple(sorted([*parts, *joined]))

    def _above(self, row: int) -> Relation | None:
        """The shortest run of open rows just above that adds up to this one, with the nils its section begins with."""
        found = self._best(row, (self._near[-length:] for length in self._promising_lengths(row)))
        if found is None:
            return None
        first = found.parts[0][0]
        before = reversed([each for each in self._near if each < first])
        nils = list(takewhile(lambda each: self._is_nil_beside(each, first), before))
        return replace(found, parts=(*((each, 1) for each in reversed(nils)), *found.parts))

    def _is_nil_beside(self, row: int, other: int) -> bool:
        """True for a line of nils in the section of another."""
        is_line = not self._total_like[row] and row not in self._found
        return is_line and self._rows[row].section == self._rows[other].section and not self._states_anything(row)

    def _net(self, row: int) -> Relation | None:
        """``Property``, ``Less: depreciation`` printed positive, and what is left of it."""
        if not NET_OF.search(self._rows[row].caption):
            return None
        deductions = list(takewhile(lambda part: DEDUCTION.match(self._rows[part].caption), reversed(self._near)))
        if not deductions or len(deductions) == len(self._near):
            return None
        gross = self._near[-len(deductions) - 1]
        return self._proven(row, ((gross, 1), *((part, -1) for part in reversed(deductions))))

    def _net_assets(self, row: int) -> Relation | None:
        """Total assets less total liabilities that are printed positive."""
        if not NET_ASSETS.search(self._rows[row].caption) or len(self._near) < 2:
            return None
        assets, liabilities = self._near[-2:]
        captions = self._rows[assets].caption, self._rows[liabilities].caption
        if not (ASSETS.search(captions[0]) and LIABILITIES.search(captions[1])):
            return None
        return self._proven(row, ((assets, 1), (liabilities, -1)))

    def _proven(self, row: int, parts: Parts) -> Relation | None:
        """The relation of a total to parts that add up to it in every column; None where they do not."""
        proof = self._complete(row, parts)
        return Relation(row, parts, self._said(row, parts), False) if proof.passes and not proof.fails else None

    def _with_net_income(self, row: int) -> Relation | None:
        """Total comprehensive income: net income, whatever that counts in too, and what stands open since."""
        if not COMPREHENSIVE.search(self._rows[row].caption):
            return None
        earned = [each for each in range(row) if self._adds_up[each] and NET_INCOME.search(self._rows[each].caption)]
        since = [part for part in self._near if not ATTRIBUTION.search(self._rows[part].caption)]
        runs = ([each, *(part for part in since if part > each)] for each in reversed(earned))
        return self._best(row, (run for run in runs if len(run) > 1))

    def _promising_lengths(self, row: int) -> Iterator[int]:
        """Yield the lengths of runs above that add up in some pivot, and all short ones where signs may turn."""
        pivots = self._pivots(row)
        if not self._total_like[row]:
            pivots = pivots[:1]  # such a row must be proven in every column
        longest_with_signs = self._longest_with_signs(row)
        lengths = set(range(2, min(longest_with_signs, len(self._near)) + 1))
        for pivot in pivots:
            left, slack = -(pivot.values[row] or Decimal(0)), pivot.slack(row, ())
            for length, part in enumerate(reversed(self._near), 1):
                left += pivot.values[part] or Decimal(0)
                if pivot.slacks:
                    slack += pivot.slack(part, ())
                if not left or (slack and abs(left) <= slack):
                    lengths.add(length)
        yield from sorted(lengths)

    def _divided(self, row: int) -> Relation | None:
        """``Total costs``, ``of which: cost of sales`` and what else adds up to it just below."""
        if not any(self._is_of_which[row + 1 : row + 2]):
            return None
        for run in self._runs_below(row):
            if any(self._is_of_which[part] for part in run[1:]):
                return None
            found = self._proven(row, tuple((part, 1) for part in run)) if len(run) > 1 else None
            if found:
                return found
        return None

    def _below(self, row: int) -> Relation | None:
        """The shortest run of rows just below that adds up to this one: a total printed before its parts.

        ``Revenue = costs + profit`` adds up as well: only the look of the rows tells that parts follow.
        """
        lead, first = self._rows[row], self._rows[row + 1 : row + 2]
        if not (lead.bold or any(part.indent > lead.indent for part in first)):
            return None
        return self._best(row, (run for run in self._runs_below(row) if len(run) > 1 and self._looks_led(row, run)))

    def _looks_led(self, row: int, run: list[int]) -> bool:
        lead, parts = self._rows[row], [self._rows[part] for part in run]
        stands_out = lead.bold and not any(part.bold for part in parts)
        return stands_out or all(part.indent > lead.indent for part in parts)

    def _best(self, row: int, runs: Iterable[list[int]]) -> Relation | None:
        best: tuple[int, int, Parts] | None = None
        for run in runs:
            for parts in self._signed(row, run):
                proof = self._complete(row, parts)
                is_doubtful = len(parts) == 1 or proof.fails or proof.passes < 2 or not self._states_anything(row)
                if not self._total_like[row] and is_doubtful:
                    continue
                stands = proof.holds(PASSES_PER_FAILURE) or self._stands_but_for_effects(row, parts)
                if stands and (best is None or proof.fails < best[0]):
                    best = (proof.fails, len(parts), parts)
            if best and best[0] == 0:
                break
        if best:
            return Relation(row, best[2], self._said(row, best[2]), False)
        return None

    def _states_anything(self, row: int) -> bool:
        """False for a line of nils, which anything may add up to."""
        return any(column.values[row] for column in self._columns)

    def _declared(self, row: int) -> Relation | None:
        """What ``Total current assets`` declares: the shortest run above that adds up in every other column.

        In a primary statement, which prints all parts, the rest is a wrong figure and not another relation.
        """
        if not (DECLARED_TOTAL.search(self._rows[row].caption) and self._rows[row].in_primary):
            return None
        for length in self._promising_lengths(row):
            run = self._near[-length:]
            parts = tuple((part, 1) for part in run)
            proof = self._complete(row, parts)
            if length > 1 and proof.holds(1) and all(self._rows[part].in_primary for part in run):
                return Relation(row, parts, f"declared by its caption, {self._said(row, parts)}", False)
        return None

    def _declared_alone(self, row: int) -> Relation | None:
        """What a total declares in a statement of one column, where nothing adds up: what its ways to be made come to.

        Beside a list of entries a table may show only the lines that they move: there it declares nothing. Totals that
        show no parts are no parts of another.
        """
        if not (self._is_alone and self._reported and not self._has_entries and self._rows[row].in_primary):
            return None
        runs = self._sections_above(row) if self._declares(row) else self._costs_above(row)
        amounts = self._reported[0].values
        ways = [tuple((part, self._weight(part, amounts[part])) for part in run) for run in runs if run]
        plain = (tuple((part, 1) for part in run) for run in runs if run)
        footing = next((way for way in (*ways, *plain) if not self._complete(row, way).fails), None)
        if footing is not None:
            return Relation(row, footing, "declared by its caption; the lines above it add up to it", False)
        parts = tuple(each for each in next(iter(ways), ()) if each[0] in self._found or not self._declares(each[0]))
        evidence = "declared by its caption; the lines above it do not add up to it"
        return Relation(row, parts, evidence, False) if parts else None

    def _declares(self, row: int) -> bool:
        return bool(DECLARED_TOTAL.search(self._rows[row].caption))

    def _stated_above(self) -> list[int]:
        amounts = self._reported[0].values
        return [part for part in self._near if amounts[part] is not None]

    def _sections_above(self, row: int) -> list[list[int]]:
        """Return the lines of a total's section, and each run of lines that ends above it."""
        lead, stated = self._rows[row], self._stated_above()
        if DEDUCTION.search(lead.caption):
            return []
        inside = [part for part in stated if self._rows[part].section[: len(lead.section)] == lead.section]
        return [inside, *(stated[-length:] for length in range(2, len(stated) + 1))]

    def _costs_above(self, row: int) -> list[list[int]]:
        """Return what a result is by its caption: the line above its costs, and they."""
        caption, stated = self._rows[row].caption, self._stated_above()
        if not self._may_subtract or not TOTAL_CAPTION.search(caption) or ATTRIBUTION.search(caption):
            return []
        costs = list(takewhile(lambda part: COSTS.search(self._rows[part].caption), reversed(stated)))
        return [stated[-len(costs) - 1 :]] if 0 < len(costs) < len(stated) else []

    def _weight(self, part: int, amount: Decimal | None) -> int:
        """Return -1 for a deduction that is printed positive; so is a cost, beside what it is deducted from."""
        caption = self._rows[part].caption
        is_deducted = DEDUCTION.match(caption) or (self._may_subtract and COSTS.search(caption))
        return -1 if amount and amount > 0 and is_deducted else 1

    def _partly_above(self, row: int) -> Relation | None:
        """The longest run of affected rows above, in this row's section, whose effects add up to this row's."""
        if not self._may_be_partial(row):
            return None
        accepted = []
        for length in range(1, len(self._near) + 1):
            run = self._near[-length:]
            if self._rows[run[0]].section != self._rows[row].section and run[0] not in self._found:
                break
            accepted += [parts for parts in self._signed_effects(run) if self._partial(row, parts)]
        plain = [parts for parts in accepted if not any(self._is_subtotal(part) for part, _ in parts)]
        chosen = max(plain, key=len) if plain else min(accepted, key=len, default=None)
        return self._partial_relation(row, self._under_its_lead(row, chosen))

    def _under_its_lead(self, row: int, parts: Parts | None) -> Parts | None:
        """Return the line above ``parts`` instead of them, where it is their subtotal.

        ``Credit driven services``, then ``Financing income``: both move alike, and the total below by that only once.
        """
        above = [each for each in self._near if parts and each < parts[0][0]]
        lead = above[-1] if above else None
        if parts is None or lead is None or self._rows[lead].section != self._rows[parts[0][0]].section:
            return parts
        moves_alike = self._effects(lead, parts)
        if moves_alike.fails or not moves_alike.passes or not self._partial(lead, parts):
            return parts
        self._found[lead] = Relation(
            lead, parts, f"its effects foot ({moves_alike.passes} columns), the rest is not shown", True
        )
        self._owned.update(part for part, _ in parts)
        return ((lead, 1),) if self._partial(row, ((lead, 1),)) else parts

    def _is_subtotal(self, row: int) -> bool:
        return row in self._found or bool(TOTAL_CAPTION.search(self._rows[row].caption))

    def _partly_below(self, row: int) -> Relation | None:
        if not self._may_be_partial(row):
            return None
        runs = (tuple((part, 1) for part in run) for run in self._runs_below(row))
        accepted = [parts for parts in runs if self._partial(row, parts)]
        return self._partial_relation(row, max(accepted, key=len, default=None))

    def _partial_relation(self, row: int, parts: Parts | None) -> Relation | None:
        if parts is None:
            return None
        return Relation(
            row, parts, f"its effects foot ({self._effects(row, parts).passes} columns), the rest is not shown", True
        )

    def _may_be_partial(self, row: int) -> bool:
        return self._total_like[row] and any(column.values[row] for column in self._moved)

    def _runs_below(self, row: int) -> Iterator[list[int]]:
        """Yield the runs of rows just below, up to a heading or what looks like another total."""
        run: list[int] = []
        for below in range(row + 1, min(row + 1 + LONGEST_RUN, len(self._rows))):
            if not self._adds_up[below] or below in self._owned or self._total_like[below]:
                return
            run.append(below)
            yield run[:]

    # ---- signs

    def _signed(self, row: int, run: list[int]) -> Iterator[Parts]:
        """Yield the run with all weights +1, and with the few other signs that make some printed column add up."""
        with_signs = 1 < len(run) <= self._longest_with_signs(row)
        tried: set[tuple[int, ...]] = set()
        for pivot in self._pivots(row):
            amounts = [pivot.values[part] or Decimal(0) for part in run]
            total, everything = pivot.values[row] or Decimal(0), sum(amounts, Decimal(0))
            slack = pivot.slack(row, run)
            negatives: list[tuple[int, ...]] = [()] if abs(everything - total) <= slack else []
            if with_signs and not negatives:
                negatives = list(_negatives(amounts, total, everything, slack))
                costs = tuple(place for place, part in enumerate(run) if COSTS.search(self._rows[part].caption))
                as_costs = everything - 2 * sum((amounts[place] for place in costs), Decimal(0))
                if abs(as_costs - total) <= slack and costs not in negatives:
                    negatives.append(costs)
            for negative in negatives:
                if negative not in tried:
                    tried.add(negative)
                    yield tuple((part, -1 if place in negative else 1) for place, part in enumerate(run))

    def _longest_with_signs(self, row: int) -> int:
        """Return how long a run may be in which some parts are subtracted."""
        if not self._may_subtract or ATTRIBUTION.search(self._rows[row].caption):
            return 0
        return LONGEST_RUN_WITH_SIGNS if self._total_like[row] else LONGEST_RUN_OF_PLAIN_ROW

    def _pivots(self, row: int) -> list[PrintedColumn]:
        """Return a few printed columns: a relation must hold in one of them to be worth proving in all."""
        printed = (column for column in self._reported if column.values[row] is not None)
        return list(islice(printed, MOST_PIVOTS)) or self._columns[:1]

    def _signed_effects(self, run: list[int]) -> Iterator[Parts]:
        yield tuple((part, 1) for part in run)
        if len(run) <= LONGEST_RUN_WITH_SIGNS:
            costs = tuple((part, -1 if COSTS.search(self._rows[part].caption) else 1) for part in run)
            if any(weight < 0 for _, weight in costs):
                yield costs

    # ---- proof

    def _complete(self, row: int, parts: Parts) -> _Proof:
        return self._proof(row, parts, self._columns)

    def _effects(self, row: int, parts: Parts) -> _Proof:
        return self._proof(row, parts, self._moved)

    def _proof(self, row: int, parts: Parts, columns: Iterable[PrintedColumn]) -> _Proof:
        passes = fails = 0
        for column in columns:
            total = column.values[row]
            if column.unknown and any(part in column.unknown for part, _ in parts):
                continue  # what nobody can read is not nil
            amounts = [self._value(column, part) for part, _ in parts]
            if total is None or not (total or any(amounts)):
                continue
            missing = total - sum((w * (a or 0) for (_, w), a in zip(parts, amounts, strict=True)), Decimal(0))
            if not missing or abs(missing) <= column.slack(row, (part for part, _ in parts)):
                passes += 1
            else:
                fails += 1
        return _Proof(passes, fails)

    def _stands_but_for_effects(self, row: int, parts: Parts) -> bool:
        """True where whole figures add up in every column, and only effects do not: one stands in a wrong place."""
        figures = self._proof(
            row, parts, (column for column in self._columns if column.role is not FigureRole.ADJUSTMENT)
        )
        effects = self._effects(row, parts)
        return figures.passes >= LEAST_WHOLE_COLUMNS and not figures.fails and effects.holds(1)

    def _value(self, column: PrintedColumn, row: int) -> Decimal | None:
        """Return what a column prints of a row; of a total that it leaves out, what its parts add up to."""
        printed = column.values
        if printed[row] is not None or row not in self._found:
            return printed[row]
        made_of = ways(row, lambda part: self._parts(part) if printed[part] is None else ())
        amounts = [weight * amount for part, weight in made_of if (amount := printed[part]) is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    def _partial(self, row: int, parts: Parts) -> bool:
        """True where every effect foots and the rest is the same as reported and as result."""
        if all(self._rows[part].in_primary for part, _ in parts) and self._rows[row].in_primary:
            return False  # the full statement prints all of them: a rest would be a failure, not an omission
        effects, rests = self._effects(row, parts), list(self._rests(row, parts))
        if not effects.holds(PASSES_PER_FAILED_EFFECT):
            return bool(effects.passes) and len(rests) >= LEAST_WHOLE_COLUMNS and all(rests)
        return sum(rests) * 2 >= len(rests)

    def _rests(self, row: int, parts: Parts) -> Iterator[bool]:
        """Yield for each period whether what the parts leave over is the same as reported and as result."""
        results = {column.key[0]: column for column in self._columns if column.role is FigureRole.RESULT}
        for before in self._reported:
            after = results.get(before.key[0])
            if after is None or before.values[row] is None or after.values[row] is None:
                continue
            if any(before.values[part] is None and after.values[part] is None for part, _ in parts):
                continue  # a part known only by entries: what it leaves over cannot be compared
            rests = []
            for column in (before, after):
                amounts = ((column.values[part], before.values[part], weight) for part, weight in parts)
                explained = sum((w * (a if a is not None else b or 0) for a, b, w in amounts), Decimal(0))
                rests.append((column.values[row] or Decimal(0)) - explained)
            slack = sum((column.slack(row, (part for part, _ in parts)) for column in (before, after)), Decimal(0))
            yield abs(rests[0] - rests[1]) <= slack

    def _said(self, row: int, parts: Parts) -> str:
        proof = self._complete(row, parts)
        return f"foots in {proof.passes} of {proof.passes + proof.fails} columns"


def _negatives(
    amounts: list[Decimal], total: Decimal, everything: Decimal, slack: Decimal
) -> Iterator[tuple[int, ...]]:
    """Yield the sets of places whose sign must turn so that the amounts add up to ``total``, the smallest first."""
    half = (everything - total) / 2
    places = range(len(amounts))
    for size in range(1, min(MOST_EXCEPTIONS, len(amounts)) + 1):
        for chosen in combinations(places, size):
            picked = sum((amounts[place] for place in chosen), Decimal(0))
            if abs(picked - half) <= slack and 0 not in chosen:
                yield chosen
            elif abs(everything - picked - half) <= slack and 0 in chosen:
                yield tuple(place for place in places if place not in chosen)
