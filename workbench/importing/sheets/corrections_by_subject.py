"""The user's corrections of one sheet, by the stage of the import that uses them."""

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
    """The user's corrections of one sheet.

    ``decimal_marks`` serve the reading of numbers; ``ignored``, ``roles`` (by row), ``lines_across`` and ``scales`` the
    laying out of tables; ``kinds`` the laying out, and the reading of what is left beside bridges; ``columns`` the
    detecting; ``totals`` the assembling.
    """

    ignored: tuple[Area, ...] = ()
    roles: Mapping[int, RowRole] = field(default_factory=dict)
    columns: tuple[SetColumnRole, ...] = ()
    kinds: tuple[SetStatementKind, ...] = ()
    lines_across: tuple[SetLinesAcross, ...] = ()
    scales: tuple[SetScale, ...] = ()
    decimal_marks: tuple[SetDecimalMark, ...] = ()
    totals: tuple[SetTotalParts, ...] = ()

    @staticmethod
    def of(corrections: Sequence[Correction]) -> "CorrectionsBySubject":
        """Return the corrections of one sheet by subject."""
        return CorrectionsBySubject(
            ignored=tuple(correction.area for correction in corrections if isinstance(correction, IgnoreArea)),
            roles={correction.row: correction.role for correction in corrections if isinstance(correction, SetRowRole)},
            columns=tuple(correction for correction in corrections if isinstance(correction, SetColumnRole)),
            kinds=tuple(correction for correction in corrections if isinstance(correction, SetStatementKind)),
            lines_across=tuple(correction for correction in corrections if isinstance(correction, SetLinesAcross)),
            scales=tuple(correction for correction in corrections if isinstance(correction, SetScale)),
            decimal_marks=tuple(correction for correction in corrections if isinstance(correction, SetDecimalMark)),
            totals=tuple(correction for correction in corrections if isinstance(correction, SetTotalParts)),
        )

    def transpose(self) -> "CorrectionsBySubject":
        """Return those for a table whose lines run across, with their areas transposed like the table."""
        return CorrectionsBySubject(
            kinds=tuple(replace(correction, area=transpose_area(correction.area)) for correction in self.kinds),
            scales=tuple(
                replace(correction, area=transpose_area(correction.area))
                for correction in self.scales
                if correction.area
            ),
        )
