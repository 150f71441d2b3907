"""Edit > Project details…: what the project is called, by keyboard, and every place that says it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.projects import balance_sheet
from tests.ui.shown_texts import texts_of
from tests.ui.test_history import texts
from tests.ui.test_journeys import KEY
from tests.ui.test_painting import settle
from tests.ui.test_reach import with_keyboard
from workbench.commands import DescribeProject, SwitchTo
from workbench.domain.adjustments import Nature
from workbench.domain.frameworks import Framework
from workbench.domain.project import Project
from workbench.ui.adjustments.totals_model import AS_REPORTED, RESULT
from workbench.ui.records.history_model import HistoryModel, Part
from workbench.ui.shell.project_details import ProjectDetailsDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

SHIFT = Qt.KeyboardModifier.ShiftModifier
HORIZONTAL = Qt.Orientation.Horizontal
LONG = Framework("Financial reporting standards of Hong Kong")


@pytest.fixture
def dialog(window: MainWindow, workspace: Workspace) -> ProjectDetailsDialog:
    window.activateWindow()
    window.act("project_details")
    (opened,) = workspace.findChildren(ProjectDetailsDialog)
    opened.activateWindow()
    return opened


def fields_of(dialog: ProjectDetailsDialog) -> list[QWidget]:
    ends = (dialog.source, dialog.target)
    names = [field for end in ends for field in (end.name, end.short_name, end.heading)]
    return [dialog.entity, dialog.currency, dialog.scale, *names]


def type_over(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text) if text else qtbot.keyClick(field, KEY.Key_Delete)


# ---- the dialog


def test_tab_goes_through_the_fields_in_reading_order_and_each_is_named(
    qtbot: QtBot, dialog: ProjectDetailsDialog
) -> None:
    fields = fields_of(dialog)
    for field in fields:
        assert with_keyboard() is field
        qtbot.keyClick(field, KEY.Key_Tab)
    assert with_keyboard() is dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    qtbot.keyClick(with_keyboard(), KEY.Key_Tab, SHIFT)
    assert with_keyboard() is fields[-1]
    labels = [dialog.form.labelForField(field) for field in fields[:3]]
    named = [label.text() for label in labels if isinstance(label, QLabel)]
    assert [*named, *(field.accessibleName() for field in fields[3:])] == [
        "Entity", "Currency", "Amounts in",
        "Framework as reported", "Short name as reported", "Column heading as reported",
        "Framework of the result", "Short name of the result", "Column heading of the result",
    ]  # fmt: skip
    dialog.reject()


def test_what_is_typed_is_one_step_that_undo_takes_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, dialog: ProjectDetailsDialog
) -> None:
    session = workspace.document.session
    before = session.project
    qtbot.keyClicks(dialog.entity, "Example Ltd")
    type_over(qtbot, dialog.currency, "EUR")
    dialog.scale.setFocus()
    qtbot.keyClicks(dialog.scale, "Millions")
    type_over(qtbot, dialog.target.name, "IFRS 18")
    qtbot.keyClick(dialog.target.name, KEY.Key_Return)
    assert session.project.frameworks.target == Framework("IFRS 18")
    assert (session.project.entity, session.project.currency, session.project.scale) == (
        "Example Ltd",
        "EUR",
        1_000_000,
    )
    assert window.isWindowModified()
    model = workspace.history.model()
    assert isinstance(model, HistoryModel)
    model.refresh()
    assert texts(model, Part.STEP, Part.NOW)[-1] == ("Edit project details", "4 changes")
    window.act("undo")
    assert session.project is before


def test_what_cannot_be_is_refused_in_the_dialog_and_can_be_put_right(
    qtbot: QtBot, workspace: Workspace, dialog: ProjectDetailsDialog
) -> None:
    before = workspace.document.session.project
    type_over(qtbot, dialog.target.name, "us gaap")
    qtbot.keyClick(dialog.target.name, KEY.Key_Return)
    assert dialog.isVisible()
    assert dialog.refusal.isVisible()
    assert dialog.refusal.text() == "Both frameworks are called 'US GAAP'. Give them different names."
    type_over(qtbot, dialog.target.name, "")
    qtbot.keyClick(dialog.target.name, KEY.Key_Return)
    assert dialog.refusal.text() == "Each framework needs a name. Enter one."
    assert workspace.document.session.project is before
    qtbot.keyClicks(dialog.target.name, "IFRS 18")
    qtbot.keyClick(dialog.target.name, KEY.Key_Return)
    assert workspace.document.session.project.frameworks.target.name == "IFRS 18"


def test_escape_leaves_everything_and_enter_over_nothing_typed_is_no_step(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, dialog: ProjectDetailsDialog
) -> None:
    session = workspace.document.session
    qtbot.keyClicks(dialog.entity, "Example Ltd")
    qtbot.keyClick(dialog.entity, KEY.Key_Escape)
    assert session.step_to_undo is None
    window.act("project_details")
    again = workspace.findChildren(ProjectDetailsDialog)[-1]
    assert again.entity.text() == "Qifu Technology, Inc."
    qtbot.keyClick(again.entity, KEY.Key_Return)
    assert session.step_to_undo is None


def test_another_name_takes_what_was_made_for_the_old_one_along(qtbot: QtBot, dialog: ProjectDetailsDialog) -> None:
    target = dialog.target
    assert target.heading.text() == "Amounts as reported under IFRSs"
    type_over(qtbot, target.name, "IFRS 18")
    assert target.heading.text() == ""
    type_over(qtbot, target.name, "IFRS")
    assert target.heading.text() == "Amounts as reported under IFRSs"
    type_over(qtbot, target.heading, "Restated")
    type_over(qtbot, target.name, "IFRS 18")
    assert target.framework == Framework("IFRS 18", "", "Restated")
    dialog.reject()


# ---- what the window says


def describe(workspace: Workspace, source: Framework, target: Framework) -> None:
    workspace.document.session.execute(DescribeProject("Example Ltd", "EUR", 1_000_000, source, target))


def test_the_names_are_followed_by_headings_totals_bridge_and_the_line_about_units(
    qtbot: QtBot, workspace: Workspace
) -> None:
    describe(workspace, Framework("PRC GAAP", "PRC"), Framework("IFRS 18"))
    model, totals = workspace.grid.current_model(), workspace.adjustments_panel.totals
    assert model.headerData(1, HORIZONTAL) == "PRC\nas reported"
    assert str(model.headerData(model.columnCount() - 1, HORIZONTAL)).startswith("IFRS 18")
    assert model.headerData(0, HORIZONTAL) == "EUR in millions"
    assert [totals.headerData(column, HORIZONTAL) for column in (AS_REPORTED, RESULT)] == ["PRC", "IFRS 18"]
    workspace.document.session.execute(SwitchTo(frozenset()))
    assert str(model.headerData(model.columnCount() - 1, HORIZONTAL)).startswith("PRC with selected differences")


def test_after_the_names_are_changed_nothing_in_the_window_says_the_old_ones(
    qtbot: QtBot, window: MainWindow, opened: Callable[[Project], Workspace]
) -> None:
    """Of a project without sources, whose texts would stay as they are; History says what a name was."""
    workspace = opened(balance_sheet({"leases": (Nature.PRESENTATION, {"cash": 5, "reserves": 5})}))
    details = DescribeProject("Another plc", "EUR", 1_000_000, Framework("PRC GAAP"), Framework("Group standards"))
    workspace.document.session.execute(details)
    for title in workspace.docks:
        workspace.show_panel(title)
        settle(qtbot, workspace)
    old, new = ("Example Ltd", "US GAAP", "IFRS", "RMB", "thousands"), ("Another plc", "PRC GAAP", "Group standards")
    widgets = {window, *window.findChildren(QWidget)} - {workspace.history}
    shown = [text for widget in widgets for text in texts_of(widget)]
    assert [text for text in shown for name in old if name in text] == []
    assert [name for name in new if not any(name in text for text in shown)] == []


def test_long_names_have_the_room_that_they_need_and_give_it_back(workspace: Workspace) -> None:
    panel, grid = workspace.adjustments_panel, workspace.grid
    model = grid.current_model()
    result, heading = model.columnCount() - 1, panel.totals_view.horizontalHeader()
    before = [panel.totals_view.columnWidth(column) for column in range(5)], heading.height()
    describe(workspace, Framework("Accounting practices adopted in Brazil"), LONG)
    for column in (AS_REPORTED, RESULT):
        lines = str(panel.totals.headerData(column, HORIZONTAL)).splitlines()
        widest = max(panel.totals_view.fontMetrics().horizontalAdvance(line) for line in lines)
        assert len(lines) == 3
        assert panel.totals_view.columnWidth(column) > widest
    assert panel.totals.headerData(RESULT, HORIZONTAL, Qt.ItemDataRole.ToolTipRole) == LONG.name
    assert grid.columnWidth(result) >= grid.fontMetrics().horizontalAdvance("Financial reporting")
    workspace.document.session.undo()
    assert ([panel.totals_view.columnWidth(column) for column in range(5)], heading.height()) == before
