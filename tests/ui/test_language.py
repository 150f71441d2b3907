"""The window in another language: every text that it shows goes through the translation handed to it, or is data."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QTranslator,
)
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.published import H1_2023
from tests.translation.data import data_in, data_of
from tests.translation.pseudo_language import COMPLETE, english_in
from tests.ui.shared_windows import MILLISECONDS
from tests.ui.shown_texts import is_qts_own, texts_of
from tests.ui.test_journeys import at
from tests.ui.test_recovery import BOOK, leave_behind
from workbench.catalogue.differences import kinds
from workbench.commands import EditFigures
from workbench.domain.project import Project
from workbench.file_lock import Holder
from workbench.files import Stamp
from workbench.languages import LANGUAGES, words_in
from workbench.log import end_log
from workbench.opening import NOTHING_SEEN, PROJECT_SUFFIX, SourcesOnDisk
from workbench.phrases import ENGLISH, Words, say
from workbench.presentation.compared_columns import Comparison, Preset
from workbench.presentation.line_filter import EVERY_LINE, LinesShown
from workbench.session.recovery import left_behind
from workbench.state_folder import BACKUPS
from workbench.store import save
from workbench.ui.assistant.whole_import import CURRENCIES
from workbench.ui.help.libraries import libraries, licence_text
from workbench.ui.shell.action_lists.menus import EXPORT_IN, SUBMENUS
from workbench.ui.shell.actions import ACTIONS
from workbench.ui.shell.application import translate_qt
from workbench.ui.shell.backups_dialog import BackupsDialog
from workbench.ui.shell.files import RECOVERY
from workbench.ui.shell.keeping import system_user_name
from workbench.ui.shell.left_behind import CompareDialog, LeftBehindStrip
from workbench.ui.shell.safekeeping import say_held
from workbench.ui.shell.start_page import text_without_key
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit import messages
from workbench.ui.toolkit.dates import format_day, format_time
from workbench.ui.toolkit.language import speak
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme
from workbench.workbooks import SourceWorkbook

AREAS = (
    "shell", "records", "charts", "adjustments", "assistant", "checks", "sources", "statement",
    "commands", "presentation", "refusals",
)  # fmt: skip
"""The rooms of the window; and what it shows as others say it: steps, units and the light of the checks, refusals."""
TOOLKIT = "toolkit"
LINE_DIALOGS = ("insert_line_below", "insert_heading", "delete_lines", "make_total", "parts", "line_details")
MOST_TOLD = 60


class Shown(NamedTuple):
    """A text that the window showed: in which area of it, and what showed it."""

    area: str
    where: str
    text: str


class Journey(NamedTuple):
    """What the window showed on the way through it in the language of ``words``, and what of that is data."""

    words: Words
    shown: frozenset[Shown]
    data: frozenset[str]


# ---- what is shown


def area_of(widget: QWidget, workspace: Workspace | None) -> str:
    """Return the room whose widget this is, or stands in; what every room uses belongs to who uses it."""
    if workspace is not None and widget in (workspace.status._unit, workspace.status._light):
        return "presentation"
    above: QWidget | None = widget
    while above is not None:
        match type(above).__module__.split("."):
            case ["workbench", "ui", area, *_] if area != TOOLKIT:
                return area
        above = above.parentWidget()
    return "shell"


# ---- the way through the window


class Walk:
    """Shows what the window has, part by part, and keeps the texts that it showed."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.shown: set[Shown] = set()
        self.progress: list[str] = []
        window.jobs.started.connect(lambda job: job.progressed.connect(self._on_progress))

    def _on_progress(self, progress: tuple[int, int, str]) -> None:
        self.progress.append(progress[2])

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def wait_until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + MILLISECONDS / 1000
        while not holds():
            assert time.monotonic() < deadline, "the window does not settle"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def keep(self, area: str, where: str, texts: Iterable[str]) -> None:
        self.shown |= {Shown(area, where, text) for text in texts if text}

    def note(self, whole: QWidget, area: str = "") -> None:
        """Keep the texts of ``whole`` and of all that is in it, as those of ``area``, else of the room of each."""
        QCoreApplication.processEvents()
        for widget in (whole, *whole.findChildren(QWidget)):
            self.keep(area or area_of(widget, self.window.workspace), type(widget).__name__, texts_of(widget))
        for action in whole.findChildren(QAction):
            owner = action.parent()
            if isinstance(owner, QWidget) and not isinstance(owner, QFileDialog) and not is_qts_own(owner):
                texts = (action.text(), action.toolTip(), action.statusTip(), action.iconText(), action.whatsThis())
                self.keep(area or area_of(owner, self.window.workspace), f"action {action.objectName()}", texts)

    def note_dialogs(self, area: str = "") -> None:
        """Keep the texts of the dialogs that are open, of which there is one at least, and close them."""
        dialogs = [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]
        assert dialogs
        for dialog in dialogs:
            self.note(dialog, area)
            dialog.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def open(self, path: Path) -> None:
        settled: list[bool] = []
        connection = self.window.settled.connect(lambda: settled.append(True))
        self.window.files.open([path])
        self.note(self.window.job_bar)
        self.wait_until(lambda: bool(settled))
        self.window.settled.disconnect(connection)

    def see_document(self) -> None:
        workspace = self.workspace
        self.note(self.window)
        for name, dock in workspace.docks.items():
            workspace.show_panel(name)
            self.note(dock)
        for statement in workspace.document.session.project.statements:
            workspace.view_state.show_statement(statement.id)
            self.note(workspace.page)
        for shown in reversed(LinesShown):
            workspace.view_state.show_lines(shown)
            self.note(workspace.page)
        workspace.view_state.mark_unproven(True)
        self.note(workspace.page)
        workspace.page.compare(True)
        for preset in Preset:
            workspace.view_state.compare(Comparison(preset))
            self.note(workspace.page)
        workspace.page.compare(False)
        self.note(workspace)

    def see_selections(self) -> None:
        """Let the status line add figures up: all, which have several units, and two."""
        workspace = self.workspace
        workspace.view_state.filter_lines(EVERY_LINE)
        at(workspace, "funding_costs")
        cell = workspace.grid.currentIndex()
        for select in (workspace.grid.selectAll, lambda: None):
            workspace.status._selection.clear()
            select()
            workspace.status.show_selection(workspace.grid)
            self.wait_until(lambda: bool(workspace.status.selection_text))
            self.note(workspace.status)
            selection = QItemSelection(cell, cell.siblingAtRow(cell.row() + 1))
            workspace.grid.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def see_steps(self) -> None:
        """Make a step, take it back, do it again."""
        workspace = self.workspace
        workspace.adjustments_panel.adjustments.toggle(0)
        workspace.show_panel("History")
        self.wait_until(lambda: workspace.history.model().rowCount() > 1)
        self.note(workspace.history, "commands")
        for name in ("undo", "redo"):
            self.window.act(name)
            self.note(workspace.status)
            self.see_menus()

    def see_files(self, project: Path, review: Path) -> None:
        """Save the project and export it; another step leaves it unsaved."""
        save, export = self.window.files.save_to, self.window.files.export_to
        for write, target in ((save, project), (save, project), (export, review)):
            write(target)
            self.wait_until(lambda: not self.window.jobs.running)
            assert target.exists()
            self.note(self.workspace.status)
        self.workspace.undo()
        self.note(self.workspace.status)

    def see_changed_sources(self, names: tuple[str, str]) -> None:
        """Show what is said where one source has changed, and where two have."""
        watch = self.window.source_watch
        assert watch is not None
        paths = [Path(name) for name in names]
        for changed in (paths[:1], paths):
            watch._seen = SourcesOnDisk({path: Stamp(0, 0, 0) for path in changed}, {}, tuple(changed))
            watch._offer()
            self.note(watch.banner, "shell")
        watch._seen = NOTHING_SEEN
        watch._offer()

    def see_read_only(self) -> None:
        """Try to save what is read-only."""
        self.workspace.document.read_only = say_held(Path(DOCUMENT), HOLDER)
        self.window._on_changed()
        self.note(self.window)
        self.window.act("save")
        self.note_dialogs("shell")
        self.workspace.document.read_only = None

    def see_menus(self) -> None:
        """Open all menus, so that those of what there is are filled."""
        for menu in self.window.findChildren(QMenu):
            menu.aboutToShow.emit()
        self.note(self.window.menuBar())
        for menu in self.window.findChildren(QMenu):
            area = area_of(menu.parentWidget() or menu, self.window.workspace)
            self.keep(area, "menu", (action.text() for action in menu.actions()))

    def see_dialogs(self) -> None:
        """Open what the shell asks and tells."""
        window = self.window
        for name in ("import", "open", "save_as", "restore", "export", "preferences", "shortcuts", "about"):
            window.act(name)
            self.note_dialogs("shell")
        window.show_fault(FAULT)
        self.note_dialogs("shell")
        for ask in (
            lambda: messages.ask_about_unsaved(window, DOCUMENT, nothing, nothing),
            lambda: messages.ask_about_changed_file(window, DOCUMENT, nothing, nothing),
            lambda: messages.ask_about_corrections(window, nothing),
            lambda: messages.ask_about_held_file(window, DOCUMENT, say_held(Path(DOCUMENT), HOLDER), nothing, nothing),
        ):
            ask()
            self.note_dialogs("shell")
        at(self.workspace, "total_net_revenue")
        for name in ("restate", "mark_restated"):
            window.act(name)
            self.note_dialogs("statement")
        for name in LINE_DIALOGS:
            window.act(name)
            self.note_dialogs("statement")
        for name in ("new", "new_period", "new_statement"):
            window.act(name)
            self.note_dialogs("shell")
        for name in ("restate", "mark_restated", "cut"):
            self.workspace.grid.clearSelection()
            self.workspace.grid.setCurrentIndex(QModelIndex())
            self.workspace.statements.setFocus()
            window.act(name)
            self.note(self.workspace.status)

    def see_assistant(self, again: Path) -> None:
        """Import the open project again from a file that contradicts what the user did, and take it over."""
        self.window.act("layouts")
        self.note_dialogs("assistant")
        self.workspace.document.session.execute(EditFigures({TYPED_OVER: Decimal(2_254_720)}))
        self.window.files.import_wanted.emit([again])
        assistant = self.window.assistant
        assert assistant is not None
        self.wait_until(lambda: not assistant.controller.is_busy)
        for page in range(3):
            assistant.show_page(page)
            self.note(assistant, "assistant")
        collisions = assistant.outcome.collisions
        assert collisions.isVisible()
        for decide in (collisions.take_theirs, collisions.keep_own):
            decide.click()
            self.note(collisions, "assistant")
        settled: list[bool] = []
        self.window.settled.connect(lambda: settled.append(True))
        assistant.advance()
        self.wait_until(lambda: bool(settled))
        self.workspace.show_panel("History")
        self.note(self.window)

    def see_left_behind(self) -> None:
        """Offer what a killed program left, compare it with its file, and be asked before it is discarded."""
        self.window.look_for_remains()
        self.wait_until(lambda: not self.window.jobs.running)
        (strip,) = self.window.findChildren(LeftBehindStrip)
        self.note(strip, "shell")
        (left,) = left_behind(self.window.files.recovery_folder or Path())
        strip.compare_wanted.emit(left)
        self.wait_until(lambda: bool(self.window.findChildren(CompareDialog)))
        self.note_dialogs("shell")
        strip.discard_wanted.emit(left)
        self.note_dialogs("shell")

    def see_backup(self, project: Path) -> None:
        """Open the backup of a saved project, and go back to it."""
        self.window.act("restore")
        (dialog,) = self.window.findChildren(BackupsDialog)
        self.note(dialog, "shell")
        dialog.open_button.click()
        self.note_dialogs("shell")  # the unsaved step

    def see_refusals(self, sample: Path, folder: Path) -> None:
        """Try to write where it may not be, and to open what is not there."""
        files = self.window.files
        for act in (
            lambda: files.export_to(sample),
            lambda: files.save_to(folder / "notes.txt"),
            lambda: files.open([folder / "missing.xlsx"]),
        ):
            act()
            self.wait_until(lambda: not self.window.jobs.running)
            (box,) = (box for box in self.window.findChildren(QMessageBox) if box.isVisible())
            self.keep("shell", "what was refused", [box.text()])
            self.keep("refusals", "why", [box.informativeText()])
            self.note_dialogs("shell")


DOCUMENT, FILES = "qifu", ("recent.recon", "saved.recon", "review.xlsx", "missing.xlsx", "left.recon", "notes.txt")
TYPED_OVER = ("financing_income", H1_2023)
"""The figure that the user types over, and a file imported again contradicts."""
FAULT = RuntimeError("the text of a fault is for the programmer")
HOLDER = Holder("7", "7", 7, datetime(2026, 3, 5, 9, 4, tzinfo=UTC))


def nothing() -> None:
    """Stand for what an answer would do."""


def changed_copy(sample: Path, folder: Path) -> Path:
    """Return a copy of the sample, under its name, that states another figure where the user types over it."""
    folder.mkdir()
    book = openpyxl.load_workbook(sample, data_only=True)
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == 2_254_620):
        cell.value = 2_254_600
    book.save(folder / sample.name)
    return folder / sample.name


@pytest.fixture(scope="module", params=COMPLETE)
def journey(
    request: pytest.FixtureRequest,
    theme: Theme,
    qifu_path: Path,
    qifu_workbook: SourceWorkbook,
    qifu_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> Journey:
    """All that a window shows in a language, from its start to its end."""
    words = COMPLETE[request.param]()
    folder = tmp_path_factory.mktemp("language")
    settings = Settings(folder / "window.ini")
    settings.add_recent_file(folder / "recent.recon")
    recovered = leave_behind(folder / "state" / RECOVERY, folder / "left.recon")
    save(BOOK, folder / "left.recon")
    speak(words)
    try:
        window = MainWindow(settings, theme, state_folder=folder / "state")
        window.keep_log()
        shown = walk_through(window, folder, qifu_path)
    finally:
        speak(ENGLISH)
        end_log()
    kept = (folder / "state").rglob("*.*")
    folders = [folder / "state" / name for name in (BACKUPS, RECOVERY)]
    places = [folder, *folders, *kept, qifu_path, *(folder / name for name in FILES)]
    keys = [key for action in ACTIONS for key in action.keys]
    own_names = (language.name for language in LANGUAGES.values())
    data = {
        *data_of(qifu_project),
        *data_of(BOOK),
        *data_of(recovered),
        *(standard for kind in kinds() for standard in kind.standards),
        *data_in([qifu_workbook]),
        *own_names,
        *keys,
        *CURRENCIES,
        *(text for library in libraries() for text in library),
        *(licence_text(libraries()[0]).split("\n")),
        PROJECT_SUFFIX,
        type(FAULT).__name__,
        str(FAULT),
    }
    return Journey(words, shown, frozenset((*data, system_user_name(), DOCUMENT, *FILES, *map(str, places))))


def walk_through(window: MainWindow, folder: Path, sample: Path) -> frozenset[Shown]:
    """Return what ``window`` shows until it is closed; ``folder`` has the files that it writes."""
    window.resize(1600, 1000)
    window.show()
    walk = Walk(window)
    try:
        walk.note(window)
        walk.see_left_behind()
        walk.open(sample)
        walk.see_document()
        walk.see_selections()
        walk.see_steps()
        walk.see_files(folder / "saved.recon", folder / "review.xlsx")
        walk.see_backup(folder / "saved.recon")
        walk.see_refusals(sample, folder)
        walk.see_dialogs()
        walk.see_changed_sources((FILES[0], FILES[1]))
        walk.see_read_only()
        walk.see_assistant(changed_copy(sample, folder / "changed"))
    finally:
        window.files.close()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    walk.keep("shell", "progress", walk.progress)
    return frozenset(walk.shown)


# ---- what must be


def english_shown(journey: Journey, area: str) -> list[tuple[Shown, list[str]]]:
    """Return the texts of an area that hold words which are neither said in the language nor data."""
    shown = sorted(text for text in journey.shown if text.area == area)
    return [(text, left) for text in shown if (left := english_in(text.text, journey.data))]


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_shown_that_was_not_said_in_the_language_of_the_window(journey: Journey, area: str) -> None:
    assert any(shown.area == area and shown.text for shown in journey.shown), "nothing was shown"
    english = english_shown(journey, area)
    assert not english, "\n".join(map(str, english[:MOST_TOLD]))


def test_the_walk_comes_to_every_action_and_menu(journey: Journey) -> None:
    texts = {shown.text for shown in journey.shown}
    of_actions = [text for action in ACTIONS for text in (action.text, action.help_line)]
    assert {say(text, journey.words) for text in (*of_actions, *(menu.title for menu in SUBMENUS))} <= texts


# ---- parts


def test_a_day_and_a_time_are_said_in_the_language_of_the_window() -> None:
    moment = datetime(2026, 3, 5, 9, 4, tzinfo=UTC)
    assert (format_day(moment.date()), format_day(date(2025, 12, 31))) == ("05 Mar 2026", "31 Dec 2025")
    assert format_time(moment) == "09:04"
    speak(words_in("zh_CN"))
    assert (format_day(moment.date()), format_day(date(2025, 12, 31))) == ("2026年3月5日", "2025年12月31日")
    speak(ENGLISH)


@pytest.mark.parametrize(
    ("text", "shown"), [("Open the sa&mple", "Open the sample"), ("导入(&I)…", "导入…"), ("Quit", "Quit")]
)
def test_the_start_page_shows_no_marks_of_letters(text: str, shown: str) -> None:
    assert text_without_key(text) == shown


def test_qt_speaks_the_language_that_the_translation_names(qapp: QApplication) -> None:
    translate_qt(qapp, ENGLISH)
    english = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    translate_qt(qapp, words_in("zh_CN"))
    chinese = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    try:
        assert [box.buttons()[0].text() for box in (english, chinese)] == ["Cancel", "取消"]
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of a window made after it."""
    speak(words_in(request.param))
    yield request.param
    speak(ENGLISH)


def test_no_two_entries_of_a_menu_have_the_same_access_key(
    qtbot: QtBot, language: str, window: MainWindow, workspace: Workspace, qifu_path: Path
) -> None:
    window.files.import_wanted.emit([qifu_path])
    assistant = window.assistant
    assert assistant is not None
    qtbot.waitUntil(lambda: not assistant.controller.is_busy, timeout=MILLISECONDS)
    assistant.tables.menus.update_titles()
    offering: list[QWidget] = [window.menuBar(), workspace.grid]
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
        offering.append(menu)
    shared = {}
    for offers in offering:
        texts = [action.text() for action in offers.actions()]
        times = Counter(key for text in texts if not (key := QKeySequence.mnemonic(text)).isEmpty())
        if twice := [key.toString() for key, count in times.items() if count > 1]:
            shared[", ".join(texts)] = twice
    assistant.give_up()
    assert len(offering) > 15
    assert shared == {}


def test_a_chinese_workbook_leaves_an_english_window(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, tmp_path: Path
) -> None:
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == str(EXPORT_IN.title))
    english, chinese = menu.actions()
    assert (english.text(), chinese.text()) == ("English…", "简体中文 (draft)…")
    chinese.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "chinese.xlsx"))
    dialog.close()
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=MILLISECONDS)
    first_sheet = openpyxl.load_workbook(tmp_path / "chinese.xlsx").sheetnames[0]
    assert first_sheet == words_in("zh_CN").gettext("Lead") != "Lead"
    assert workspace.status.currentMessage() == f"Exported to {tmp_path / 'chinese.xlsx'}"
