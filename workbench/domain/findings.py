"""The result of a check: a status, a message, a difference and its cells. Never raised as an error."""

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
"""The check that fails if files of several companies or currencies were imported together."""
SOURCE_FILES = "source files"
"""The check for source files that have changed since the import, or are no longer there."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one check. ``difference`` is in the units of the source; None where nothing was compared."""

    check: str
    status: FindingStatus
    message: str
    difference: Decimal | None = None
    where: tuple[CellRef, ...] = ()
