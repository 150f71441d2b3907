"""The grid of one statement: frozen columns, collapsing, Excel's keys, and repainting only what changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableView, QWidget

from workbench.domain.ids import LineId
from workbench.presentation.statement_table import Column, ColumnKind, Row
from workbench.ui.statement.captions import Captions
from workbench.ui.statement.cell_delegate import TYPED_OVER, CellDelegate, begin_editing
from workbench.ui.statement.column_widths import width_of, widths_of, widths_of_figures
from workbench.ui.statement.formula_entry import point
from workbench.ui.statement.frozen_column import FrozenColumn, paint_column
from workbench.ui.statement.grid_drags import GridDrags
from workbench.ui.statement.grid_edits import GridEdits
from workbench.ui.statement.grid_heading import GridHeading
from workbench.ui.statement.grid_keys import GridKeys
from workbench.ui.statement.grid_menus import GridMenuPlaces
from workbench.ui.statement.grid_moves import GridMoves
from workbench.ui.statement.painting import make_brushes
from workbench.ui.statement.row_headings import RowHeadings
from workbench.ui.statement.selectable_table import SelectableTable
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.item_roles import Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.refusing_delegate import STAYS, open_editor
from workbench.ui.toolkit.theme import Theme
from workbench.wording.titles import title_of

EDIT_TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
MOVES = {
    CellDelegate.EndEditHint.SubmitModelCache: (1, 0),
    CellDelegate.EndEditHint.EditNextItem: (0, 1),
    CellDelegate.EndEditHint.EditPreviousItem: (0, -1),
}
"""Where an editor closed by Enter, Tab or Shift+Tab leads."""
ZOOM = 1.1
MOST_ROWS_MEASURED = 200
"""Of an edit; whoever pastes more fits the columns afterwards."""
ROOM_IN_ROWS = 5
"""Pixels above and below the text of a row."""
FLAG = QItemSelectionModel.SelectionFlag
CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class StatementGrid(SelectableTable):
    """``message`` carries a message for the user; ``chosen`` says that the selection or the current cell changed.

    ``refused`` carries why something is refused; empty once that no longer applies. ``zoom_wanted``: +1 or -1.
    ``journal_wanted``: an effect was double-clicked.
    ``menu_wanted`` carries on what a menu is asked for, a MenuPlace, and where on the screen.
    """

    message = Signal(str)
    refused = Signal(str)
    chosen = Signal()
    zoom_wanted = Signal(int)
    journal_wanted = Signal()
    editing = Signal(QLineEdit)
    """Carries the editor that has been opened in a cell."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self, model: StatementModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._folded: frozenset[LineId] = frozenset()
        """The lines whose rows under them are collapsed, but for their totals."""
        self._place_before_reset: tuple[LineId, Column] | None = None
        self._index_pressed: QModelIndex | None = None
        self._is_fitting = False
        self._own_widths: dict[Column, int] = {}
        """The widths of the columns that the user has sized."""
        self._stand_in: tuple[LineId, Column] | None = None
        """The cell that is current because the one before is not listed; that one returns with its line."""
        self._heading_lines, self._width_fitted = 1, 0
        self._size_unzoomed, self._zoom = self.font().pointSizeF(), 0
        self.edits = GridEdits(self, model)
        self.moves = GridMoves(self, model)
        self.keys = GridKeys(self.moves, self.edits, self.message.emit)
        self._drags = GridDrags(self, model, self.edits)
        self._handle_drawn = QRect()
        self.formula_editor: QLineEdit | None = None
        """A field outside this grid in which a formula is being typed; clicks on cells put their figures into it."""
        self._delegate = CellDelegate(model, self.is_folded, self)
        self._heading = GridHeading(model, theme, self)
        self.setHorizontalHeader(self._heading)
        self._row_headings = RowHeadings(theme, model.number_of, self)
        self._row_headings.dragged_from.connect(lambda row: self.moves.keep_current(row, self.currentIndex().column()))
        self.setVerticalHeader(self._row_headings)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.viewport().setMouseTracking(True)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(EDIT_TRIGGERS)
        self.setTabKeyNavigation(True)
        self.setAccessibleName(title_of(model.statement, window_words()))
        self._captions = Captions(model, theme, self.is_folded, self.may_leave, self)
        self._captions.setAccessibleName(tr("Captions"))
        self._result = FrozenColumn(model, theme, self.is_folded, self.may_leave, self, is_last=True)
        self._result.setAccessibleName(tr("Result"))
        self._result.setObjectName("frozenResult")
        self._use_font()
        self.fit_columns()
        self._connect()
        self._watch_menus()
        if model.rows:
            self.moves.go(self._first_filled_row(), 1)

    def _connect(self) -> None:
        model, theme = self._model, self._theme
        theme.changed.connect(self._use_font)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
        model.refused.connect(self.refused)
        model.widened.connect(self.fit_columns)
        model.edited.connect(self._on_edited)
        for delegate in (self._delegate, self._captions.delegate):
            delegate.refusing.connect(self.refused)
        self.edits.message.connect(self.message)
        self.edits.refused.connect(self.refused)
        self._delegate.fill = self.edits.fill_with
        self._delegate.typed.connect(self.edits.remember_typed)
        self._heading.sectionResized.connect(lambda section, _, width: self._on_section_resized(section, width))
        self._captions.fold_wanted.connect(self.toggle_fold)
        self._captions.edited.connect(self._after_editing)
        self._heading.sectionHandleDoubleClicked.connect(self.fit_column)
        self._heading.moved.connect(model.move_column)
        for frozen in self._frozen:
            frozen.widened.connect(lambda width, frozen=frozen: self._on_frozen_widened(frozen, width))
            self.verticalScrollBar().valueChanged.connect(frozen.verticalScrollBar().setValue)
            frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self._place_frozen())
        self.horizontalScrollBar().valueChanged.connect(
            lambda _: self.viewport().update()
        )  # other figures are cut then
        self._follow_selection()

    def _watch_menus(self) -> None:
        places = GridMenuPlaces(self)
        places.watch_captions(self._captions)
        places.watch_rows(self._row_headings)
        for view in (self, *self._frozen):
            places.watch_heading(view.horizontalHeader())
        places.wanted.connect(self.menu_wanted)

    def current_model(self) -> StatementModel:
        return self._model

    @property
    def _frozen(self) -> tuple[FrozenColumn, FrozenColumn]:
        """The columns overlaid on this: the captions, and the result if it would otherwise scroll out of view."""
        return self._captions, self._result

    # ---- fonts and widths

    def _use_font(self) -> None:
        """Measure and paint in the font of the zoom, which new colors would take back."""
        font = self.font()
        font.setPointSizeF(self._size_unzoomed * ZOOM**self._zoom)
        self.setFont(font)
        brushes = make_brushes(self._theme, self.font())
        self._delegate.use(brushes)
        self._heading.use(brushes)
        self._row_headings.use(brushes)
        for frozen in self._frozen:
            frozen.use(brushes)
        height = brushes.plain_metrics.height() + ROOM_IN_ROWS
        for view in (self, *self._frozen):
            view.verticalHeader().setMinimumSectionSize(height)
            view.verticalHeader().setDefaultSectionSize(height)
        self._brushes = brushes
        self.viewport().update()

    def zoom_to(self, steps: int) -> None:
        """Enlarge (positive) or reduce everything by this many steps of a tenth."""
        self._zoom = steps
        self._use_font()
        self.fit_columns()

    @property
    def own_widths(self) -> dict[Column, int]:
        """The widths of the columns that the user has sized; the others are fitted."""
        return dict(self._own_widths)

    def take_widths(self, widths: Mapping[Column, int]) -> None:
        """Give columns the widths that the user once gave them."""
        self._own_widths = dict(widths)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give figures the width they need and captions the rest, but for the columns that the user has sized."""
        self._width_fitted = self.viewport().width()
        widths = widths_of(self._model, self._brushes, self._width_fitted)
        self._is_fitting = True
        self._heading_lines = widths.heading_lines
        self._heading.set_lines(widths.heading_lines)
        for frozen in self._frozen:
            frozen.set_heading_lines(widths.heading_lines)
        for number, width in enumerate(widths.columns):
            self.setColumnWidth(number, self._own_widths.get(self._model.columns[number], width))
        self._is_fitting = False
        self._place_frozen()

    def _on_edited(self, lines: frozenset[LineId]) -> None:
        """Make room for figures that are wider than any before."""
        rows = [number for number, row in enumerate(self._model.rows) if row.line.id in lines][:MOST_ROWS_MEASURED]
        needed = widths_of_figures(self._model, self._brushes, rows)
        if any(width > self.columnWidth(column) for column, width in needed.items()):
            self.fit_columns()
            self._is_fitting = True
            for column, width in needed.items():  # of a large statement, not every row was measured
                if self._model.columns[column] not in self._own_widths:
                    self.setColumnWidth(column, max(width, self.columnWidth(column)))
            self._is_fitting = False

    def fit_column(self, column: int) -> None:
        self._own_widths.pop(self._model.columns[column], None)
        self._is_fitting = True
        self.setColumnWidth(column, width_of(self._model, self._brushes, column, self._heading_lines))
        self._is_fitting = False

    def _on_section_resized(self, section: int, width: int) -> None:
        if not self._is_fitting:
            self._own_widths[self._model.columns[section]] = width
        self._place_frozen()

    def _on_frozen_widened(self, frozen: FrozenColumn, width: int) -> None:
        if frozen.isVisible() and self.columnWidth(frozen.column) != width:
            self.setColumnWidth(frozen.column, width)

    def _place_frozen(self) -> None:
        """Overlay the captions on the left edge and, if not all columns fit, the result on the right edge."""
        left, top, height = self.viewport().x(), self.frameWidth(), self._heading.height() + self.viewport().height()
        captions, result = (self.columnWidth(frozen.column) for frozen in self._frozen)
        self._captions.place(QRect(left, top, captions, height))
        self._result.setVisible(self.horizontalScrollBar().maximum() > 0)
        self._result.place(QRect(left + self.viewport().width() - result, top, result, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._width_fitted:
            self.fit_columns()
        self._place_frozen()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the requested cells and nothing else that a table would, nor what the captions cover."""
        painter, dirty, covered = QPainter(self.viewport()), event.rect(), self.columnWidth(0)
        painter.fillRect(dirty, self.palette().base())
        last = self._model.columnCount() - 1
        end = self.viewport().width() - (self._result.width() if self._result.isVisible() else 0)
        for column in range(1, last + 1):
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            if width and left <= dirty.right() and left + width > max(dirty.left(), covered):
                first, right = max(left, covered), left + width if column == last else min(left + width, end)
                area = QRect(first, dirty.top(), right - first, dirty.height())
                is_cut = area.width() < width or self._model.columns[column] in self._own_widths
                if area.width() > 0:  # else the result covers it
                    paint_column(self, self._delegate, painter, column, area, is_cut=is_cut)
        if self._model.rows:
            self._drags.draw(painter, self._theme.colour("accent"), self._theme.colour("base"))
        else:
            painter.setPen(self._brushes.muted)
            reason = tr(self._model.why_no_rows)
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), reason)

    def dataChanged(self, top_left: Index, bottom_right: Index, roles: Sequence[int] = ()) -> None:
        """Repaint the changed columns of the moved rows on screen; Qt would repaint the whole viewport."""
        left = self.columnViewportPosition(top_left.column())
        last = bottom_right.column()
        right = self.columnViewportPosition(last) + self.columnWidth(last)
        first, below = max(self.rowAt(0), top_left.row()), self.rowAt(self.viewport().height() - 1)
        for top, bottom in self._model.moved_rows(first, bottom_right.row() if below < 0 else below):
            y = self.rowViewportPosition(top)
            height = self.rowViewportPosition(bottom) + self.rowHeight(bottom) - y
            self.viewport().update(QRect(left, y, right - left, height))

    # ---- collapsing

    def is_folded(self, row: int) -> bool:
        return self._model.rows[row].line.id in self._folded

    def toggle_fold(self, row: int) -> None:
        """Collapse or expand the rows under this one."""
        if 0 <= row < self._model.rowCount() and self._model.rows[row].last_child > row:
            line = self._model.rows[row].line.id
            self._folded ^= {line}
            self._apply_folding()

    def _apply_folding(self) -> None:
        hidden_to, above = -1, None
        for number, row in enumerate(self._model.rows):
            is_hidden = number <= hidden_to and not (above and self._is_total_kept(above, row))
            if self.isRowHidden(number) != is_hidden:
                for view in (self, *self._frozen):
                    view.setRowHidden(number, is_hidden)
            if number > hidden_to and row.line.id in self._folded and row.remainder is None:
                hidden_to, above = row.last_child, row
        current = self.currentIndex()
        if current.isValid() and self.isRowHidden(current.row()):
            self.moves.go([row for row in self.visible_rows() if row < current.row()][-1], current.column())
        for view in (self, *self._frozen):
            view.viewport().update()

    def _is_total_kept(self, above: Row, row: Row) -> bool:
        """True for the total at the end of what is collapsed under ``above``, which stays in sight."""
        return row.has_rule_above and row.remainder is None and row.depth == above.depth + 1

    def fold_to_level(self, level: int | None) -> None:
        """Collapse every row that stands deeper than ``level`` levels, except totals of a level; None: expand all."""
        rows = enumerate(self._model.rows) if level is not None else ()
        deep = (row for number, row in rows if row.last_child > number and level is not None and row.depth >= level - 1)
        self.fold(frozenset(row.line.id for row in deep))

    @property
    def folded(self) -> frozenset[LineId]:
        """The lines whose rows under them are collapsed, but for their totals."""
        return self._folded

    def fold(self, lines: frozenset[LineId]) -> None:
        """Collapse exactly the rows under these lines."""
        if lines != self._folded:
            self._folded = lines
            self._apply_folding()

    def unfold_to(self, *rows: int) -> None:
        """Expand whatever hides one of these rows."""
        for number, above in enumerate(self._model.rows[: max(rows)]):
            if self.is_folded(number) and any(number < row <= above.last_child for row in rows):
                self._folded -= {above.line.id}
        self._apply_folding()

    # ---- navigation

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current and bring it on screen."""
        self.unfold_to(row)
        self.moves.go(row, column)
        self.scrollTo(self._model.index(row, column))
        self.setFocus()

    def mark_found(self, cells: frozenset[tuple[int, int]]) -> None:
        """Mark the cells, by row and column, that contain what is sought."""
        if cells != self._delegate.found:
            for view, delegate in ((self, self._delegate), *((frozen, frozen.delegate) for frozen in self._frozen)):
                delegate.found = cells
                view.viewport().update()

    def _first_filled_row(self) -> int:
        """Return the first row in sight that may hold figures; the first one in sight if there is none."""
        visible = self.visible_rows() or [0]
        return next((row for row in visible if not self._model.rows[row].is_heading), visible[0])

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QTableView.ScrollHint.EnsureVisible) -> None:
        """Scroll until the cell is visible and not covered by frozen columns."""
        is_frozen = self._result.isVisible() and index.column() == self._result.column
        if index.column() == 0 or is_frozen:  # it is in sight, wherever the others have been scrolled to
            index = self._model.index(index.row(), max(self.columnAt(self.columnWidth(0) + 1), 0))
        super().scrollTo(index, hint)
        bar, covered = self.horizontalScrollBar(), self.columnWidth(0)
        left = self.columnViewportPosition(index.column())
        if index.column() > 0 and left < covered:
            bar.setValue(bar.value() - (covered - left))
        elif self._result.isVisible() and index.column() != self._result.column:
            beyond = left + self.columnWidth(index.column()) - (self.viewport().width() - self._result.width())
            bar.setValue(bar.value() + max(beyond, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() is QAbstractItemView.State.EditingState
        if is_editing or not self.currentIndex().isValid():  # what an editor did not handle; it closes by itself
            super().keyPressEvent(event)
        elif self._drags.is_dragging:
            if event.key() == Qt.Key.Key_Escape:
                self._drags.cancel()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == NONE:
            self.toggle_fold(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Backspace and event.modifiers() == NONE:
            if not self.edits.say_why_not(self.currentIndex()):
                self.edit_with("")
        elif not self.keys.act_on(event) and not self._refuse_typing(event):
            super().keyPressEvent(event)

    def edit_with(self, text: str) -> None:
        """Open the editor of the current cell on ``text`` instead of its contents."""
        typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F2, NONE)
        self.edit(self.currentIndex(), QAbstractItemView.EditTrigger.EditKeyPressed, typed)
        if editor := open_editor(self):
            editor.setText(text)
            editor.setProperty(TYPED_OVER, True)

    @property
    def has_whole_rows(self) -> bool:
        """True if whole rows are selected, and nothing else."""
        last = self._model.columnCount() - 1
        areas = list(self.selected_areas())
        return bool(areas) and all(area.left() == 0 and area.right() == last for area in areas)

    def show_current(self) -> None:
        """Scroll to the current cell."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _refuse_typing(self, event: QKeyEvent) -> bool:
        """True if a typed character was refused because the cell is calculated."""
        index = self.currentIndex()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_typing = bool(event.text()) and event.text().isprintable() and modifiers in (NONE, SHIFT)
        if (is_typing or event.key() == Qt.Key.Key_F2) and index.isValid():
            return self.edits.say_why_not(index)
        return False

    def rename_line(self, row: int) -> None:
        """Open the editor of the caption of a row."""
        self.go_to(row, 0)
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F2, NONE)
        self.edit(self._model.index(row, 0), QAbstractItemView.EditTrigger.EditKeyPressed, key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.columns[index.column()].kind is ColumnKind.EFFECT:
            self.journal_wanted.emit()
        elif not index.isValid() or not self.edits.say_why_not(index):
            super().mouseDoubleClickEvent(event)

    def edit(self, index: Index, trigger: QAbstractItemView.EditTrigger, event: QEvent) -> bool:  # type: ignore[override]
        """Open an editor; that of a caption in the frozen column, which covers its cell here."""
        if index.column() == 0 and trigger in EDIT_TRIGGERS:
            return self._captions.edit(index, trigger, event)
        is_open = super().edit(index, trigger, event)
        if is_open and (editor := open_editor(self)):
            begin_editing(editor, trigger)
            self.editing.emit(editor)
        return is_open

    def enter_text(self, row: int, column: int, text: str) -> str:
        """Put typed text into a cell; return why it is refused, empty if it is not."""
        index = self._model.index(row, column)
        if reason := self._delegate.why_refused(index, text):
            return reason
        self._model.setData(index, text)
        if column > 0:
            self.edits.remember_typed(text)
        return ""

    @property
    def is_editing(self) -> bool:
        """True while the editor of a figure or a caption is open."""
        return open_editor(self) is not None

    def finish_editing(self) -> bool:
        """Accept the contents of an open editor; False if they are refused and it stays open."""
        editor = open_editor(self)
        if editor is None:
            return True
        view = self._captions if self._captions.isAncestorOf(editor) else self
        delegate = view.itemDelegate()
        return isinstance(delegate, CellDelegate) and delegate.finish(editor)

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        """Prevent Qt from editing the next cell after Tab; Excel only moves there."""
        super().closeEditor(editor, CellDelegate.EndEditHint.NoHint)
        self._after_editing(hint)
        self.chosen.emit()

    def _after_editing(self, hint: object) -> None:
        """Move to the cell below after Enter (above with Shift), or to the one beside after Tab."""
        self.setFocus()
        rows, columns = MOVES.get(hint, (0, 0))  # type: ignore[call-overload]
        is_upwards = bool(rows and QGuiApplication.keyboardModifiers() & SHIFT)
        if (rows or columns) and self.currentIndex().isValid():
            if columns:
                self.moves.tab(columns)
            else:
                self.moves.enter(-rows if is_upwards else rows)

    # ---- selection

    def _follow_selection(self) -> None:
        for frozen in self._frozen:
            frozen.setSelectionModel(self.selectionModel())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self._move_handle())
        self.edits.copied_changed.connect(self.viewport().update)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def _on_current_changed(self, current: QModelIndex) -> None:
        self._delegate.current = (current.row(), current.column())
        for frozen in self._frozen:
            frozen.mark(current)
        self._row_headings.mark(current.row())
        self.viewport().update()
        self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_keyboard(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self._mark_keyboard(False)

    def _mark_keyboard(self, is_here: bool) -> None:
        """Show by the frame of the current cell whether keys act on it."""
        for view, delegate in ((self, self._delegate), *((frozen, frozen.delegate) for frozen in self._frozen)):
            if delegate.has_keyboard is not is_here:
                delegate.has_keyboard = is_here
                view.viewport().update(view.visualRect(self.currentIndex()))

    def _move_handle(self) -> None:
        """Repaint where the corner of the selection was, and where it is."""
        self.viewport().update(self._handle_drawn)
        self._handle_drawn = self._drags.handle() or QRect()
        self.viewport().update(self._handle_drawn)

    # ---- the rest

    def may_leave(self, clicked: Index) -> bool:
        """Finish what is being edited before a click on a cell acts.

        False if it is refused, and if the click put the figure of the cell into a formula that lacks an amount.
        """
        editor = open_editor(self) or self.formula_editor
        if editor is not None and clicked.isValid():
            if point(editor, self._model.typed_text(clicked.row(), clicked.column())):
                self.message.emit(tr("The amount was put in. It does not follow the cell if that changes."))
                return False
            if editor is self.formula_editor and editor.isModified():
                return False
        return self.finish_editing()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        is_plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == NONE
        if not self.may_leave(index) or (is_plain and self._drags.begin(at)):
            return
        is_extending = event.modifiers() == SHIFT or (self.keys.is_extending and event.modifiers() == NONE)
        if is_extending and index.isValid() and self.currentIndex().isValid():
            self.moves.extend_to(index.row(), index.column())
            return
        self._index_pressed = index if event.modifiers() == NONE else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._drags.is_dragging:
            self._drags.drag_to(at)
            return
        if event.buttons() == Qt.MouseButton.NoButton:
            self._drags.hover(at)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drags.is_dragging:
            if event.button() is Qt.MouseButton.LeftButton:
                self._drags.finish()
            return
        super().mouseReleaseEvent(event)
        if self._index_pressed and self._index_pressed.isValid() and self.currentIndex() != self._index_pressed:
            self.moves.keep_current(self._index_pressed.row(), self._index_pressed.column())
        self._index_pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & CONTROL:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _on_about_to_reset(self) -> None:
        self._drags.cancel()
        self.edits.forget_copied()
        index = self.currentIndex()
        if index.isValid():
            place = self._model.rows[index.row()].line.id, self._model.columns[index.column()]
            is_stand_in = self._stand_in == place and self._place_before_reset is not None
            self._place_before_reset = self._place_before_reset if is_stand_in else place

    def _on_reset(self) -> None:
        self._apply_folding()
        self._row_headings.fit()
        self.fit_columns()
        if self._place_before_reset and self._model.rows:
            line, column = self._place_before_reset
            row = self._model.row_of(line)
            columns = self._model.columns
            column_number = columns.index(column) if column in columns else 1
            is_there = row is not None and not self.isRowHidden(row)
            self.moves.go(row if row is not None and is_there else self._first_filled_row(), column_number)
            at = self.currentIndex()
            here = self._model.rows[at.row()].line.id, columns[at.column()]
            self._stand_in = None if is_there else here
        elif self._model.rows and not self.currentIndex().isValid():
            self.moves.go(self._first_filled_row(), 1)
        self.chosen.emit()
