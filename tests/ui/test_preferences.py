"""What the user prefers: it shows at once, Cancel takes it back, OK keeps it, and nothing that leaves follows it."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.published import H1_2023
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import at
from workbench.domain.statements import Line, LineUnit
from workbench.languages import words_in
from workbench.number_style import AS_PRINTED, Negatives, NumberStyle, Thousands, Zero
from workbench.phrases import ENGLISH
from workbench.presentation.compared_columns import ChangeColumn, ComparedColumn, Comparison, compared_columns
from workbench.presentation.comparison_table import comparison_of
from workbench.presentation.composition import Composition, MovedLine
from workbench.presentation.figure_texts import format_in
from workbench.presentation.statement_table import ColumnKind, StatementTable
from workbench.ui.charts.axes import Amounts
from workbench.ui.charts.chart_points import points_of_composition
from workbench.ui.shell.application import preferred_words, spoken_among
from workbench.ui.shell.document_actions import ask_to_restate
from workbench.ui.shell.preferences_dialog import PreferencesDialog
from workbench.ui.shell.status_line import Selected
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.compared_displays import format_shown
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.number_format import format_in_text, format_zero
from workbench.ui.toolkit.number_style import number_style, numbers_as_printed, show_numbers_as
from workbench.ui.toolkit.panel_table import selection_as_text
from workbench.ui.toolkit.preferences import USUAL_BACKUPS, Preferences, keep_preferences, read_preferences
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme

MONEY = Line("line", "Line", decimals=1)
EPS = Line("eps", "Basic", unit=LineUnit.PER_SHARE, decimals=2)
MARGIN = Line("margin", "Margin", unit=LineUnit.PERCENT, decimals=3)
EUROPEAN = NumberStyle(Thousands.SPACE, Negatives.MINUS, Zero.BLANK, 2)
NARROW = "\u202f"


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case, as it was opened; figures as printed."""
    yield from as_it_was(qifu_in_window)
    show_numbers_as(AS_PRINTED)
    qifu_in_window.restyle()


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


@pytest.fixture
def dialog(window: MainWindow) -> PreferencesDialog:
    window.ask_for_preferences()
    (asked,) = window.findChildren(PreferencesDialog)
    return asked


def choose(dialog: PreferencesDialog, style: NumberStyle) -> None:
    dialog.thousands.choose(style.thousands)
    dialog.negatives.choose(style.negatives)
    dialog.zero.choose(style.zero)
    dialog.decimals.choose(style.decimals)


def texts_of(grid: StatementGrid, line: str) -> list[str]:
    model = grid.current_model()
    row = model.row_of(line)
    assert row is not None
    return [model.display(row, column).text for column in range(1, model.columnCount())]


# ---- how figures are written


@pytest.mark.parametrize(
    ("style", "amount", "line", "text"),
    [
        (AS_PRINTED, "-1234567", MONEY, "(1,234,567.0)"),
        (NumberStyle(thousands=Thousands.SPACE), "1234567", MONEY, f"1{NARROW}234{NARROW}567.0"),
        (NumberStyle(thousands=Thousands.APOSTROPHE), "1234567", MONEY, "1’234’567.0"),
        (NumberStyle(thousands=Thousands.NONE), "-1234567", MONEY, "(1234567.0)"),
        (NumberStyle(negatives=Negatives.MINUS), "-1234.5", MONEY, "−1,234.5"),
        (NumberStyle(zero=Zero.DIGIT), "0", MONEY, "0.0"),
        (NumberStyle(zero=Zero.BLANK), "0", MONEY, ""),
        (NumberStyle(decimals=0), "1234.5", MONEY, "1,235"),
        (NumberStyle(decimals=0), "0.4", MONEY, "0"),
        (NumberStyle(decimals=3), "1234", MONEY, "1,234.000"),
        (NumberStyle(decimals=0), "6.29", EPS, "6.29"),
        (NumberStyle(decimals=0), "-0.269", MARGIN, "(26.9%)"),
        (EUROPEAN, "-1234.5", MONEY, f"−1{NARROW}234.50"),
    ],
)
def test_a_figure_is_written_as_preferred(style: NumberStyle, amount: str, line: Line, text: str) -> None:
    assert format_in(style, Decimal(amount), line) == text
    assert format_in(style, None, line) == ""


def test_what_leaves_the_window_is_written_as_printed() -> None:
    show_numbers_as(EUROPEAN)
    with numbers_as_printed():
        assert number_style() is AS_PRINTED
        assert format_zero() == "—"
    assert number_style() is EUROPEAN
    show_numbers_as(AS_PRINTED)


# ---- in the window


def test_every_view_follows_at_once_and_cancel_takes_it_back(
    qtbot: QtBot, dialog: PreferencesDialog, workspace: Workspace
) -> None:
    at(workspace, "total_net_revenue")
    workspace.show_panel("Figure")
    grid, totals = workspace.grid, workspace.adjustments_panel.totals
    printed, widths = texts_of(grid, "financing_income"), [grid.columnWidth(column) for column in (1, 3)]
    first_total = totals.text(0, 1)
    choose(dialog, EUROPEAN)
    assert texts_of(grid, "financing_income") == [
        f"2{NARROW}254{NARROW}620.00", "", f"−253{NARROW}007.00", "", "", f"2{NARROW}001{NARROW}613.00",
    ]  # fmt: skip
    assert grid.columnWidth(1) > widths[0]
    assert totals.text(0, 1) == f"7{NARROW}513{NARROW}498.00"
    assert workspace.adjustments_panel.adjustments.text(1, 1) == f"−215{NARROW}055.00"
    qtbot.waitUntil(lambda: f"7{NARROW}513" in workspace.figure.toPlainText().replace(" ", NARROW))
    assert [label.text() for label in dialog.preview] == [
        f"2{NARROW}254{NARROW}620.00", f"−1{NARROW}189{NARROW}074.50", "", "6.29",
    ]  # fmt: skip
    dialog.reject()
    assert texts_of(grid, "financing_income") == printed
    assert totals.text(0, 1) == first_total
    assert number_style() == AS_PRINTED


def test_changes_sums_and_axes_are_written_as_preferred(workspace: Workspace) -> None:
    plain = NumberStyle(Thousands.SPACE, Negatives.MINUS, Zero.DIGIT, 1)
    project = workspace.document.session.project
    operations = project.statement_by_id["operations"]
    shown = StatementTable(workspace.document.session.results, operations, H1_2023)
    table = comparison_of(shown, compared_columns(project, operations, H1_2023, Comparison()))
    row = next(row for row in table.rows if row.line.id == "net_income")
    made_of = Composition((MovedLine(None, "2 other lines", Decimal(-703_889)),), 0, 0, is_on=True)
    axis = Amounts("left")
    show_numbers_as(plain)
    assert format_shown(table, row, table.columns[4]).text == "−5.9%"
    column = table.columns[1]
    assert isinstance(column, ComparedColumn)
    same = ChangeColumn(ColumnKind.CHANGE_IN_PERCENT, start=column, end=column)
    assert format_shown(table, row, same).text == "0.0%"
    (gathered,) = points_of_composition(project, project.adjustments[0].id, H1_2023, made_of)
    assert gathered.text == f"−703{NARROW}889.0"
    assert axis.tickStrings([-2_000.0, 0.0], 1, 1_000) == [f"−2{NARROW}000", "0"]


@pytest.mark.parametrize(
    ("unit", "ticks", "spacing", "labels"),
    [
        (LineUnit.PER_SHARE, [6.29, 6.295, 6.3, 6.305], 0.005, ["6.290", "6.295", "6.300", "6.305"]),
        (LineUnit.PER_SHARE, [-2.5, 0.0, 2.5], 2.5, ["(2.5)", "0.0", "2.5"]),
        (LineUnit.PERCENT, [0.255, 0.26, 0.265], 0.005, ["25.5%", "26.0%", "26.5%"]),
        (LineUnit.PERCENT, [-0.1, 0.0, 0.1], 0.1, ["(10%)", "0%", "10%"]),
        (LineUnit.MONEY, [-2e6, -1e-10, 2e6], 2e6, ["(2,000,000)", "0", "2,000,000"]),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_the_labels_of_an_axis_are_its_ticks_in_the_unit_of_the_line(
    unit: LineUnit, ticks: list[float], spacing: float, labels: list[str]
) -> None:
    axis = Amounts("left")
    axis.use_unit(unit)
    assert axis.tickStrings(ticks, 1, spacing) == labels


def test_an_average_that_preferences_cut_is_called_rounded(workspace: Workspace) -> None:
    selected = Selected()
    for amount in ("1", "2"):
        selected.add(Decimal(amount), MONEY)
    assert "Average 1.5" in selected.describe()
    show_numbers_as(NumberStyle(decimals=0))
    assert "Average ≈ 2" in selected.describe()


def test_typing_and_copying_stay_as_they_are(dialog: PreferencesDialog, workspace: Workspace) -> None:
    at(workspace, "financing_income")
    choose(dialog, EUROPEAN)
    dialog.accept()
    model, index = workspace.grid.current_model(), workspace.grid.currentIndex()
    assert model.typed_text(index.row(), index.column()) == "2254620"
    workspace.grid.edits.copy()
    assert QGuiApplication.clipboard().text() == "2254620\n"
    view = workspace.adjustments_panel.totals_view
    view.selectRow(0)
    assert selection_as_text(view).startswith("Revenue\t7,513,498\t7,260,491\t(253,007)")
    workspace.scenarios.model.refresh()
    assert workspace.scenarios.model.as_text()[1][2] == "7,513,498"


def test_a_zero_that_is_shown_as_nothing_is_not_called_blank(workspace: Workspace) -> None:
    show_numbers_as(NumberStyle(zero=Zero.BLANK))
    at(workspace, "total_net_revenue")
    asked = ask_to_restate(workspace)
    assert asked is not None
    assert "7,513,498" in asked.about.text()
    line = workspace.document.session.project.line("total_net_revenue")
    assert format_in_text(Decimal(0), line) == "—"
    assert format_in_text(None, line) == ""
    asked.close()


def test_new_colors_leave_the_zoom(window: MainWindow, workspace: Workspace) -> None:
    window.act("zoom_in")
    zoomed = workspace.grid.font().pointSizeF()
    window.choose_colours(Choice.DARK)
    assert workspace.grid.font().pointSizeF() == zoomed
    window.choose_colours(Choice.LIGHT)
    window.act("zoom_out")


def test_the_default_zoom_and_the_colors_follow(dialog: PreferencesDialog, workspace: Workspace, theme: Theme) -> None:
    before = workspace.grid.font().pointSizeF()
    dialog.zoom.choose(3)
    dialog.colours.choose(Choice.DARK)
    assert workspace.grid.font().pointSizeF() > before
    assert theme.choice.value == "dark"
    dialog.reject()
    assert workspace.grid.font().pointSizeF() == before
    assert theme.choice.value == "light"


def test_restoring_the_defaults_leaves_the_name(dialog: PreferencesDialog) -> None:
    choose(dialog, EUROPEAN)
    dialog.name.setText("A. Analyst")
    dialog.backups.choose(20)
    dialog.restore_defaults()
    assert dialog.preferences == Preferences(name="A. Analyst")
    assert number_style() == AS_PRINTED
    dialog.reject()


# ---- kept


def test_what_is_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    chosen = Preferences(Choice.CONTRAST, -2, EUROPEAN, "zh_CN", "A. Analyst", 20)
    assert read_preferences(settings) == Preferences()
    keep_preferences(chosen, settings)
    assert read_preferences(Settings(tmp_path / "window.ini")) == chosen


def test_settings_that_make_no_sense_have_their_defaults(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    for key in ("colours", "zoom", "thousands", "negatives", "zero", "decimals", "backups"):
        settings.set_text(key, "purple")
    assert read_preferences(settings) == Preferences()
    settings.set_text("backups", "1")
    settings.set_text("zoom", "400")
    assert read_preferences(settings).backups == USUAL_BACKUPS
    assert read_preferences(settings).zoom == 9


def test_without_settings_figures_are_as_printed(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    show_numbers_as(EUROPEAN)
    made = MainWindow(Settings(None), theme)
    assert number_style() == AS_PRINTED
    made.close()
    made.deleteLater()


def test_the_language_is_that_of_the_preference_or_of_the_desktop() -> None:
    assert preferred_words("zh_CN").info() == words_in("zh_CN").info()
    assert preferred_words("en") is ENGLISH
    assert preferred_words("tlh") is ENGLISH
    assert spoken_among(["de-DE", "zh-Hans-CN", "en-US"]) == "zh_CN"
    assert spoken_among(["C"]) == "en"


# ---- the layout of the panels


def test_the_layout_of_the_panels_is_reset(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    docks = workspace.docks
    docks["Checks"].hide()
    docks["Statements"].setFloating(True)
    window.act("reset_panels")
    assert not docks["Checks"].isHidden()
    assert not docks["Statements"].isFloating()
    assert docks["Checks"] in workspace.tabifiedDockWidgets(docks["Charts"])


def test_a_layout_that_makes_no_sense_is_the_first_one(workspace: Workspace) -> None:
    whole = workspace.arrangement()
    workspace.docks["Statements"].setFloating(True)
    for broken in (b"nonsense", whole.data()[: whole.size() // 2], b""):
        workspace.arrange_as(QByteArray(broken))
        shown = [dock for name, dock in workspace.docks.items() if name != "Find"]  # which comes when it is wanted
        assert not any(dock.isFloating() or dock.isHidden() for dock in shown)
