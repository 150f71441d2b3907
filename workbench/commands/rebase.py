"""Importing again: the user's changes since the first import are reapplied to the new one; the user resolves conflicts.

Each alteration is tried in order. It fits if the new import, with the changes reapplied so far, holds the value that
the user altered; it is already done if that holds the user's value; otherwise it collides.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from workbench.commands.alteration_kinds import KINDS
from workbench.commands.altered_values import UNFIT
from workbench.commands.compound_command import Edit
from workbench.commands.imports import IMPORTED
from workbench.domain.facts import FactValue
from workbench.domain.project import Project
from workbench.domain.trail import Alteration

Key = tuple[str, str]
"""Which attribute of which subject was altered: ``Alteration.key``."""


@dataclass(frozen=True, slots=True)
class Collision:
    """An alteration that does not fit the new import. ``theirs``: the value in the new import.

    ``is_gone``: the subject no longer exists, or can no longer be altered this way: the user's value cannot be kept.

    Its ``old`` is the value in the first import, its ``new`` the user's.
    """

    alteration: Alteration
    theirs: FactValue | None = None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Rebase:
    """``edits``: to be applied to the new import; ``collisions``: for the user to decide, or already decided."""

    edits: tuple[Edit, ...]
    collisions: tuple[Collision, ...]


def rebase(project: Project, imported: Project, keep: Collection[Key] = ()) -> Rebase:
    """Return which of the user's changes to ``project`` are reapplied to ``imported``, and which collide with it.

    ``keep``: the collisions in which the user's value is kept; in all others the new import's stays.
    """
    working, edits = imported, []
    collisions: dict[Key, Collision] = {}
    for alteration in alterations_since_import(project):
        if collision := collisions.get(alteration.key):
            latest = replace(collision.alteration, new=alteration.new)
            collisions[alteration.key] = replace(collision, alteration=latest)
            continue
        try:
            kind = KINDS[alteration.attribute]
            present = kind.value(working, alteration)
            if present == alteration.new != alteration.old:
                continue
            if present != alteration.old:
                collisions[alteration.key] = Collision(alteration, present)
                continue
            edit = kind.edit(working, alteration)
            working = edit.apply(working)
        except UNFIT:
            collisions[alteration.key] = Collision(alteration, is_gone=True)
        else:
            edits.append(edit)
    for key, collision in collisions.items():
        if collision.is_gone:
            continue
        try:
            edit = KINDS[collision.alteration.attribute].edit(working, collision.alteration)
            kept = edit.apply(working)
        except UNFIT:
            collisions[key] = replace(collision, is_gone=True)
            continue
        if key in keep:
            working = kept
            edits.append(edit)
    return Rebase(tuple(edits), tuple(collisions.values()))


def alterations_since_import(project: Project) -> Iterator[Alteration]:
    """Yield the user's alterations since the last import, in order."""
    since: list[Alteration] = []
    for step in project.trail.latest_first():
        for alteration in reversed(step.alterations):
            if alteration.attribute == IMPORTED:
                yield from reversed(since)
                return
            since.append(alteration)
    yield from reversed(since)
