"""The result of a check: a status, a fact about a subject, a difference and its cells. Never raised as an error."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from workbench.domain.facts import Fact
from workbench.domain.sources import CellRef
from workbench.domain.subjects import PROJECT, Subject

CheckId = NewType("CheckId", str)
"""The stable key of a check: words joined by hyphens."""


class FindingStatus(StrEnum):
    PASS = "pass"
    INFORMATION = "information"
    WARNING = "warning"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"


ONE_ENTITY = CheckId("one-entity")
"""The check that fails if files of several companies or currencies were imported together."""
SOURCE_FILES = CheckId("source-files")
"""The check for source files that have changed since the import, or are no longer there."""
EVIDENCE_FILES = CheckId("evidence-files")
"""The check for files of evidence that have changed since they were added, or are no longer there."""

DIGITS_OF_CELLS = CheckId("digits-of-cells")
"""The check that fails in a review workbook if a figure has more digits than a spreadsheet cell holds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one check: ``fact`` is true of ``subject``; ``wording`` makes its sentence.

    ``difference`` is in the units of the source; None if nothing was compared.
    """

    check: CheckId
    status: FindingStatus
    fact: Fact
    difference: Decimal | None = None
    where: tuple[CellRef, ...] = ()
    subject: Subject = PROJECT
