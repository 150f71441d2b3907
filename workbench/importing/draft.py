"""What an import would bring in: each sheet with its tables and marks, each guess, and the project that results.

The assistant shows it page by page; a correction makes a new draft; nothing is taken over before the last page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.findings import Finding, Status
from workbench.domain.import_report import Guess
from workbench.domain.project import Project
from workbench.importing.blocks import Block
from workbench.importing.corrections import Correction, Corrections, SheetKey
from workbench.importing.marks import CellMark
from workbench.importing.tables import Place
from workbench.workbooks import Sheet, SourceWorkbook


@dataclass(frozen=True)
class SheetDraft:
    """One sheet as it would be imported: every non-empty cell has a mark."""

    file: str
    sheet: Sheet
    blocks: tuple[Block, ...]
    marks: Mapping[Place, CellMark]

    @property
    def key(self) -> SheetKey:
        return self.file, self.sheet.name


@dataclass(frozen=True, slots=True)
class Question:
    """What only the user can decide. ``answers``: what may be said, and the correction that says it."""

    text: str
    sheet: SheetKey
    cell: str
    answers: tuple[tuple[str, Correction], ...]


IMPACT = (Status.FAIL, Status.WARNING, Status.INFORMATION, Status.NOT_APPLICABLE, Status.PASS)


@dataclass(frozen=True)
class Draft:
    """``project`` is None where nothing can be imported, and ``refusal`` says why in one sentence."""

    workbooks: tuple[SourceWorkbook, ...]
    corrections: Corrections
    sheets: tuple[SheetDraft, ...]
    guesses: tuple[Guess, ...] = ()
    questions: tuple[Question, ...] = ()
    project: Project | None = None
    refusal: str = ""
    findings: tuple[Finding, ...] = ()

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
    if type(one) is not type(other):
        return False
    where = "row" if hasattr(one, "row") else "area"
    return bool(getattr(one, where) == getattr(other, where))
