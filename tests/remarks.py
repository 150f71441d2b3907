"""Comments and evidence on each kind of subject, for the tests of whatever shows, keeps or exports them."""

from datetime import UTC, datetime

from workbench.commands import AddComment, AddEvidence
from workbench.domain.comments import Comment, CommentId
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    SourceSubject,
    StatementSubject,
    Subject,
)

AT = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)
HASH = "0123456789abcdef" * 4


def comment(subject: Subject, text: str = "Why?", key: str = "1", by: str = "Li Na") -> Comment:
    return Comment(CommentId(key), subject, text, by, AT)


def remark(subject: Subject, text: str = "Agreed by phone", key: str = "1") -> Evidence:
    return Evidence(EvidenceId(key), subject, EvidenceKind.REMARK, text, "Jo", AT)


def link(subject: Subject, address: str = "https://example.com/report.pdf", key: str = "1") -> Evidence:
    return Evidence(EvidenceId(key), subject, EvidenceKind.LINK, address, "Jo", AT, caption="The report", pages="F-12")


def file(subject: Subject, path: str = "papers/confirmation.pdf", key: str = "1", sha256: str = HASH) -> Evidence:
    return Evidence(EvidenceId(key), subject, EvidenceKind.FILE, path, "Jo", AT, pages="3–4", sha256=sha256)


def subjects_of(project: Project) -> dict[str, Subject]:
    """Return a subject of each kind that ``project`` has, by the name of the kind; figures by their roles."""
    statement = next((known for known in project.statements if known.reconciled), project.statements[0])
    period = max(statement.reconciled, default=statement.periods[0])
    line = next(line.id for line in statement.lines if statement.figure(line.id, period) is not None)
    found: dict[str, Subject] = {
        "figure": FigureSubject(statement.id, line, period, FigureRole.AS_REPORTED),
        "result": FigureSubject(statement.id, line, period, FigureRole.RESULT),
        "line": LineSubject(statement.id, line),
        "statement": StatementSubject(statement.id),
        "column": StatementSubject(statement.id, period),
        "kind": KindSubject("leases", period),
        "project": PROJECT,
    }
    if project.sources:
        found["source"] = SourceSubject(CellRef(project.sources[0].name, ""))
    for adjustment in project.adjustments:
        for entry in adjustment.entries.values():
            leg = entry.legs[0]
            owner = project.statement_of(leg.line)
            return found | {
                "difference": AdjustmentSubject(adjustment.id),
                "entry": EntrySubject(adjustment.id, entry.id),
                "effect": FigureSubject(owner.id, leg.line, leg.period, FigureRole.ADJUSTMENT, adjustment.id),
            }
    return found


def with_remarks(project: Project) -> Project:
    """Return ``project`` with a comment and evidence on each kind of subject, made by commands."""
    for number, subject in enumerate(subjects_of(project).values(), 1):
        make = (remark, link, file)[number % 3]
        project = AddComment(comment(subject, f"Question {number}", str(number))).apply(project)
        project = AddEvidence(make(subject, key=str(number))).apply(project)
    return project
