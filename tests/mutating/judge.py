"""Whether the program says of a slip that something is wrong, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from tests.found import all_findings, message
from tests.mutating.books import Book
from tests.mutating.places import place_of
from tests.mutating.slips import Slip
from workbench.domain.findings import Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.errors import WorkbenchError
from workbench.importing import project_from
from workbench.session import Session
from workbench.workbooks import SourceWorkbook

SAYS_SO = (FindingStatus.FAIL, FindingStatus.WARNING)
Said = tuple[str, FindingStatus, str, tuple[CellRef, ...]]
"""Check, status, message and where of a finding."""


class Answer(Enum):
    """What the program answers to a slip."""

    REPORTED = "reporting it"
    REFUSED = "refusing it by name"
    ELSEWHERE = "pointing elsewhere"
    SILENT = "silent"
    CRASHED = "brought down"


@dataclass(frozen=True)
class Verdict:
    """The answer, the findings that the original does not have as one reads them, and what the import lost."""

    answer: Answer
    said: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        return self.answer in (Answer.REPORTED, Answer.REFUSED)


@dataclass(frozen=True)
class Judge:
    """Compares what is found of a workbook with a slip with what is found of the original."""

    book: Book

    @cached_property
    def said_of_original(self) -> frozenset[Said]:
        return frozenset(map(_as_said, found_of(self.book.workbook)))

    def judged(self, slip: Slip) -> Verdict:
        try:
            project = project_from([slip.workbook])
            findings = all_findings(Session(project).results)
        except WorkbenchError as error:
            names_it = slip.place.sheet in str(error) or slip.place.ref in str(error)
            return Verdict(Answer.REFUSED if names_it else Answer.ELSEWHERE, (str(error),))
        except Exception as error:  # the border: one mutant that brings the program down is told, and the sweep goes on
            return Verdict(Answer.CRASHED, (repr(error),))
        new = [one for one in findings if one.status in SAYS_SO and _as_said(one) not in self.said_of_original]
        here = [one for one in new if points_at(one, slip)]
        said = tuple(f"{one.status.value} {one.check}: {message(one)}" for one in here or new)
        answer = Answer.REPORTED if here else Answer.ELSEWHERE if new else Answer.SILENT
        return Verdict(answer, said, tuple(lost(self.book.project, project)))


def found_of(workbook: SourceWorkbook) -> tuple[Finding, ...]:
    """Return what the program says of a workbook. Raises WorkbenchError where it refuses it."""
    return all_findings(Session(project_from([workbook])).results)


def _as_said(finding: Finding) -> Said:
    """Return all of a finding but the difference; the same words may pass in the original and fail in the mutant."""
    return finding.check, finding.status, message(finding), finding.where


def lost(original: Project, mutant: Project) -> Iterator[str]:
    """Yield the totals, with their parts, that the import of the original found and that of the mutant did not."""
    still = {total.line: set(total.parts) for statement in mutant.statements for total in statement.totals}
    for statement in original.statements:
        for total in statement.totals:
            if total.line not in still:
                yield f"total {total.line} has no parts any more"
            elif still[total.line] != set(total.parts):
                yield f"total {total.line} has other parts"


def points_at(finding: Finding, slip: Slip) -> bool:
    """True where a finding names a cell of a mutated row or column, or, for a heading, its whole sheet."""
    places = [place_of(ref) for ref in finding.where if ref.cell and ref.sheet == slip.place.sheet]
    if any(place.row in slip.mutated_rows or place.column in slip.mutated_columns for place in places):
        return True
    return slip.heading is not None and any(not ref.cell and ref.sheet == slip.place.sheet for ref in finding.where)
