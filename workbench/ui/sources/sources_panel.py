"""The panel of sources: each file with its fingerprint and the use of its cells, each inference with its evidence."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.findings import Finding
from workbench.domain.import_report import CellsUsed, CellUse, ImportReport
from workbench.domain.project import Project
from workbench.phrases import listing, phrase
from workbench.session import Session
from workbench.ui.toolkit.filter_bar import FilterField, lay_out_below_bar
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import plain_table, set_widths
from workbench.ui.toolkit.row_models import Node, RowsModel, TreeModel
from workbench.ui.toolkit.theme import figures_font
from workbench.wording.import_reports import count_of_use, name_of_stage, name_of_use, taken_for

CELL_HEADINGS = (phrase("Files, sheets and cells"), phrase("Cells"), phrase("Where and why"))
INFERENCE_HEADINGS = (
    phrase("Kind"),
    phrase("Subject"),
    phrase("Read as"),
    phrase("Evidence"),
    phrase("Rejected"),
    phrase("Where"),
)
WIDTHS = {0: 78, 1: 150, 2: 150, 4: 110, 5: 100}
MOST_AREAS = 12
NO_REPORT = phrase("This project was saved before import reports were kept. Import its sources again to get one.")
NO_SOURCES = phrase("This project has no sources: its figures are entered here.")
KILOBYTE = 1024


class SourcesPanel(QWidget):
    """Shows the import report of the session's project; says so if the project has none (earlier formats).

    ``again_wanted``: the user wants the sources imported again.
    """

    again_wanted = Signal()

    def __init__(self, session: Session, source_findings: Sequence[Finding], parent: QWidget) -> None:
        """``source_findings``: what has happened to the files since they were imported."""
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.cells = TreeModel([tr(heading) for heading in CELL_HEADINGS], frozenset((1,)), self)
        self.inferences = RowsModel([tr(heading) for heading in INFERENCE_HEADINGS], frozenset(), self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setFilterKeyColumn(-1)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter.setSourceModel(self.inferences)
        self.tree = QTreeView(self)
        self.tree.setModel(self.cells)
        self.tree.setAccessibleName(tr("Sources and how their cells were used"))
        self.tree.setFont(figures_font(self.tree.font()))
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setUniformRowHeights(True)
        self.tree.setTabKeyNavigation(False)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 210)
        header.resizeSection(1, 60)
        header.setSectionsClickable(False)
        self.view = plain_table(self._filter, 3, tr("How the sources were read"), self)
        set_widths(self.view, WIDTHS)
        what_is_filtered = tr("Filter by subject, reading or evidence")
        self.text = FilterField(what_is_filtered, what_is_filtered, self)
        self.import_again = QPushButton(tr("Import again…"), self)
        self.import_again.setToolTip(tr("Read the sources again and review what has changed before applying it"))
        self.no_report = QLabel(self)
        self.no_report.setObjectName("quiet")
        self.no_report.setWordWrap(True)
        self.no_report.hide()
        self.changed_sources = QLabel("\n".join(tr_fact(finding.fact) for finding in source_findings), self)
        self.changed_sources.setObjectName("illustrative")
        self.changed_sources.setTextFormat(Qt.TextFormat.PlainText)
        self.changed_sources.setWordWrap(True)
        self.changed_sources.setVisible(bool(source_findings))
        self.setFocusProxy(self.tree)  # before widgets are moved, else Tab never leaves this panel
        self._lay_out()
        self.import_again.clicked.connect(self.again_wanted)
        self.text.textChanged.connect(self._filter.setFilterFixedString)
        self._lazy_refresh = LazyRefresh(self.tree.viewport(), self._fill)

    def _lay_out(self) -> None:
        right = QWidget(self)
        lay_out_below_bar(right, (self.text, self.import_again), self.view)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.tree)
        splitter.addWidget(right)
        splitter.setSizes([480, 700])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.changed_sources)
        layout.addWidget(self.no_report)
        layout.addWidget(splitter)

    def _fill(self) -> None:
        project = self._session.project
        self.no_report.setText(tr(NO_REPORT if project.sources else NO_SOURCES))
        self.no_report.setVisible(project.import_report == ImportReport())
        self.import_again.setEnabled(bool(project.sources))
        self.cells.show(_build_tree(project))
        self.tree.expandToDepth(0)
        self.inferences.show(_inference_rows(project))


def _build_tree(project: Project) -> Node:
    """Return the files, their sheets with the number of cells by use, and the areas of each use with the reason."""
    root, words = Node(), window_words()
    counts = project.import_report.counts()
    for source in project.sources:
        kilobytes = max(source.size // KILOBYTE, 1)
        about = tr("SHA-256 {sha256}, {kilobytes:,} KB", sha256=source.sha256, kilobytes=kilobytes)
        total = sum(by_use.total() for (name, _), by_use in counts.items() if name == source.name)
        file = root.add(Node((source.name, f"{total:,}" if total else "", about)))
        for sheet in source.sheets:
            by_use = counts.get((source.name, sheet), Counter[CellUse]())
            summary = listing((count_of_use(use, by_use[use], words) for use in CellUse if by_use[use]), words)
            node = file.add(Node((sheet, f"{by_use.total():,}", summary)))
            for cells in project.import_report.cells:
                if (cells.file, cells.sheet) == (source.name, sheet):
                    node.add(Node((name_of_use(cells.use, words), f"{cells.count:,}", _describe_cells(cells))))
    return root


def _describe_cells(cells: CellsUsed) -> str:
    """Return the reason for the use of cells, if any, and their first areas."""
    areas = listing(cells.areas[:MOST_AREAS], window_words())
    if len(cells.areas) > MOST_AREAS:
        areas = tr("{areas} …", areas=areas)
    return tr("{reason}: {areas}", reason=tr_fact(cells.reason), areas=areas) if cells.reason else areas


def _inference_rows(project: Project) -> list[tuple[str, ...]]:
    words = window_words()
    return [
        (
            name_of_stage(inference.stage, words),
            tr_fact(inference.subject),
            taken_for(inference, words),
            tr_fact(inference.evidence),
            tr("; ").join(tr_fact(alternative) for alternative in inference.alternatives),
            str(inference.where) if inference.where else "",
        )
        for inference in project.import_report.inferences
    ]
