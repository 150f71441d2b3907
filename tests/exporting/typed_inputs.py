"""Input cells of a review workbook typed to another number: the workbook shows what the project with that edit does."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.answers import answer_of
from tests.exporting.planned import Planned, Shown, with_numbers
from tests.exporting.states import wrong_in_state
from tests.exporting.typed_over import is_red
from tests.oracle import Shown as ShownCells
from workbench.commands import EditEntries, EditFigures
from workbench.commands.command import Command
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.session import Session

MOST = 10**6


@dataclass(frozen=True)
class Edit:
    """A number typed into a cell, and the command that means the same."""

    cell: Shown
    amount: Decimal
    command: Command

    def written(self, source: Path, target: Path) -> Path:
        return with_numbers(source, target, [(self.cell.place.sheet, self.cell.ref, self.amount)])


def edits_of(project: Project, plan: Planned, number: int, chance: random.Random) -> list[Edit]:
    """Return so many edits of figures as reported and of effects, each of a cell that holds a number."""
    inputs = [one for one in plan.figures() if _is_input(one)]
    return [_edit(one, chance) for one in chance.sample(inputs, min(number, len(inputs)))]


def _is_input(one: Shown) -> bool:
    cell = one.cell
    is_number = cell is not None and cell.formula is None and isinstance(cell.value, Decimal)
    return is_number and one.role is not FigureRole.RESULT


def _edit(one: Shown, chance: random.Random) -> Edit:
    assert one.cell is not None
    assert isinstance(one.cell.value, Decimal)
    key = (one.line.id, one.period)
    amount = one.cell.value + Decimal(chance.randrange(1, MOST)).scaleb(-one.line.decimals)
    amounts = {key: amount}
    command = EditEntries(one.adjustment, amounts) if one.adjustment else EditFigures(amounts)
    return Edit(one, amount, command)


def wrong_after(edits: Sequence[Edit], shown: Sequence[ShownCells], project: Project, plan: Planned) -> Iterator[str]:
    """Yield where a workbook with an edit shows something else than the project with it, or a green light."""
    for edit, cells in zip(edits, shown, strict=True):
        session = Session(project)
        session.execute(edit.command)
        name = f"{edit.cell.place.sheet}!{edit.cell.ref} typed to {edit.amount}"
        yield from (f"{name}: {each}" for each in wrong_in_state(cells, answer_of(session.results), plan))
        if not is_red(cells):
            yield f"{name}: the light is not red"
