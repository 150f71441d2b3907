"""The grid of one statement: frozen captions, folding, Excel's keys, and repainting of no more than what changed."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from workbench.domain.ids import LineId
from workbench.errors import WorkbenchError
from workbench.ui.grids.captions import Captions
from workbench.ui.grids.clipboard import copied, outcome, pasted
from workbench.ui.grids.delegate import CellDelegate, Index
from workbench.ui.grids.heading import GridHeading
from workbench.ui.grids.moving import edge, is_filled
from workbench.ui.grids.painting import brushes
from workbench.ui.grids.widths import width_of, widths_of
from workbench.ui.models.layout import Column
from workbench.ui.models.statement_model import StatementModel
from workbench.ui.number_format import NotAnAmount
from workbench.ui.quiet_table import QuietTable
from workbench.ui.theme import Theme

SMALLEST_ZOOM, LARGEST_ZOOM = 6.0, 24.0
TO = QItemSelectionModel.SelectionFlag
ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class StatementGrid(QuietTable):
    """``told`` carries a sentence for the user; ``chosen`` says that the selection or the current cell moved."""

    told = Signal(str)
    chosen = Signal()

    def __init__(self, model: StatementModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._folded: set[LineId] = set()
        self._remembered: tuple[LineId, Column] | None = None
        self._anchor: QModelIndex | None = None
        self._is_fitting = self._is_sized_by_user = False
        self._heading_lines = 1
        self._delegate = CellDelegate(model, self.is_folded, self)
        self._heading = GridHeading(model, theme, self)
        self.setHorizontalHeader(self._heading)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.setAccessibleName(model.statement.title)
        self._frozen = Captions(model, theme, self.is_folded, self)
        self._use_font()
        self.fit_columns()
        theme.changed.connect(self._use_font)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        model.refused.connect(self.told)
        self._heading.sectionResized.connect(lambda *_: self._on_section_resized())
        self._frozen.widened.connect(self._on_captions_widened)
        self._frozen.fold_wanted.connect(self.toggle_fold)
        self._heading.sectionHandleDoubleClicked.connect(self.fit_column)
        self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
        self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self._follow_selection()
        if model.rows:
            self.setCurrentIndex(model.index(self._first_filled_row(), 1))

    def model_shown(self) -> StatementModel:
        return self._model

    # ---- looks

    def _use_font(self) -> None:
        made = brushes(self._theme, self.font())
        self._delegate.use(made)
        self._heading.use(made)
        self._frozen.use(made)
        height = made.plain_metrics.height() + 7
        for view in (self, self._frozen):
            view.verticalHeader().setMinimumSectionSize(height)
            view.verticalHeader().setDefaultSectionSize(height)
        self._brushes = made
        self.viewport().update()

    def zoom(self, steps: int) -> None:
        """Make everything larger (+1) or smaller (-1) by a tenth."""
        font = self.font()
        size = font.pointSizeF() * (1.1**steps)
        font.setPointSizeF(min(max(size, SMALLEST_ZOOM), LARGEST_ZOOM))
        self.setFont(font)
        self._use_font()
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give figures what they need, and captions what is left."""
        fitted = widths_of(self._model, self._brushes, self.viewport().width())
        self._is_fitting = True
        self._heading_lines = fitted.heading_lines
        self._heading.set_lines(fitted.heading_lines)
        self._frozen.set_heading_lines(fitted.heading_lines)
        for column, width in enumerate(fitted.columns):
            self.setColumnWidth(column, width)
        self._is_fitting = False
        self._is_sized_by_user = False
        self._place_frozen()

    def fit_column(self, column: int) -> None:
        self.setColumnWidth(column, width_of(self._model, self._brushes, column, self._heading_lines))

    def _on_section_resized(self) -> None:
        self._is_sized_by_user = self._is_sized_by_user or not self._is_fitting
        self._place_frozen()

    def _on_captions_widened(self, width: int) -> None:
        if self.columnWidth(0) != width:
            self.setColumnWidth(0, width)

    def _place_frozen(self) -> None:
        frame = self.frameWidth()
        self._frozen.setColumnWidth(0, self.columnWidth(0))
        height = self._heading.height() + self.viewport().height()
        self._frozen.setGeometry(frame, frame, self.columnWidth(0), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and not self._is_sized_by_user:
            self.fit_columns()
        self._place_frozen()

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Repaint the changed columns of the moved rows on screen; Qt itself would repaint the whole viewport."""
        left = self.columnViewportPosition(top_left.column())
        last = bottom_right.column()
        right = self.columnViewportPosition(last) + self.columnWidth(last)
        first, below = max(self.rowAt(0), top_left.row()), self.rowAt(self.viewport().height() - 1)
        for top, bottom in self._model.moved_rows(first, bottom_right.row() if below < 0 else below):
            y = self.rowViewportPosition(top)
            height = self.rowViewportPosition(bottom) + self.rowHeight(bottom) - y
            self.viewport().update(QRect(left, y, right - left, height))

    # ---- folding

    def is_folded(self, row: int) -> bool:
        return self._model.rows[row].line.id in self._folded

    def toggle_fold(self, row: int) -> None:
        """Fold the rows that stand under this one away, or bring them back."""
        the_row = self._model.rows[row]
        if the_row.last_child <= row:
            return
        self._folded ^= {the_row.line.id}
        self._apply_folding()

    def _apply_folding(self) -> None:
        hidden_to = -1
        for number, row in enumerate(self._model.rows):
            is_hidden = number <= hidden_to
            if self.isRowHidden(number) != is_hidden:
                for view in (self, self._frozen):
                    view.setRowHidden(number, is_hidden)
            if not is_hidden and row.line.id in self._folded and row.rest is None:
                hidden_to = row.last_child
        self.viewport().update()
        self._frozen.viewport().update()

    def unfold_to(self, row: int) -> None:
        """Bring back a row that is folded away."""
        for number, above in enumerate(self._model.rows[:row]):
            if above.last_child >= row and self.is_folded(number):
                self._folded.discard(above.line.id)
        self._apply_folding()

    # ---- going places

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current and bring it on screen."""
        self.unfold_to(row)
        index = self._model.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()

    def find_text(self, text: str, step: int = 1) -> bool:
        """Go to the next (+1) or last (-1) row whose caption or a figure of which holds ``text``; False if none."""
        wanted = text.casefold().strip()
        rows, start = self._model.rowCount(), self.currentIndex().row()
        for distance in range(1, rows + 1):
            row = (start + step * distance) % rows
            if wanted and self._holds(row, wanted):
                self.go_to(row, max(self.currentIndex().column(), 1))
                return True
        return False

    def _holds(self, row: int, wanted: str) -> bool:
        if wanted in self._model.rows[row].caption.casefold():
            return True
        plain = wanted.replace(",", "")
        texts = (self._model.face(row, column).text for column in range(1, self._model.columnCount()))
        return any(plain in text.replace(",", "") for text in texts if text)

    def _first_filled_row(self) -> int:
        rows = range(self._model.rowCount())
        return next((row for row in rows if not self._model.rows[row].is_heading), 0)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QTableView.ScrollHint.EnsureVisible) -> None:
        """Scroll until the cell is seen, and not under the frozen captions."""
        if index.column() == 0:
            index = self._model.index(index.row(), max(self.columnAt(self.columnWidth(0) + 1), 0))
        super().scrollTo(index, hint)
        bar, covered = self.horizontalScrollBar(), self.columnWidth(0)
        left = self.columnViewportPosition(index.column())
        if index.column() > 0 and left < covered:
            bar.setValue(bar.value() - (covered - left))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:  # what the editor left over; it closes by itself
            super().keyPressEvent(event)
            return
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = self._keys().get((Qt.Key(key), modifiers))
        if act is None and key in ARROWS and modifiers in (CONTROL, CONTROL | SHIFT):
            self._jump(*ARROWS[Qt.Key(key)], extend=bool(modifiers & SHIFT))
        elif act is not None:
            act()
        elif not self._refuses_typing(event):
            super().keyPressEvent(event)

    def _keys(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        key = Qt.Key
        return {
            (key.Key_Return, NONE): lambda: self._step(1, 0),
            (key.Key_Enter, NONE): lambda: self._step(1, 0),
            (key.Key_Return, SHIFT): lambda: self._step(-1, 0),
            (key.Key_Enter, SHIFT): lambda: self._step(-1, 0),
            (key.Key_Space, SHIFT): lambda: self._select_whole(TO.Rows),
            (key.Key_Space, CONTROL): lambda: self._select_whole(TO.Columns),
            (key.Key_Space, NONE): lambda: self.toggle_fold(self.currentIndex().row()),
            (key.Key_Delete, NONE): self.clear,
            (key.Key_Backspace, NONE): self.clear,
        }

    def _refuses_typing(self, event: QKeyEvent) -> bool:
        """True where a typed character was refused: the cell under it is calculated."""
        index = self.currentIndex()
        is_typing = bool(event.text()) and event.text().isprintable() and event.modifiers() in (NONE, SHIFT)
        if (is_typing or event.key() == Qt.Key.Key_F2) and index.isValid():
            return self._says_why_not(index)
        return False

    def _says_why_not(self, index: Index) -> bool:
        reason = self._model.why_not_editable(index.row(), index.column())
        if reason:
            QToolTip.showText(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()), reason, self)
            self.told.emit(reason)
        return bool(reason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not self._says_why_not(index):
            super().mouseDoubleClickEvent(event)

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        """After Enter the cell below becomes current, above with Shift; after Tab Qt edits the next, Excel moves."""
        super().closeEditor(editor, _NO_HINT)
        self.setFocus()
        step = {_SUBMIT: (-1 if self._shift_held else 1, 0), _NEXT: (0, 1), _PREVIOUS: (0, -1)}.get(hint)  # type: ignore[call-overload]
        if step:
            self._step(*step)

    @property
    def _shift_held(self) -> bool:
        return bool(QGuiApplication.keyboardModifiers() & SHIFT)

    def _step(self, rows: int, columns: int) -> None:
        """Move to the next cell that is shown; stay at the border."""
        index = self.currentIndex()
        row, column = index.row() + rows, index.column() + columns
        while 0 <= row < self._model.rowCount() and self.isRowHidden(row):
            row += rows
        if 0 <= row < self._model.rowCount() and 0 <= column < self._model.columnCount():
            self.setCurrentIndex(self._model.index(row, column))

    def _jump(self, rows: int, columns: int, *, extend: bool) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        row, column = index.row(), index.column()
        if rows:
            shown = [number for number in range(self._model.rowCount()) if not self.isRowHidden(number)]
            filled = [is_filled(self._model, number, column) for number in shown]
            row = shown[edge(filled, shown.index(row), rows)]
        else:
            filled = [is_filled(self._model, row, number) for number in range(self._model.columnCount())]
            column = edge(filled, column, columns)
        target = self._model.index(row, column)
        if not extend:
            self.setCurrentIndex(target)
            return
        if self._anchor is None or not self.selectionModel().isSelected(self._anchor):
            self._anchor = index
        self.selectionModel().select(QItemSelection(self._anchor, target), TO.ClearAndSelect)
        self.selectionModel().setCurrentIndex(target, TO.NoUpdate)
        self.scrollTo(target)

    # ---- selection

    def _follow_selection(self) -> None:
        self._frozen.setSelectionModel(self.selectionModel())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self._delegate.current = (current.row(), current.column())
        self._frozen.mark(current)
        self.viewport().update()
        self.chosen.emit()

    def _select_whole(self, rows_or_columns: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.currentIndex(), TO.ClearAndSelect | rows_or_columns)

    def _selected_areas(self) -> Iterator[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return (selection.at(number) for number in range(selection.count()))

    def selected_places(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every selected cell that is shown."""
        for area in self._selected_areas():
            for row in range(area.top(), area.bottom() + 1):
                if not self.isRowHidden(row):
                    for column in range(area.left(), area.right() + 1):
                        yield row, column

    def _selected_block(self) -> tuple[list[int], list[int]]:
        """Return the shown rows and the columns that hold a selected cell, ascending."""
        rows: set[int] = set()
        columns: set[int] = set()
        for area in self._selected_areas():
            rows.update(range(area.top(), area.bottom() + 1))
            columns.update(range(area.left(), area.right() + 1))
        return sorted(row for row in rows if not self.isRowHidden(row)), sorted(columns)

    # ---- clipboard and filling

    def copy(self) -> None:
        rows, columns = self._selected_block()
        QGuiApplication.clipboard().setText(copied(self._model, rows, columns))

    def cut(self) -> None:
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put copied figures from the current cell on, as one step; nothing where one of them does not fit."""
        text = QGuiApplication.clipboard().text()
        rows, columns = self._selected_block()
        if not text or not rows:
            return
        if len(text.splitlines()) > 1 or "\t" in text:
            rows = [row for row in range(rows[0], self._model.rowCount()) if not self.isRowHidden(row)]
            columns = list(range(columns[0], self._model.columnCount()))
        try:
            done = pasted(self._model, text, rows, columns)
            self._model.set_amounts(done.amounts, f"Paste {len(done.amounts)} figures")
        except (NotAnAmount, WorkbenchError) as error:
            self.told.emit(f"Nothing was pasted. {error}")
            return
        self.told.emit(outcome(self._model, done))

    def clear(self) -> None:
        """Make the selected cells that may be typed into blank."""
        places = [place for place in self.selected_places() if place[1] and self._model.is_editable(*place)]
        if places:
            self._put(dict.fromkeys(places), "Clear")
        else:
            self._says_why_not(self.currentIndex())

    def fill_down(self) -> None:
        self._fill(*self._selected_block(), down=True)

    def fill_right(self) -> None:
        self._fill(*self._selected_block(), down=False)

    def _fill(self, rows: list[int], columns: list[int], *, down: bool) -> None:
        amounts: dict[tuple[int, int], Decimal | None] = {}
        for row in rows[1:] if down else rows:
            for column in columns if down else columns[1:]:
                if column and self._model.is_editable(row, column):
                    source = (rows[0], column) if down else (row, columns[0])
                    amounts[row, column] = self._model.amount(*source)
        if amounts:
            self._put(amounts, "Fill")

    def _put(self, amounts: dict[tuple[int, int], Decimal | None], what: str) -> None:
        try:
            self._model.set_amounts(amounts, f"{what} {len(amounts)} figures")
        except WorkbenchError as error:
            self.told.emit(str(error))

    # ---- the rest

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._anchor = None
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & CONTROL:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _on_about_to_reset(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self._remembered = self._model.rows[index.row()].line.id, self._model.columns[index.column()]

    def _on_reset(self) -> None:
        self._apply_folding()
        self.fit_columns()
        if self._remembered and self._model.rows:
            line, column = self._remembered
            row = self._model.row_of(line)
            at = next((n for n, each in enumerate(self._model.columns) if each == column), 1)
            self.setCurrentIndex(self._model.index(self._first_filled_row() if row is None else row, at))


_NO_HINT = CellDelegate.EndEditHint.NoHint
_SUBMIT, _NEXT, _PREVIOUS = (
    CellDelegate.EndEditHint.SubmitModelCache,
    CellDelegate.EndEditHint.EditNextItem,
    CellDelegate.EndEditHint.EditPreviousItem,
)
