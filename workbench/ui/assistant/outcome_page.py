"""The last page: what will be imported, what the checks find in it, and what differs from the project that is open."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QSplitter, QVBoxLayout, QWidget

from workbench.domain.findings import Status
from workbench.domain.import_report import Use
from workbench.domain.project import Project
from workbench.importing.comparison import Difference, compared
from workbench.importing.draft import Draft
from workbench.ui.assistant.drafting import Drafting
from workbench.ui.assistant.outcome_model import (
    DIFFERENCE_HEADINGS,
    STATEMENT_HEADINGS,
    RowsModel,
    adjustment_rows,
    difference_rows,
    statement_rows,
)
from workbench.ui.assistant.page import Page
from workbench.ui.assistant.strips import Strip
from workbench.ui.assistant.words import counted
from workbench.ui.models.findings_model import CHECK, DIFFERENCE, MESSAGE, STATUS, WHERE, FindingsModel
from workbench.ui.panels.tables import plain_table
from workbench.ui.theme import Theme

TOLD = frozenset((Status.FAIL, Status.WARNING, Status.INFORMATION))
"""What passes is counted, not listed."""


class OutcomePage(Page):
    """``open_project``: the project whose sources share a name with those imported; None where there is none."""

    title = "What will be imported"
    about = "Nothing is built before you choose Import."

    def __init__(self, drafting: Drafting, open_project: Project | None, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafting = drafting
        self._open_project = open_project
        self._shown: Draft | None = None
        self.differences: tuple[Difference, ...] = ()
        self.refusal = Strip("refused", self)
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.statements = RowsModel(STATEMENT_HEADINGS, frozenset((2, 3)), self)
        self.adjustments = RowsModel(("Difference", "Periods", "Entries"), frozenset((2,)), self)
        self.cells = RowsModel(("Cells read as", "Number"), frozenset((1,)), self)
        self.changes = RowsModel(DIFFERENCE_HEADINGS, frozenset((3, 4)), self)
        self.findings = FindingsModel(theme, self)
        self.statements_view = plain_table(self.statements, 1, "Statements", self)
        self.adjustments_view = plain_table(self.adjustments, 0, "Differences", self)
        self.cells_view = plain_table(self.cells, 0, "Cells by what they were read as", self)
        self.changes_view = plain_table(self.changes, 2, "What differs from the open project", self)
        self.findings_view = plain_table(self.findings, MESSAGE, "Findings", self)
        self.findings_heading = self._heading("Findings")
        self.changes_heading = self._heading("What differs from the open project")
        self._set_widths()
        self._lay_out()
        self.setFocusProxy(self.findings_view)
        drafting.changed.connect(self._on_changed)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName("sectionTitle")
        return label

    def _set_widths(self) -> None:
        for view, widths in (
            (self.statements_view, {0: 220, 2: 64, 3: 64}),
            (self.adjustments_view, {1: 240, 2: 96}),
            (self.cells_view, {1: 90}),
            (self.changes_view, {0: 110, 1: 240, 3: 120, 4: 120}),
            (self.findings_view, {STATUS: 110, CHECK: 130, DIFFERENCE: 90, WHERE: 190}),
        ):
            for column, width in widths.items():
                view.setColumnWidth(column, width)
            view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            view.horizontalHeader().setStretchLastSection(False)
        for view, stretched in (
            (self.statements_view, 1),
            (self.adjustments_view, 0),
            (self.cells_view, 0),
            (self.changes_view, 2),
            (self.findings_view, MESSAGE),
        ):
            view.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        for side, parts in (
            (
                left,
                (
                    (self.summary, 0),
                    (self._heading("Statements"), 0),
                    (self.statements_view, 3),
                    (self._heading("Differences"), 0),
                    (self.adjustments_view, 3),
                    (self._heading("Cells"), 0),
                    (self.cells_view, 3),
                ),
            ),
            (
                right,
                (
                    (self.changes_heading, 0),
                    (self.changes_view, 3),
                    (self.findings_heading, 0),
                    (self.findings_view, 3),
                ),
            ),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
            for part, share in parts:
                column.addWidget(part, share)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([620, 900])
        splitter.setHandleWidth(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.refusal)
        layout.addWidget(splitter, 1)

    def _on_changed(self) -> None:
        draft = self._drafting.draft
        if draft is self._shown:
            return
        self._shown = draft
        project = draft.project if draft else None
        self.refusal.say(draft.refusal if draft else "")
        self.statements.show(statement_rows(project) if project else [])
        self.adjustments.show(adjustment_rows(project) if project else [])
        self.cells.show(_cell_rows(draft) if draft else [])
        self.summary.setText(_summary(project) if project else "")
        self._show_findings(draft)
        self._compare(project)

    def _show_findings(self, draft: Draft | None) -> None:
        found = draft.findings_by_impact if draft else ()
        self.findings.show(tuple(each for each in found if each.status in TOLD))
        counts = Counter(each.status for each in found)
        words = (
            counted(counts[Status.FAIL], "fail"),
            counted(counts[Status.WARNING], "warning"),
            f"{counts[Status.PASS]:,} checks pass",
        )
        self.findings_heading.setText(f"Findings: {', '.join(words)}")

    def _compare(self, project: Project | None) -> None:
        is_again = self._open_project is not None
        self.changes_view.setVisible(is_again)
        self.changes_heading.setVisible(is_again)
        self.differences = compared(self._open_project, project) if self._open_project and project else ()
        self.changes.show(difference_rows(self.differences))
        number = len(self.differences)
        self.changes_heading.setText(
            f"What differs from the open project ({number:,})" if number else "Nothing differs from the open project"
        )

    @property
    def obstacle(self) -> str:
        draft = self._drafting.draft
        if self._drafting.is_busy or draft is None:
            return "The sheets are being looked at."
        return draft.refusal


def _summary(project: Project) -> str:
    scale = {1: "units", 1_000: "thousands", 1_000_000: "millions"}.get(project.scale, f"units of {project.scale:,}")
    money = f"{project.currency or 'a currency that no file names'}, {scale}"
    entity = project.entity or "An entity that no file names"
    return f"{entity}: {project.frameworks[0]} → {project.frameworks[1]}, {money}"


def _cell_rows(draft: Draft) -> list[tuple[str, ...]]:
    counts = Counter(mark.use for sheet in draft.sheets for mark in sheet.marks.values())
    return [(use.value.capitalize(), f"{counts[use]:,}") for use in Use if counts[use]]
