"""The import assistant in a made-up language: whatever a user reads is said in it, or is data of the files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.translation.data import data_in, data_of
from tests.translation.pseudo_language import accented, english_in, pseudo_language
from tests.ui.shown_texts import english_among, texts_of_menu, texts_on
from workbench import resources
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.report.draft import Draft
from workbench.importing.report.layout_store import Layout
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    IgnoreArea,
    RowRole,
    SetColumnRole,
    SetCurrency,
    SetDecimalMark,
    SetEntity,
    SetLinesAcross,
    SetRowRole,
    SetScale,
    SetStatementKind,
    SetTotalParts,
)
from workbench.importing.sheets.detected import Tabular
from workbench.phrases import ENGLISH
from workbench.session import Session
from workbench.ui.assistant.assistant import Assistant
from workbench.ui.assistant.column_dialog import TITLES, ColumnDialog
from workbench.ui.assistant.descriptions import WHOLE_SHEET, describe_correction
from workbench.ui.assistant.layouts_dialog import LayoutsDialog
from workbench.ui.assistant.password_dialog import PasswordDialog
from workbench.ui.assistant.sheet_model import LONGEST_TIP, spreadsheet_text
from workbench.ui.assistant.whole_import import CURRENCIES
from workbench.ui.shell.window import MainWindow
from workbench.ui.sources.sources_panel import SourcesPanel
from workbench.ui.toolkit.language import speak

MILLISECONDS = 30_000
FILE = resources.root() / "samples" / "qifu-h1-2023.xlsx"
# ---- what is data


def data_of_draft(draft: Draft) -> frozenset[str]:
    """Return what the files say: their names, sheets, cells, and what is named after them."""
    data = {*CURRENCIES, *data_in(draft.workbooks)}
    for workbook in draft.workbooks:
        data.add(workbook.name)
    for sheet in draft.sheets:
        data |= set(sheet.key)
        for cell in sheet.sheet.cells:
            data |= {" ".join(cell.text.split())[:LONGEST_TIP].strip(), spreadsheet_text(cell)[:300].strip()}
    for column in columns_of(draft):
        data |= {column.adjustment_or_currency, *column.headings}
    return frozenset(data | data_of(draft.project)) if draft.project else frozenset(data)


def columns_of(draft: Draft) -> list[Column]:
    parts = [part for sheet in draft.sheets for part in sheet.detected if isinstance(part, Tabular)]
    return [column for part in parts for column in part.columns]


def assert_nothing_is_english(texts: Iterable[str], data: Iterable[str] = ()) -> None:
    assert not english_among(texts, frozenset(data))


# ---- the assistant


@pytest.fixture
def assistant(qtbot: QtBot, window: MainWindow) -> Iterator[Assistant]:
    """The assistant in the made-up language, with its file read."""
    speak(pseudo_language())
    try:
        window.files.import_wanted.emit([FILE])
        assert window.assistant is not None
        wait(qtbot, window.assistant)
        yield window.assistant
        window.assistant.controller.corrections = {}
        window.assistant.give_up()
    finally:
        speak(ENGLISH)


def wait(qtbot: QtBot, assistant: Assistant) -> None:
    qtbot.waitUntil(lambda: not assistant.controller.is_busy, timeout=MILLISECONDS)


def draft_of(assistant: Assistant) -> Draft:
    assert assistant.controller.draft is not None
    return assistant.controller.draft


def the_dialog(kind: type[QDialog], window: MainWindow) -> QDialog:
    (dialog,) = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return dialog


def test_every_page_speaks_the_language_of_the_window(qtbot: QtBot, assistant: Assistant) -> None:
    key = draft_of(assistant).sheets[-1].key
    assistant.controller.correct(key, SetRowRole(1, RowRole.NOTE))
    wait(qtbot, assistant)
    data = data_of_draft(draft_of(assistant))
    for page in range(3):
        assistant.show_page(page)
        if page == 2:
            assistant.outcome.show_information.click()
        assert_nothing_is_english(texts_on(assistant), data)
    assert any(accented("&Import") in text for text in texts_on(assistant))


def test_every_sheet_and_what_is_said_of_its_cells_speaks_it(assistant: Assistant) -> None:
    draft, tables = draft_of(assistant), assistant.tables
    data = data_of_draft(draft)
    assistant.show_page(1)
    for sheet in draft.sheets:
        tables._go_to(sheet.key, 1, 1)
        assert_nothing_is_english(texts_on(tables), data)
        part = sheet.detected[0] if sheet.detected else None
        places = [(part.area.top, part.area.left), (part.area.top, part.area.right)] if part else []
        for row, column in (*places, (sheet.sheet.cells[-1].row + 1, 1)):
            tables.view.go_to(row, column)
            assert_nothing_is_english(texts_on(tables.inspector), data)


def test_the_menus_speak_it_for_one_cell_and_for_several(assistant: Assistant) -> None:
    draft, tables = draft_of(assistant), assistant.tables
    assistant.show_page(1)
    sheet = next(sheet for sheet in draft.sheets if any(part.is_reconciliation for part in sheet.detected))
    area, menus, view = sheet.detected[0].area, tables.menus, tables.view
    tables._go_to(sheet.key, area.top + 2, area.left + 1)
    select = QItemSelectionModel.SelectionFlag.Select
    for places in ((), ((area.top + 3, area.left + 2), (area.top + 5, area.left + 2))):
        for row, column in places:
            view.selectionModel().select(view.sheet_model.index(row - 1, column - 1), select)
        menus.update_titles()
        texts = [*texts_of_menu(menus.context_menu)]
        assert len(texts) > 30
        assert_nothing_is_english(texts, data_of_draft(draft))


def test_the_dialog_of_a_column_speaks_it(window: MainWindow, assistant: Assistant) -> None:
    draft = draft_of(assistant)
    headings = next(sheet for sheet in draft.sheets if sheet.detected).table_headings[0]
    several = Area(1, 2, 9, 4)
    for role in TITLES:
        for columns, above in ((Area(1, 2, 9, 2), headings), (several, headings), (several, None)):
            dialog = ColumnDialog(columns, role, "", None, above, lambda corrections: None, assistant)
            dialog.open()
            for name, period in (("", ""), ("Leases", ""), ("Leases", "foo")):
                dialog.subject_field.setText(name)
                dialog.period.setText(period)
                if role is None or period or not name:
                    dialog.accept()
                data = data_of_draft(draft) | {name, period, "USD"}
                assert_nothing_is_english(texts_on(dialog), data)
            dialog.reject()


def test_the_dialog_of_passwords_speaks_it(assistant: Assistant) -> None:
    for locked in ({Path("a book.xlsx"): False}, {Path("a book.xlsx"): True, Path("another.xlsx"): True}):
        dialog = PasswordDialog(locked, lambda passwords: None, assistant)
        dialog.open()
        data = {"a book.xlsx", "another.xlsx"}
        assert_nothing_is_english(texts_on(dialog), data)
        dialog.accept()
        assert dialog.isVisible()
        assert_nothing_is_english(texts_on(dialog), data)
        dialog.reject()


def test_the_dialog_of_layouts_speaks_it(assistant: Assistant) -> None:
    store = assistant.controller.layout_store
    of_a_sheet = tuple(correction for correction in CORRECTIONS if not isinstance(correction, SetEntity | SetCurrency))
    store.remember(Layout("print", of_a_sheet, datetime(2024, 1, 5, tzinfo=UTC), "a book.xlsx", "a sheet"))
    dialog = LayoutsDialog(store, lambda: None, assistant)
    dialog.open()
    assert_nothing_is_english(texts_on(dialog), {"a book.xlsx", "a sheet", *NAMED})
    dialog.forget_button.click()
    assert_nothing_is_english(texts_on(dialog))
    dialog.reject()


def test_the_panel_of_sources_speaks_it(window: MainWindow, assistant: Assistant) -> None:
    draft = draft_of(assistant)
    assert draft.project is not None
    panel = SourcesPanel(Session(draft.project), (), window)
    panel._fill()
    assert_nothing_is_english(texts_on(panel), data_of_draft(draft))
    panel.deleteLater()


# ---- corrections

NAMED = {"Leases", "USD", "FY2022", "Kappa Ltd"}
AREA = Area(7, 1, 23, 7)
CORRECTIONS: Mapping[Correction, str] = {
    SetRowRole(7, RowRole.HEADING): "Row 7 heads the columns",
    SetRowRole(7, RowRole.LINE): "Row 7 is a line",
    SetRowRole(7, RowRole.SECTION): "Row 7 heads the lines below it",
    SetRowRole(7, RowRole.TITLE): "Row 7 is a title",
    SetRowRole(7, RowRole.NOTE): "Row 7 is a note",
    SetTotalParts(19, ()): "Row 19 is not a total",
    SetTotalParts(19, ((10, -1),)): "Row 19 is the total of row −10",
    SetTotalParts(19, ((10, 1), (11, 1), (18, -1))): "Row 19 is the total of rows 10, 11 and −18",
    IgnoreArea(WHOLE_SHEET): "The sheet is not imported",
    IgnoreArea(AREA): "A7:G23 is ignored",
    SetStatementKind(AREA, StatementKind.CASH_FLOWS): "The table at A7:G23 is: Statement of cash flows",
    SetLinesAcross(AREA): "In A7:G23, line items are in columns",
    SetScale(1_000): "Amounts are in thousands where a table states no unit",
    SetScale(500, AREA): "The table at A7:G23 is in units of 500",
    SetEntity("Kappa Ltd"): "The entity is Kappa Ltd",
    SetCurrency("USD"): "The currency is USD",
    SetDecimalMark(AREA, "."): "Numbers stored as text in A7:G23 use a decimal point",
    SetDecimalMark(AREA, ","): "Numbers stored as text in A7:G23 use a decimal comma",
    SetColumnRole(AREA, None): "A7:G23 contains no figures",
    SetColumnRole(AREA, FigureRole.ENTRY, "Leases"): "A7:G23 contains entries of 'Leases'",
    SetColumnRole(AREA, FigureRole.AS_REPORTED): "A7:G23 is as reported",
    SetColumnRole(AREA, FigureRole.RESULT, period="FY2022"): "A7:G23 is the result, FY2022",
    SetColumnRole(AREA, FigureRole.ADJUSTMENT, "Leases"): "A7:G23 is the difference 'Leases'",
    SetColumnRole(AREA, FigureRole.TRANSLATION, "USD", "FY2022"): "A7:G23 is a translation into USD, FY2022",
}


@pytest.mark.parametrize(("correction", "sentence"), CORRECTIONS.items(), ids=lambda value: str(value)[:40])
def test_a_correction_is_a_sentence_in_any_language(correction: Correction, sentence: str) -> None:
    assert describe_correction(correction) == sentence
    speak(pseudo_language())
    try:
        assert english_in(describe_correction(correction), NAMED) == []
    finally:
        speak(ENGLISH)
