"""The panel that finds a text in all statements: Ctrl+F opens it, Enter and F3 go to the next hit, Esc closes it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from workbench.domain.ids import NO_STATEMENT
from workbench.phrases import phrase
from workbench.search.sought_text import LookIn, Sought
from workbench.session import Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.statement.hits_model import COLUMN, FIGURE, LINE, PERIOD, STATEMENT, HitsModel
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.text_finder import MOST_HITS, TextFinder
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.filter_bar import FilterField
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.narrow_bar import NarrowBar
from workbench.ui.toolkit.panel_table import EnterKey, plain_table, set_widths
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme

LOOK_IN = {
    LookIn.EVERYWHERE: phrase("Everywhere"),
    LookIn.CAPTIONS: phrase("Captions"),
    LookIn.FIGURES: phrase("Figures"),
    LookIn.WORDS: phrase("Differences, notes and comments"),
}
PLACES = tuple(LOOK_IN)
WIDTHS = {STATEMENT: 170, PERIOD: 100, COLUMN: 290, FIGURE: 120}
LEAST_FIELD, LETTERS_OF_PLACE, BESIDE_PLACE = 120, 10, 24


class FindPanel(QWidget):
    """``closed`` says that the user is done; ``replace_wanted``: the dialog that replaces what is sought is wanted."""

    closed = Signal()
    replace_wanted = Signal()

    def __init__(
        self,
        session: Session,
        signals: SessionSignals,
        view_state: ViewState,
        read_grid: Callable[[], StatementGrid],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view_state = view_state
        self.finder = TextFinder(session, view_state, read_grid, self)
        self.text = FilterField(tr("Find"), tr("Find a caption, a figure or a text"), self)
        self.text.setMinimumWidth(LEAST_FIELD)
        self.places = FieldCombo(self)
        self.places.addItems([tr(name) for name in LOOK_IN.values()])
        self.places.setAccessibleName(tr("Look in"))
        self.places.setSizeAdjustPolicy(FieldCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.places.setMinimumContentsLength(LETTERS_OF_PLACE)
        self.places.view().setMinimumWidth(self.places.view().sizeHintForColumn(0) + BESIDE_PLACE)
        self.whole = QCheckBox(tr("&Whole cell"), self)
        self.case = QCheckBox(tr("&Match case"), self)
        self.here = QCheckBox(tr("&This statement"), self)
        self._outcome = StatusLabel(_say_cut(MOST_HITS), theme, self)
        self.hits = HitsModel(session, self.finder, self)
        self.view = plain_table(self.hits, LINE, tr("What was found"), self)
        set_widths(self.view, WIDTHS)
        self.setFocusProxy(self.text)
        self._lay_out(theme)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self.seek)
        self._lazy_refresh = LazyRefresh(self, self.finder.seek_again)
        self._lazy_refresh.is_stale = False
        self._connect(signals)

    def _lay_out(self, theme: Theme) -> None:
        tools = QWidget(self)
        bar = QHBoxLayout(tools)
        bar.setContentsMargins(8, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(self.text, 1)
        bar.addWidget(self._outcome)
        for name, tip, step in (("up", tr("Find previous"), -1), ("down", tr("Find next"), 1)):
            button = QToolButton(self)
            button.setIcon(icon(name, theme))
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, step=step: self.step(step))
            bar.addWidget(button)
        bar.addSpacing(8)
        for widget in (self.places, self.whole, self.case, self.here):
            bar.addWidget(widget)
        replace = QPushButton(tr("&Replace…"), self)
        replace.clicked.connect(self.replace_wanted)
        bar.addWidget(replace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(NarrowBar(tools, self))
        layout.addWidget(self.view)

    def _connect(self, signals: SessionSignals) -> None:
        self.text.textChanged.connect(lambda: self._typing.start(0))
        self.places.currentIndexChanged.connect(self.seek)
        for box in (self.whole, self.case, self.here):
            box.toggled.connect(self.seek)
        self._view_state.changed.connect(self._on_view_state_changed)
        signals.changed.connect(lambda _: self._on_session_changed())
        self.finder.changed.connect(self._show_hits)
        self.text.installEventFilter(self)
        EnterKey(self.view, self._go_to)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_chosen)

    @property
    def sought(self) -> Sought:
        """What the fields ask for."""
        only = self._view_state.statement.id if self.here.isChecked() else NO_STATEMENT
        place = PLACES[self.places.currentIndex()]
        return Sought(self.text.text(), place, self.whole.isChecked(), self.case.isChecked(), only)

    def begin(self) -> None:
        """Give the keyboard to the text, to be replaced by what is typed."""
        self.text.setFocus()
        self.text.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Mark what is found for as long as the list of it can be seen."""
        super().showEvent(event)
        self.finder.mark_matches(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.finder.mark_matches(False)

    def seek(self) -> None:
        """Find what the fields ask for."""
        self._typing.stop()
        self.finder.seek(self.sought)

    def step(self, by: int) -> None:
        """Go to the next (+1) or previous (-1) hit."""
        if self._typing.isActive():
            self.seek()
        elif self._lazy_refresh.is_stale:
            self._lazy_refresh.is_stale = False
            self.finder.seek_again()
        self.finder.step(by)

    # ---- the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if is_back else 1)
                return True
            if event.key() == Qt.Key.Key_Down and self.hits.rowCount():
                self.view.setFocus()
                if not self.view.currentIndex().isValid():
                    self.view.selectRow(0)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # ---- following the search

    def _on_session_changed(self) -> None:
        if self.finder.sought.plain_text:
            self._lazy_refresh.request()

    def _on_view_state_changed(self) -> None:
        if self.here.isChecked() and self.finder.sought.only != self._view_state.statement.id:
            self.seek()

    def _show_hits(self) -> None:
        self.hits.refresh()
        finder, current = self.finder, self.finder.current
        if current is not None and self.view.currentIndex().row() != current:
            self.view.selectRow(current)
        count = len(finder.hits)
        if not finder.sought.plain_text:
            self._outcome.show_message("")
        elif not count:
            self._outcome.show_message(tr("Searching…") if finder.is_running else tr("Nothing found"))
        elif finder.is_cut:
            self._outcome.show_message(_say_cut(count))
        elif current is None:
            self._outcome.show_message(tr("{count:,} found", count=count))
        else:
            self._outcome.show_message(_say_place(current + 1, count))

    def _on_row_chosen(self, index: QModelIndex) -> None:
        """Show what is chosen in the list; the keyboard stays there."""
        if self.view.hasFocus() and index.isValid():
            self.finder.show_hit(index.row())
            self.view.setFocus()

    def _go_to(self, index: QModelIndex) -> None:
        self.finder.show_hit(index.row())


def _say_cut(count: int) -> str:
    return tr("{count:,}+ found", count=count)


def _say_place(number: int, count: int) -> str:
    return tr("{number:,} of {count:,}", number=number, count=count)
