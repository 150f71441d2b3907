"""Undo and redo show what changed, whatever it is: a cell of a statement, or an item of a panel."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.published import ECL, H1_2022, H1_2023, SBC
from tests.ui.shared_windows import as_it_was
from workbench.commands import (
    AddAdjustment,
    AddComment,
    AddEvidence,
    AddPeriod,
    AddStatement,
    AnyCommand,
    ArrangeAdjustments,
    Consider,
    DescribeAdjustment,
    DescribeEntry,
    DescribeLine,
    EditEntries,
    EditFigures,
    GroupAdjustments,
    InsertLine,
    KeepScenario,
    MarkRestated,
    PlaceLine,
    PostEntries,
    RemoveAdjustment,
    RemoveScenario,
    RenameAdjustment,
    RenameLine,
    RenameScenario,
    RestateTotal,
    SetConcept,
    SetNature,
    SetReconciled,
    SetTotal,
    SwitchAdjustment,
    SwitchTo,
    WriteNote,
)
from workbench.domain.adjustments import Adjustment, EntryId, JournalEntry, Leg, Nature
from workbench.domain.comments import Comment, CommentId
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind
from workbench.domain.ids import KindId
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Concept, Line, LineUnit, Statement, StatementKind
from workbench.domain.subjects import AdjustmentSubject, FigureSubject
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.lazy_refresh import is_seen

NOW = datetime(2024, 1, 31, 12, tzinfo=UTC)
BALANCE_SHEET, END_2022, MID_2023 = "financial_position", "2022-12-31", "2023-06-30"
TOTAL_ASSETS = FigureSubject(BALANCE_SHEET, "total_assets", END_2022, FigureRole.AS_REPORTED)


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    for _ in as_it_was(qifu_in_window):
        qifu_in_window.show_panel("Charts")
        yield qifu_in_window


def undo_elsewhere(workspace: Workspace, *commands: AnyCommand) -> None:
    """Execute commands, go to another statement, and undo the last command."""
    for command in commands:
        workspace.document.session.execute(command)
    go_elsewhere(workspace)
    workspace.undo()


def go_elsewhere(workspace: Workspace) -> None:
    workspace.view_state.show_statement("comprehensive_income")
    workspace.grid.setFocus()


def cell(workspace: Workspace) -> tuple[str, str, str, str]:
    """Return the statement, the period, the caption and the heading of the current cell."""
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    heading = model.heading(index.column()).name if index.column() else "Caption"
    return model.statement.id, model.period, model.rows[index.row()].line.name, heading


IN_A_STATEMENT: tuple[tuple[str, AnyCommand, tuple[str, str, str, str]], ...] = (
    (
        "figures",
        EditFigures({("funding_costs", H1_2022): Decimal(7)}),
        ("operations", H1_2022, "Funding costs", "US GAAP"),
    ),
    (
        "entries",
        EditEntries(SBC, {("sales_and_marketing", H1_2023): Decimal(-7)}),
        ("operations", H1_2023, "Sales and marketing", "Share-based compensation"),
    ),
    (
        "an entry",
        PostEntries(SBC, (JournalEntry(EntryId("new"), (Leg("funding_costs", H1_2023, Decimal(5)),)),)),
        ("operations", H1_2023, "Funding costs", "Share-based compensation"),
    ),
    (
        "the caption of a heading",
        RenameLine("operating_costs_and_expenses", "Costs {of} 😀"),
        ("operations", H1_2023, "Operating costs and expenses:", "Caption"),
    ),
    (
        "a line that moved",
        PlaceLine("funding_costs", "general_and_administrative", ("Operating costs and expenses:",)),
        ("operations", H1_2023, "Funding costs", "Caption"),
    ),
    (
        "the parts of a total",
        SetTotal("platform_services", (("referral_services_fees", 1),)),
        ("operations", H1_2023, "Platform services", "Caption"),
    ),
    (
        "a concept",
        SetConcept("funding_costs", Concept.INCOME_TAX),
        ("operations", H1_2023, "Funding costs", "Caption"),
    ),
    (
        "details of a line",
        DescribeLine("funding_costs", LineUnit.MONEY, 2, "Cost of funds"),
        ("operations", H1_2023, "Funding costs", "Caption"),
    ),
    (
        "a restated total",
        RestateTotal("total_net_revenue", H1_2022, Decimal(1), "why"),
        ("operations", H1_2022, "Total net revenue", "US GAAP"),
    ),
    (
        "a period that was reconciled",
        SetReconciled("cash_flows", H1_2023, True),
        ("cash_flows", H1_2023, "", "Caption"),
    ),
    (
        "a comment on a figure",
        AddComment(Comment(CommentId("1"), TOTAL_ASSETS, "Why?", "Li Na", NOW)),
        (BALANCE_SHEET, END_2022, "TOTAL ASSETS", "US GAAP"),
    ),
    (
        "evidence of a figure",
        AddEvidence(Evidence(EvidenceId("1"), TOTAL_ASSETS, EvidenceKind.REMARK, "Ledger", "Li Na", NOW)),
        (BALANCE_SHEET, END_2022, "TOTAL ASSETS", "US GAAP"),
    ),
)


@pytest.mark.parametrize(
    ("command", "place"), [case[1:] for case in IN_A_STATEMENT], ids=[case[0] for case in IN_A_STATEMENT]
)
def test_what_changed_in_a_statement_is_made_current(
    workspace: Workspace, command: AnyCommand, place: tuple[str, str, str, str]
) -> None:
    undo_elsewhere(workspace, command)
    shown = cell(workspace)
    assert (*shown[:2], shown[2] if place[2] else "", shown[3]) == place
    assert workspace.grid.hasFocus()
    go_elsewhere(workspace)
    workspace.redo()
    assert cell(workspace)[0] == place[0]
    workspace.document.session.undo()


def test_a_hidden_line_is_unfolded_and_shown_among_all_lines(workspace: Workspace) -> None:
    workspace.document.session.execute(EditFigures({("referral_services_fees", H1_2023): Decimal(7)}))
    workspace.grid.toggle_fold(0)
    workspace.view_state.toggle_affected()
    workspace.undo()
    assert cell(workspace)[2] == "Referral services fees"
    assert not workspace.grid.isRowHidden(workspace.grid.currentIndex().row())


def test_a_statement_and_a_period_that_came_or_went(workspace: Workspace) -> None:
    session = workspace.document.session
    added = Statement("notes", StatementKind.OTHER, "Notes", (H1_2023,), (Line("grants", "Grants"),))
    session.execute(AddStatement(added, ()))
    go_elsewhere(workspace)
    workspace.undo()
    workspace.redo()
    assert cell(workspace)[0] == "notes"
    period = Period(None, date(2023, 9, 30), "September 30, 2023")
    session.execute(AddPeriod(period, (BALANCE_SHEET,)))
    go_elsewhere(workspace)
    workspace.undo()
    assert cell(workspace)[0] == BALANCE_SHEET
    go_elsewhere(workspace)
    workspace.redo()
    assert cell(workspace)[:2] == (BALANCE_SHEET, period.id)


def test_a_source_that_was_marked_as_restated(workspace: Workspace, qifu_project: Project) -> None:
    figure = next(figure for figure in qifu_project.source_figures if figure.line == "funding_costs")
    undo_elsewhere(workspace, MarkRestated(figure.cell, "superseded"))
    assert cell(workspace)[2] == "Funding costs"


# ---- panels


def chosen_difference(workspace: Workspace) -> str:
    chosen = workspace.adjustments_panel.switches.chosen
    return chosen.id if isinstance(chosen, Adjustment) else ""


def details_of(project: Project, key: str) -> DescribeAdjustment:
    return replace(DescribeAdjustment.of(project.adjustment_by_id[key]), standards=("ASC 718-10", "IFRS 2"))


@pytest.mark.parametrize(
    "command_for",
    [
        lambda _: SwitchAdjustment(SBC, False),
        lambda project: SwitchTo(frozenset(project.adjustment_by_id) - {SBC}),
        lambda _: RenameAdjustment(SBC, "Options"),
        lambda _: SetNature(SBC, Nature.PRESENTATION),
        lambda project: details_of(project, SBC),
        lambda _: GroupAdjustments((SBC,), "Pay"),
        lambda _: RemoveAdjustment(SBC),
    ],
    ids=["switch", "scenario", "name", "nature", "details", "group", "deleted"],
)
def test_a_difference_that_changed_is_chosen_in_the_list(
    workspace: Workspace, command_for: Callable[[Project], AnyCommand], qifu_project: Project
) -> None:
    workspace.adjustments_panel.switches.choose(ECL)
    undo_elsewhere(workspace, command_for(qifu_project))
    assert chosen_difference(workspace) == SBC
    assert workspace.grid.hasFocus(), "the keyboard stays where it was"
    workspace.adjustments_panel.switches.choose(ECL)
    workspace.redo()
    assert chosen_difference(workspace) not in ("", ECL)


def test_a_difference_that_is_added_or_moved(workspace: Workspace, qifu_project: Project) -> None:
    workspace.adjustments_panel.switches.choose(ECL)
    session = workspace.document.session
    session.execute(AddAdjustment(Adjustment("leases", "Leases")))
    workspace.undo()
    workspace.redo()
    assert chosen_difference(workspace) == "leases"
    workspace.undo()
    order = tuple(adjustment.id for adjustment in qifu_project.adjustments)
    session.execute(ArrangeAdjustments((*order[:2], order[3], order[2])))
    workspace.adjustments_panel.switches.choose(ECL)
    workspace.undo()
    assert chosen_difference(workspace) == order[2]


def test_a_note_a_scenario_a_conclusion_and_a_memo(workspace: Workspace, qifu_project: Project) -> None:
    session = workspace.document.session
    session.execute(WriteNote("All of it"))
    go_elsewhere(workspace)
    workspace.undo()
    assert is_seen(workspace.notes)
    session.execute(KeepScenario("Without tax", frozenset({SBC})))
    session.execute(KeepScenario("Other", frozenset({ECL})))
    session.execute(RenameScenario("Without tax", "Before tax"))
    workspace.show_panel("Charts")
    workspace.undo()
    assert is_seen(workspace.scenarios)
    assert workspace.scenarios.chosen is not None
    assert workspace.scenarios.chosen.name == "Without tax"
    session.execute(RemoveScenario("Other"))
    workspace.show_panel("Charts")
    workspace.undo()
    assert workspace.scenarios.chosen.name == "Other"
    consideration = Consideration(Conclusion.NIL, "none", "Li Na", NOW)
    session.execute(Consider(KindId("leases"), H1_2023, consideration))
    workspace.show_panel("Charts")
    workspace.undo()
    assert is_seen(workspace.completeness)
    assert workspace.completeness.view.currentIndex().siblingAtColumn(0).data() == "Leases"
    key, entry = next((key, entry) for key, entry in qifu_project.adjustment_by_id[SBC].entries.items() if entry.legs)
    session.execute(DescribeEntry(SBC, key, "Options granted", "JV 7"))
    go_elsewhere(workspace)
    workspace.undo()
    assert is_seen(workspace.entries)
    assert cell(workspace)[0] == qifu_project.statement_of(entry.legs[0].line).id
    assert workspace.entries.view.currentIndex().isValid()


def test_a_comment_is_chosen_in_its_panel_too(workspace: Workspace) -> None:
    session = workspace.document.session
    session.execute(AddComment(Comment(CommentId("1"), TOTAL_ASSETS, "Why?", "Li Na", NOW)))
    session.execute(AddComment(Comment(CommentId("2"), AdjustmentSubject(SBC), "And this?", "Li Na", NOW)))
    workspace.adjustments_panel.switches.choose(ECL)
    workspace.undo()
    assert chosen_difference(workspace) == SBC, "the comment is gone: what it was on"
    workspace.redo()
    assert is_seen(workspace.comments)
    assert workspace.comments.tree.currentIndex().data() == "And this?"


def test_an_inserted_line_is_shown_and_its_neighbour_once_it_is_gone(workspace: Workspace) -> None:
    undo_elsewhere(workspace, InsertLine("operations", Line("grants", "Grants"), "funding_costs"))
    assert cell(workspace)[2] == "Sales and marketing"
    go_elsewhere(workspace)
    workspace.redo()
    assert cell(workspace)[2] == "Grants"
