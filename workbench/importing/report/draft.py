"""What an import would bring in: each sheet with its tables and marks, each inference, and the resulting project.

The assistant shows it page by page; a correction makes a new draft; nothing is imported before the last page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from workbench.domain.facts import Fact
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.import_report import Inference
from workbench.domain.project import Project
from workbench.importing.sheets.corrections import Correction, Corrections, SheetKey
from workbench.importing.sheets.cover import Cover
from workbench.importing.sheets.detected import Detected, TableHeadings
from workbench.importing.sheets.marks import CellMark
from workbench.importing.sheets.tables import Place
from workbench.phrases import Phrase
from workbench.workbooks import Sheet, SourceWorkbook


@dataclass(frozen=True)
class SheetDraft:
    """One sheet as it would be imported: every non-empty cell has a mark.

    ``table_headings``: each table with what stands above its columns, including tables from which nothing was imported.
    """

    file: str
    sheet: Sheet
    detected: tuple[Detected, ...]
    marks: Mapping[Place, CellMark]
    table_headings: tuple[TableHeadings, ...] = ()

    @property
    def key(self) -> SheetKey:
        return self.file, self.sheet.name

    def headings_near(self, row: int, column: int) -> TableHeadings | None:
        """Return the table that a cell stands in, else the first one below it; None if there is none."""
        at_or_below = [
            table
            for table in self.table_headings
            if table.area.left <= column <= table.area.right and row <= table.area.bottom
        ]
        return min(at_or_below, key=lambda table: max(table.area.top, row), default=None)


@dataclass(frozen=True, slots=True)
class Question:
    """What only the user can decide. ``answers``: each possible answer, with its correction."""

    text: Fact
    sheet: SheetKey
    cell: str
    answers: tuple[tuple[Fact, Correction], ...]


IMPACT = (
    FindingStatus.FAIL,
    FindingStatus.WARNING,
    FindingStatus.INFORMATION,
    FindingStatus.NOT_APPLICABLE,
    FindingStatus.PASS,
)


@dataclass(frozen=True)
class Draft:
    """The result of importing the workbooks with the corrections.

    ``project`` is None if nothing can be imported, and ``refusal`` then says why in one sentence; else it is "".
    ``as_read``: the entity, currency and scale that the files state, regardless of the user's corrections.
    """

    workbooks: tuple[SourceWorkbook, ...]
    corrections: Corrections
    sheets: tuple[SheetDraft, ...]
    inferences: tuple[Inference, ...] = ()
    questions: tuple[Question, ...] = ()
    project: Project | None = None
    refusal: Phrase | str = ""
    findings: tuple[Finding, ...] = ()
    as_read: Cover = field(default_factory=Cover)

    def sheet(self, key: SheetKey) -> SheetDraft:
        """Return one sheet's draft. Raises KeyError if there is none."""
        for draft in self.sheets:
            if draft.key == key:
                return draft
        raise KeyError(key)

    @property
    def findings_by_impact(self) -> tuple[Finding, ...]:
        """The findings of import and checks, failures first, larger differences before smaller ones."""

        def impact(finding: Finding) -> tuple[int, Decimal]:
            return IMPACT.index(finding.status), -abs(finding.difference or Decimal(0))

        return tuple(sorted(self.findings, key=impact))


def with_correction(corrections: Corrections, sheet: SheetKey, correction: Correction) -> Corrections:
    """Return ``corrections`` with one more on ``sheet``; it replaces an earlier one about the same cells."""
    others = [other for other in corrections.get(sheet, ()) if not _have_same_subject(other, correction)]
    return {**corrections, sheet: (*others, correction)}


def without_correction(corrections: Corrections, sheet: SheetKey, correction: Correction) -> Corrections:
    """Return ``corrections`` without one of them, which restores what was inferred."""
    kept = tuple(other for other in corrections.get(sheet, ()) if other != correction)
    return {**corrections, sheet: kept}


def _have_same_subject(correction: Correction, other: Correction) -> bool:
    return type(correction) is type(other) and _subject_of(correction) == _subject_of(other)


def _subject_of(correction: Correction) -> tuple[object, object]:
    """Return the row or the area that a correction is about; two Nones for one about the whole import."""
    return getattr(correction, "row", None), getattr(correction, "area", None)
