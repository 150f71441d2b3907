"""Each sample, each statement and period: cells told, charts drawn, lines compared, filtered, found and printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import workbench
from tests.ui.shared_windows import MILLISECONDS
from workbench.domain.project import Project
from workbench.phrases import ENGLISH
from workbench.presentation.bridge import bridge
from workbench.presentation.line_filter import EVERY_LINE, LineFilter, LinesShown
from workbench.progress import SILENT
from workbench.resources import sample
from workbench.ui.charts.contents import ChartKind
from workbench.ui.printing.pdf_file import write_pdf
from workbench.ui.shell.printing_actions import printing_of
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.figure_links import parts_of_cell

SAMPLES = sorted(sample().parent.glob("*.xlsx"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_view_of_a_sample_is_shown(
    file: Path, qtbot: QtBot, opened: Callable[[Project], Workspace], tmp_path: Path
) -> None:
    workspace = opened(workbench.read(file).project)
    view_state, project = workspace.view_state, workspace.document.session.project
    workspace.show_panel("Charts")
    for statement in project.statements:
        view_state.show_statement(statement.id)
        for period in statement.periods:
            view_state.show_period(period)
            every_cell_is_told(workspace)
            for kind in ChartKind:
                workspace.charts.show_kind(kind)
                qtbot.waitUntil(lambda: not workspace.charts.is_behind, timeout=MILLISECONDS)
            every_line = [row.line.id for row in workspace.grid.current_model().rows]
            for shown in LinesShown:
                view_state.filter_lines(LineFilter(shown))
                assert {row.line.id for row in workspace.grid.current_model().rows} <= set(every_line), shown
            view_state.filter_lines(EVERY_LINE)
            assert [row.line.id for row in workspace.grid.current_model().rows] == every_line
            for is_compared in (True, False):
                view_state.show_comparison(is_compared)
                workspace.grid.setFocus()
                printing = printing_of(workspace)
                assert printing is not None
                assert write_pdf(printing.prepare(SILENT), workspace.font(), tmp_path / "view.pdf") > 0
    assert workspace.document.session.step_to_undo is None, "looking changes nothing"


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_bridge_of_a_sample_leads_to_the_result(file: Path, opened: Callable[[Project], Workspace]) -> None:
    results = opened(workbench.read(file).project).document.session.results
    for statement in results.project.statements:
        for period in statement.reconciled:
            for line in statement.lines:
                if steps := bridge(results, line.id, period, ENGLISH):
                    assert steps[0].end == statement.figure(line.id, period)
                    assert steps[-1].end == results.figure(line.id, period)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_the_last_line_of_each_statement_of_a_sample_is_found(
    file: Path, qtbot: QtBot, opened: Callable[[Project], Workspace]
) -> None:
    workspace = opened(workbench.read(file).project)
    finder = workspace.find_panel.finder
    workspace.begin_finding()
    for statement in workspace.document.session.project.statements:
        workspace.find_panel.text.setText(statement.lines[-1].name)
        workspace.find_panel.seek()
        qtbot.waitUntil(lambda: bool(finder.hits) and not finder.is_running, timeout=MILLISECONDS)
        assert statement.lines[-1].name in {hit.text for hit in finder.hits}


def every_cell_is_told(workspace: Workspace) -> None:
    """Make each cell current: the line above the grid says where one is."""
    model, line = workspace.grid.current_model(), workspace.page.figure_line
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            workspace.grid.setCurrentIndex(model.index(row, column))
            line.show_cell(workspace.grid)
            assert line.place.text()
            assert model.is_unknown(row, column) or line.working.text() or model.amount(row, column) is None
            parts_add_up(workspace, row, column)


def parts_add_up(workspace: Workspace, row: int, column: int) -> None:
    """What a total is said to be made of comes to the total, to the last digit."""
    model = workspace.grid.current_model()
    the_row, amount = model.rows[row], model.amount(row, column)
    places = parts_of_cell(model, row, column)
    if not the_row.total or the_row.remainder or amount is None or not column or not places:
        return
    if any(model.is_unknown(*place) for place in places):
        return
    weights = dict(the_row.total.parts)
    rows = [(model.rows[part], model.amount(part, column) or 0) for part, _ in places]
    assert (
        sum(part for shown, part in rows if shown.remainder)
        + sum(weights[shown.line.id] * part for shown, part in rows if not shown.remainder)
        == amount
    ), (the_row.line.name, model.columns[column])
