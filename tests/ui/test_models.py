"""Every item model keeps Qt's rules, and shows what the figures are."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, Qt, Signal
from pytestqt.modeltest import ModelTester

from tests.importing.judging import read_here
from tests.published import H1_2023
from tests.remarks import AT, comment, link
from tests.reviews import item
from workbench.commands import AddComment, AddEvidence, AddOpenItem
from workbench.domain.comments import Reply
from workbench.domain.facts import remark
from workbench.domain.findings import ONE_ENTITY, Finding, FindingStatus
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT
from workbench.importing import project_from
from workbench.presentation.line_filter import LinesShown
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.cell_displays import TextStyle


def models_of(workspace: Workspace) -> dict[str, QAbstractItemModel]:
    return {
        "statement": workspace.grid.current_model(),
        "adjustments": workspace.adjustments_panel.adjustments,
        "totals": workspace.adjustments_panel.totals,
        "findings": workspace.checks.findings,
        "filtered findings": workspace.checks.view.model(),
        "entries": workspace.entries.view.model(),
        "comments": workspace.comments.tree.model(),
        "evidence": workspace.comments.table.model(),
        **{f"review: {shown.name}": table.model() for shown, table in workspace.review.tables.items()},
        "history": workspace.history.model(),
        "statements": workspace.statements.model(),
        "sources": workspace.sources.cells,
        "inferences": workspace.sources.inferences,
        "filtered inferences": workspace.sources.view.model(),
    }


def test_every_model_keeps_the_rules_through_switches_edits_and_undo(
    workspace: Workspace, qtmodeltester: ModelTester
) -> None:
    workspace.show_panel("Sources")
    workspace.show_panel("Entries")
    for model in models_of(workspace).values():
        qtmodeltester.check(model)
    session = workspace.document.session
    workspace.show_panel("Comments")
    workspace.comments.show_all()
    session.execute(AddComment(replace(comment(PROJECT), replies=(Reply("Because", "Jo", AT),))))
    session.execute(AddEvidence(link(PROJECT)))
    workspace.show_panel("Review")
    session.execute(AddOpenItem(item()))
    workspace.adjustments_panel.adjustments.toggle(0)
    model = workspace.grid.current_model()
    row = model.row_of("financing_income")
    assert row is not None
    assert model.setData(model.index(row, 1), "1,000")
    workspace.view_state.show_lines(LinesShown.AFFECTED)
    workspace.view_state.show_statement("cash_flows")
    for _ in range(5):
        session.undo()
    for each in models_of(workspace).values():
        qtmodeltester.check(each)


def test_the_headings_of_entries_are_texts_alone(workspace: Workspace) -> None:
    model = workspace.entries.view.model()
    headings = [model.headerData(section, Qt.Orientation.Horizontal) for section in range(model.columnCount())]
    assert headings == ["Difference", "Line", "Amount", "State", "Kind", "Memo", "Reference"]
    tip = Qt.ItemDataRole.ToolTipRole
    assert {model.headerData(section, Qt.Orientation.Horizontal, tip) for section in range(len(headings))} == {None}


def face(workspace: Workspace, line: str, kind: ColumnKind, adjustment: str = "") -> tuple[str, TextStyle]:
    model = workspace.grid.current_model()
    row, column = model.row_of(line), model.column_of(kind, adjustment)
    assert row is not None
    assert column is not None
    found = model.display(row, column)
    return found.text, found.style


def test_figures_are_written_as_statements_print_them(workspace: Workspace) -> None:
    assert face(workspace, "financing_income", ColumnKind.AS_REPORTED) == ("2,254,620", TextStyle.TYPED)
    assert face(workspace, "net_income", ColumnKind.RESULT) == ("1,746,887", TextStyle.CALCULATED)
    effect = face(workspace, "financing_income", ColumnKind.EFFECT, "effective_interest_rate_on_loans_receivable")
    assert effect == ("(253,007)", TextStyle.TYPED)
    nil = face(workspace, "financing_income", ColumnKind.EFFECT, "share_based_compensation")
    assert nil == ("—", TextStyle.MUTED)


def test_a_partial_state_is_called_illustrative_in_the_headings(workspace: Workspace) -> None:
    model = workspace.grid.current_model()
    assert model.heading(model.columnCount() - 1) == ("IFRS", "as reported")
    workspace.adjustments_panel.adjustments.toggle(2)
    assert model.heading(model.columnCount() - 1) == ("US GAAP with selected differences", "illustrative")
    assert workspace.page.state.text == "Illustrative: 3 of 4 differences"
    assert workspace.adjustments_panel.totals.headerData(2, Qt.Orientation.Horizontal) == "Selected"


def test_a_period_without_differences_has_no_result(workspace: Workspace) -> None:
    workspace.view_state.show_statement("cash_flows")
    model = workspace.grid.current_model()
    assert model.heading(model.columnCount() - 1) == ("IFRS", "not reconciled")
    assert all(model.amount(row, model.columnCount() - 1) is None for row in range(model.rowCount()))
    assert workspace.page.state.text == "Not reconciled"


def test_a_total_that_nobody_states_for_a_period_has_no_result_in_the_grid(
    opened: Callable[[Project], Workspace],
) -> None:
    stated_once = Path(__file__).parents[1] / "cases" / "faults" / "S8-total-stated-in-one-period-only.xlsx"
    shown = opened(project_from([read_here(stated_once)]))
    found = {}
    for period in shown.view_state.statement.periods:
        shown.view_state.show_period(period)
        model = shown.grid.current_model()
        row = next(n for n, each in enumerate(model.rows) if each.line.caption == "Total operating expenses")
        found[period] = model.amount(row, model.columnCount() - 1)
    assert found == {"2024-01-01/2024-06-30": None, "2025-01-01/2025-06-30": Decimal(-93940)}


def test_the_remainder_of_a_total_is_a_row_of_its_own(workspace: Workspace) -> None:
    workspace.view_state.show_statement("financial_position")
    remainders = [row.remainder for row in workspace.grid.current_model().rows if row.remainder]
    assert [remainder.as_reported for remainder in remainders] == [Decimal(-42949)]


def test_affected_lines_are_those_that_a_difference_moves(workspace: Workspace) -> None:
    workspace.view_state.show_lines(LinesShown.AFFECTED)
    model = workspace.grid.current_model()
    shown = {row.line.id for row in model.rows if not row.is_heading}
    assert "financing_income" in shown
    assert "funding_costs" not in shown
    assert model.period == H1_2023


def test_of_two_companies_no_totals_are_shown_and_the_reason_is(
    opened: Callable[[Project], Workspace], qifu_project: Project
) -> None:
    mixed = Finding(ONE_ENTITY, FindingStatus.FAIL, remark("The files belong to 2 companies. Import them separately."))
    panel = opened(replace(qifu_project, import_findings=(mixed,))).adjustments_panel
    assert panel.totals.rowCount() == 0
    assert panel.no_totals.isVisible()
    assert (
        panel.no_totals.text()
        == "No totals are shown, because the files belong to 2 companies. Import them separately."
    )


@pytest.mark.parametrize("panel", ["adjustments", "totals"])
def test_effects_and_totals_are_those_of_the_reporting_period(workspace: Workspace, panel: str) -> None:
    if panel == "adjustments":
        model = workspace.adjustments_panel.adjustments
        shown = [[model.index(row, column).data() for column in (1, 2)] for row in range(model.rowCount())]
        assert shown == [
            ["25,217", "1,026,254"], ["(215,055)", "(320,359)"], ["49,337", "—"], ["(135,811)", "156,221"],
        ]  # fmt: skip
    else:
        totals = workspace.adjustments_panel.totals
        assert [totals.index(6, column).data() for column in range(5)] == [
            "Total equity", "20,885,567", "21,747,683", "862,116", "4.1",
        ]  # fmt: skip


class Emitter(QObject):
    happened = Signal(object)
    switched = Signal(bool)


def test_emitting_loses_no_references_of_true_and_none(qapp: QObject) -> None:
    """PySide6 6.12.0 lost one per emit, and ended the process after some hundreds."""
    import sys

    emitter = Emitter()
    heard: list[object] = []
    emitter.switched.connect(heard.append)
    emitter.happened.connect(heard.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(2_000):
        emitter.switched.emit(True)
        emitter.happened.emit(None)
    heard.clear()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert after[0] > before[0] - 500
    assert after[1] > before[1] - 500
