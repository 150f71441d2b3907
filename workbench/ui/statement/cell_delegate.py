"""Paints the cells of a grid and opens the editor, which refuses invalid amounts in place."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workbench.clock import present_time
from workbench.presentation.statement_table import ColumnKind, Row
from workbench.ui.statement.formula_entry import lacks_amount
from workbench.ui.statement.painting import (
    EDITED_SIDE,
    ELIDED,
    FOLD_WIDTH,
    INDENT,
    MARK_SIDE,
    REMARK_SIDE,
    SIDE,
    UNPROVEN_MARK,
    Brushes,
    draw_fold,
    draw_remark,
    draw_ticks,
    width_of_ticks,
)
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.typed_edits import why_refused
from workbench.ui.toolkit.dates import format_day
from workbench.ui.toolkit.item_roles import LEFT, RIGHT, SELECTED, Index
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.refusing_delegate import COMMITTING, RefusingDelegate
from workbench.wording.names import UNITS

LEAVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
"""These keys leave an editor opened by typing; in one opened to edit its text, they move the cursor."""
ROOM_IN_EDITOR = 18
"""Pixels beside the text of an editor."""
TOO_WIDE = "…"
"""Shown in place of a figure that has no room."""
TYPED_OVER = "typedOver"
"""The property of an editor whose text is being replaced by typing."""


def begin_editing(editor: QLineEdit, trigger: QAbstractItemView.EditTrigger) -> None:
    """Start a newly opened editor as requested: with its text replaced, or at the end of its text."""
    is_typed_over = trigger is QAbstractItemView.EditTrigger.AnyKeyPressed
    editor.setProperty(TYPED_OVER, is_typed_over)
    if not is_typed_over:
        editor.end(False)


class CellDelegate(RefusingDelegate):
    """Draws text itself, because a styled item costs four times as much. Editors open and close with Excel's keys.

    ``typed`` carries a text that has been entered.
    """

    typed = Signal(str)

    def __init__(self, model: StatementModel, is_folded: Callable[[int], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._is_folded = is_folded
        self._brushes: Brushes | None = None
        self._units = {unit: tr(name) for unit, name in UNITS.items()}
        self.fill: Callable[[str], str] | None = None
        """Puts a text into every selected cell, or returns why not; None if filling is not supported."""
        self.current = (-1, -1)
        """Row and column of the current cell, which has a frame."""
        self.has_keyboard = True
        """False while the keyboard is elsewhere in the window: the frame is muted then."""
        self.found: frozenset[tuple[int, int]] = frozenset()
        """Rows and columns of the cells that contain what is sought."""

    def use(self, brushes: Brushes) -> None:
        self._brushes = brushes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_selected = bool(option.state.value & SELECTED)  # plain numbers: the enumeration costs more than the text
        self.paint_cell(painter, option.rect, index.row(), index.column(), is_selected=is_selected)

    def paint_cell(
        self, painter: QPainter, rect: QRect, row: int, column: int, *, is_selected: bool, is_cut: bool = False
    ) -> None:
        """Paint one cell without a style option, which costs more than the cell.

        ``is_cut``: it may have no room for its figure, of which a part would read as another figure.
        """
        brushes = self._brushes
        if brushes is None:
            return
        the_row, kind = self._model.rows[row], self._model.columns[column].kind
        if is_selected:
            painter.fillRect(rect, brushes.selection)
        elif (row, column) in self.found:
            painter.fillRect(rect, brushes.found)
        elif kind is ColumnKind.RESULT:
            painter.fillRect(rect, brushes.result)
        elif kind is ColumnKind.CAPTION:
            painter.fillRect(rect, brushes.base)
        painter.setPen(brushes.hairline)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if kind is ColumnKind.CAPTION:
            self._paint_caption(painter, brushes, rect, row, the_row)
        else:
            self._paint_figure(painter, brushes, rect, row, column, the_row, is_cut=is_cut)
        if mark := self._model.mark(row, column):
            draw_remark(painter, rect, brushes.remarks[mark])
        if (row, column) == self.current:
            painter.setPen(brushes.accent if self.has_keyboard else brushes.resting)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_caption(self, painter: QPainter, brushes: Brushes, rect: QRect, row: int, the_row: Row) -> None:
        left = rect.left() + SIDE + INDENT * the_row.depth
        painter.setPen(brushes.muted)
        if the_row.last_child > row:
            fold = QRect(left - 2, rect.top(), FOLD_WIDTH, rect.height())
            draw_fold(painter, fold, is_open=not self._is_folded(row))
        left += FOLD_WIDTH
        right = rect.right() - SIDE
        if unit := self._units.get(the_row.line.unit) if not the_row.is_heading else None:
            painter.setFont(brushes.small)
            painter.drawText(rect.adjusted(0, 0, -SIDE, 0), RIGHT, unit)
            right -= brushes.plain_metrics.horizontalAdvance(unit)
        if signs := self._model.tick_signs(row, 0):
            width = min(width_of_ticks(brushes, signs), (right - left) // 2)
            draw_ticks(painter, brushes, QRect(right - width, rect.top(), width, rect.height()), signs)
            right -= width
        is_strong = the_row.is_heading or (the_row.total is not None and the_row.remainder is None)
        metrics = brushes.bold_metrics if is_strong else brushes.plain_metrics
        painter.setFont(brushes.italic if the_row.remainder else brushes.bold if is_strong else brushes.plain)
        painter.setPen(brushes.muted if the_row.remainder else brushes.text)
        text = metrics.elidedText(self._model.display(row, 0).text, ELIDED, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), LEFT, text)

    def _paint_figure(
        self, painter: QPainter, brushes: Brushes, rect: QRect, row: int, column: int, the_row: Row, *, is_cut: bool
    ) -> None:
        if the_row.is_heading:
            return
        display = self._model.display(row, column)
        if the_row.has_rule_above and display.text:
            painter.setPen(brushes.rule)
            painter.drawLine(rect.left() + SIDE, rect.top(), rect.right() - SIDE, rect.top())
            if the_row.is_final:
                for above in (1, 3):
                    y = rect.bottom() - above
                    painter.drawLine(rect.left() + SIDE, y, rect.right() - SIDE, y)
        if display.is_edited:
            below = REMARK_SIDE if self._model.mark(row, column) else 0
            left = rect.right() - EDITED_SIDE
            painter.fillRect(left, rect.top() + 1 + below, EDITED_SIDE, EDITED_SIDE, brushes.edited)
        signs = self._model.tick_signs(row, column)
        if not display.text:
            if signs:
                draw_ticks(painter, brushes, rect.adjusted(SIDE, 0, -SIDE, 0), signs)
            return
        gap = SIDE if display.text.endswith(")") else SIDE + brushes.bracket
        if signs:
            metrics = brushes.bold_metrics if the_row.total else brushes.plain_metrics
            taken = gap + metrics.horizontalAdvance(display.text) + MARK_SIDE
            taken += brushes.heading_metrics.horizontalAdvance(UNPROVEN_MARK) + MARK_SIDE
            draw_ticks(painter, brushes, rect.adjusted(SIDE, 0, -taken, 0), signs)
        if self._model.is_unproven(row, column):
            metrics = brushes.bold_metrics if the_row.total else brushes.plain_metrics
            right = gap + metrics.horizontalAdvance(display.text) + MARK_SIDE
            painter.setPen(brushes.unproven)
            painter.setFont(brushes.heading_font)
            painter.drawText(rect.adjusted(0, 0, -right, 0), RIGHT, UNPROVEN_MARK)
        painter.setPen(brushes.muted if column in self._model.off else brushes.inks[display.style])
        painter.setFont(brushes.bold if the_row.total else brushes.italic if the_row.remainder else brushes.plain)
        metrics = brushes.bold_metrics if the_row.total else brushes.plain_metrics
        is_too_wide = is_cut and metrics.horizontalAdvance(display.text) > rect.width() - gap
        painter.drawText(rect.adjusted(0, 0, -gap, 0), RIGHT, TOO_WIDE if is_too_wide else display.text)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self.open_guarded(parent, index)
        editor.textChanged.connect(lambda _: self.show_refusal(editor, "") if editor.property("refused") else None)
        if self._brushes:
            editor.setFont(self._brushes.plain)
        if self._model.columns[index.column()].kind is not ColumnKind.CAPTION:
            editor.textChanged.connect(lambda _: self._fit(editor))
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Cover the cell and, while the text needs more room, its neighbors to the left, up to the captions."""
        view, area = self.parent(), QRect(option.rect)
        is_figure = index.column() > 0 and isinstance(view, QTableView)
        editor.setProperty(
            "leftmost", view.columnWidth(0) if is_figure and isinstance(view, QTableView) else area.left()
        )
        editor.setProperty("cellArea", area)
        self._fit(editor)

    def _fit(self, editor: QWidget) -> None:
        area = editor.property("cellArea")
        if not isinstance(editor, QLineEdit) or not isinstance(area, QRect):
            return
        needed = editor.fontMetrics().horizontalAdvance(editor.text()) + ROOM_IN_EDITOR
        width = max(area.width(), min(needed, area.right() + 1 - editor.property("leftmost")))
        editor.setGeometry(area.right() + 1 - width, area.top(), width, area.height())

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(self._model.data(index, Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        if isinstance(editor, QLineEdit) and self._model.setData(index, editor.text()) and editor.isModified():
            self.typed.emit(editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QLineEdit) and event.type() is QEvent.Type.MouseButtonPress:
            editor.setProperty(TYPED_OVER, False)
        return super().eventFilter(editor, event)

    def act_on_key(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        is_fill = event.key() in COMMITTING[:2] and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.type() is QEvent.Type.ShortcutOverride:
            if is_fill:
                event.accept()
            return bool(is_fill)
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if is_fill:
            self._fill(editor)
            return True
        if event.key() in COMMITTING:
            return super().act_on_key(editor, event)
        if event.key() == Qt.Key.Key_F2:
            editor.setProperty(TYPED_OVER, False)
            return True
        if event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            editor.insert(format_day(present_time().date()))
            return True
        is_sideways = event.key() in SIDEWAYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in LEAVING or (is_sideways and editor.property(TYPED_OVER)):
            view = self.parent()
            if self.finish(editor) and view:
                QCoreApplication.sendEvent(view, event)
            return True
        return False

    def takes_clicks(self, editor: QLineEdit) -> bool:
        return lacks_amount(editor)

    def _fill(self, editor: QLineEdit) -> None:
        """Put the editor's contents into every selected cell, then close it."""
        if self.fill is None:
            self.finish(editor)
        elif not self.is_refused(editor):
            if reason := self.fill(editor.text()):
                self.show_refusal(editor, reason)
            else:
                self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)

    def why_refused(self, index: Index, text: str) -> str:
        row, column = self._model.rows[index.row()], self._model.columns[index.column()]
        return why_refused(self._model.table, row, column, text)
