"""Comments and evidence in the window: added, answered, closed and found by keyboard; a changed file is said."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.published import ECL, EIR, H1_2023
from tests.remarks import comment, file, link, remark
from tests.ui.shared_windows import MILLISECONDS, as_it_was
from tests.ui.test_journeys import idle
from tests.ui.voucher_typing import CONTROL, KEY, SHIFT, Typist
from workbench.commands import AddComment, AddEvidence, EditFigures, InsertLine, RemoveLine
from workbench.domain.adjustments import Adjustment
from workbench.domain.comments import CommentId
from workbench.domain.evidence import EvidenceKind
from workbench.domain.findings import EVIDENCE_FILES
from workbench.domain.sources import FigureRole
from workbench.domain.statements import Line
from workbench.domain.subjects import (
    PROJECT,
    AdjustmentSubject,
    EntrySubject,
    FigureSubject,
    KindSubject,
    LineSubject,
    StatementSubject,
)
from workbench.evidence_files import hash_of_file
from workbench.presentation.remarks import Mark
from workbench.presentation.statement_table import ColumnKind
from workbench.session import Session
from workbench.ui.records.comments_panel import ALL, SELECTION, CommentsPanel
from workbench.ui.records.remark_dialogs import CommentDialog, EvidenceDialog, WordsDialog
from workbench.ui.shell.remark_actions import open_evidence
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.dropped_files import accept_copy
from workbench.ui.toolkit.item_roles import DESCRIPTION, TOOL_TIP
from workbench.ui.toolkit.theme import Theme

Dialog = TypeVar("Dialog", bound=QDialog)
FINANCING = FigureSubject("operations", "financing_income", H1_2023, FigureRole.AS_REPORTED)
ONE = CommentId("1")


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case with the comments in front, financing income current, nothing said yet."""
    qifu_in_window.window().activateWindow()
    for shown in as_it_was(qifu_in_window):
        shown.document.session.by = "Li Na"
        shown.show_panel("Comments")
        panel = shown.comments
        panel.show_all()
        panel.scope.setCurrentIndex(SELECTION)
        assert shown.show_cell(FINANCING.line, H1_2023, ColumnKind.AS_REPORTED)
        yield shown
        shown.evidence_watch.look()


@pytest.fixture
def panel(workspace: Workspace) -> CommentsPanel:
    return workspace.comments


@pytest.fixture
def typist(workspace: Workspace) -> Typist:
    return Typist(workspace)


@pytest.fixture
def session(workspace: Workspace) -> Session:
    return workspace.document.session


def dialog_of(kind: type[Dialog]) -> Dialog:
    (dialog,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    return dialog


def said(panel: CommentsPanel) -> list[list[str]]:
    """Return the rows of the comments, answers after what they answer, without the times."""
    model = panel.tree.model()
    rows: list[list[str]] = []
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        parts = [(index, "")] + [(model.index(answer, 0, index), "> ") for answer in range(model.rowCount(index))]
        for place, mark in parts:
            rows.append([mark + place.data(), *(place.siblingAtColumn(at).data() for at in (1, 3, 4))])
    return rows


def shown(panel: CommentsPanel) -> list[tuple[str, ...]]:
    """Return the rows of the evidence: its name, its pages and its state."""
    model = panel.table.model()
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


def mark_of(workspace: Workspace, line: str, column: int = 1) -> Mark:
    model = workspace.grid.current_model()
    row = model.row_of(line)
    assert row is not None
    return model.mark(row, column)


def settled(qtbot: QtBot, workspace: Workspace) -> None:
    """Wait until the files have been read."""
    window = workspace.window()
    assert isinstance(window, MainWindow)
    idle(qtbot, window)


# ---- comments


def test_a_comment_is_typed_answered_closed_and_deleted_by_keyboard(
    workspace: Workspace, panel: CommentsPanel, typist: Typist, session: Session
) -> None:
    typist.press(KEY.Key_F2, SHIFT)
    assert dialog_of(CommentDialog).on.currentText() == "Financing income, H1 2023, US GAAP"
    typist.type("Why so high?")
    typist.press(KEY.Key_Return)
    typist.type("See F-12.")
    typist.press(KEY.Key_Return, CONTROL)
    made = session.project.comments[ONE]
    assert (made.subject, made.text, made.by, made.is_open) == (FINANCING, "Why so high?\nSee F-12.", "Li Na", True)
    assert mark_of(workspace, FINANCING.line) is Mark.OPEN
    on = "Financing income, H1 2023, US GAAP"
    assert said(panel) == [["Why so high?\nSee F-12.", "Li Na", "open", on]]
    assert panel.count.text == "1 of 1 comments open"
    panel.tree.setFocus()
    typist.press(KEY.Key_F2, SHIFT | CONTROL)
    assert "Why so high?" in dialog_of(WordsDialog).about.text()
    typist.type("The rates rose.")
    typist.press(KEY.Key_Return, CONTROL)
    panel.tree.setFocus()
    typist.press(KEY.Key_F2)
    typist.type("Why?")
    typist.press(KEY.Key_Return, CONTROL)
    assert said(panel) == [["Why?", "Li Na", "open", on], ["> The rates rose.", "Li Na", "", ""]]
    panel.tree.setFocus()
    typist.press(KEY.Key_Space)
    assert said(panel)[0][2] == "closed"
    assert mark_of(workspace, FINANCING.line) is Mark.QUIET
    panel.only_open.setChecked(True)
    assert said(panel) == []
    assert panel.tree.text_if_empty == "No comment matches."
    panel.only_open.setChecked(False)
    typist.press(KEY.Key_Space)
    assert session.project.comments[ONE].is_open
    typist.press(KEY.Key_Delete)
    assert not session.project.comments
    assert mark_of(workspace, FINANCING.line) is Mark.NONE
    assert panel.tree.text_if_empty == "No comments on this selection. Press Shift+F2 to add one."


def test_it_is_said_in_the_tool_tip_on_the_figure_tab_and_to_a_screen_reader(
    workspace: Workspace, session: Session
) -> None:
    session.execute(AddComment(comment(FINANCING, "Why <b>so</b> high? " + "x" * 200)))
    session.execute(AddEvidence(link(FINANCING)))
    index = workspace.grid.currentIndex()
    tip = index.data(TOOL_TIP)
    assert "<b>Li Na: Why &lt;b&gt;so&lt;/b&gt; high? xxx" in tip
    assert "x…" in tip
    assert "Evidence: The report" in tip
    assert index.data(DESCRIPTION) == "There is an open comment"
    workspace.show_panel("Figure")
    assert workspace.show_cell(FINANCING.line, H1_2023, ColumnKind.AS_REPORTED)
    QApplication.processEvents()  # the panel follows the models
    told = workspace.figure.toPlainText()
    assert "Comment · Li Na, 05 Mar 2024 09:30\nWhy <b>so</b> high?" in told
    assert "The report · pages F-12 · https://example.com/report.pdf" in told


def test_a_wider_subject_can_be_chosen_and_empty_words_are_refused(
    workspace: Workspace, typist: Typist, session: Session
) -> None:
    assert workspace.show_cell("financing_income", H1_2023, ColumnKind.EFFECT, EIR)
    typist.press(KEY.Key_F2, SHIFT)
    dialog = dialog_of(CommentDialog)
    name = "Effective interest rate on loans receivable, net of tax"
    title = "Unaudited Condensed Consolidated Statements"
    assert [dialog.on.itemText(number) for number in range(dialog.on.count())] == [
        f"Financing income, H1 2023, {name}",
        f"{name}: entry 3",
        name,
        "Financing income",
        f"{title} of Operations, H1 2023",
        f"{title} of Operations",
        "The whole reconciliation",
    ]
    dialog.on.setCurrentIndex(4)
    dialog.words.setFocus()
    typist.press(KEY.Key_Return, CONTROL)
    assert dialog.refusal.text() == "The text is empty. Enter it."
    typist.type("All of it")
    typist.press(KEY.Key_Return, CONTROL)
    assert session.project.comments[ONE].subject == StatementSubject("operations", H1_2023)


def test_a_typed_comment_is_not_lost_with_one_key(
    workspace: Workspace, panel: CommentsPanel, typist: Typist, session: Session
) -> None:
    workspace.grid.setFocus()
    typist.press(KEY.Key_F2, SHIFT)
    dialog = dialog_of(CommentDialog)
    typist.type("A page of remarks")
    typist.press(KEY.Key_Escape)
    assert dialog.isVisible()
    assert dialog.refusal.text().startswith("What you typed is not kept yet. Press Esc again to discard it")
    typist.press(KEY.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert session.step_to_undo is None


def test_the_panel_follows_what_is_selected(
    workspace: Workspace, panel: CommentsPanel, typist: Typist, session: Session
) -> None:
    workspace.grid.setFocus()
    typist.press(KEY.Key_Left)
    assert workspace.subject == LineSubject("operations", "financing_income")
    assert panel.about.text() == "Financing income"
    workspace.adjustments_panel.switches.selectRow(0)
    workspace.adjustments_panel.switches.setFocus()
    typist.press(KEY.Key_Down)
    assert workspace.subject == AdjustmentSubject(EIR)
    typist.press(KEY.Key_F2, SHIFT)
    assert dialog_of(CommentDialog).on.currentText().startswith("Effective interest rate")
    typist.press(KEY.Key_Escape)
    workspace.show_panel("Entries")
    QApplication.processEvents()
    typist.press(KEY.Key_Home, CONTROL)
    typist.press(KEY.Key_End, CONTROL)
    assert isinstance(workspace.subject, EntrySubject)
    workspace.show_panel("Completeness")
    QApplication.processEvents()
    typist.press(KEY.Key_Down)
    assert isinstance(workspace.subject, KindSubject)
    workspace.grid.setFocus()
    typist.press(KEY.Key_Right)
    assert workspace.subject == FINANCING


def test_comments_of_the_parts_and_of_the_whole_are_shown_with_a_selection(
    workspace: Workspace, panel: CommentsPanel, session: Session
) -> None:
    entry = next(iter(session.project.adjustment_by_id[EIR].entries.values()))
    effect = replace(FINANCING, role=FigureRole.ADJUSTMENT, adjustment_or_currency=EIR)
    subjects = (FINANCING, LineSubject("operations", "financing_income"), AdjustmentSubject(EIR),
                EntrySubject(EIR, entry.id), effect, StatementSubject("operations"), PROJECT)  # fmt: skip
    for number, subject in enumerate(subjects, 1):
        session.execute(AddComment(comment(subject, str(number), str(number))))
    assert [row[0] for row in said(panel)] == ["1", "2", "6"]
    assert workspace.show_cell("financing_income", H1_2023, ColumnKind.CAPTION)
    assert [row[0] for row in said(panel)] == ["1", "2", "5", "6"]
    assert workspace.show_cell("financing_income", H1_2023, ColumnKind.EFFECT, EIR)
    assert set("2356") <= {row[0] for row in said(panel)} <= set("23456")
    workspace.adjustments_panel.switches.choose(EIR)
    workspace.adjustments_panel.switches.setFocus()
    workspace.adjustments_panel.chosen_changed.emit()
    assert [row[0] for row in said(panel)] == ["3", "4", "5"]
    panel.scope.setCurrentIndex(ALL)
    assert len(said(panel)) == len(subjects)
    panel.text.setText("whole")
    assert [row[0] for row in said(panel)] == ["7"]


def test_enter_leads_to_the_place_and_undo_shows_it(
    workspace: Workspace, panel: CommentsPanel, typist: Typist, session: Session
) -> None:
    on_balance_sheet = FigureSubject("financial_position", "total_assets", "2023-06-30", FigureRole.RESULT)
    for number, subject in enumerate((on_balance_sheet, AdjustmentSubject(ECL), KindSubject("leases", H1_2023)), 1):
        session.execute(AddComment(comment(subject, key=str(number))))
    panel.show_all()
    panel.tree.setFocus()
    typist.press(KEY.Key_Home)
    typist.press(KEY.Key_Return)
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    assert model.cell(index) == ("total_assets", "2023-06-30")
    assert model.columns[index.column()].kind is ColumnKind.RESULT
    panel.tree.setFocus()
    panel.tree.setCurrentIndex(panel.tree.model().index(1, 0))
    typist.press(KEY.Key_Return)
    chosen = workspace.adjustments_panel.switches.chosen
    assert isinstance(chosen, Adjustment)
    assert (chosen.id, workspace.adjustments_panel.switches.hasFocus()) == (ECL, True)
    panel.tree.setCurrentIndex(panel.tree.model().index(2, 0))
    panel.tree.setFocus()
    typist.press(KEY.Key_Return)
    assert workspace.completeness.view.hasFocus()
    assert workspace.completeness.view.currentIndex().siblingAtColumn(0).data() == "Leases"
    assert workspace.show_cell("financing_income", H1_2023, ColumnKind.AS_REPORTED)
    session.undo()
    session.undo()
    workspace.undo()
    assert workspace.grid.current_model().cell(workspace.grid.currentIndex()) == ("total_assets", "2023-06-30")


def test_a_comment_on_a_deleted_line_says_so_and_leads_nowhere(
    workspace: Workspace, panel: CommentsPanel, typist: Typist, session: Session
) -> None:
    session.execute(InsertLine("operations", Line("grants", "Grants"), None))
    session.execute(AddComment(comment(LineSubject("operations", "grants"), "Deleted?")))
    assert mark_of(workspace, "grants", 0) is Mark.OPEN
    session.execute(RemoveLine("grants"))
    panel.show_all()
    assert said(panel) == [["Deleted?", "Li Na", "open", "Grants (no longer there)"]]
    panel.tree.setFocus()
    typist.press(KEY.Key_Return)
    assert workspace.status.currentMessage() == "Grants (no longer there)"


def test_a_comment_runs_no_check_and_moves_no_figure(qtbot: QtBot, workspace: Workspace, session: Session) -> None:
    run = workspace.checks_run
    qtbot.waitUntil(lambda: not run.is_running, timeout=MILLISECONDS)
    proofs, findings = run.proofs, run.findings
    session.execute(AddComment(comment(FINANCING)))
    assert not run.is_running
    assert run.proofs is proofs
    assert run.findings == findings
    session.execute(EditFigures({("financing_income", H1_2023): None}))
    assert run.is_running


def test_the_mark_stands_in_the_corner(workspace: Workspace, session: Session, theme: Theme) -> None:
    def corner() -> QColor:
        grid = workspace.grid
        rect = grid.visualRect(grid.current_model().index(*place))
        picture: QImage = grid.viewport().grab().toImage()
        return picture.pixelColor(rect.right() - 1, rect.top() + 2)

    row = workspace.grid.current_model().row_of("funding_costs")
    assert row is not None
    place = row, 1
    assert corner() == theme.colour("base")
    figure = replace(FINANCING, line="funding_costs")
    session.execute(AddEvidence(remark(figure)))
    assert corner() == theme.colour("disabled")
    session.execute(AddComment(comment(figure)))
    assert corner() == theme.colour("accent")


# ---- evidence


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "银行 confirmation.pdf"
    path.write_bytes(b"first")
    return path


def test_a_file_is_added_by_keyboard_and_its_changes_are_said(
    qtbot: QtBot, workspace: Workspace, panel: CommentsPanel, typist: Typist, session: Session, paper: Path
) -> None:
    typist.press(KEY.Key_E, SHIFT | CONTROL)
    dialog = dialog_of(EvidenceDialog)
    dialog.file.setFocus()
    dialog.file.setText(str(paper.with_name("gone.pdf")))
    typist.press(KEY.Key_Return)
    assert dialog.refusal.text() == f"{paper.with_name('gone.pdf')} is not there, or is no file. Choose a file."
    dialog.file.setText(str(paper))
    dialog.pages.setFocus()
    typist.type("3-4")
    typist.press(KEY.Key_Return)
    settled(qtbot, workspace)
    (made,) = session.project.evidence.values()
    assert (made.subject, made.content, made.sha256) == (FINANCING, str(paper), hash_of_file(paper))
    assert shown(panel) == [(paper.name, "3-4", "unchanged")]
    assert not panel.trouble.isVisible()
    steps, old = session.steps_done, made.sha256
    paper.write_bytes(b"another")
    workspace.evidence_watch.look()
    settled(qtbot, workspace)
    assert shown(panel) == [(paper.name, "3-4", "changed")]
    assert panel.trouble.text() == "1 file of evidence has changed or is missing."
    (finding,) = [finding for finding in workspace.checks_run.findings if finding.check == EVIDENCE_FILES]
    workspace.show_panel("Checks")
    workspace.checks.chosen.emit(finding)
    QApplication.processEvents()
    assert workspace.window().focusWidget() is panel.table
    assert panel.evidence == made
    window = workspace.window()
    assert isinstance(window, MainWindow)
    window.act("take_evidence")
    settled(qtbot, workspace)
    assert (session.steps_done, shown(panel)) == (steps + 1, [(paper.name, "3-4", "unchanged")])
    (altered,) = session.project.trail.last.alterations
    assert (altered.old, altered.new) == (old, hash_of_file(paper))
    moved = paper.rename(paper.with_name("moved.pdf"))
    workspace.evidence_watch.look()
    settled(qtbot, workspace)
    assert shown(panel) == [(paper.name, "3-4", "missing")]
    panel.table.setFocus()
    typist.press(KEY.Key_F2)
    dialog_of(EvidenceDialog).file.setText(str(moved))
    dialog_of(EvidenceDialog).file.setFocus()
    typist.press(KEY.Key_Return)
    settled(qtbot, workspace)
    assert shown(panel) == [("moved.pdf", "3-4", "unchanged")]
    panel.table.setFocus()
    typist.press(KEY.Key_Delete)
    assert not session.project.evidence
    assert moved.exists()
    settled(qtbot, workspace)
    assert not [finding for finding in workspace.checks_run.findings if finding.check == EVIDENCE_FILES]


def test_a_link_and_a_remark_are_typed(
    workspace: Workspace, panel: CommentsPanel, typist: Typist, session: Session
) -> None:
    typist.press(KEY.Key_E, SHIFT | CONTROL)
    dialog = dialog_of(EvidenceDialog)
    typist.press(KEY.Key_Down)
    assert dialog.chosen_kind is EvidenceKind.LINK
    dialog.link.setFocus()
    typist.type("www.sec.gov")
    typist.press(KEY.Key_Return)
    assert dialog.refusal.text().startswith("'www.sec.gov' is no web address.")
    dialog.link.setText("https://www.sec.gov")
    dialog.link.setFocus()
    typist.press(KEY.Key_Return)
    typist.press(KEY.Key_E, SHIFT | CONTROL)
    typist.press(KEY.Key_End)
    dialog_of(EvidenceDialog).remark.setFocus()
    typist.type("By phone")
    typist.press(KEY.Key_Return, CONTROL)
    assert shown(panel) == [("https://www.sec.gov", "", "link"), ("By phone", "", "remark")]
    assert mark_of(workspace, FINANCING.line) is Mark.QUIET


def test_dropped_files_become_evidence_in_one_step(
    qtbot: QtBot, workspace: Workspace, panel: CommentsPanel, session: Session, paper: Path
) -> None:
    other = paper.with_name("other.xlsx")
    other.write_bytes(b"other")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in (paper, other)])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(panel.rect().center(), copy, dropped, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel, entered)
    assert entered.isAccepted()
    drop = QDropEvent(QPointF(panel.rect().center()), copy, dropped, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(panel, drop)
    settled(qtbot, workspace)
    both = copy | Qt.DropAction.MoveAction
    offered = QDropEvent(QPointF(panel.rect().center()), both, dropped, left, Qt.KeyboardModifier.ShiftModifier)
    offered.setDropAction(Qt.DropAction.MoveAction)
    accept_copy(offered)
    assert offered.dropAction() is copy, "or the file manager would delete the file"
    assert [row[0] for row in shown(panel)] == [paper.name, "other.xlsx"]
    assert session.steps_done == 1
    dropped.setUrls([QUrl("https://example.com")])
    refused = QDragEnterEvent(panel.rect().center(), copy, dropped, left, Qt.KeyboardModifier.NoModifier)
    refused.ignore()
    QApplication.sendEvent(panel, refused)
    assert not refused.isAccepted()


class Desktop(QObject):
    """Takes what the program asks the desktop to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    for scheme in ("https", "file"):
        QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in ("https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_evidence_is_opened_only_when_asked_and_never_a_program(
    workspace: Workspace, panel: CommentsPanel, session: Session, paper: Path, desktop: Desktop
) -> None:
    program = paper.with_name("setup.exe")
    program.write_bytes(b"MZ")
    opened = [link(FINANCING), file(FINANCING, str(paper), "2"), file(FINANCING, str(program), "3")]
    for each in opened:
        session.execute(AddEvidence(each))
    assert desktop.opened == []
    for row, _ in enumerate(opened):
        panel.table.setCurrentIndex(panel.table.model().index(row, 0))
        open_evidence(workspace)
    assert desktop.opened == [
        "https://example.com/report.pdf",
        QUrl.fromLocalFile(str(paper)).toString(),
        QUrl.fromLocalFile(str(paper.parent)).toString(),
    ]
    assert workspace.status.currentMessage() == "setup.exe might be a program, so its folder was opened."
    paper.unlink()
    panel.table.setCurrentIndex(panel.table.model().index(1, 0))
    open_evidence(workspace)
    assert len(desktop.opened) == 3


def test_what_was_written_is_no_markup_in_a_tool_tip(
    workspace: Workspace, panel: CommentsPanel, session: Session
) -> None:
    session.execute(AddComment(comment(FINANCING, "<img src='x'>\nsecond")))
    session.execute(AddEvidence(remark(FINANCING, "<b>bold</b>")))
    tips = [view.model().index(0, 0).data(TOOL_TIP) for view in (panel.tree, panel.table)]
    assert "&lt;img src=&#x27;x&#x27;&gt;\nsecond" in tips[0]
    assert "&lt;b&gt;bold&lt;/b&gt;" in tips[1]
