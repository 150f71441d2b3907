"""One row of a table as it is tried: a fresh window on a sample, hands on its keys and mouse, eyes on what it shows."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QPoint, QProcess, QRect, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.real_keys.hands import PAUSE, Hands, run, spin
from workbench.domain.project import Project
from workbench.ui.shell.window import MainWindow
from workbench.ui.shell.workspace import Workspace
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.lazy_refresh import is_seen

MILLISECONDS_TO_SHOW, MILLISECONDS_AT_REST = 2_500, 150
"""How long what a key does may take to be seen."""
TALLEST_LISTED, WIDEST_SAID, MOST_TABS = 200, 160, 20
MARK = 9
"""Pixels from the left edge of a choice to the middle of its mark."""

CAPTION, REPORTED, RESULT = "caption", "as reported", "result"
"""The columns of a statement that are no difference's; a difference is named by its id."""
ECL, EIR, SBC, GUARANTEE = (
    "expected_credit_losses",
    "effective_interest_rate_on_loans_receivable",
    "share_based_compensation",
    "financial_guarantee",
)


@dataclass
class Outcome:
    """What was seen as expected, and what was not, in sentences."""

    held: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Desk:
    """``keys`` does, ``sees`` looks; whatever is not as expected is noted, and the trial goes on."""

    def __init__(self, window: MainWindow, hands: Hands, folder: Path) -> None:
        self.window = window
        self.hands = hands
        self.folder = folder
        self.outcome = Outcome()

    # ---- hands

    def keys(self, *keys: str) -> None:
        self.hands.press(*keys)

    def types(self, text: str, *keys: str) -> None:
        """Type a text, then press keys."""
        self.hands.type(text)
        self.hands.press(*keys)

    def click(self, line: str, column: str, holding: str = "", button: int = 1, times: int = 1) -> None:
        """Click on the middle of a cell."""
        self.hands.click(self.spot(line, column).center(), holding, button, times)

    def click_on(self, widget: QWidget, button: int = 1, times: int = 1) -> None:
        """Click on the middle of a widget; of a choice, on its mark."""
        area = self._resting_place(widget)
        is_choice = isinstance(widget, (QRadioButton, QCheckBox))
        at = QPoint(area.left() + MARK, area.center().y()) if is_choice else area.center()
        self.hands.click(at, button=button, times=times)

    def click_item(self, view: QAbstractItemView, text: str) -> None:
        """Click on the first item of a list that has a text."""
        model = view.model()
        index = next(model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == text)
        self.hands.click(on_screen(view.viewport(), view.visualRect(index)).center())

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a widget has the focus."""
        for _ in range(MOST_TABS):
            if widget.hasFocus():
                return
            self.keys("Tab")

    def choose(self, *path: str) -> bool:
        """Click through the menus of the window to an entry: ``"Statement", "New period"``; False if there is none."""
        bar = self.window.menuBar()
        title = next((action for action in bar.actions() if plain(action.text()) == path[0]), None)
        if title is None:
            self.outcome.failed.append(f"there is no menu {path[0]}")
            return False
        self.hands.click(on_screen(bar, bar.actionGeometry(title)).center())
        for entry in path[1:]:
            menu = QApplication.activePopupWidget()
            actions = menu.actions() if isinstance(menu, QMenu) else []
            found = next((action for action in actions if plain(action.text()).startswith(entry)), None)
            if found is None or not isinstance(menu, QMenu):
                self.outcome.failed.append(f"{path[0]} has no entry {entry}")
                self.keys("Escape", "Escape")
                return False
            self.hands.click(on_screen(menu, menu.actionGeometry(found)).center())
            spin(80)
        return True

    def _resting_place(self, widget: QWidget) -> QRect:
        """Return where a widget is on the screen, once it stays there: a dialog makes room for what it has read."""
        area = QRect()
        while area != (now := on_screen(widget, widget.rect())):
            area = now
            spin(MILLISECONDS_AT_REST)
        return area

    def start_at(self, line: str, column: str = REPORTED, statement: str = "operations") -> None:
        """Show a statement with a cell current, as a trial finds it; this is no step of it."""
        self.workspace.view_state.show_statement(statement)
        spin(50)
        self.grid.go_to(*self.place(line, column))
        spin(50)

    def start_with(self, first: tuple[str, str], last: tuple[str, str]) -> None:
        """Show a block of cells selected from its first to its last corner, as a trial finds it."""
        self.start_at(*first)
        self.grid.moves.extend_to(*self.place(*last))
        spin(50)

    def give(self, text: str, kind: str = "UTF8_STRING") -> None:
        """Put what another program copied on the clipboard; xclip keeps it there."""
        run("xclip", ["-selection", "clipboard", "-t", kind, "-i", "-silent"], text)
        spin(80)

    # ---- where things are

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def grid(self) -> StatementGrid:
        return self.workspace.grid

    @property
    def model(self) -> StatementModel:
        return self.grid.current_model()

    @property
    def project(self) -> Project:
        return self.workspace.document.session.project

    def place(self, line: str, column: str = REPORTED) -> tuple[int, int]:
        """Return row and column of a cell, as they are shown now."""
        row = self.model.row_of(line)
        assert row is not None, f"{line} is not shown"
        return row, [self.name_of_column(number) for number in range(self.model.columnCount())].index(column)

    def name_of_column(self, number: int) -> str:
        column = self.model.columns[number]
        return column.adjustment or column.kind.name.lower().replace("_", " ")

    def name_of(self, row: int, column: int) -> str:
        """Return a cell by name: ``financing_income / as reported``."""
        if row < 0 or column < 0:
            return "no cell"
        return f"{self.model.rows[row].line.id} / {self.name_of_column(column)}"

    def spot(self, line: str, column: str = REPORTED) -> QRect:
        """Return where a cell is on the screen; the frozen columns lie over their cells."""
        row, number = self.place(line, column)
        index = self.model.index(row, number)
        self.grid.scrollTo(index)
        return on_screen(self.grid.viewport(), self.grid.visualRect(index))

    def heading_spot(self, column: str) -> QRect:
        """Return where the heading of a column is on the screen."""
        header, number = self.grid.horizontalHeader(), self.place(self.model.rows[0].line.id, column)[1]
        left, width = header.sectionViewportPosition(number), header.sectionSize(number)
        return on_screen(header.viewport(), QRect(left, 0, width, header.height()))

    # ---- eyes

    def current(self) -> str:
        index = self.grid.currentIndex()
        return self.name_of(index.row(), index.column())

    def at(self, line: str, column: str = REPORTED) -> str:
        """Return how ``current`` names a cell."""
        return f"{line} / {column}"

    def selected(self) -> list[str]:
        """Return every selected cell, by name, in order."""
        return [self.name_of(*place) for place in sorted(self.grid.selected_places())]

    def selected_size(self) -> str:
        """Return the selection as rows × columns."""
        places = list(self.grid.selected_places())
        return f"{len({row for row, _ in places})} × {len({column for _, column in places})}, {len(places)} cells"

    def shown(self, line: str, column: str = REPORTED) -> str:
        """Return what a cell shows."""
        row, number = self.place(line, column)
        return self.model.display(row, number).text

    def showing(self, *cells: tuple[str, str]) -> Callable[[], list[str]]:
        """Return what tells, whenever it is called, what these cells show then."""
        return lambda: [self.shown(*cell) for cell in cells]

    def amount(self, line: str, column: str = REPORTED) -> Decimal | None:
        """Return the exact figure of a cell."""
        return self.model.amount(*self.place(line, column))

    def rows_shown(self) -> list[str]:
        """Return the lines that are not folded away or filtered out, in order."""
        return [self.model.rows[row].line.id for row in self.grid.visible_rows()]

    def undoable(self) -> str:
        """Return the key of the step that would be undone; empty if there is none."""
        step = self.workspace.document.session.step_to_undo
        return step.key if step else ""

    def front_panels(self) -> list[str]:
        """Return the names of the panels on the screen."""
        return [name for name, dock in self.workspace.docks.items() if is_seen(dock.widget())]

    def statement(self) -> str:
        return self.workspace.view_state.statement.id

    def period(self) -> str:
        return self.workspace.view_state.period

    def editor(self) -> str:
        """Return what the open editor of a cell holds; ``closed`` if none is open."""
        focus = QApplication.focusWidget()
        return focus.text() if isinstance(focus, QLineEdit) and self.grid.isAncestorOf(focus) else "closed"

    def focus(self) -> str:
        """Return what has the focus, as a reader would name it."""
        widget = QApplication.focusWidget()
        if widget is None:
            return "nothing"
        return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}".strip()

    def takes_text(self) -> bool:
        """True if what is typed now goes into a text field."""
        return isinstance(QApplication.focusWidget(), (QLineEdit, QComboBox, QPlainTextEdit, QTextEdit))

    def dialog(self) -> str:
        """Return the title of the dialog in front; empty if there is none."""
        dialogs = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
        return (dialogs[-1].windowTitle() or type(dialogs[-1]).__name__) if dialogs else ""

    def the_dialog(self) -> QDialog | None:
        """Return the dialog in front."""
        dialogs = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
        return dialogs[-1] if dialogs else None

    def menu_after(self, act: Callable[[], object], *choose: str) -> list[str]:
        """Return the entries of the menu that ``act`` opens, or of its submenu; click through those that begin so.

        Without more to choose the menu is left with Esc. While some menus are open nothing returns here, so what is
        done with them is prepared beforehand.
        """
        seen: list[str] = []
        menus: list[QMenu] = []

        def look() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu) or menu in menus or not menu.isVisible():
                return
            menus.append(menu)
            entries = [action for action in menu.actions() if action.text() and action.isVisible()]
            seen[:] = [plain(action.text()) for action in entries]
            wanted = choose[len(menus) - 1] if len(menus) <= len(choose) else None
            chosen = next((action for action in entries if wanted and plain(action.text()).startswith(wanted)), None)
            if chosen is None:
                QProcess.startDetached("xdotool", ["key", *["Escape"] * len(menus)])
            else:
                at = on_screen(menu, menu.actionGeometry(chosen)).center()
                self.hands.steps += 1
                QProcess.startDetached("xdotool", ["mousemove", str(at.x()), str(at.y()), *PAUSE, "click", "1"])

        timer = QTimer(interval=40)
        timer.timeout.connect(look)
        timer.start()
        act()
        spin(MILLISECONDS_TO_SHOW, lambda: bool(seen) and QApplication.activePopupWidget() is None)
        timer.stop()
        spin(60)
        return seen

    def menu_of(self, line: str, column: str, *choose: str) -> list[str]:
        """Return the entries of a cell's menu, and choose one."""
        return self.menu_after(lambda: self.click(line, column, button=3), *choose)

    def menu_at(self, at: QPoint, *choose: str) -> list[str]:
        """Return the entries of the menu that a right click opens, and choose one."""
        return self.menu_after(lambda: self.hands.click(at, button=3), *choose)

    def status(self) -> str:
        """Return what the status bar says of the last act: its message, a refusal, the sums of the selection."""
        line = self.workspace.status
        return " ".join(filter(None, (line.currentMessage(), line.refusal, line.selection_text)))

    def copied(self, kind: str = "UTF8_STRING") -> str:
        """Return what another program would paste."""
        return run("xclip", ["-selection", "clipboard", "-t", kind, "-o"])

    def texts(self, within: QWidget | None = None) -> list[str]:
        """Return every text that is on the screen, or within a widget, from labels, fields, buttons and lists."""
        tops = [within] if within else [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        found: list[str] = []
        for top in tops:
            for widget in (top, *top.findChildren(QWidget)):
                if is_seen(widget):
                    found.extend(_texts_of(widget))
        return found

    def reads(self, part: str, within: QWidget | None = None) -> bool:
        """True if a text on the screen holds ``part``."""
        return any(part.casefold() in text.casefold() for text in self.texts(within))

    def button(self, part: str, within: QWidget | None = None) -> QAbstractButton | None:
        """Return the visible, enabled button whose text begins so."""
        for top in [within] if within else QApplication.topLevelWidgets():
            for widget in top.findChildren(QAbstractButton):
                if plain(widget.text()).casefold().startswith(part.casefold()) and widget.isVisible():
                    return widget
        return None

    def fields(self, within: QWidget | None = None) -> list[QLineEdit]:
        """Return the visible text fields."""
        tops = [within] if within else [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        found = [field for top in tops for field in top.findChildren(QLineEdit)]
        return [field for field in found if is_seen(field)]

    def action(self, name: str) -> QAction | None:
        """Return an action by its name in the code; None if there is none yet."""
        try:
            return self.window.action(name)
        except KeyError:
            return None

    # ---- judging

    def changes(self, what: str, actual: Callable[[], object], before: object) -> None:
        """Note whether something comes to be other than it was before."""
        self.holds(what, lambda: actual() != before, actual)

    def tells(self, within: QWidget, *parts: str) -> None:
        """Note whether each of these comes to be read in a widget."""
        for part in parts:
            self.holds(f"“{part}” is told", partial(self.reads, part, within), partial(self.texts, within))

    def offers(self, menu: list[str], *entries: str) -> None:
        """Note whether each of these is an entry of a menu."""
        for entry in entries:
            if any(offered.startswith(entry) for offered in menu):
                self.outcome.held.append(f"{entry} is in the menu")
            else:
                self.outcome.failed.append(f"{entry} is not in the menu: {short(menu)}")

    def says(self, *parts: str) -> None:
        """Note whether the status bar comes to say each of these."""
        for part in parts:
            self.holds(f"the status bar says {part}", partial(self._says, part), self.status)

    def _says(self, part: str) -> bool:
        return part in self.status()

    def sees(self, what: str, actual: Callable[[], object], expected: object) -> bool:
        """Note whether something comes to be seen as expected in time."""
        if spin(MILLISECONDS_TO_SHOW, lambda: actual() == expected):
            self.outcome.held.append(what)
            return True
        self.outcome.failed.append(f"{what}: {short(actual())} instead of {short(expected)}")
        return False

    def holds(self, what: str, claim: Callable[[], object], instead: Callable[[], object] | None = None) -> bool:
        """Note whether a claim comes true in time; ``instead`` returns what was seen otherwise."""
        if spin(MILLISECONDS_TO_SHOW, lambda: bool(claim())):
            self.outcome.held.append(what)
            return True
        self.outcome.failed.append(f"not so: {what}" + (f" (instead: {short(instead())})" if instead else ""))
        return False


def on_screen(widget: QWidget, area: QRect) -> QRect:
    """Return an area of a widget in the coordinates of the screen."""
    return QRect(widget.mapToGlobal(area.topLeft()), area.size())


def plain(text: str) -> str:
    """Return the text of an action or a button without its mnemonic and the dots."""
    return re.sub(r"&(.)", r"\1", text).split("\t")[0]


def short(thing: object) -> str:
    text = ", ".join(map(str, thing)) if isinstance(thing, (list, tuple, set, frozenset)) else str(thing)
    text = " ".join(text.split()) or "nothing"
    return text if len(text) <= WIDEST_SAID else f"{text[: WIDEST_SAID - 1]}…"


def _texts_of(widget: QWidget) -> Iterable[str]:
    match widget:
        case QLabel() | QAbstractButton() | QLineEdit():
            return [plain(widget.text())]
        case QComboBox():
            return [widget.currentText()]
        case QGroupBox():
            return [widget.title()]
        case QTabBar():
            return [plain(widget.tabText(number)) for number in range(widget.count())]
        case QPlainTextEdit() | QTextEdit():
            return [widget.toPlainText()]
        case QHeaderView():
            return []
        case QAbstractItemView():
            return _texts_of_items(widget)
    return []


def _texts_of_items(view: QAbstractItemView) -> list[str]:
    """Return the texts of the first rows of a list or a table, and its headings."""
    model = view.model()
    if model is None:
        return []
    is_list = isinstance(model, QAbstractListModel)
    rows = min(model.rowCount(view.rootIndex()), TALLEST_LISTED)
    columns = 1 if is_list else model.columnCount(view.rootIndex())
    cells = [model.index(row, column, view.rootIndex()) for row in range(rows) for column in range(columns)]
    headings = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(columns)]
    return [str(text) for text in (*headings, *(cell.data() for cell in cells)) if text]
