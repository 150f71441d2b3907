"""A comparison of one statement's columns for Qt's views. It follows the session only while it is shown."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QObject, Qt

from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.statements import FigureKey
from workbench.presentation.compared_columns import ChangeColumn, ComparedColumn, compared_columns
from workbench.presentation.comparison_table import ComparisonTable, comparison_of
from workbench.presentation.statement_table import CAPTION_COLUMN, Column, ColumnKind, SourceCell, StatementTable
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.statement.cell_displays import ColumnDisplays
from workbench.ui.statement.compared_displays import format_compared, type_compared
from workbench.ui.statement.kept_lines import KeptLines
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.unproven_marks import UnprovenMarks
from workbench.ui.toolkit.item_roles import DESCRIPTION, DISPLAY, Index


class ComparisonModel(StatementModel):
    """Takes its rows from ``shown``, the model of the same statement, which hears of every change before."""

    def __init__(
        self,
        session: Session,
        signals: SessionSignals,
        view_state: ViewState,
        marks: UnprovenMarks,
        kept_lines: KeptLines,
        shown: StatementModel,
        parent: QObject,
    ) -> None:
        self._shown = shown
        self._is_followed = True
        self._is_stale = False
        super().__init__(session, signals, view_state, marks, kept_lines, shown.statement.id, parent)
        view_state.compared.connect(self._on_view_state_changed)

    def end(self) -> None:
        super().end()
        self._view_state.compared.disconnect(self._on_view_state_changed)

    # ---- following, while it is shown

    def follow(self) -> None:
        """Show the current state, and follow it from now on."""
        self._is_followed = True
        if self._is_stale or self._read_columns() != self._columns or self._shown.rows is not self._rows_taken:
            self._is_stale = False
            self._publish_anew(self._read_table())

    def rest(self) -> None:
        """Follow nothing until it is shown again."""
        self._is_followed = False

    def follow_checks(self) -> None:
        """Do nothing: the rows are those of the statement's own model."""

    def _on_session_changed(self, change: Change) -> None:
        if not self._is_followed:
            self._is_stale = True
        elif change.is_switch or change.is_remark:
            super()._on_session_changed(change)
        else:
            self._publish_anew(self._read_table())

    def _on_view_state_changed(self) -> None:
        if self._is_followed and (
            self._read_columns() != self._columns
            or self._shown.rows is not self._rows_taken
            or self._shown.period != self.period
        ):
            self._reset(self._read_table())

    def _on_marks_changed(self) -> None:
        self._proofs = self._marks.proofs
        if self._is_followed and self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self._moved_rows.record_edit(frozenset(row.line.id for row in self._rows))
            self.dataChanged.emit(self.index(0, 1), last, [DESCRIPTION])

    # ---- what it shows

    @property
    def comparison(self) -> ComparisonTable:
        return cast(ComparisonTable, self.table)

    @property
    def has_parts_beside(self) -> bool:
        """False: the columns beside may be of other periods."""
        return False

    def source_cell(self, row: int, column: int) -> SourceCell | None:
        return self.comparison.source_cell(self._rows[row], self._columns[column])

    def goal_of(self, row: int, column: int) -> SourceCell | None:
        """Return the cell of the statement that a cell leads to: what it shows, or where a change leads."""
        shown = self._columns[column]
        return self.comparison.source_cell(self._rows[row], shown.end if isinstance(shown, ChangeColumn) else shown)

    def typed_text(self, row: int, column: int) -> str:
        return type_compared(self.comparison, self._rows[row], self._columns[column])

    def cell(self, index: Index) -> FigureKey:
        line, goal = self._rows[index.row()].line.id, self.goal_of(index.row(), index.column())
        return line, goal.table.period if goal else self.period

    def column_of(self, kind: ColumnKind, adjustment: AdjustmentId = NO_ADJUSTMENT) -> int | None:
        """Return the number of a column of the period shown, under the present switches; None if it is not compared."""
        column = CAPTION_COLUMN if kind is ColumnKind.CAPTION else ComparedColumn(kind, adjustment, self.period)
        return self._columns.index(column) if column in self._columns else None

    def _read_columns(self) -> tuple[Column, ...]:
        view_state, project = self._view_state, self._session.project
        return compared_columns(project, self._shown.statement, self._shown.period, view_state.comparison)

    def _read_table(self) -> StatementTable:
        self._choice = self._read_choice()
        return comparison_of(self._shown.table, self._read_columns())

    def _take_table(self, table: StatementTable) -> None:
        self._rows_taken = self._shown.rows
        """Those of the statement's own model, which these were made of."""
        super()._take_table(table)

    def _make_displays(self, column: Column) -> ColumnDisplays:
        return ColumnDisplays(lambda row: format_compared(self.comparison, self.comparison.rows[row], column))

    def _note_what_is_off(self) -> None:
        """Mute no column: what is compared stands there whatever is switched."""

    def _places_of_columns(self) -> dict[tuple[PeriodId, Column], int]:
        """Return where a figure's remarks are marked: not in the results of a scenario."""
        places: dict[tuple[PeriodId, Column], int] = {(ALL_PERIODS, CAPTION_COLUMN): 0}
        for number, column in enumerate(self._columns):
            if isinstance(column, ComparedColumn) and not column.scenario:
                places[column.period, column.source] = number
        return places

    # ---- publishing

    def _publish_switches(self) -> None:
        """Publish changed results, the changes between them, and the headings of what was switched."""
        enabled, before = self._session.project.enabled, self._take_results().results.project.enabled
        switched = before ^ enabled
        is_renamed = len(self._session.project.adjustments) in (len(before), len(enabled))
        self._moved_rows.record_switch(tuple(self._tables_of_results()), switched)
        for number, column in enumerate(self._columns):
            has_moved = _follows_switches(column)
            if has_moved:
                self._displays[number].clear()
                if self._rows:
                    self.dataChanged.emit(self.index(0, number), self.index(len(self._rows) - 1, number), [DISPLAY])
            if column.adjustment in switched or (has_moved and is_renamed):
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, number, number)

    def _tables_of_results(self) -> Iterator[StatementTable]:
        columns = [column for column in self._columns if isinstance(column, ComparedColumn)]
        periods = {column.period: column for column in columns if _follows_switches(column)}
        return (self.comparison.table_of(column) for column in periods.values())


def _follows_switches(column: Column) -> bool:
    """True for a result under the present switches, and for a change from or to one."""
    if isinstance(column, ChangeColumn):
        return _follows_switches(column.start) or _follows_switches(column.end)
    return isinstance(column, ComparedColumn) and column.kind is ColumnKind.RESULT and not column.scenario
