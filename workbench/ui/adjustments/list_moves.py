"""Where differences and groups go in the list when they are moved by keys, or dropped."""

from collections.abc import Collection, Iterator, Sequence

from workbench.commands import AnyCommand, ArrangeAdjustments, CompoundCommand, Edit, GroupAdjustments
from workbench.domain.adjustments import is_correction
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.ui.adjustments.adjustment_model import ListRow

Place = tuple[bool, str]
"""What holds rows that may change places: whether they are corrections of errors, and the group that they are in."""


def move_rows(rows: Sequence[ListRow], chosen: Collection[int], by: int) -> ArrangeAdjustments:
    """Return the order after the ``chosen`` rows have gone up (-1) or down (+1) by one place.

    A group goes as a whole, a member within its group. A row stays where there is no place beyond it: at an end, and
    where corrections of errors begin.
    """
    chosen = set(_without_members_of_groups(rows, chosen))
    siblings: dict[Place, list[int]] = {}
    for number, row in enumerate(rows):
        siblings.setdefault(_place_of(row), []).append(number)
    for numbers in siblings.values():
        _shift(numbers, chosen, by)
    return ArrangeAdjustments(tuple(_order(rows, siblings)))


def _shift(numbers: list[int], chosen: Collection[int], by: int) -> None:
    """Let each chosen row change places with the next one in its way, unless that is chosen, too."""
    ways = range(1, len(numbers)) if by < 0 else range(len(numbers) - 2, -1, -1)
    for at in ways:
        if numbers[at] in chosen and numbers[at + by] not in chosen:
            numbers[at], numbers[at + by] = numbers[at + by], numbers[at]


def _order(rows: Sequence[ListRow], siblings: dict[Place, list[int]]) -> Iterator[AdjustmentId]:
    for are_corrections in (False, True):
        for number in siblings.get((are_corrections, ""), ()):
            group = rows[number].group
            members = siblings[are_corrections, group] if group else [number]
            yield from (rows[member].members[0].id for member in members)


def drop_rows(
    project: Project, rows: Sequence[ListRow], chosen: Collection[int], target: int | None, *, is_below: bool
) -> AnyCommand:
    """Return the edit that puts the ``chosen`` rows above or below another, into the group there.

    Below the name of a group is its first place. ``target``: None for the end of the list, outside any group. A
    correction of an error joins only a group of such, and no other difference does.
    """
    numbers = _without_members_of_groups(rows, chosen)
    going = [member.id for number in numbers for member in rows[number].members]
    order = list(_order_with(project, rows, going, target, is_below=is_below))
    edits: list[Edit] = [ArrangeAdjustments(tuple(order))]
    there = rows[target] if target is not None else None
    group = there.group if there and (is_below or not there.is_heading) else ""
    joining = tuple(
        row.members[0].id
        for row in map(rows.__getitem__, numbers)
        if not row.is_heading
        and row.group != group
        and (not group or there is None or is_correction(row.members[0]) == is_correction(there.members[0]))
    )
    if joining:
        edits.insert(0, GroupAdjustments(joining, group))
        grouped = edits[0].apply(project)
        if edits[1].apply(grouped) is grouped:
            del edits[1]
    return edits[0] if len(edits) == 1 else CompoundCommand(fact("arrange-adjustments"), tuple(edits))


def _order_with(
    project: Project, rows: Sequence[ListRow], going: Collection[AdjustmentId], target: int | None, *, is_below: bool
) -> Iterator[AdjustmentId]:
    """Yield the differences with those that go somewhere beside the target."""
    known = list(project.adjustment_by_id)
    at = len(known)
    if target is not None:
        row = rows[target]
        at = known.index(row.members[0].id) + (is_below and not row.is_heading)
    yield from (key for key in known[:at] if key not in going)
    yield from going
    yield from (key for key in known[at:] if key not in going)


def _without_members_of_groups(rows: Sequence[ListRow], chosen: Collection[int]) -> list[int]:
    """Return the chosen rows, from the top, without the members of groups that are chosen themselves."""
    headings = (rows[number] for number in chosen if rows[number].is_heading)
    groups = {(is_correction(heading.members[0]), heading.group) for heading in headings}
    return [number for number in sorted(chosen) if _place_of(rows[number]) not in groups]


def _place_of(row: ListRow) -> Place:
    return is_correction(row.members[0]), "" if row.is_heading else row.group
