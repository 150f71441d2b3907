"""Panels of lists: the statements, the entries, the history."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.presentation.names import name_of_statement
from workbench.presentation.states import NOT_RECONCILED
from workbench.session import Change, Session
from workbench.ui.models.lists import EntriesModel, HistoryModel
from workbench.ui.panels.tables import EnterKey, plain_table
from workbench.ui.session_signals import SessionSignals
from workbench.ui.theme import Theme
from workbench.ui.viewing import Viewing
from workbench.ui.views import DISPLAY, LEFT, SELECTED, Index
from workbench.ui.when_seen import WhenSeen

SIDE, MARK_WIDTH = 12, 3


class _TwoLines(QStyledItemDelegate):
    """Paints a name, and beneath it what is less important."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, 2 * option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, theme = option.rect, self._theme
        name, _, about = str(index.data(DISPLAY)).partition("\n")
        if option.state.value & SELECTED:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(rect.left(), rect.top(), MARK_WIDTH, rect.height(), theme.colour("accent"))
        painter.setFont(option.font)
        half = rect.height() // 2
        for text, ink, top in ((name, "text", 3), (about, "muted", half - 1)):
            painter.setPen(theme.colour(ink))
            area = QRect(rect.left() + SIDE, rect.top() + top, rect.width() - SIDE - 4, half - 2)
            shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, LEFT, shown)


class StatementsList(QListView):
    """The statements by kind; a second line says how many periods are reconciled."""

    def __init__(
        self, session: Session, signals: SessionSignals, viewing: Viewing, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setItemDelegate(_TwoLines(theme, self))
        self._session = session
        self._viewing = viewing
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setAccessibleName("Statements")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._on_session_changed(Change(frozenset(("statements",)), ""))
        signals.changed.connect(self._on_session_changed)
        viewing.changed.connect(self._mark_current)
        self.selectionModel().currentChanged.connect(self._on_chosen)

    def _on_session_changed(self, change: Change) -> None:
        if "statements" not in change.fields:
            return
        names = []
        for statement in self._session.project.statements:
            reconciled, periods = len(statement.reconciled), len(statement.periods)
            told = f"{reconciled} of {periods} reconciled" if reconciled else NOT_RECONCILED
            names.append(f"{name_of_statement(statement.kind)}\n{told}")
        if names != self._names.stringList():
            self._names.setStringList(names)
            self._mark_current()

    def _mark_current(self) -> None:
        order = [statement.id for statement in self._session.project.statements]
        index = self._names.index(order.index(self._viewing.statement.id))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self._viewing.show_statement(self._session.project.statements[index.row()].id)


class EntriesPanel(QWidget):
    """``chosen`` carries the adjustment and the entry that the user wants to see in the grid."""

    chosen = Signal(object)

    def __init__(self, session: Session, signals: SessionSignals, viewing: Viewing, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = EntriesModel(session, viewing, self)
        self.view = plain_table(self._model, 1, "Entries of the differences", self)
        self.view.setColumnWidth(0, 300)
        self.view.setColumnWidth(2, 130)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        EnterKey(self.view, self._on_chosen)
        self._seen = WhenSeen(self.view.viewport(), self._model.refresh)
        signals.changed.connect(self._on_session_changed)
        viewing.changed.connect(self._seen.ask)

    def _on_session_changed(self, change: Change) -> None:
        if change.is_switch:
            self._seen.ask_lightly(self._model.show_states)
        else:
            self._seen.ask()

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit((self._model.adjustment_of(index.row()), self._model.entry(index.row())))


class HistoryList(QListView):
    """The steps so far; Enter or a double click goes back, or forward again, to one."""

    def __init__(self, session: Session, signals: SessionSignals, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        model = HistoryModel(session, self)
        self.setModel(model)
        self.setAccessibleName("History")
        self._seen = WhenSeen(self, model.refresh)
        signals.changed.connect(lambda _: self._seen.ask())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        EnterKey(self, self._on_chosen)

    def _on_chosen(self, index: QModelIndex) -> None:
        steps = index.row() - self._session.steps_done
        for _ in range(abs(steps)):
            if steps > 0:
                self._session.redo()
            else:
                self._session.undo()
