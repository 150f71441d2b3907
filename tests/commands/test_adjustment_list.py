"""The list of differences: their order, their groups, and one that is taken out with all that refers to it."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.importing.expected import FIVE_WORKBOOKS
from tests.importing.layouts import sample_folder
from tests.projects import difference_of
from tests.published import ADJUSTMENTS, ECL, EIR, GUARANTEE, H1_2023, SBC
from tests.steps import rows_of_step, sentence_of_step
from tests.whole_program import use_everywhere
from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    ArrangeAdjustments,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    MarkRestated,
    RemoveAdjustment,
    RenameAdjustment,
    SetNature,
    TakeImport,
    rebase,
)
from workbench.domain.adjustments import Nature
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.errors import WorkbenchError
from workbench.importing import import_workbooks
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.wording.alterations import name_of_subject
from workbench.workbooks import begin_reading

SALES = ("sales_and_marketing", H1_2023)


def order(session: Session) -> list[str]:
    return [adjustment.id for adjustment in session.project.adjustments]


def groups(session: Session) -> list[str]:
    return [adjustment.group for adjustment in session.project.adjustments]


# ---- their order


def test_differences_stand_in_the_order_that_the_user_gives_them(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(ArrangeAdjustments((SBC, GUARANTEE, ECL, EIR)))
    assert order(qifu) == [SBC, GUARANTEE, ECL, EIR]
    assert qifu.results.figure("net_income", H1_2023) == 1_746_887
    assert sentence_of_step(qifu) == "Reorder the differences"
    names = [before.adjustment_by_id[key].name for key in ADJUSTMENTS]
    was, now = "; ".join(names), "; ".join([*names[2:], *names[:2]])
    assert rows_of_step(qifu) == [("Qifu Technology, Inc.", "Order of differences", was, now)]
    qifu.undo()
    assert qifu.project is before


def test_corrections_stay_last_and_groups_together_whatever_order_is_asked_for(qifu: Session) -> None:
    qifu.execute(SetNature(SBC, Nature.ERROR_CORRECTION))
    qifu.execute(GroupAdjustments((ECL, GUARANTEE), "Loans"))
    qifu.execute(ArrangeAdjustments((SBC, GUARANTEE, EIR, ECL)))
    assert order(qifu) == [GUARANTEE, ECL, EIR, SBC]


def test_the_order_that_is_there_is_no_step(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(ArrangeAdjustments(ADJUSTMENTS))
    assert qifu.project is before


@pytest.mark.parametrize("asked", [(), ADJUSTMENTS[1:], (*ADJUSTMENTS, ECL), (*ADJUSTMENTS[1:], "leases")])
def test_an_order_of_other_differences_is_refused(qifu: Session, asked: tuple[str, ...]) -> None:
    with pytest.raises(WorkbenchError, match=r"^The list of differences has changed\. Arrange it again\.$"):
        qifu.execute(ArrangeAdjustments(asked))


# ---- their groups


def test_the_members_of_a_new_group_come_together_at_the_first(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(GroupAdjustments((GUARANTEE, ECL), " Loans "))
    assert order(qifu) == [ECL, GUARANTEE, EIR, SBC]
    assert groups(qifu) == ["Loans", "Loans", "", ""]
    assert sentence_of_step(qifu) == "Put 2 differences into Loans"
    assert rows_of_step(qifu) == [
        ("Expected credit losses, net of tax", "Group", "—", "Loans"),
        ("Financial guarantee, net of tax", "Group", "—", "Loans"),
    ]
    qifu.undo()
    assert qifu.project is before


def test_others_join_a_group_at_its_end_in_their_order(qifu: Session) -> None:
    qifu.execute(GroupAdjustments((SBC,), "Equity"))
    qifu.execute(GroupAdjustments((GUARANTEE, ECL), "Equity"))
    assert order(qifu) == [EIR, SBC, ECL, GUARANTEE]
    qifu.execute(GroupAdjustments((SBC, ECL), ""))
    assert order(qifu) == [EIR, SBC, GUARANTEE, ECL]
    assert groups(qifu) == ["", "", "Equity", ""]
    assert sentence_of_step(qifu) == "Take 2 differences out of groups"


def test_those_that_leave_a_group_keep_their_order(qifu: Session) -> None:
    qifu.execute(GroupAdjustments(ADJUSTMENTS, "All"))
    qifu.execute(GroupAdjustments((EIR, SBC), ""))
    assert order(qifu) == [ECL, GUARANTEE, EIR, SBC]
    assert rows_of_step(qifu)[-1] == ("Effective interest rate on loans receivable, net of tax", "Group", "All", "—")
    qifu.execute(GroupAdjustments((EIR,), "Rates"))
    assert sentence_of_step(qifu) == "Put 1 difference into Rates"
    qifu.execute(GroupAdjustments((EIR,), ""))
    assert sentence_of_step(qifu) == "Take 1 difference out of its group"


def test_a_correction_stays_last_in_any_group(qifu: Session) -> None:
    qifu.execute(SetNature(ECL, Nature.ERROR_CORRECTION))
    qifu.execute(GroupAdjustments((ECL, EIR), "Loans"))
    assert order(qifu) == [EIR, SBC, GUARANTEE, ECL]
    qifu.execute(GroupAdjustments((GUARANTEE,), "Loans"))
    assert order(qifu) == [EIR, GUARANTEE, SBC, ECL]


@pytest.mark.parametrize(
    ("keys", "group"), [((ECL,), "Loans"), ((ECL, GUARANTEE), " Loans"), ((EIR,), ""), ((), "New")]
)
def test_the_group_that_is_there_is_no_step(qifu: Session, keys: tuple[str, ...], group: str) -> None:
    qifu.execute(GroupAdjustments((ECL, GUARANTEE), "Loans"))
    before = qifu.project
    qifu.execute(GroupAdjustments(keys, group))
    assert qifu.project is before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (GroupAdjustments((ECL, "leases"), "Loans"), r"^There is no difference 'leases'\. Choose one of: "),
        (GroupAdjustments((ECL,), "\ud800"), r"^The text contains an incomplete character"),
        (RemoveAdjustment("leases"), r"^There is no difference 'leases'\. Choose one of: "),
    ],
)
def test_what_cannot_be_is_refused(qifu: Session, command: AnyCommand, said: str) -> None:
    before = qifu.project
    with pytest.raises(WorkbenchError, match=said):
        qifu.execute(command)
    assert qifu.project is before


# ---- taking one out


def test_a_difference_is_deleted_with_its_entries_and_what_sources_state_of_it(qifu: Session) -> None:
    before = qifu.project
    income = qifu.results.figure("net_income", H1_2023)
    effect = qifu.results.effect(ECL, "net_income", H1_2023)
    qifu.execute(RemoveAdjustment(ECL))
    assert order(qifu) == [EIR, SBC, GUARANTEE]
    assert income is not None
    assert qifu.results.figure("net_income", H1_2023) == income - effect
    assert qifu.project.is_complete
    stated = {figure.adjustment for figure in qifu.project.source_figures if figure.role.is_of_an_adjustment}
    assert stated == {EIR, SBC, GUARANTEE}
    assert [statement.reconciled for statement in qifu.project.statements] == [
        statement.reconciled for statement in before.statements
    ]
    assert sentence_of_step(qifu) == "Delete Expected credit losses, net of tax"
    assert rows_of_step(qifu) == [
        ("Expected credit losses, net of tax", "Difference", "Expected credit losses, net of tax", "—")
    ]
    qifu.undo()
    assert qifu.project is before


def test_a_deleted_difference_is_called_by_its_name_in_earlier_steps(qifu: Session) -> None:
    qifu.execute(RenameAdjustment(ECL, "Allowances"))
    qifu.execute(EditEntries(ECL, {SALES: Decimal(5)}))
    qifu.execute(RemoveAdjustment(ECL))
    project = qifu.project
    effect = list(project.trail)[1].alterations[0]
    assert name_of_subject(effect, project, ENGLISH) == "Sales and marketing, H1 2023, Allowances"


def test_what_its_cells_stated_is_no_longer_restated(qifu: Session) -> None:
    stated = qifu.project.source_figures
    of_ecl = next(figure.cell for figure in stated if figure.role is FigureRole.ADJUSTMENT and figure.adjustment == ECL)
    qifu.execute(MarkRestated(of_ecl, "superseded"))
    qifu.execute(MarkRestated(stated[0].cell, "superseded"))
    qifu.execute(RemoveAdjustment(ECL))
    assert list(qifu.project.restated) == [stated[0].cell]


@pytest.mark.parametrize("stem", FIVE_WORKBOOKS)
def test_the_whole_program_works_without_any_difference_of_any_sample(stem: str, tmp_path: Path) -> None:
    session = Session(import_workbooks([begin_reading(sample_folder() / f"{stem}.xlsx")]))
    first, *others = session.project.adjustments
    session.execute(RemoveAdjustment(first.id))
    use_everywhere(session, tmp_path)
    for adjustment in others:
        session.execute(RemoveAdjustment(adjustment.id))
    assert session.project.is_complete
    use_everywhere(session, tmp_path)


# ---- importing again


def test_a_deleted_difference_stays_deleted_while_the_files_state_the_same_of_it(
    qifu: Session, qifu_project: Project
) -> None:
    qifu.execute(RemoveAdjustment(ECL))
    imported = EditFigures({SALES: Decimal(1)}).apply(qifu_project)
    plan = rebase(qifu.project, imported)
    assert plan.collisions == ()
    assert ECL not in TakeImport(imported, plan.edits).apply(qifu.project).adjustment_by_id


def test_a_deleted_difference_is_asked_for_where_the_files_state_other_effects(
    qifu: Session, qifu_project: Project
) -> None:
    qifu.execute(RemoveAdjustment(ECL))
    imported = EditEntries(ECL, {SALES: Decimal(1)}).apply(qifu_project)
    plan = rebase(qifu.project, imported)
    (collision,) = plan.collisions
    assert (collision.alteration.new, collision.is_gone) == (None, False)
    assert TakeImport(imported, plan.edits).apply(qifu.project).adjustments == imported.adjustments, "all its entries"
    plan = rebase(qifu.project, imported, {collision.alteration.key})
    assert ECL not in TakeImport(imported, plan.edits).apply(qifu.project).adjustment_by_id


def test_an_order_cannot_be_kept_where_the_files_have_another_difference(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(ArrangeAdjustments((SBC, GUARANTEE, ECL, EIR)))
    imported = AddAdjustment(difference_of("Leases", "operations", {SALES: Decimal(5)})).apply(qifu_project)
    (collision,) = rebase(qifu.project, imported).collisions
    assert collision.is_gone


def test_a_group_cannot_be_kept_of_a_difference_that_the_files_no_longer_have(
    qifu: Session, qifu_project: Project
) -> None:
    qifu.execute(GroupAdjustments((ECL, GUARANTEE), "Loans"))
    imported = RemoveAdjustment(ECL).apply(qifu_project)
    plan = rebase(qifu.project, imported)
    assert [collision.is_gone for collision in plan.collisions] == [True]
    rebased = TakeImport(imported, plan.edits).apply(qifu.project)
    assert [adjustment.group for adjustment in rebased.adjustments] == ["", "", "Loans"]
