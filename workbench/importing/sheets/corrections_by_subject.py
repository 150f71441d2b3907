"""What the user said of one sheet, by the stage of the import that asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    IgnoreArea,
    RowRole,
    SetColumnRole,
    SetDecimalMark,
    SetLinesAcross,
    SetRowRole,
    SetScale,
    SetStatementKind,
    SetTotalParts,
)
from workbench.importing.sheets.transposed import transpose_area


@dataclass(frozen=True, slots=True)
class CorrectionsBySubject:
    """What the user said of one sheet.

    Reading numbers asks for ``decimal_marks``; laying tables out for what is ``ignored``, the ``roles`` of rows (by
    row), the ``kinds`` of statements, what runs ``across`` and ``scales``; reading columns for ``columns``; adding up
    for ``totals``.
    """

    ignored: tuple[Area, ...] = ()
    roles: Mapping[int, RowRole] = field(default_factory=dict)
    columns: tuple[SetColumnRole, ...] = ()
    kinds: tuple[SetStatementKind, ...] = ()
    across: tuple[SetLinesAcross, ...] = ()
    scales: tuple[SetScale, ...] = ()
    decimal_marks: tuple[SetDecimalMark, ...] = ()
    totals: tuple[SetTotalParts, ...] = ()

    @staticmethod
    def of(corrections: Sequence[Correction]) -> "CorrectionsBySubject":
        return CorrectionsBySubject(
            ignored=tuple(said.area for said in corrections if isinstance(said, IgnoreArea)),
            roles={said.row: said.role for said in corrections if isinstance(said, SetRowRole)},
            columns=tuple(said for said in corrections if isinstance(said, SetColumnRole)),
            kinds=tuple(said for said in corrections if isinstance(said, SetStatementKind)),
            across=tuple(said for said in corrections if isinstance(said, SetLinesAcross)),
            scales=tuple(said for said in corrections if isinstance(said, SetScale)),
            decimal_marks=tuple(said for said in corrections if isinstance(said, SetDecimalMark)),
            totals=tuple(said for said in corrections if isinstance(said, SetTotalParts)),
        )

    def of_turned(self) -> "CorrectionsBySubject":
        """Return what of it holds for a table whose lines run across, once it is turned."""
        return CorrectionsBySubject(
            kinds=tuple(replace(said, area=transpose_area(said.area)) for said in self.kinds),
            scales=tuple(replace(said, area=transpose_area(said.area)) for said in self.scales if said.area),
        )
