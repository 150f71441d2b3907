"""The panel of checks: findings, worst first, filtered by result and text; Enter goes to the figure."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from workbench.domain.findings import CheckId, Finding, FindingStatus
from workbench.phrases import phrase
from workbench.presentation.publication import acceptance_of
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.checks.findings_model import CHECK, DIFFERENCE, MESSAGE, STATUS, WHERE, FindingsFilter, FindingsModel
from workbench.ui.toolkit.dates import format_moment
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.filter_bar import FilterField, lay_out_below_bar
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.panel_table import EnterKey, plain_table, set_widths
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme
from workbench.wording import name_of_check

WHAT_INFORMATION_IS = phrase(
    "Figures that agree but prove nothing, because they are stated only once or calculated here, and notes from "
    "the import"
)
PASSES_NOT_LISTED = phrase("Passes are not listed for a project of this size")
FAILS_AND_WARNINGS = frozenset((FindingStatus.FAIL, FindingStatus.WARNING))
INFORMATION = frozenset((FindingStatus.INFORMATION,))
FILTERS = {
    frozenset(FindingStatus): phrase("All results"),
    FAILS_AND_WARNINGS: phrase("Failures and warnings"),
    frozenset((FindingStatus.FAIL,)): phrase("Failures"),
    frozenset((FindingStatus.PASS,)): phrase("Passes"),
    frozenset((FindingStatus.NOT_APPLICABLE,)): phrase("Not applicable"),
    INFORMATION: phrase("Information"),
}
"""The choices of results to show, in the order they are offered."""
CHOICES = tuple(FILTERS)
WIDEST_COUNT, BESIDE_MESSAGE = 999_999, 12
WIDTHS = {STATUS: 110, CHECK: 140, DIFFERENCE: 84, WHERE: 210}


class ChecksPanel(QWidget):
    """``chosen`` carries the finding to show in its statement."""

    chosen = Signal(object)

    def __init__(self, run: CheckRun, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._run = run
        self.findings = FindingsModel(theme, self)
        self._filter = FindingsFilter(self.findings, self)
        self.view = plain_table(self._filter, MESSAGE, tr("Findings"), self)
        set_widths(self.view, WIDTHS)
        self.statuses = FieldCombo(self)
        self.statuses.addItems([tr(name) for name in FILTERS.values()])
        self.statuses.setAccessibleName(tr("Results shown"))
        self.text = FilterField(tr("Filter the results of the checks"), tr("Filter by line, check or cell"), self)
        self._explain_filters()
        self.passes_not_listed = QLabel(tr(PASSES_NOT_LISTED), self)
        self.passes_not_listed.setObjectName("quiet")
        self.passes_not_listed.hide()
        self._count = StatusLabel(_describe_count(WIDEST_COUNT, WIDEST_COUNT), theme, self)
        self.whole = QLabel(self)
        """The finding of the current row, if the table has no room for it."""
        self.whole.setTextFormat(Qt.TextFormat.PlainText)
        self.whole.setWordWrap(True)
        self.whole.setContentsMargins(10, 4, 10, 6)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole.hide()
        self.setFocusProxy(self.view)
        lay_out_below_bar(self, (self.statuses, self.text, self.passes_not_listed, self._count), self.view)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.whole)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_whole())
        self._filter.modelReset.connect(self._show_whole)
        EnterKey(self.view, self._on_chosen)
        run.changed.connect(self._on_findings_changed)
        self.statuses.currentIndexChanged.connect(self._on_filter_changed)
        self.text.textChanged.connect(self._on_filter_changed)

    def _explain_filters(self) -> None:
        """Explain, in a tooltip, the one choice whose name does not explain itself."""
        number = CHOICES.index(INFORMATION)
        self.statuses.setItemData(number, tr(WHAT_INFORMATION_IS), Qt.ItemDataRole.ToolTipRole)

    def show_results(self, statuses: frozenset[FindingStatus]) -> None:
        """Choose one of ``FILTERS``."""
        self.statuses.setCurrentIndex(CHOICES.index(statuses))

    def show_check(self, check: CheckId) -> None:
        """List the results of one check, whatever they are."""
        self.statuses.setCurrentIndex(0)
        self.text.setText(name_of_check(check, window_words()))

    def go_to_figure(self) -> None:
        """Ask for the figure of the current result."""
        if (index := self.view.currentIndex()).isValid():
            self._on_chosen(index)

    @property
    def current_finding(self) -> Finding | None:
        """The finding of the current row."""
        index = self.view.currentIndex()
        return self._filter.finding(index) if index.isValid() else None

    def _show_whole(self) -> None:
        index = self.view.currentIndex()
        text = str(index.siblingAtColumn(MESSAGE).data()) if index.isValid() else ""
        room = self.view.columnWidth(MESSAGE) - BESIDE_MESSAGE
        accepted = self._say_accepted()
        self.whole.setText("\n".join(filter(None, (text, accepted))))
        self.whole.setVisible(bool(accepted) or self.view.fontMetrics().horizontalAdvance(text) > room)

    def _say_accepted(self) -> str:
        """Return who accepted the failing check of the current row, and why; empty if nobody did."""
        finding = self.current_finding
        known = acceptance_of(self._run.project, finding) if finding else None
        if known is None:
            return ""
        day = format_moment(known.at)
        return tr("Accepted by {by}, {when}: {reason}", by=known.by, when=day, reason=known.reason)

    def _on_findings_changed(self) -> None:
        self.passes_not_listed.setVisible(not self._run.lists_all)
        self.findings.show(self._run.findings)
        self._show_whole()
        self._show_count()

    def _on_filter_changed(self) -> None:
        self._filter.show_only(CHOICES[self.statuses.currentIndex()], self.text.text())
        self._show_count()

    def _show_count(self) -> None:
        shown, listed = self._filter.rowCount(), self.findings.rowCount()
        is_fine = not shown and not self.text.text() and CHOICES[self.statuses.currentIndex()] <= FAILS_AND_WARNINGS
        self._count.show_message(tr("Nothing fails") if is_fine and listed else _describe_count(shown, listed))

    def _on_chosen(self, index: QModelIndex) -> None:
        finding: Finding = self._filter.finding(index)
        self.chosen.emit(finding)


def _describe_count(shown: int, listed: int) -> str:
    return tr("{shown:,} of {listed:,} results", shown=shown, listed=listed)
