"""The bar above a comparison: what is put side by side, and from which column to which the change goes."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.phrases import phrase
from workbench.presentation.compared_columns import (
    ComparedColumn,
    Comparison,
    Preset,
    choosable_columns,
    lacks_partner,
    picked_pair,
)
from workbench.presentation.statement_table import ColumnKind
from workbench.presentation.states import state_of
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.elided_label import ElidedLabel
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.item_roles import DISPLAY, NOWHERE, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_difference
from workbench.wording.periods import short_label

PRESETS = {
    Preset.PERIOD_BEFORE: phrase("This period and the one before"),
    Preset.YEAR_BEFORE: phrase("This period and a year earlier"),
    Preset.ALL_PERIODS: phrase("All periods of this length"),
    Preset.TWO_COLUMNS: phrase("Two columns"),
}
"""Those whose names are the same in every project; the others name frameworks and scenarios."""
NOTHING_BEFORE = phrase("There is no other period of this length.")
THE_SAME = phrase("Both columns are the same. Choose another.")
NO_YEAR_BEFORE = phrase("No period ended a year earlier.")
NARROWEST_LIST, WIDEST_LIST = 70, 300
"""In pixels: a page beside another may be narrow."""
SHARE_OF_PRESETS, SHARE_OF_COLUMNS = 12, 8
"""What each list gets of the width, beside what is said of the comparison."""
FEWEST_LETTERS, LETTERS_OF_PRESET = 18, 24
"""A list of columns is as wide as this many letters; measuring every name would be noticeable in a large book."""


class ColumnNames(QAbstractListModel):
    """The columns that can be compared, by name; a name is made when a list shows it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.columns: tuple[ComparedColumn, ...] = ()
        self._source: tuple[object, ...] | None = None
        """What the columns were listed from."""

    def show_columns_of(self, project: Project, statement: Statement) -> None:
        """List the columns of a statement; names may have changed even where these stay."""
        source = statement.reconciled, statement.periods, project.adjustments, project.scenarios, project.frameworks
        if self._source is None or any(now is not before for now, before in zip(source, self._source, strict=True)):
            self._source = source
            self.beginResetModel()
            self.columns = choosable_columns(project, statement)
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        return self._name(self.columns[index.row()]) if role == DISPLAY and index.isValid() else None

    def _name(self, column: ComparedColumn) -> str:
        words, project = window_words(), self._session.project
        period = short_label(project.periods[column.period], words)
        if column.scenario:
            return tr("{period}: scenario '{scenario}'", period=period, scenario=column.scenario)
        match column.kind:
            case ColumnKind.EFFECT:
                name = name_of_difference(project.adjustment_by_id[column.adjustment], words)
            case ColumnKind.RESULT:
                name = state_of(project).result_heading(words)
            case _:
                name = project.frameworks.source.label
        return tr("{period}: {column}", period=period, column=name)


class ColumnList(FieldCombo):
    """A list of the columns. ``name``: as it is read out."""

    def __init__(self, names: ColumnNames, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(names)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(FieldCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(FEWEST_LETTERS)


class ComparisonBar(QWidget):
    """Follows the view state and changes it. ``left`` gives the focus back to the grid; ``ended`` ends it all."""

    left = Signal()
    ended = Signal()

    def __init__(
        self, session: Session, signals: SessionSignals, view_state: ViewState, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self._offered: list[tuple[str, Comparison]] = []
        self.presets = FieldCombo(self)
        self.presets.setAccessibleName(tr("What is compared"))
        self.presets.setSizeAdjustPolicy(FieldCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.presets.setMinimumContentsLength(LETTERS_OF_PRESET)
        names = self._names = ColumnNames(session, self)
        self.start = ColumnList(names, tr("The change starts from"), self)
        self.end = ColumnList(names, tr("The change goes to"), self)
        self._note = ElidedLabel(self)
        self._note.setObjectName("quiet")
        close = QToolButton(self)
        close.setIcon(icon("close", theme))
        close.setToolTip(tr("End the comparison"))
        close.setAccessibleName(tr("End the comparison"))
        close.setAutoRaise(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 8, 4)
        layout.setSpacing(6)
        layout.addWidget(self.presets, SHARE_OF_PRESETS)
        for text, columns in ((tr("Change from"), self.start), (tr("to"), self.end)):
            label = QLabel(text, self)
            label.setObjectName("quiet")
            layout.addSpacing(4)
            layout.addWidget(label)
            layout.addWidget(columns, SHARE_OF_COLUMNS)
        layout.addSpacing(4)
        layout.addWidget(self._note, 1)
        layout.addWidget(close)
        for shown in (self.presets, self.start, self.end):
            shown.setMinimumWidth(NARROWEST_LIST)
            shown.setMaximumWidth(WIDEST_LIST)
        self.presets.activated.connect(self._on_preset)
        self.start.activated.connect(self._on_column)
        self.end.activated.connect(self._on_column)
        close.clicked.connect(self.ended)
        view_state.changed.connect(self._show)
        view_state.compared.connect(self._show)
        signals.changed.connect(self._on_session_changed)
        self._show()

    @property
    def note_text(self) -> str:
        """What is said of a comparison with nothing; else empty."""
        return self._note.text()

    @property
    def compared_text(self) -> str:
        """What is compared, in words: the preset, unless columns were picked."""
        comparison = self._view_state.comparison
        is_picked = comparison.preset is Preset.TWO_COLUMNS or comparison.start or comparison.end
        start, end = self.start.currentText(), self.end.currentText()
        return tr("from {start} to {end}", start=start, end=end) if is_picked else self.presets.currentText()

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._show()
        elif self._view_state.is_comparing:  # a switch changes what the result is called
            self._show_presets()
            self.start.update()
            self.end.update()

    def _show(self) -> None:
        is_shown = self._view_state.is_comparing
        if is_shown:
            self._show_presets()
            self._show_columns()
        self.setVisible(is_shown)

    def _show_presets(self) -> None:
        offered = self._presets()
        if [name for name, _ in offered] != [name for name, _ in self._offered]:
            self.presets.clear()
            self.presets.addItems([name for name, _ in offered])
        self._offered = offered
        comparison = self._view_state.comparison
        chosen = comparison._replace(start=None, end=None)
        presets = [preset for _, preset in offered]
        self.presets.setCurrentIndex(presets.index(chosen) if chosen in presets else -1)

    def _presets(self) -> list[tuple[str, Comparison]]:
        project = self._session.project
        result = state_of(project).result_heading(window_words())
        both = tr("{source} and {target}", source=project.frameworks.source.label, target=result)
        named = {**{preset: tr(name) for preset, name in PRESETS.items()}, Preset.FRAMEWORKS: both}
        scenarios = [
            (tr("Scenario '{scenario}' and the present switches", scenario=name), Comparison(Preset.SCENARIO, name))
            for name in project.scenarios
        ]
        order = (Preset.PERIOD_BEFORE, Preset.YEAR_BEFORE, Preset.FRAMEWORKS, Preset.ALL_PERIODS, Preset.TWO_COLUMNS)
        return [*((named[preset], Comparison(preset)) for preset in order), *scenarios]

    def _show_columns(self) -> None:
        project, statement, period = self._session.project, self._view_state.statement, self._view_state.period
        comparison = self._view_state.comparison
        self._names.show_columns_of(project, statement)
        columns = self._names.columns
        pair = picked_pair(project, statement, period, comparison) or (None, None)
        for shown, column in zip((self.start, self.end), pair, strict=True):
            is_listed = column is not None and column in columns  # no result of a period that is not reconciled is
            shown.setCurrentIndex(columns.index(column) if is_listed else -1)
        lacks = lacks_partner(project, statement, period, comparison)
        note = NO_YEAR_BEFORE if comparison.preset is Preset.YEAR_BEFORE else NOTHING_BEFORE
        self._note.setText(tr(note) if lacks else tr(THE_SAME) if pair[0] == pair[1] else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_preset(self, number: int) -> None:
        self._view_state.compare(self._offered[number][1])

    def _on_column(self) -> None:
        """Show the change between the chosen columns; the list that says nothing yet stays with the preset's column."""
        columns = self._names.columns
        start, end = (
            columns[number] if (number := box.currentIndex()) >= 0 else None for box in (self.start, self.end)
        )
        self._view_state.compare(self._view_state.comparison._replace(start=start, end=end))
