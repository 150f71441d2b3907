"""The lists of panels: what their menus offer, where they lead, and that no heading is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QStyle
from pytestqt.qtbot import QtBot

from tests.published import SBC
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY
from workbench.presentation.statement_table import ColumnKind
from workbench.ui.records.entries_model import Part
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.panel_table import PanelTable

NARROW = 1280, 720


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    for _ in as_it_was(qifu_in_window):
        qifu_in_window.window().activateWindow()
        yield qifu_in_window


def window_of(workspace: Workspace) -> MainWindow:
    window = workspace.window()
    assert isinstance(window, MainWindow)
    return window


def menu_of(view: QAbstractItemView) -> list[str]:
    """Return what the context menu of a list offers; "" is a line between groups."""
    assert view.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    return [action.text().replace("&", "") for action in view.actions()]


def line_in_front(workspace: Workspace) -> tuple[str, ColumnKind]:
    index, model = workspace.grid.currentIndex(), workspace.grid.current_model()
    return model.rows[index.row()].line.name, model.columns[index.column()].kind


def listed_entry(workspace: Workspace) -> int:
    """Select the first entry of share-based compensation in the list of entries, and return its row."""
    workspace.show_panel("Entries")
    view = workspace.entries.view
    lines = {line.id for line in workspace.view_state.statement.lines}
    assert workspace.entries.choose_on(SBC, lines)
    view.setFocus()
    return view.currentIndex().row()


def test_the_menus_of_entries_checks_and_totals(workspace: Workspace) -> None:
    assert menu_of(workspace.entries.view) == [
        "Entries of the difference", "Edit memo", "Show its figure", "", "Comment on this…", "Add evidence for this…",
        "Tick…", "Cross reference…", "Open item…", "", "Copy", "Copy the whole table",
    ]  # fmt: skip
    assert menu_of(workspace.checks.view) == [
        "Show its figure", "", "Show failures", "Accept failing check…", "Withdraw acceptance", "", "Copy",
        "Copy the whole table",
    ]  # fmt: skip
    totals = workspace.adjustments_panel.totals_view
    assert menu_of(totals) == ["Chart of the current cell", "Show its figure", "", "Copy", "Copy the whole table"]


def test_an_entry_leads_to_its_figure_to_the_editor_and_to_its_memo(qtbot: QtBot, workspace: Workspace) -> None:
    row, view = listed_entry(workspace), workspace.entries.view
    line = str(view.model().index(row, Part.LINE).data())
    window_of(workspace).act("go_to_figure")
    assert line_in_front(workspace) == (line, ColumnKind.EFFECT)
    listed_entry(workspace)
    entry = workspace.entries.current
    assert entry is not None
    window_of(workspace).act("journal")
    draft = workspace.journal.controller.draft
    assert draft is not None
    assert (draft.adjustment, draft.posted and draft.posted.id) == (SBC, entry.entry)
    listed_entry(workspace)
    window_of(workspace).act("describe_entry")
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Voucher 12")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: view.model().index(row, Part.MEMO).data() == "Voucher 12")


def test_a_result_of_a_check_and_a_total_lead_to_their_figures(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_panel("Checks")
    checks = workspace.checks
    row = next(
        row
        for row in range(checks.view.model().rowCount())
        if checks._filter.finding(checks._filter.index(row, 0)).where
    )
    checks.view.selectRow(row)
    window_of(workspace).act("go_to_figure")
    finding = checks._filter.finding(checks._filter.index(row, 0))
    figure = workspace.document.session.project.source_figures.by_source_cell[finding.where[0]]
    assert line_in_front(workspace)[0] == workspace.document.session.project.line(figure.line).name
    totals = workspace.adjustments_panel.totals_view
    for number, key in enumerate(workspace.adjustments_panel.totals.key_lines):
        totals.setFocus()
        totals.selectRow(number)
        qtbot.keyClick(totals, KEY.Key_Return)
        assert line_in_front(workspace) == (key.line.name, ColumnKind.AS_REPORTED)
        assert workspace.view_state.period == key.period


def test_the_chart_shows_the_selected_total(workspace: Workspace) -> None:
    totals = workspace.adjustments_panel.totals_view
    totals.setFocus()
    totals.selectRow(1)
    window_of(workspace).act("charts")
    assert workspace.charts.bar.lines.text() == workspace.adjustments_panel.totals.key_lines[1].line.name


def test_without_a_selection_it_is_said_what_to_select(workspace: Workspace) -> None:
    workspace.grid.setFocus()
    window_of(workspace).act("go_to_figure")
    assert workspace.status.refusal == "Select an entry, a result of a check or a total in its list first."


def width_of(header: QHeaderView, heading: str) -> int:
    """Return the pixels that the widest line of a heading takes, with the margins that the style gives it."""
    margin = header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, header)
    return max(map(header.fontMetrics().horizontalAdvance, heading.splitlines())) + 2 * margin


def test_no_heading_of_a_list_is_cut(qtbot: QtBot, workspace: Workspace) -> None:
    window = window_of(workspace)
    size = window.size()
    window.resize(*NARROW)
    try:
        cut = []
        for name in workspace.docks:
            workspace.show_panel(name)
            qtbot.wait(1)
            for table in workspace.docks[name].widget().findChildren(PanelTable):
                header = table.horizontalHeader()
                columns = (column for column in range(header.count()) if not header.isSectionHidden(column))
                cut += [
                    (name, heading, header.sectionSize(column))
                    for column in columns
                    if (heading := str(table.model().headerData(column, Qt.Orientation.Horizontal) or ""))
                    and header.isVisible()
                    and header.sectionSize(column) < width_of(header, heading)
                ]
        assert cut == []
    finally:
        window.resize(size)
