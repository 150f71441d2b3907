"""The second page: the sheets as they were read, with each table framed; misreadings are corrected in place."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workbench.importing.report.draft import Draft
from workbench.importing.sheets.corrections import Correction, SheetKey
from workbench.phrases import Phrase, phrase, say
from workbench.ui.assistant.banner import Banner
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.assistant.inspector import Inspector
from workbench.ui.assistant.legend import Legend
from workbench.ui.assistant.menus import CorrectionMenus
from workbench.ui.assistant.page import Page
from workbench.ui.assistant.sheet_view import SheetView
from workbench.ui.assistant.tables_list import TablesList
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.theme import Theme
from workbench.workbooks import position

POINT_AT_IT = phrase("Select a table and specify what its columns contain, or that its line items are in columns.")


class TablesPage(Page):
    """Shows one sheet at a time; a correction goes to the controller and comes back as a new draft."""

    title: ClassVar[Phrase] = phrase("Tables")
    about: ClassVar[Phrase] = phrase("See what each cell was read as. Select anything that was misread and correct it.")

    def __init__(self, controller: ImportController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self.question = Banner("question", self)
        self.view = SheetView(theme, self)
        self.tables_list = TablesList(theme, self)
        self.legend = Legend(theme, self)
        self.menus = CorrectionMenus(self.view, self)
        self.inspector = Inspector(self.menus, self)
        self._sheet: SheetKey | None = None
        self._lay_out()
        self.setFocusProxy(self.view)
        self.tables_list.chosen.connect(self._on_chosen)
        self.view.pointed.connect(self._on_pointed)
        self.view.menu_wanted.connect(self.menus.popup)
        self.menus.corrected.connect(self._on_corrected)
        self.inspector.taken_back.connect(lambda chosen: controller.take_back(*chosen))
        controller.changed.connect(self._on_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for widget, share in ((self.tables_list, 0), (middle, 1), (self.inspector, 0)):
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
        draft = self._controller.draft
        self.tables_list.show_overlays(self._controller.overlays)
        keys = [sheet.key for sheet in draft.sheets] if draft else []
        if self._sheet not in keys:
            self._sheet = _first_sheet_to_show(draft)
        self.menus.import_scale = draft.project.scale if draft and draft.project else None
        self._show_sheet()
        self._show_question(draft)
        remembered = {sheet: layout.corrections for sheet, layout in self._controller.remembered_layouts().items()}
        has_several_sheets = len(self._controller.overlays) > 1
        self.inspector.show_corrections(self._controller.corrections, remembered, names_sheets=has_several_sheets)

    def _show_sheet(self) -> None:
        overlay = self._controller.overlays.get(self._sheet) if self._sheet else None
        self.view.show_overlay(overlay)
        self.legend.show_counts(overlay.cell_colours.values() if overlay else ())
        if self.view.place is None and overlay and overlay.draft.sheet.cells:
            first = overlay.placements[0].area if overlay.placements else None
            self.view.go_to(*((first.top, first.left) if first else (overlay.draft.sheet.cells[0].row, 1)))
        self._on_pointed()

    def _show_question(self, draft: Draft | None) -> None:
        questions = draft.questions if draft else ()
        if not questions:
            self.question.show_message(_describe_refusal(draft) if draft else "")
            return
        question = questions[0]
        offers: list[tuple[str, Callable[[], object]]] = [
            (tr_fact(label), partial(self._controller.correct, question.sheet, answer))
            for label, answer in question.answers
        ]
        offers.append((tr("Show the cell"), lambda: self._go_to(question.sheet, *position(question.cell))))
        text = tr_fact(question.text)
        if len(questions) > 1:
            text = tr("{question}  (1 of {number} questions)", question=text, number=len(questions))
        self.question.show_message(text, offers)

    # ---- going to cells, correcting

    def _on_chosen(self, chosen: tuple[SheetKey, int, int]) -> None:
        self._go_to(*chosen)

    def _go_to(self, sheet: SheetKey, row: int, column: int) -> None:
        if sheet != self._sheet:
            self._sheet = sheet
            self._show_sheet()
        self.view.go_to(row, column)

    def _on_pointed(self) -> None:
        self.inspector.show_cell(self._controller.draft, self.view.sheet_model.overlay, self.view.place)
        if self._sheet is not None:
            self.tables_list.select_place(self._sheet, self.view.place)

    def _on_corrected(self, corrections: tuple[Correction, ...]) -> None:
        if self._sheet is not None:
            self._controller.correct(self._sheet, *corrections)

    @property
    def obstacle(self) -> str:
        draft = self._controller.draft
        if self._controller.is_busy or draft is None:
            return tr("The sheets are still being analyzed.")
        return say(draft.refusal, window_words())


def _first_sheet_to_show(draft: Draft | None) -> SheetKey | None:
    """Return the first sheet with a table, else the first sheet; None if there are none."""
    if draft is None or not draft.sheets:
        return None
    return next((sheet.key for sheet in draft.sheets if sheet.detected), draft.sheets[0].key)


def _describe_refusal(draft: Draft) -> str:
    """Return why nothing can be imported and, if no table was found, how to mark one; "" if it can be imported."""
    if not draft.refusal or any(sheet.detected for sheet in draft.sheets):
        return say(draft.refusal, window_words())
    return tr("{refusal} {advice}", refusal=draft.refusal, advice=POINT_AT_IT)
