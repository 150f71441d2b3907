"""The findings as a table, worst first."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QSortFilterProxyModel, Qt

from workbench.domain.amounts import format_for_reader
from workbench.domain.findings import Finding, FindingStatus
from workbench.phrases import listing, phrase
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.item_roles import (
    ALIGNMENT,
    DECORATION,
    DISPLAY,
    LEFT,
    NOWHERE,
    RIGHT,
    TOOL_TIP,
    Index,
    name_of_row,
)
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.theme import Theme
from workbench.wording import name_of_check
from workbench.wording.names import with_capital

STATUS, CHECK, MESSAGE, DIFFERENCE, WHERE = range(5)
HEADINGS = (phrase("Result"), phrase("Check"), phrase("Finding"), phrase("Difference"), phrase("Where"))
STATUS_NAMES = {
    FindingStatus.FAIL: phrase("Fail"),
    FindingStatus.WARNING: phrase("Warning"),
    FindingStatus.PASS: phrase("Pass"),
    FindingStatus.NOT_APPLICABLE: phrase("Not applicable"),
    FindingStatus.INFORMATION: phrase("Information"),
}
"""In order of urgency."""
STATUS_ICONS = {
    FindingStatus.FAIL: ("fail", "bad"),
    FindingStatus.WARNING: ("warning", "warning"),
    FindingStatus.INFORMATION: ("information", "muted"),
    FindingStatus.NOT_APPLICABLE: ("not-applicable", "muted"),
    FindingStatus.PASS: ("pass", "good"),
}
"""The icon and color of each status."""
URGENCY = {status: number for number, status in enumerate(STATUS_NAMES)}


class FindingsModel(QAbstractTableModel):
    """Shows findings in order of urgency."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._icons = {status: icon(name, theme, colour) for status, (name, colour) in STATUS_ICONS.items()}

    def show(self, findings: tuple[Finding, ...]) -> None:
        ordered = tuple(sorted(findings, key=lambda finding: URGENCY[finding.status]))
        if ordered != self._findings:
            self.beginResetModel()
            self._findings = ordered
            self.endResetModel()

    def finding(self, row: int) -> Finding:
        return self._findings[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._findings)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        finding, column = self._findings[index.row()], index.column()
        if role in (DISPLAY, TOOL_TIP):
            return _text(finding, column)
        if role == DECORATION and column == STATUS:
            return self._icons[finding.status]
        if role == ALIGNMENT:
            return RIGHT if column == DIFFERENCE else LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role, MESSAGE)
        if not 0 <= section < len(HEADINGS):
            return None
        if role == DISPLAY:
            return tr(HEADINGS[section])
        if role != ALIGNMENT:
            return None
        return RIGHT if section == DIFFERENCE else LEFT


def _text(finding: Finding, column: int) -> str:
    match column:
        case 0:
            return tr(STATUS_NAMES[finding.status])
        case 1:
            return with_capital(name_of_check(finding.check, window_words()))
        case 2:
            return tr_fact(finding.fact)
        case 3:
            return format_for_reader(finding.difference) if finding.difference else ""
    return listing(map(str, finding.where), window_words())


class FindingsFilter(QSortFilterProxyModel):
    """Shows the findings with certain statuses whose check, message or place contains a text."""

    def __init__(self, source: FindingsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._statuses = frozenset(FindingStatus)
        self._text = ""
        self.setSourceModel(source)

    def show_only(self, statuses: frozenset[FindingStatus], text: str) -> None:
        self.beginFilterChange()
        self._statuses, self._text = statuses, text.casefold().strip()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def finding(self, index: Index) -> Finding:
        return self._source.finding(self.mapToSource(index).row())

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        finding = self._source.finding(source_row)
        if finding.status not in self._statuses:
            return False
        if not self._text:
            return True
        name = name_of_check(finding.check, window_words())
        texts = (name, tr_fact(finding.fact), *(str(place) for place in finding.where))
        return any(self._text in text.casefold() for text in texts)
