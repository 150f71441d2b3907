"""What belongs to a selection, which cells are marked, and what is still to be answered or shown."""

from dataclasses import replace

from tests.published import ECL, EIR, GUARANTEE, H1_2023, SBC
from tests.remarks import comment, link, remark, subjects_of, with_remarks
from workbench.commands import AddComment, AddEvidence, AnswerComment, CloseComment
from workbench.domain.comments import CommentId, Reply
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    LineSubject,
    StatementSubject,
)
from workbench.presentation.remarks import (
    Mark,
    RemarkedCell,
    adjustments_without_evidence,
    open_comments,
    remarks_by_cell,
    remarks_on,
    subjects_around,
    unanswered_comments,
)
from workbench.presentation.statement_table import REPORTED_COLUMN, Column, ColumnKind

FIGURE = FigureSubject("operations", "financing_income", H1_2023, FigureRole.AS_REPORTED)


def test_each_cell_has_the_mark_of_what_is_said_of_it(qifu_project: Project) -> None:
    entry = next(iter(qifu_project.adjustment_by_id[ECL].entries.values()))
    project = AddEvidence(link(replace(FIGURE, role=FigureRole.TRANSLATION, adjustment_or_currency="USD"))).apply(
        qifu_project
    )
    cell = RemarkedCell("financing_income", H1_2023, REPORTED_COLUMN)
    assert {place: remarks.mark for place, remarks in remarks_by_cell(project).items()} == {cell: Mark.QUIET}
    project = AddComment(comment(EvidenceSubject("1"))).apply(project)
    assert remarks_by_cell(project)[cell].mark is Mark.OPEN
    project = CloseComment(CommentId("1")).apply(project)
    assert remarks_by_cell(project)[cell].mark is Mark.QUIET
    project = AddComment(comment(EntrySubject(ECL, entry.id), key="2")).apply(project)
    legs = {RemarkedCell(*leg.cell, Column(ColumnKind.EFFECT, ECL)) for leg in entry.legs}
    assert {place for place, remarks in remarks_by_cell(project).items() if remarks.mark is Mark.OPEN} == legs


def test_what_is_said_of_the_project_belongs_to_nothing_else(qifu_project: Project) -> None:
    project = with_remarks(qifu_project)
    assert [said.subject for said in remarks_on(project, PROJECT).comments] == [PROJECT]
    for subject in subjects_of(project).values():
        found = remarks_on(project, subject)
        assert subject in [said.subject for said in found.comments]
        assert subject in [shown.subject for shown in found.evidence]
        assert subject == PROJECT or PROJECT not in [said.subject for said in found.comments]


def test_the_wholes_of_a_subject_go_from_the_inside_out(qifu_project: Project) -> None:
    operations = StatementSubject("operations")
    assert subjects_around(qifu_project, FIGURE) == (
        FIGURE,
        LineSubject("operations", "financing_income"),
        StatementSubject("operations", H1_2023),
        operations,
        PROJECT,
    )
    assert subjects_around(qifu_project, operations) == (operations, PROJECT)
    assert subjects_around(qifu_project, PROJECT) == (PROJECT,)


def test_what_is_still_to_be_done_is_known(qifu_project: Project) -> None:
    project = qifu_project
    for key in "123":
        project = AddComment(comment(FIGURE, key=key)).apply(project)
    project = CloseComment(CommentId("1")).apply(project)
    project = AnswerComment(CommentId("2"), (Reply("Yes", "Jo", comment(FIGURE).at),)).apply(project)
    assert [said.id for said in open_comments(project)] == ["2", "3"]
    assert [said.id for said in unanswered_comments(project)] == ["3"]
    entry = next(iter(project.adjustment_by_id[EIR].entries))
    effect = replace(FIGURE, role=FigureRole.ADJUSTMENT, adjustment_or_currency=SBC)
    for number, subject in enumerate((AdjustmentSubject(ECL), EntrySubject(EIR, entry), effect, FIGURE), 1):
        project = AddEvidence(remark(subject, key=str(number))).apply(project)
    assert [adjustment.id for adjustment in adjustments_without_evidence(project)] == [GUARANTEE]
