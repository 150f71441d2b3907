"""The panel of what is missing until publication; Enter or a double-click leads to the place."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTreeView, QWidget

from workbench.presentation.closing import ToDo, ToDoFinder, in_order, number_to_do
from workbench.presentation.closing_text import NOTHING_MISSING, text_of
from workbench.session import Session
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.records.to_do_model import ToDoModel
from workbench.ui.toolkit.filter_bar import lay_out_below_bar
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.panel_table import MARGINS_IF_EMPTY, TOP_AND_WRAPPED, EnterKey
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme, figures_font

WIDEST_COUNT = 9_999


class ToDoTree(QTreeView):
    """``text_if_empty``: what it shows, muted, while it has no rows."""

    text_if_empty = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text_if_empty and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.viewport().rect().adjusted(*MARGINS_IF_EMPTY), TOP_AND_WRAPPED, self.text_if_empty)


class ToDoPanel(QWidget):
    """``chosen`` carries the item to lead to, ``counted`` how many items are to do."""

    chosen = Signal(object)
    counted = Signal(int)

    def __init__(self, session: Session, run: CheckRun, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._run = run
        self.model = ToDoModel(theme, self)
        self.view = ToDoTree(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("To do"))
        self.view.setFont(figures_font(self.view.font()))
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setExpandsOnDoubleClick(False)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._copy_button = QPushButton(tr("Copy"), self)
        self._copy_button.setToolTip(tr("Copy the list as text"))
        self._copy_button.clicked.connect(self.copy)
        self.count = StatusLabel(_describe_count(WIDEST_COUNT), theme, self)
        lay_out_below_bar(self, (self._copy_button, self.count), self.view)
        self.setFocusProxy(self.view)
        EnterKey(self.view, self._on_chosen)
        self._work = IdleWork(self)
        self._finder = ToDoFinder()
        run.changed.connect(self.look_again)

    @property
    def is_looking(self) -> bool:
        return self._work.is_running

    def look_again(self) -> None:
        """List what is missing when there is time, once the checks are complete."""
        found: list[ToDo] = []
        self._work.start(self._look(found), lambda: self._show(in_order(found)))

    def _look(self, found: list[ToDo]) -> Iterator[None]:
        for item in self._finder.find(self._session.project, self._run.findings):
            if item:
                found.append(item)
            yield

    def _show(self, found: tuple[ToDo, ...]) -> None:
        row = self._place
        self.view.text_if_empty = tr(NOTHING_MISSING)
        if self.model.show_items(found):
            self.view.expandAll()
            self._go_to(row)
        number = number_to_do(found)
        self.count.show_message(_describe_count(number))
        self.counted.emit(number)
        self.view.viewport().update()

    @property
    def _place(self) -> tuple[int, int]:
        """The rows of the current heading and of the current item below it; -1 for none."""
        index = self.view.currentIndex()
        parent = index.parent()
        return (parent.row(), index.row()) if parent.isValid() else (index.row(), -1)

    def _go_to(self, place: tuple[int, int]) -> None:
        """Make what stands at a place the current row, or else the one before it."""
        heading, row = place
        heading = min(max(heading, 0), self.model.rowCount() - 1)
        index = self.model.index(heading, 0)
        if row >= 0 and self.model.rowCount(index):
            index = self.model.index(min(row, self.model.rowCount(index) - 1), 0, index)
        self.view.setCurrentIndex(index)

    def copy(self) -> None:
        """Copy the whole list as text."""
        QGuiApplication.clipboard().setText("\n".join((*text_of(self.model.items, window_words()), "")))

    def _on_chosen(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if item := self.model.item(index):
            self.chosen.emit(item)


def _describe_count(number: int) -> str:
    return tr_count("{count:,} item", "{count:,} items", number)
