"""The panel of differences: each with its switch and effects, and below them the totals that follow."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.commands import AnyCommand, ArrangeAdjustments, CompoundCommand, Edit, GroupAdjustments, SwitchTo
from workbench.domain.adjustments import Adjustment
from workbench.domain.facts import fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import Period
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.presentation.key_totals import why_no_totals
from workbench.presentation.states import state_of
from workbench.session import Session
from workbench.ui.adjustments.adjustment_model import NAME, ON_EQUITY, ON_INCOME, AdjustmentModel, ListRow
from workbench.ui.adjustments.switch_delegates import (
    WRAPPED,
    SwitchDelegate,
    TotalsDelegate,
    name_cell,
    name_rect,
    switch_rect,
)
from workbench.ui.adjustments.totals_model import AS_REPORTED, DIFFERENCE, RESULT, SHARE, TotalsModel
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.panel_table import PanelTable, plain_table
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import short_label

WIDEST_EFFECT = Period(None, date(2023, 9, 30), "")
"""Its label is wider than the effects below it."""
TOTALS_FONT = 0.94
WIDEST_FIGURE, WIDEST_DIFFERENCE, WIDEST_SHARE = "00,000,000", "(00,000,000)", "(00.0)"
ROOM_BESIDE_HEADING = "00"
ROW_PADDING = 14
FEWEST_PIXELS_FOR_SHARES = 380
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
MILLISECONDS_OF_A_WORD = 1_000
"""A space typed this soon after a letter switches nothing: the user is typing a name."""


class Switches(PanelTable):
    """The list of differences. Space or a click on its switch toggles a difference, F2 or a double-click renames it.

    ``action_wanted`` carries the name of an action that a key asks for; ``moved``: a row was dragged before another.
    """

    action_wanted = Signal(str)
    moved = Signal(int, int)

    def __init__(self, model: AdjustmentModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._letter_at: int | None = None
        self.setModel(model)
        self.setItemDelegate(SwitchDelegate(model, theme, self))
        self.setAccessibleName(tr("Differences"))
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
        widest_effect = short_label(WIDEST_EFFECT, window_words())
        for column in (ON_INCOME, ON_EQUITY):
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(widest_effect) + 16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if model.rowCount():
            self.setCurrentIndex(model.index(0, NAME))
        self._chosen_before_reset: AdjustmentId | None = None
        header.sectionResized.connect(self._fit_rows)
        model.dataChanged.connect(lambda first, last: self._fit_some_rows(range(first.row(), last.row() + 1)))
        model.modelAboutToBeReset.connect(self._remember_chosen)
        model.modelReset.connect(self._on_reset)

    @property
    def chosen(self) -> Adjustment | None:
        """The difference that is current in the list; None for a group."""
        index = self.currentIndex()
        return self._model.adjustment(index.row()) if index.isValid() else None

    @property
    def all_chosen(self) -> tuple[Adjustment, ...]:
        """The selected differences, those of a selected group included, in their order."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        chosen = {member.id: member for row in rows for member in self._model.row(row).members}
        return tuple(chosen.values())

    def choose(self, adjustment: AdjustmentId) -> None:
        """Make a difference current."""
        row = self._model.row_of(adjustment)
        if row is not None:
            self.setCurrentIndex(self._model.index(row, NAME))

    def _remember_chosen(self) -> None:
        self._chosen_before_reset = self.chosen.id if self.chosen else None

    def _on_reset(self) -> None:
        """Keep the chosen difference, wherever it stands now."""
        self._fit_rows()
        if self._chosen_before_reset is not None:
            self.choose(self._chosen_before_reset)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, NAME))

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
            needed = self.fontMetrics().boundingRect(room, WRAPPED, name).height()
            self.setRowHeight(row, max(needed, self.fontMetrics().height()) + ROW_PADDING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last, now = self._letter_at, event.timestamp()
        is_in_a_word = last is not None and now - last < MILLISECONDS_OF_A_WORD
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if action := KEYS.get((Qt.Key(event.key()), modifiers)):
            self.action_wanted.emit(action)
        elif event.key() != Qt.Key.Key_Space:
            self._letter_at = now if event.text().isalnum() else None
            super().keyPressEvent(event)
        elif self.currentIndex().isValid() and not is_in_a_word:
            self._model.toggle(self.currentIndex().row())

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where a row was dropped; the order is that of the project, not of this view."""
        if event.source() is self and self.currentIndex().isValid():
            target = self.indexAt(event.position().toPoint())
            row = target.row() if target.isValid() else self._model.rowCount()
            is_below = self.dropIndicatorPosition() is QAbstractItemView.DropIndicatorPosition.BelowItem
            self.moved.emit(self.currentIndex().row(), row + is_below)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if (row := self._switch_at(event)) is not None:
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


class AdjustmentsPanel(QWidget):
    """Switches above, live totals below."""

    refused = Signal(str)
    chosen_changed = Signal()
    action_wanted = Signal(str)

    def __init__(
        self, session: Session, signals: SessionSignals, view_state: ViewState, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.switches_area = QWidget(self)
        """The switches with their buttons."""
        self.adjustments = AdjustmentModel(session, signals, view_state, self)
        self.totals = TotalsModel(session, signals, view_state, self)
        self.switches = Switches(self.adjustments, theme, self)
        self.totals_view = plain_table(self.totals, 0, tr("Totals under both frameworks"), self)
        font = self.totals_view.font()
        font.setPointSizeF(font.pointSizeF() * TOTALS_FONT)
        self.totals_view.setFont(font)
        self.totals_view.horizontalHeader().setFont(font)
        self.totals_view.setItemDelegate(TotalsDelegate(self.totals, theme, self.totals_view))
        self._fit_columns_of_totals()
        self.no_totals = QLabel(self)
        self.no_totals.setObjectName("quiet")
        self.no_totals.setTextFormat(Qt.TextFormat.PlainText)
        self.no_totals.setWordWrap(True)
        self.no_totals.setContentsMargins(10, 0, 8, 6)
        total = len(session.project.adjustments)
        states = (tr("none stated"), _describe_state(total, total))
        self._state = StatusLabel(max(states, key=self.fontMetrics().horizontalAdvance), theme, self)
        self._lay_out()
        self.totals.modelReset.connect(self._fit_totals)
        self.totals.headerDataChanged.connect(self._fit_columns_of_totals)
        self.totals_view.horizontalHeader().geometriesChanged.connect(self._fit_totals)
        self._fit_totals()
        signals.changed.connect(self._on_changed)
        self.adjustments.refused.connect(self.refused)
        self.switches.selectionModel().currentRowChanged.connect(self.chosen_changed)
        self.switches.action_wanted.connect(self.action_wanted)
        self.switches.moved.connect(self._on_moved)
        self._on_changed()

    def _fit_columns_of_totals(self) -> None:
        """Make each column as wide as its figures and every heading it may have as differences are switched."""
        width = self.totals_view.fontMetrics().horizontalAdvance
        for column, texts in {
            AS_REPORTED: (WIDEST_FIGURE, *self._heading_lines(AS_REPORTED)),
            RESULT: (WIDEST_FIGURE, *self._heading_lines(RESULT)),
            DIFFERENCE: (WIDEST_DIFFERENCE, *self._heading_lines(DIFFERENCE)),
            SHARE: (WIDEST_SHARE,),
        }.items():
            self.totals_view.setColumnWidth(column, max(map(width, texts)) + 12)

    def _heading_lines(self, column: int) -> list[str]:
        headings = self.totals.possible_headings(column)
        return [line + ROOM_BESIDE_HEADING for heading in headings for line in heading.splitlines()]

    def _lay_out(self) -> None:
        heads = QHBoxLayout()
        heads.setContentsMargins(10, 8, 8, 4)
        title = QLabel(tr("Differences"), self)
        title.setObjectName("sectionTitle")
        heads.addWidget(title)
        heads.addSpacing(8)
        heads.addWidget(self._state)
        heads.addStretch(1)
        heads.setSpacing(6)
        for text, switch, tip in (
            (tr("All on"), self.switch_all_on, tr("Switch every difference on")),
            (
                tr("All off"),
                self.switch_all_off,
                tr("Switch every difference off, leaving the figures as reported"),
            ),
        ):
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.clicked.connect(switch)
            heads.addWidget(button)
        title_below = QLabel(tr("Totals"), self)
        title_below.setObjectName("sectionTitle")
        below = QHBoxLayout()
        below.setContentsMargins(10, 10, 8, 6)
        below.addWidget(title_below)
        switching = QVBoxLayout(self.switches_area)
        switching.setContentsMargins(0, 0, 0, 0)
        switching.setSpacing(0)
        switching.addLayout(heads)
        switching.addWidget(self.switches)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.switches_area, 1)
        layout.addLayout(below)
        layout.addWidget(self.no_totals)
        layout.addWidget(self.totals_view)

    def _fit_totals(self) -> None:
        """Limit the totals to the height of their rows; the switches get the rest."""
        view = self.totals_view
        rows = view.verticalHeader().defaultSectionSize() * self.totals.rowCount()
        view.setMaximumHeight(view.horizontalHeader().sizeHint().height() + rows + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the percentages if the names of the totals would be cut."""
        super().resizeEvent(event)
        self.totals_view.setColumnHidden(SHARE, self.width() < FEWEST_PIXELS_FOR_SHARES)

    def add_menu_actions(self, actions: Sequence[QAction]) -> None:
        """Offer ``actions`` in the context menu of the list of differences."""
        self.switches.addActions(actions)
        self.switches.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def toggle(self, adjustment: AdjustmentId) -> None:
        """Switch a difference on or off."""
        row = self.adjustments.row_of(adjustment)
        if row is not None:
            self.adjustments.toggle(row)

    def move_chosen(self, by: int) -> None:
        """Move the chosen difference, or group, up (-1) or down (+1); beyond an end, it stays."""
        row = self.switches.currentIndex().row()
        if row >= 0:
            self._arrange(row, by)

    def _arrange(self, row: int, by: int) -> None:
        chosen, rows = self.adjustments.row(row), self.adjustments
        blocks = _blocks(rows, chosen)
        at = next(number for number, block in enumerate(blocks) if chosen.members[0] in block)
        if 0 <= at + by < len(blocks):
            blocks[at], blocks[at + by] = blocks[at + by], blocks[at]
            self._execute(ArrangeAdjustments(_order(self._session.project, blocks)))

    def _on_moved(self, row: int, before: int) -> None:
        """Move a dragged difference, or group, before the row where it was dropped, into the group there."""
        rows, chosen = self.adjustments, self.adjustments.row(row)
        target = rows.row(before) if before < rows.rowCount() else None
        moved = {member.id for member in chosen.members}
        others = [known for known in self._session.project.adjustments if known.id not in moved]
        first = next((member for member in target.members if member.id not in moved), None) if target else None
        if target and first is None:
            return
        at = others.index(first) if first else len(others)
        order = tuple(known.id for known in (*others[:at], *chosen.members, *others[at:]))
        group = "" if target is None or target.is_heading else target.group
        edits: list[Edit] = [ArrangeAdjustments(order)]
        if not chosen.is_heading and chosen.group != group:
            edits.insert(0, GroupAdjustments((chosen.members[0].id,), group))
        self._execute(edits[0] if len(edits) == 1 else CompoundCommand(fact("arrange-adjustments"), tuple(edits)))

    def _execute(self, command: AnyCommand) -> None:
        try:
            self._session.execute(command)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))

    def switch_all_on(self) -> None:
        self._session.execute(SwitchTo(frozenset(self._session.project.adjustment_by_id)))

    def switch_all_off(self) -> None:
        self._session.execute(SwitchTo(frozenset()))

    def _on_changed(self) -> None:
        project = self._session.project
        on, total = len(project.enabled), len(project.adjustments)
        self._state.show_message(_describe_state(on, total) if total else tr("none stated"))
        self._state.setToolTip(state_of(project).illustrative_label(window_words()))
        reason = why_no_totals(project, window_words())
        self.no_totals.setText(reason)
        self.no_totals.setVisible(bool(reason))


def _describe_state(on: int, total: int) -> str:
    return tr("{on} of {total} on", on=on, total=total)


def _blocks(rows: AdjustmentModel, chosen: ListRow) -> list[tuple[Adjustment, ...]]:
    """Return what changes places with ``chosen``: the members of its group, or groups and differences beside it."""
    blocks: list[tuple[Adjustment, ...]] = []
    for row in map(rows.row, range(rows.rowCount())):
        if chosen.group and not chosen.is_heading:
            if row.group == chosen.group and not row.is_heading:
                blocks.append(row.members)
        elif row.is_heading or not row.group:
            blocks.append(row.members)
    return blocks


def _order(project: Project, blocks: list[tuple[Adjustment, ...]]) -> tuple[AdjustmentId, ...]:
    """Return the order of all differences in which those of the blocks stand in their order."""
    arranged = iter([member.id for block in blocks for member in block])
    listed = {member.id for block in blocks for member in block}
    return tuple(next(arranged) if known.id in listed else known.id for known in project.adjustments)
