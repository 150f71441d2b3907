"""What is on screen: a change repaints little, and no less than what it changed."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.published import EIR, GUARANTEE, H1_2023
from tests.remarks import comment
from tests.reviews import tick
from workbench.commands import AddComment, AddTick, CloseComment, DescribeProject, EditFigures, SetNature
from workbench.domain.adjustments import Nature
from workbench.domain.comments import Comment, CommentId
from workbench.domain.frameworks import Framework
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.sources import FigureRole
from workbench.domain.subjects import FigureSubject, LineSubject
from workbench.domain.ticks import Tick
from workbench.presentation.line_filter import EVERY_LINE, LinesShown
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace

REPORTED = FigureSubject("operations", "financing_income", H1_2023, FigureRole.AS_REPORTED)
Act = Callable[[Workspace], None]


def edit(workspace: Workspace) -> None:
    workspace.document.session.execute(EditFigures({("financing_income", H1_2023): Decimal(2_255_620)}))


def show_affected_balance_sheet(workspace: Workspace) -> None:
    workspace.view_state.show_statement("financial_position")
    workspace.view_state.show_lines(LinesShown.AFFECTED)


def show_operations(workspace: Workspace) -> None:
    workspace.view_state.filter_lines(EVERY_LINE)
    workspace.view_state.show_statement("operations")
    workspace.view_state.show_period(H1_2023)


def describe(workspace: Workspace) -> None:
    """Rename the entity, the unit and both frameworks."""
    frameworks = Framework("PRC GAAP", "PRC"), Framework("Financial reporting standards of Hong Kong", "HKFRS")
    workspace.document.session.execute(DescribeProject("Example Ltd", "EUR", 1_000_000, *frameworks))


def correct(key: AdjustmentId) -> Act:
    """Return what makes a difference the correction of an error, which moves it to the end."""
    return lambda workspace: workspace.document.session.execute(SetNature(key, Nature.ERROR_CORRECTION))


def remark(said: Comment, key: str) -> Act:
    """Return what comments on something."""
    return lambda workspace: workspace.document.session.execute(AddComment(replace(said, id=CommentId(key))))


def put_tick(put: Tick) -> Act:
    """Return what ticks something."""
    return lambda workspace: workspace.document.session.execute(AddTick(put))


def close_comment(workspace: Workspace) -> None:
    workspace.document.session.execute(CloseComment(CommentId("1")))


def show_period(period: PeriodId) -> Act:
    return lambda workspace: workspace.view_state.show_period(period)


def find(workspace: Workspace) -> None:
    workspace.begin_finding()
    workspace.find_panel.text.setClearButtonEnabled(False)  # Qt fades it in
    workspace.find_panel.text.setText("253,007")
    workspace.find_panel.seek()
    workspace.grid.setFocus()  # a cursor that blinks would be painted now and then


JOURNEY: tuple[tuple[str, Act], ...] = (
    *(
        (f"switch {row}", lambda workspace, row=row: workspace.adjustments_panel.adjustments.toggle(row))
        for row in range(4)
    ),
    ("all on", lambda workspace: workspace.adjustments_panel.switch_all_on()),
    ("all off", lambda workspace: workspace.adjustments_panel.switch_all_off()),
    ("edit", edit),
    ("undo", lambda workspace: workspace.document.session.undo()),
    ("a comment on a figure", remark(comment(REPORTED), "1")),
    ("a comment on its caption", remark(comment(LineSubject("operations", "financing_income")), "2")),
    ("the comment closed", close_comment),
    ("a tick on a figure", put_tick(tick(REPORTED, "○"))),
    ("another tick", put_tick(tick(REPORTED, "✓", "2"))),
    ("a tick on its caption", put_tick(tick(LineSubject("operations", "financing_income"), key="3"))),
    ("undo the tick", lambda workspace: workspace.document.session.undo()),
    ("undo the closing", lambda workspace: workspace.document.session.undo()),
    ("scroll", lambda workspace: workspace.grid.verticalScrollBar().setValue(4)),
    ("fold", lambda workspace: workspace.grid.toggle_fold(0)),
    ("another period", show_period("2022-01-01/2022-06-30")),
    ("balance sheet, affected lines", show_affected_balance_sheet),
    ("switch there", lambda workspace: workspace.adjustments_panel.adjustments.toggle(0)),
    ("checks in front", lambda workspace: workspace.show_panel("Checks")),
    ("switch behind the checks", lambda workspace: workspace.adjustments_panel.adjustments.toggle(1)),
    ("charts in front again", lambda workspace: workspace.show_panel("Charts")),
    ("scenarios in front", lambda workspace: workspace.show_panel("Scenarios")),
    ("switch beside the scenarios", lambda workspace: workspace.adjustments_panel.adjustments.toggle(1)),
    ("charts in front once more", lambda workspace: workspace.show_panel("Charts")),
    ("a text found", find),
    ("switch beside the hits", lambda workspace: workspace.adjustments_panel.adjustments.toggle(1)),
    ("charts in front of the hits", lambda workspace: workspace.show_panel("Charts")),
    ("details", describe),
    ("a correction, out of the middle", correct(EIR)),
    ("a correction, already last", correct(GUARANTEE)),
    ("undo a correction", lambda workspace: workspace.document.session.undo()),
    ("checks in front of them", lambda workspace: workspace.show_panel("Checks")),
    ("undo the other", lambda workspace: workspace.document.session.undo()),
    ("undo the details", lambda workspace: workspace.document.session.undo()),
    ("charts again", lambda workspace: workspace.show_panel("Charts")),
    ("zoom", lambda workspace: workspace.page.zoom(1)),
    ("operations again", show_operations),
    ("compared", lambda workspace: workspace.page.compare(True)),
    ("switch while comparing", lambda workspace: workspace.adjustments_panel.adjustments.toggle(1)),
    ("edit while comparing", edit),
    ("fold while comparing", lambda workspace: workspace.grid.toggle_fold(0)),
    ("no longer compared", lambda workspace: workspace.page.compare(False)),
    ("two pages", lambda workspace: workspace.pages.toggle_split()),
    ("switch on two pages", lambda workspace: workspace.adjustments_panel.adjustments.toggle(1)),
    ("one page", lambda workspace: workspace.pages.toggle_split()),
)


def test_what_a_change_paints_is_what_painting_everything_would(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    for name, act in JOURNEY:
        act(workspace)
        settle(qtbot, workspace)
        shown = on_screen(window)
        for widget in window.findChildren(QWidget):
            widget.update()
        assert on_screen(window) == shown, name


def test_larger_figures_stand_in_larger_rows(window: MainWindow, workspace: Workspace) -> None:
    height = workspace.grid.rowHeight(0)
    window.act("zoom_in")
    window.act("zoom_in")
    assert workspace.grid.rowHeight(0) > height
    larger = workspace.grid.rowHeight(0)
    workspace.view_state.show_statement("cash_flows")
    assert workspace.grid.rowHeight(0) == larger
    workspace.view_state.show_statement("operations")
    window.act("zoom_out")
    window.act("zoom_out")
    assert workspace.grid.rowHeight(0) == height


def settle(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.checks_run.is_running and not workspace.charts.is_behind, timeout=10_000)
    qtbot.waitUntil(lambda: not workspace.find_panel.finder.is_running, timeout=10_000)
    qtbot.wait(30)  # what is laid out later


def on_screen(window: MainWindow) -> QImage:
    """Return the pixels as they are, painted or left."""
    for _ in range(3):
        QCoreApplication.processEvents()
    return window.screen().grabWindow(window.winId()).toImage()
