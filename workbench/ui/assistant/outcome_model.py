"""What would be imported: the statements, and what differs from the project that is open."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.project import Project
from workbench.domain.statements import Role
from workbench.importing.comparison import Difference, What
from workbench.ui.assistant.words import STATEMENTS
from workbench.ui.views import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index

WORDS = {
    What.CHANGED: "Changed",
    What.NEW: "New",
    What.GONE: "Gone",
    What.READ_AS: "Read otherwise",
    What.MOVED: "Moved",
    What.EDITED: "Edit given up",
}


class RowsModel(QAbstractTableModel):
    """Shows rows of words under ``headings``; the columns in ``figures`` are set to the right."""

    def __init__(self, headings: Sequence[str], figures: frozenset[int], parent: QObject) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._figures = figures
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, rows: Sequence[tuple[str, ...]]) -> None:
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role in (DISPLAY, TOOL_TIP):
            return self._rows[index.row()][index.column()]
        return self._side(index.column()) if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == DISPLAY:
            return self._headings[section]
        return self._side(section) if role == ALIGNMENT else None

    def _side(self, column: int) -> int:
        return RIGHT if column in self._figures else LEFT


STATEMENT_HEADINGS = ("Statement", "Periods", "Lines", "Totals")
DIFFERENCE_HEADINGS = ("Change", "Where", "What", "Was", "Is now")


def statement_rows(project: Project) -> list[tuple[str, ...]]:
    """Return each statement with its periods, those that are reconciled named as such, its lines and totals."""
    rows: list[tuple[str, ...]] = []
    for statement in project.statements:
        periods = [
            f"{project.periods[period].short_label}{'' if period in statement.reconciled else ' (not reconciled)'}"
            for period in statement.periods
        ]
        lines = sum(1 for line in statement.lines if line.role is not Role.HEADING)
        rows.append((STATEMENTS[statement.kind], ", ".join(periods), f"{lines:,}", f"{len(statement.totals):,}"))
    return rows


def difference_rows(differences: Sequence[Difference]) -> list[tuple[str, ...]]:
    return [
        (WORDS[each.what], str(each.cell) if each.cell else "", each.subject, each.was, each.now)
        for each in differences
    ]


def adjustment_rows(project: Project) -> list[tuple[str, ...]]:
    """Return each difference with the periods that state it and the number of its entries."""
    rows: list[tuple[str, ...]] = []
    for adjustment in project.adjustments:
        periods = dict.fromkeys(
            project.periods[period].short_label
            for statement in project.statements
            for period in statement.periods
            if (statement.id, period) in adjustment.covers
        )
        rows.append((adjustment.name, ", ".join(periods), f"{len(adjustment.entries):,}"))
    return rows
