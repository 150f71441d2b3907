"""Paints the rows of a draft, and opens their editors: a search for the line, an amount that is refused in place."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.domain.adjustments import LegKind
from workbench.journals.lines import LineMatch
from workbench.phrases import phrase
from workbench.ui.journal.draft_controller import DraftController
from workbench.ui.journal.draft_model import LINE, SECTION_SEPARATOR, DraftModel, Side
from workbench.ui.toolkit.item_roles import EDIT, LEFT, RIGHT, SELECTED, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.refusing_delegate import RefusingDelegate
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_leg_kind, name_of_statement

SIDE = 8
MOST_SUGGESTIONS = 10
NAMES_OF_SIDES = {Side.DEBIT: phrase("Dr"), Side.CREDIT: phrase("Cr")}
LINE_ROLE = int(Qt.ItemDataRole.UserRole)


class Suggestions(QListWidget):
    """The lines that fit what is typed, below the editor; it never takes the focus.

    ``picked`` carries the editor beside which one was clicked.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("suggestions")
        self.setAccessibleName(tr("Lines that fit"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._editor: QWidget | None = None
        self.itemPressed.connect(lambda _: self.picked.emit(self._editor))
        self.hide()

    def show_matches(self, matches: tuple[LineMatch, ...], editor: QWidget, names: list[str]) -> None:
        """List the matches beside ``editor``, the best chosen; nothing if there are none."""
        self._editor = editor
        self.clear()
        for match, name in zip(matches, names, strict=True):
            item = QListWidgetItem(name)
            item.setData(LINE_ROLE, match.line.id)
            self.addItem(item)
        if not matches:
            self.hide()
            return
        self.setCurrentRow(0)
        height = self.sizeHintForRow(0) * len(matches) + 2 * self.frameWidth() + 2
        width = max(editor.width(), self.sizeHintForColumn(0) + 24)
        window = self.window()
        below = editor.mapTo(window, QPoint(0, editor.height()))
        is_room_below = window.height() - below.y() >= height
        top = below.y() if is_room_below else max(editor.mapTo(window, QPoint(0, 0)).y() - height, 0)
        self.setGeometry(QRect(below.x(), top, min(width, window.width() - below.x()), height))
        self.raise_()
        self.show()

    @property
    def chosen(self) -> object | None:
        """The line that is chosen in the list; None while it is hidden."""
        item = self.currentItem()
        return item.data(LINE_ROLE) if self.isVisible() and item else None

    def step(self, by: int) -> None:
        if self.count():
            self.setCurrentRow((self.currentRow() + by) % self.count())


class LegDelegate(RefusingDelegate):
    """Draws a row like a voucher's, and opens its editors."""

    def __init__(self, model: DraftModel, controller: DraftController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._controller = controller
        self._theme = theme
        self.suggestions = Suggestions(parent.window())
        self.suggestions.picked.connect(self._on_picked)

    # ---- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column, rect, theme = index.row(), index.column(), option.rect, self._theme
        if option.state.value & SELECTED:
            painter.fillRect(rect, theme.colour("selection"))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = self._model.text(row, column)
        painter.setFont(option.font)
        if self._model.is_amount(column):
            side = self._model.usual_side(row, column)
            text = text or (tr(NAMES_OF_SIDES[side]) if side else "")
            painter.setPen(theme.colour("muted" if side else "typed"))
            gap = SIDE if text.endswith(")") else SIDE + option.fontMetrics.horizontalAdvance(")")
            painter.drawText(rect.adjusted(0, 0, -gap, 0), RIGHT, text)
            return
        is_wrong = column == LINE and self._model.is_incomplete(row)
        quiet = "bad" if is_wrong else "text" if column == LINE else "muted"
        painter.setPen(theme.colour(quiet))
        room = rect.adjusted(SIDE, 0, -SIDE, 0)
        painter.drawText(room, LEFT, option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))

    # ---- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == self._model.kind_column:
            return self._choice_of_kind(parent)
        editor = self.open_guarded(parent, index)
        editor.setAccessibleName(str(self._model.headerData(index.column(), Qt.Orientation.Horizontal)))
        if index.column() == LINE:
            editor.setPlaceholderText(tr("Type part of a caption"))
            editor.textEdited.connect(lambda text: self._suggest(editor, text))
            editor.destroyed.connect(self.suggestions.hide)
        else:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return editor

    def _choice_of_kind(self, parent: QWidget) -> QComboBox:
        choice = QComboBox(parent)
        choice.setAccessibleName(tr("Kind"))
        choice.addItem(tr("as the line tells it"), "")
        for kind in LegKind:
            choice.addItem(name_of_leg_kind(kind, window_words()), kind.value)
        return choice

    def _suggest(self, editor: QLineEdit, text: str) -> None:
        matches = self._controller.finder.search(text, MOST_SUGGESTIONS) if text.strip() else ()
        self.suggestions.show_matches(matches, editor, [self._name_of(match) for match in matches])

    def _name_of(self, match: LineMatch) -> str:
        statement = self._controller.finder.project.statement_by_id[match.statement]
        where = SECTION_SEPARATOR.join((name_of_statement(statement.kind, window_words()), *match.line.section))
        return f"{match.line.name}    {where}"

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(self._model.data(index, EDIT))
        elif isinstance(editor, QComboBox):
            kind = self._model.leg(index.row()).kind
            editor.setCurrentIndex(editor.findData(kind.value if kind else ""))

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        if isinstance(editor, QComboBox):
            self._model.setData(index, editor.currentData())
        if not isinstance(editor, QLineEdit):
            return
        chosen = self.suggestions.chosen if index.column() == LINE else None
        self.suggestions.hide()
        if chosen is not None:
            self._model.set_line(index.row(), chosen)  # type: ignore[arg-type]
        else:
            self._model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        if event.type() is QEvent.Type.FocusOut and self.suggestions.isVisible() and self.suggestions.underMouse():
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if self.suggestions.isVisible() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.suggestions.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.suggestions.hide()
                self.refusing.emit("")
        return super().eventFilter(editor, event)

    def why_refused(self, index: Index, text: str) -> str:
        return self._model.why_refused(index.row(), index.column(), text)

    def _on_picked(self, editor: QWidget) -> None:
        """Take the line that was clicked, as Enter does."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.SubmitModelCache)
