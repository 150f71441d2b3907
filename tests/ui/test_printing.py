"""Statements and charts on paper: what is on the pages, in which size, and what they repeat."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPageSize
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.shared_windows import MILLISECONDS, as_it_was
from tests.ui.test_journeys import at
from workbench.errors import WorkbenchError
from workbench.presentation.compared_columns import Comparison, Preset, choosable_columns
from workbench.presentation.line_filter import EVERY_LINE, LineFilter, LinesShown
from workbench.progress import SILENT
from workbench.ui.printing.pages import Pages
from workbench.ui.printing.paper import SMALLEST, Orientation
from workbench.ui.printing.pdf_file import write_pdf
from workbench.ui.printing.preview_dialog import PreviewDialog
from workbench.ui.printing.printed_view import Footer, PrintedColumn, PrintedRow, PrintedTable, PrintedView
from workbench.ui.printing.table_layout import LEAST_CAPTIONS, TableLayout
from workbench.ui.shell.printing_actions import printing_of
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.clipboard import format_as_html

A4 = QPageSize(QPageSize.PageSizeId.A4)


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case, the keyboard in the statement."""
    qifu_in_window.window().activateWindow()
    qifu_in_window.show_panel("Charts")
    qifu_in_window.grid.setFocus()
    yield from as_it_was(qifu_in_window)


@pytest.fixture
def window(workspace: Workspace) -> MainWindow:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    return shown


def view_of(workspace: Workspace) -> PrintedView:
    printing = printing_of(workspace)
    assert printing is not None
    return printing.prepare(SILENT)


def table_of(workspace: Workspace) -> PrintedTable:
    body = view_of(workspace).body
    assert isinstance(body, PrintedTable)
    return body


def view(columns: int, rows: tuple[PrintedRow, ...]) -> PrintedView:
    """Return a view of some columns with these rows."""
    table = PrintedTable("RMB", tuple(PrintedColumn(f"Difference {number}") for number in range(columns)), rows)
    return PrintedView("Balance sheet", "Example Ltd", "", table, Footer("Program", "unaudited", "2026"))


def row(caption: str, columns: int, text: str = "1,234,567") -> PrintedRow:
    return PrintedRow(caption, (text,) * columns)


def layout_of(printed: PrintedView) -> TableLayout:
    layout = Pages(printed, QFont(), A4).layout
    assert layout is not None
    return layout


# ---- what is printed


def test_the_page_shows_what_the_grid_shows(window: MainWindow, workspace: Workspace) -> None:
    table = table_of(workspace)
    assert [column.name for column in table.columns][::5] == ["US GAAP", "IFRS"]
    net_income = next(printed for printed in table.rows if printed.caption == "Net income")
    assert net_income.texts == ("2,023,199", "25,217", "(215,055)", "49,337", "(135,811)", "1,746,887")
    assert net_income.has_rule
    workspace.grid.toggle_fold(0)
    assert "Financing income" not in [printed.caption for printed in table_of(workspace).rows]
    workspace.grid.toggle_fold(0)
    window.act("affected")
    assert "Funding costs" not in [printed.caption for printed in table_of(workspace).rows]


def test_the_heading_and_the_footer_say_whose_when_and_in_which_state(workspace: Workspace) -> None:
    workspace.adjustments_panel.adjustments.toggle(0)
    printed = view_of(workspace)
    assert printed.title == "Unaudited Condensed Consolidated Statements of Operations"
    assert printed.about == (
        "Qifu Technology, Inc.  ·  Six months ended June 30, 2023  ·  "
        "RMB in thousands, except per-share amounts and share counts; unaudited"
    )
    assert printed.state == "Illustrative: 3 of 4 differences"
    assert printed.footer.program.startswith("Reconciliation Workbench ")
    assert len(printed.footer.program.split()[-1]) == 12, "the fingerprint"
    assert printed.footer.proviso == "unaudited — as printed: illustrative: 3 of 4 differences"


def test_the_heading_says_what_is_left_out_and_what_is_compared(window: MainWindow, workspace: Workspace) -> None:
    def said() -> list[str]:
        return view_of(workspace).about.split("  ·  ")[3:]

    view_state, differences = workspace.view_state, workspace.document.session.project.adjustments
    assert said() == []
    workspace.grid.toggle_fold(0)
    assert said() == ["folded lines not shown"]
    workspace.grid.toggle_fold(0)
    view_state.hide(frozenset(difference.id for difference in differences[:2]))
    view_state.filter_lines(LineFilter(LinesShown.AFFECTED, " income "))
    assert said() == [
        "2 differences not shown",
        "only lines affected by a difference, and their totals",
        "only lines with 'income' in the caption, and their totals",
    ]
    view_state.filter_lines(EVERY_LINE)
    window.act("compare")
    assert said() == ["Comparison: This period and the one before"], "which has no columns of differences"
    first, *_, last = choosable_columns(workspace.document.session.project, view_state.statement)
    view_state.compare(Comparison(Preset.TWO_COLUMNS, "", last, first))
    assert said() == ["Comparison: from Q2 2022: US GAAP to H1 2023: US GAAP"]
    view_state.hide(frozenset())


def test_a_period_that_is_not_reconciled_is_printed_as_such(workspace: Workspace) -> None:
    workspace.view_state.show_statement("cash_flows")
    assert view_of(workspace).state == "Not reconciled"


def test_the_page_and_the_copy_of_a_comparison_show_what_the_grid_shows(
    window: MainWindow, workspace: Workspace
) -> None:
    window.act("compare")
    for statement, changes in (("operations", ("(126,114)", "(5.9%)")), ("non_gaap", ("1.6 pts", ""))):
        workspace.view_state.show_statement(statement)
        model = workspace.grid.current_model()
        columns = range(1, model.columnCount())
        shown = [tuple(model.display(row, column).text for column in columns) for row in workspace.grid.visible_rows()]
        assert changes in [texts[2:4] for texts in shown]
        assert [printed.texts for printed in table_of(workspace).rows] == shown
        copied = format_as_html(model, workspace.grid.visible_rows(), columns)
        cells = [f"<td align='right'>{text}</td>" for texts in shown for text in texts]
        assert copied.replace("<tr>", "").replace("</tr>", "") == f"<table>{''.join(cells)}</table>"


# ---- pages


def test_few_columns_stand_upright_and_more_lie_across() -> None:
    rows = tuple(row(f"Line {number}", 12) for number in range(10))
    assert layout_of(view(4, tuple(row("Line", 4) for _ in range(3)))).orientation is Orientation.Portrait
    wide = layout_of(view(12, rows))
    assert wide.orientation is Orientation.Landscape
    assert wide.size >= SMALLEST
    assert len(wide.pages) == 1


def test_columns_that_do_not_fit_are_continued_beside_the_same_captions() -> None:
    layout = layout_of(view(40, tuple(row(f"Line {number}", 40) for number in range(5))))
    assert [column for page in layout.pages for column in page.columns] == list(range(40))
    assert len(layout.pages) > 1
    assert {page.rows for page in layout.pages} == {range(5)}
    for page in layout.pages:
        width = layout.captions_width + sum(layout.widths[column] for column in page.columns)
        assert width <= layout.room.width()


def test_long_captions_are_wrapped_and_not_cut() -> None:
    caption = "Net income attributable to ordinary shareholders of the Company and its subsidiaries " * 3
    layout = layout_of(view(6, (row(caption, 6),)))
    lines = layout.caption_lines(layout.table.rows[0])
    assert len(lines) > 2
    assert " ".join(lines) == caption.strip()
    chinese = layout_of(view(6, (row("归属于公司普通股股东的净利润" * 8, 6),)))
    assert "".join(chinese.caption_lines(chinese.table.rows[0])) == "归属于公司普通股股东的净利润" * 8
    assert layout.captions_width >= LEAST_CAPTIONS


def test_a_total_stays_with_its_parts_and_a_heading_with_its_lines() -> None:
    plain = row("Line", 3)
    heading = replace(row("Section", 3, ""), is_heading=True)
    total = replace(row("Total", 3), has_rule=True, is_total=True)
    rows = (heading, *([plain] * 10), total, heading) * 20
    pages = layout_of(view(3, rows)).rows_by_page
    assert len(pages) > 2
    assert [number for page in pages for number in page] == list(range(len(rows)))
    for page in pages[:-1]:
        assert not rows[page.stop - 1].is_heading
        assert not rows[page.stop].has_rule


# ---- PDF, preview, printer


def test_a_pdf_has_all_pages(tmp_path: Path) -> None:
    rows = tuple(row(f"Line {number}", 30) for number in range(100))
    number = write_pdf(view(30, rows), QFont(), tmp_path / "view.pdf")
    written = (tmp_path / "view.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == number > 3
    with pytest.raises(WorkbenchError, match=r"does not end in \.pdf"):
        write_pdf(view(1, ()), QFont(), tmp_path / "view.xlsx")


@pytest.mark.parametrize("has_chart_the_keyboard", [False, True])
def test_what_has_the_keyboard_is_saved_as_pdf(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path, has_chart_the_keyboard: bool
) -> None:
    if has_chart_the_keyboard:
        workspace.charts.focus_chart()
    window.act("save_pdf")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.close()
    path = tmp_path / "saved.pdf"
    dialog.fileSelected.emit(str(path))
    qtbot.waitUntil(lambda: workspace.status.currentMessage() == f"Saved to {path}", timeout=MILLISECONDS)
    assert path.read_bytes().startswith(b"%PDF")


def test_a_preview_shows_the_pages_and_says_that_there_is_no_printer(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(workspace, "net_income")
    window.act("print")
    dialog = workspace.findChild(PreviewDialog)
    assert dialog is not None
    assert not dialog.isModal() or dialog.isVisible()
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: dialog.preview.pageCount() == 2, timeout=MILLISECONDS)
    assert dialog.about.text() == "page 1 of 2"
    assert (dialog.previous.isEnabled(), dialog.next.isEnabled()) == (False, True)
    dialog.next.click()
    assert (dialog.preview.currentPage(), dialog.about.text()) == (2, "page 2 of 2")
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog.print_button.click()
    assert dialog.refusal.text() == "No printer is installed on this computer. Save the pages as PDF instead."
    dialog.close()
