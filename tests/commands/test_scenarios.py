"""Sets of switches that have a name: kept, overwritten, renamed, deleted, and kept again after an import."""

import pytest

from tests.published import ECL, EIR, GUARANTEE, SBC
from tests.steps import refusal_of, rows_of_step, sentence_of_step
from workbench.commands import (
    KeepScenario,
    RemoveAdjustment,
    RemoveScenario,
    RenameAdjustment,
    RenameScenario,
    SwitchTo,
    TakeImport,
    rebase,
)
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.session import Session

WITHOUT_SBC, LOANS = frozenset((ECL, EIR, GUARANTEE)), frozenset((ECL, EIR))


def test_switches_are_kept_overwritten_renamed_and_deleted(qifu: Session) -> None:
    before = qifu.project
    qifu.execute(KeepScenario(" Without SBC ", WITHOUT_SBC))
    assert qifu.project.scenarios == Map({"Without SBC": WITHOUT_SBC})
    assert sentence_of_step(qifu) == "Keep the switches as scenario Without SBC"
    names = "Expected credit losses, net of tax; Effective interest rate on loans receivable, net of tax"
    assert rows_of_step(qifu) == [
        ("Without SBC", "Scenario: differences on", "—", f"{names}; Financial guarantee, net of tax")
    ]
    qifu.execute(KeepScenario("None", frozenset()))
    assert rows_of_step(qifu) == [("None", "Scenario: differences on", "—", "none")]
    qifu.execute(KeepScenario("Without SBC", LOANS))
    assert rows_of_step(qifu)[0][3] == names
    qifu.execute(RenameScenario("Without SBC", "Loans"))
    assert list(qifu.project.scenarios.items()) == [("Loans", LOANS), ("None", frozenset())]
    assert rows_of_step(qifu) == [("Without SBC", "Name of the scenario", "Without SBC", "Loans")]
    qifu.execute(RemoveScenario("Loans"))
    assert sentence_of_step(qifu) == "Delete scenario Loans"
    assert list(qifu.project.scenarios) == ["None"]
    assert qifu.project.enabled == before.enabled
    for _ in range(5):
        qifu.undo()
    assert qifu.project is before


def test_what_is_kept_already_is_no_step(qifu: Session) -> None:
    qifu.execute(KeepScenario("Loans", LOANS))
    qifu.execute(KeepScenario("Loans", LOANS))
    qifu.execute(RenameScenario("Loans", "Loans"))
    assert qifu.steps_done == 1


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (KeepScenario("  ", LOANS), "A scenario needs a name. Enter one."),
        (KeepScenario("LOANS", LOANS), "There is already a scenario 'Loans'. Choose another name."),
        (RenameScenario("Loans", "equity"), "There is already a scenario 'Equity'. Choose another name."),
        (RenameScenario("Loan", "x"), "There is no scenario 'Loan'. Choose one of: Loans; Equity."),
        (RemoveScenario("Loan"), "There is no scenario 'Loan'. Choose one of: Loans; Equity."),
    ],
)
def test_a_scenario_has_a_name_of_its_own(qifu: Session, command: KeepScenario, reason: str) -> None:
    qifu.execute(KeepScenario("Loans", LOANS))
    qifu.execute(KeepScenario("Equity", frozenset((SBC,))))
    assert refusal_of(qifu, command) == reason


def test_a_scenario_of_what_is_no_difference_is_refused(qifu: Session) -> None:
    assert refusal_of(qifu, KeepScenario("x", frozenset(("leases",)))).startswith("There is no difference 'leases'.")
    assert refusal_of(qifu, RemoveScenario("x")) == (
        "There is no scenario 'x'. Keep the switches under this name first."
    )


def test_a_deleted_difference_leaves_every_scenario_and_undo_brings_it_back(qifu: Session) -> None:
    qifu.execute(KeepScenario("Loans", LOANS))
    qifu.execute(KeepScenario("Equity", frozenset((SBC,))))
    qifu.execute(RemoveAdjustment(ECL))
    assert dict(qifu.project.scenarios) == {"Loans": frozenset((EIR,)), "Equity": frozenset((SBC,))}
    qifu.undo()
    assert qifu.project.scenarios["Loans"] == LOANS


def without(project: Project, *differences: str) -> Project:
    for difference in differences:
        project = RemoveAdjustment(difference).apply(project)
    return project


def again(session: Session, imported: Project) -> tuple[Project, list[str]]:
    """Return the project after an import, and the scenarios that could not be kept."""
    plan = rebase(session.project, imported)
    gone = [collision.alteration.name for collision in plan.collisions if collision.is_gone]
    return TakeImport(imported, plan.edits).apply(session.project), gone


def test_after_an_import_a_scenario_keeps_the_differences_that_are_still_there(
    qifu: Session, qifu_project: Project
) -> None:
    qifu.execute(KeepScenario("Loans", LOANS))
    qifu.execute(KeepScenario("Loans", frozenset((ECL, EIR, SBC))))
    qifu.execute(RenameScenario("Loans", "Loans and options"))
    qifu.execute(KeepScenario("Equity", frozenset((SBC,))))
    qifu.execute(RenameAdjustment(ECL, "Credit losses"))
    qifu.execute(SwitchTo(LOANS))
    taken, gone = again(qifu, qifu_project)
    assert (taken.scenarios, gone) == (qifu.project.scenarios, [])
    taken, gone = again(qifu, without(qifu_project, SBC))
    assert taken.scenarios == Map({"Loans and options": LOANS})
    switch_of_sbc = "Share-based compensation"
    assert gone == ["Equity", switch_of_sbc], "a scenario of nothing would switch everything off: nobody meant that"
