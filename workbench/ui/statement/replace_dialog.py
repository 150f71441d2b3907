"""Replacing a text in captions, or a figure by another, in all statements: a preview, then one step."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.ids import NO_STATEMENT, LineId, StatementId
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.presentation.statement_names import names_of_statements
from workbench.search.hits import Hit, HitKind
from workbench.search.places import SECTION_SEPARATOR
from workbench.search.sought_text import LookIn, Sought
from workbench.session import Change, Session, Way
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.statement.hits_model import caption_of_hit, name_of_column
from workbench.ui.statement.replacing import Replacement, Replacing, command_for
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.statement.text_finder import TextFinder
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.item_roles import (
    ALIGNMENT,
    CHECK_STATE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TOOL_TIP,
    Index,
)
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.panel_table import EnterKey, plain_table, set_widths
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.theme import Theme
from workbench.wording.periods import short_label

BEFORE, AFTER, LINE, PLACE, COLUMN = range(5)
HEADINGS = (phrase("Before"), phrase("After"), phrase("Line"), phrase("Statement and period"), phrase("Column"))
SIZE = (960, 560)
WIDTHS = {LINE: 200, PLACE: 250, COLUMN: 180}
WIDTH_OF_FIGURES = 130
REPLACE_IN = {LookIn.CAPTIONS: phrase("Captions"), LookIn.FIGURES: phrase("Figures")}
PLACES = tuple(REPLACE_IN)
STATEMENT, BLANK = phrase("Statement"), phrase("blank")
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
TEXT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ReplacementsModel(QAbstractTableModel):
    """A row for each hit: before, after or why it stays, and where. All that can be replaced are checked at first.

    What is left out stays so while the same is sought. ``checked_changed``: the user has checked or unchecked a row.
    """

    checked_changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._rows: list[Replacement] = []
        self._left_out: set[Hit] = set()
        """The places of the hits that are not checked."""
        self.shows_figures = False

    def show(self, rows: list[Replacement], *, shows_figures: bool) -> None:
        if rows != self._rows:
            self.beginResetModel()
            self._rows, self.shows_figures = rows, shows_figures
            self.endResetModel()

    @property
    def checked(self) -> list[Replacement]:
        """The replacements that are to be made."""
        return [row for row in self._rows if not row.why_not and row.hit.place not in self._left_out]

    @property
    def number_possible(self) -> int:
        return sum(not row.why_not for row in self._rows)

    def hit(self, row: int) -> Hit:
        return self._rows[row].hit

    def check_all(self, checks: bool) -> None:
        self._left_out = set() if checks else {row.hit.place for row in self._rows}
        self._on_checked(0, len(self._rows) - 1)

    def leave_out(self, hits: Iterable[Hit]) -> None:
        """Check these no more, also if they are found again."""
        self._left_out |= {hit.place for hit in hits}

    def toggle(self, row: int) -> None:
        if not self._rows[row].why_not:
            self._left_out ^= {self._rows[row].hit.place}
            self._on_checked(row, row)

    def _on_checked(self, first: int, last: int) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(first, BEFORE), self.index(last, BEFORE), [CHECK_STATE])
        self.checked_changed.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        can_be_checked = index.column() == BEFORE and not self._rows[index.row()].why_not
        return TEXT | Qt.ItemFlag.ItemIsUserCheckable if can_be_checked else TEXT

    def setData(self, index: Index, value: Any, role: int = CHECK_STATE) -> bool:
        if role != CHECK_STATE or not index.isValid():
            return False
        self.toggle(index.row())
        return True

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == DISPLAY:
            return self._text(row, column)
        if role == TOOL_TIP:
            return row.why_not or self._text(row, column)
        if role == CHECK_STATE and column == BEFORE and not row.why_not:
            return UNCHECKED if row.hit.place in self._left_out else CHECKED
        if role == FOREGROUND and row.why_not:
            return self._theme.colour("muted")
        if role == ALIGNMENT:
            is_figure = self.shows_figures and (column == BEFORE or (column == AFTER and not row.why_not))
            return RIGHT if is_figure else LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADINGS):
            return None
        if role == DISPLAY:
            return tr(HEADINGS[section] if self.shows_figures or section != PLACE else STATEMENT)
        is_figure = self.shows_figures and section in (BEFORE, AFTER)
        return (RIGHT if is_figure else LEFT) if role == ALIGNMENT else None

    def _text(self, row: Replacement, column: int) -> str:
        project, words, hit = self._session.project, window_words(), row.hit
        match column:
            case 0:
                return row.before
            case 1:
                return row.why_not or row.after or tr(BLANK)
            case 2:
                return caption_of_hit(project, hit)
            case 3:
                statement = names_of_statements(project, words).get(hit.statement, "")
                if hit.period in project.periods:
                    return f"{statement}, {short_label(project.periods[hit.period], words)}"
                return SECTION_SEPARATOR.join((statement, *_section_of(project, hit)))
        return name_of_column(project, hit.column)


def _section_of(project: Project, hit: Hit) -> tuple[str, ...]:
    """Return the headings above a line, by which lines of one caption differ."""
    statement = project.statement_by_id.get(hit.statement)
    line = statement.line_by_id.get(hit.line) if statement else None
    return line.section if line else ()


class ReplaceDialog(QDialog):
    """Stays open beside the statement. ``chosen`` carries the hit to show there, ``message`` what was done."""

    chosen = Signal(object)
    message = Signal(str)

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
        self.setWindowTitle(tr("Replace"))
        resize_on_screen(self, *SIZE)
        self._session = session
        self._view_state = view_state
        self._begun_with: Sought | None = None
        self._told = ""
        """What was done last, until something else is sought."""
        self._replaced: set[tuple[StatementId, LineId]] = set()
        """The lines whose captions were replaced; they are still found by those."""
        self._planning = IdleWork(self)
        self.finder = TextFinder(session, view_state, read_grid, self)
        self.text, self.replacement = QLineEdit(self), QLineEdit(self)
        self.text.setAccessibleName(tr("Find"))
        self.replacement.setAccessibleName(tr("Replace with"))
        self.places = FieldCombo(self)
        self.places.setAccessibleName(tr("Replace in"))
        self.places.addItems([tr(name) for name in REPLACE_IN.values()])
        self.part = QCheckBox(tr("&Part of a figure, too"), self)
        self.whole = QCheckBox(tr("W&hole caption only"), self)
        self.case = QCheckBox(tr("&Match case"), self)
        self.here = QCheckBox(tr("&This statement only"), self)
        self.model = ReplacementsModel(session, theme, self)
        self.view = plain_table(self.model, AFTER, tr("What would be replaced"), self)
        self.view.setObjectName("checks")
        set_widths(self.view, WIDTHS)
        self._count = QLabel(self)
        self._count.setObjectName("quiet")
        self._refusal = QLabel(self)
        self._refusal.setObjectName("illustrative")
        self._refusal.setTextFormat(Qt.TextFormat.PlainText)
        self._refusal.setWordWrap(True)
        self._refusal.hide()
        self.replace = QPushButton(tr("&Replace all checked"), self)
        self._all, self._none = QPushButton(tr("Check &all"), self), QPushButton(tr("Check &none"), self)
        self._lay_out()
        self._connect(signals)
        self._offer_options()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("&Find"), self.text)
        form.addRow(tr("Replace &with"), self.replacement)
        options = QHBoxLayout()
        for widget in (self.places, self.whole, self.part, self.case, self.here):
            options.addWidget(widget)
        options.addStretch(1)
        form.addRow(tr("In"), options)
        below = QHBoxLayout()
        below.addWidget(self._count, 1)
        below.addWidget(self._all)
        below.addWidget(self._none)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.replace, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.replace.setDefault(True)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.view, 1)
        layout.addLayout(below)
        layout.addWidget(self._refusal)
        layout.addWidget(buttons)

    def _connect(self, signals: SessionSignals) -> None:
        self.text.textChanged.connect(self._begin_anew)
        self.replacement.textChanged.connect(self._plan)
        self.places.currentIndexChanged.connect(self._offer_options)
        for box in (self.whole, self.part, self.case, self.here):
            box.toggled.connect(self._seek)
        self._view_state.changed.connect(self._on_view_state_changed)
        signals.changed.connect(self._on_session_changed)
        self.finder.changed.connect(self._plan)
        self.model.checked_changed.connect(self._show_count)
        self.replace.clicked.connect(self._replace)
        self._all.clicked.connect(lambda: self.model.check_all(True))
        self._none.clicked.connect(lambda: self.model.check_all(False))
        EnterKey(self.view, lambda index: self.chosen.emit(self.model.hit(index.row())))
        self.view.selectionModel().currentRowChanged.connect(self._on_row_chosen)

    def begin(self, sought: Sought) -> None:
        """Open with what was sought last; with what was replaced last if nothing has been sought since."""
        if sought != self._begun_with:
            self._take(sought)
        self.show()
        self.raise_()
        self._seek()
        self.text.setFocus()
        self.text.selectAll()

    def _take(self, sought: Sought) -> None:
        self._begun_with = sought
        is_figure = bool(sought.figure) and sought.look_in is not LookIn.CAPTIONS
        self.places.setCurrentIndex(PLACES.index(LookIn.FIGURES if is_figure else LookIn.CAPTIONS))
        self.case.setChecked(sought.matches_case)
        self.here.setChecked(bool(sought.only))
        self.text.setText(sought.text)

    @property
    def sought(self) -> Sought:
        """What is to be replaced: a text in captions, or a whole figure unless parts of figures are wanted, too."""
        place = PLACES[self.places.currentIndex()]
        is_whole = self.whole.isChecked() if place is LookIn.CAPTIONS else not self.part.isChecked()
        only = self._view_state.statement.id if self.here.isChecked() else NO_STATEMENT
        return Sought(self.text.text(), place, is_whole, self.case.isChecked(), only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space check the current row."""
        if event.key() == Qt.Key.Key_Space and self.view.hasFocus() and self.view.currentIndex().isValid():
            self.model.toggle(self.view.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _offer_options(self) -> None:
        is_of_figures = PLACES[self.places.currentIndex()] is LookIn.FIGURES
        self.part.setVisible(is_of_figures)
        self.whole.setVisible(not is_of_figures)
        self.case.setVisible(not is_of_figures)
        self._seek()

    def _begin_anew(self) -> None:
        """Forget what was replaced and left out."""
        self._told = ""
        self._replaced.clear()
        self.model.check_all(True)
        self._seek()

    def _on_session_changed(self, change: Change) -> None:
        if change.way is Way.UNDONE:
            self._begin_anew()
        else:
            self._seek()

    def _seek(self) -> None:
        self._refusal.hide()
        if self.isVisible():
            self.finder.seek(self.sought)

    def _on_view_state_changed(self) -> None:
        if self.here.isChecked() and self.finder.sought.only != self._view_state.statement.id:
            self._seek()

    def _plan(self) -> None:
        """Plan every replacement in slices, then show them."""
        if self.finder.is_running:
            return
        planned: list[Replacement] = []
        replacing = Replacing(self._session.results, self.finder.sought, self.replacement.text())

        def plan() -> Iterator[None]:
            for hit in self.finder.hits:
                if hit.kind is not HitKind.OTHER_CAPTION or (hit.statement, hit.line) not in self._replaced:
                    planned.append(replacing.plan(hit))
                yield

        self._planning.start(plan(), lambda: self._show(planned))

    def _show(self, planned: list[Replacement]) -> None:
        are_figures = self.finder.sought.look_in is LookIn.FIGURES
        self.model.show(planned, shows_figures=are_figures)
        mode = QHeaderView.ResizeMode
        self.view.horizontalHeader().setSectionResizeMode(BEFORE, mode.Interactive if are_figures else mode.Stretch)
        if are_figures:
            self.view.setColumnWidth(BEFORE, WIDTH_OF_FIGURES)
        for column in (LINE, COLUMN):
            self.view.setColumnHidden(column, not are_figures)
        self._show_count()

    def _show_count(self) -> None:
        checked, found = len(self.model.checked), self.model.rowCount()
        staying = found - self.model.number_possible
        self.replace.setEnabled(bool(checked))
        if not self.finder.sought.plain_text:
            text = ""
        elif self._told and not checked:
            text = self._told
        elif not found:
            text = tr("Nothing found")
        else:
            text = _say_counts(checked, found, staying, is_cut=self.finder.is_cut)
        self._count.setText(text)

    def _replace(self) -> None:
        """Make all checked replacements as one step; if one is refused, none is made."""
        replacements = self.model.checked
        try:
            self._session.execute(command_for(replacements))
        except WorkbenchError as error:
            self._refusal.setText(say_refusal(error))
            self._refusal.show()
            return
        self._replaced |= {(one.hit.statement, one.hit.line) for one in replacements if one.caption}
        self.model.leave_out(one.hit for one in replacements)
        self._told = tr_count("{count:,} place was replaced", "{count:,} places were replaced", len(replacements))
        self.message.emit(self._told)
        self._seek()

    def _on_row_chosen(self, index: QModelIndex) -> None:
        if self.view.hasFocus() and index.isValid():
            self.chosen.emit(self.model.hit(index.row()))
            self.activateWindow()
            self.view.setFocus()


def _say_counts(checked: int, found: int, staying: int, *, is_cut: bool) -> str:
    """Return how many hits will be replaced; ``is_cut``: there are more hits than those ``found``."""
    counts = {"checked": checked, "found": found}
    if is_cut and staying:
        return tr(
            "{checked:,} of the first {found:,} will be replaced; {staying:,} cannot be. There are more.",
            **counts,
            staying=staying,
        )
    if is_cut:
        return tr("{checked:,} of the first {found:,} will be replaced. There are more.", **counts)
    if staying:
        return tr("{checked:,} of {found:,} will be replaced; {staying:,} cannot be", **counts, staying=staying)
    return tr("{checked:,} of {found:,} will be replaced", **counts)
