"""Beside the sheet: what the current cell was read as and why, buttons to correct it, and the corrections so far."""

from html import escape

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.import_report import Inference, InferenceStage
from workbench.importing.report.draft import Draft
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import WHOLE_IMPORT, Correction, Corrections, SheetKey
from workbench.importing.sheets.tables import Place
from workbench.presentation.names import name_of_table
from workbench.ui.assistant.descriptions import describe_column, describe_correction
from workbench.ui.assistant.menus import CorrectionMenus
from workbench.ui.assistant.sheet_model import spreadsheet_text
from workbench.ui.assistant.sheet_overlay import SheetOverlay, TablePlacement
from workbench.ui.toolkit.item_roles import DISPLAY, NOWHERE, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr_fact
from workbench.workbooks import column_letter

MARGIN = 10


class CorrectionsModel(QAbstractListModel):
    """Lists the corrections in force, sheet by sheet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[SheetKey, Correction]] = []
        self._remembered_rows: set[tuple[SheetKey, Correction]] = set()
        self._names_sheets = False

    def show(self, corrections: Corrections, remembered: Corrections, *, names_sheets: bool) -> None:
        rows = [(sheet, correction) for sheet, of_sheet in corrections.items() for correction in of_sheet]
        remembered_rows = {(sheet, correction) for sheet, of_sheet in remembered.items() for correction in of_sheet}
        if (rows, remembered_rows, names_sheets) != (self._rows, self._remembered_rows, self._names_sheets):
            self.beginResetModel()
            self._rows, self._remembered_rows = rows, remembered_rows
            self._names_sheets = names_sheets
            self.endResetModel()

    def row(self, index: Index) -> tuple[SheetKey, Correction]:
        return self._rows[index.row()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        if not index.isValid() or role not in (DISPLAY, TOOL_TIP):
            return None
        sheet, correction = self._rows[index.row()]
        origin = " (remembered)" if (sheet, correction) in self._remembered_rows else ""
        where = f"{sheet[1]}: " if self._names_sheets and sheet != WHOLE_IMPORT else ""
        return f"{where}{describe_correction(correction)}{origin}"


class Inspector(QWidget):
    """``taken_back`` carries the sheet and the correction that the user no longer wants in force."""

    taken_back = Signal(object)

    def __init__(self, menus: CorrectionMenus, parent: QWidget) -> None:
        super().__init__(parent)
        self._menus = menus
        self.description = QTextBrowser(self)
        self.description.setAccessibleName("About the current cell")
        self.description.document().setDocumentMargin(MARGIN)
        self.buttons = []
        for menu in (menus.rows, menus.columns, menus.areas):
            button = QPushButton(self)
            button.setObjectName("step")
            button.setMenu(menu)
            button.setAutoDefault(True)
            self.buttons.append(button)
        self.corrections = CorrectionsModel(self)
        self.list = QListView(self)
        self.list.setModel(self.corrections)
        self.list.setAccessibleName("Your corrections")
        self.list.setWordWrap(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.take_back_button = QPushButton("&Take back", self)
        self.take_back_button.setToolTip("Read it again as it was read at first (Del)")
        self.take_back_button.setAutoDefault(True)
        self.heading = _heading("Your corrections", self)
        self._lay_out()
        self.setMinimumWidth(250)
        self.take_back_button.clicked.connect(self._take_back)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_back)
        self.corrections.modelReset.connect(self._update_list)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._update_list())
        self._update_list()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(_heading("The current cell", self))
        layout.addWidget(self.description, 3)
        layout.addWidget(_heading("Say what it is", self))
        for button in self.buttons:
            layout.addWidget(button)
        layout.addSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 2)
        layout.addWidget(self.take_back_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_corrections(self, corrections: Corrections, remembered: Corrections, *, names_sheets: bool) -> None:
        """List the corrections in force; those remembered from an earlier import are marked as such."""
        self.corrections.show(corrections, remembered, names_sheets=names_sheets)

    def show_cell(self, draft: Draft | None, overlay: SheetOverlay | None, place: tuple[int, int] | None) -> None:
        """Describe the cell at ``place``, (row, column) counted from 1, and name the menus after it."""
        for button, text in zip(self.buttons, self._menus.update_titles(), strict=True):
            button.setText(f"{text} …")
            button.setEnabled(place is not None)
        description = describe_cell(draft, overlay, place) if draft and overlay and place else "<p>Choose a cell.</p>"
        self.description.setHtml(description)

    def _take_back(self) -> None:
        if self.list.currentIndex().isValid():
            self.taken_back.emit(self.corrections.row(self.list.currentIndex()))

    def _update_list(self) -> None:
        """Show list, heading and button while there are corrections; enable the button where one is current."""
        number = self.corrections.rowCount()
        self.heading.setText(f"Your corrections ({number})")
        for widget in (self.heading, self.list, self.take_back_button):
            widget.setVisible(bool(number))
        self.take_back_button.setEnabled(self.list.currentIndex().isValid())


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("sectionTitle")
    return label


def describe_cell(draft: Draft, overlay: SheetOverlay, place: tuple[int, int]) -> str:
    """Return HTML that says what a cell was read as, the evidence, and the alternatives that were rejected."""
    sheet = overlay.draft
    ref = f"{column_letter(place[1])}{place[0]}"
    cell, mark = sheet.sheet.at.get(place), sheet.marks.get(place)
    parts = []
    if cell is None:
        parts.append(f"<p><b>{ref}</b> is empty.</p>")
    else:
        parts.append(f"<p><b>{ref}</b>&nbsp; {escape(spreadsheet_text(cell)[:300])}</p>")
        if cell.formula:
            parts.append(f"<p>Formula: {escape(cell.formula[:200])}</p>")
    if mark:
        more = "" if mark.description == mark.mark.fact else f"<br>{escape(tr_fact(mark.description))}"
        parts.append(f"<p>Read as: <b>{tr_fact(mark.mark.fact)}</b>{more}</p>")
    placement = overlay.nearest_placement(*place)
    if placement:
        part = placement.part
        rejected = f"<br>rejected: {escape('; '.join(map(tr_fact, part.alternatives)))}" if part.alternatives else ""
        kind = f"<b>{name_of_table(part.kind)}</b><br>evidence: {escape(tr_fact(part.evidence))}{rejected}"
        parts.append(f"<p>Table {placement.area}: {kind}</p>")
        column = _column_at(placement, place)
        if column:
            headings = " / ".join(escape(text) for text in column.headings) or "no heading"
            states = escape(describe_column(column, placement.frameworks))
            where = f"Row {place[0]}" if part.is_across else f"Column {column_letter(place[1])}"
            parts.append(f"<p>{where}: <b>{states}</b><br>headed {headings}</p>")
        line = place[1] if part.is_across else place[0]
        row = next((row for row in placement.rows if row.row == line), None)
        parts += [
            _describe_inference(inference)
            for inference in draft.inferences
            if row and _is_about_line(inference, row.caption)
        ]
    return "".join(parts)


def _column_at(placement: TablePlacement, place: Place) -> Column | None:
    """Return the column of the figure in a cell, in a bridge too, else the one that the cell stands in."""
    columns = {column.index: column for column in placement.columns}
    for row in placement.rows:
        for index, reading in row.readings.items():
            if (reading.cell.row, reading.cell.column) == place:
                return columns[index]
    return columns.get(place[0] if placement.part.is_across else place[1])


def _is_about_line(inference: Inference, caption: str) -> bool:
    """True where an inference is about the line with ``caption``; False without a caption."""
    return (
        inference.stage in (InferenceStage.LINE, InferenceStage.CONCEPT, InferenceStage.TOTAL)
        and bool(caption)
        and inference.subject == caption
    )


def _describe_inference(inference: Inference) -> str:
    """Return HTML about one inference on a line: its concept, the parts of its total, or what it was merged with."""
    alternatives = "; ".join(map(tr_fact, inference.alternatives))
    rejected = f"<br>rejected: {escape(alternatives)}" if alternatives else ""
    taken_for = tr_fact(inference.taken_for).replace("_", " ")
    what = f"{inference.stage.value.capitalize()}: <b>{escape(taken_for)}</b>"
    return f"<p>{what}<br>evidence: {escape(tr_fact(inference.evidence))}{rejected}</p>"
