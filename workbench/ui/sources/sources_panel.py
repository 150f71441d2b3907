"""The panel of sources: every file with its fingerprint, the use of its cells, and each inference with its evidence."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.findings import Finding
from workbench.domain.import_report import CellUse, ImportReport
from workbench.domain.project import Project
from workbench.session import Session
from workbench.ui.toolkit.language import tr_fact
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import plain_table
from workbench.ui.toolkit.row_models import Node, RowsModel, TreeModel
from workbench.ui.toolkit.theme import figures_font

CELL_HEADINGS = ("Files, sheets and cells", "Cells", "Where, and why")
INFERENCE_HEADINGS = ("About", "What", "Taken for", "Because", "Rejected", "Where")
WIDTHS = {0: 78, 1: 150, 2: 150, 4: 110, 5: 100}
MOST_AREAS = 12
NO_REPORT = "This project was saved before import reports were kept. Import its sources again to get one."
KILOBYTE = 1024


class SourcesPanel(QWidget):
    """Shows the import report of the session's project; says so where the project, of an earlier format, has none.

    ``again_wanted``: the user wants the sources imported again.
    """

    again_wanted = Signal()

    def __init__(self, session: Session, source_findings: Sequence[Finding], parent: QWidget) -> None:
        """``source_findings``: what happened to the files since they were imported."""
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.cells = TreeModel(CELL_HEADINGS, frozenset((1,)), self)
        self.inferences = RowsModel(INFERENCE_HEADINGS, frozenset(), self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setFilterKeyColumn(-1)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter.setSourceModel(self.inferences)
        self.tree = QTreeView(self)
        self.tree.setModel(self.cells)
        self.tree.setAccessibleName("Sources and what became of their cells")
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
        self.view = plain_table(self._filter, 3, "What was taken for what", self)
        for column, width in WIDTHS.items():
            self.view.setColumnWidth(column, width)
        self.text = QLineEdit(self)
        self.text.setAccessibleName("Filter what was taken for what")
        self.text.setPlaceholderText("Filter what was taken for what")
        self.text.setClearButtonEnabled(True)
        self.import_again = QPushButton("Import again…", self)
        self.import_again.setToolTip("Read the sources again; what differs is shown before anything is changed")
        self.no_report = QLabel(NO_REPORT, self)
        self.no_report.setObjectName("quiet")
        self.no_report.setWordWrap(True)
        self.changed_sources = QLabel("\n".join(tr_fact(finding.fact) for finding in source_findings), self)
        self.changed_sources.setObjectName("illustrative")
        self.changed_sources.setTextFormat(Qt.TextFormat.PlainText)
        self.changed_sources.setWordWrap(True)
        self.changed_sources.setVisible(bool(source_findings))
        self.setFocusProxy(self.tree)  # before widgets are moved: else Tab never leaves this panel
        self._lay_out()
        self.import_again.clicked.connect(self.again_wanted)
        self.text.textChanged.connect(self._filter.setFilterFixedString)
        self._lazy_refresh = LazyRefresh(self.tree.viewport(), self._fill)

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(self.text)
        bar.addWidget(self.import_again)
        column.addLayout(bar)
        column.addWidget(self.view)
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
        self.no_report.setVisible(bool(project.sources) and project.import_report == ImportReport())
        self.cells.show(_build_tree(project))
        self.tree.expandToDepth(0)
        self.inferences.show(_inference_rows(project))


def _build_tree(project: Project) -> Node:
    """Return the files, their sheets with the number of cells by use, and the areas of each use with its reason."""
    root = Node()
    counts = project.import_report.counts()
    for source in project.sources:
        about = f"SHA-256 {source.sha256}, {max(source.size // KILOBYTE, 1):,} KB"
        total = sum(by_use.total() for (name, _), by_use in counts.items() if name == source.name)
        file = root.add(Node((source.name, f"{total:,}" if total else "", about)))
        for sheet in source.sheets:
            by_use = counts.get((source.name, sheet), Counter[CellUse]())
            summary = ", ".join(_describe_count(by_use[use], use) for use in CellUse if by_use[use])
            node = file.add(Node((sheet, f"{by_use.total():,}", summary)))
            for cells in project.import_report.cells:
                if (cells.file, cells.sheet) == (source.name, sheet):
                    areas = ", ".join(cells.areas[:MOST_AREAS]) + (" …" if len(cells.areas) > MOST_AREAS else "")
                    where = f"{tr_fact(cells.reason)}: {areas}" if cells.reason else areas
                    node.add(Node((cells.use.value.capitalize(), f"{cells.count:,}", where)))
    return root


def _describe_count(number: int, use: CellUse) -> str:
    """Return ``3 figures``, ``1 note``, ``2 ignored``."""
    return f"{number:,} {use.value}{'' if number == 1 or use is CellUse.IGNORED else 's'}"


def _inference_rows(project: Project) -> list[tuple[str, ...]]:
    return [
        (
            inference.stage.value.capitalize(),
            tr_fact(inference.subject),
            tr_fact(inference.taken_for),
            tr_fact(inference.evidence),
            "; ".join(map(tr_fact, inference.alternatives)),
            str(inference.where) if inference.where else "",
        )
        for inference in project.import_report.inferences
    ]
