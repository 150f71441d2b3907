"""States of the switches: a review workbook with its switches set as a reviewer sets them, and what it must show."""

import random
from collections.abc import Collection, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, combinations
from pathlib import Path
from typing import Any

from tests.answers import answer_of
from tests.exporting.books import exported
from tests.exporting.planned import Planned, planned, switches_in, with_numbers
from tests.exporting.verdicts import wrong_verdicts
from tests.oracle import Oracle, Shown, shown_by
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.session import Session

FINEST = 6
"""Decimals at which numbers are compared: finer than any unit, coarser than the noise of adding up binary numbers."""
State = frozenset[AdjustmentId]


def all_states(project: Project) -> list[State]:
    """Return every combination of switches, all on first."""
    ids = [adjustment.id for adjustment in project.adjustments]
    return [frozenset(on) for size in range(len(ids), -1, -1) for on in combinations(ids, size)]


def with_switches(source: Path, target: Path, on: Collection[AdjustmentId]) -> Path:
    """Set the switch cells in the file itself, as a reviewer's spreadsheet would, and touch nothing else."""
    switches = switches_in(source)
    assert switches.keys() >= set(on)
    return with_numbers(source, target, ((*cell, int(adjustment in on)) for adjustment, cell in switches.items()))


def wrong_in_state(shown: Shown, answer: Any, plan: Planned) -> Iterator[str]:
    """Yield where a recalculated workbook differs from the JSON of the same state."""
    wanted = {
        (line["id"], period): figure
        for statement in answer["statements"]
        for line in statement["lines"]
        for period, figure in line["figures"].items()
    }
    number = sum(period["reconciled"] for statement in answer["statements"] for period in statement["periods"])
    if number != len(plan.places.reconciled_sheets):
        yield f"{len(plan.places.reconciled_sheets)} sheets show the {number} reconciled columns"
    for one in plan.figures():
        figure = wanted[one.line.id, one.period]
        match one.role:
            case FigureRole.ADJUSTMENT:
                expected = figure["adjustments"][one.adjustment]
            case FigureRole.RESULT:
                expected = figure["result"]
            case _:
                expected = figure["as_reported"]
        found = rounded(shown[one.place.sheet].get(one.ref))
        is_nil_effect = one.role is FigureRole.ADJUSTMENT and one.line.unit.is_ratio and not expected
        if found != rounded(expected) and not (is_nil_effect and found is None):
            yield f"{one.place.sheet}!{one.ref} ({one.line.caption}) shows {found}, should show {expected}"
    for sheet in plan.places.reconciled_sheets:
        for line, row in sheet.row_of.items():
            caption = shown[sheet.sheet.name].get(f"A{row}", "")
            if caption != sheet.statement.line_by_id[line].caption:
                yield f"{sheet.sheet.name}!A{row} is {caption}"


def rounded(value: object) -> object:
    """Return a number as it is compared."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return exact.quantize(Decimal(1).scaleb(-FINEST), ROUND_HALF_UP).normalize()
    return value


def differences(one: Shown, other: Shown) -> list[tuple[str, str, object, object]]:
    """Return the cells that show something else: sheet, reference, and both values."""
    return [
        (sheet, ref, one[sheet].get(ref), other[sheet].get(ref))
        for sheet in one
        for ref in {*one[sheet], *other[sheet]}
        if rounded(one[sheet].get(ref)) != rounded(other[sheet].get(ref))
    ]


def some_of(states: list[State], number: int, chance: random.Random) -> list[State]:
    return chance.sample(states, min(number, len(states)))


def wrong_in(cases: Sequence[tuple[Session, Sequence[State]]], oracle: Oracle, folder: Path) -> Iterator[str]:
    """Yield what a recalculation changes in each export, and what is wrong in its states; all in one process."""
    reviews = [exported(session, folder, f"review-{number}.xlsx") for number, (session, _) in enumerate(cases)]
    plans = [planned(session.results) for session, _ in cases]
    copies = [
        with_switches(review, folder / f"{review.stem}-{number}.xlsx", on)
        for (_, states), review in zip(cases, reviews, strict=True)
        for number, on in enumerate(states)
    ]
    shown = oracle.recalculated([*reviews, *copies], folder)
    for review, cells in zip(reviews, shown, strict=False):
        for sheet, ref, stored, found in differences(shown_by(review), cells):
            yield f"{review.name}, as exported: {sheet}!{ref} stores {stored}, recalculates to {found}"
    of_states = iter(shown[len(reviews) :])
    for (session, states), review, plan in zip(cases, reviews, plans, strict=True):
        for on in states:
            results, cells = session.results.with_enabled(on), next(of_states)
            wrong = chain(wrong_in_state(cells, answer_of(results), plan), wrong_verdicts(cells, results))
            yield from (f"{review.name}, {sorted(on)}: {each}" for each in wrong)
