"""The compiled form of a statement: figures as integers of minor units, effects rolled up to every total."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import FigureKey, Line, Row, Statement, Total
from workbench.domain.totals_graph import Circle
from workbench.errors import WorkbenchError
from workbench.phrases import phrase

IntArray = NDArray[np.int64]
Number = TypeVar("Number", np.int64, np.float64)

LARGEST_SUM = 2.0**62
"""No state of the switches may reach this: int64 wraps silently at 2**63, and float magnitudes are rounded."""

DENSE_FROM = 0.25
"""From this share of moved cells on, adding the whole table is faster than adding cell by cell."""

FEW_ENTRIES = 200
"""Up to so many edited entries are added to a compiled contribution; with more, it is recompiled."""


class CircularTotal(WorkbenchError):
    """A total that is, directly or through others, a part of itself."""


class FigureTooLarge(WorkbenchError):
    """A figure that 64-bit integers cannot carry exactly through every state of the switches."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Rows, scales and totals of a statement.

    ``steps``: for each total, its row, the rows of its parts and their weights; every part precedes its total.
    ``decimals``: per row, the exponent of its minor unit; the same for all lines that totals connect.
    """

    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    row_of: dict[LineId, int]
    decimals: tuple[int, ...]
    steps: tuple[tuple[int, IntArray, IntArray], ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one adjustment adds to a statement: (lines, periods) flattened, minor units, rolled up to every total.

    ``cells``: ascending flat positions of ``amounts``; None if ``amounts`` is the whole table.
    ``magnitude``: at least the sum, regardless of sign, of all amounts rolled up into any one cell.
    """

    effects: Map[FigureKey, Decimal]
    cells: IntArray | None
    amounts: IntArray
    magnitude: float = 0.0

    def add_in_place(self, figures: IntArray) -> None:
        """Switch this adjustment on in ``figures``, in place."""
        if self.cells is None:
            figures += self.amounts
        else:
            figures[self.cells] += self.amounts

    def add(self, figures: IntArray) -> IntArray:
        """Return a copy of ``figures`` with this adjustment on."""
        if self.cells is None:
            return figures + self.amounts
        moved = figures.copy()
        self.add_in_place(moved)
        return moved

    def subtract(self, figures: IntArray) -> IntArray:
        """Return a copy of ``figures`` with this adjustment off."""
        if self.cells is None:
            return figures - self.amounts
        moved = figures.copy()
        moved[self.cells] -= self.amounts
        return moved

    def effect_at(self, position: int) -> int:
        """Return the effect on one cell, in minor units; 0 if the adjustment does not move it."""
        if self.cells is None:
            return int(self.amounts[position])
        index = int(np.searchsorted(self.cells, position))
        if index < len(self.cells) and self.cells[index] == position:
            return int(self.amounts[index])
        return 0

    @property
    def moved_positions(self) -> IntArray:
        """Flat positions that this adjustment moves."""
        if self.cells is None:
            return np.flatnonzero(self.amounts).astype(np.int64)
        return self.cells


@dataclass(frozen=True, slots=True)
class CompiledStatement:
    """One statement, compiled. ``as_reported``: (lines, periods) flattened, minor units, 0 if a figure is blank.

    ``max_movement``: the most by which the adjustments may move each cell, whatever their signs and switches.
    """

    statement: Statement
    structure: Structure
    as_reported: IntArray
    contributions: dict[AdjustmentId, Contribution]
    max_movement: NDArray[np.float64]

    def position(self, cell: FigureKey) -> int:
        """Return the flat position of a cell. Raises KeyError for a line or period of another statement."""
        line, period = cell
        return self.structure.row_of[line] * len(self.statement.periods) + self.statement.column_of[period]

    def effects_in_period(self, adjustment: AdjustmentId, period: PeriodId) -> dict[int, int]:
        """Return the effects of an adjustment in one period, in minor units, by the rows that it moves."""
        column, width = self.statement.column_of[period], len(self.statement.periods)
        contribution = self.contributions[adjustment]
        if contribution.cells is None:
            amounts = contribution.amounts[column::width]
            rows = np.flatnonzero(amounts)
            return dict(zip(rows.tolist(), amounts[rows].tolist(), strict=True))
        in_column = (contribution.cells % width == column) & (contribution.amounts != 0)
        rows = contribution.cells[in_column] // width
        return dict(zip(rows.tolist(), contribution.amounts[in_column].tolist(), strict=True))

    def decimal(self, line: LineId, minor_units: int) -> Decimal:
        return Decimal(minor_units).scaleb(-self.structure.decimals[self.structure.row_of[line]])


def compile_statement(
    statement: Statement, adjustments: Iterable[Adjustment], previous: CompiledStatement | None = None
) -> CompiledStatement:
    """Compile ``statement``, reusing whatever of ``previous`` did not change; unchanged contributions are shared.

    Raises CircularTotal, and FigureTooLarge if some state of the switches might not fit 64 bits.
    """
    previous = _reuse(previous, statement) if previous else None
    structure = previous.structure if previous else compile_structure(statement)
    contributions = _compile_contributions(
        structure, statement, adjustments, previous.contributions if previous else {}
    )
    every_row = np.arange(len(structure.lines))
    if previous is None:
        as_reported, rows = _compile_table(structure, statement, statement.figures), every_row
        max_movement = _max_movement(np.zeros(as_reported.shape), {}, contributions)
    else:
        as_reported, rows = _update_table(structure, statement, previous)
        max_movement = previous.max_movement
        if contributions is not previous.contributions:
            max_movement, rows = _max_movement(max_movement, previous.contributions, contributions), every_row
    compiled = CompiledStatement(statement, structure, as_reported, contributions, max_movement)
    _check_magnitudes(compiled, rows)
    return compiled


def _reuse(previous: CompiledStatement, statement: Statement) -> CompiledStatement | None:
    """Return ``previous`` with the present captions and decimals; None if anything else differs, or decimals shrink."""
    earlier, structure = previous.statement, previous.structure
    if earlier.lines is statement.lines and earlier.totals is statement.totals and earlier.periods == statement.periods:
        return previous
    if earlier.totals is not statement.totals or earlier.periods != statement.periods:
        return None
    if len(earlier.lines) != len(statement.lines) or any(
        line.id != before.id or line.decimals < before.decimals
        for line, before in zip(statement.lines, earlier.lines, strict=True)
    ):
        return None
    if all(line.decimals == before.decimals for line, before in zip(statement.lines, earlier.lines, strict=True)):
        return replace(previous, structure=replace(structure, lines=statement.lines))
    return _rescale(previous, compile_structure(statement))


def _rescale(compiled: CompiledStatement, structure: Structure) -> CompiledStatement | None:
    """Return ``compiled`` in the smaller units of ``structure``; None if figures might not fit."""
    decimals = zip(structure.decimals, compiled.structure.decimals, strict=True)
    extra_decimals = [after - before for after, before in decimals]
    largest = float(max(np.abs(compiled.as_reported).max(initial=0), compiled.max_movement.max(initial=0)))
    largest = max([largest, *(contribution.magnitude for contribution in compiled.contributions.values())])
    if largest * 10.0 ** max(extra_decimals, default=0) >= LARGEST_SUM:
        return None
    row_factors: IntArray = np.array([10**extra for extra in extra_decimals], dtype=np.int64)
    factors = np.repeat(row_factors, len(compiled.statement.periods))
    contributions = {
        key: replace(
            contribution,
            amounts=contribution.amounts * (factors if contribution.cells is None else factors[contribution.cells]),
            magnitude=contribution.magnitude * 10.0 ** max(extra_decimals, default=0),
        )
        for key, contribution in compiled.contributions.items()
    }
    return CompiledStatement(
        compiled.statement, structure, compiled.as_reported * factors, contributions, compiled.max_movement * factors
    )


def compile_structure(statement: Statement) -> Structure:
    """Sort the totals so that every part precedes its total, and give connected lines the same minor unit.

    Raises CircularTotal.
    """
    row_of = {line.id: row for row, line in enumerate(statement.lines)}
    graph = statement.graph
    try:
        order = [line for line in graph.parts_before_totals if graph.is_total(line)]
    except Circle as circle:
        names = [statement.line_by_id[line].name for line in circle.lines]
        raise CircularTotal(
            phrase(
                "{statement}: a total is a part of itself: {lines}. Remove one of these parts.",
                statement=statement.title,
                lines=" → ".join(names),
            )
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


def _to_minor_units(amount: Decimal, decimals: int, line: Line) -> int:
    units = int(amount.scaleb(decimals))
    if abs(units) >= LARGEST_SUM:
        raise _too_large(line)
    if Decimal(units).scaleb(-decimals) != amount:
        raise ValueError(f"{line.id}: {amount} needs more than the line's {decimals} decimals")
    return units


def _too_large(line: Line) -> FigureTooLarge:
    return FigureTooLarge(
        phrase(
            "'{line}': the figures need more than 18 digits and cannot be added exactly. Check the amount in the "
            "cell and the scale of the statement.",
            line=line.name,
        )
    )


def _compile_row(structure: Structure, row: int, figures: Row) -> list[int]:
    line, decimals = structure.lines[row], structure.decimals[row]
    return [0 if amount is None else _to_minor_units(amount, decimals, line) for amount in figures]


def _compile_table(structure: Structure, statement: Statement, figures: Map[LineId, Row]) -> IntArray:
    table = np.zeros((len(structure.lines), len(statement.periods)), dtype=np.int64)
    for line, row in figures.items():
        table[structure.row_of[line]] = _compile_row(structure, structure.row_of[line], row)
    return table.reshape(-1)


def _update_table(structure: Structure, statement: Statement, previous: CompiledStatement) -> tuple[IntArray, IntArray]:
    """Return the table of the figures as reported, and the rows in which it differs from that of ``previous``."""
    edited = statement.figures.differing_keys(previous.statement.figures)
    rows = np.array([structure.row_of[line] for line in edited], dtype=np.int64)
    if not edited:
        return previous.as_reported, rows
    table = previous.as_reported.reshape(len(structure.lines), -1).copy()
    blank: Row = (None,) * len(statement.periods)
    for line, row in zip(edited, rows.tolist(), strict=True):
        table[row] = _compile_row(structure, row, statement.figures.get(line, blank))
    return table.reshape(-1), rows


def _compile_contributions(
    structure: Structure,
    statement: Statement,
    adjustments: Iterable[Adjustment],
    previous: dict[AdjustmentId, Contribution],
) -> dict[AdjustmentId, Contribution]:
    """Return what each adjustment adds; ``previous`` itself if nothing changed."""
    contributions = {}
    for adjustment in adjustments:
        contribution = previous.get(adjustment.id)
        if contribution is not None and contribution.effects is not adjustment.effects:
            contribution = _edit_contribution(contribution, structure, statement, adjustment.effects)
        contributions[adjustment.id] = contribution or _compile_contribution(structure, statement, adjustment.effects)
    is_unchanged = len(contributions) == len(previous) and all(
        contributions[key] is previous.get(key) for key in contributions
    )
    return previous if is_unchanged else contributions


def _compile_contribution(structure: Structure, statement: Statement, effects: Map[FigureKey, Decimal]) -> Contribution:
    table = np.zeros((len(structure.lines), len(statement.periods)), dtype=np.int64)
    has_effect = False
    for (line, period), amount in effects.items():
        row = structure.row_of.get(line)
        if row is None:
            continue
        table[row, statement.column_of[period]] = _to_minor_units(amount, structure.decimals[row], structure.lines[row])
        has_effect = True
    if not has_effect:
        return Contribution(effects, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    magnitudes = roll_up(structure, np.abs(table).astype(np.float64))
    _refuse_overflow(structure, magnitudes, np.arange(len(structure.lines)))
    flat: IntArray = roll_up(structure, table).reshape(-1)
    cells = np.flatnonzero(flat).astype(np.int64)
    magnitude = float(magnitudes.max())
    if len(cells) >= DENSE_FROM * len(flat):
        return Contribution(effects, None, flat, magnitude)
    return Contribution(effects, cells, flat[cells], magnitude)


def _edit_contribution(
    previous: Contribution, structure: Structure, statement: Statement, effects: Map[FigureKey, Decimal]
) -> Contribution | None:
    """Return ``previous`` with other ``effects``; None if compiling is as quick, or the amounts might not fit."""
    edited = [cell for cell in effects.differing_keys(previous.effects) if cell[0] in structure.row_of]
    if len(edited) > FEW_ENTRIES:
        return None
    moves: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for line, period in edited:
        row, column = structure.row_of[line], statement.column_of[period]
        before, after = (
            _to_minor_units(version[line, period], structure.decimals[row], structure.lines[row])
            if (line, period) in version
            else 0
            for version in (previous.effects, effects)
        )
        for reached_line, weight in statement.graph.ways_up(line):
            position = structure.row_of[reached_line] * len(statement.periods) + column
            moves[position] = moves.get(position, 0) + weight * (after - before)
            sizes[position] = sizes.get(position, 0) + abs(before) + abs(after)
    magnitude = previous.magnitude + max(sizes.values(), default=0)
    if magnitude >= LARGEST_SUM:
        return None
    cells = np.array(sorted(moves), dtype=np.int64)
    amounts = np.array([moves[cell] for cell in cells.tolist()], dtype=np.int64)
    if previous.cells is None:
        table = previous.amounts.copy()
        table[cells] += amounts
        return Contribution(effects, None, table, magnitude)
    merged_cells, place = np.unique(np.concatenate((previous.cells, cells)), return_inverse=True)
    merged = np.zeros(len(merged_cells), dtype=np.int64)
    merged[place[: len(previous.cells)]] = previous.amounts
    merged[place[len(previous.cells) :]] += amounts
    is_nonzero = merged != 0
    return Contribution(effects, merged_cells[is_nonzero], merged[is_nonzero], magnitude)


def roll_up(structure: Structure, effects: NDArray[Number]) -> NDArray[Number]:
    """Add to every total, in place, the weighted effects of its parts, (lines, periods); return ``effects``.

    Floats are magnitudes, whose weights count as positive.
    """
    only_magnitude = effects.dtype == np.float64
    for total, parts, weights in structure.steps:
        signs: NDArray[Any] = np.abs(weights) if only_magnitude else weights
        effects[total] += signs @ effects[parts]
    return effects


def _max_movement(
    previous: NDArray[np.float64], before: dict[AdjustmentId, Contribution], after: dict[AdjustmentId, Contribution]
) -> NDArray[np.float64]:
    """Return ``previous``, minor units, with the contributions ``after`` in place of those ``before``."""
    movement = previous.copy()
    for sign, contributions, others in ((-1, before, after), (1, after, before)):
        for key, contribution in contributions.items():
            if contribution is not others.get(key):
                movement[slice(None) if contribution.cells is None else contribution.cells] += sign * np.abs(
                    contribution.amounts
                )
    return movement


def _check_magnitudes(compiled: CompiledStatement, rows: IntArray) -> None:
    """Raise FigureTooLarge if one of ``rows`` might not fit 64 bits in some state of the switches."""
    shape = len(compiled.structure.lines), len(compiled.statement.periods)
    as_reported = np.abs(compiled.as_reported.reshape(shape)[rows]).astype(np.float64)
    _refuse_overflow(compiled.structure, as_reported + compiled.max_movement.reshape(shape)[rows], rows)


def _refuse_overflow(structure: Structure, magnitudes: NDArray[np.float64], rows: IntArray) -> None:
    too_large = np.flatnonzero((magnitudes >= LARGEST_SUM).any(axis=1))
    if len(too_large):
        raise _too_large(structure.lines[int(rows[too_large[0]])])
