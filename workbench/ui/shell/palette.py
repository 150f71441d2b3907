"""The palette: whatever the window can do or show, found by typing; Ctrl+K opens it, Enter does it, Esc closes it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QVBoxLayout, QWidget
from shiboken6 import isValid

from workbench.domain.findings import CheckId
from workbench.domain.ids import LineId
from workbench.search.places import Place, PlaceFinder, PlaceKind
from workbench.ui.shell.palette_entries import (
    Entry,
    EntryIndex,
    FoundEntry,
    entries_of_actions,
    entries_of_document,
    entries_of_recent_files,
    entry_of_place,
    failures_by_check,
)
from workbench.ui.toolkit.filter_bar import FilterField
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, FOREGROUND, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.panel_table import PanelTable, height_of_rows, make_plain
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Theme

if TYPE_CHECKING:
    from workbench.ui.shell.files import Files
    from workbench.ui.shell.workspace import Workspace

NAME, WHERE, KEYS = range(3)
WIDTH, BESIDE, WIDTH_OF_WHERE, WIDTH_OF_KEYS = 900, 20, 320, 110
ABOVE = 34
"""Pixels above it: the menus stay in sight."""
MOST_SHOWN, ROWS_SEEN, MOST_RECENT = 60, 12, 20
USED = "palette"
"""The setting that keeps the names of the actions that were chosen last."""
JUST_USED = 6.0
"""By how much an entry that was chosen lately counts as better found."""
ALL_BUT_LINES = frozenset(PlaceKind) - {PlaceKind.LINE}
"""What is searched while the names of the lines of a large project are still being read."""


class PaletteWindow(Protocol):
    """What the palette needs from the main window."""

    @property
    def files(self) -> "Files": ...
    @property
    def workspace(self) -> "Workspace | None": ...
    @property
    def assistant(self) -> object: ...
    def action(self, name: str, /) -> QAction: ...
    def act(self, name: str, /) -> None: ...


class PaletteModel(QAbstractTableModel):
    """The entries that are offered: what each is, where it is found otherwise, and its keys."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        entry, column = self.entries[index.row()], index.column()
        if role in (DISPLAY, TOOL_TIP):
            return (entry.name, entry.why_not or entry.where, entry.keys)[column]
        if role == FOREGROUND and (column != NAME or entry.why_not):
            return self._theme.colour("disabled" if entry.why_not and column != WHERE else "muted")
        return (RIGHT if column == KEYS else LEFT) if role == ALIGNMENT else None


class Palette(QFrame):
    """Stands at the top of its window, over what the window shows; it goes as soon as it loses the keyboard."""

    def __init__(self, window: QWidget, shell: PaletteWindow, settings: Settings, theme: Theme) -> None:
        """``window`` and ``shell`` are the same main window."""
        super().__init__(window)
        self.setObjectName("palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._window = window
        self._shell = shell
        self._settings = settings
        self._called_from: QWidget | None = None
        self._used = [f"action {name}" for name in settings.text(USED, "").split()]
        """The keys of what was chosen last, the latest first."""
        self._lines_used: dict[str, Place] = {}
        self._commands = EntryIndex(())
        self._places: PlaceFinder | None = None
        self._failures: Counter[CheckId] = Counter()
        self._reading = IdleWork(self)
        self.text = FilterField(
            tr("Find an action or a place"),
            tr("Type an action, a statement, a line, a period, a difference, a check"),
            self,
        )
        self.model = PaletteModel(theme, self)
        self.view = PanelTable(self)
        make_plain(self.view, self.model, NAME, tr("What fits"))
        self.view.text_if_empty = tr("Nothing has this name.")
        self.view.horizontalHeader().hide()
        self.view.horizontalHeader().setSectionResizeMode(WHERE, QHeaderView.ResizeMode.Fixed)
        self.view.setColumnWidth(WHERE, WIDTH_OF_WHERE)
        self.view.setColumnWidth(KEYS, WIDTH_OF_KEYS)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.text)
        layout.addWidget(self.view)
        self.text.textChanged.connect(self._offer)
        self.text.installEventFilter(self)
        self.view.clicked.connect(self._choose)
        self.view.entered.connect(lambda index: self.view.selectRow(index.row()))
        self.hide()

    def open(self) -> None:
        """Show everything that can be chosen, what was chosen last first, and take the keyboard."""
        if not self.isVisible():
            self._called_from = QApplication.focusWidget()
        self._read()
        if self.text.text():
            self.text.clear()  # which offers everything
        else:
            self._offer()
        width = min(WIDTH, self._window.width() - 2 * BESIDE)
        height = height_of_rows(self.view, ROWS_SEEN) + self.text.sizeHint().height() + 3 * BESIDE
        left, room = (self._window.width() - width) // 2, self._window.height() - 2 * ABOVE
        self.setGeometry(left, ABOVE, width, min(height, room))
        self.show()
        self.raise_()
        self.text.setFocus()

    def forget_document(self) -> None:
        """Drop what is known of a document that is no longer shown."""
        self._reading.stop()
        self._places = None
        self._lines_used.clear()
        self._commands = EntryIndex(())
        self.hide()

    # ---- what is offered

    def _read(self) -> None:
        """Read what can be chosen now; the names of lines are read in slices."""
        shell, workspace = self._shell, self._shell.workspace
        is_importing = shell.assistant is not None
        entries = list(entries_of_actions(shell.action, shell.act, is_importing=is_importing))
        if workspace is not None and not is_importing:
            entries += entries_of_document(workspace)
            project = workspace.document.session.project
            self._failures = failures_by_check(workspace)
            if self._places is None or self._places.project is not project:
                self._places = PlaceFinder(project, window_words(), self._places)
                self._reading.start(self._places.preparing(), self._offer)
        else:
            self._places = None
        if not is_importing:
            entries += entries_of_recent_files(self._settings.recent_files, lambda path: shell.files.open([path]))
        self._commands = EntryIndex(entries)

    def _offer(self) -> None:
        """Offer what fits the text, the best first; without a text, what was chosen last, then all."""
        text = self.text.text()
        found = self._find(text) if text.strip() else [FoundEntry(entry, 0.0) for entry in self._all()]
        order = {key: place for place, key in enumerate(self._used)}
        last = len(order)
        offered = sorted(
            found,
            key=lambda one: (
                bool(one.entry.why_not) and not text.strip(),
                -one.score - (JUST_USED if one.entry.key in order else 0.0),
                order.get(one.entry.key, last),
            ),
        )
        self.model.show([one.entry for one in offered[:MOST_SHOWN]] if text.strip() else [one.entry for one in offered])
        if self.model.rowCount():
            self.view.selectRow(0)

    def _all(self) -> list[Entry]:
        workspace = self._shell.workspace
        if workspace is None or self._places is None:
            return list(self._commands.entries)
        places = (*self._places.places, *self._lines_found_before())
        return [*self._commands.entries, *(entry_of_place(workspace, place, self._failures) for place in places)]

    def _lines_found_before(self) -> Iterator[Place]:
        """Yield the lines that were chosen here and are still there; of all lines, there are too many to list."""
        places = self._places
        if places is None:
            return
        for used in self._lines_used.values():
            statement = places.project.statement_by_id.get(used.statement)
            if statement is not None and LineId(used.key) in statement.line_by_id:
                yield places.place_of_line(statement.id, LineId(used.key))

    def _find(self, text: str) -> list[FoundEntry]:
        found = self._commands.search(text)
        if self._places is not None and (workspace := self._shell.workspace):
            kinds = ALL_BUT_LINES if self._reading.is_running else frozenset(PlaceKind)
            places = self._places.search(text, MOST_SHOWN, kinds)
            found += [FoundEntry(entry_of_place(workspace, place, self._failures), place.score) for place in places]
        return found

    # ---- choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text:
            if event.type() is QEvent.Type.FocusOut and self.isVisible():
                self._close()
            elif event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                event.setAccepted(event.key() in self._acts)  # else an action would take the key
                return event.isAccepted()
            elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                act = self._acts.get(event.key())
                if act is not None:
                    act()
                return act is not None
        return super().eventFilter(watched, event)

    @property
    def _acts(self) -> dict[int, Callable[[], None]]:
        """What keys do while the text has the keyboard."""
        key = Qt.Key
        return {
            key.Key_Escape: self.dismiss,
            key.Key_Return: lambda: self._choose(self.view.currentIndex()),
            key.Key_Enter: lambda: self._choose(self.view.currentIndex()),
            key.Key_Down: lambda: self._move(1),
            key.Key_Up: lambda: self._move(-1),
            key.Key_PageDown: lambda: self._move(ROWS_SEEN, goes_around=False),
            key.Key_PageUp: lambda: self._move(-ROWS_SEEN, goes_around=False),
        }

    def _move(self, by: int, *, goes_around: bool = True) -> None:
        if count := self.model.rowCount():
            row = self.view.currentIndex().row() + by
            self.view.selectRow(row % count if goes_around else min(max(row, 0), count - 1))
            self.view.scrollTo(self.view.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def _choose(self, index: QModelIndex) -> None:
        """Do what an entry stands for, with the keyboard where it was before; nothing if it is not offered now."""
        if not index.isValid() or self.model.entries[index.row()].why_not:
            return
        entry = self.model.entries[index.row()]
        if entry.place is not None and entry.place.kind is PlaceKind.LINE:
            self._lines_used[entry.key] = entry.place
        self._used = [entry.key, *(key for key in self._used if key != entry.key)][:MOST_RECENT]
        actions = [key.removeprefix("action ") for key in self._used if key.startswith("action ")]
        self._settings.set_text(USED, " ".join(actions))
        self.dismiss()
        entry.act()

    def dismiss(self) -> None:
        """Close it, and give the keyboard back."""
        caller = self._called_from
        self._close()
        if caller is not None and isValid(caller) and caller.isVisible():
            caller.setFocus()
        elif workspace := self._shell.workspace:
            workspace.grid.setFocus()

    def _close(self) -> None:
        self._called_from = None
        self.hide()
