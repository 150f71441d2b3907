"""Comments and evidence by what they are about: the cells that show them, and what belongs to a selection."""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from workbench.domain.adjustments import Adjustment, EntryId
from workbench.domain.comments import Comment
from workbench.domain.evidence import Evidence, EvidenceId
from workbench.domain.ids import LineId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Statement
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    LineSubject,
    StatementSubject,
    Subject,
)
from workbench.presentation.statement_table import (
    CAPTION_COLUMN,
    REPORTED_COLUMN,
    RESULT_COLUMN,
    Column,
    ColumnKind,
    Row,
)


class RemarkedCell(NamedTuple):
    """One cell of a grid; ``period`` is empty for a caption, which is the same in all periods."""

    line: LineId
    period: PeriodId
    column: Column


class Mark(IntEnum):
    """What the corner of a cell says: nothing, that there is evidence or a closed comment, that a comment is open."""

    NONE = 0
    QUIET = 1
    OPEN = 2


class Remarks(NamedTuple):
    """The comments and the evidence of something, in the order in which they were added."""

    comments: tuple[Comment, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def mark(self) -> Mark:
        if any(comment.is_open for comment in self.comments):
            return Mark.OPEN
        return Mark.QUIET if self.comments or self.evidence else Mark.NONE


NO_REMARKS = Remarks()
RemarksByCell: TypeAlias = Mapping[RemarkedCell, Remarks]


def remarks_by_cell(project: Project) -> RemarksByCell:
    """Return the comments and evidence of every cell that has some; those of an entry are at each of its legs."""
    found: dict[RemarkedCell, Remarks] = {}
    for comment in project.comments.values():
        for cell in cells_of(project, comment.subject):
            known = found.get(cell, NO_REMARKS)
            found[cell] = known._replace(comments=(*known.comments, comment))
    for shown in project.evidence.values():
        for cell in cells_of(project, shown.subject):
            known = found.get(cell, NO_REMARKS)
            found[cell] = known._replace(evidence=(*known.evidence, shown))
    return found


def cells_of(project: Project, subject: Subject) -> Iterator[RemarkedCell]:
    """Yield the cells that show a subject: the figure itself, the caption of a line, the legs of an entry."""
    match subject:
        case FigureSubject(_, line, period):
            yield RemarkedCell(line, period, column_of(subject))
        case LineSubject(_, line):
            yield RemarkedCell(line, ALL_PERIODS, CAPTION_COLUMN)
        case EntrySubject(adjustment, entry) if owner := project.adjustment_by_id.get(adjustment):
            posted = owner.entries.get(EntryId(entry))
            column = Column(ColumnKind.EFFECT, adjustment)
            yield from dict.fromkeys(RemarkedCell(*leg.cell, column) for leg in (posted.legs if posted else ()))
        case EvidenceSubject(evidence) if shown := project.evidence.get(EvidenceId(evidence)):
            yield from cells_of(project, shown.subject)


def column_of(subject: FigureSubject) -> Column:
    """Return the column of a grid that shows a figure; that as reported, for its translations."""
    match subject.role:
        case FigureRole.ADJUSTMENT | FigureRole.ENTRY:
            return Column(ColumnKind.EFFECT, subject.adjustment)
        case FigureRole.RESULT:
            return RESULT_COLUMN
        case FigureRole.AS_REPORTED | FigureRole.TRANSLATION:
            return REPORTED_COLUMN


def subject_of_cell(statement: Statement, period: PeriodId, row: Row, column: Column) -> Subject:
    """Return what a cell of a grid is about: its figure, or its line, if it is a caption or shows no figure of one."""
    line = row.line.id
    if row.is_heading or row.remainder:
        return LineSubject(statement.id, line)
    match column.kind:
        case ColumnKind.CAPTION | ColumnKind.CHANGE | ColumnKind.CHANGE_IN_PERCENT:
            return LineSubject(statement.id, line)
        case ColumnKind.AS_REPORTED:
            return FigureSubject(statement.id, line, period, FigureRole.AS_REPORTED)
        case ColumnKind.EFFECT:
            return FigureSubject(statement.id, line, period, FigureRole.ADJUSTMENT, column.adjustment)
        case ColumnKind.RESULT:
            return FigureSubject(statement.id, line, period, FigureRole.RESULT)


def subjects_around(project: Project, subject: Subject) -> tuple[Subject, ...]:
    """Return a subject and those that it is a part of, the whole project last: what a remark may be about instead."""
    return tuple(dict.fromkeys((subject, *_wholes_of(project, subject), PROJECT)))


def _wholes_of(project: Project, subject: Subject) -> Iterator[Subject]:
    match subject:
        case FigureSubject(statement, line, period):
            if subject.role.is_of_an_adjustment:
                yield from _entries_at(project, subject)
                yield AdjustmentSubject(subject.adjustment)
            yield LineSubject(statement, line)
            yield StatementSubject(statement, period)
            yield StatementSubject(statement)
        case LineSubject(statement):
            yield StatementSubject(statement)
        case StatementSubject(statement):
            yield StatementSubject(statement)
        case EntrySubject(adjustment):
            yield AdjustmentSubject(adjustment)


def _entries_at(project: Project, effect: FigureSubject) -> Iterator[Subject]:
    """Yield the entries that an effect consists of."""
    if adjustment := project.adjustment_by_id.get(effect.adjustment):
        for entry in adjustment.entries_on((effect.line, effect.period)):
            yield EntrySubject(adjustment.id, entry.id)


def remarks_on(project: Project, chosen: Subject) -> Remarks:
    """Return the comments and evidence of what is chosen, of what it is a part of, and of its own parts."""
    around = frozenset(subjects_around(project, chosen)) - ({PROJECT} if chosen != PROJECT else frozenset())
    return Remarks(
        tuple(comment for comment in project.comments.values() if _belongs(project, comment.subject, chosen, around)),
        tuple(shown for shown in project.evidence.values() if _belongs(project, shown.subject, chosen, around)),
    )


def _belongs(project: Project, said: Subject, chosen: Subject, around: frozenset[Subject]) -> bool:
    if isinstance(said, EvidenceSubject) and said != chosen:
        shown = project.evidence.get(EvidenceId(said.evidence))
        return shown is not None and _belongs(project, shown.subject, chosen, around)
    return said in around or _is_part(said, chosen)


def _is_part(said: Subject, chosen: Subject) -> bool:
    match chosen, said:
        case LineSubject(statement, line), FigureSubject():
            return (said.statement, said.line) == (statement, line)
        case AdjustmentSubject(adjustment), EntrySubject():
            return said.adjustment == adjustment
        case AdjustmentSubject(adjustment), FigureSubject():
            return said.role.is_of_an_adjustment and said.adjustment == adjustment
        case FigureSubject(role=FigureRole.AS_REPORTED), FigureSubject(role=FigureRole.TRANSLATION):
            cell = chosen.statement, chosen.line, chosen.period
            return (said.statement, said.line, said.period) == cell
    return False


def open_comments(project: Project) -> tuple[Comment, ...]:
    """Return the comments that nobody has closed yet, oldest first."""
    return tuple(comment for comment in project.comments.values() if comment.is_open)


def unanswered_comments(project: Project) -> tuple[Comment, ...]:
    """Return the open comments without any answer, oldest first."""
    return tuple(comment for comment in open_comments(project) if not comment.replies)


def adjustments_without_evidence(project: Project) -> tuple[Adjustment, ...]:
    """Return the differences for which there is no evidence: not of them, of an entry or of an effect of theirs."""
    subjects = {shown.subject for shown in project.evidence.values()}
    shown = {
        subject.adjustment
        for subject in subjects
        if isinstance(subject, AdjustmentSubject | EntrySubject)
        or (isinstance(subject, FigureSubject) and subject.role.is_of_an_adjustment)
    }
    return tuple(adjustment for adjustment in project.adjustments if adjustment.id not in shown)
