"""Comparatives: figures that a roll-forward took over from earlier projects, and that stay as they were published."""

from dataclasses import dataclass

from workbench.domain.maps import Map
from workbench.domain.statements import Scope


@dataclass(frozen=True, slots=True)
class Comparative:
    """One statement in one period of an earlier project.

    ``held_by``: the file of the project that holds it; "" if none does, so that its column is empty. ``unlocked``:
    why it may be edited nevertheless; "" while it is locked.
    """

    held_by: str
    unlocked: str = ""

    @property
    def is_locked(self) -> bool:
        """True while its figures and effects cannot be edited. A period that no project holds is not locked."""
        return bool(self.held_by) and not self.unlocked


Comparatives = Map[Scope, Comparative]
