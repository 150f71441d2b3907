"""The last page: what will be imported, what the checks find in it, and the changes to the open project."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QLabel, QSplitter, QTableView, QVBoxLayout, QWidget

from workbench.domain.findings import FindingStatus
from workbench.domain.import_report import CellUse
from workbench.domain.project import Project
from workbench.domain.sources import CellRef
from workbench.importing.report.comparison import ImportChange
from workbench.importing.report.draft import Draft
from workbench.importing.sheets.marks import areas
from workbench.phrases import Phrase, phrase, phrase_of_count, say
from workbench.rolling.new_workbook import belongs_into
from workbench.ui.assistant.banner import Banner
from workbench.ui.assistant.collisions import CollisionsView
from workbench.ui.assistant.descriptions import list_texts, scale_in_words
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.assistant.outcome_model import (
    ADJUSTMENT_HEADINGS,
    CHANGE_HEADINGS,
    IGNORED_HEADINGS,
    NOT_RECONCILED,
    RECONCILED,
    STATEMENT_HEADINGS,
    adjustment_rows,
    change_rows,
    ignored_rows,
    statement_rows,
)
from workbench.ui.assistant.page import Page
from workbench.ui.checks.findings_model import CHECK, DIFFERENCE, MESSAGE, STATUS, WHERE, FindingsModel
from workbench.ui.toolkit.language import tr, tr_count, tr_fact, window_words
from workbench.ui.toolkit.panel_table import fit_height, plain_table, set_widths
from workbench.ui.toolkit.row_models import RowsModel
from workbench.ui.toolkit.theme import Theme
from workbench.wording.import_reports import count_of_use
from workbench.workbooks import position

TO_ACT_ON = frozenset((FindingStatus.FAIL, FindingStatus.WARNING))
BETWEEN = 12
MOST_AREAS = 12


class OutcomePage(Page):
    """Shows the draft; if the project is being imported again, its changes come first."""

    title: ClassVar[Phrase] = phrase("What will be imported")
    about: ClassVar[Phrase] = phrase("Nothing is imported until you choose Import.")

    def __init__(self, controller: ImportController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self._draft: Draft | None = None
        self.refusal = Banner("refused", self)
        self.dropped_sources = Banner("question", self)
        self.summary = QLabel(self)
        self.summary.setObjectName("statementTitle")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.statements = RowsModel([tr(heading) for heading in STATEMENT_HEADINGS], frozenset((3, 4)), self)
        self.adjustments = RowsModel([tr(heading) for heading in ADJUSTMENT_HEADINGS], frozenset((2,)), self)
        self.ignored_cells = RowsModel([tr(heading) for heading in IGNORED_HEADINGS], frozenset((1,)), self)
        self.cell_counts = QLabel(self)
        self.cell_counts.setTextFormat(Qt.TextFormat.PlainText)
        self.cell_counts.setWordWrap(True)
        self.changes = RowsModel([tr(heading) for heading in CHANGE_HEADINGS], frozenset((3, 4)), self)
        self.findings = FindingsModel(theme, self)
        self.statements_view = self._table(self.statements, tr("Statements"), 2, {0: 150, 1: 200, 3: 48, 4: 54})
        self.adjustments_view = self._table(self.adjustments, tr("Differences"), 0, {1: 320, 2: 58})
        self.ignored_cells_view = self._table(self.ignored_cells, tr("Ignored cells"), 2, {0: 190, 1: 56})
        self.changes_view = self._table(
            self.changes, tr("Changes to the open project"), 2, {0: 100, 1: 110, 3: 90, 4: 90}
        )
        self.findings_view = self._table(
            self.findings, tr("Findings"), MESSAGE, {STATUS: 106, CHECK: 140, DIFFERENCE: 84}
        )
        self.findings_view.setColumnHidden(WHERE, True)  # shown in full below the table
        self.adjustments_heading = self._heading(tr("Differences"))
        self.findings_heading = self._heading(tr("Findings"))
        self.changes_heading = self._heading("")
        self.collisions = CollisionsView(controller, self)
        self.show_information = QCheckBox(self)
        self.full_text = QLabel(self)
        self.full_text.setTextFormat(Qt.TextFormat.PlainText)
        self.full_text.setWordWrap(True)
        self._lay_out()
        self.show_information.toggled.connect(lambda _: self._show_findings(self._draft))
        self.findings_view.selectionModel().currentChanged.connect(lambda *_: self._show_current_finding())
        self.changes_view.selectionModel().currentChanged.connect(lambda *_: self._show_current_change())
        controller.changed.connect(self._on_changed)
        self._on_changed()

    def _table(self, model: QAbstractItemModel, name: str, stretched: int, widths: Mapping[int, int]) -> QTableView:
        view = plain_table(model, stretched, name, self)
        set_widths(view, widths)
        view.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        return view

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName("sectionTitle")
        return label

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        tables = (
            (self._heading(tr("Statements")), self.statements_view),
            (self.adjustments_heading, self.adjustments_view),
            (self.cell_counts, self.ignored_cells_view),
        )
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.summary)
        for heading, view in tables:
            column.addSpacing(BETWEEN)
            column.addWidget(heading)
            column.addWidget(view, 1)
        column.addStretch()
        top = QHBoxLayout()
        top.addWidget(self.findings_heading, 1)
        top.addWidget(self.show_information)
        other = QVBoxLayout(right)
        other.setContentsMargins(0, 0, 0, 0)
        other.setSpacing(6)
        other.addWidget(self.collisions)
        other.addWidget(self.changes_heading)
        other.addWidget(self.changes_view, 3)
        other.addSpacing(6)
        other.addLayout(top)
        other.addWidget(self.findings_view, 2)
        other.addWidget(self.full_text)
        other.addStretch()
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for side in (left, right):
            splitter.addWidget(side)
            splitter.setCollapsible(splitter.count() - 1, False)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setObjectName("plain")
        splitter.setSizes([600, 600])
        splitter.setHandleWidth(17)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.refusal)
        layout.addWidget(self.dropped_sources)
        layout.addWidget(splitter, 1)

    # ---- following the draft

    def _on_changed(self) -> None:
        draft = self._controller.draft
        if draft is self._draft and draft is not None:
            return
        self._draft = draft
        project = draft.project if draft else None
        self.refusal.show_message(say(draft.refusal, window_words()) if draft else "")
        self.dropped_sources.show_message(
            _describe_dropped_sources(self._controller.dropped_sources) if draft and draft.project else ""
        )
        self.statements.show(statement_rows(project) if project else [])
        self.adjustments.show(adjustment_rows(project) if project else [])
        self._show_periods()
        for widget in (self.adjustments_heading, self.adjustments_view):
            widget.setVisible(self.adjustments.rowCount() > 0)
        self.ignored_cells.show(ignored_rows(project) if project else [])
        self.ignored_cells_view.setVisible(self.ignored_cells.rowCount() > 0)
        self.cell_counts.setText(_describe_cell_counts(draft) if draft else "")
        self.summary.setText(_describe_project(project) if project else "")
        for view in (self.statements_view, self.adjustments_view, self.ignored_cells_view):
            fit_height(view)
        self._show_findings(draft)
        self._show_changes(self._controller.changes)

    def _show_periods(self) -> None:
        """Hide a column of periods that is empty and give its space to the other."""
        rows = range(self.statements.rowCount())
        filled = [
            column
            for column in (RECONCILED, NOT_RECONCILED)
            if any(self.statements.index(row, column).data() for row in rows)
        ]
        for column in (RECONCILED, NOT_RECONCILED):
            self.statements_view.setColumnHidden(column, bool(filled) and column not in filled)
            stretches = column == (filled or [NOT_RECONCILED])[-1]
            self.statements_view.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            )

    def _show_findings(self, draft: Draft | None) -> None:
        """List failures and warnings, and information on request; show the number of all findings above."""
        findings = draft.findings_by_impact if draft else ()
        counts = Counter(finding.status for finding in findings)
        wanted = TO_ACT_ON | {FindingStatus.INFORMATION} if self.show_information.isChecked() else TO_ACT_ON
        self.findings.show(tuple(finding for finding in findings if finding.status in wanted))
        numbers = (
            _count_of_fails(counts[FindingStatus.FAIL]),
            _count_of_warnings(counts[FindingStatus.WARNING]),
            phrase_of_count("{count:,} check passes", "{count:,} checks pass", counts[FindingStatus.PASS]),
        )
        self.findings_heading.setText(tr("Findings: {numbers}", numbers=list_texts(numbers)))
        self.show_information.setText(tr("Show informa&tion ({number:,})", number=counts[FindingStatus.INFORMATION]))
        self.show_information.setVisible(counts[FindingStatus.INFORMATION] > 0)
        if self.findings.rowCount():
            self.findings_view.setCurrentIndex(self.findings.index(0, 0))
        rows = range(self.findings.rowCount())
        self.findings_view.setColumnHidden(
            DIFFERENCE, not any(self.findings.index(row, DIFFERENCE).data() for row in rows)
        )
        self.findings_view.setVisible(self.findings.rowCount() > 0)
        self.setFocusProxy(self.findings_view if self.findings.rowCount() else self.statements_view)
        fit_height(self.findings_view)
        self._show_current_finding()

    def _show_current_finding(self) -> None:
        """Show the current finding in full, because its row may cut it."""
        index = self.findings_view.currentIndex()
        finding = self.findings.finding(index.row()) if index.isValid() else None
        self.full_text.setText(
            tr("{finding}  {places}", finding=tr_fact(finding.fact), places=_describe_places(finding.where))
            if finding
            else tr("Nothing needs your attention.")
        )

    def _show_current_change(self) -> None:
        """Show the current change in full."""
        index = self.changes_view.currentIndex()
        if index.isValid():
            _, where, what, was, now = (str(index.siblingAtColumn(column).data()) for column in range(5))
            change = tr("{was} → {now}", was=was, now=now) if was and now else was or now
            self.full_text.setText(tr("{what}: {change}  {where}", what=what, change=change, where=where))

    def _show_changes(self, changes: tuple[ImportChange, ...] | None) -> None:
        number = len(changes or ())
        is_another = changes is None and self._takes_the_place
        self.changes_heading.setVisible(changes is not None or is_another)
        self.changes_view.setVisible(number > 0)
        self.changes.show(change_rows(changes or ()))
        fit_height(self.changes_view)
        self.changes_heading.setText(
            tr("Changes to the open project ({number:,})", number=number)
            if number
            else tr("This becomes a project of its own; the open one is closed")
            if is_another
            else tr("No changes to the open project")
        )

    @property
    def _takes_the_place(self) -> bool:
        """True if the import belongs neither to the open project nor into it."""
        before, draft = self._controller.open_project, self._draft
        imported = draft.project if draft else None
        return before is not None and imported is not None and not belongs_into(before, imported)

    @property
    def obstacle(self) -> str:
        draft = self._controller.draft
        if self._controller.is_busy or draft is None:
            return tr("The sheets are still being analyzed.")
        if undecided := self._controller.number_undecided:
            return tr_count(
                "Choose which value to keep for {count:,} of your changes.",
                "Choose which values to keep for {count:,} of your changes.",
                undecided,
            )
        return say(draft.refusal, window_words())


def _count_of_fails(number: int) -> Phrase:
    return phrase_of_count("{count:,} failure", "{count:,} failures", number) if number else phrase("no failures")


def _count_of_warnings(number: int) -> Phrase:
    return phrase_of_count("{count:,} warning", "{count:,} warnings", number) if number else phrase("no warnings")


def _describe_project(project: Project) -> str:
    scale = scale_in_words(project.scale)
    money = (
        tr("{currency} in {scale}", currency=project.currency, scale=scale)
        if project.currency
        else tr("unknown currency in {scale}", scale=scale)
    )
    entity = project.entity or phrase("Unknown entity")
    if not project.adjustments:
        return tr("{entity}: {money}", entity=entity, money=money)
    first, second = (framework.label for framework in project.frameworks)
    return tr("{entity}: {first} → {second}, {money}", entity=entity, first=first, second=second, money=money)


def _describe_places(cells: Sequence[CellRef]) -> str:
    """Return cells as areas, each sheet named once: ``book.xlsx!Model!H5:I11, H14``."""
    sheets: dict[str, list[tuple[int, int]]] = {}
    for cell in cells:
        places = sheets.setdefault(f"{cell.file}!{cell.sheet}!" if cell.sheet else cell.file, [])
        places += [position(cell.cell)] if cell.cell else []
    descriptions = []
    for sheet, places in sheets.items():
        names = [str(area) for area in areas(places)]
        listed = list_texts(names[:MOST_AREAS])
        if len(names) > MOST_AREAS:
            number = len(names) - MOST_AREAS
            listed = tr_count("{areas} and {count} more", "{areas} and {count} more", number, areas=listed)
        descriptions.append(f"{sheet}{listed}")
    return tr("; ").join(descriptions)


def _describe_cell_counts(draft: Draft) -> str:
    """Return how many cells were read as each use; each cell is counted once."""
    counts = Counter(mark.use for sheet in draft.sheets for mark in sheet.marks.values())
    read = list_texts(count_of_use(use, counts[use], window_words()) for use in CellUse if use is not CellUse.IGNORED)
    total, ignored = counts.total(), counts[CellUse.IGNORED]
    cells = phrase_of_count("{count:,} cell", "{count:,} cells", total) if total else phrase("no cells")
    if not ignored:
        return tr("{cells}: {read}; none ignored", cells=cells, read=read)
    return tr("{cells}: {read}; {number} ignored", cells=cells, read=read, number=ignored)


def _describe_dropped_sources(names: Sequence[str]) -> str:
    """Return a sentence about the sources of the open project that this import leaves out; "" if there are none."""
    if not names:
        return ""
    if len(names) == 1:
        return tr(
            "The open project also uses {file}. Its figures will be removed unless you add the file to this import.",
            file=names[0],
        )
    return tr(
        "The open project also uses {files}. Their figures will be removed unless you add the files to this import.",
        files=list_texts(names),
    )
