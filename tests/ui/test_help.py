"""The help: complete, true to the actions, at the right page; and what the program says of itself."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

import workbench
from tests.ui.shared_windows import as_it_was
from tests.ui.test_journeys import at
from workbench import resources
from workbench.program import VERSION
from workbench.ui.help import pages as help_pages
from workbench.ui.help.about_dialog import AboutDialog
from workbench.ui.help.help_window import HelpWindow
from workbench.ui.help.libraries import DIRECT, libraries, licence_text, versions_as_text
from workbench.ui.help.pages import (
    LINK,
    PAGES,
    PICTURE,
    PLACEHOLDER,
    Page,
    file_of,
    help_folder,
    read_pages,
    sections_of,
)
from workbench.ui.help.searching import plain_text, search
from workbench.ui.shell.action_names import as_code, path_of
from workbench.ui.shell.actions import ACTION_BY_NAME, ACTIONS
from workbench.ui.shell.help_desk import HelpDesk
from workbench.ui.shell.help_places import PAGE_BY_PLACE, page_for
from workbench.ui.shell.shortcuts import ShortcutsDialog
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme

UI = Path(workbench.__file__).parent / "ui"
WITHOUT_PAGE = frozenset(("context", "toolkit", "help"))
"""Rooms whose widgets belong to others."""
LARGEST_PICTURE = 150_000
KEY = Qt.Key


@pytest.fixture
def workspace(qifu_in_window: Workspace) -> Iterator[Workspace]:
    """The reference case, as it was opened."""
    yield from as_it_was(qifu_in_window)


@pytest.fixture
def window(workspace: Workspace) -> Iterator[MainWindow]:
    shown = workspace.window()
    assert isinstance(shown, MainWindow)
    yield shown
    shown.help_desk.close()


@pytest.fixture(scope="module")
def desk(qifu_in_window: Workspace) -> HelpDesk:
    window = qifu_in_window.window()
    assert isinstance(window, MainWindow)
    return window.help_desk


@pytest.fixture(scope="module")
def pages(desk: HelpDesk) -> tuple[Page, ...]:
    return read_pages("en", desk.fill)


def opened(window: MainWindow) -> HelpWindow:
    assert window.help_desk.shown is not None
    return window.help_desk.shown


def sections(pages: tuple[Page, ...]) -> frozenset[str]:
    """Return every place that a link may lead to."""
    return frozenset(section.link for page in pages for section in sections_of(page)) | set(PAGES)


# ---- the pages


def test_every_file_is_a_page_and_every_page_a_file() -> None:
    assert {path.stem for path in help_folder().glob("*.md")} == set(PAGES) - {"whats-new"}
    assert all(file_of(name, "en").is_file() for name in PAGES)


def test_every_placeholder_is_filled_in(pages: tuple[Page, ...]) -> None:
    assert [page.name for page in pages if "{{" in page.text or "}}" in page.text] == []
    raw = "".join(file_of(name, "en").read_text(encoding="utf-8") for name in PAGES)
    assert len(PLACEHOLDER.findall(raw)) == raw.count("{{")


def test_a_placeholder_says_where_an_action_is_and_its_keys(desk: HelpDesk) -> None:
    assert desk.fill("action", "save_as") == "**File > Save as…** (`Ctrl+Shift+S`, `F12`)"
    assert desk.fill("menu", "nature_measurement").startswith("**Reconciliation > Nature of the selected difference > ")
    assert desk.fill("keys", "undo") == "`Ctrl+Z`"
    for kind, name in (
        ("keys", "nature_unknown"),
        ("action", "no_such_action"),
        ("table", "no_such_table"),
        ("x", "y"),
    ):
        with pytest.raises(KeyError):
            desk.fill(kind, name)


def test_every_link_leads_somewhere(pages: tuple[Page, ...]) -> None:
    places = sections(pages)
    wrong = [(page.name, link) for page in pages for link in LINK.findall(page.text) if link.lstrip("#") not in places]
    wrong = [(name, link) for name, link in wrong if f"{name}{link}" not in places]
    assert wrong == []


def test_every_action_is_in_the_help_with_what_it_does(pages: tuple[Page, ...]) -> None:
    whole = "\n".join(page.text for page in pages)
    for action in ACTIONS:
        assert str(action.help_line) in whole, action.name
        assert path_of(action).rpartition(" > ")[2] in whole
        assert all(as_code(keys) in whole for keys in action.keys), action.name


def test_pictures_are_there_and_small(pages: tuple[Page, ...]) -> None:
    shown = {name for page in pages for name in PICTURE.findall(page.text)}
    assert shown
    for name in shown:
        assert not QImage(str(help_folder() / name)).isNull(), name
        assert (help_folder() / name).stat().st_size <= LARGEST_PICTURE, name
    assert {f"pictures/{path.name}" for path in (help_folder() / "pictures").iterdir()} == shown


def test_qt_reads_every_page_as_it_is_written(pages: tuple[Page, ...]) -> None:
    document = QTextDocument()
    for page in pages:
        document.setMarkdown(page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        text = document.toPlainText()
        assert text.startswith(page.title)
        assert "|" not in text, page.name
        assert "**" not in text, page.name


def test_what_is_new_tells_of_this_version(pages: tuple[Page, ...]) -> None:
    (page,) = (page for page in pages if page.name == "whats-new")
    assert page.title == "What's new"
    assert f"## {VERSION}" in page.text


def test_a_translated_page_takes_the_place_of_the_english_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: HelpDesk
) -> None:
    english = help_folder()
    (tmp_path / "zh_CN").mkdir()
    (tmp_path / "zh_CN" / "proving.md").write_text("# 证明\n\n{{keys:undo}}\n", encoding="utf-8")
    for path in english.glob("*.md"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(help_pages, "help_folder", lambda: tmp_path)
    read = {page.name: page.title for page in read_pages("zh_CN", desk.fill)}
    assert (read["proving"], read["importing"]) == ("证明", "Importing")


# ---- finding


def test_a_search_finds_the_sections_with_every_word(pages: tuple[Page, ...]) -> None:
    hits = search(pages, "Cross-CAST row")
    assert {hit.section.page.name for hit in hits} == {"proving", "glossary"}
    assert "Cross-cast" in hits[0].snippet
    assert search(pages, "  ") == ()
    assert search(pages, "no such words") == ()
    best = search(pages, "rolling forward")[0].section
    assert best.page.name == "rolling-forward"


def test_a_snippet_has_no_markup() -> None:
    assert plain_text("* **Fail**: see [the page](proving#to-do), `F1`\n| --- | --- |\n| a | b |") == (
        "Fail: see the page, F1 a b"
    )


# ---- the window of the help


def test_the_help_is_read_searched_and_gone_back_in(qtbot: QtBot, window: MainWindow) -> None:
    window.show_help("first-hour")
    shown = opened(window)
    assert "The first hour" in shown.windowTitle()
    assert [shown.contents.item(row).text() for row in range(3)] == ["The first hour", "Importing", "Adjusting"]
    assert not shown.back.isEnabled()
    shown.view.followed.emit("proving#restating")
    assert shown.view.toPlainText().startswith("Proving")
    assert shown.view.textCursor().block().text() == "Restating"
    shown.search_field.setText("cross-cast")
    first = shown.contents.item(0)
    assert first.text().startswith("Proving > What is checked\n")
    shown.contents.setCurrentRow(0)
    assert shown.link == "proving#what-is-checked"
    assert shown.view.extraSelections()
    shown.search_field.setText("no such words")
    assert shown.contents.item(0).text() == "Nothing in the help has all of these words."
    qtbot.keyClick(shown, KEY.Key_Escape)
    assert shown.contents.currentItem().text() == "Proving"
    shown.back.click()
    shown.back.click()
    assert shown.link == "first-hour"
    shown.forward.click()
    assert shown.link == "proving#restating"
    shown.copy.click()
    assert QGuiApplication.clipboard().text().startswith("Proving")


def test_the_help_follows_the_colors(window: MainWindow, theme: Theme) -> None:
    window.show_help("window")
    shown = opened(window)

    def colour_of_text() -> str:
        return shown.view.document().begin().begin().fragment().charFormat().foreground().color().name()

    light = colour_of_text()
    theme.choose(Choice.DARK)
    dark = colour_of_text()
    theme.choose(Choice.LIGHT)
    assert (light, dark) == (theme.colours.text, "#e6e8ec")


def test_the_help_remembers_its_place_and_closes_with_the_window(
    qapp: QWidget, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "window.ini")
    made = MainWindow(settings, theme)
    made.show_help()
    shown = opened(made)
    assert shown.link == "first-hour"
    shown.resize(700, 500)
    made.close()
    assert not shown.isVisible()
    assert made.help_desk.shown is None
    made.show_help("glossary")
    assert opened(made).size().toTuple() == (700, 500)
    made.close()
    made.deleteLater()


# ---- the page that fits


def test_every_place_names_a_page_and_a_module(pages: tuple[Page, ...]) -> None:
    places = sections(pages)
    modules = [".".join(path.relative_to(UI).with_suffix("").parts) for path in UI.rglob("*.py")]
    for place, page in PAGE_BY_PLACE.items():
        assert page in places, page
        assert any(module.startswith(place) for module in modules), place
    rooms = {path.name for path in UI.iterdir() if (path / "__init__.py").is_file()} - WITHOUT_PAGE
    assert [room for room in rooms if not any(place.startswith(room) for place in PAGE_BY_PLACE)] == []


@pytest.mark.parametrize(
    ("panel", "page"),
    [
        ("Checks", "proving"), ("Journal", "adjusting#the-entry-editor"), ("Notes", "notes"), ("Charts", "charts"),
        ("Comments", "notes#comments-and-evidence"), ("Review", "notes#the-review"),
        ("Scenarios", "adjusting#scenarios"), ("ToDo", "proving#to-do"),
        ("Figure", "proving#where-a-figure-comes-from"), ("History", "proving#the-history"), ("Statements", "window"),
    ],
)  # fmt: skip
def test_f1_opens_the_page_of_the_panel_in_which_the_focus_is(workspace: Workspace, panel: str, page: str) -> None:
    assert page_for(workspace.docks[panel].widget()) == page
    children = workspace.docks[panel].widget().findChildren(QWidget)
    assert {page_for(child) for child in children} == {page}


def test_f1_in_the_grid_and_in_a_dialog(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    at(workspace, "funding_costs")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    workspace.grid.setFocus()
    qtbot.keyClick(workspace.grid, KEY.Key_F1)
    assert opened(window).link == "window"
    window.help_desk.close()
    window.act("project_details")
    (dialog,) = (dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    field = dialog.focusWidget()
    assert field is not None
    qtbot.keyClick(field, KEY.Key_F1)
    assert opened(window).link == "importing#what-the-project-is-called"
    assert opened(window).isVisible()
    assert opened(window).parent() is None, "else the dialog would block it"
    dialog.close()


def test_nothing_in_front_is_the_first_page() -> None:
    assert page_for(None) == "first-hour"


# ---- the list of shortcuts, and about


def test_the_list_of_shortcuts_is_filtered(window: MainWindow) -> None:
    sheet = ShortcutsDialog(window)
    everything = sheet.table.rowCount()
    sheet.filter.setText("undo ctrl+z")
    shown = [row for row in range(everything) if not sheet.table.isRowHidden(row)]
    undo = ACTION_BY_NAME["undo"]
    assert [sheet.table.model().index(row, 1).data() for row in shown] == [str(undo.help_line)]
    sheet.filter.clear()
    assert not any(sheet.table.isRowHidden(row) for row in range(everything))
    sheet.close()


def test_about_has_versions_and_licenses_of_all_that_is_required(window: MainWindow) -> None:
    project = tomllib.loads((resources.root().parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    required = [*project["dependencies"], *extras["passwords"], *extras["parquet"], *extras["typst"]]
    assert [re.split(r"[>=]", name)[0] for name in required] == list(DIRECT)
    found = {library.name: library for library in libraries()}
    assert {"Reconciliation Workbench", "Python", "shiboken6", "python-dateutil"} <= set(found)
    assert all(library.version and library.licence for library in found.values())
    for name in ("PySide6_Essentials", "shiboken6"):
        assert found[name].licence.startswith("LGPL-3.0")
        text = licence_text(found[name])
        assert text.startswith("Qt and Qt for Python")
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
        assert "END OF TERMS AND CONDITIONS" in text
    assert "MIT License" in licence_text(found["Reconciliation Workbench"])
    assert "Permission is hereby granted" in licence_text(found["cattrs"])
    assert f"Reconciliation Workbench {VERSION}\nPython 3" in versions_as_text()
    window.act("about")
    (dialog,) = window.findChildren(AboutDialog)
    tabs = dialog.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert [tabs.tabText(number) for number in range(tabs.count())] == ["About", "Versions", "Licenses"]
    dialog.names.setCurrentRow(1)
    assert dialog.text.toPlainText().startswith("Python 3")
    dialog.close()
