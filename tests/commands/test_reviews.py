"""What reviewers leave as steps: what they say, what is refused, and that no import loses any."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.published import ECL, H1_2023
from tests.remarks import comment, remark
from tests.reviews import answered, commands_of_a_review, item, left, reference, tick, with_review
from tests.steps import refusal_of, rows_of_step, sentence_of_step
from workbench.codec import decode, encode
from workbench.commands import (
    AddComment,
    AddCrossReference,
    AddEvidence,
    AddOpenItem,
    AddTick,
    AddUncorrected,
    AnyCommand,
    ChangeCrossReference,
    ChangeOpenItem,
    ChangeTick,
    ChangeUncorrected,
    InsertLine,
    KeepSign,
    RemoveCrossReference,
    RemoveLine,
    RemoveOpenItem,
    RemoveSign,
    RemoveTick,
    RemoveUncorrected,
    RenameLine,
    SetThreshold,
    TakeImport,
    rebase,
)
from workbench.commands.cross_references import new_reference_id
from workbench.commands.open_items import new_item_id
from workbench.commands.ticks import new_tick_id
from workbench.commands.uncorrected import new_uncorrected_id
from workbench.domain.cross_references import CrossReferenceId, WorkingPaper
from workbench.domain.fingerprints import fingerprint
from workbench.domain.open_items import OpenItemId, OpenItemStatus
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigures
from workbench.domain.statements import Line
from workbench.domain.subject_names import has_subject, name_of_subject
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    CommentSubject,
    CrossReferenceSubject,
    FigureSubject,
    LineSubject,
    OpenItemSubject,
    SignSubject,
    Subject,
    TickSubject,
    UncorrectedSubject,
    subject_of,
)
from workbench.domain.thresholds import FixedThreshold, ShareOfFigure, ShareOfOverall, ThresholdKind
from workbench.domain.ticks import SIGNS, TickId
from workbench.domain.uncorrected import UncorrectedId
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.session.session import Change
from workbench.store import load, save
from workbench.wording import say_fact

FINANCING = FigureSubject("operations", "financing_income", H1_2023, FigureRole.AS_REPORTED)
NAME = "Financing income, H1 2023, US GAAP"
GONE = LineSubject("operations", "no_such_line")
HALF = "\ud83d"
ONE = TickId("1")


def undo_all(session: Session) -> Project:
    for _ in range(session.steps_done):
        session.undo()
    return session.project


def test_a_tick_is_put_on_changed_and_taken_off(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(AddTick(tick(FINANCING)))
    assert sentence_of_step(qifu) == f"Tick {NAME}: ✓"
    assert rows_of_step(qifu) == [(NAME, "Tick", "—", "✓")]
    qifu.execute(ChangeTick(ONE, "^", is_everywhere=True))
    assert sentence_of_step(qifu) == f"Edit a tick on {NAME}"
    assert rows_of_step(qifu) == [
        (NAME, "Tick mark", "✓", "^"),
        (NAME, "Holds", "where it stands", "wherever the figure is shown"),
    ]
    steps = qifu.steps_done
    qifu.execute(ChangeTick.of(qifu.project.ticks[ONE]))
    assert qifu.steps_done == steps
    qifu.execute(AddTick(tick(FINANCING, "✓", "2")))
    qifu.execute(RemoveTick(ONE))
    assert sentence_of_step(qifu) == f"Take the tick ^ off {NAME}"
    assert rows_of_step(qifu) == [(NAME, "Tick", "^", "—")]
    assert list(qifu.project.ticks) == ["2"]
    assert undo_all(qifu) is before


def test_signs_of_ones_own_say_what_they_mean(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(KeepSign("TB", " agreed to the trial balance "))
    assert sentence_of_step(qifu) == "Keep the tick mark TB"
    assert rows_of_step(qifu) == [("TB", "Meaning of the tick mark", "—", "agreed to the trial balance")]
    qifu.execute(AddTick(tick(FINANCING, "TB")))
    assert refusal_of(qifu, RemoveSign("TB")) == "There are ticks with the sign 'TB'. Take them off first."
    qifu.execute(KeepSign("TB", "agreed to the ledger"))
    qifu.execute(RemoveTick(ONE))
    qifu.execute(RemoveSign("TB"))
    assert rows_of_step(qifu) == [("TB", "Meaning of the tick mark", "agreed to the ledger", "—")]
    assert undo_all(qifu) is before


def test_a_cross_reference_leads_to_a_paper_or_to_another_figure(qifu: Session) -> None:
    before, key = qifu.project, CrossReferenceId("1")
    qifu.execute(AddCrossReference(replace(reference(FINANCING, WorkingPaper(" B-12 ")), remark=" see there ")))
    assert sentence_of_step(qifu) == f"Add a cross reference from {NAME}"
    assert rows_of_step(qifu) == [(NAME, "Cross reference", "—", "working paper B-12")]
    ecl = AdjustmentSubject(ECL)
    qifu.execute(ChangeCrossReference(key, ecl, "its note"))
    assert rows_of_step(qifu) == [
        (NAME, "Leads to", "working paper B-12", "Expected credit losses, net of tax"),
        (NAME, "Remark", "see there", "its note"),
    ]
    qifu.execute(RemoveCrossReference(key))
    assert rows_of_step(qifu) == [(NAME, "Cross reference", "Expected credit losses, net of tax", "—")]
    assert undo_all(qifu) is before


def test_an_open_item_is_raised_answered_closed_and_opened_again(qifu: Session) -> None:
    before, key = qifu.project, OpenItemId("1")
    qifu.execute(AddOpenItem(item(FINANCING, "  Which rate? ")))
    assert sentence_of_step(qifu) == "Raise open item 1"
    assert rows_of_step(qifu) == [("Open item 1", "Open item", "—", "Which rate?")]
    known = ChangeOpenItem.of(qifu.project.open_items[key])
    qifu.execute(replace(known, status=OpenItemStatus.ANSWERED, answer=" 4.35% "))
    assert sentence_of_step(qifu) == "Answer open item 1"
    assert rows_of_step(qifu) == [
        ("Open item 1", "Status", "open", "answered"),
        ("Open item 1", "Answer", "—", "4.35%"),
    ]
    known = ChangeOpenItem.of(qifu.project.open_items[key])
    qifu.execute(replace(known, status=OpenItemStatus.CLOSED))
    assert sentence_of_step(qifu) == "Close open item 1"
    qifu.execute(replace(known, status=OpenItemStatus.OPEN))
    assert sentence_of_step(qifu) == "Reopen open item 1"
    known = ChangeOpenItem.of(qifu.project.open_items[key])
    qifu.execute(replace(known, amount=None, subject=PROJECT, for_whom="Jo"))
    assert sentence_of_step(qifu) == "Edit open item 1"
    assert rows_of_step(qifu) == [
        ("Open item 1", "For", "Zhang Wei", "Jo"),
        ("Open item 1", "Amount", "1,250.5", "—"),
        ("Open item 1", "About", NAME, "The whole reconciliation"),
    ]
    qifu.execute(RemoveOpenItem(key))
    assert new_item_id(qifu.project) == "2"
    assert undo_all(qifu) is before


def test_what_is_left_unadjusted_says_why(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(AddUncorrected(left(H1_2023)))
    assert sentence_of_step(qifu) == "Leave uncorrected: Accrual of rent"
    known = ChangeUncorrected.of(qifu.project.uncorrected[UncorrectedId("1")])
    qifu.execute(replace(known, profit=None, equity=Decimal(0), period="2023-06-30"))
    assert rows_of_step(qifu) == [
        ("Accrual of rent", "Period", "H1 2023", "30 Jun 2023"),
        ("Accrual of rent", "Effect on profit", "(120)", "—"),
        ("Accrual of rent", "Effect on equity", "—", "0"),
    ]
    qifu.execute(RemoveUncorrected(UncorrectedId("1")))
    assert sentence_of_step(qifu) == "Delete the uncorrected difference Accrual of rent"
    assert undo_all(qifu) is before


def test_a_threshold_is_set_changed_and_taken_away(qifu: Session) -> None:
    before = qifu.project
    base = ShareOfFigure(Decimal("0.5"), "net_income", H1_2023)
    qifu.execute(SetThreshold(ThresholdKind.OVERALL, base))
    assert sentence_of_step(qifu) == "Set overall materiality"
    assert [row[1:] for row in rows_of_step(qifu)] == [("Overall materiality", "—", "0.5% of Net income, H1 2023")]
    qifu.execute(SetThreshold(ThresholdKind.TRIVIAL, ShareOfOverall(Decimal(5))))
    assert [row[1:] for row in rows_of_step(qifu)] == [("Clearly trivial", "—", "5% of overall materiality")]
    qifu.execute(SetThreshold(ThresholdKind.OVERALL, FixedThreshold(Decimal(5000))))
    assert [row[2:] for row in rows_of_step(qifu)] == [("0.5% of Net income, H1 2023", "5,000")]
    steps = qifu.steps_done
    qifu.execute(SetThreshold(ThresholdKind.OVERALL, FixedThreshold(Decimal(5000))))
    qifu.execute(SetThreshold(ThresholdKind.PERFORMANCE, None))
    assert qifu.steps_done == steps
    qifu.execute(SetThreshold(ThresholdKind.OVERALL, None))
    assert sentence_of_step(qifu) == "Remove overall materiality"
    assert undo_all(qifu) is before


ITEM, LEFT = OpenItemId("7"), UncorrectedId("7")
REFUSED: list[tuple[AnyCommand, str]] = [
    (AddTick(tick(GONE)), "What is ticked is no longer there"),
    (AddTick(tick(PROJECT)), "Only figures, lines, statements, differences and entries are ticked"),
    (AddTick(tick(CommentSubject("7"))), "Only figures, lines, statements, differences and entries are ticked"),
    (AddTick(tick(FINANCING, "TB", "8")), "Nothing says what the sign 'TB' means"),
    (AddTick(tick(FINANCING, "^", "7")), "There is already a tick '7'"),
    (AddTick(tick(FINANCING, "✓", "8")), "This has the tick '✓' already"),
    (ChangeTick(TickId("9"), "✓", is_everywhere=False), "The tick is no longer there"),
    (ChangeTick(TickId("7"), "zz", is_everywhere=False), "Nothing says what the sign 'zz' means"),
    (RemoveTick(TickId("9")), "The tick is no longer there"),
    (KeepSign("four", "x"), "A sign has one to 3 characters and no spaces"),
    (KeepSign("a b", "x"), "A sign has one to 3 characters and no spaces"),
    (KeepSign("", "x"), "A sign has one to 3 characters and no spaces"),
    (KeepSign("✓", "x"), "'✓' is a sign of every project"),
    (KeepSign("A", " "), "The text is empty"),
    (RemoveSign("A"), "There is no sign 'A' of your own"),
    (AddCrossReference(reference(GONE, key="8")), "What the cross reference begins at is no longer there"),
    (AddCrossReference(reference(FINANCING, GONE, "8")), "What the cross reference leads to is no longer there"),
    (AddCrossReference(reference(FINANCING, FINANCING, "8")), "A cross reference leads to something else"),
    (AddCrossReference(reference(FINANCING, TickSubject("7"), "8")), "A cross reference leads to something else"),
    (AddCrossReference(reference(TickSubject("7"), key="8")), "A cross reference begins at a figure"),
    (AddCrossReference(reference(FINANCING, WorkingPaper(" "), "8")), "The working paper has no reference"),
    (AddCrossReference(reference(FINANCING, key="7")), "There is already a cross reference '7'"),
    (RemoveCrossReference(CrossReferenceId("9")), "The cross reference is no longer there"),
    (AddOpenItem(item(text=" ", key="8")), "The text is empty"),
    (AddOpenItem(item(text=HALF, key="8")), "The text contains an incomplete character"),
    (AddOpenItem(item(GONE, key="8")), "What the open item is about is no longer there"),
    (AddOpenItem(item(OpenItemSubject("7"), key="8")), "An open item is about a figure"),
    (AddOpenItem(replace(answered(key="8"), answer=" ")), "The open item is answered, but there is no answer"),
    (AddOpenItem(item(key="7")), "There is already an open item 7"),
    (replace(ChangeOpenItem.of(item(key="7")), subject=GONE), "What the open item is about is no longer there"),
    (RemoveOpenItem(OpenItemId("9")), "The open item is no longer there"),
    (AddUncorrected(replace(left(H1_2023, "8"), reason=" ")), "The difference needs the reason why it is left"),
    (AddUncorrected(replace(left(H1_2023, "8"), text=" ")), "The text is empty"),
    (AddUncorrected(left("1999-12-31", "8")), "There is no period 1999-12-31"),
    (AddUncorrected(left(H1_2023, "7")), "There is already an uncorrected difference 7"),
    (RemoveUncorrected(UncorrectedId("9")), "The uncorrected difference is no longer there"),
    (SetThreshold(ThresholdKind.OVERALL, FixedThreshold(Decimal(0))), "A threshold is more than nil"),
    (SetThreshold(ThresholdKind.OVERALL, ShareOfOverall(Decimal(5))), "The overall threshold is no share of itself"),
    (SetThreshold(ThresholdKind.TRIVIAL, ShareOfOverall(Decimal(101))), "A threshold is a percentage"),
    (
        SetThreshold(ThresholdKind.OVERALL, ShareOfFigure(Decimal(5), "gone", H1_2023)),
        "The base of the threshold is no longer there",
    ),
    (
        SetThreshold(ThresholdKind.OVERALL, ShareOfFigure(Decimal(5), "basic", H1_2023)),
        "is no amount of money. Choose another line.",
    ),
    (AddComment(comment(TickSubject("7"))), "What a reviewer left is not commented on"),
    (AddEvidence(remark(OpenItemSubject("7"))), "Evidence belongs to a figure, an entry or a difference"),
]


@pytest.mark.parametrize(("command", "why"), REFUSED, ids=[f"{number}" for number in range(len(REFUSED))])
def test_what_cannot_be_is_refused_in_a_sentence(qifu: Session, command: AnyCommand, why: str) -> None:
    qifu.execute(AddTick(tick(FINANCING, key="7")))
    qifu.execute(AddCrossReference(reference(FINANCING, key="7")))
    qifu.execute(AddOpenItem(item(FINANCING, key="7")))
    qifu.execute(AddUncorrected(left(H1_2023, "7")))
    assert why in refusal_of(qifu, command)


def test_a_number_is_never_given_twice(qifu: Session) -> None:
    for number in ("1", "2"):
        project = qifu.project
        assert {new_tick_id(project), new_reference_id(project), new_item_id(project)} == {number}
        assert new_uncorrected_id(project) == number
        qifu.execute(AddTick(tick(FINANCING, key=number)))
        qifu.execute(AddCrossReference(reference(FINANCING, key=number)))
        qifu.execute(AddOpenItem(item(key=number)))
        qifu.execute(AddUncorrected(left(H1_2023, number)))
        qifu.execute(RemoveTick(TickId(number)))
        qifu.execute(RemoveCrossReference(CrossReferenceId(number)))
        qifu.execute(RemoveOpenItem(OpenItemId(number)))
        qifu.execute(RemoveUncorrected(UncorrectedId(number)))


def test_what_a_reviewer_leaves_has_names_keys_and_fingerprints(qifu: Session) -> None:
    qifu.execute(KeepSign("a:b", "with a colon"))
    for command in (AddTick(tick(FINANCING, "a:b")), AddCrossReference(reference(FINANCING)), AddOpenItem(item())):
        qifu.execute(command)
    qifu.execute(AddUncorrected(left(H1_2023)))
    named: dict[Subject, str] = {
        TickSubject("1"): f"Tick a:b on {NAME}",
        SignSubject("a:b"): "Tick mark a:b",
        CrossReferenceSubject("1"): f"Cross reference from {NAME}",
        OpenItemSubject("1"): "Open item 1",
        UncorrectedSubject("1"): "Uncorrected difference 1",
    }
    project = qifu.project
    assert {subject: say_fact(name_of_subject(project, subject), ENGLISH) for subject in named} == named
    assert all(has_subject(project, subject) and subject_of(subject.key) == subject for subject in named)
    before = {subject: fingerprint(project, subject) for subject in named}
    qifu.execute(RenameLine("financing_income", "Interest"))
    assert before == {subject: fingerprint(qifu.project, subject) for subject in named}
    qifu.execute(KeepSign("a:b", "with another meaning"))
    qifu.execute(ChangeCrossReference(CrossReferenceId("1"), PROJECT, ""))
    qifu.execute(replace(ChangeOpenItem.of(item()), amount=Decimal(1)))
    qifu.execute(replace(ChangeUncorrected.of(left(H1_2023)), equity=Decimal(1)))
    assert all(fingerprint(qifu.project, subject) != known for subject, known in before.items())
    for subject in named:
        gone = replace(project, ticks={}, own_signs={}, cross_references={}, open_items={}, uncorrected={})
        assert say_fact(name_of_subject(gone, subject), ENGLISH).endswith("(no longer there)")


def test_no_figure_and_no_check_depends_on_a_review(qifu: Session) -> None:
    changes: list[Change] = []
    qifu.subscribe(changes.append)
    for command in commands_of_a_review(qifu.project):
        qifu.execute(command)
    assert changes
    assert all(change.is_remark for change in changes)


def test_a_file_and_a_journal_keep_a_review_on_every_kind_of_subject(qifu: Session, tmp_path: Path) -> None:
    for command in commands_of_a_review(qifu.project):
        assert decode(encode(command, AnyCommand), AnyCommand) == command
        qifu.execute(command)
    save(qifu.project, tmp_path / "review.recon")
    assert load(tmp_path / "review.recon") == qifu.project


def test_an_import_without_the_line_keeps_what_was_left_on_it(qifu: Session, qifu_project: Project) -> None:
    line = LineSubject("operations", "investment_loss")
    figure = FigureSubject("operations", "investment_loss", H1_2023, FigureRole.AS_REPORTED)
    qifu.execute(KeepSign("TB", "trial balance"))
    qifu.execute(AddTick(tick(line, "TB")))
    qifu.execute(ChangeTick(ONE, "^", is_everywhere=True))
    qifu.execute(AddCrossReference(reference(FINANCING, line)))
    qifu.execute(ChangeCrossReference(CrossReferenceId("1"), figure, "here"))
    qifu.execute(AddOpenItem(item(line)))
    qifu.execute(replace(ChangeOpenItem.of(item(figure)), text="Whose?", raised_by="Jo", for_whom="", amount=None))
    qifu.execute(
        replace(
            ChangeOpenItem.of(qifu.project.open_items[OpenItemId("1")]), status=OpenItemStatus.ANSWERED, answer="my"
        )
    )
    qifu.execute(AddUncorrected(left(H1_2023)))
    changed = replace(ChangeUncorrected.of(left("2022-12-31")), text="Rent", reason="small", profit=None)
    qifu.execute(replace(changed, equity=Decimal(7)))
    qifu.execute(SetThreshold(ThresholdKind.OVERALL, ShareOfFigure(Decimal(5), "investment_loss", H1_2023)))
    qifu.execute(SetThreshold(ThresholdKind.PERFORMANCE, ShareOfOverall(Decimal(75))))
    qifu.execute(SetThreshold(ThresholdKind.PERFORMANCE, None))
    edited = qifu.project
    figures = SourceFigures(stated for stated in qifu_project.source_figures if stated.line != "investment_loss")
    imported = RemoveLine("investment_loss").apply(replace(qifu_project, source_figures=figures))
    for _ in range(3):
        plan = rebase(qifu.project, imported)
        assert plan.collisions == ()
        qifu.execute(TakeImport(imported, plan.edits))
        now = qifu.project
        assert (now.ticks, now.own_signs, now.cross_references) == (
            edited.ticks,
            edited.own_signs,
            edited.cross_references,
        )
        assert (now.open_items, now.uncorrected, now.thresholds) == (
            edited.open_items,
            edited.uncorrected,
            edited.thresholds,
        )


def test_what_was_left_outlives_its_line(qifu: Session) -> None:
    grants = LineSubject("operations", "grants")
    qifu.execute(InsertLine("operations", Line("grants", "Government grants"), None))
    qifu.execute(AddTick(tick(grants)))
    qifu.execute(AddOpenItem(item(grants)))
    qifu.execute(RemoveLine("grants"))
    qifu.execute(replace(ChangeOpenItem.of(item(grants)), status=OpenItemStatus.CLOSED))
    qifu.execute(RemoveTick(ONE))
    name = name_of_subject(qifu.project, qifu.project.open_items[OpenItemId("1")].subject)
    assert say_fact(name, ENGLISH) == "Government grants (no longer there)"


def test_the_signs_of_every_project_are_short_and_different(qifu_project: Project) -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert all(len(sign) == 1 for sign in SIGNS.values())
    assert with_review(qifu_project).ticks
