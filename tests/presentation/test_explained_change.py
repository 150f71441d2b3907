"""Why key totals moved: each cause with its own contribution, which add up to the move to the unit."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.published import ECL, GUARANTEE, H1_2023, JUN_2023, SBC
from tests.session.test_replay import play
from workbench.commands import (
    AddAdjustment,
    AnyCommand,
    CompoundCommand,
    EditEntries,
    EditFigures,
    PostEntries,
    RemoveAdjustment,
    RenameLine,
    RestateTotal,
    SetReconciled,
    SwitchAdjustment,
    SwitchTo,
    TakeImport,
)
from workbench.domain.adjustments import JournalEntry, Leg
from workbench.domain.facts import fact
from workbench.domain.project import Project
from workbench.domain.statements import LineRole
from workbench.engine.recalculate import calculate
from workbench.phrases import ENGLISH
from workbench.presentation.explained_change import MOST_ALTERATIONS, ExplainedChange, explain_change
from workbench.presentation.explained_text import altered_section, as_text, sections_of
from workbench.session import Session

FINANCING = ("financing_income", H1_2023)


def explained(session: Session, first: int = 0, last: int | None = None) -> ExplainedChange:
    return explain_change(session.snapshots(first, session.steps_done if last is None else last))


def text(session: Session, first: int = 0) -> list[str]:
    return as_text(sections_of(explained(session, first), ENGLISH)).splitlines()


def after(session: Session, *commands: AnyCommand) -> list[str]:
    """Return what is said of all the steps that ``commands`` make, without the count of what did not move."""
    for command in commands:
        session.execute(command)
    return [line for line in text(session) if "did not move" not in line]


def faults(change: ExplainedChange) -> list[str]:
    """Return the totals whose causes do not add up to what they moved by, by a calculation from scratch."""
    before, now = calculate(change.before), calculate(change.after)
    wrong = []
    for moved in change.moved:
        old, new = (
            results.figure(*moved.cell) if moved.cell[0] in lines_of(results.project) else None
            for results in (before, now)
        )
        total = sum((cause.contributions[moved.cell] for cause in moved.causes), Decimal(0))
        if (old, new) != (moved.before, moved.after) or total != (new or 0) - (old or 0):
            wrong.append(f"{moved.cell}: {old} to {new}, explained {total}")
    return wrong


def lines_of(project: Project) -> set[str]:
    return {line for statement in project.statements for line in statement.line_by_id}


def test_a_switch_is_said_with_the_amount_of_the_filing(qifu: Session) -> None:
    qifu.execute(SwitchAdjustment(SBC, on=False))
    said = text(qifu)
    for total in ("operating income", "pre-tax income", "net income", "attributable net income"):
        assert f"{total} H1 2022 moved by 13,140: Share-based compensation off" in said
        assert f"{total} H1 2023 moved by (49,337): Share-based compensation off" in said
    assert "12 other key totals did not move." in said


def test_several_causes_each_have_their_amount(qifu: Session) -> None:
    said = after(qifu, SwitchAdjustment(SBC, on=False), EditFigures({FINANCING: Decimal(2_255_620)}))
    edit = "Financing income, H1 2023 as reported 2,254,620 → 2,255,620"
    assert f"net income H1 2023 moved by (48,337): Share-based compensation off: (49,337); {edit}: 1,000" in said
    assert f"revenue H1 2023 moved by 1,000: {edit}" in said
    assert "net income H1 2023 1,000" in said[said.index(edit) :]


def test_one_step_that_switches_several_is_told_apart(qifu: Session) -> None:
    said = after(qifu, SwitchTo(frozenset((ECL,))))
    causes = (
        "Effective interest rate on loans receivable, net of tax off: 215,055",
        "Share-based compensation off: (49,337)",
        "Financial guarantee, net of tax off: 135,811",
    )
    assert f"net income H1 2023 moved by 301,529: {'; '.join(causes)}" in said


def test_what_is_as_it_was_is_no_cause(qifu: Session) -> None:
    said = after(
        qifu,
        SwitchAdjustment(SBC, on=False),
        EditEntries(SBC, {("sales_and_marketing", H1_2023): Decimal(-3_114)}),
        SwitchAdjustment(SBC, on=True),
    )
    effect = "Sales and marketing, H1 2023, Share-based compensation (2,114) → (3,114)"
    assert f"net income H1 2023 moved by 1,000: {effect}" in said
    assert not any("Share-based compensation o" in line for line in said)


def test_nothing_moved_is_said_too(qifu: Session) -> None:
    said = after(qifu, RenameLine("financing_income", "Interest"))
    assert said == [
        "Totals",
        "No key total moved.",
        "",
        "Without effect on key totals",
        "Financing income, Caption: Financing income → Interest",
    ]
    qifu.execute(SwitchAdjustment(SBC, on=False))
    qifu.execute(SwitchAdjustment(SBC, on=True))
    assert text(qifu, first=1) == ["Totals", "No key total moved."]


def test_entries_and_differences_have_their_names(qifu: Session, qifu_project: Project) -> None:
    entry = JournalEntry("e1", (Leg(*FINANCING, Decimal(7)),), "Lease interest")
    added = qifu_project.adjustment_by_id[SBC].with_attributes(id="more", name="More options")
    said = after(
        qifu,
        PostEntries(ECL, (entry,)),
        PostEntries(ECL, (JournalEntry("e2", (Leg(*FINANCING, Decimal(2)),)),)),
        AddAdjustment(added),
        RemoveAdjustment(GUARANTEE),
    )
    revenue = next(line for line in said if line.startswith("revenue H1 2023"))
    assert revenue == (
        "revenue H1 2023 moved by 9: Entry 'Lease interest' posted: 7; "
        "Entry of Expected credit losses, net of tax posted: 2"
    )
    assert "Financial guarantee, net of tax deleted" in said
    assert faults(explained(qifu)) == []


def test_a_total_that_comes_or_goes_is_not_said_to_move(qifu: Session) -> None:
    reconcile = SetReconciled("comprehensive_income", H1_2023, reconciled=True)
    statement = "Unaudited Condensed Consolidated Statements of Comprehensive Income, H1 2023"
    assert f"comprehensive income H1 2023 is 2,039,872; there was none before: {statement} reconciled" in after(
        qifu, reconcile
    )
    qifu.execute(replace(reconcile, reconciled=False))
    gone = f"comprehensive income H1 2023 is gone; it was 2,039,872: {statement} not reconciled"
    assert gone in text(qifu, first=1)


def test_a_restated_total_and_an_import_are_causes(qifu: Session, qifu_project: Project) -> None:
    qifu.execute(RestateTotal("total_assets", JUN_2023, Decimal(43_402_114), "audit"))
    assert "total assets 30 Jun 2023 moved by 1: Total assets, 30 Jun 2023 restated 43,402,113 → 43,402,114" in [
        line.replace("TOTAL ASSETS", "Total assets") for line in text(qifu)
    ]
    qifu.execute(TakeImport(qifu_project))
    assert any(
        line.startswith("total assets 30 Jun 2023 moved by (1): Import qifu-h1-2023.xlsx") for line in text(qifu, 1)
    )


def test_a_paste_of_hundreds_is_one_cause(qifu: Session) -> None:
    figures = {
        (line.id, period): Decimal(number)
        for statement in qifu.project.statements
        for number, line in enumerate(statement.lines)
        for period in statement.periods
        if line.role is LineRole.LINE
    }
    assert len(figures) > MOST_ALTERATIONS
    qifu.execute(CompoundCommand(fact("paste", count=len(figures)), (EditFigures(figures),)))
    change = explained(qifu)
    assert faults(change) == []
    assert [cause.step for cause in change.causes] == [fact("paste", count=len(figures))]


def test_steps_of_earlier_sessions_are_said_without_totals(qifu: Session) -> None:
    qifu.execute(SwitchAdjustment(SBC, on=False))
    later = Session(qifu.project)
    section = altered_section(later.earlier_steps, later.project, ENGLISH)
    assert section.lines == (
        "This was done in an earlier session. What it altered is known, but not the totals it moved.",
        "Share-based compensation off",
    )


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_causes_of_any_session_add_up_to_every_move(qifu_project: Project, seed: int) -> None:
    session = Session(qifu_project)
    for _ in play(session, random.Random(seed), steps=25):
        pass
    total = len(session.history)
    chance = random.Random(seed)
    spans = [(0, total), *(sorted((chance.randrange(total + 1), chance.randrange(total + 1))) for _ in range(3))]
    for first, last in spans:
        change = explain_change(session.snapshots(first, last), session.results)
        assert faults(change) == []
        assert as_text(sections_of(change, ENGLISH))


def test_snapshots_that_are_not_kept_are_made_again(qifu: Session) -> None:
    for number in range(200):
        qifu.execute(EditFigures({FINANCING: Decimal(number)}))
    for _ in range(90):
        qifu.undo()
    for first, last in ((0, 200), (30, 40), (100, 150), (110, 110)):
        snapshots = list(qifu.snapshots(first, last))
        assert [figure(snapshot) for snapshot in snapshots] == [value(number) for number in range(first, last + 1)]
        assert [len(snapshot.trail) for snapshot in snapshots] == list(range(first, last + 1))


def figure(project: Project) -> Decimal | None:
    return project.statement_by_id["operations"].figure(*FINANCING)


def value(steps: int) -> int:
    return steps - 1 if steps else 2_254_620
