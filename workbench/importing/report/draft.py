"""What an import would bring in: each sheet with its tables and marks, each guess, and the project that results.

The assistant shows it page by page; a correction makes a new draft; nothing is taken over before the last page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.import_report import Inference
from workbench.domain.project import Project
from workbench.importing.sheets.corrections import Correction, Corrections, SheetKey
from workbench.importing.sheets.cover import Cover
from workbench.importing.sheets.detected import Detected, TableHeadings
from workbench.importing.sheets.marks import CellMark
from workbench.importing.sheets.tables import Place
from workbench.workbooks import Sheet, SourceWorkbook


@dataclass(frozen=True)
class SheetDraft:
    """One sheet as it would be imported: every non-empty cell has a mark.

    ``headed``: each table with what stands above its columns, also one of which nothing was made.
    """

    file: str
    sheet: Sheet
    detected: tuple[Detected, ...]
    marks: Mapping[Place, CellMark]
    headed: tuple[TableHeadings, ...] = ()

    @property
    def key(self) -> SheetKey:
        return self.file, self.sheet.name

    def headed_near(self, row: int, column: int) -> TableHeadings | None:
        """Return the table that a cell stands in, else the first one below it; None where there is none."""
        here = [each for each in self.headed if each.area.left <= column <= each.area.right and row <= each.area.bottom]
        return min(here, key=lambda each: max(each.area.top, row), default=None)


@dataclass(frozen=True, slots=True)
class Question:
    """What only the user can decide. ``answers``: what may be said, and the correction that says it."""

    text: str
    sheet: SheetKey
    cell: str
    answers: tuple[tuple[str, Correction], ...]


IMPACT = (
    FindingStatus.FAIL,
    FindingStatus.WARNING,
    FindingStatus.INFORMATION,
    FindingStatus.NOT_APPLICABLE,
    FindingStatus.PASS,
)


@dataclass(frozen=True)
class Draft:
    """``project`` is None where nothing can be imported, and ``refusal`` says why in one sentence.

    ``as_read``: the entity, currency and scale that the files say, whatever the user says in their place.
    """

    workbooks: tuple[SourceWorkbook, ...]
    corrections: Corrections
    sheets: tuple[SheetDraft, ...]
    inferences: tuple[Inference, ...] = ()
    questions: tuple[Question, ...] = ()
    project: Project | None = None
    refusal: str = ""
    findings: tuple[Finding, ...] = ()
    as_read: Cover = field(default_factory=Cover)

    def sheet(self, key: SheetKey) -> SheetDraft:
        """Return one sheet's draft; KeyError where there is none."""
        for each in self.sheets:
            if each.key == key:
                return each
        raise KeyError(key)

    @property
    def findings_by_impact(self) -> tuple[Finding, ...]:
        """The findings of import and checks, what fails first, the largest difference before smaller ones."""

        def impact(finding: Finding) -> tuple[int, Decimal]:
            return IMPACT.index(finding.status), -abs(finding.difference or Decimal(0))

        return tuple(sorted(self.findings, key=impact))


def with_correction(corrections: Corrections, sheet: SheetKey, correction: Correction) -> Corrections:
    """Return ``corrections`` with one more on ``sheet``; it takes the place of an earlier one about the same cells."""
    others = [each for each in corrections.get(sheet, ()) if not _about_the_same(each, correction)]
    return {**corrections, sheet: (*others, correction)}


def without_correction(corrections: Corrections, sheet: SheetKey, correction: Correction) -> Corrections:
    """Return ``corrections`` with the guess back in force."""
    kept = tuple(each for each in corrections.get(sheet, ()) if each != correction)
    return {**corrections, sheet: kept}


def _about_the_same(one: Correction, other: Correction) -> bool:
    return type(one) is type(other) and _about(one) == _about(other)


def _about(correction: Correction) -> tuple[object, object]:
    """Return the row or the area that a correction is about; nothing of one that is about the whole import."""
    return getattr(correction, "row", None), getattr(correction, "area", None)
