"""Merging in the window, by keyboard: each proposal is accepted or refused; what is accepted is one step."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.merging.diverged import FUNDING, GRANTS, JO, LI_NA, SALES, figure, merge, worked_on
from tests.projects import balance_sheet
from tests.published import ECL, EIR, SBC
from workbench.commands import RemoveAdjustment, RenameAdjustment
from workbench.domain.facts import fact
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.merging import Answer, Merge, Merged
from workbench.store import save
from workbench.ui.assistant.merge_dialog import LEAST_WHAT, MergeDialog
from workbench.ui.assistant.merge_model import ATTRIBUTE, BEFORE, PLACE, TAKE, WHAT, MergeModel
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.theme import Theme

MILLISECONDS = 30_000
KEY = Qt.Key
TOTALS = ("operating income", "pre-tax income", "net income", "attributable net income")


@pytest.fixture
def files(qifu_project: Project, tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "li-na.recon", tmp_path / "jo.recon"
    save(worked_on(qifu_project, "Li Na", *LI_NA), paths[0])
    save(worked_on(qifu_project, "Jo", *JO, GRANTS), paths[1])
    return paths


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> Workspace:
    window.files.open([path])
    qtbot.waitUntil(lambda: window.workspace is not None and not window.jobs.running, timeout=MILLISECONDS)
    assert window.workspace is not None
    return window.workspace


def choose(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Choose *File > Merge another file…* and type a path."""
    window.act("merge")
    (chooser,) = window.findChildren(QFileDialog)
    field = chooser.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    qtbot.keyClick(field, KEY.Key_Return)


def merge_dialog(qtbot: QtBot, window: MainWindow, path: Path) -> MergeDialog:
    choose(qtbot, window, path)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MergeDialog), timeout=MILLISECONDS)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, MergeDialog)
    return dialog


def shown(qtbot: QtBot, theme: Theme, project: Project, proposed: Merge, taken: list[Merged]) -> MergeDialog:
    dialog = MergeDialog(Engine().results(project), proposed, theme, taken.append, None)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    return dialog


def go_to(dialog: MergeDialog, key: str) -> None:
    row = next(
        row
        for row in range(dialog.model.rowCount())
        if (proposal := dialog.model.proposal(row)) and proposal.key.startswith(key)
    )
    dialog.table.setCurrentIndex(dialog.model.index(row, TAKE))


def texts(dialog: MergeDialog, column: int) -> list[str]:
    return [str(dialog.model.index(row, column).data() or "") for row in range(dialog.model.rowCount())]


def test_what_is_accepted_is_one_step_that_undo_takes_back(
    qtbot: QtBot, window: MainWindow, files: tuple[Path, Path]
) -> None:
    workspace = opened(qtbot, window, files[0])
    before = workspace.document.session.project
    dialog = merge_dialog(qtbot, window, files[1])
    assert dialog.count.text() == "14 of 17 taken; 3 asked have no answer"
    go_to(dialog, "effect:figure:operations:sales")
    qtbot.keyClick(dialog.table, KEY.Key_Return)
    assert dialog.answer.currentText() == "Take theirs"
    go_to(dialog, "caption:line:operations:funding")
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.count.text() == "14 of 17 taken; 2 asked have no answer"
    dialog.merge_button.setFocus()
    qtbot.keyClick(dialog.merge_button, KEY.Key_Return)
    session = workspace.document.session
    assert session.project.adjustment_by_id[ECL].effects[SALES] == 600
    assert session.project.adjustment_by_id[SBC].name == "Share options"
    assert session.project.line("funding_costs").caption == "Funding costs"
    assert len(session.history) == 1
    window.act("undo")
    assert session.project is before


def test_the_detail_says_the_values_why_it_is_asked_and_which_totals_move(
    qtbot: QtBot, theme: Theme, qifu_project: Project
) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    dialog = shown(qtbot, theme, li_na, merge(li_na, jo), [])
    go_to(dialog, "effect:figure:operations:sales")
    qtbot.waitUntil(lambda: "Key totals" in dialog.detail.toPlainText(), timeout=MILLISECONDS)
    assert dialog.detail.toPlainText().splitlines() == [
        "Effect of Sales and marketing, H1 2023, Expected credit losses, net of tax",
        "Before: 0",
        "Here: 500",
        "There: 600",
        "Both projects changed it.",
        f"Key totals that move: {'; '.join(f'{total} H1 2023 (100)' for total in TOTALS)}",
    ]


def test_proposals_stand_under_their_statement_or_kind_and_the_asked_ones_can_be_shown_alone(
    qtbot: QtBot, theme: Theme, qifu_project: Project
) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    dialog = shown(qtbot, theme, li_na, merge(li_na, jo), [])
    headings = [texts(dialog, TAKE)[row] for row in dialog.model.headings]
    assert headings[:4] == [
        "Unaudited Condensed Consolidated Statements of Operations",
        "Differences",
        "Completeness",
        "Comments",
    ]
    assert dialog.table.columnSpan(0, TAKE) == PLACE + 1
    qtbot.keyClick(dialog.asked_only, KEY.Key_Space)
    assert [text for text in texts(dialog, TAKE) if text] == [headings[0], *["Choose…"] * 3]
    assert dialog.current is not None


def test_all_and_none_leave_what_is_asked_to_the_user(qtbot: QtBot, theme: Theme, qifu_project: Project) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    dialog = shown(qtbot, theme, li_na, merge(li_na, jo), [])
    dialog.take_none.click()
    assert dialog.count.text() == "0 of 15 taken; 3 asked have no answer"
    assert not dialog.merge_button.isEnabled()
    dialog.take_all.click()
    assert dialog.count.text() == "12 of 15 taken; 3 asked have no answer"
    assert dialog.merge_button.isEnabled()


def test_what_stands_on_a_line_goes_and_comes_with_it(qtbot: QtBot, theme: Theme, qifu_project: Project) -> None:
    dialog = shown(qtbot, theme, qifu_project, merge(qifu_project, worked_on(qifu_project, "Jo", GRANTS)), [])
    assert dialog.count.text() == "2 of 2 taken"
    go_to(dialog, "line:")
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.count.text() == "0 of 2 taken"
    go_to(dialog, "figure:")
    assert "Comes only with: Government grants." in dialog.detail.toPlainText()
    qtbot.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.count.text() == "2 of 2 taken"


def test_what_cannot_be_taken_says_why_and_has_no_answer(qtbot: QtBot, theme: Theme, qifu_project: Project) -> None:
    li_na = worked_on(qifu_project, "Li Na", RemoveAdjustment(EIR))
    jo = worked_on(qifu_project, "Jo", RenameAdjustment(EIR, "Interest"))
    dialog = shown(qtbot, theme, li_na, merge(li_na, jo), [])
    assert "Cannot be taken" in texts(dialog, TAKE)
    assert not dialog.answer.isEnabled()
    assert "It was deleted in this project. Add it again to take the change." in dialog.detail.toPlainText()
    assert not dialog.merge_button.isEnabled()


def test_a_proposal_with_several_meanings_offers_each(qtbot: QtBot, theme: Theme, qifu_project: Project) -> None:
    proposed = merge(qifu_project, worked_on(qifu_project, "Jo", figure(FUNDING, 7)))
    (proposal,) = proposed.proposals
    changes = proposal.changes[Answer.TAKE]
    several = replace(
        proposal,
        is_asked=True,
        place="IS H1 2023!D14",
        changes=Map({Answer.RESTATE: changes, Answer.UNEXPLAINED: changes}),
        why=fact("both-changed"),
    )
    remarked = replace(proposed, proposals=(several,), remarks=(fact("merge-beside", what="Government grants"),))
    taken: list[Merged] = []
    dialog = shown(qtbot, theme, qifu_project, remarked, taken)
    assert dialog.remarks.isVisible()
    for width, hidden in ((700, [True, True]), (800, [True, True]), (950, [False, True]), (1_180, [False, False])):
        dialog.resize(QSize(width, 700))
        QApplication.processEvents()
        assert [dialog.table.isColumnHidden(column) for column in (ATTRIBUTE, PLACE)] == hidden, width
        assert dialog.width() < 800 or dialog.table.columnWidth(WHAT) >= LEAST_WHAT
    offers = [dialog.answer.itemText(number) for number in range(dialog.answer.count())]
    assert offers == ["Choose…", "Restate the total", "Keep as an unexplained effect", "Keep ours"]
    for _ in range(2):
        qtbot.keyClick(dialog.table, KEY.Key_Return)
    assert dialog.answer.currentText() == "Keep as an unexplained effect"
    dialog.merge_button.click()
    assert [outcome.taken for outcome in taken] == [(several,)]


def test_what_no_longer_fits_after_the_rest_is_said_before_anything_is_taken(
    qtbot: QtBot, theme: Theme, qifu_project: Project
) -> None:
    first = merge(qifu_project, worked_on(qifu_project, "Jo", RenameAdjustment(SBC, "Options")))
    second = merge(qifu_project, worked_on(qifu_project, "Jo", RenameAdjustment(ECL, "Options")))
    taken: list[Merged] = []
    both = replace(first, proposals=(*first.proposals, *second.proposals))
    dialog = shown(qtbot, theme, qifu_project, both, taken)
    dialog.merge_button.click()
    assert "is no longer checked: Expected credit losses, net of tax: " in dialog.refusal.text()
    assert taken == []
    dialog.merge_button.click()
    assert [len(outcome.taken) for outcome in taken] == [1]


def test_a_file_with_nothing_to_take_says_so(qtbot: QtBot, window: MainWindow, files: tuple[Path, Path]) -> None:
    opened(qtbot, window, files[0])
    dialog = merge_dialog(qtbot, window, files[0])
    assert dialog.model.rowCount() == 0
    assert dialog.table.text_if_empty == "li-na.recon has nothing that this project does not have."
    assert not dialog.merge_button.isEnabled()
    dialog.reject()


def test_a_file_with_nothing_in_common_is_refused(
    qtbot: QtBot, window: MainWindow, files: tuple[Path, Path], tmp_path: Path
) -> None:
    stranger = tmp_path / "stranger.recon"
    save(balance_sheet({}), stranger)
    opened(qtbot, window, files[0])
    choose(qtbot, window, stranger)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox), timeout=MILLISECONDS)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert "has nothing in common with this project" in box.text() + box.informativeText()
    box.close()


def test_the_model_is_sound(
    qtmodeltester: ModelTester, theme: Theme, qifu_project: Project, window: MainWindow
) -> None:
    li_na, jo = worked_on(qifu_project, "Li Na", *LI_NA), worked_on(qifu_project, "Jo", *JO)
    model = MergeModel(li_na, merge(li_na, jo), theme, theme)
    qtmodeltester.check(model)
    model.show_only(asked=True)
    qtmodeltester.check(model)
    assert model.index(1, WHAT).data() == "Sales and marketing, H1 2023, Expected credit losses, net of tax"
    assert model.index(1, BEFORE).data() == "0"
