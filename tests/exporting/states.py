"""States of the switches: a review workbook with its switches set as a reviewer sets them, and what it must show."""

import random
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, combinations
from pathlib import Path
from typing import Any

from tests.answers import answer_of
from tests.exporting.books import exported
from tests.exporting.verdicts import wrong_verdicts
from tests.oracle import Oracle, Shown, shown_by
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.session import Session

FIRST_SWITCH_ROW, FIRST_ROW = 8, 9
FINEST = 6
"""Decimals at which numbers are compared: finer than any unit, coarser than the noise of adding up binary numbers."""
State = frozenset[AdjustmentId]


def all_states(project: Project) -> list[State]:
    """Return every combination of switches, all on first."""
    ids = [adjustment.id for adjustment in project.adjustments]
    return [frozenset(on) for size in range(len(ids), -1, -1) for on in combinations(ids, size)]


def with_switches(source: Path, target: Path, project: Project, on: Collection[AdjustmentId]) -> Path:
    """Set the switch cells in the file itself, as a reviewer's spreadsheet would, and touch nothing else."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = content.decode()
                for row, adjustment in enumerate(project.adjustments, FIRST_SWITCH_ROW):
                    value = int(adjustment.id in on)
                    text, times = re.subn(rf'(<c r="B{row}"[^>]*><v>)[01](</v>)', rf"\g<1>{value}\g<2>", text)
                    assert times == 1
                content = text.encode()
            new.writestr(part.filename, content)
    return target


def wrong_in_state(shown: Shown, answer: Any) -> Iterator[str]:
    """Yield where a recalculated workbook differs from the JSON of the same state."""
    sheets = iter([name for name, cells in shown.items() if str(cells.get("A7", "")).startswith("Switch (1 = on")])
    for statement in answer["statements"]:
        for period in statement["periods"]:
            if period["reconciled"]:
                name = next(sheets)
                yield from wrong_in_sheet(name, shown[name], statement["lines"], period["id"])
    yield from (f"{name} shows a period that is not reconciled" for name in sheets)


def wrong_in_sheet(name: str, cells: dict[str, object], lines: list[Any], period: str) -> Iterator[str]:
    row = FIRST_ROW
    for line in lines:
        while cells.get(f"A{row}", "") != line["caption"]:
            if not is_rest(cells.get(f"A{row}")):
                yield f"{name}!A{row} is {cells.get(f'A{row}')}, not {line['caption']}"
                return
            row += 1
        if line["role"] != "heading":
            figure = line["figures"][period]
            columns = [figure["as_reported"], *figure["adjustments"].values(), figure["result"]]
            is_ratio = line["unit"] in ("per-share", "percent")
            for column, expected in zip("BCDEFGHIJKLMNOPQRSTUVWXYZ", columns, strict=False):
                found = rounded(cells.get(f"{column}{row}"))
                wanted = None if expected is None else rounded(expected)
                is_nil_effect = is_ratio and not wanted and column not in "B" and expected is not figure["result"]
                if found != wanted and not (is_nil_effect and found is None):
                    yield f"{name}!{column}{row} ({line['caption']}) shows {found}, should show {wanted}"
        row += 1


def is_rest(caption: object) -> bool:
    return str(caption).startswith(("Other, not shown", "Unexplained difference"))


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
    copies = [
        with_switches(review, folder / f"{review.stem}-{number}.xlsx", session.project, on)
        for (session, states), review in zip(cases, reviews, strict=True)
        for number, on in enumerate(states)
    ]
    shown = oracle.recalculated([*reviews, *copies], folder)
    for review, cells in zip(reviews, shown, strict=False):
        for sheet, ref, stored, found in differences(shown_by(review), cells):
            yield f"{review.name}, as exported: {sheet}!{ref} stores {stored}, recalculates to {found}"
    of_states = iter(shown[len(reviews) :])
    for (session, states), review in zip(cases, reviews, strict=True):
        for on in states:
            results, cells = session.results.with_enabled(on), next(of_states)
            wrong = chain(wrong_in_state(cells, answer_of(results)), wrong_verdicts(cells, results))
            yield from (f"{review.name}, {sorted(on)}: {each}" for each in wrong)
