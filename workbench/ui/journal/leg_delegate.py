"""Paints the rows of a draft, and opens their editors: a search for the line, an amount that is refused in place."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from workbench.domain.adjustments import LegKind
from workbench.journals.lines import LineMatch
from workbench.phrases import phrase
from workbench.ui.journal.draft_controller import DraftController
from workbench.ui.journal.draft_model import LINE, SECTION_SEPARATOR, DraftModel, Side
from workbench.ui.toolkit.item_roles import EDIT, LEFT, RIGHT, SELECTED, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.refusing_delegate import RefusingDelegate
from workbench.ui.toolkit.suggestions import Suggestions
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_leg_kind, name_of_statement

SIDE = 8
MOST_SUGGESTIONS = 10
NAMES_OF_SIDES = {Side.DEBIT: phrase("Dr"), Side.CREDIT: phrase("Cr")}


class LegDelegate(RefusingDelegate):
    """Draws a row like a voucher's, and opens its editors."""

    def __init__(self, model: DraftModel, controller: DraftController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._controller = controller
        self._theme = theme
        self.suggestions = Suggestions(parent.window(), tr("Lines that fit"))
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
        self.suggestions.show_beside(editor, [(self._name_of(match), match.line.id) for match in matches])

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
            self._model.set_line(index.row(), chosen)
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
