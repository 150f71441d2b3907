"""The rows of a draft as a table: its line, its amounts by period in one of two views, its kind."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.adjustments import LegKind, kind_of_leg
from workbench.domain.ids import LineId
from workbench.domain.ledger import Moment
from workbench.domain.maps import Map
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line
from workbench.errors import WorkbenchError
from workbench.journals.drafts import Draft, DraftLeg
from workbench.session import Session
from workbench.typed_amounts import parse_typed_amount
from workbench.ui.journal.draft_controller import DraftController
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
    name_of_row,
)
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_amount, format_for_typing
from workbench.ui.toolkit.refusals import say_refusal
from workbench.wording.names import name_of_leg_kind

SECTION_SEPARATOR = " › "


class Side(Enum):
    """What a column of amounts shows: the displayed sign of the line, or only debits or credits."""

    DISPLAYED = auto()
    DEBIT = auto()
    CREDIT = auto()


class LegColumn(NamedTuple):
    """A column: ``moment`` and ``side`` of one with amounts; None of the others."""

    heading: str
    moment: Moment | None = None
    side: Side | None = None


LINE, SECTION = 0, 1
SIGN_OF_SIDE = {Side.DEBIT: 1, Side.CREDIT: -1}


class DraftModel(QAbstractTableModel):
    """The draft of ``controller``, with a blank row behind its last; writes only through it.

    ``why_refused`` says why a text cannot be entered in a cell.
    """

    def __init__(self, session: Session, controller: DraftController, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._controller = controller
        self._is_debit_credit = True
        self._moments: tuple[Moment, ...] = ()
        self._columns: tuple[LegColumn, ...] = ()
        self._legs: tuple[DraftLeg, ...] = ()
        self.show_moments(())
        controller.changed.connect(self._on_changed)
        controller.edited.connect(self._on_edited)

    # ---- what it shows

    @property
    def columns(self) -> tuple[LegColumn, ...]:
        return self._columns

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments whose amounts are shown."""
        return self._moments

    @property
    def is_debit_credit(self) -> bool:
        """True if amounts are shown as debits and credits, else in the displayed sign of their line."""
        return self._is_debit_credit

    def show_moments(self, moments: tuple[Moment, ...]) -> None:
        """Show columns for these moments, by date."""
        self._set_columns(moments, is_debit_credit=self._is_debit_credit)

    def show_debit_credit(self, *, is_debit_credit: bool) -> None:
        self._set_columns(self._moments, is_debit_credit=is_debit_credit)

    def _set_columns(self, moments: tuple[Moment, ...], *, is_debit_credit: bool) -> None:
        self.beginResetModel()
        self._moments, self._is_debit_credit = moments, is_debit_credit
        columns = [LegColumn(tr("Line")), LegColumn(tr("Section"))]
        for moment in moments:
            name = self._controller.label_of(moment)
            if is_debit_credit:
                columns.append(LegColumn(tr("{period}\nDebit", period=name), moment, Side.DEBIT))
                columns.append(LegColumn(tr("{period}\nCredit", period=name), moment, Side.CREDIT))
            else:
                columns.append(LegColumn(name, moment, Side.DISPLAYED))
        self._columns = (*columns, LegColumn(tr("Kind")))
        self.endResetModel()

    @property
    def kind_column(self) -> int:
        return len(self._columns) - 1

    def leg(self, row: int) -> DraftLeg:
        """Return a row of the draft; behind the last one, a blank one."""
        return self._legs[row] if row < len(self._legs) else DraftLeg()

    def is_amount(self, column: int) -> bool:
        return self._columns[column].side is not None

    def period_of(self, line: LineId, moment: Moment | None) -> PeriodId | None:
        """Return the period of a line's statement at a moment; None if it has none."""
        if moment is None:
            return None
        periods = self._session.settled.statement_of(line).column_of
        return next((key for key in (moment.duration, moment.instant) if key is not None and key in periods), None)

    def debit_sign(self, line: LineId) -> int | None:
        account = self._controller.ledger.account(line)
        return account.debit_sign if account else None

    def _amount(self, leg: DraftLeg, column: LegColumn) -> Decimal | None:
        """Return what a cell shows; a debit only in the column of debits."""
        period = self.period_of(leg.line, column.moment) if leg.line else None
        amount = leg.amounts.get(period) if period else None
        if amount is None or leg.line is None or column.side is Side.DISPLAYED or column.side is None:
            return amount
        sign = self.debit_sign(leg.line)
        amount = None if sign is None else sign * SIGN_OF_SIDE[column.side] * amount
        return amount if amount and amount > 0 else None

    # ---- Qt's questions

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self._controller.draft is None else len(self._legs) + 1

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if index.column() == SECTION else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role == ALIGNMENT:
            return RIGHT if self.is_amount(column) else LEFT
        if role == EDIT:
            return self.typed_text(index.row(), column)
        if role == DISPLAY:
            return self.text(index.row(), column)
        if role in (TOOL_TIP, DESCRIPTION):
            leg = self.leg(index.row())
            line = self._line_of(leg)
            about = SECTION_SEPARATOR.join((*line.section, line.name)) if line else self._why_incomplete(leg)
            return "\n".join(filter(None, (about, self._say_usual_side(index.row(), column))))
        return None

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows."""
        leg, shown = self.leg(row), self._columns[column]
        line = self._line_of(leg)
        if column == LINE:
            return line.name if line else leg.text
        if line is None:
            return ""
        if column == SECTION:
            return line.section[-1] if line.section else ""
        if shown.side is None:
            return name_of_leg_kind(self._kind(leg, line), window_words())
        return format_amount(self._amount(leg, shown), line)

    def usual_side(self, row: int, column: int) -> Side | None:
        """Return the side of the cell if a proposed row usually has its amount there, and has none yet."""
        leg, shown = self.leg(row), self._columns[column]
        if leg.is_usually_debit is None or leg.amounts:
            return None
        if leg.line is not None and self.period_of(leg.line, shown.moment) is None:
            return None
        usual = Side.DEBIT if leg.is_usually_debit else Side.CREDIT
        return usual if shown.side is usual else None

    def _say_usual_side(self, row: int, column: int) -> str:
        match self.usual_side(row, column):
            case Side.DEBIT:
                return tr("Usually a debit")
            case Side.CREDIT:
                return tr("Usually a credit")
        return ""

    def typed_text(self, row: int, column: int) -> str:
        """Return the contents of a cell as they would be typed."""
        leg, line = self.leg(row), self._line_of(self.leg(row))
        if not self.is_amount(column) or line is None:
            return self.text(row, column)
        return format_for_typing(self._amount(leg, self._columns[column]), line)

    def is_incomplete(self, row: int) -> bool:
        """True for a row whose text names no line, or that has an amount but no line."""
        return bool(self._why_incomplete(self.leg(row)))

    def _why_incomplete(self, leg: DraftLeg) -> str:
        if leg.line is not None or leg.is_blank:
            return ""
        if leg.text:
            return tr("'{name}' is not a line. Choose one from the list.", name=leg.text)
        return tr("This amount has no line. Choose one.")

    def _line_of(self, leg: DraftLeg) -> Line | None:
        return self._session.project.line(leg.line) if leg.line else None

    def _kind(self, leg: DraftLeg, line: Line) -> LegKind:
        adjustment = self._controller.adjustment
        return leg.kind or kind_of_leg(line, adjustment.nature if adjustment else None)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == ACCESSIBLE_TEXT and orientation is Qt.Orientation.Vertical:
            return name_of_row(self, section, role, LINE) or str(section + 1)
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return str(section + 1) if role == DISPLAY and orientation is Qt.Orientation.Vertical else None
        if role == DISPLAY:
            return self._columns[section].heading
        if role == ALIGNMENT:
            return RIGHT if self.is_amount(section) else LEFT
        return None

    # ---- editing

    def why_refused(self, row: int, column: int, text: str) -> str:
        """Return why ``text`` cannot be entered in a cell; empty if it can."""
        if not self.is_amount(column):
            return ""
        try:
            self._with_amount(self.leg(row), column, text)
        except WorkbenchError as error:
            return say_refusal(error)
        return ""

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        draft = self._controller.draft
        if role != EDIT or not index.isValid() or draft is None:
            return False
        row, column = index.row(), index.column()
        if column == LINE:
            return self.set_text(row, str(value))
        if column == self.kind_column:
            return self.set_kind(row, LegKind(value) if value else None)
        return self._set_amounts([(row, column)], str(value))

    def clear(self, cells: Iterable[tuple[int, int]]) -> bool:
        """Clear the amounts in cells, given by row and column, as one edit."""
        return self._set_amounts([cell for cell in cells if self.is_amount(cell[1])], "")

    def _set_amounts(self, cells: Sequence[tuple[int, int]], text: str) -> bool:
        def change(draft: Draft) -> Draft:
            legs = {row: self.leg(row) for row, _ in cells}
            for row, column in cells:
                legs[row] = self._with_amount(legs[row], column, text)
            for row, leg in legs.items():
                if leg != self.leg(row):  # else clearing the blank row would add one
                    draft = draft.with_leg(row, leg)
            return draft

        return self._controller.edit_with(change)

    def set_line(self, row: int, line: LineId) -> bool:
        """Choose the line of a row."""
        name = self._session.project.line(line).name
        return self._controller.edit_with(
            lambda draft: draft.with_leg(row, self._move_amounts(replace(self.leg(row), text=name), line))
        )

    def set_text(self, row: int, text: str) -> bool:
        """Choose the line that a text names; a text that names none is kept until one is chosen."""
        leg, text = self.leg(row), text.strip()
        if text == self.text(row, LINE):
            return True
        if not text:
            if row < len(self._legs):
                self._controller.edit_with(lambda draft: draft.without_legs({row}))
            return True
        matches = self._controller.finder.match(text)
        if len(matches) == 1:
            return self.set_line(row, matches[0].line.id)
        return self._controller.edit_with(
            lambda draft: draft.with_leg(row, replace(leg, text=text, line=None, is_proposed=False))
        )

    def set_kind(self, row: int, kind: LegKind | None) -> bool:
        """Choose the kind of a row; None: as its line tells it."""
        leg = self.leg(row)
        return leg.is_blank or self._controller.edit_with(lambda draft: draft.with_leg(row, replace(leg, kind=kind)))

    def _move_amounts(self, leg: DraftLeg, line: LineId) -> DraftLeg:
        """Return a row with its amounts in the periods of another line's statement, shown or not.

        A debit stays a debit where debits and credits are shown.
        """
        signs = self.debit_sign(leg.line) if leg.line else None, self.debit_sign(line)
        turns = self._is_debit_credit and None not in signs and signs[0] != signs[1]
        amounts = {
            period: -leg.amounts[key] if turns else leg.amounts[key]
            for moment in self._controller.ledger.moments
            for key in (moment.duration, moment.instant)
            if key is not None and key in leg.amounts and (period := self.period_of(line, moment)) is not None
        }
        return replace(leg, line=line, amounts=Map(amounts))

    def _with_amount(self, leg: DraftLeg, column: int, text: str) -> DraftLeg:
        """Return a row with the amount that ``text`` means in a column. Raises WorkbenchError if it means none."""
        shown = self._columns[column]
        if not text.strip() and self._amount(leg, shown) is None:
            return leg  # clearing a debit leaves a credit
        line = self._line_of(leg)
        if line is None:
            raise WorkbenchError("Choose the line first, then enter its amount.")
        period = self.period_of(line.id, shown.moment)
        if period is None:
            raise WorkbenchError(
                "The statement of '{line}' has no figures for this period. Use another column.", line=line.name
            )
        amount = parse_typed_amount(text, line, self._session.project.scale)
        if shown.side is not Side.DISPLAYED and shown.side is not None:
            sign = self.debit_sign(line.id)
            if sign is None:
                raise WorkbenchError(
                    "'{line}' is neither debit nor credit: it counts in no balance sheet or result. Enter its amount "
                    "in the view of displayed signs.",
                    line=line.name,
                )
            amount = None if amount is None else sign * SIGN_OF_SIDE[shown.side] * amount
        return leg.with_amount(period, amount)

    # ---- following

    def _on_changed(self) -> None:
        self.beginResetModel()
        self._legs = self._controller.draft.legs if self._controller.draft else ()
        self.endResetModel()

    def _on_edited(self) -> None:
        draft = self._controller.draft
        before, now = self._legs, draft.legs if draft else ()
        if len(now) == len(before) + 1 and now[:-1] == before:
            self.beginInsertRows(NOWHERE, len(now), len(now))  # the row that was blank is the last one now
            self._legs = now
            self.endInsertRows()
            self._repaint(len(before))
        elif len(now) == len(before):
            self._legs = now
            for row, (old, new) in enumerate(zip(before, now, strict=True)):
                if old is not new:
                    self._repaint(row)
        else:
            self.beginResetModel()
            self._legs = now
            self.endResetModel()

    def _repaint(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1), [DISPLAY])
