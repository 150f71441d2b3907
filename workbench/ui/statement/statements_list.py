"""The list of statements to choose from."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.presentation.statement_names import names_of_statements
from workbench.presentation.states import NOT_RECONCILED
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.item_roles import DISPLAY, LEFT, SELECTED, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme

SIDE, MARK_WIDTH = 12, 3


class _TwoLineDelegate(QStyledItemDelegate):
    """Paints a name and, below it, a less important line."""

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
            elided = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, LEFT, elided)


class StatementsList(QListView):
    """The statements by kind; a second line says how many periods are reconciled."""

    def __init__(
        self, session: Session, signals: SessionSignals, view_state: ViewState, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setItemDelegate(_TwoLineDelegate(theme, self))
        self._session = session
        self._view_state = view_state
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setAccessibleName(tr("Statements"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list_statements()
        signals.changed.connect(self._on_session_changed)
        view_state.changed.connect(self._mark_current)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def _on_session_changed(self, change: Change) -> None:
        if "statements" in change.fields:
            self._list_statements()

    def _list_statements(self) -> None:
        names = []
        names_by_id = names_of_statements(self._session.project, window_words())
        for statement in self._session.project.statements:
            reconciled, periods = len(statement.reconciled), len(statement.periods)
            about = (
                tr("{reconciled} of {periods} reconciled", reconciled=reconciled, periods=periods)
                if reconciled
                else tr(NOT_RECONCILED)
            )
            names.append(f"{names_by_id[statement.id]}\n{about}")
        if names != self._names.stringList():
            self._names.setStringList(names)
            self._mark_current()

    def _mark_current(self) -> None:
        order = [statement.id for statement in self._session.project.statements]
        index = self._names.index(order.index(self._view_state.statement.id))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self._view_state.show_statement(self._session.project.statements[index.row()].id)
