"""The list of differences: switched, renamed, chosen, moved and dropped by keys and mouse."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import Period
from workbench.ui.adjustments.adjustment_model import NAME, ON_EQUITY, ON_INCOME, AdjustmentModel, ListRow
from workbench.ui.adjustments.switch_delegates import WRAPPED, SwitchDelegate, name_cell, name_rect, switch_rect
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import make_room_for_decimals
from workbench.ui.toolkit.panel_table import PanelTable
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import short_label

WIDEST_EFFECT = Period(None, date(2023, 9, 30), "")
"""Its label is wider than the effects below it, unless they have decimals."""
WIDEST_FIGURE = "(000,000)"
ROW_PADDING = 14
NO_KEYS, SHIFT, ALT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
KEYS = {
    (Qt.Key.Key_Insert, NO_KEYS): "new_difference",
    (Qt.Key.Key_Plus, NO_KEYS): "new_difference",
    (Qt.Key.Key_Plus, SHIFT): "new_difference",
    (Qt.Key.Key_Delete, NO_KEYS): "delete_difference",
    (Qt.Key.Key_Up, ALT): "difference_up",
    (Qt.Key.Key_Down, ALT): "difference_down",
    (Qt.Key.Key_Return, NO_KEYS): "journal",
    (Qt.Key.Key_Enter, NO_KEYS): "journal",
    (Qt.Key.Key_Return, ALT): "difference_details",
    (Qt.Key.Key_Enter, ALT): "difference_details",
}
"""The actions that keys of the list ask for."""
FLAG = QItemSelectionModel.SelectionFlag
SELECT = FLAG.Select | FLAG.Rows
MILLISECONDS_OF_A_WORD = 1_000
"""A space typed this soon after a letter switches nothing: the user is typing a name."""


class RowKey(NamedTuple):
    """What a row is, wherever it stands: a difference, or a group by its members."""

    is_heading: bool
    members: frozenset[AdjustmentId]

    @classmethod
    def of(cls, row: ListRow) -> "RowKey":
        return cls(row.is_heading, frozenset(member.id for member in row.members))

    def find_in(self, keys: Iterable["RowKey"]) -> int | None:
        """Return the number of the row that is the same difference, or a group with some of the same members."""
        is_heading, members = self
        alike = (row for row, key in enumerate(keys) if key.is_heading == is_heading and key.members & members)
        return next(alike, None)


class Switches(PanelTable):
    """The list of differences. Space or a click on its switch toggles a difference, F2 or a double-click renames it.

    ``action_wanted`` carries the name of an action that a key asks for. ``dropped``: the selected rows were dragged to
    a row, None for the end of the list, and whether they were dropped below it.
    """

    action_wanted = Signal(str)
    dropped = Signal(object, bool)

    def __init__(self, model: AdjustmentModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._letter_at: int | None = None
        self._is_on_switch = False
        self._selected_before_reset: list[RowKey] = []
        self._current_before_reset: tuple[int, RowKey] | None = None
        self.setModel(model)
        self.setItemDelegate(SwitchDelegate(model, theme, self))
        self.setAccessibleName(tr("Differences"))
        self.text_if_empty = tr("No differences yet. Add one with Reconciliation > New difference…, or press Insert.")
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.fit_effects()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if model.rowCount():
            self.setCurrentIndex(model.index(0, NAME))
        header.sectionResized.connect(self._fit_rows)
        model.dataChanged.connect(lambda first, last: self._fit_some_rows(range(first.row(), last.row() + 1)))
        model.modelAboutToBeReset.connect(self._remember_rows)
        model.modelReset.connect(self._on_reset)

    def fit_effects(self) -> None:
        """Make the columns of effects as wide as the figures and the periods that they may show."""
        texts = (short_label(WIDEST_EFFECT, window_words()), make_room_for_decimals(WIDEST_FIGURE))
        for column in (ON_INCOME, ON_EQUITY):
            self.setColumnWidth(column, max(map(self.fontMetrics().horizontalAdvance, texts)) + 16)

    @property
    def chosen(self) -> Adjustment | None:
        """The difference that is current in the list; None for a group."""
        index = self.currentIndex()
        return self._model.adjustment(index.row()) if index.isValid() else None

    @property
    def chosen_rows(self) -> list[int]:
        """The numbers of the selected rows, from the top."""
        return sorted({index.row() for index in self.selectedIndexes()})

    @property
    def all_chosen(self) -> tuple[Adjustment, ...]:
        """The selected differences, those of a selected group included, in their order."""
        chosen = {member.id: member for row in self.chosen_rows for member in self._model.row(row).members}
        return tuple(chosen.values())

    def choose(self, adjustment: AdjustmentId) -> None:
        """Make a difference current, and the only one selected."""
        row = self._model.row_of(adjustment)
        if row is not None:
            self.selectionModel().setCurrentIndex(self._model.index(row, NAME), SELECT | FLAG.Clear)

    def _remember_rows(self) -> None:
        current = self.currentIndex()
        key = RowKey.of(self._model.row(current.row())) if current.isValid() else None
        self._current_before_reset = (current.row(), key) if key else None
        self._selected_before_reset = [RowKey.of(self._model.row(row)) for row in self.chosen_rows]

    def _on_reset(self) -> None:
        """Keep the current and the selected rows, wherever they stand now; else the row in the place of the current."""
        self._fit_rows()
        last = self._model.rowCount() - 1
        if last < 0:
            return
        keys = [RowKey.of(self._model.row(row)) for row in range(last + 1)]
        selected = [row for known in self._selected_before_reset if (row := known.find_in(keys)) is not None]
        before, known = self._current_before_reset or (0, None)
        found = known.find_in(keys) if known else None
        current = self._model.index(min(before, last) if found is None else found, NAME)
        self.selectionModel().setCurrentIndex(current, FLAG.NoUpdate)
        for row in selected or [current.row()]:
            self.selectionModel().select(self._model.index(row, NAME), SELECT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self._fit_some_rows(range(self._model.rowCount()))

    def _fit_some_rows(self, rows: range) -> None:
        """Make each row as tall as its name, wrapped to the width of its column."""
        for row in rows:
            room = name_rect(name_cell(QRect(0, 0, self.columnWidth(NAME), 1_000), self._model.row(row)))
            name = self._model.text(row, NAME)
            metrics = self._bold_metrics if self._model.row(row).is_heading else self.fontMetrics()
            needed = metrics.boundingRect(room, WRAPPED, name).height()
            self.setRowHeight(row, max(needed, self.fontMetrics().height()) + ROW_PADDING)

    @property
    def _bold_metrics(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(True)
        return QFontMetrics(font)

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the list: *Alt+Down* is elsewhere that of an action."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _action_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last, now = self._letter_at, event.timestamp()
        is_in_a_word = last is not None and now - last < MILLISECONDS_OF_A_WORD
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the editor of a name passes on what it makes no use of, such as Enter
        elif action := _action_of(event):
            self.action_wanted.emit(action)
        elif event.key() != Qt.Key.Key_Space or event.modifiers() & CONTROL:
            self._letter_at = now if event.text().isalnum() else None
            super().keyPressEvent(event)
        elif self.currentIndex().isValid() and not is_in_a_word:
            self._model.toggle(self.currentIndex().row())

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected rows, unless the mouse was pressed on a switch."""
        if not self._is_on_switch:
            super().startDrag(actions)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where the selected rows were dropped; the order is that of the project, not of this view."""
        target = self.indexAt(event.position().toPoint())
        is_below = self.dropIndicatorPosition() is QAbstractItemView.DropIndicatorPosition.BelowItem
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # else the view would take the rows out of the model
        event.accept()
        self.dropped.emit(target.row() if target.isValid() else None, is_below)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self._switch_at(event)
        self._is_on_switch = row is not None
        if row is not None:
            self._model.toggle(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (row := self._switch_at(event)) is not None:
            self._model.toggle(row)  # two quick clicks are two clicks
        else:
            super().mouseDoubleClickEvent(event)

    def _switch_at(self, event: QMouseEvent) -> int | None:
        """Return the row of the switch under the mouse; None if there is none."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid():
            return None
        area = switch_rect(name_cell(self.visualRect(index), self._model.row(index.row()))).adjusted(-6, -8, 4, 8)
        return index.row() if index.column() == NAME and area.contains(at) else None


def _action_of(event: QKeyEvent) -> str | None:
    """Return the action that a key of the list asks for."""
    return KEYS.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
