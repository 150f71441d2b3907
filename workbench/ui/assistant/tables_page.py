"""The second page: the sheets as they were read, each table framed; what was misread is corrected by pointing."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workbench.importing.report.draft import Draft
from workbench.importing.sheets.corrections import Correction, SheetKey
from workbench.ui.assistant.banner import Banner
from workbench.ui.assistant.blocks_list import TablesList
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.assistant.inspector import Inspector
from workbench.ui.assistant.legend import Legend
from workbench.ui.assistant.menus import PointingMenus
from workbench.ui.assistant.page import Page
from workbench.ui.assistant.sheet_view import SheetView
from workbench.ui.toolkit.theme import Theme
from workbench.workbooks import position

POINT_AT_IT = "Point at the table and say what its columns state, or that its lines run across."


class TablesPage(Page):
    """Points at a sheet; what is said of it goes to the drafting, and comes back as another draft."""

    title: ClassVar[str] = "Tables"
    about: ClassVar[str] = "See what every cell was read as. Point at what was misread and say what it is."

    def __init__(self, drafting: ImportController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafting = drafting
        self.question = Banner("question", self)
        self.view = SheetView(theme, self)
        self.blocks = TablesList(theme, self)
        self.legend = Legend(theme, self)
        self.menus = PointingMenus(self.view, self)
        self.inspector = Inspector(self.menus, self)
        self._sheet: SheetKey | None = None
        self._lay_out()
        self.setFocusProxy(self.view)
        self.blocks.chosen.connect(self._on_chosen)
        self.view.pointed.connect(self._on_pointed)
        self.view.menu_wanted.connect(self.menus.popup)
        self.menus.said.connect(self._on_said)
        self.inspector.taken_back.connect(lambda chosen: drafting.take_back(*chosen))
        drafting.changed.connect(self._on_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for widget, share in ((self.blocks, 0), (middle, 1), (self.inspector, 0)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
            self.splitter.setCollapsible(self.splitter.count() - 1, False)
        self.splitter.setSizes([226, 990, 296])
        row = QHBoxLayout()
        row.addWidget(self.splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.question)
        layout.addLayout(row, 1)

    # ---- following the draft

    def _on_changed(self) -> None:
        draft = self._drafting.draft
        self.blocks.show_pictures(self._drafting.pictures)
        keys = [each.key for each in draft.sheets] if draft else []
        if self._sheet not in keys:
            self._sheet = _first_of_interest(draft)
        self.menus.import_scale = draft.project.scale if draft and draft.project else None
        self._show_sheet()
        self._ask(draft)
        remembered = {key: layout.corrections for key, layout in self._drafting.remembered().items()}
        several = len(self._drafting.pictures) > 1
        self.inspector.show_corrections(self._drafting.corrections, remembered, names_sheets=several)

    def _show_sheet(self) -> None:
        picture = self._drafting.pictures.get(self._sheet) if self._sheet else None
        self.view.show_picture(picture)
        self.legend.count(picture.cell_colours.values() if picture else ())
        if self.view.place is None and picture and picture.draft.sheet.cells:
            first = picture.tables[0].area if picture.tables else None
            self.view.go_to(*((first.top, first.left) if first else (picture.draft.sheet.cells[0].row, 1)))
        self._on_pointed()

    def _ask(self, draft: Draft | None) -> None:
        questions = draft.questions if draft else ()
        if not questions:
            self.question.show_message(_why_refused(draft) if draft else "")
            return
        question = questions[0]
        more = f"  (1 of {len(questions)} questions)" if len(questions) > 1 else ""
        offers: list[tuple[str, Callable[[], object]]] = [
            (label, partial(self._drafting.correct, question.sheet, answer)) for label, answer in question.answers
        ]
        offers.append(("Show the cell", lambda: self._go_to(question.sheet, *position(question.cell))))
        self.question.show_message(f"{question.text}{more}", offers)

    # ---- pointing

    def _on_chosen(self, chosen: tuple[SheetKey, int, int]) -> None:
        self._go_to(*chosen)

    def _go_to(self, sheet: SheetKey, row: int, column: int) -> None:
        if sheet != self._sheet:
            self._sheet = sheet
            self._show_sheet()
        self.view.go_to(row, column)

    def _on_pointed(self) -> None:
        self.inspector.show_cell(self._drafting.draft, self.view.shown.picture, self.view.place)
        if self._sheet is not None:
            self.blocks.mark(self._sheet, self.view.place)

    def _on_said(self, corrections: tuple[Correction, ...]) -> None:
        if self._sheet is not None:
            self._drafting.correct(self._sheet, *corrections)

    @property
    def obstacle(self) -> str:
        draft = self._drafting.draft
        if self._drafting.is_busy or draft is None:
            return "The sheets are being looked at."
        return draft.refusal


def _first_of_interest(draft: Draft | None) -> SheetKey | None:
    """Return the first sheet with a table, else the first."""
    if draft is None or not draft.sheets:
        return None
    return next((each.key for each in draft.sheets if each.detected), draft.sheets[0].key)


def _why_refused(draft: Draft) -> str:
    """Return why nothing can be imported, and where no table was found, how to show one; "" where all is well."""
    if not draft.refusal or any(sheet.detected for sheet in draft.sheets):
        return draft.refusal
    return f"{draft.refusal} {POINT_AT_IT}"
