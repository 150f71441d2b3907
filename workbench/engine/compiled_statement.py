"""The compiled form of a statement: figures as integers of the smallest unit, effects rolled up to every total."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.domain.adjustments import Adjustment, Entry
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.statements import Cell, Line, Row, Statement, Total
from workbench.domain.totals_graph import Circle
from workbench.errors import WorkbenchError

IntArray = NDArray[np.int64]
Number = TypeVar("Number", np.int64, np.float64)

LARGEST_SUM = 2.0**62
"""No state of the switches may reach it: int64 wraps silently at 2**63, and float magnitudes carry a rounding error."""

DENSE_FROM = 0.25
"""From this share of touched cells on, adding the whole table is faster than adding cell by cell."""


FEW_ENTRIES = 200
"""Up to so many edited entries are added to what is compiled; more are compiled anew."""


class CircularTotal(WorkbenchError):
    """A total that is, through others, a part of itself."""


class FigureTooLarge(WorkbenchError):
    """A figure that 64-bit integers cannot carry exactly through every state of the switches."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Rows, scales and totals of a statement. ``steps``: every part precedes its total."""

    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    row_of: dict[LineId, int]
    decimals: tuple[int, ...]
    steps: tuple[tuple[int, IntArray, IntArray], ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one adjustment adds to a statement: (lines, periods) flattened, minor units, rolled up to every total.

    ``cells`` are ascending flat positions with ``amounts`` beside them; None where ``amounts`` is the whole table.
    ``magnitude``: more than what came together in one cell on the way up, whatever the signs.
    """

    entries: Map[Cell, Entry]
    cells: IntArray | None
    amounts: IntArray
    magnitude: float = 0.0

    def add_into(self, figures: IntArray) -> None:
        """Switch this adjustment on in ``figures`` itself."""
        if self.cells is None:
            figures += self.amounts
        else:
            figures[self.cells] += self.amounts

    def added_to(self, figures: IntArray) -> IntArray:
        """Return ``figures`` with this adjustment on; ``figures`` stays as it is."""
        if self.cells is None:
            return figures + self.amounts
        moved = figures.copy()
        self.add_into(moved)
        return moved

    def taken_from(self, figures: IntArray) -> IntArray:
        """Return ``figures`` with this adjustment off."""
        if self.cells is None:
            return figures - self.amounts
        moved = figures.copy()
        moved[self.cells] -= self.amounts
        return moved

    def at(self, position: int) -> int:
        """Return the effect on one cell, minor units; 0 where it is not touched."""
        if self.cells is None:
            return int(self.amounts[position])
        found = int(np.searchsorted(self.cells, position))
        if found < len(self.cells) and self.cells[found] == position:
            return int(self.amounts[found])
        return 0

    @property
    def touched(self) -> IntArray:
        """Flat positions that this adjustment moves."""
        if self.cells is None:
            return np.flatnonzero(self.amounts).astype(np.int64)
        return self.cells


@dataclass(frozen=True, slots=True)
class CompiledStatement:
    """One statement, compiled. ``as_reported`` holds 0 where a figure is blank.

    ``reach``: the most by which the adjustments may move each cell, whatever their signs and switches.
    """

    statement: Statement
    structure: Structure
    as_reported: IntArray
    contributions: dict[AdjustmentId, Contribution]
    max_movement: NDArray[np.float64]

    def position(self, cell: Cell) -> int:
        line, period = cell
        return self.structure.row_of[line] * len(self.statement.periods) + self.statement.column_of[period]

    def decimal(self, line: LineId, minor_units: int) -> Decimal:
        return Decimal(minor_units).scaleb(-self.structure.decimals[self.structure.row_of[line]])


def compile_statement(
    statement: Statement, adjustments: Iterable[Adjustment], previous: CompiledStatement | None = None
) -> CompiledStatement:
    """Compile ``statement``, taking over from ``previous`` whatever did not change, contributions as the same object.

    Raises CircularTotal, and FigureTooLarge where some state of the switches might not fit 64 bits.
    """
    previous = _reusable(previous, statement) if previous else None
    structure = previous.structure if previous else compile_structure(statement)
    contributions = _contributions(structure, statement, adjustments, previous.contributions if previous else {})
    every_row = np.arange(len(structure.lines))
    if previous is None:
        as_reported, rows = _table(structure, statement, statement.figures), every_row
        reach = _max_movement(np.zeros(as_reported.shape), {}, contributions)
    else:
        as_reported, rows = _updated_table(structure, statement, previous)
        reach = previous.max_movement
        if contributions is not previous.contributions:
            reach, rows = _max_movement(reach, previous.contributions, contributions), every_row
    plan = CompiledStatement(statement, structure, as_reported, contributions, reach)
    _check_magnitudes(plan, rows)
    return plan


def _reusable(previous: CompiledStatement, statement: Statement) -> CompiledStatement | None:
    """Return ``previous`` on the present lines: other captions, more decimals. None where anything else differs."""
    old, structure = previous.statement, previous.structure
    if old.lines is statement.lines and old.totals is statement.totals and old.periods == statement.periods:
        return previous
    if old.totals is not statement.totals or old.periods != statement.periods:
        return None
    if len(old.lines) != len(statement.lines) or any(
        line.id != before.id or line.decimals < before.decimals
        for line, before in zip(statement.lines, old.lines, strict=True)
    ):
        return None
    if all(line.decimals == before.decimals for line, before in zip(statement.lines, old.lines, strict=True)):
        return replace(previous, structure=replace(structure, lines=statement.lines))
    return _rescaled(previous, compile_structure(statement))


def _rescaled(plan: CompiledStatement, structure: Structure) -> CompiledStatement | None:
    """Return ``plan`` in the smaller units of ``structure``; None where they might not fit, which compiling tells."""
    more = [now - before for now, before in zip(structure.decimals, plan.structure.decimals, strict=True)]
    largest = float(max(np.abs(plan.as_reported).max(initial=0), plan.max_movement.max(initial=0)))
    largest = max([largest, *(contribution.magnitude for contribution in plan.contributions.values())])
    if largest * 10.0 ** max(more, default=0) >= LARGEST_SUM:
        return None
    factors: IntArray = np.repeat(np.array([10**each for each in more], dtype=np.int64), len(plan.statement.periods))
    contributions = {
        key: replace(
            each,
            amounts=each.amounts * (factors if each.cells is None else factors[each.cells]),
            magnitude=each.magnitude * 10.0 ** max(more, default=0),
        )
        for key, each in plan.contributions.items()
    }
    return CompiledStatement(
        plan.statement, structure, plan.as_reported * factors, contributions, plan.max_movement * factors
    )


def compile_structure(statement: Statement) -> Structure:
    """Sort the totals so that every part precedes its total, and give connected lines one scale."""
    row_of = {line.id: row for row, line in enumerate(statement.lines)}
    graph = statement.graph
    try:
        order = [line for line in graph.parts_before_totals if graph.is_total(line)]
    except Circle as circle:
        names = [statement.line_by_id[line].name for line in circle.lines]
        raise CircularTotal(
            f"{statement.title}: a total is a part of itself: {' → '.join(names)}. Take one of these parts out."
        ) from None
    decimals = [line.decimals for line in statement.lines]
    for group in graph.groups:
        finest = max(decimals[row_of[line]] for line in group)
        for line in group:
            decimals[row_of[line]] = finest
    steps = tuple(
        (
            row_of[line],
            np.array([row_of[part] for part, _ in graph.parts(line)], dtype=np.int64),
            np.array([weight for _, weight in graph.parts(line)], dtype=np.int64),
        )
        for line in order
    )
    return Structure(statement.lines, statement.totals, row_of, tuple(decimals), steps)


def _minor_units(amount: Decimal, decimals: int, line: Line) -> int:
    units = int(amount.scaleb(decimals))
    if abs(units) >= LARGEST_SUM:
        raise _too_large(line)
    if Decimal(units).scaleb(-decimals) != amount:
        raise ValueError(f"{line.id}: {amount} needs more than the line's {decimals} decimals")
    return units


def _too_large(line: Line) -> FigureTooLarge:
    return FigureTooLarge(
        f"'{line.name}': the figures need more than 18 digits and cannot be added exactly. "
        "Check the cell's amount and the scale of the statement."
    )


def _row(structure: Structure, row: int, figures: Row) -> list[int]:
    line, decimals = structure.lines[row], structure.decimals[row]
    return [0 if amount is None else _minor_units(amount, decimals, line) for amount in figures]


def _table(structure: Structure, statement: Statement, figures: Map[LineId, Row]) -> IntArray:
    table = np.zeros((len(structure.lines), len(statement.periods)), dtype=np.int64)
    for line, row in figures.items():
        table[structure.row_of[line]] = _row(structure, structure.row_of[line], row)
    return table.reshape(-1)


def _updated_table(
    structure: Structure, statement: Statement, previous: CompiledStatement
) -> tuple[IntArray, IntArray]:
    """Return the table of the figures as reported, and which rows of it differ from the ``previous`` one's."""
    edited = statement.figures.differing(previous.statement.figures)
    rows = np.array([structure.row_of[line] for line in edited], dtype=np.int64)
    if not edited:
        return previous.as_reported, rows
    table = previous.as_reported.reshape(len(structure.lines), -1).copy()
    blank: Row = (None,) * len(statement.periods)
    for line, row in zip(edited, rows.tolist(), strict=True):
        table[row] = _row(structure, row, statement.figures.get(line, blank))
    return table.reshape(-1), rows


def _contributions(
    structure: Structure,
    statement: Statement,
    adjustments: Iterable[Adjustment],
    known: dict[AdjustmentId, Contribution],
) -> dict[AdjustmentId, Contribution]:
    """Return what each adjustment adds; ``known`` itself where that is still it."""
    made = {}
    for adjustment in adjustments:
        contribution = known.get(adjustment.id)
        if contribution is not None and contribution.entries is not adjustment.entries:
            contribution = _edit_contribution(contribution, structure, statement, adjustment.entries)
        made[adjustment.id] = contribution or _contribution(structure, statement, adjustment.entries)
    is_known = len(made) == len(known) and all(made[key] is known.get(key) for key in made)
    return known if is_known else made


def _contribution(structure: Structure, statement: Statement, entries: Map[Cell, Entry]) -> Contribution:
    effects = np.zeros((len(structure.lines), len(statement.periods)), dtype=np.int64)
    touched = False
    for entry in entries.values():
        row = structure.row_of.get(entry.line)
        if row is None:
            continue
        effects[row, statement.column_of[entry.period]] += _minor_units(
            entry.amount, structure.decimals[row], structure.lines[row]
        )
        touched = True
    if not touched:
        return Contribution(entries, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    rolled = roll_up(structure, np.abs(effects).astype(np.float64))
    _refuse_overflow(structure, rolled, np.arange(len(structure.lines)))
    flat: IntArray = roll_up(structure, effects).reshape(-1)
    cells = np.flatnonzero(flat).astype(np.int64)
    magnitude = float(rolled.max())
    if len(cells) >= DENSE_FROM * len(flat):
        return Contribution(entries, None, flat, magnitude)
    return Contribution(entries, cells, flat[cells], magnitude)


def _edit_contribution(
    known: Contribution, structure: Structure, statement: Statement, entries: Map[Cell, Entry]
) -> Contribution | None:
    """Return ``known`` with other ``entries``; None where that is no less work, or might not fit, than compiling."""
    edited = [cell for cell in entries.differing(known.entries) if cell[0] in structure.row_of]
    if len(edited) > FEW_ENTRIES:
        return None
    moves: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for line, period in edited:
        row, column = structure.row_of[line], statement.column_of[period]
        before, after = (
            _minor_units(held[line, period].amount, structure.decimals[row], structure.lines[row])
            if (line, period) in held
            else 0
            for held in (known.entries, entries)
        )
        for reached, weight in statement.graph.ways_up(line):
            position = structure.row_of[reached] * len(statement.periods) + column
            moves[position] = moves.get(position, 0) + weight * (after - before)
            sizes[position] = sizes.get(position, 0) + abs(before) + abs(after)
    magnitude = known.magnitude + max(sizes.values(), default=0)
    if magnitude >= LARGEST_SUM:
        return None
    cells = np.array(sorted(moves), dtype=np.int64)
    amounts = np.array([moves[cell] for cell in cells.tolist()], dtype=np.int64)
    if known.cells is None:
        table = known.amounts.copy()
        table[cells] += amounts
        return Contribution(entries, None, table, magnitude)
    merged_cells, place = np.unique(np.concatenate((known.cells, cells)), return_inverse=True)
    merged = np.zeros(len(merged_cells), dtype=np.int64)
    merged[place[: len(known.cells)]] = known.amounts
    merged[place[len(known.cells) :]] += amounts
    stays = merged != 0
    return Contribution(entries, merged_cells[stays], merged[stays], magnitude)


def roll_up(structure: Structure, effects: NDArray[Number]) -> NDArray[Number]:
    """Add to every total, in place, the weighted effects of its parts; magnitudes (floats) add up whatever the sign."""
    only_magnitude = effects.dtype == np.float64
    for total, parts, weights in structure.steps:
        signs: NDArray[Any] = np.abs(weights) if only_magnitude else weights
        effects[total] += signs @ effects[parts]
    return effects


def _max_movement(
    known: NDArray[np.float64], before: dict[AdjustmentId, Contribution], after: dict[AdjustmentId, Contribution]
) -> NDArray[np.float64]:
    """Return ``known`` with the contributions ``after`` in place of those ``before``."""
    reach = known.copy()
    for sign, ours, theirs in ((-1, before, after), (1, after, before)):
        for key, contribution in ours.items():
            if contribution is not theirs.get(key):
                reach[slice(None) if contribution.cells is None else contribution.cells] += sign * np.abs(
                    contribution.amounts
                )
    return reach


def _check_magnitudes(plan: CompiledStatement, rows: IntArray) -> None:
    """Refuse what might not fit in some state of the switches; ``rows`` are those that may have changed."""
    shape = len(plan.structure.lines), len(plan.statement.periods)
    as_reported = np.abs(plan.as_reported.reshape(shape)[rows]).astype(np.float64)
    _refuse_overflow(plan.structure, as_reported + plan.max_movement.reshape(shape)[rows], rows)


def _refuse_overflow(structure: Structure, reach: NDArray[np.float64], rows: IntArray) -> None:
    too_large = np.flatnonzero((reach >= LARGEST_SUM).any(axis=1))
    if len(too_large):
        raise _too_large(structure.lines[int(rows[too_large[0]])])
