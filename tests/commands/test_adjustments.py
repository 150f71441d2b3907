"""The details of a difference: standards, note, readiness, kind. No figure changes."""

from dataclasses import replace
from typing import Any

import pytest

from tests.published import ECL
from tests.steps import rows_of_step, sentence_of_step
from workbench.commands import DescribeAdjustment, TakeImport, rebase
from workbench.domain.adjustments import Readiness
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.languages import words_in
from workbench.session import Session

NAME = "Expected credit losses, net of tax"


def described(project: Project, **details: Any) -> DescribeAdjustment:
    return replace(DescribeAdjustment.of(project.adjustment_by_id[ECL]), **details)


def test_a_difference_is_described_and_no_figure_moves(qifu: Session) -> None:
    before = qifu.results
    qifu.execute(
        described(
            qifu.project,
            standards=(" ASC 326-20 ", ""),
            note=" to do ",
            readiness=Readiness.DRAFT,
            kind="leases",
        )
    )
    adjustment = qifu.project.adjustment_by_id[ECL]
    assert (adjustment.standards, adjustment.note) == (("ASC 326-20", ""), "to do")
    assert (adjustment.readiness, adjustment.kind) == (Readiness.DRAFT, "leases")
    assert qifu.results.has_same_figures(before)
    assert sentence_of_step(qifu) == f"Edit the details of {NAME}"
    old_note = before.project.adjustment_by_id[ECL].note
    assert rows_of_step(qifu) == [
        (NAME, "Standards", "ASC 326 → IFRS 9", "ASC 326-20 → —"),
        (NAME, "Note", old_note, "to do"),
        (NAME, "Status", "ready", "draft"),
        (NAME, "Kind", "expected credit losses", "leases"),
    ]
    assert [row[1:] for row in rows_of_step(qifu, words_in("zh_CN"))[2:]] == [
        ("状态", "就绪", "草稿"),
        ("类型", "预期信用损失", "租赁"),
    ]
    qifu.undo()
    assert qifu.project is before.project


def test_a_kind_that_the_catalogue_does_not_have_is_said_by_its_id(qifu: Session) -> None:
    qifu.execute(described(qifu.project, kind="of_a_later_version"))
    assert rows_of_step(qifu) == [(NAME, "Kind", "expected credit losses", "of a later version")]


def test_details_that_stay_are_no_step(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(described(before, note=f" {before.adjustment_by_id[ECL].note}\n"))
    assert qifu.project is before


@pytest.mark.parametrize(
    "details", [{"note": "\ud800"}, {"standards": ("\ud800", "")}, {"standards": ("", "\ud800")}, {"kind": "\ud800"}]
)
def test_what_cannot_be_written_is_refused(qifu: Session, details: Any) -> None:
    before = qifu.project
    with pytest.raises(WorkbenchError, match=r"^The text contains an incomplete character and cannot be saved"):
        qifu.execute(described(before, **details))
    assert qifu.project is before


def test_a_note_that_the_files_changed_too_is_asked_for_and_the_rest_is_kept(
    qifu: Session, qifu_project: Project
) -> None:
    qifu.execute(described(qifu_project, note="mine", readiness=Readiness.DRAFT))
    imported = described(qifu_project, note="theirs").apply(qifu_project)
    plan = rebase(qifu.project, imported)
    assert [(collision.alteration.attribute, collision.theirs) for collision in plan.collisions] == [("note", "theirs")]
    theirs = TakeImport(imported, plan.edits).apply(qifu.project).adjustment_by_id[ECL]
    assert (theirs.note, theirs.readiness) == ("theirs", Readiness.DRAFT)
    kept = rebase(qifu.project, imported, {plan.collisions[0].alteration.key})
    assert TakeImport(imported, kept.edits).apply(qifu.project).adjustment_by_id[ECL].note == "mine"
