"""The table in which the parts of a total are chosen: each line is added, subtracted, or no part."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, Statement
from workbench.phrases import phrase
from workbench.presentation.likely_totals import can_be_added_up
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, Index, name_of_row
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.number_format import format_amount
from workbench.ui.toolkit.panel_table import PanelTable, height_of_rows, make_plain

SIGN, NAME, FIGURE = range(3)
SIGNS = {1: "+", -1: "−", 0: ""}
SPOKEN = {1: phrase("added"), -1: phrase("subtracted"), 0: phrase("not a part")}
NEXT = {0: 1, 1: -1, -1: 0}
"""What follows when the sign of a line is changed: added, subtracted, no part."""
INDENT = "    "
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
ACCESSIBLE_TEXT = Qt.ItemDataRole.AccessibleTextRole.value
FIGURE_WIDTH = 120
ROWS_SEEN, FEWEST_ROWS_SEEN = 8, 2


class PartsModel(QAbstractTableModel):
    """The lines that can be parts, in printed order. ``changed`` says that a weight, or the choice of lines, has."""

    changed = Signal()

    def __init__(self, statement: Statement, period: PeriodId, weights: Mapping[LineId, int], parent: QObject) -> None:
        super().__init__(parent)
        self._statement = statement
        self._period = period
        self._weights = dict(weights)
        self._total: LineId | None = None
        self._shows_all = False
        self._lines: tuple[Line, ...] = ()
        self._list_lines()

    @property
    def parts(self) -> tuple[tuple[LineId, int], ...]:
        """The parts with their weights, in printed order; never the total itself."""
        lines = (line.id for line in self._statement.lines if line.id != self._total)
        return tuple((line, self._weights[line]) for line in lines if self._weights.get(line))

    def line(self, row: int) -> Line:
        return self._lines[row]

    def weight(self, row: int) -> int:
        return self._weights.get(self._lines[row].id, 0)

    def set_weight(self, row: int, weight: int) -> None:
        """Count a line with +1 or -1, or not at all; it stays listed."""
        if weight != self.weight(row):
            self._weights[self._lines[row].id] = weight
            self.dataChanged.emit(self.index(row, SIGN), self.index(row, FIGURE), [DISPLAY])
            self.changed.emit()

    def choose_total(self, total: LineId | None) -> None:
        """Leave ``total`` out; None: a new line."""
        self._total = total
        self._relist()
        self.changed.emit()

    def show_all(self, shows_all: bool) -> None:
        """List every line that can be a part, or only those that have been chosen."""
        self._shows_all = shows_all
        self._relist()

    def _relist(self) -> None:
        self.beginResetModel()
        self._list_lines()
        self.endResetModel()

    def _list_lines(self) -> None:
        self._lines = tuple(
            line
            for line in self._statement.lines
            if can_be_added_up(line) and line.id != self._total and (self._shows_all or self._weights.get(line.id))
        )

    # ---- Qt's questions

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else FIGURE + 1

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line, weight = self._lines[index.row()], self.weight(index.row())
        if role == DISPLAY:
            figure = self._statement.figure(line.id, self._period)
            return (SIGNS[weight], INDENT * len(line.section) + line.name, format_amount(figure, line))[index.column()]
        if role == ACCESSIBLE_TEXT and index.column() != FIGURE:
            return tr("{line}: {state}", line=line.name, state=SPOKEN[weight])
        return (CENTRE, LEFT, RIGHT)[index.column()] if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role)
        if not 0 <= section <= FIGURE:
            return None
        if role == DISPLAY:
            return (tr("Sign"), tr("Line"), tr("As reported"))[section]
        return (CENTRE, LEFT, RIGHT)[section] if role == ALIGNMENT else None


class PartsTable(PanelTable):
    """Space or a click on a sign changes it; + and − set it; Del takes the line out."""

    def __init__(self, model: PartsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = model
        make_plain(self, model, NAME, tr("Parts of the total"))
        self.setColumnWidth(SIGN, self.horizontalHeader().sectionSizeHint(SIGN))
        self.setColumnWidth(FIGURE, FIGURE_WIDTH)
        self.clicked.connect(lambda index: self._change_sign(index.row()) if index.column() == SIGN else None)
        model.modelReset.connect(self._fit_height)
        self._fit_height()

    def _fit_height(self) -> None:
        rows = self.model().rowCount()
        self.setMinimumHeight(height_of_rows(self, FEWEST_ROWS_SEEN))
        self.setMaximumHeight(height_of_rows(self, max(min(rows, ROWS_SEEN), FEWEST_ROWS_SEEN)))

    def _change_sign(self, row: int) -> None:
        self._parts.set_weight(row, NEXT[self._parts.weight(row)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        weights = {"+": 1, "=": 1, "-": -1, "−": -1}
        if row < 0:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._change_sign(row)
        elif event.text() in weights:
            self._parts.set_weight(row, weights[event.text()])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._parts.set_weight(row, 0)
        else:
            super().keyPressEvent(event)
