"""Next to the sheet: what the current cell was read as and why, buttons to correct it, and the corrections so far."""

from collections.abc import Sequence
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

from workbench.domain.facts import Told
from workbench.domain.import_report import Inference, InferenceStage
from workbench.importing.report.draft import Draft
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import WHOLE_IMPORT, Correction, Corrections, SheetKey
from workbench.importing.sheets.marks import CellMark
from workbench.importing.sheets.tables import Place
from workbench.ui.assistant.cell_colours import MARK_NAMES
from workbench.ui.assistant.descriptions import describe_column, describe_correction
from workbench.ui.assistant.menus import CorrectionMenus
from workbench.ui.assistant.sheet_model import spreadsheet_text
from workbench.ui.assistant.sheet_overlay import SheetOverlay, TablePlacement
from workbench.ui.toolkit.item_roles import DISPLAY, NOWHERE, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.wording.import_reports import name_of_stage, taken_for
from workbench.wording.names import name_of_table
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
        text = describe_correction(correction)
        if self._names_sheets and sheet != WHOLE_IMPORT:
            text = tr("{sheet}: {correction}", sheet=sheet[1], correction=text)
        is_remembered = (sheet, correction) in self._remembered_rows
        return tr("{correction} (remembered)", correction=text) if is_remembered else text


class Inspector(QWidget):
    """``taken_back`` carries the sheet and the correction that the user removes."""

    taken_back = Signal(object)

    def __init__(self, menus: CorrectionMenus, parent: QWidget) -> None:
        super().__init__(parent)
        self._menus = menus
        self.description = QTextBrowser(self)
        self.description.setAccessibleName(tr("About the current cell"))
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
        self.list.setAccessibleName(tr("Your corrections"))
        self.list.setWordWrap(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.take_back_button = QPushButton(tr("Remove correc&tion"), self)
        self.take_back_button.setToolTip(tr("Go back to the original reading (Del)"))
        self.take_back_button.setAutoDefault(True)
        self.heading = _heading(tr("Your corrections"), self)
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
        layout.addWidget(_heading(tr("The current cell"), self))
        layout.addWidget(self.description, 3)
        layout.addWidget(_heading(tr("Correct the reading"), self))
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
        """Describe the cell at ``place``, (row, column) counted from 1, and update the titles of the menus."""
        for button, title in zip(self.buttons, self._menus.update_titles(), strict=True):
            button.setText(tr("{title} …", title=title))
            button.setEnabled(place is not None)
        nothing = _paragraph(tr("Select a cell."))
        self.description.setHtml(describe_cell(draft, overlay, place) if draft and overlay and place else nothing)

    def _take_back(self) -> None:
        if self.list.currentIndex().isValid():
            self.taken_back.emit(self.corrections.row(self.list.currentIndex()))

    def _update_list(self) -> None:
        """Show list, heading and button while there are corrections; enable the button if one is selected."""
        number = self.corrections.rowCount()
        self.heading.setText(tr("Your corrections ({number})", number=number))
        for widget in (self.heading, self.list, self.take_back_button):
            widget.setVisible(bool(number))
        self.take_back_button.setEnabled(self.list.currentIndex().isValid())


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("sectionTitle")
    return label


def describe_cell(draft: Draft, overlay: SheetOverlay, place: tuple[int, int]) -> str:
    """Return HTML that says what a cell was read as, with the evidence and the rejected alternatives."""
    sheet = overlay.draft
    ref = f"{column_letter(place[1])}{place[0]}"
    cell, mark = sheet.sheet.at.get(place), sheet.marks.get(place)
    parts = []
    if cell is None:
        parts.append(_paragraph(tr("<b>{cell}</b> is empty.", cell=ref)))
    else:
        parts.append(_paragraph(f"<b>{ref}</b>&nbsp; {escape(spreadsheet_text(cell)[:300])}"))
        if cell.formula:
            parts.append(_paragraph(tr("Formula: {formula}", formula=escape(cell.formula[:200]))))
    if mark:
        parts.append(_describe_mark(mark))
    placement = overlay.nearest_placement(*place)
    if placement:
        part = placement.part
        kind = escape(name_of_table(part.kind, window_words()))
        table = tr("Table {area}: <b>{kind}</b>", area=str(placement.area), kind=kind)
        parts.append(_paragraph(table, *_reasons(part.evidence, part.alternatives)))
        column = _column_at(placement, place)
        if column:
            parts.append(_describe_column_at(column, placement, place))
        line = place[1] if part.is_across else place[0]
        row = next((row for row in placement.rows if row.row == line), None)
        parts += [
            _describe_inference(inference)
            for inference in draft.inferences
            if row and _is_about_line(inference, row.caption)
        ]
    return "".join(parts)


def _paragraph(*lines: str) -> str:
    return f"<p>{'<br>'.join(lines)}</p>"


def _describe_mark(mark: CellMark) -> str:
    """Return HTML that says what a cell was read as, with its description if that adds anything."""
    name, description = tr(MARK_NAMES[mark.mark]), tr_fact(mark.description)
    more = () if description == name else (escape(description),)
    return _paragraph(tr("Read as: <b>{mark}</b>", mark=escape(name)), *more)


def _describe_column_at(column: Column, placement: TablePlacement, place: Place) -> str:
    """Return HTML that says what a cell's column states, and its headings; a cell's row if lines run across."""
    states = escape(describe_column(column, placement.frameworks))
    what = (
        tr("Row {row}: <b>{states}</b>", row=place[0], states=states)
        if placement.part.is_across
        else tr("Column {column}: <b>{states}</b>", column=column_letter(place[1]), states=states)
    )
    headings = " / ".join(escape(text) for text in column.headings)
    return _paragraph(what, tr("heading: {headings}", headings=headings) if headings else tr("no heading"))


def _reasons(evidence: Told, alternatives: Sequence[Told]) -> list[str]:
    """Return lines of HTML: the evidence and any rejected alternatives."""
    lines = [tr("evidence: {evidence}", evidence=escape(tr_fact(evidence)))]
    if alternatives:
        rejected = tr("; ").join(tr_fact(alternative) for alternative in alternatives)
        lines.append(tr("rejected: {alternatives}", alternatives=escape(rejected)))
    return lines


def _column_at(placement: TablePlacement, place: Place) -> Column | None:
    """Return the column of the figure in a cell, in a bridge too; else the cell's own column."""
    columns = {column.index: column for column in placement.columns}
    for row in placement.rows:
        for index, reading in row.readings.items():
            if (reading.cell.row, reading.cell.column) == place:
                return columns[index]
    return columns.get(place[0] if placement.part.is_across else place[1])


def _is_about_line(inference: Inference, caption: str) -> bool:
    """True if an inference is about the line with ``caption``; False without a caption."""
    return (
        inference.stage in (InferenceStage.LINE, InferenceStage.CONCEPT, InferenceStage.TOTAL)
        and bool(caption)
        and inference.subject == caption
    )


def _describe_inference(inference: Inference) -> str:
    """Return HTML about one inference on a line: its concept, the parts of its total, or what it was merged with."""
    what = escape(taken_for(inference, window_words()))
    stage = name_of_stage(inference.stage, window_words())
    return _paragraph(
        tr("{stage}: <b>{what}</b>", stage=stage, what=what), *_reasons(inference.evidence, inference.alternatives)
    )
