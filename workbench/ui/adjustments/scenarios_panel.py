"""The panel of scenarios: key totals under each set of switches; Enter switches to the one of the current column."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QWidget

from workbench.commands import KeepScenario, RemoveScenario, RenameScenario, SwitchTo
from workbench.phrases import listing
from workbench.plain_text import escape_formula
from workbench.presentation.key_totals import why_no_totals
from workbench.presentation.scenarios import Scenario, ScenarioKind, differences_off
from workbench.presentation.states import state_of
from workbench.session import Session
from workbench.ui.adjustments.scenario_dialog import ScenarioDialog
from workbench.ui.adjustments.scenarios_model import FIRST_SCENARIO, PERIOD, TOTAL, ScenariosModel
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.toolkit.filter_bar import lay_out_below_bar
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.number_format import make_room_for_decimals
from workbench.ui.toolkit.panel_table import EnterKey, PanelTable, make_plain
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme

PERIOD_WIDTH, BESIDE_HEADING = 96, 20
LEAST_NAMES, MOST_NAMES = 150, 300
WIDEST_FIGURE = "(00,000,000)"
KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Insert, Qt.Key.Key_Plus)
"""What renames, deletes and, twice, keeps a scenario."""
WIDEST_NAME = "Without share-based compensation of 2023"


class ScenariosTable(PanelTable):
    """``key_pressed`` carries a key of ``KEYS``."""

    key_pressed = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.key_pressed.emit(key)
        else:
            super().keyPressEvent(event)


class ScenariosPanel(QWidget):
    """``refused`` carries why something was not done; ``message`` what was."""

    refused = Signal(str)
    message = Signal(str)

    def __init__(self, session: Session, signals: SessionSignals, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.model = ScenariosModel(session, theme, self)
        self.view = ScenariosTable(self)
        make_plain(self.view, self.model, TOTAL, tr("Totals of each scenario"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.horizontalHeader().setSectionResizeMode(TOTAL, QHeaderView.ResizeMode.Interactive)
        self.now = StatusLabel(tr("Now: {state}", state=WIDEST_NAME), theme, self)
        buttons = (
            self._button(tr("Keep…"), tr("Keep the present switches under a name"), self.ask_to_keep),
            self._button(tr("Apply"), tr("Switch to the scenario of the current column"), self.apply),
            self._button(tr("Rename…"), tr("Rename the scenario of the current column"), self.ask_to_rename),
            self._button(tr("Delete"), tr("Delete the scenario of the current column"), self.delete),
            self._button(tr("Copy table"), tr("Copy all totals for Excel"), self.copy_table),
        )
        lay_out_below_bar(self, (*buttons, self.now), self.view)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.viewport().installEventFilter(self)
        self.setFocusProxy(self.view)
        EnterKey(self.view, lambda _: self.apply())
        self.view.key_pressed.connect(self._on_key)
        self._lazy_refresh = LazyRefresh(self.view.viewport(), self._refresh)
        self.model.modelReset.connect(self._fit_columns)
        signals.restyled.connect(self._fit_columns)
        signals.changed.connect(lambda _: self._lazy_refresh.request())

    def _button(self, text: str, tip: str, act: Callable[[], object]) -> QPushButton:
        """Return a button; the menu of the table offers the same."""
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.clicked.connect(lambda: act())
        action = QAction(text, self.view)
        action.triggered.connect(lambda: act())
        self.view.addAction(action)
        return button

    def _refresh(self) -> None:
        column = max(self.view.currentIndex().column(), FIRST_SCENARIO)
        row = max(self.view.currentIndex().row(), 0)
        self.model.refresh()
        project, words = self._session.project, window_words()
        self.view.text_if_empty = why_no_totals(project, words) or tr("No period is reconciled yet.")
        state = self.model.kept_now or state_of(project).in_words(words)
        self.now.show_message(tr("Now: {state}", state=state))
        if self.model.rowCount():
            last = self.model.columnCount() - 1
            place = self.model.index(min(row, self.model.rowCount() - 1), min(column, last))
            if place != self.view.currentIndex():
                self.view.setCurrentIndex(place)

    def _fit_columns(self) -> None:
        width = self.view.fontMetrics().horizontalAdvance
        columns = range(self.model.columnCount())
        for column in columns:
            heading = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            widest = max(map(width, (make_room_for_decimals(WIDEST_FIGURE), *heading.splitlines())))
            self.view.setColumnWidth(column, widest + BESIDE_HEADING)
        self.view.setColumnWidth(PERIOD, PERIOD_WIDTH)
        self._fill_width()

    def _fill_width(self) -> None:
        """Give the names all the room that is left, and as much as they need where there is none."""
        names = [str(self.model.index(row, TOTAL).data()) for row in range(self.model.rowCount())]
        widest = max(map(self.view.fontMetrics().horizontalAdvance, names), default=0) + BESIDE_HEADING
        others = sum(self.view.columnWidth(column) for column in range(PERIOD, self.model.columnCount()))
        needed = max(LEAST_NAMES, min(widest, MOST_NAMES))
        self.view.setColumnWidth(TOTAL, max(needed, self.view.viewport().width() - others))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fill_width()
        return super().eventFilter(watched, event)

    @property
    def chosen(self) -> Scenario | None:
        """The scenario of the current column."""
        return self.model.scenario_at(self.view.currentIndex().column())

    def choose(self, name: str) -> None:
        """Make the column of a scenario that the user keeps the current one."""
        self._refresh()
        column = self.model.column_of(name)
        if column is not None and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(max(self.view.currentIndex().row(), 0), column))

    # ---- what the user does

    def ask_to_keep(self) -> ScenarioDialog:
        """Ask for the name of the present switches."""
        project = self._session.settled
        off = differences_off(project, Scenario(ScenarioKind.NOW, project.enabled))
        state = state_of(project).in_words(window_words())
        names = listing([adjustment.name for adjustment in off], window_words(), may_have_commas=True)
        about = tr("{state}. Off: {names}", state=state, names=names) if off else tr("{state}.", state=state)
        hint = tr("A scenario that has this name already is replaced.")

        def keep(name: str) -> None:
            self._session.execute(KeepScenario(name, self._session.settled.enabled))
            self.choose(name.strip())

        dialog = ScenarioDialog(
            tr("Keep the switches as a scenario"), "\n".join((about, hint)), self._name_to_propose(), keep, self
        )
        dialog.open()
        return dialog

    def _name_to_propose(self) -> str:
        """Return the name of the scenario that has these switches, else what is off if that is one difference."""
        project = self._session.settled
        off = differences_off(project, Scenario(ScenarioKind.NOW, project.enabled))
        if self.model.kept_now or len(off) != 1:
            return self.model.kept_now
        return tr("Without {name}", name=off[0].name)

    def ask_to_rename(self) -> ScenarioDialog | None:
        """Ask for another name of the scenario of the current column; say so if it has none of its own."""
        kept = self._find_kept()
        if kept is None:
            return None

        def rename(name: str) -> None:
            self._session.execute(RenameScenario(kept.name, name))
            self.choose(name.strip())

        about = tr("Its switches stay as they are.")
        dialog = ScenarioDialog(tr("Rename the scenario"), about, kept.name, rename, self)
        dialog.open()
        return dialog

    def apply(self) -> None:
        """Switch exactly the differences on that are on in the scenario of the current column."""
        scenario = self.chosen
        if scenario is None:
            self.refused.emit(tr("Select a figure in the column of a scenario first."))
        elif scenario.on == self._session.settled.enabled:
            self.message.emit(tr("The differences are already switched like this."))
        else:
            name = self.model.name_of(scenario)
            self._session.execute(SwitchTo(scenario.on))
            self.message.emit(tr("Switched to {scenario}", scenario=name))

    def delete(self) -> None:
        """Delete the scenario of the current column; undo brings it back. No other is chosen then."""
        if kept := self._find_kept():
            self._session.execute(RemoveScenario(kept.name))
            self._refresh()
            self.view.setCurrentIndex(self.model.index(max(self.view.currentIndex().row(), 0), TOTAL))
            self.message.emit(tr("The scenario '{name}' was deleted. Ctrl+Z brings it back.", name=kept.name))

    def copy_table(self) -> None:
        """Copy all totals, with headings, as tab-separated text."""
        rows = ("\t".join(map(escape_formula, row)) for row in self.model.as_text())
        QGuiApplication.clipboard().setText("".join(f"{row}\n" for row in rows))
        self.message.emit(tr("Copied: {rows} totals", rows=self.model.rowCount()))

    def _find_kept(self) -> Scenario | None:
        scenario = self.chosen
        if scenario is None or scenario.kind is not ScenarioKind.KEPT:
            self.refused.emit(tr("First select a figure in the column of a scenario that you keep."))
            return None
        return scenario

    def _on_key(self, key: Qt.Key) -> None:
        if key is Qt.Key.Key_F2:
            self.ask_to_rename()
        elif key is Qt.Key.Key_Delete:
            self.delete()
        else:
            self.ask_to_keep()
