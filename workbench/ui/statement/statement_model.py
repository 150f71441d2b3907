"""One statement in one period for Qt's views: follows the session and publishes what changed."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from workbench.commands import ArrangeAdjustments
from workbench.domain.facts import Fact
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId, StatementId
from workbench.domain.periods import ALL_PERIODS, PeriodId
from workbench.domain.statements import FigureKey, Statement
from workbench.domain.ticks import Tick
from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, listing, phrase
from workbench.presentation.figure_proofs import UNPROVEN
from workbench.presentation.line_filter import EVERY_LINE, LineFilter, LinesShown
from workbench.presentation.remarks import (
    NO_REMARKS,
    Mark,
    RemarkedCell,
    Remarks,
    RemarksByCell,
    remarks_by_cell,
)
from workbench.presentation.snapshot_differences import edited_lines, have_same_layout
from workbench.presentation.statement_table import Column, ColumnKind, Heading, Row, SourceCell, StatementTable
from workbench.presentation.states import ColumnState
from workbench.presentation.ticks import TicksByCell, meaning_of, ticks_by_cell
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.statement.cell_displays import CellDisplay, ColumnDisplays, format_with_working, working_in_cell
from workbench.ui.statement.editing_policy import is_editable
from workbench.ui.statement.explain import explain_briefly
from workbench.ui.statement.figure_remarks import SAID_OF_MARKS
from workbench.ui.statement.kept_lines import KeptLines
from workbench.ui.statement.moved_rows import MovedRows, Spans
from workbench.ui.statement.typed_edits import NO_WORKINGS, Place, command_for_amounts, command_for_text
from workbench.ui.statement.unproven_marks import UnprovenMarks
from workbench.ui.toolkit.item_roles import (
    ACCESSIBLE_TEXT,
    ALIGNMENT,
    DESCRIPTION,
    DISPLAY,
    EDIT,
    LEFT,
    NOWHERE,
    RIGHT,
    TOOL_TIP,
    Index,
)
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_for_typing
from workbench.ui.toolkit.read_out import read_out
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.switch_keys import MOST_SWITCH_KEYS

SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
EDITABLE = SELECTABLE | Qt.ItemFlag.ItemIsEditable
NO_MARKS: Mapping[tuple[int, int], Mark] = MappingProxyType({})
NO_SIGNS: Mapping[tuple[int, int], tuple[str, ...]] = MappingProxyType({})
NO_LINES = phrase("This statement has no lines yet. Insert the first one: Statement > Insert line below")
CHECKS_ARE_RUNNING = phrase("The checks are still running. The lines follow.")
NO_ROWS = {
    LinesShown.ALL: phrase("No caption contains these words."),
    LinesShown.AFFECTED: phrase("No difference affects this statement in this period."),
    LinesShown.CHANGED: phrase("Nothing was changed here: every figure is as its source states it."),
    LinesShown.UNPROVEN: phrase("Every figure here is proven."),
    LinesShown.FAILING: phrase("No check of a figure here fails."),
}
"""Why a filter keeps no line."""
ONLY_FIGURES = frozenset(("statements", "adjustments", "workings"))
"""The fields of a project that change when only figures and entries do."""


class Choice(NamedTuple):
    """What the user has chosen to see. ``hidden``: the differences whose columns are hidden."""

    period: PeriodId
    line_filter: LineFilter
    hidden: frozenset[AdjustmentId] = frozenset()
    shows_workings: bool = False


class StatementModel(QAbstractTableModel):
    """Reads the current snapshot and results, writes only through commands; caches formatted figures.

    Rows are lines in printed order and remainders; columns are caption, as reported, each adjustment of the period,
    and result. ``refused`` carries why an entry is refused; ``widened`` says that the number of decimals of the figures
    or a name in the headings has changed, so that they may need another width; ``edited`` carries the lines whose
    figures or effects an edit changed, with the totals that moved.
    """

    refused = Signal(str)
    widened = Signal()
    edited = Signal(object)

    def __init__(
        self,
        session: Session,
        signals: SessionSignals,
        view_state: ViewState,
        marks: UnprovenMarks,
        kept_lines: KeptLines,
        statement: StatementId,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._signals = signals
        self._view_state = view_state
        self._marks = marks
        self._kept_lines = kept_lines
        self._proofs = marks.proofs
        """The proofs by which unproven figures are marked; None if none are marked."""
        self._statement_id = statement
        self._displays: tuple[ColumnDisplays, ...]
        """What the cells of each column show; a switch changes only the last column."""
        self.off: frozenset[int] = frozenset()
        """The numbers of the columns of differences that are off, whose figures are muted."""
        self._choice = Choice(ALL_PERIODS, EVERY_LINE)
        """The period shown, and the filter of its lines."""
        self._table: StatementTable
        """The table as last published to views; ``table`` may be ahead of it."""
        self._current: StatementTable
        self._remarks: RemarksByCell = {}
        self._marks_of_remarks = NO_MARKS
        self._ticks: TicksByCell = {}
        self._signs_of_ticks = NO_SIGNS
        self._take_table(self._read_table())
        self._readers = {
            DISPLAY: self._display,
            EDIT: self._edit,
            TOOL_TIP: self._tool_tip,
            ALIGNMENT: self._alignment,
            DESCRIPTION: self._description,
            ACCESSIBLE_TEXT: self._read_out,
        }
        signals.changed.connect(self._on_session_changed)
        signals.restyled.connect(self._on_restyled)
        marks.changed.connect(self._on_marks_changed)
        view_state.changed.connect(self._on_view_state_changed)

    def end(self) -> None:
        """Stop following the session: its statement is gone."""
        self._signals.changed.disconnect(self._on_session_changed)
        self._signals.restyled.disconnect(self._on_restyled)
        self._marks.changed.disconnect(self._on_marks_changed)
        self._view_state.changed.disconnect(self._on_view_state_changed)

    # ---- what it shows

    @property
    def table(self) -> StatementTable:
        """The table with the current results: it may be requested before this model has been notified of a change."""
        if self._current.results is not self._session.results:
            self._current = self._table.with_results(self._session.results, self._table.statement)
        return self._current

    @property
    def statement(self) -> Statement:
        return self._table.statement

    @property
    def period(self) -> PeriodId:
        return self._table.period

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @property
    def has_parts_beside(self) -> bool:
        """True if a result stands in a row with what it is made of."""
        return True

    def heading(self, column: int) -> Heading:
        """Return the name of a column and its state in words."""
        return self.table.heading(self._columns[column], window_words())

    def state(self, column: int) -> ColumnState | None:
        """Return the state of a column; None for captions."""
        return self.table.state(self._columns[column])

    def possible_headings(self, column: int) -> tuple[str, ...]:
        """Return every name that a column may have as differences are switched; its width must fit them all."""
        return self.table.possible_names(self._columns[column], window_words())

    def display(self, row: int, column: int) -> CellDisplay:
        """Return what a cell shows; cached until it changes."""
        return self._displays[column][row]

    def moved_rows(self, first: int, last: int) -> Spans:
        """Return the runs of rows from ``first`` to ``last`` that the last change may have moved."""
        return self._moved_rows.spans(first, last)

    def source_cell(self, row: int, column: int) -> SourceCell | None:
        """Return the cell of a statement that a cell shows; None if it shows none, like a change in a comparison."""
        return SourceCell(self.table, self._rows[row], self._columns[column])

    def amount(self, row: int, column: int) -> Decimal | None:
        """Return the exact figure of a cell; None if it shows none."""
        return self.table.shown_amount(self._rows[row], self._columns[column])

    def is_unknown(self, row: int, column: int) -> bool:
        """True if a cell shows no figure because it is unknown, rather than because there is none."""
        return self.table.is_unknown(self._rows[row], self._columns[column])

    def is_unproven(self, row: int, column: int) -> bool:
        """True for a figure that is marked because nothing proves it."""
        proofs = self._proofs
        cell = self.source_cell(row, column) if proofs is not None else None
        return proofs is not None and cell is not None and proofs.is_unproven(*cell)

    def mark(self, row: int, column: int) -> Mark:
        """Return the mark of the comments and the evidence of a cell."""
        return self._marks_of_remarks.get((row, column), Mark.NONE)

    def remarks(self, row: int, column: int) -> Remarks:
        """Return the comments and the evidence of what a cell shows."""
        cell = self._remarked_cell(row, column)
        return self._remarks.get(cell, NO_REMARKS) if cell else NO_REMARKS

    def tick_signs(self, row: int, column: int) -> tuple[str, ...]:
        """Return the signs of the ticks of a cell."""
        return self._signs_of_ticks.get((row, column), ())

    def ticks(self, row: int, column: int) -> tuple[Tick, ...]:
        """Return the ticks of what a cell shows."""
        cell = self._remarked_cell(row, column)
        return self._ticks.get(cell, ()) if cell else ()

    def _remarked_cell(self, row: int, column: int) -> RemarkedCell | None:
        cell = self.source_cell(row, column)
        if cell is None:
            return None
        period = ALL_PERIODS if cell.column.kind is ColumnKind.CAPTION else cell.table.period
        return RemarkedCell(cell.row.line.id, period, cell.column)

    def typed_text(self, row: int, column: int) -> str:
        """Return the figure of a cell as it would be typed; empty if it shows none."""
        return format_for_typing(self.amount(row, column), self._rows[row].line)

    def working(self, row: int, column: int) -> str:
        """Return the arithmetic that was typed into a cell; empty if there is none."""
        cell = self.source_cell(row, column)
        return (working_in_cell(*cell) if cell else None) or ""

    def cell(self, index: Index) -> FigureKey:
        """Return the line and period whose figure a cell shows."""
        return self._rows[index.row()].line.id, self.period

    def number_of(self, row: int) -> str:
        """Return the number of the line of a row in its statement, whatever is filtered; nothing for a remainder."""
        the_row = self.rows[row]
        return "" if the_row.remainder else str(self.statement.place_of[the_row.line.id] + 1)

    def row_of(self, line: LineId, *, of_remainder: bool = False) -> int | None:
        """Return the row of a line, or that of the remainder of a total; None if it is not shown."""
        return self._row_of.get((line, of_remainder))

    def column_of(self, kind: ColumnKind, adjustment: AdjustmentId = NO_ADJUSTMENT) -> int | None:
        """Return the number of a column; None if there is none of that kind."""
        for number, column in enumerate(self._columns):
            if column == Column(kind, adjustment):
                return number
        return None

    # ---- editing

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or not index.isValid():
            return False
        row, column = index.row(), index.column()
        if str(value) == self._edit(self._rows[row], row, column):
            return True
        try:
            command = command_for_text(self.table, self._rows[row], self._columns[column], str(value))
            self._session.execute(command)
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        return True

    def set_amounts(
        self,
        amounts: Mapping[Place, Decimal | None],
        description: Fact,
        workings: Mapping[Place, str] = NO_WORKINGS,
    ) -> None:
        """Put amounts, with their workings, into cells as one step. Raises WorkbenchError if one is not allowed."""
        self._session.execute(command_for_amounts(self.table, amounts, description, workings))

    def move_column(self, column: int, before: int) -> None:
        """Move a difference in the list of differences, so that its column stands before another."""
        moved, order = self._columns[column].adjustment, list(self._session.project.adjustment_by_id)
        order.remove(moved)
        following = self._columns[before].adjustment
        order.insert(order.index(following) if following else len(order), moved)
        self._session.execute(ArrangeAdjustments(tuple(order)))

    # ---- Qt's questions

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            EDITABLE if is_editable(self._table, self._rows[index.row()], self._columns[index.column()]) else SELECTABLE
        )

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        read = self._readers.get(role)  # Qt passes plain ints: no conversion per cell
        if read is None or not index.isValid():
            return None
        return read(self._rows[index.row()], index.row(), index.column())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is Qt.Orientation.Vertical:  # not shown, but read by screen readers with each cell
            is_row = role == DISPLAY and 0 <= section < len(self._rows)
            return self._displays[0][section].text if is_row else None
        if not 0 <= section < len(self._columns):
            return None
        if role == DISPLAY:
            return "\n".join(self.heading(section)).strip()
        if role == TOOL_TIP and (adjustment := self._columns[section].adjustment):
            return self._session.project.adjustment_by_id[adjustment].name + self._say_switch_key(adjustment)
        return None

    def _say_switch_key(self, adjustment: AdjustmentId) -> str:
        """Return how a difference is switched with the keyboard; empty if it has no key."""
        number = [known.id for known in self._session.project.adjustments].index(adjustment) + 1
        return "\n" + tr("Ctrl+{number} switches it on or off", number=number) if number <= MOST_SWITCH_KEYS else ""

    def _display(self, _row: Row, row: int, column: int) -> str:
        return self._displays[column][row].text

    def _edit(self, the_row: Row, row: int, column: int) -> str:
        if self._columns[column].kind is ColumnKind.CAPTION:
            return the_row.line.caption
        return self.working(row, column) or self.typed_text(row, column)

    def _tool_tip(self, _row: Row, row: int, column: int) -> str:
        cell = self.source_cell(row, column)
        remarks = self.remarks(row, column) if self.mark(row, column) else NO_REMARKS
        ticks = self.ticks(row, column) if self.tick_signs(row, column) else ()
        return explain_briefly(*cell, remarks, ticks, is_unproven=self.is_unproven(row, column)) if cell else ""

    def _description(self, _row: Row, row: int, column: int) -> str:
        told: list[Phrase | str] = [UNPROVEN] if self.is_unproven(row, column) else []
        if mark := self.mark(row, column):
            told.append(SAID_OF_MARKS[mark])
        project = self._session.project
        told += [meaning_of(project, sign, window_words()) for sign in self.tick_signs(row, column)]
        return listing(told, window_words())

    def _read_out(self, _row: Row, row: int, column: int) -> str:
        return read_out(self._displays[column][row].text)

    def _alignment(self, _row: Row, _number: int, column: int) -> int:
        return LEFT if column == 0 else RIGHT

    # ---- following the session

    def _read_table(self) -> StatementTable:
        """Return the current table. A line, once shown, stays until the choice of lines changes."""
        results, statement = self._session.results, self._session.project.statement_by_id[self._statement_id]
        period, *_ = choice = self._read_choice()
        kept = self._kept_lines.lines(statement, period)
        if kept is not None and choice == self._choice:
            kept |= self._table.only or frozenset()
        self._choice = choice
        return StatementTable(results, statement, period, kept, choice.hidden)

    def _read_choice(self) -> Choice:
        state = self._view_state
        return Choice(state.period_of(self._statement_id), state.line_filter, state.hidden, state.shows_workings)

    def follow_checks(self) -> None:
        """Show the lines that the filter keeps now that the checks have run."""
        kept = self._kept_lines.lines(self.statement, self.period)
        if kept != self._table.only:
            self._reset(StatementTable(self._session.results, self.statement, self.period, kept, self._table.hidden))

    @property
    def why_no_rows(self) -> Phrase:
        """What is said in place of the rows, if there are none."""
        if not self.statement.lines:
            return NO_LINES
        return CHECKS_ARE_RUNNING if self._kept_lines.is_waiting else NO_ROWS[self._choice.line_filter.shown]

    def _take_table(self, table: StatementTable) -> None:
        self._table = self._current = table
        self._columns, self._rows = table.columns, table.rows
        self._row_of = {(row.line.id, row.remainder is not None): number for number, row in enumerate(table.rows)}
        self._displays = tuple(self._make_displays(column) for column in table.columns)
        self._note_what_is_off()
        self._moved_rows = MovedRows(table.rows)
        self._mark_remarks()

    def _note_what_is_off(self) -> None:
        enabled = self._table.results.project.enabled
        columns = enumerate(self._columns)
        self.off = frozenset(number for number, one in columns if one.adjustment and one.adjustment not in enabled)

    def _make_displays(self, column: Column) -> ColumnDisplays:
        shows_workings = self._choice.shows_workings
        return ColumnDisplays(
            lambda row: format_with_working(self.table, self.table.rows[row], column, is_shown=shows_workings)
        )

    def _mark_remarks(self) -> None:
        """Find the cells with comments, evidence or ticks; none is looked for while painting."""
        project = self._session.project
        self._remarks, self._marks_of_remarks = {}, NO_MARKS
        self._ticks, self._signs_of_ticks = {}, NO_SIGNS
        if not (project.comments or project.evidence or project.ticks):
            return
        rows = {row.line.id: number for number, row in enumerate(self._rows) if row.remainder is None}
        columns = self._places_of_columns()

        def places_of(cells: Iterable[RemarkedCell]) -> Iterator[tuple[RemarkedCell, tuple[int, int]]]:
            for cell in cells:
                if (cell.period, cell.column) in columns and cell.line in rows:
                    yield cell, (rows[cell.line], columns[cell.period, cell.column])

        self._remarks, self._ticks = remarks_by_cell(project), ticks_by_cell(project)
        self._marks_of_remarks = {place: self._remarks[cell].mark for cell, place in places_of(self._remarks)}
        self._signs_of_ticks = {
            place: tuple(tick.sign for tick in self._ticks[cell]) for cell, place in places_of(self._ticks)
        }

    def _places_of_columns(self) -> dict[tuple[PeriodId, Column], int]:
        """Return the number of each column by its period and what it is in the statement; captions have no period."""
        return {
            (ALL_PERIODS if column.kind is ColumnKind.CAPTION else self.period, column): number
            for number, column in enumerate(self._columns)
        }

    def _take_results(self) -> StatementTable:
        """Apply the current results to the existing rows and columns; return the previous table."""
        before, results = self._table, self._session.results
        self._table = self._current = before.with_results(results, results.project.statement_by_id[self._statement_id])
        self._note_what_is_off()
        return before

    def _on_view_state_changed(self) -> None:
        if self._choice != self._read_choice():
            self._reset(self._read_table())

    def _on_session_changed(self, change: Change) -> None:
        if change.is_switch:
            self._publish_switches()
        elif change.is_remark:
            self._publish_remarks()
        elif change.fields <= ONLY_FIGURES and (lines := self._lines_edited()) is not None:
            self._publish_edit(lines)
        else:
            self._publish_anew(self._read_table())

    def _on_restyled(self) -> None:
        """Write every figure another way; rows and columns stay."""
        self._take_table(self.table)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1), [DISPLAY])
        self.widened.emit()

    def _lines_edited(self) -> frozenset[LineId] | None:
        """Return the lines whose figures or effects changed; None if more did, or a line that is not shown."""
        lines, only = edited_lines(self._table, self._session.results), self._table.only
        return lines if lines is None or only is None or lines <= only else None

    def _publish_anew(self, table: StatementTable) -> None:
        """Publish ``table``, which may differ everywhere.

        If rows and columns stay in place, so do an open editor, the selection and collapsed rows.
        """
        if not have_same_layout(self._table, table):
            self._reset(table)
            return
        room_before, edited = self._room_needed(), table.statement.figures.differing_keys(self.statement.figures)
        self._take_table(table)
        last = len(self._columns) - 1
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, last), [DISPLAY])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        if self._room_needed() != room_before:
            self.widened.emit()
        self.edited.emit(frozenset(edited))

    def _room_needed(self) -> tuple[object, ...]:
        """Return what decides on the widths of columns of figures: their decimals, and every heading they may have."""
        table, words = self._table, window_words()
        return self.statement.most_decimals_shown, *(table.possible_names(column, words) for column in table.columns)

    def _publish_switches(self) -> None:
        """Publish changed results, and the headings and figures of what was switched; nothing else is repainted."""
        result, enabled = len(self._columns) - 1, self._session.project.enabled
        before = self._take_results().results.project.enabled
        switched = before ^ enabled
        is_renamed = len(self._session.project.adjustments) in (len(before), len(enabled))
        self._moved_rows.record_switch((self._table,), switched)
        self._displays[result].clear()
        for number, column in enumerate(self._columns):
            is_switched = column.adjustment in switched
            if self._rows and (is_switched or number == result):
                self.dataChanged.emit(self.index(0, number), self.index(len(self._rows) - 1, number), [DISPLAY])
            if is_switched or (number == result and is_renamed):
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, number, number)

    def _publish_remarks(self) -> None:
        """Publish the marks of comments and evidence, and the ticks, that have changed."""
        self._take_results()
        before, signs_before = self._marks_of_remarks, self._signs_of_ticks
        self._mark_remarks()
        now, signs = self._marks_of_remarks, self._signs_of_ticks
        ticked = [cell for cell in {**signs_before, **signs} if signs_before.get(cell) != signs.get(cell)]
        cells = [cell for cell in {**before, **now} if before.get(cell) != now.get(cell)] + ticked
        self._moved_rows.record_remarks(frozenset(row for row, _ in cells))
        for column in sorted({column for _, column in cells}):
            rows = [row for row, other in cells if other == column]
            self.dataChanged.emit(self.index(min(rows), column), self.index(max(rows), column), [DESCRIPTION])
        if ticked:
            self.widened.emit()

    def _on_marks_changed(self) -> None:
        """Publish that marks on figures may have changed."""
        before, self._proofs = self._proofs, self._marks.proofs
        self._moved_rows.record_marks(self.table, before, self._proofs)
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 1), last, [DESCRIPTION])

    def _publish_edit(self, lines: frozenset[LineId]) -> None:
        """Publish that figures or effects of ``lines``, and results, have changed."""
        before = self._take_results().results.project
        self._mark_remarks()
        self._moved_rows.record_edit(lines)
        for displays in self._displays:
            displays.clear()
        last = len(self._columns) - 1
        is_of_figures = self._session.project.adjustments is before.adjustments
        for left, right in ((1, 1), (last, last)) if is_of_figures else ((1, last),):
            if self._rows:
                self.dataChanged.emit(self.index(0, left), self.index(len(self._rows) - 1, right), [DISPLAY])
        self.edited.emit(lines)

    def _reset(self, table: StatementTable) -> None:
        self.beginResetModel()
        self._take_table(table)
        self.endResetModel()
