"""What the user said of one sheet, by what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.importing.sheets.corrections import (
    Area,
    ColumnIs,
    Correction,
    Ignored,
    LinesRunAcross,
    RowIs,
    RowRole,
    ScaleIs,
    StatementIs,
)
from workbench.importing.sheets.transposed import turned_area


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said of one sheet."""

    ignored: tuple[Area, ...] = ()
    roles: Mapping[int, RowRole] = field(default_factory=dict)
    columns: tuple[ColumnIs, ...] = ()
    kinds: tuple[StatementIs, ...] = ()
    across: tuple[LinesRunAcross, ...] = ()
    scales: tuple[ScaleIs, ...] = ()

    @staticmethod
    def of(corrections: Sequence[Correction]) -> "Said":
        return Said(
            ignored=tuple(each.area for each in corrections if isinstance(each, Ignored)),
            roles={each.row: each.role for each in corrections if isinstance(each, RowIs)},
            columns=tuple(each for each in corrections if isinstance(each, ColumnIs)),
            kinds=tuple(each for each in corrections if isinstance(each, StatementIs)),
            across=tuple(each for each in corrections if isinstance(each, LinesRunAcross)),
            scales=tuple(each for each in corrections if isinstance(each, ScaleIs)),
        )

    def of_turned(self) -> "Said":
        """Return what of it holds for a table whose lines run across, once it is turned."""
        return Said(
            kinds=tuple(replace(each, area=turned_area(each.area)) for each in self.kinds),
            scales=tuple(replace(each, area=turned_area(each.area)) for each in self.scales if each.area),
        )
