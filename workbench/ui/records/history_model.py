"""The audit trail as a tree: each step with when, by whom, and what it changed from what to what."""

from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtGui import QFont

from workbench.domain.trail import Alteration, TrailEntry
from workbench.phrases import phrase
from workbench.session import Session
from workbench.ui.toolkit.dates import format_day, format_time
from workbench.ui.toolkit.item_roles import ACCESSIBLE_TEXT, ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, tr_count, tr_fact, window_words
from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value

HEADINGS = (phrase("When"), phrase("By"), phrase("Step"), phrase("Was"), phrase("Now"), phrase("Reason"))


class Part(IntEnum):
    """The columns."""

    WHEN = 0
    BY = 1
    STEP = 2
    WAS = 3
    NOW = 4
    REASON = 5


AMOUNTS = frozenset((Part.WAS, Part.NOW))
FONT = int(Qt.ItemDataRole.FontRole)
OF_A_STEP = 0
"""The internal id of rows of steps; for an alteration, the row of its step, from 1."""


class HistoryRow(NamedTuple):
    """A top-level row. ``steps``: how many steps of the session are in force at it; None for earlier sessions.

    ``step`` is None for the row that represents the project as opened.
    """

    step: TrailEntry | None
    steps: int | None


class HistoryModel(QAbstractItemModel):
    """The steps before this session, the project as opened, and the steps since; below each step, what it altered.

    The current state is bold, undone steps are in italics. Only ``refresh`` updates it.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = self._list_rows()

    def _list_rows(self) -> tuple[HistoryRow, ...]:
        earlier = (HistoryRow(step, None) for step in self._session.earlier_steps)
        since = (HistoryRow(step, number) for number, step in enumerate(self._session.history, 1))
        return (*earlier, HistoryRow(None, 0), *since)

    def refresh(self) -> None:
        self.beginResetModel()
        self._rows = self._list_rows()
        self.endResetModel()

    def steps_at(self, index: Index) -> int | None:
        """Return how many steps of the session are in force at a row; None if the user cannot go back to it."""
        return self._rows[self.row_of_step(index)].steps

    def row_of_step(self, index: Index) -> int:
        """Return the top-level row of a step, or of the step of which an alteration is part."""
        return index.row() if index.internalId() == OF_A_STEP else index.internalId() - 1

    @property
    def rows(self) -> tuple[HistoryRow, ...]:
        """The top-level rows."""
        return self._rows

    @property
    def present_row(self) -> int:
        """The row of the state in force."""
        return next(row for row, entry in enumerate(self._rows) if entry.steps == self._session.steps_done)

    def _alteration(self, index: Index) -> Alteration | None:
        """Return the alteration a row shows; for a step with a single alteration, that one."""
        step = self._rows[self.row_of_step(index)].step
        if step is None:
            return None
        if index.internalId() != OF_A_STEP:
            return step.alterations[index.row()]
        return step.alterations[0] if len(step.alterations) == 1 else None

    # ---- Qt's questions

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> Any:
        if not self.hasIndex(row, column, parent):
            return NOWHERE
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else OF_A_STEP)

    def parent(self, index: Index = NOWHERE) -> Any:
        if not index.isValid() or index.internalId() == OF_A_STEP:
            return NOWHERE
        return self.createIndex(index.internalId() - 1, 0, OF_A_STEP)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if not parent.isValid():
            return len(self._rows)
        step = self._rows[parent.row()].step if parent.internalId() == OF_A_STEP and parent.column() == 0 else None
        return len(step.alterations) if step and len(step.alterations) > 1 else 0

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return len(HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        match role:
            case _ if role in (DISPLAY, TOOL_TIP):
                return self._text(index)
            case _ if role == ACCESSIBLE_TEXT and index.column() == Part.WHEN:
                texts = (self._text(self.index(index.row(), part, index.parent())) for part in Part)
                return "; ".join(filter(None, texts))  # a screen reader stops here first
            case _ if role == ALIGNMENT:
                return RIGHT if index.column() in AMOUNTS else LEFT
            case _ if role == FONT:
                return self._font(self._rows[self.row_of_step(index)].steps)
        return None

    def _font(self, steps: int | None) -> QFont:
        font, done = QFont(), self._session.steps_done
        font.setBold(steps == done)
        font.setItalic(steps is not None and steps > done)
        return font

    def _text(self, index: Index) -> str:
        entry, altered = self._rows[self.row_of_step(index)], self._alteration(index)
        if index.internalId() == OF_A_STEP and index.column() in (Part.WHEN, Part.BY, Part.STEP):
            return text_of_step(entry.step, index.column())
        if altered is None:
            changes = len(entry.step.alterations) if entry.step else 0
            is_counted = index.column() == Part.NOW and changes > 1
            return tr_count("{count:,} change", "{count:,} changes", changes) if is_counted else ""
        project, words = self._session.project, window_words()
        match Part(index.column()):
            case Part.STEP:
                attribute = name_of_attribute(altered.attribute, words)
                return tr("{what}: {attribute}", what=name_of_subject(altered, project, words), attribute=attribute)
            case Part.WAS:
                return say_value(altered, altered.old, project, words)
            case Part.NOW:
                return say_value(altered, altered.new, project, words)
            case Part.REASON:
                return altered.reason
        return ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADINGS):
            return None
        if role == ALIGNMENT:
            return RIGHT if section in AMOUNTS else LEFT
        return tr(HEADINGS[section]) if role == DISPLAY else None


def text_of_step(step: TrailEntry | None, column: int) -> str:
    """Return when, by whom and what; for the project as opened, just that."""
    if step is None:
        return tr("As opened") if column == Part.STEP else ""
    if column == Part.WHEN:
        return say_moment(step.at)
    return step.by if column == Part.BY else tr_fact(step.description)


def say_moment(moment: datetime) -> str:
    """Return ``05 Mar 2026, 09:05``, in the moment's own time zone."""
    return tr("{day}, {time}", day=format_day(moment), time=format_time(moment))
