"""What the user said of one sheet, by what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    IgnoreArea,
    RowRole,
    SetColumnRole,
    SetLinesAcross,
    SetRowRole,
    SetScale,
    SetStatementKind,
)
from workbench.importing.sheets.transposed import transpose_area


@dataclass(frozen=True, slots=True)
class CorrectionsBySubject:
    """What the user said of one sheet."""

    ignored: tuple[Area, ...] = ()
    roles: Mapping[int, RowRole] = field(default_factory=dict)
    columns: tuple[SetColumnRole, ...] = ()
    kinds: tuple[SetStatementKind, ...] = ()
    across: tuple[SetLinesAcross, ...] = ()
    scales: tuple[SetScale, ...] = ()

    @staticmethod
    def of(corrections: Sequence[Correction]) -> "CorrectionsBySubject":
        return CorrectionsBySubject(
            ignored=tuple(each.area for each in corrections if isinstance(each, IgnoreArea)),
            roles={each.row: each.role for each in corrections if isinstance(each, SetRowRole)},
            columns=tuple(each for each in corrections if isinstance(each, SetColumnRole)),
            kinds=tuple(each for each in corrections if isinstance(each, SetStatementKind)),
            across=tuple(each for each in corrections if isinstance(each, SetLinesAcross)),
            scales=tuple(each for each in corrections if isinstance(each, SetScale)),
        )

    def of_turned(self) -> "CorrectionsBySubject":
        """Return what of it holds for a table whose lines run across, once it is turned."""
        return CorrectionsBySubject(
            kinds=tuple(replace(each, area=transpose_area(each.area)) for each in self.kinds),
            scales=tuple(replace(each, area=transpose_area(each.area)) for each in self.scales if each.area),
        )
