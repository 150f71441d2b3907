"""What a check found out: said, placed and measured, never raised."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from workbench.domain.sources import CellRef


class FindingStatus(StrEnum):
    PASS = "pass"
    INFORMATION = "information"
    WARNING = "warning"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"


ONE_ENTITY = "one entity"
"""The check that fails where files of several companies or currencies were imported together."""
SOURCE_FILES = "source files"
"""What is found of the files that a project was imported from: changed since, or gone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one check. ``difference`` is in the units of the source; None where nothing was compared."""

    check: str
    status: FindingStatus
    message: str
    difference: Decimal | None = None
    where: tuple[CellRef, ...] = ()
