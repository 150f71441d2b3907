"""Figures that nothing proves are marked on request, and the Figure panel says by what each figure is proven."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import EIR, H1_2023
from tests.ui.test_editing import SELECT
from tests.ui.test_journeys import at
from tests.ui.test_painting import on_screen, settle
from workbench import resources
from workbench.commands import AddAdjustment, AddPeriod, EditEntries, EditFigures, InsertLine
from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, LineId, StatementId
from workbench.domain.periods import Period, PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line
from workbench.opening import Opening
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

H1_2022 = "2022-01-01/2022-06-30"
CREDIT, GUARANTEE = "expected_credit_losses", "financial_guarantee"
DESCRIPTION = Qt.ItemDataRole.AccessibleDescriptionRole


@pytest.fixture(scope="session")
def entries_project() -> Project:
    return Opening([resources.root() / "samples" / "qifu-adjustment-entries.xlsx"]).project()


@pytest.fixture
def entries(opened: Callable[[Project], Workspace], entries_project: Project) -> Workspace:
    """The list of entries in a window, operations of H1 2022 in front: nothing proves the entries there."""
    workspace = opened(entries_project)
    workspace.view_state.show_statement("operations")
    workspace.view_state.show_period(H1_2022)
    return workspace


def marked(workspace: Workspace) -> list[tuple[str, str]]:
    """Return line and adjustment of every marked figure."""
    model = workspace.grid.current_model()
    return [
        (row.line.id, column.adjustment)
        for number, row in enumerate(model.rows)
        for place, column in enumerate(model.columns)
        if model.is_unproven(number, place)
    ]


def told(workspace: Workspace, line: str, kind: ColumnKind, adjustment: str = "", period: str = H1_2022) -> str:
    """Return what the Figure panel says of a figure."""
    workspace.show_panel("Figure")
    assert workspace.show_cell(line, period, kind, adjustment)
    QApplication.processEvents()  # the panel follows the models
    return workspace.figure.toPlainText()


def legend(qtbot: QtBot, workspace: Workspace, text: str) -> None:
    """Wait until the legend says ``text``."""
    qtbot.waitUntil(lambda: workspace.page.legend.text == text and workspace.page.legend.isVisible(), timeout=5_000)


def test_unproven_figures_are_marked_while_that_is_asked_for(
    qtbot: QtBot, window: MainWindow, entries: Workspace
) -> None:
    assert marked(entries) == []
    assert not entries.page.legend.isVisible()
    window.action("unproven").trigger()
    assert len(marked(entries)) == 10
    assert ("provision_for_loans_receivable", CREDIT) in marked(entries)
    assert all(adjustment for _, adjustment in marked(entries))
    legend(qtbot, entries, "? 10 figures unproven")
    window.action("unproven").trigger()
    assert marked(entries) == []
    assert not window.action("unproven").isChecked()
    assert not entries.page.legend.isVisible()


def test_where_every_figure_is_proven_the_legend_says_so(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.act("unproven")
    assert marked(workspace) == []
    legend(qtbot, workspace, "Every figure here is proven")


def test_unproven_figures_of_another_period_are_told_of(qtbot: QtBot, window: MainWindow, entries: Workspace) -> None:
    entries.view_state.show_period(H1_2023)
    window.act("unproven")
    legend(qtbot, entries, "All proven here, 10 unproven elsewhere")
    entries.view_state.show_period(H1_2022)
    legend(qtbot, entries, "? 10 figures unproven")


def test_marks_follow_edits_and_stay_with_switches(qtbot: QtBot, window: MainWindow, entries: Workspace) -> None:
    window.act("unproven")
    session = entries.document.session
    session.execute(EditEntries(CREDIT, {("provision_for_loans_receivable", H1_2022): None}))
    assert len(marked(entries)) == 9
    session.execute(EditEntries(GUARANTEE, {("funding_costs", H1_2022): Decimal(7)}))
    settle(qtbot, entries)
    assert ("funding_costs", GUARANTEE) in marked(entries)
    legend(qtbot, entries, "? 10 figures unproven")
    entries.adjustments_panel.switch_all_off()
    settle(qtbot, entries)
    assert len(marked(entries)) == 10
    for _ in range(3):
        session.undo()
    settle(qtbot, entries)
    assert len(marked(entries)) == 10
    assert ("provision_for_loans_receivable", CREDIT) in marked(entries)


def test_a_figure_that_is_typed_is_not_marked_before_the_checks_have_looked(
    qtbot: QtBot, window: MainWindow, entries: Workspace
) -> None:
    window.act("unproven")
    entries.document.session.execute(EditEntries(GUARANTEE, {("funding_costs", H1_2022): Decimal(7)}))
    assert ("funding_costs", GUARANTEE) not in marked(entries)
    settle(qtbot, entries)
    assert ("funding_costs", GUARANTEE) in marked(entries)


def test_a_mark_is_read_out_and_told_by_the_tool_tip(window: MainWindow, entries: Workspace) -> None:
    assert entries.show_cell("provision_for_loans_receivable", H1_2022, ColumnKind.EFFECT, CREDIT)
    index, model = entries.grid.currentIndex(), entries.grid.current_model()
    assert not model.data(index, DESCRIPTION)
    window.act("unproven")
    assert model.data(index, DESCRIPTION) == "Nothing proves this figure"
    assert "Nothing proves this figure." in model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_what_marks_paint_is_what_painting_everything_would(
    qtbot: QtBot, window: MainWindow, entries: Workspace
) -> None:
    plain = painted(qtbot, window, entries)
    window.act("unproven")
    shown = painted(qtbot, window, entries)
    assert shown != plain
    session = entries.document.session
    for act in (
        lambda: session.execute(EditEntries(GUARANTEE, {("funding_costs", H1_2022): Decimal(7)})),
        lambda: entries.adjustments_panel.adjustments.toggle(1),
        session.undo,
        session.undo,
    ):
        act()
        painted(qtbot, window, entries)
    assert painted(qtbot, window, entries) == shown
    window.act("unproven")
    painted(qtbot, window, entries)


def painted(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> QImage:
    """Return the grid as it is on screen; it must be what painting all of it anew shows."""
    settle(qtbot, workspace)
    shown = on_screen(window)
    workspace.grid.viewport().update()
    assert on_screen(window) == shown
    return shown.copy(workspace.grid.rect().translated(workspace.grid.mapTo(window, workspace.grid.rect().topLeft())))


# ---- the Figure panel


@pytest.mark.parametrize(
    ("line", "kind", "adjustment", "expected"),
    [
        ("net_income", ColumnKind.AS_REPORTED, "", "Proven by: footing (2)."),
        (
            "provision_for_loans_receivable",
            ColumnKind.EFFECT,
            CREDIT,
            "Nothing proves this figure: it is compared only with its own cell.",
        ),
        ("net_income", ColumnKind.EFFECT, CREDIT, "Calculated here; no source states it."),
        ("net_income", ColumnKind.RESULT, "", "Calculated here; no source prints it."),
    ],
)
def test_the_figure_panel_says_by_what_a_figure_is_proven(
    entries: Workspace, line: str, kind: ColumnKind, adjustment: str, expected: str
) -> None:
    assert expected in told(entries, line, kind, adjustment)


def test_an_entry_is_proven_with_the_others_of_its_total(entries: Workspace) -> None:
    words = told(entries, "provision_for_loans_receivable", ColumnKind.EFFECT, CREDIT, H1_2023)
    assert "Proven together with the other entries by: roll-forward (1)." in words


@pytest.mark.parametrize("line", ["financing_income", "net_income"])
def test_nil_is_said_to_need_no_proof_by_saying_nothing(workspace: Workspace, line: str) -> None:
    words = told(workspace, line, ColumnKind.EFFECT, "share_based_compensation", H1_2023)
    assert ("Proven" in words) is (line == "net_income")


def test_a_printed_result_is_told_apart_from_one_that_is_worked_out(workspace: Workspace) -> None:
    assert "Proven by: cross-cast (1)" in told(workspace, "net_income", ColumnKind.RESULT, "", H1_2023)
    workspace.adjustments_panel.adjustments.toggle(0)
    words = told(workspace, "net_income", ColumnKind.RESULT, "", H1_2023)
    assert "The figure that the sources print here is proven by: cross-cast (1)" in words


def test_while_checks_may_prove_other_figures_the_panel_says_nothing_of_it(qtbot: QtBot, workspace: Workspace) -> None:
    assert "Proven by: " in told(workspace, "funding_costs", ColumnKind.AS_REPORTED, "", H1_2023)
    workspace.document.session.execute(EditFigures({("funding_costs", H1_2023): Decimal(1)}))
    QApplication.processEvents()
    assert "Proven by: " not in workspace.figure.toPlainText()
    settle(qtbot, workspace)
    assert "Proven by: " in workspace.figure.toPlainText()
    assert "Failed checks: " in workspace.figure.toPlainText()
    assert "footing" in workspace.figure.toPlainText()


def test_what_the_checks_have_not_seen_yet_is_not_marked(window: MainWindow, entries: Workspace) -> None:
    session = entries.document.session
    window.act("unproven")
    before = marked(entries)
    line = Line(LineId("grants"), "Grants")
    session.execute(InsertLine(StatementId("operations"), line, LineId("provision_for_loans_receivable")))
    leases = Adjustment(AdjustmentId("leases"), "Leases", stated_for=session.settled.adjustments[0].stated_for)
    session.execute(AddAdjustment(leases))
    session.execute(EditFigures({(line.id, PeriodId(H1_2022)): Decimal(5)}))
    assert marked(entries) == before
    spring = Period(date(2022, 1, 1), date(2022, 3, 31), "Spring 2022")
    session.execute(AddPeriod(spring, (StatementId("operations"),)))
    entries.view_state.show_period(spring.id)
    session.execute(EditFigures({(LineId("funding_costs"), spring.id): Decimal(5)}))
    assert marked(entries) == []


def test_an_unknown_effect_is_copied_as_unknown_and_never_put_elsewhere_as_nil(
    opened: Callable[[Project], Workspace], qifu_project: Project
) -> None:
    broken = tuple(
        replace(each, unknown=frozenset({("financing_income", H1_2023)})) if each.id == EIR else each
        for each in qifu_project.adjustments
    )
    workspace = opened(replace(qifu_project, adjustments=broken))
    at(workspace, "financing_income", ColumnKind.EFFECT, EIR)
    workspace.grid.edits.copy()
    assert QGuiApplication.clipboard().text() == "unknown\n"
    workspace.grid.edits.paste()
    index = workspace.grid.currentIndex()
    workspace.grid.selectionModel().select(index.siblingAtColumn(index.column() + 1), SELECT)
    workspace.grid.edits.fill_right()
    assert workspace.document.session.step_to_undo is None
