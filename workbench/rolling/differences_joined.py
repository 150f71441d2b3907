"""The differences of several projects as one list: which are the same, whatever each project calls them."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from workbench.domain.adjustments import Adjustment, arrange
from workbench.domain.ids import AdjustmentId, Ids
from workbench.domain.maps import Map
from workbench.importing.assembly.adjustment_names import SAME_NAME, key_of_name
from workbench.importing.language.vocabulary import differ_by_number
from workbench.rolling.held_projects import HeldProject

IdsHere = Mapping[AdjustmentId, AdjustmentId]
"""The id here of each difference, by its id in its own project."""


def joined_differences(ordered: Sequence[HeldProject]) -> tuple[dict[str, IdsHere], tuple[Adjustment, ...]]:
    """Return the ids here of each project's differences, by its name, and the differences without what they hold.

    Those of the latest project come first, in their order, under its ids and names; corrections of errors last. What a
    later project does not say of one, its note or its standards, is as an earlier one says it.
    """
    joined: list[Adjustment] = []
    ids_of: dict[str, IdsHere] = {}
    for held in ordered:
        ids_of[held.name] = same_differences(joined, held.project.adjustments)
        for adjustment in held.project.adjustments:
            here = ids_of[held.name][adjustment.id]
            place = next((place for place, known in enumerate(joined) if known.id == here), None)
            if place is None:
                joined.append(
                    adjustment.with_attributes(id=here, entries=Map(), stated_for=frozenset(), unknown=frozenset())
                )
            else:
                joined[place] = with_description_of(joined[place], adjustment)
    return ids_of, arrange(joined)


def with_description_of(adjustment: Adjustment, other: Adjustment) -> Adjustment:
    """Return a difference with the note, standards, nature and kind of the same one elsewhere, where it has none."""
    return adjustment.with_attributes(
        note=adjustment.note or other.note,
        standards=adjustment.standards if any(adjustment.standards) else other.standards,
        nature=adjustment.nature or other.nature,
        kind=adjustment.kind or other.kind,
    )


def same_differences(known: Sequence[Adjustment], others: Sequence[Adjustment]) -> dict[AdjustmentId, AdjustmentId]:
    """Return for each of ``others`` the id of the known one that it is, or else a new id.

    Two are one if they have the same name but for its spelling, or are alone of their kind in the catalogue.
    """
    ids = Ids(adjustment.id for adjustment in known)
    found: dict[AdjustmentId, AdjustmentId] = {}
    for is_same in (_is_called_alike, _is_spelled_alike, _is_of_one_kind):
        for other in others:
            free = [adjustment for adjustment in known if adjustment.id not in found.values()]
            alike = [adjustment for adjustment in free if is_same(adjustment, other)]
            if other.id not in found and len(alike) == 1:
                found[other.id] = alike[0].id
    for other in others:
        if other.id not in found:
            found[other.id] = AdjustmentId(ids.new(other.id, other.name))
    return found


def _is_called_alike(adjustment: Adjustment, other: Adjustment) -> bool:
    return key_of_name(adjustment.name) == key_of_name(other.name)


def _is_spelled_alike(adjustment: Adjustment, other: Adjustment) -> bool:
    names = key_of_name(adjustment.name), key_of_name(other.name)
    return fuzz.ratio(*names) >= SAME_NAME and not differ_by_number(*names)


def _is_of_one_kind(adjustment: Adjustment, other: Adjustment) -> bool:
    return bool(adjustment.kind) and adjustment.kind == other.kind
