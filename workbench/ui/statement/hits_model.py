"""The hits of a search as a table: what was found, and where it is."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.domain.project import Project
from workbench.domain.subjects import AdjustmentSubject, EntrySubject
from workbench.phrases import phrase
from workbench.presentation.statement_names import names_of_statements
from workbench.presentation.statement_table import Column, ColumnKind
from workbench.presentation.states import state_of
from workbench.search.hits import Hit, HitKind
from workbench.session import Session
from workbench.ui.statement.text_finder import TextFinder
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_difference
from workbench.wording.periods import short_label

LINE, STATEMENT, PERIOD, COLUMN, FIGURE = range(5)
HEADINGS = (
    phrase("Line or text"),
    phrase("Statement"),
    phrase("Period"),
    phrase("Column"),
    phrase("Figure"),
)
KINDS_OF_TEXT = {
    HitKind.NAME: phrase("Difference"),
    HitKind.NOTE: phrase("Note"),
    HitKind.MEMO: phrase("Entry"),
    HitKind.COMMENT: phrase("Comment"),
}
"""What stands in place of the statement of a text that is in none."""
LONGEST_EXCERPT, BEFORE_MATCH = 120, 30
"""The characters shown of a long text, and how many of them before the match."""


class HitsModel(QAbstractTableModel):
    """Shows the hits of ``finder``."""

    def __init__(self, session: Session, finder: TextFinder, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._finder = finder
        self._hits: list[Hit] = []

    def refresh(self) -> None:
        """Show the present hits; those that only follow the ones shown are added to them."""
        hits, shown = self._finder.hits, len(self._hits)
        if hits[:shown] == self._hits:
            if len(hits) > shown:
                self.beginInsertRows(NOWHERE, shown, len(hits) - 1)
                self._hits = hits.copy()
                self.endInsertRows()
            return
        self.beginResetModel()
        self._hits = hits.copy()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role == DISPLAY:
            return self._text(hit, index.column())
        if role == TOOL_TIP:
            return hit.text
        if role == ALIGNMENT:
            return RIGHT if index.column() == FIGURE else LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADINGS):
            return None
        if role == DISPLAY:
            return tr(HEADINGS[section])
        return (RIGHT if section == FIGURE else LEFT) if role == ALIGNMENT else None

    def _text(self, hit: Hit, column: int) -> str:
        project, words = self._session.project, window_words()
        if not hit.kind.is_in_a_grid:
            return self._text_of_words(hit, column)
        match column:
            case 0:
                return caption_of_hit(project, hit)
            case 1:
                return names_of_statements(project, words).get(hit.statement, "")
            case 2:
                return short_label(project.periods[hit.period], words) if hit.period in project.periods else ""
            case 3:
                return name_of_column(project, hit.column)
        return hit.text if hit.kind is HitKind.FIGURE else ""

    def _text_of_words(self, hit: Hit, column: int) -> str:
        if column == LINE:
            return excerpt(hit.text, self._finder.sought.plain_text)
        if column == STATEMENT:
            return tr(KINDS_OF_TEXT[hit.kind])
        if column != COLUMN or hit.kind is HitKind.NAME:
            return ""
        if isinstance(hit.subject, AdjustmentSubject | EntrySubject):
            adjustment = self._session.project.adjustment_by_id.get(hit.subject.adjustment)
            return name_of_difference(adjustment, window_words()) if adjustment else ""
        return ""


def caption_of_hit(project: Project, hit: Hit) -> str:
    """Return the caption of the line of a hit, with another one in which it was found."""
    statement = project.statement_by_id.get(hit.statement)
    line = statement.line_by_id.get(hit.line) if statement else None
    if line is None or hit.is_of_remainder:
        total = line.name if line else ""
        return hit.text if hit.kind is HitKind.OTHER_CAPTION else tr("Remainder of {total}", total=total)
    if hit.kind is HitKind.OTHER_CAPTION:
        return tr("{caption} (also called: {other})", caption=line.name, other=hit.text)
    return line.name


def name_of_column(project: Project, column: Column) -> str:
    """Return the name of a column in a list: ``Caption``, the difference, or a framework."""
    match column.kind:
        case ColumnKind.CAPTION:
            return tr("Caption")
        case ColumnKind.AS_REPORTED:
            return project.frameworks.source.label
        case ColumnKind.RESULT:
            return state_of(project).result_heading(window_words())
    adjustment = project.adjustment_by_id.get(column.adjustment)
    return name_of_difference(adjustment, window_words()) if adjustment else ""


def excerpt(text: str, words: str) -> str:
    """Return the part of a long text around what was found, on one line."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST_EXCERPT:
        return plain
    start = max(plain.casefold().find(words.casefold()) - BEFORE_MATCH, 0)
    return f"{'…' if start else ''}{plain[start : start + LONGEST_EXCERPT]}…"
