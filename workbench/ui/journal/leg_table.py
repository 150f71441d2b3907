"""The table of a draft's rows, typed like a voucher: line, Tab, amount, Enter, next line."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from workbench.ui.journal.draft_controller import DraftController
from workbench.ui.journal.draft_model import LINE, SECTION, DraftModel
from workbench.ui.journal.leg_delegate import LegDelegate
from workbench.ui.toolkit.item_roles import Index
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.minimal_repaint_table import MinimalRepaintTable
from workbench.ui.toolkit.number_format import make_room_for_decimals
from workbench.ui.toolkit.refusing_delegate import open_editor
from workbench.ui.toolkit.theme import Theme, figures_font

ROW_PADDING = 8
WIDEST_AMOUNT = "(00,000,000)"
WIDEST_SECTION, WIDEST_KIND = 260, 120
LEAST_LINE = 180
TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
FLAG = QItemSelectionModel.SelectionFlag


class LegTable(MinimalRepaintTable):
    """``refused`` carries why something is refused, empty once that no longer applies.

    ``finished`` says that Enter was pressed on the blank last row: the entry is complete.
    """

    refused = Signal(str)
    finished = Signal()

    def __init__(self, model: DraftModel, controller: DraftController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._controller = controller
        self.setModel(model)
        self.delegate = LegDelegate(model, controller, theme, self)
        self.setItemDelegate(self.delegate)
        self.delegate.refusing.connect(self.refused)
        self.setFont(figures_font(self.font()))
        self.setAccessibleName(tr("Rows of the entry"))
        self.setEditTriggers(TRIGGERS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setTabKeyNavigation(True)  # else Tab would leave the table; F6 does
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + ROW_PADDING)
        self.verticalHeader().setMinimumWidth(28)
        self.verticalHeader().show()  # a refusal names the number of a row
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._on_reset)
        self._on_reset()

    def _on_reset(self) -> None:
        self.fit_columns()
        if self._model.rowCount() and not self.currentIndex().isValid():
            self.go_to(0, LINE)

    def fit_columns(self) -> None:
        """Give amounts and kinds the width they need, and lines and sections the rest."""
        metrics = QFontMetrics(self.font())
        columns = self._model.columns
        amounts = [number for number in range(len(columns)) if self._model.is_amount(number)]
        for number in amounts:
            texts = (make_room_for_decimals(WIDEST_AMOUNT), *columns[number].heading.split("\n"))
            self.setColumnWidth(number, max(map(metrics.horizontalAdvance, texts)) + 22)
        self.setColumnWidth(self._model.kind_column, WIDEST_KIND)
        room = self.viewport().width() - sum(map(self.columnWidth, amounts)) - WIDEST_KIND
        section = min(WIDEST_SECTION, max(room - LEAST_LINE, 0) // 2)
        self.setColumnWidth(SECTION, section)
        self.setColumnHidden(SECTION, section < metrics.horizontalAdvance("0" * 8))
        self.setColumnWidth(LINE, max(room - (0 if self.isColumnHidden(SECTION) else section), LEAST_LINE))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit_columns()

    # ---- the keyboard

    def go_to(self, row: int, column: int) -> None:
        index = self._model.index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, FLAG.ClearAndSelect)
            self.scrollTo(index)

    def begin_row(self) -> None:
        """Go to the blank row at the end."""
        self.setFocus()
        self.go_to(self._model.rowCount() - 1, LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        act = self._acts().get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if act is not None and self.currentIndex().isValid():
            act()
        else:
            super().keyPressEvent(event)

    def _acts(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        key, none, shift = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        return {
            (key.Key_Return, none): self._enter,
            (key.Key_Enter, none): self._enter,
            (key.Key_Tab, none): lambda: self._step(1),
            (key.Key_Backtab, none): lambda: self._step(-1),
            (key.Key_Backtab, shift): lambda: self._step(-1),
            (key.Key_Delete, none): self.clear,
            (key.Key_Delete, Qt.KeyboardModifier.ControlModifier): self.delete_rows,
        }

    def _enter(self) -> None:
        """Go to the next row, from a line without an amount to that; on the blank last row, the entry is complete."""
        row = self.currentIndex().row()
        leg = self._model.leg(row)
        if row == self._model.rowCount() - 1:
            self.finished.emit()
        elif self.currentIndex().column() == LINE and leg.line is not None and not leg.amounts:
            self._step(1)
        else:
            self.go_to(row + 1, LINE)

    def _step(self, by: int) -> None:
        """Go to the next or previous cell that can be typed into; from the last of a row to the next row.

        From the last cell of all, or the first, leave the table.
        """
        row, column = self.currentIndex().row(), self.currentIndex().column() + by
        while 0 <= column < self._model.columnCount():
            if self._model.flags(self._model.index(row, column)) & Qt.ItemFlag.ItemIsEditable and self._takes(
                row, column
            ):
                self.go_to(row, column)
                return
            column += by
        if 0 <= row + by < self._model.rowCount():
            self.go_to(row + by, LINE if by > 0 else self._last_amount)
        else:
            QWidget.focusNextPrevChild(self, by > 0)

    def _takes(self, row: int, column: int) -> bool:
        """True if a row has a period in a column of amounts; Tab passes by its kind, which is seldom chosen."""
        leg, shown = self._model.leg(row), self._model.columns[column]
        if column == self._model.kind_column:
            return False
        return shown.moment is None or leg.line is None or self._model.period_of(leg.line, shown.moment) is not None

    @property
    def _last_amount(self) -> int:
        return self._model.kind_column - 1

    def clear(self) -> None:
        """Clear the selected amounts; delete the rows of selected lines."""
        cells = [(index.row(), index.column()) for index in self.selectedIndexes()]
        if any(column == LINE for _, column in cells):
            self.delete_rows()
        else:
            self._model.clear(cells)

    def delete_rows(self) -> None:
        """Delete the rows of the selected cells."""
        rows = {index.row() for index in self.selectedIndexes()}
        self._controller.edit_with(lambda draft: draft.without_legs(rows))

    # ---- editors

    def edit(self, index: Index, trigger: QAbstractItemView.EditTrigger, event: QEvent) -> bool:  # type: ignore[override]
        is_open = super().edit(index, trigger, event)
        editor = open_editor(self)
        if is_open and editor and trigger is not QAbstractItemView.EditTrigger.AnyKeyPressed:
            editor.end(False)
        return is_open

    def finish_editing(self) -> bool:
        """Accept the contents of an open editor; False if they are refused and it stays open."""
        editor = open_editor(self)
        return editor is None or self.delegate.finish(editor)

    def closeEditor(self, editor: QWidget, hint: LegDelegate.EndEditHint) -> None:
        """Go on as a voucher is typed: after the line to its amount, after an amount to the next row."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        focus = self.window().focusWidget()
        is_left = focus is not None and focus is not editor and not editor.isAncestorOf(focus)
        super().closeEditor(editor, LegDelegate.EndEditHint.NoHint)
        if not is_left:
            self.setFocus()
        if hint is LegDelegate.EndEditHint.SubmitModelCache:
            if column == LINE and self._model.leg(row).line is not None:
                self._step(1)
            elif self._model.is_amount(column):
                self.go_to(min(row + 1, self._model.rowCount() - 1), LINE)
        elif hint is LegDelegate.EndEditHint.EditNextItem:
            self._step(1)
        elif hint is LegDelegate.EndEditHint.EditPreviousItem:
            self._step(-1)
