"""Beside the sheet: what the current cell was read as and why, buttons that say otherwise, and what was said so far."""

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
from workbench.ui.assistant.menus import PointingMenus
from workbench.ui.assistant.sheet_model import as_in_the_sheet
from workbench.ui.assistant.sheet_overlay import SheetOverlay, TablePlacement
from workbench.ui.toolkit.item_roles import DISPLAY, NOWHERE, TOOL_TIP, Index
from workbench.workbooks import column_letter

MARGIN = 10


class CorrectionsModel(QAbstractListModel):
    """Lists the corrections in force, sheet by sheet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[SheetKey, Correction]] = []
        self._remembered: set[tuple[SheetKey, Correction]] = set()
        self._names_sheets = False

    def show(self, corrections: Corrections, remembered: Corrections, *, names_sheets: bool) -> None:
        rows = [(key, each) for key, all_said in corrections.items() for each in all_said]
        old = {(key, each) for key, all_said in remembered.items() for each in all_said}
        if (rows, old, names_sheets) != (self._rows, self._remembered, self._names_sheets):
            self.beginResetModel()
            self._rows, self._remembered = rows, old
            self._names_sheets = names_sheets
            self.endResetModel()

    def row(self, index: Index) -> tuple[SheetKey, Correction]:
        return self._rows[index.row()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        if not index.isValid() or role not in (DISPLAY, TOOL_TIP):
            return None
        key, correction = self._rows[index.row()]
        origin = " (remembered)" if (key, correction) in self._remembered else ""
        where = f"{key[1]}: " if self._names_sheets and key != WHOLE_IMPORT else ""
        return f"{where}{describe_correction(correction)}{origin}"


class Inspector(QWidget):
    """``taken_back`` carries the sheet and the correction that shall no longer be in force."""

    taken_back = Signal(object)

    def __init__(self, menus: PointingMenus, parent: QWidget) -> None:
        super().__init__(parent)
        self._menus = menus
        self.told = QTextBrowser(self)
        self.told.setAccessibleName("About the current cell")
        self.told.document().setDocumentMargin(MARGIN)
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
        self.back = QPushButton("&Take back", self)
        self.back.setToolTip("Read it again as it was read at first (Del)")
        self.back.setAutoDefault(True)
        self.heading = _heading("Your corrections", self)
        self._lay_out()
        self.setMinimumWidth(250)
        self.back.clicked.connect(self._take_back)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_back)
        self.corrections.modelReset.connect(self._offer)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self._offer()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(_heading("The current cell", self))
        layout.addWidget(self.told, 3)
        layout.addWidget(_heading("Say what it is", self))
        for button in self.buttons:
            layout.addWidget(button)
        layout.addSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.list, 2)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_corrections(self, corrections: Corrections, remembered: Corrections, *, names_sheets: bool) -> None:
        """List the corrections in force; those that were made for another file are called remembered."""
        self.corrections.show(corrections, remembered, names_sheets=names_sheets)

    def show_cell(self, draft: Draft | None, picture: SheetOverlay | None, place: tuple[int, int] | None) -> None:
        """Tell of the cell at ``place`` of a sheet."""
        for button, text in zip(self.buttons, self._menus.titles(), strict=True):
            button.setText(f"{text} …")
            button.setEnabled(place is not None)
        told = about(draft, picture, place) if draft and picture and place else "<p>Choose a cell.</p>"
        self.told.setHtml(told)

    def _take_back(self) -> None:
        if self.list.currentIndex().isValid():
            self.taken_back.emit(self.corrections.row(self.list.currentIndex()))

    def _offer(self) -> None:
        number = self.corrections.rowCount()
        self.heading.setText(f"Your corrections ({number})")
        for widget in (self.heading, self.list, self.back):
            widget.setVisible(bool(number))
        self.back.setEnabled(self.list.currentIndex().isValid())


def _heading(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("sectionTitle")
    return label


def about(draft: Draft, picture: SheetOverlay, place: tuple[int, int]) -> str:
    """Return, for a reader, what a cell was read as, the evidence, and the rivals that were rejected."""
    sheet = picture.draft
    ref = f"{column_letter(place[1])}{place[0]}"
    cell, mark = sheet.sheet.at.get(place), sheet.marks.get(place)
    parts = []
    if cell is None:
        parts.append(f"<p><b>{ref}</b> is empty.</p>")
    else:
        parts.append(f"<p><b>{ref}</b>&nbsp; {escape(as_in_the_sheet(cell)[:300])}</p>")
        if cell.formula:
            parts.append(f"<p>Formula: {escape(cell.formula[:200])}</p>")
    if mark:
        more = "" if mark.description == mark.mark.value else f"<br>{escape(mark.description)}"
        parts.append(f"<p>Read as: <b>{mark.mark.value}</b>{more}</p>")
    table = picture.nearest_table(*place)
    if table:
        part, area = table.part, table.area
        rejected = f"<br>rejected: {escape('; '.join(part.alternatives))}" if part.alternatives else ""
        kind = f"<b>{name_of_table(part.kind)}</b><br>evidence: {escape(part.evidence)}{rejected}"
        parts.append(f"<p>Table {area}: {kind}</p>")
        column = _column_at(table, place)
        if column:
            headings = " / ".join(escape(text) for text in column.headings) or "no heading"
            words = escape(describe_column(column, table.frameworks))
            where = f"Row {place[0]}" if part.is_across else f"Column {column_letter(place[1])}"
            parts.append(f"<p>{where}: <b>{words}</b><br>headed {headings}</p>")
        line = place[1] if part.is_across else place[0]
        row = next((each for each in table.rows if each.row == line), None)
        parts += [_guessed(guess) for guess in draft.inferences if row and _is_about_line(guess, row.caption)]
    return "".join(parts)


def _column_at(table: TablePlacement, place: Place) -> Column | None:
    """Return the column that a cell is read in: that of its figure, in a bridge too, else the one it stands over."""
    columns = {column.index: column for column in table.columns}
    for row in table.rows:
        for index, reading in row.readings.items():
            if (reading.cell.row, reading.cell.column) == place:
                return columns[index]
    return columns.get(place[0] if table.part.is_across else place[1])


def _is_about_line(guess: Inference, caption: str) -> bool:
    return (
        guess.stage in (InferenceStage.LINE, InferenceStage.MEANING, InferenceStage.TOTAL)
        and bool(caption)
        and guess.subject == caption
    )


def _guessed(guess: Inference) -> str:
    """Return one guess about a line: what it stands for, how its total is made, which line it was merged with."""
    rejected = f"<br>rejected: {escape('; '.join(guess.alternatives))}" if guess.alternatives else ""
    what = f"{guess.stage.value.capitalize()}: <b>{escape(guess.taken_for.replace('_', ' '))}</b>"
    return f"<p>{what}<br>evidence: {escape(guess.evidence)}{rejected}</p>"
