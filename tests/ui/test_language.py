"""The window in another language: every text that it shows goes through the translation handed to it, or is data."""

import ast
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from gettext import NullTranslations
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTranslator,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDockWidget,
    QFileDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QStatusBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.projects import names_of
from tests.ui.conftest import MILLISECONDS
from tests.ui.test_journeys import at
from workbench.domain.project import Project
from workbench.file_lock import Holder
from workbench.files import Stamp
from workbench.log import end_log
from workbench.opening import NOTHING_SEEN, SourcesOnDisk
from workbench.phrases import ENGLISH
from workbench.ui.shell.actions import ACTIONS, SUBMENUS
from workbench.ui.shell.application import translate_qt
from workbench.ui.shell.keeping import system_user_name
from workbench.ui.shell.safekeeping import say_held
from workbench.ui.shell.start_page import text_without_key
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit import messages
from workbench.ui.toolkit.dates import format_day, format_time
from workbench.ui.toolkit.language import speak
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import short_label
from workbench.workbooks import SourceWorkbook

AREAS = (
    "shell", "records", "charts", "adjustments", "assistant", "checks", "sources", "statement",
    "commands", "presentation", "refusals",
)  # fmt: skip
"""The rooms of the window; and what it shows as others say it: steps, units and the light of the checks, refusals."""
OPENING, CLOSING = "⟦", "⟧"
MARKED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
"""A text in the made-up language that holds no other."""
LATIN = re.compile(r"[A-Za-z]")
CELLS = re.compile(r"\b[A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?\b|^[A-Z]{1,3}$", re.MULTILINE)
"""References to cells, and the letters of columns."""
TAG = re.compile(r"<[^<>]*>")
TOOLKIT = "toolkit"
MOST_TOLD = 60
PROGRAM = Path(messages.__file__).parents[2]
MAKES_A_TEXT = (
    "phrase", "phrase_of_count", "tr", "tr_count", "gettext", "ngettext",
    "WorkbenchError", "ImportRefused", "PasswordNeeded",
)  # fmt: skip


def patterns_in_program() -> set[str]:
    """Return the patterns that a catalogue lists: texts handed to what makes or says them, and those of ``wording``."""
    patterns: set[str] = set()
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in MAKES_A_TEXT:
                    patterns |= {text for text in map(text_of, args) if text}
                case ast.Constant() if path.is_relative_to(PROGRAM / "wording"):
                    patterns.add(text_of(node))
    return patterns


def text_of(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


class MadeUp(NullTranslations):
    """A language that says every pattern of the program as it is, between marks.

    It knows no sentence that was put together first, out of words or with what it is about: no catalogue does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._patterns = patterns_in_program()

    def gettext(self, message: str) -> str:
        return f"{OPENING}{message}{CLOSING}" if message in self._patterns else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Shown(NamedTuple):
    """A text that the window showed: in which area of it, and what showed it."""

    area: str
    where: str
    text: str


class Journey(NamedTuple):
    """What the window showed on the way through it, and what of that is data."""

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


def is_qts_own(widget: QWidget) -> bool:
    """True for buttons that Qt names, and what stands in its dialogs for choosing files."""
    above = widget.parentWidget()
    if isinstance(widget, QAbstractButton) and isinstance(above, QTabBar | QDockWidget):
        return True
    while above is not None:
        match above:
            case QFileDialog():
                return True
            case QDialogButtonBox() if isinstance(widget, QAbstractButton):
                return above.standardButton(widget) is not QDialogButtonBox.StandardButton.NoButton
        above = above.parentWidget()
    return False


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield every text of one widget, of its model and of its tabs."""
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QGroupBox() | QMenu():
            yield widget.title()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
            yield widget.placeholderText()
        case QLineEdit():
            yield widget.placeholderText()
        case QTextEdit():
            yield widget.toPlainText()
            yield widget.placeholderText()
        case QStatusBar():
            yield widget.currentMessage()
        case QTabBar():
            for tab in range(widget.count()):
                yield from (widget.tabText(tab), widget.tabToolTip(tab))
        case QFileDialog():
            yield from widget.nameFilters()
        case QHeaderView():
            for section in range(widget.count() if widget.isVisible() else 0):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(widget.model().headerData(section, widget.orientation(), role) or "")
        case QAbstractItemView() if widget.model() is not None:
            yield from texts_in(widget.model(), QModelIndex())


def texts_in(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
    )
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (text for role in roles if isinstance(text := index.data(role), str))
        yield from texts_in(model, model.index(row, 0, parent))


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
            if not is_qts_own(widget):
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
        for choose in (workspace.view_state.show_only_affected, workspace.view_state.mark_unproven):
            choose(True)
            self.note(workspace.page)
        self.note(workspace)

    def see_selections(self) -> None:
        """Let the status line add figures up: all, which have several units, and two."""
        workspace = self.workspace
        workspace.view_state.show_only_affected(False)
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
        for name in ("import", "open", "save_as", "restore", "export", "shortcuts", "about"):
            window.act(name)
            self.note_dialogs("shell")
        window.show_fault(RuntimeError(OPENING + CLOSING))
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
        for name in ("restate", "mark_restated", "cut"):
            self.workspace.grid.clearSelection()
            self.workspace.grid.setCurrentIndex(QModelIndex())
            self.workspace.statements.setFocus()
            window.act(name)
            self.note(self.workspace.status)

    def see_assistant(self, path: Path) -> None:
        self.window.act("layouts")
        self.note_dialogs("assistant")
        self.window.files.import_wanted.emit([path])
        assistant = self.window.assistant
        assert assistant is not None
        self.wait_until(lambda: not assistant.controller.is_busy)
        for page in range(3):
            assistant.show_page(page)
            self.note(assistant, "assistant")
        assistant.rejected.emit()

    def refuse_missing(self, path: Path) -> None:
        self.window.files.open([path])
        self.wait_until(lambda: not self.window.jobs.running)
        (box,) = (box for box in self.window.findChildren(QMessageBox) if box.isVisible())
        self.keep("shell", "what was refused", [box.text()])
        self.keep("refusals", "why", [box.informativeText()])
        box.close()


DOCUMENT, FILES = "qifu", ("recent.recon", "saved.recon", "review.xlsx", "missing.xlsx")


HOLDER = Holder("7", "7", 7, datetime(2026, 3, 5, 9, 4, tzinfo=UTC))


def nothing() -> None:
    """Stand for what an answer would do."""


@pytest.fixture(scope="module")
def journey(
    theme: Theme,
    qifu_path: Path,
    qifu_workbook: SourceWorkbook,
    qifu_project: Project,
    tmp_path_factory: pytest.TempPathFactory,
) -> Journey:
    """All that a window shows in the made-up language, from its start to its end."""
    folder = tmp_path_factory.mktemp("language")
    settings = Settings(folder / "window.ini")
    settings.add_recent_file(folder / "recent.recon")
    speak(MadeUp())
    try:
        window = MainWindow(settings, theme, state_folder=folder / "state")
        window.keep_log()
        shown = walk_through(window, folder, qifu_path)
    finally:
        speak(ENGLISH)
        end_log()
    kept = (folder / "state").rglob("*.*")
    places = [folder, *kept, qifu_path, *(folder / name for name in FILES)]
    keys = [key for action in ACTIONS for key in action.keys]
    data = {*data_of(qifu_project, qifu_workbook), system_user_name(), DOCUMENT, *FILES, *map(str, places), *keys}
    return Journey(shown, frozenset(data))


def walk_through(window: MainWindow, folder: Path, sample: Path) -> frozenset[Shown]:
    """Return what ``window`` shows until it is closed; ``folder`` has the files that it writes."""
    window.resize(1600, 1000)
    window.show()
    walk = Walk(window)
    try:
        walk.note(window)
        walk.refuse_missing(folder / "missing.xlsx")
        walk.open(sample)
        walk.see_document()
        walk.see_selections()
        walk.see_steps()
        walk.see_files(folder / "saved.recon", folder / "review.xlsx")
        walk.see_dialogs()
        walk.see_changed_sources((FILES[0], FILES[1]))
        walk.see_read_only()
        walk.see_assistant(sample)
    finally:
        window.files.close()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    walk.keep("shell", "progress", walk.progress)
    return frozenset(walk.shown)


def data_of(project: Project, workbook: SourceWorkbook) -> Iterator[str]:
    """Yield what the source of a project prints, and how its periods are called."""
    yield from (line.strip() for sheet in workbook.sheets for cell in sheet.cells for line in cell.text.split("\n"))
    yield from (
        project.entity,
        *names_of(project.frameworks),
        project.currency,
    )
    for period in project.periods.values():
        yield from (period.id, period.label, short_label(period, ENGLISH))
    for statement in project.statements:
        yield statement.title
        for line in statement.lines:
            yield from (line.name, line.caption, *line.section, *line.aliases)
    for adjustment in project.adjustments:
        yield from (adjustment.name, adjustment.note, *adjustment.standards)
    for source in project.sources:
        yield from (source.name, source.folder, *source.sheets)
    for figure in project.source_figures:
        yield figure.raw


# ---- what must be


def without_marks(text: str) -> str:
    """Return what of ``text`` no translation said."""
    while MARKED.search(text):
        text = MARKED.sub(" ", text)
    return unescape(TAG.sub(" ", text))


def english_in(journey: Journey, area: str) -> list[Shown]:
    """Return the texts of an area that hold letters which are neither said by the translation nor data."""
    names = sorted(filter(None, journey.data), key=len, reverse=True)
    data = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    shown = sorted(text for text in journey.shown if text.area == area)
    return [text for text in shown if LATIN.search(CELLS.sub("", data.sub("", without_marks(text.text))))]


@pytest.mark.parametrize("area", AREAS)
def test_nothing_is_shown_that_was_not_said_in_the_language_of_the_window(journey: Journey, area: str) -> None:
    assert any(shown.area == area and shown.text for shown in journey.shown), "nothing was shown"
    english = english_in(journey, area)
    assert not english, "\n".join(map(str, english[:MOST_TOLD]))


def test_the_walk_comes_to_every_action_and_menu(journey: Journey) -> None:
    texts = {shown.text for shown in journey.shown}
    of_actions = [text for action in ACTIONS for text in (action.text, action.help_line)]
    assert {f"{OPENING}{text}{CLOSING}" for text in (*of_actions, *(menu.title for menu in SUBMENUS))} <= texts


# ---- parts


def test_a_day_and_a_time_are_said_in_the_language_of_the_window() -> None:
    moment = datetime(2026, 3, 5, 9, 4, tzinfo=UTC)
    assert (format_day(moment.date()), format_day(date(2025, 12, 31))) == ("05 Mar 2026", "31 Dec 2025")
    assert format_time(moment) == "09:04"


@pytest.mark.parametrize(
    ("text", "shown"), [("Open the &sample", "Open the sample"), ("导入(&I)…", "导入…"), ("Quit", "Quit")]
)
def test_the_start_page_shows_no_marks_of_letters(text: str, shown: str) -> None:
    assert text_without_key(text) == shown


def test_qt_speaks_the_language_that_the_translation_names(qapp: QApplication) -> None:
    class Chinese(NullTranslations):
        def info(self) -> dict[str, str]:
            return {"language": "zh_CN"}

    translate_qt(qapp, ENGLISH)
    english = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    translate_qt(qapp, Chinese())
    chinese = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    try:
        assert [box.buttons()[0].text() for box in (english, chinese)] == ["Cancel", "取消"]
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()
