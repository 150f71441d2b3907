"""A project that is begun without a file, new statements and new periods: by keyboard, and what the window says."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shared_windows import MILLISECONDS, as_it_was, opened_once
from tests.ui.shown_texts import texts_of
from tests.ui.test_editing import enter, type_over
from tests.ui.test_journeys import KEY, editor_of, the_box
from tests.ui.test_lines import go, statement, the
from workbench.catalogue.empty_project import empty_project
from workbench.domain.appendix import TextKind
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.periods import PeriodId, period_of
from workbench.domain.project import Project
from workbench.domain.statements import StatementKind
from workbench.presentation.statement_table import ColumnKind
from workbench.session.recovery import left_behind
from workbench.store import load
from workbench.ui.shell.files import stem_of
from workbench.ui.shell.new_project_dialog import NewProjectDialog, last_half_year
from workbench.ui.shell.period_dialog import PeriodDialog
from workbench.ui.shell.statement_dialog import StatementDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.insert_dialogs import InsertLineDialog
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import with_made_label

H1, OPENING, CLOSING = "2026-01-01/2026-06-30", "2025-12-31", "2026-06-30"
KINDS = (StatementKind.OPERATIONS, StatementKind.FINANCIAL_POSITION)
LOCAL = Frameworks(Framework("PRC GAAP"), Framework("HKFRS"))


def empty(entity: str = "Example Ltd", language: str = "en") -> Project:
    periods = [with_made_label(period_of(PeriodId(key))) for key in (OPENING, CLOSING, H1)]
    return empty_project(entity, "RMB", 1_000, LOCAL, KINDS, periods, language)


@pytest.fixture(scope="module")
def empty_in_window(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from opened_once(empty(), theme, tmp_path_factory.mktemp("empty") / "window.ini")


@pytest.fixture
def begun(empty_in_window: Workspace) -> Iterator[Workspace]:
    """An empty project in a window, operations in front."""
    yield from as_it_was(empty_in_window)


def act(workspace: Workspace, name: str) -> None:
    window = workspace.window()
    assert isinstance(window, MainWindow)
    window.act(name)


def dialog_in(parent: QWidget) -> EditDialog:
    (dialog,) = [each for each in parent.findChildren(EditDialog) if each.isVisible()]
    return dialog


# ---- the dialog


@pytest.fixture
def asked(qtbot: QtBot, window: MainWindow) -> NewProjectDialog:
    """The dialog, opened from the start page with Ctrl+N."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    qtbot.keyClick(window, KEY.Key_N, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(NewProjectDialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=5_000)
    dialog.start.setDate(QDate(2026, 1, 1))
    dialog.end.setDate(QDate(2026, 6, 30))
    return dialog


def test_a_project_is_begun_with_the_keyboard_and_kept_from_its_first_step(
    qtbot: QtBot, window: MainWindow, asked: NewProjectDialog, state_folder: Path, tmp_path: Path
) -> None:
    qtbot.keyClicks(asked.entity, "Example: Holdings Ltd.")
    asked.comparative.setFocus()
    qtbot.keyClick(asked.comparative, KEY.Key_Space)
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        qtbot.keyClick(asked.entity, KEY.Key_Return)
    workspace, document = window.workspace, window.files.document
    assert workspace
    assert document
    project = document.session.project
    assert (project.entity, project.currency, project.scale) == ("Example: Holdings Ltd.", "RMB", 1_000)
    assert [framework.name for framework in project.frameworks] == ["US GAAP", "IFRS"]
    assert [known.periods for known in project.statements] == [
        ("2025-01-01/2025-06-30", H1), (OPENING, CLOSING),
    ]  # fmt: skip
    assert all(figure is None for known in project.statements for row in known.figures.values() for figure in row)
    assert window.windowTitle().startswith("Example: Holdings Ltd.[*]")
    assert window.isWindowModified()
    assert not window.action("undo").isEnabled()
    go(workspace, "revenue", ColumnKind.AS_REPORTED)
    type_over(qtbot, workspace, "1,000")
    enter(qtbot, editor_of(workspace))
    assert statement(workspace).figure("net_income", H1) == 1_000
    (left,) = [path for path in (state_folder / "recovery").iterdir() if path.is_dir()]
    assert (left / "base.recon").exists()
    window.act("save")
    (chooser,) = window.findChildren(QFileDialog)
    assert chooser.selectedFiles()[0].endswith("Example Holdings Ltd.recon")
    chooser.reject()
    with qtbot.waitSignal(window.files.saved, timeout=MILLISECONDS):
        window.files.save_to(tmp_path / "new.recon")
    assert not window.isWindowModified()
    assert load(tmp_path / "new.recon") == document.session.project


def test_a_kill_loses_nothing_that_was_typed_into_a_new_project(
    qtbot: QtBot, window: MainWindow, state_folder: Path
) -> None:
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.begin(empty("Example Ltd"))
    workspace = window.workspace
    assert workspace
    go(workspace, "revenue", ColumnKind.AS_REPORTED)
    type_over(qtbot, workspace, "7")
    enter(qtbot, editor_of(workspace))
    typed = workspace.document.session.project
    window.leave()
    (left,) = left_behind(state_folder / "recovery")
    assert (left.steps, left.file.name, left.file.path) == (1, "Example Ltd", None)
    window.files.document = None
    with qtbot.waitSignal(window.files.opened, timeout=MILLISECONDS):
        window.files.recover(left, lambda: None)
    assert window.files.document
    assert window.files.document.session.project == typed
    assert window.isWindowModified()


def test_leaving_a_new_project_asks_whether_to_save_it(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.settled, timeout=MILLISECONDS):
        window.files.begin(empty(""))
    assert window.windowTitle().startswith("Untitled[*]")
    window.act("close")
    assert "Save your work on Untitled as a project?" in the_box().text()
    the_box().button(QMessageBox.StandardButton.Cancel).click()
    qtbot.wait(50)
    assert window.workspace is not None


def test_what_cannot_be_begun_is_refused_in_the_dialog(
    qtbot: QtBot, window: MainWindow, asked: NewProjectDialog
) -> None:
    def refusal() -> str:
        asked.accept()
        assert asked.isVisible()
        return asked.refusal.text()

    asked.currency.setEditText("florins")
    assert refusal() == "'florins' is not a recognized currency. Enter its code, such as USD."
    asked.currency.setEditText("")
    asked.target.setText("us gaap")
    assert refusal() == "Both frameworks are called 'US GAAP'. Give them different names."
    asked.target.setText("IFRS")
    asked.end.setDate(QDate(2025, 6, 30))
    assert refusal() == "The period ends before it begins. Correct the dates."
    asked.end.setDate(QDate(2026, 6, 30))
    for box in asked.kinds.values():
        box.setChecked(False)
    assert refusal() == "A project needs a statement with a period. Choose at least one."
    asked.kinds[StatementKind.FINANCIAL_POSITION].setChecked(True)
    asked.balances.setChecked(False)
    assert refusal() == "A project needs a statement with a period. Choose at least one."
    asked.reject()
    assert window.workspace is None


def test_the_periods_are_described_as_they_are_entered(asked: NewProjectDialog) -> None:
    assert asked.balances.text() == "Balance sheets at 31 Dec 2025, 30 Jun 2026"
    assert asked.comparative.text() == "Comparative period: H1 2025"
    assert not asked.balances_before.isEnabled()
    asked.comparative.setChecked(True)
    assert asked.balances_before.isEnabled()
    asked.balances_before.setChecked(True)
    assert [period.id for period in asked.project().periods.values()] == [
        "2024-12-31", "2025-06-30", "2025-01-01/2025-06-30", OPENING, CLOSING, H1,
    ]  # fmt: skip
    assert [period.label for period in asked.project().periods.values()][-2:] == [
        "June 30, 2026", "Six months ended June 30, 2026",
    ]  # fmt: skip
    asked.reject()


def test_captions_are_in_the_chosen_language_with_the_same_ids(asked: NewProjectDialog) -> None:
    english = asked.project()
    asked.language.setCurrentIndex(1)
    chinese = asked.project()
    assert [line.id for line in chinese.statements[0].lines] == [line.id for line in english.statements[0].lines]
    assert chinese.statements[0].lines[0].caption == "收入"
    asked.reject()


def test_tab_goes_through_all_fields_and_each_has_a_name(qtbot: QtBot, asked: NewProjectDialog) -> None:
    unnamed = [
        field
        for field in (asked.entity, asked.currency, asked.scale, asked.source, asked.target, asked.start, asked.end)
        if not field.accessibleName() and asked.form.labelForField(field) is None
    ]
    assert unnamed == []
    reached = []
    while not isinstance(QApplication.focusWidget(), QPushButton):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus)
        qtbot.keyClick(focus, KEY.Key_Tab)
    assert reached == [
        asked.entity, asked.currency, asked.scale, asked.source, asked.target, asked.start, asked.end, asked.balances,
        asked.comparative, *asked.kinds.values(), asked.language,
    ]  # fmt: skip
    asked.reject()


@pytest.mark.parametrize(
    ("day", "half_year"),
    [("2026-07-01", "2026-01-01/2026-06-30"), ("2026-06-30", "2025-07-01/2025-12-31"), ("2026-12-31", H1)],
)
def test_the_last_half_year_is_proposed(day: str, half_year: str) -> None:
    assert last_half_year(period_of(PeriodId(day)).end).id == half_year


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.xlsx", "a"), ("Qifu Technology, Inc.", "Qifu Technology, Inc"), ("A/B: C", "A B C"), ("???", "Untitled")],
)
def test_a_document_is_saved_under_a_name_that_a_file_can_have(name: str, stem: str) -> None:
    assert stem_of(name) == stem


# ---- an empty project


def test_an_empty_project_is_calm_in_every_panel(qtbot: QtBot, begun: Workspace) -> None:
    assert begun.status.light_text == "Nothing could be checked"
    for name in begun.docks:
        begun.show_panel(name)
        qtbot.wait(10)
    begun.show_panel("Sources")
    qtbot.waitUntil(lambda: bool(begun.sources.no_report.text()) and begun.sources.no_report.isVisible(), timeout=5_000)
    begun.show_panel("Notes")
    qtbot.waitUntil(lambda: begun.notes.notes.count() == 1 + len(TextKind), timeout=5_000)
    shown = [text for widget in begun.findChildren(QWidget) for text in texts_of(widget)]
    assert not [text for text in shown if "source states" in text]
    assert begun.sources.no_report.text() == "This project has no sources: its figures are entered here."
    assert "There is no note." in begun.notes.preview.toPlainText()
    assert not begun.sources.import_again.isEnabled()
    assert begun.charts.reason == "No period of this statement is reconciled, so there is no bridge."
    assert begun.page.state.toolTip().startswith("No differences are stated for this period;")
    begun.show_panel("Charts")


def test_totals_appear_as_their_parts_are_typed_and_columns_make_room(qtbot: QtBot, begun: Workspace) -> None:
    session, grid = begun.document.session, begun.grid
    before = session.project
    width = grid.columnWidth(1)
    go(begun, "revenue", ColumnKind.AS_REPORTED)
    for text in ("123,456,789", "23,456,789"):
        type_over(qtbot, begun, text)
        enter(qtbot, editor_of(begun))
    assert statement(begun).figure("gross_profit", H1) == statement(begun).figure("net_income", H1) == 100_000_000
    assert statement(begun).figure("total_operating_expenses", H1) is None
    assert grid.columnWidth(1) > width
    qtbot.waitUntil(lambda: "pass" in begun.status.light_text, timeout=5_000)
    assert begun.adjustments_panel.totals.index(0, 1).data() == "123,456,789"
    session.undo()
    session.undo()
    assert session.project is before


def test_a_pasted_column_fills_the_lines_and_is_compared_with_the_totals(begun: Workspace) -> None:
    go(begun, "revenue", ColumnKind.AS_REPORTED)
    QGuiApplication.clipboard().setText("1,000\n400\n600\n\n100\n50\n\n\n150\n450\n")
    begun.grid.edits.paste()
    assert begun.status.currentMessage() == "Figures pasted: 6; calculated cells compared: 3, all agree"
    assert statement(begun).figure("income_from_operations", H1) == Decimal(450)


# ---- periods


def test_the_period_that_follows_is_added_where_it_fits_and_shown(qtbot: QtBot, begun: Workspace) -> None:
    session = begun.document.session
    before = session.project
    act(begun, "new_period")
    dialog = dialog_in(begun)
    assert isinstance(dialog, PeriodDialog)
    assert dialog.choice.currentText() == "H2 2026"
    assert [box.text() for box in dialog.shown_in.values()] == [
        "Operations: H2 2026",
        "Financial position: 31 Dec 2026",
    ]
    qtbot.keyClick(dialog, KEY.Key_Return)
    h2 = "2026-07-01/2026-12-31"
    assert session.project.statement_by_id["operations"].periods == (H1, h2)
    assert session.project.statement_by_id["financial_position"].periods == (OPENING, CLOSING, "2026-12-31")
    assert session.project.periods[h2].label == "Six months ended December 31, 2026"
    assert begun.view_state.period == h2
    act(begun, "undo")
    assert session.project is before
    assert begun.view_state.period == H1
    act(begun, "redo")
    assert begun.view_state.period == h2


def test_a_date_is_refused_for_a_statement_of_flows(begun: Workspace) -> None:
    act(begun, "new_period")
    dialog = the_period_dialog(begun)
    dialog.kind.setCurrentIndex(1)
    assert not dialog.start.isEnabled()
    assert dialog.end.accessibleName() == "Day"
    assert [box.isChecked() for box in dialog.shown_in.values()] == [False, True]
    dialog.end.setDate(QDate(2026, 6, 30))
    assert [box.isChecked() for box in dialog.shown_in.values()] == [False, False]
    assert dialog.shown_in["financial_position"].text() == "Financial position: 30 Jun 2026 is there already"
    dialog.accept()
    assert dialog.refusal.text() == "No statement shows this period yet. Choose at least one."
    dialog.end.setDate(QDate(2026, 9, 30))
    assert dialog.choice.currentText() == "Other dates"
    dialog.shown_in["operations"].setChecked(True)
    dialog.accept()
    assert dialog.refusal.text() == "2026-09-30 is a date. This statement shows periods: enter their first day too."
    dialog.kind.setCurrentIndex(0)
    dialog.start.setDate(QDate(2026, 12, 1))
    dialog.accept()
    assert dialog.refusal.text() == "The period ends before it begins. Correct the dates."
    dialog.reject()


def the_period_dialog(workspace: Workspace) -> PeriodDialog:
    dialog = dialog_in(workspace)
    assert isinstance(dialog, PeriodDialog)
    return dialog


# ---- statements


def test_a_new_statement_is_shown_and_gone_again_when_it_is_undone(qtbot: QtBot, begun: Workspace) -> None:
    session = begun.document.session
    before = session.project
    act(begun, "new_statement")
    dialog = dialog_in(begun)
    assert isinstance(dialog, StatementDialog)
    assert dialog.kind.currentText() == "Statement of cash flows"
    assert [box.text() for box in dialog.periods.values()] == ["H1 2026"]
    usual = dialog.title.text()
    qtbot.keyClick(dialog, KEY.Key_Return)
    added = session.project.statements[-1]
    assert (added.id, added.title, added.periods) == ("cash_flows", usual, (H1,))
    assert begun.view_state.statement is added
    assert begun.statements.currentIndex().data().startswith("Cash flows\n")
    act(begun, "undo")
    assert session.project is before
    assert begun.view_state.statement.id == "operations"
    assert begun.grid.current_model().statement.id == "operations"
    act(begun, "redo")
    assert begun.view_state.statement.id == "cash_flows"
    begun.page.zoom(1)
    begun.page.zoom(-1)
    act(begun, "undo")


def test_two_statements_of_a_kind_are_told_apart_by_their_titles(begun: Workspace) -> None:
    act(begun, "new_statement")
    dialog = dialog_in(begun)
    assert isinstance(dialog, StatementDialog)
    dialog.kind.setCurrentIndex(0)
    dialog.title.setText("Parent company only")
    dialog.title.setModified(True)
    dialog.language.setCurrentIndex(1)
    assert dialog.title.text() == "Parent company only", "what was typed stays"
    dialog.accept()
    names = [str(begun.statements.model().index(row, 0).data()).split("\n")[0] for row in range(3)]
    assert names == ["Consolidated statements of operations", "Financial position", "Parent company only"]
    assert statement(begun).id == "operations_2"


def test_a_statement_without_lines_says_how_to_begin_and_takes_the_first(qtbot: QtBot, begun: Workspace) -> None:
    act(begun, "new_statement")
    dialog = dialog_in(begun)
    assert isinstance(dialog, StatementDialog)
    dialog.kind.setCurrentIndex(dialog.kind.count() - 1)
    dialog.accept()
    assert dialog.refusal.text() == "A statement needs a title. Enter one."
    qtbot.keyClicks(dialog.title, "Segments")
    for box in dialog.periods.values():
        box.setChecked(False)
    dialog.accept()
    assert dialog.refusal.text() == "A statement needs a period. Choose at least one."
    next(iter(dialog.periods.values())).setChecked(True)
    dialog.accept()
    assert begun.grid.current_model().rowCount() == 0
    for name in ("line_up", "delete_lines", "make_total", "parts", "rename_line", "line_details", "insert_heading"):
        act(begun, name)
        for opened in begun.findChildren(EditDialog):
            opened.reject()
    act(begun, "insert_line_below")
    asked_line = the(begun, InsertLineDialog)
    qtbot.keyClicks(asked_line.caption, "Asia")
    qtbot.keyClick(asked_line.caption, KEY.Key_Return)
    assert [line.caption for line in statement(begun).lines] == ["Asia"]
