"""Comments and evidence as steps: what they say, what is refused, and that no import or deletion loses any."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.published import ECL, EIR, H1_2023
from tests.remarks import AT, HASH, comment, file, link, remark, subjects_of, with_remarks
from tests.steps import refusal_of, rows_of_step, sentence_of_step
from workbench.commands import (
    AddComment,
    AddEvidence,
    AnswerComment,
    ChangeComment,
    ChangeEvidence,
    CloseComment,
    InsertLine,
    RemoveAdjustment,
    RemoveComment,
    RemoveEvidence,
    RemoveLine,
    ReopenComment,
    TakeImport,
    rebase,
)
from workbench.commands.comments import new_comment_id
from workbench.commands.evidence import new_evidence_id
from workbench.domain.comments import CommentId, Reply
from workbench.domain.evidence import EvidenceId, EvidenceKind, is_web_address
from workbench.domain.project import Project
from workbench.domain.sources import CellRef, FigureRole, SourceFigures
from workbench.domain.statements import Line
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    CommentSubject,
    EntrySubject,
    EvidenceSubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    ScenarioSubject,
    SourceSubject,
    StatementSubject,
    Subject,
)
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.store import load, save
from workbench.wording import say_fact

FINANCING = FigureSubject("operations", "financing_income", H1_2023, FigureRole.AS_REPORTED)
GONE = LineSubject("operations", "no_such_line")
ONE, TWO = CommentId("1"), CommentId("2")
HALF = "\ud83d"
ECL_NAME = "Expected credit losses, net of tax"


def named(project: Project, subject: Subject) -> str:
    return say_fact(name_of_subject(project, subject), ENGLISH)


def test_a_comment_is_added_worded_anew_answered_closed_opened_and_deleted(qifu: Session) -> None:
    before, where = qifu.project, "Financing income, H1 2023, US GAAP"
    qifu.execute(AddComment(comment(FINANCING, "  Why so high?\nSee note 4. ")))
    assert qifu.project.comments[ONE] == comment(FINANCING, "Why so high?\nSee note 4.")
    assert sentence_of_step(qifu) == f"Comment on {where}"
    assert rows_of_step(qifu) == [(where, "Comment", "—", "Why so high?\nSee note 4.")]
    qifu.execute(ChangeComment(ONE, "Why so low?"))
    assert rows_of_step(qifu) == [(where, "Comment", "Why so high?\nSee note 4.", "Why so low?")]
    for text in ("The rates fell", "All of them?"):
        qifu.execute(AnswerComment(ONE, (Reply(f" {text} ", "Jo", AT),)))
    assert [reply.text for reply in qifu.project.comments[ONE].replies] == ["The rates fell", "All of them?"]
    assert rows_of_step(qifu) == [(where, "Answers", "Jo: The rates fell", "Jo: The rates fell; Jo: All of them?")]
    qifu.execute(CloseComment(ONE))
    assert not qifu.project.comments[ONE].is_open
    assert rows_of_step(qifu) == [(where, "State", "open", "closed")]
    qifu.execute(ReopenComment(ONE))
    assert sentence_of_step(qifu) == f"Reopen a comment on {where}"
    steps = qifu.steps_done
    qifu.execute(ReopenComment(ONE))
    qifu.execute(ChangeComment(ONE, " Why so low? "))
    qifu.execute(AnswerComment(ONE, ()))
    assert qifu.steps_done == steps
    qifu.execute(RemoveComment(ONE))
    assert not qifu.project.comments
    assert rows_of_step(qifu) == [(where, "Comment", "Why so low?", "—")]
    for _ in range(qifu.steps_done):
        qifu.undo()
    assert qifu.project is before


def test_evidence_is_added_changed_and_deleted(qifu: Session) -> None:
    before, key = qifu.project, EvidenceId("1")
    qifu.execute(AddEvidence(replace(file(AdjustmentSubject(ECL)), caption=" The bank's letter ")))
    assert sentence_of_step(qifu) == "Add evidence for Expected credit losses, net of tax"
    assert rows_of_step(qifu) == [(ECL_NAME, "Evidence", "—", "The bank's letter")]
    known = ChangeEvidence.of(qifu.project.evidence[key])
    qifu.execute(replace(known, pages="7", caption=""))
    assert sentence_of_step(qifu) == "Edit the evidence The bank's letter"
    assert [row[1:] for row in rows_of_step(qifu)] == [
        ("Name", "The bank's letter", "—"),
        ("Pages", "3–4", "7"),
    ]
    qifu.execute(replace(ChangeEvidence.of(qifu.project.evidence[key]), sha256=HASH[::-1]))
    assert sentence_of_step(qifu) == "Take the changed file as evidence: confirmation.pdf"
    assert rows_of_step(qifu) == [(ECL_NAME, "SHA-256", HASH, HASH[::-1])]
    steps = qifu.steps_done
    qifu.execute(ChangeEvidence.of(qifu.project.evidence[key]))
    assert qifu.steps_done == steps
    qifu.execute(RemoveEvidence(key))
    assert rows_of_step(qifu) == [(ECL_NAME, "Evidence", "confirmation.pdf", "—")]
    for _ in range(qifu.steps_done):
        qifu.undo()
    assert qifu.project is before


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (AddComment(comment(FINANCING, " \n ")), "The text is empty. Enter it."),
        (AddComment(comment(FINANCING, HALF)), "The text contains an incomplete character"),
        (AddComment(comment(GONE)), "What the comment is about is no longer there"),
        (AddComment(comment(CommentSubject("9"))), "A comment is answered, not commented on. Answer it."),
        (AddComment(replace(comment(FINANCING), replies=(Reply("", "Jo", AT),))), "The text is empty"),
        (AddComment(comment(FINANCING, by=HALF)), "The text contains an incomplete character"),
        (AddComment(comment(FINANCING, key="taken")), "There is already a comment 'taken'"),
        (ChangeComment(CommentId("taken"), ""), "The text is empty"),
        (AnswerComment(CommentId("taken"), (Reply(" ", "Jo", AT),)), "The text is empty"),
        (ChangeComment(TWO, "x"), "The comment is no longer there. Choose another."),
        (AnswerComment(TWO, ()), "The comment is no longer there"),
        (CloseComment(TWO), "The comment is no longer there"),
        (RemoveComment(TWO), "The comment is no longer there"),
        (AddEvidence(remark(FINANCING, " ")), "The text is empty"),
        (AddEvidence(file(FINANCING, "")), "There is no file yet. Choose one."),
        (AddEvidence(link(FINANCING, "file:///etc/passwd")), "'file:///etc/passwd' is no web address."),
        (AddEvidence(link(FINANCING, "javascript:alert(1)")), "'javascript:alert(1)' is no web address."),
        (AddEvidence(file(FINANCING, sha256="")), "A file needs its SHA-256"),
        (AddEvidence(file(FINANCING, sha256="0" * 63 + "G")), "A file needs its SHA-256"),
        (AddEvidence(replace(link(FINANCING), sha256=HASH)), "A file needs its SHA-256, and nothing else has one."),
        (AddEvidence(replace(link(FINANCING), caption=HALF)), "The text contains an incomplete character"),
        (AddEvidence(remark(GONE)), "What this is evidence of is no longer there"),
        (AddEvidence(remark(CommentSubject("taken"))), "Evidence belongs to a figure, an entry or a difference."),
        (AddEvidence(remark(FINANCING, key="taken")), "There is already evidence 'taken'"),
        (ChangeEvidence(EvidenceId("taken"), "", "", "", ""), "The text is empty"),
        (ChangeEvidence(EvidenceId("2"), "x", "", "", ""), "The evidence is no longer there. Choose another."),
        (RemoveEvidence(EvidenceId("2")), "The evidence is no longer there"),
    ],
)
def test_what_says_nothing_or_is_about_nothing_is_refused(qifu: Session, command: Any, why: str) -> None:
    qifu.execute(AddComment(comment(FINANCING, key="taken")))
    qifu.execute(AddEvidence(remark(FINANCING, key="taken")))
    assert refusal_of(qifu, command).startswith(why)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://www.sec.gov/Archives/a b.htm", False),
        ("https://www.sec.gov/Archives/a%20b.htm?x=1#p3", True),
        ("http://例子.cn/报告", True),
        ("https://", False),
        ("HTTPS://EXAMPLE.COM", True),
        ("https://exa\nmple.com", False),
        ("https:\\\\example.com", False),
        ("//example.com/x", False),
        ("https://[::1", False),
        ("ftp://example.com", False),
    ],
)
def test_a_link_is_the_address_of_a_page(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one


def test_an_id_is_never_given_twice(qifu: Session) -> None:
    for number in range(1, 4):
        assert {new_comment_id(qifu.project), new_evidence_id(qifu.project)} == {str(number)}
        qifu.execute(AddComment(comment(FINANCING, key=new_comment_id(qifu.project))))
        qifu.execute(AddEvidence(remark(FINANCING, key=new_evidence_id(qifu.project))))
        qifu.execute(RemoveComment(CommentId(str(number))))
        qifu.execute(RemoveEvidence(EvidenceId(str(number))))
    qifu.execute(AddComment(comment(FINANCING, key="of another program")))
    assert new_comment_id(qifu.project) == "4"


def test_each_subject_has_a_name_and_is_there(qifu_project: Project) -> None:
    project = with_remarks(qifu_project)
    title = "Unaudited Condensed Consolidated Statements of Operations"
    assert {kind: named(project, subject) for kind, subject in subjects_of(project).items()} == {
        "figure": "Credit driven services, H1 2023, US GAAP",
        "result": "Credit driven services, H1 2023, IFRS",
        "line": "Credit driven services",
        "statement": title,
        "column": f"{title}, H1 2023",
        "kind": "leases, H1 2023",
        "project": "The whole reconciliation",
        "source": "qifu-h1-2023.xlsx",
        "difference": ECL_NAME,
        "entry": f"{ECL_NAME}: entry 1",
        "effect": f"Provision for loans receivable, H1 2022, {ECL_NAME}",
    }
    others = {
        CommentSubject("1"): "Comment on Credit driven services, H1 2023, US GAAP",
        EvidenceSubject("1"): "Evidence: The report",
        EvidenceSubject("2"): "Evidence: confirmation.pdf",
    }
    assert {subject: named(project, subject) for subject in others} == others
    assert all(has_subject(project, subject) for subject in (*subjects_of(project).values(), *others))


@pytest.mark.parametrize(
    "subject",
    [
        GONE,
        replace(FINANCING, period="1999-12-31"),
        replace(FINANCING, role=FigureRole.ADJUSTMENT, adjustment_or_currency="gone"),
        StatementSubject("gone"),
        StatementSubject("operations", "1999-12-31"),
        AdjustmentSubject("gone"),
        EntrySubject("gone", "1"),
        EntrySubject(ECL, "gone"),
        KindSubject("leases", "1999-12-31"),
        SourceSubject(CellRef("gone.xlsx", "Sheet", "A1")),
        CommentSubject("gone"),
        EvidenceSubject("gone"),
        ScenarioSubject("gone"),
    ],
)
def test_what_is_not_there_says_so(qifu_project: Project, subject: Subject) -> None:
    assert not has_subject(qifu_project, subject)
    assert named(qifu_project, subject).endswith(" (no longer there)")


def test_a_comment_outlives_its_line_and_its_difference(qifu: Session) -> None:
    effect = FigureSubject("operations", "financing_income", H1_2023, FigureRole.ADJUSTMENT, EIR)
    qifu.execute(InsertLine("operations", Line("grants", "Government grants"), None))
    qifu.execute(AddComment(comment(LineSubject("operations", "grants"))))
    qifu.execute(AddComment(comment(effect, key="2")))
    qifu.execute(RemoveLine("grants"))
    qifu.execute(RemoveAdjustment(EIR))
    project = qifu.project
    assert named(project, project.comments[ONE].subject) == "Government grants (no longer there)"
    assert named(project, project.comments[TWO].subject) == (
        "Financing income, H1 2023, Effective interest rate on loans receivable, net of tax (no longer there)"
    )
    qifu.execute(AnswerComment(ONE, (Reply("It was merged", "Jo", AT),)))
    qifu.execute(CloseComment(ONE))
    qifu.execute(RemoveComment(TWO))


def test_an_import_without_the_line_keeps_what_was_said_of_it(qifu: Session, qifu_project: Project) -> None:
    line = LineSubject("operations", "investment_loss")
    qifu.execute(AddComment(comment(line)))
    qifu.execute(AnswerComment(ONE, (Reply("First", "Jo", AT),)))
    qifu.execute(AnswerComment(ONE, (Reply("Second", "Li", datetime.fromisoformat("2026-01-02T03:04:05+08:00")),)))
    qifu.execute(CloseComment(ONE))
    qifu.execute(AddEvidence(file(line)))
    qifu.execute(replace(ChangeEvidence.of(file(line)), content="new.pdf", sha256=HASH[::-1]))
    comments, evidence = qifu.project.comments, qifu.project.evidence
    assert evidence[EvidenceId("1")].kind is EvidenceKind.FILE
    figures = SourceFigures(figure for figure in qifu_project.source_figures if figure.line != "investment_loss")
    imported = RemoveLine("investment_loss").apply(replace(qifu_project, source_figures=figures))
    for _ in range(3):
        plan = rebase(qifu.project, imported)
        assert plan.collisions == ()
        qifu.execute(TakeImport(imported, plan.edits))
        assert (qifu.project.comments, qifu.project.evidence) == (comments, evidence)


def test_the_project_itself_can_be_commented_on(qifu: Session) -> None:
    qifu.execute(AddComment(comment(PROJECT, "Who signs this?")))
    assert sentence_of_step(qifu) == "Comment on The whole reconciliation"


def test_a_file_keeps_remarks_on_every_kind_of_subject(qifu_project: Project, tmp_path: Path) -> None:
    project = with_remarks(qifu_project)
    answer = Reply("=1+1 \u202e 说明\n<b>", "", datetime.fromisoformat("2026-01-02T03:04:05+08:00"))
    project = CloseComment(TWO).apply(AnswerComment(ONE, (answer, answer)).apply(project))
    save(project, tmp_path / "remarks.recon")
    assert load(tmp_path / "remarks.recon") == project
