"""Charts of any line, of a difference and of equity: what they show, where they lead, what is made of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.benchmarks.books import book
from tests.projects import balance_sheet
from tests.published import H1_2022, H1_2023
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import KEY, at
from workbench.domain.maps import Map
from workbench.engine.recalculate import calculate
from workbench.presentation.bridge import BridgeStep
from workbench.presentation.chart_lines import main_line
from workbench.presentation.composition import MOST_LINES
from workbench.presentation.statement_table import Column, ColumnKind
from workbench.ui.charts.chart_view import ChartView
from workbench.ui.charts.contents import ChartKind, Chosen, CompositionContent, Nothing, StepsContent, content_of
from workbench.ui.charts.line_search import LineSearch
from workbench.ui.charts.pictures import image_of, svg_of
from workbench.ui.charts.waterfall import MOST_ROOM, PIXELS_FOR_AMOUNT, scale_of
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.lazy_refresh import LazyRefresh

CLOSING, OPENING = "2023-06-30", "2022-12-31"


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case, its charts in front, following the selection."""
    charts = qifu_in_window.charts
    qifu_in_window.window().activateWindow()
    qifu_in_window.show_panel("Charts")
    charts.show_kind(ChartKind.BRIDGE)
    charts.bar.from_zero.setChecked(False)
    line = main_line(qifu_in_window.view_state.statement)
    assert line is not None
    qifu_in_window.show_cell(line.id, H1_2023, ColumnKind.AS_REPORTED)
    charts.show_current()
    yield from as_it_was(qifu_in_window)


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


def chart_of(workspace: Workspace) -> ChartView:
    chart = workspace.charts.chart
    assert chart is not None
    return chart


def told(workspace: Workspace) -> list[str]:
    return [point.told for point in chart_of(workspace).points]


def followed(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.charts.is_behind, timeout=5_000)


# ---- what is shown


def test_the_chart_follows_the_selected_cell(qtbot: QtBot, workspace: Workspace) -> None:
    for line, ends in (
        ("total_net_revenue", ("US GAAP: 7,513,498", "IFRS: 7,260,491")),
        ("funding_costs", ("US GAAP: 324,248", "IFRS: 324,248")),
    ):
        at(workspace, line)
        followed(qtbot, workspace)
        assert (told(workspace)[0], told(workspace)[-1]) == ends
    at(workspace, "total_net_revenue")
    followed(qtbot, workspace)
    assert told(workspace)[2] == "Effective interest rate on loans receivable, net of tax: (253,007)"


def test_the_chart_stays_on_what_the_user_chose(qtbot: QtBot, workspace: Workspace) -> None:
    search = workspace.charts.bar.lines
    search.setFocus()
    qtbot.keyClicks(search, "inc bef")
    assert search.list.isVisible()
    qtbot.keyClick(search, KEY.Key_Return)
    assert search.text() == "Income before income tax expense"
    assert told(workspace)[0] == "US GAAP: 2,468,424"
    at(workspace, "funding_costs")
    followed(qtbot, workspace)
    assert told(workspace)[0] == "US GAAP: 2,468,424"
    workspace.charts.bar.follows.setChecked(True)
    assert told(workspace)[0] == "US GAAP: 324,248"


def test_key_totals_are_offered_first_and_found_by_initials(qtbot: QtBot, workspace: Workspace) -> None:
    search = workspace.charts.bar.lines
    search.offer_all()
    model = search.list.model()
    names = [model.index(row, 0).data().split("    ")[0] for row in range(model.rowCount())]
    assert names[:3] == ["Total net revenue", "Income from operations", "Net income"]
    assert names.index("TOTAL EQUITY") < names.index("Funding costs")
    assert {line.line.name for line in search.search("te")} >= {"TOTAL EQUITY"}
    search.list.hide()


def test_any_reconciled_period_can_be_chosen(workspace: Workspace) -> None:
    periods = workspace.charts.bar.periods
    assert [periods.itemText(row) for row in range(periods.count())] == ["H1 2023", "H1 2022"]
    periods.setCurrentIndex(1)
    periods.activated.emit(1)
    assert told(workspace)[0] == "US GAAP: 2,159,337"
    assert workspace.view_state.period == H1_2023, "the statement stays where it is"


def test_the_trend_says_which_periods_are_not_reconciled(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "net_income")
    followed(qtbot, workspace)
    workspace.charts.show_kind(ChartKind.TREND)
    assert told(workspace) == [
        "US GAAP, H1 2022: 2,149,313", "IFRS, H1 2022: 2,218,642",
        "US GAAP, H1 2023: 2,023,199", "IFRS, H1 2023: 1,746,887",
    ]  # fmt: skip
    quarter = next(key for key in workspace.view_state.statement.periods if key not in (H1_2022, H1_2023))
    workspace.view_state.show_period(quarter)
    assert all(line.endswith("not reconciled") for line in told(workspace)[1::2])
    assert "not reconciled" in chart_of(workspace).accessibleDescription()


def test_a_bridge_of_a_period_that_is_not_reconciled_says_so(workspace: Workspace) -> None:
    quarter = next(key for key in workspace.view_state.statement.periods if key not in (H1_2022, H1_2023))
    workspace.view_state.show_period(quarter)
    assert workspace.charts.reason.endswith("is not reconciled. Choose another period for the bridge.")
    assert "(not reconciled)" in workspace.charts.bar.periods.currentText()


def test_a_difference_is_composed_of_the_lines_it_moves(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_cell("general_and_administrative", H1_2023, ColumnKind.EFFECT, "share_based_compensation")
    followed(qtbot, workspace)
    workspace.charts.show_kind(ChartKind.COMPOSITION)
    assert told(workspace) == [
        "General and administrative: (32,662)",
        "Facilitation, origination and servicing: (14,561)",
        "Sales and marketing: (2,114)",
    ]
    workspace.adjustments_panel.adjustments.toggle(2)
    assert told(workspace)[0] == "General and administrative: (32,662) (off)"
    assert chart_of(workspace).accessibleDescription().endswith("off, each in the sign of its line")


def test_equity_is_shown_at_a_date_and_over_a_period(workspace: Workspace) -> None:
    workspace.charts.show_kind(ChartKind.EQUITY)
    assert (told(workspace)[0], told(workspace)[-1]) == ("US GAAP: 20,885,567", "IFRS: 21,747,683")
    periods = workspace.charts.bar.periods
    row = periods.findText("31 Dec 2022 → 30 Jun 2023")
    periods.setCurrentIndex(row)
    periods.activated.emit(row)
    assert told(workspace)[:2] == ["IFRS, 31 Dec 2022: 20,119,062", "Movement under US GAAP: 1,954,270"]


def test_a_chart_in_words_has_every_figure_and_that_its_axis_is_cut(workspace: Workspace) -> None:
    chart = chart_of(workspace)
    assert chart.accessibleDescription().startswith("US GAAP: 2,031,549; ")
    assert chart.accessibleDescription().endswith("; the axis does not start at zero")
    workspace.charts.bar.from_zero.setChecked(True)
    assert chart.accessibleDescription().endswith("IFRS: 1,755,237")


def test_what_is_not_known_is_said_and_not_drawn_as_nil() -> None:
    sheet = balance_sheet({"known": (None, {"cash": 5}), "doubtful": (None, {"land": 7})}, unknown="cash")
    known, doubtful = sheet.adjustments
    project = replace(sheet, adjustments=(known.with_attributes(unknown=frozenset()), doubtful))
    off = calculate(replace(project, enabled=frozenset({"known"})))
    chosen = Chosen(ChartKind.BRIDGE, "assets", "position", CLOSING, "doubtful")
    steps = content_of(off, chosen, MOST_LINES)
    assert isinstance(steps, StepsContent)
    assert (steps.points[2].told, steps.points[2].amount) == ("Doubtful: unknown (off)", None)
    made_of = content_of(off, chosen._replace(kind=ChartKind.COMPOSITION), MOST_LINES)
    assert isinstance(made_of, CompositionContent)
    assert made_of.remark.endswith("1 line whose amount is unknown is left out")
    alone = replace(project, adjustments=(known, doubtful.with_attributes(entries=Map({}))))
    nothing = content_of(calculate(alone), chosen._replace(kind=ChartKind.COMPOSITION), MOST_LINES)
    assert nothing == Nothing("What Doubtful moves in Balance sheet, 30 Jun 2023, is unknown.")
    trend = content_of(calculate(project), chosen._replace(kind=ChartKind.TREND), MOST_LINES)
    assert not isinstance(trend, Nothing)
    assert [point.told for point in trend.points][2:] == ["US GAAP, 30 Jun 2023: —", "IFRS, 30 Jun 2023: unknown"]


def test_the_bridge_of_a_quotient_takes_another_axis_with_every_switch(workspace: Workspace) -> None:
    for number in range(4):
        workspace.adjustments_panel.adjustments.toggle(number)
    at(workspace, "basic")
    workspace.charts.show_current()
    assert told(workspace) == [
        "US GAAP: 6.29",
        "All differences that are on: —",
        "US GAAP with selected differences: 6.29",
    ]
    for number in range(4):
        workspace.adjustments_panel.adjustments.toggle(number)
    assert told(workspace)[1:] == ["All differences that are on: (0.86)", "IFRS: 5.43"]
    assert chart_of(workspace).is_cut, "a step this small is drawn on an axis of its own"


@given(
    start=st.integers(-5_000_000, 5_000_000),
    effects=st.lists(st.integers(-5_000_000, 5_000_000), max_size=6),
    height=st.integers(10, 800),
    from_zero=st.booleans(),
)
def test_every_bar_is_within_the_axis_and_a_cut_one_never_reaches_zero(
    start: int, effects: list[int], height: int, from_zero: bool
) -> None:
    column = Column(ColumnKind.AS_REPORTED)
    steps = [BridgeStep("", Decimal(0), Decimal(start), H1_2023, column, is_whole=True)]
    ends = [start]
    for effect in effects:
        ends.append(ends[-1] + effect)
        steps.append(BridgeStep("", Decimal(ends[-2]), Decimal(ends[-1]), H1_2023, column))
    scale = scale_of(steps, height, from_zero=from_zero)
    room = min(PIXELS_FOR_AMOUNT / height, MOST_ROOM) * (scale.high - scale.low) * 0.999
    assert scale.low <= min(ends) <= max(ends) <= scale.high
    assert max(ends) <= 0 or max(ends) + room <= scale.high, "its amount fits above it"
    if scale.is_cut:
        assert scale.low * scale.high > 0
        assert not from_zero
    else:
        assert scale.low <= 0 <= scale.high


# ---- keyboard and mouse


def test_arrows_move_through_the_bars_and_enter_leads_to_the_entries(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    at(workspace, "general_and_administrative")
    window.act("charts")
    chart = chart_of(workspace)
    assert QApplication.focusWidget() is chart
    plain = workspace.charts.grab().toImage()
    for _ in range(3):
        qtbot.keyClick(chart, KEY.Key_Right)
    assert chart.points[chart.current].told == "Share-based compensation: (32,662)"
    assert workspace.charts.grab().toImage() != plain, "the mark moved"
    qtbot.keyClick(chart, KEY.Key_Return)
    assert workspace.entries.isVisible()
    row = workspace.entries.view.currentIndex().row()
    shown = [workspace.entries.view.model().index(row, column).data() for column in range(3)]
    assert shown == ["Share-based compensation", "General and administrative", "(32,662)"]
    grid = workspace.grid
    assert grid.current_model().columns[grid.currentIndex().column()].adjustment == "share_based_compensation"


def test_a_click_on_the_first_bar_leads_to_its_cell(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "net_income")
    followed(qtbot, workspace)
    chart = chart_of(workspace)
    workspace.grid.go_to(1, 1)
    followed(qtbot, workspace)
    workspace.charts.bar.stay()
    at(workspace, "funding_costs")
    first = chart.mark_of(0).center().toPoint()
    line = chart.points[0].place.line
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=first)
    grid = workspace.grid
    row, column = grid.currentIndex().row(), grid.currentIndex().column()
    assert grid.current_model().rows[row].line.id == line
    assert grid.current_model().columns[column].kind is ColumnKind.AS_REPORTED


def test_a_total_leads_to_the_entries_of_its_parts(qtbot: QtBot, workspace: Workspace) -> None:
    at(workspace, "total_operating_costs_and_expenses")
    followed(qtbot, workspace)
    chart = chart_of(workspace)
    chart.go_to(3)
    qtbot.keyClick(chart, KEY.Key_Return)
    row = workspace.entries.view.currentIndex().row()
    assert workspace.entries.view.model().index(row, 0).data() == "Share-based compensation"


def test_a_tooltip_has_the_name_the_amount_the_line_and_the_period(workspace: Workspace) -> None:
    assert chart_of(workspace).points[1].tip == (
        "Expected credit losses, net of tax: 25,217\n"
        "Net income attributable to ordinary shareholders of the Company, Six months ended June 30, 2023"
    )
    assert chart_of(workspace).point_at(QPoint(-50, -50)) is None


# ---- pictures


def test_a_picture_has_the_same_size_whatever_the_theme_and_its_title_says_the_state(workspace: Workspace) -> None:
    picture = workspace.charts.picture()
    assert picture is not None
    assert picture.title.headline.endswith(": from US GAAP to IFRS, H1 2023")
    assert picture.title.about == (
        "Qifu Technology, Inc.  ·  Unaudited Condensed Consolidated Statements of Operations  ·  "
        "Six months ended June 30, 2023  ·  RMB in thousands  ·  unaudited"
    )
    image = image_of(picture)
    assert image.size() == picture.size() * 2
    assert image.pixelColor(2, 2).name() == "#ffffff"
    workspace.adjustments_panel.adjustments.toggle(0)
    partial = workspace.charts.picture()
    assert partial is not None
    assert partial.title.about.endswith("Illustrative: 3 of 4 differences")


@pytest.mark.parametrize("kind", ChartKind)
def test_every_kind_of_chart_is_drawn_as_svg(workspace: Workspace, kind: ChartKind) -> None:
    workspace.charts.show_kind(kind)
    picture = workspace.charts.picture()
    assert picture is not None
    written = svg_of(picture)
    assert QSvgRenderer(written).isValid()
    text = bytes(written.data()).decode()
    assert picture.title.headline.split(":")[0] in text
    assert chart_of(workspace).points[0].text in text


def test_ctrl_c_in_the_chart_copies_its_picture(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    workspace.charts.focus_chart()
    window.act("copy")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.image().width() > 1_000
    workspace.charts.copy_figures()
    lines = clipboard.text().splitlines()
    assert lines[1:3] == ["US GAAP\t2031549", "Expected credit losses, net of tax\t25217"]


@pytest.mark.parametrize("kind", [ChartKind.BRIDGE, ChartKind.EQUITY, ChartKind.COMPOSITION])
def test_copied_figures_say_what_is_off(workspace: Workspace, kind: ChartKind) -> None:
    for number in range(4):
        workspace.adjustments_panel.adjustments.toggle(number)
    workspace.charts.show_kind(kind)
    workspace.charts.copy_figures()
    lines = QGuiApplication.clipboard().text().splitlines()[1:]
    told_off = [point.told.endswith(" (off)") for point in chart_of(workspace).points]
    assert [line.split("\t")[0].endswith(" (off)") for line in lines] == told_off
    assert any(told_off)


@pytest.mark.parametrize("name", ["chart.png", "chart.svg"])
def test_a_picture_is_saved_under_the_chosen_ending(
    window: MainWindow, workspace: Workspace, tmp_path: Path, name: str
) -> None:
    window.act("save_picture")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
    dialog.fileSelected.emit(str(tmp_path / name))
    assert not QImage(str(tmp_path / name)).isNull()
    assert workspace.status.currentMessage() == f"Saved to {tmp_path / name}"


# ---- a large book


def test_a_line_of_twenty_thousand_is_found_without_a_list_of_them_all(workspace: Workspace) -> None:
    project = book(20_000, 2, 2, 0.01)
    search = LineSearch(workspace)
    search.show_line(project, project.statements[0], "")
    found = search.search("line 19999")
    assert found[0].line.id == "line_19999"
    assert len(search.search("line")) <= 200
    search.deleteLater()


def test_the_menu_of_a_chart_is_about_the_bar_under_the_mouse(workspace: Workspace) -> None:
    chart = chart_of(workspace)
    at_bar = chart.mark_of(3).center().toPoint()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at_bar, chart.viewport().mapToGlobal(at_bar))
    chart.contextMenuEvent(asked)
    assert (chart.current, asked.isAccepted()) == (3, False), "the panel shows its menu"


def test_a_chart_behind_another_tab_shows_the_current_line_once_it_is_in_front(
    qtbot: QtBot, workspace: Workspace
) -> None:
    for line in ("sales_and_marketing", "total_operating_costs_and_expenses", "net_income"):
        workspace.show_panel("Notes")
        qtbot.wait(1)
        at(workspace, line)
        qtbot.waitUntil(lambda: not workspace.charts.is_behind)
        shown = f"US GAAP: {workspace.grid.currentIndex().data()}"
        assert told(workspace)[0] != shown
        workspace.show_panel("Charts")
        qtbot.wait(50)
        assert told(workspace)[0] == shown


def test_what_is_covered_by_its_children_is_refreshed_once_it_is_enabled(qtbot: QtBot) -> None:
    panel, refreshed = QWidget(), []
    qtbot.addWidget(panel)
    panel.show()
    refresh = LazyRefresh(panel, lambda: refreshed.append(1))
    qtbot.waitUntil(lambda: refreshed == [1])
    panel.hide()
    refresh.request()
    assert refreshed == [1]
    panel.setEnabled(False)
    panel.show()
    QApplication.removePostedEvents(panel)
    panel.setEnabled(True)
    qtbot.waitUntil(lambda: refreshed == [1, 1])
