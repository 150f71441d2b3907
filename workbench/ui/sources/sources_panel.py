"""The sources: every file with its fingerprint, what became of each cell, what was taken for what, and why."""

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
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import plain_table
from workbench.ui.toolkit.row_models import Node, RowsModel, TreeModel
from workbench.ui.toolkit.theme import figures_font

CELL_HEADINGS = ("Files, sheets and cells", "Cells", "Where, and why")
GUESS_HEADINGS = ("About", "What", "Taken for", "Because", "Rejected", "Where")
WIDTHS = {0: 78, 1: 150, 2: 150, 4: 110, 5: 100}
MOST_AREAS = 12
NO_REPORT = "This project was saved before import reports were kept. Import its sources again to get one."
KILOBYTE = 1024


class SourcesPanel(QWidget):
    """Reads the import report of the session's project; a project of an earlier format has none, and it says so.

    ``again_wanted``: the user wants the sources imported anew.
    """

    again_wanted = Signal()

    def __init__(self, session: Session, of_sources: Sequence[Finding], parent: QWidget) -> None:
        """``of_sources``: what became of the files since they were imported."""
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.cells = TreeModel(CELL_HEADINGS, frozenset((1,)), self)
        self.guesses = RowsModel(GUESS_HEADINGS, frozenset(), self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setFilterKeyColumn(-1)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter.setSourceModel(self.guesses)
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
        self.again = QPushButton("Import again…", self)
        self.again.setToolTip("Read the sources anew; what differs is shown before anything is changed")
        self.none = QLabel(NO_REPORT, self)
        self.none.setObjectName("quiet")
        self.none.setWordWrap(True)
        self.changed = QLabel("\n".join(finding.message for finding in of_sources), self)
        self.changed.setObjectName("illustrative")
        self.changed.setTextFormat(Qt.TextFormat.PlainText)
        self.changed.setWordWrap(True)
        self.changed.setVisible(bool(of_sources))
        self.setFocusProxy(self.tree)  # before widgets are moved: else Tab goes round in this panel for ever
        self._lay_out()
        self.again.clicked.connect(self.again_wanted)
        self.text.textChanged.connect(self._filter.setFilterFixedString)
        self._seen = LazyRefresh(self.tree.viewport(), self._show)

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(self.text)
        bar.addWidget(self.again)
        column.addLayout(bar)
        column.addWidget(self.view)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.tree)
        splitter.addWidget(right)
        splitter.setSizes([480, 700])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.changed)
        layout.addWidget(self.none)
        layout.addWidget(splitter)

    def _show(self) -> None:
        project = self._session.project
        self.none.setVisible(bool(project.sources) and project.import_report == ImportReport())
        self.cells.show(_tree(project))
        self.tree.expandToDepth(0)
        self.guesses.show(_guess_rows(project))


def _tree(project: Project) -> Node:
    """Return the files, their sheets with the number of cells of each class, and the areas of those with reasons."""
    root = Node()
    counts = project.import_report.counts()
    for source in project.sources:
        about = f"SHA-256 {source.sha256}, {max(source.size // KILOBYTE, 1):,} KB"
        total = sum(sum(found.values()) for (name, _), found in counts.items() if name == source.name)
        file = root.add(Node((source.name, f"{total:,}" if total else "", about)))
        for sheet in source.sheets:
            found = counts.get((source.name, sheet), Counter[CellUse]())
            words = ", ".join(_number_of(found[use], use) for use in CellUse if found[use])
            node = file.add(Node((sheet, f"{sum(found.values()):,}", words)))
            for each in project.import_report.cells:
                if (each.file, each.sheet) == (source.name, sheet):
                    shown = ", ".join(each.areas[:MOST_AREAS]) + (" …" if len(each.areas) > MOST_AREAS else "")
                    why = f"{each.reason}: {shown}" if each.reason else shown
                    node.add(Node((each.use.value.capitalize(), f"{each.count:,}", why)))
    return root


def _number_of(number: int, use: CellUse) -> str:
    """Return ``3 figures``, ``1 note``, ``2 ignored``."""
    return f"{number:,} {use.value}{'' if number == 1 or use is CellUse.IGNORED else 's'}"


def _guess_rows(project: Project) -> list[tuple[str, ...]]:
    return [
        (
            guess.stage.value.capitalize(),
            guess.subject,
            guess.taken_for,
            guess.evidence,
            "; ".join(guess.alternatives),
            str(guess.where) if guess.where else "",
        )
        for guess in project.import_report.inferences
    ]
