"""The menus that correct the selected rows, columns and area of the sheet."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workbench.amount_text import COMMA, POINT
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    IgnoreArea,
    RowRole,
    SetColumnRole,
    SetDecimalMark,
    SetLinesAcross,
    SetRowRole,
    SetScale,
    SetStatementKind,
    SetTotalParts,
)
from workbench.importing.sheets.detected import TableHeadings
from workbench.phrases import phrase
from workbench.ui.assistant.descriptions import join_words, scale_choices, scale_in_words
from workbench.ui.assistant.selection_corrections import column_area, total_of
from workbench.ui.assistant.sheet_overlay import TablePlacement
from workbench.ui.assistant.sheet_view import SheetView
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_table
from workbench.workbooks import column_letter

ROW_ROLES = {
    RowRole.HEADING: phrase("&Heads the columns"),
    RowRole.LINE: phrase("Is a &line"),
    RowRole.SECTION: phrase("Heads the lines &below it"),
    RowRole.TITLE: phrase("Is a &title"),
    RowRole.NOTE: phrase("Is a &note"),
}
DECIMAL_MARKS = {
    POINT: phrase("Numbers stored as text use a decimal point"),
    COMMA: phrase("Numbers stored as text use a decimal comma"),
}
LONGEST_NAME = 60


class CorrectionMenus(QObject):
    """Fills each menu for the selection as it opens. ``corrected`` carries a tuple of the chosen corrections.

    ``import_scale``: the scale of tables that state no unit; None if it is not known.
    """

    corrected = Signal(object)

    def __init__(self, view: SheetView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.import_scale: int | None = None
        self._window = parent
        self.rows = QMenu(parent)
        self.columns = QMenu(parent)
        self.areas = QMenu(parent)
        self.context_menu = QMenu(parent)
        for menu, fill in (
            (self.rows, self._fill_rows),
            (self.columns, self._fill_columns),
            (self.areas, self._fill_areas),
        ):
            menu.aboutToShow.connect(fill)
            self.context_menu.addMenu(menu)

    def popup(self, at: QPoint) -> None:
        self.update_titles()
        self.context_menu.popup(at)

    def update_titles(self) -> tuple[str, ...]:
        """Set and return the titles of the three menus: ``Row 12``, ``Column C``, ``Cells B5:C9``, with mnemonics.

        The mnemonics are letters that no other menu of the window uses.
        """
        area = self._view.area
        if area is None:
            titles = tr("Ro&w"), tr("Co&lumn"), tr("Cell&s")
        else:
            rows = self._view.selected_rows or (area.top,)
            titles = _title_of_rows(rows), _title_of_columns(area), tr("Cell&s {area}", area=str(area))
        for menu, title in zip((self.rows, self.columns, self.areas), titles, strict=True):
            menu.setTitle(title)
        return titles

    @property
    def _placement(self) -> TablePlacement | None:
        """The table at the current cell; None if there is none."""
        overlay, place = self._view.sheet_model.overlay, self._view.place
        return overlay.nearest_placement(*place) if overlay and place else None

    @property
    def _placements(self) -> Sequence[TablePlacement]:
        return self._view.sheet_model.overlay.placements if self._view.sheet_model.overlay else ()

    @property
    def _headings(self) -> TableHeadings | None:
        """What is above the columns at the current cell, whether or not their table was recognized."""
        overlay, place = self._view.sheet_model.overlay, self._view.place
        return overlay.draft.headings_near(*place) if overlay and place else None

    def _table_area(self, selected: Area) -> Area:
        """Return the area of the table at the current cell, recognized or not; without one, ``selected``."""
        tables, place = (self._placement, self._headings), self._view.place
        areas = [table.area for table in tables if table]
        around = [area for area in areas if place and area.holds(*place)]
        has_several_cells = selected.top < selected.bottom or selected.left < selected.right
        return next(iter(around or ([selected] if has_several_cells else areas)), selected)

    def _correct(self, *corrections: Correction) -> None:
        self.corrected.emit(corrections)

    def _correct_all(self, corrections: Sequence[Correction]) -> None:
        self.corrected.emit(tuple(corrections))

    def _add_action(self, menu: QMenu, text: str, act: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda: act())

    def _add_disabled_line(self, menu: QMenu, text: str) -> None:
        """Add a line that cannot be chosen."""
        menu.addAction(text).setEnabled(False)

    # ---- rows

    def _fill_rows(self) -> None:
        menu, area, place = self.rows, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        if self._placement and self._placement.part.is_across:
            self._add_disabled_line(menu, tr("Each row here is a period, and each column a line item"))
            return
        rows = self._view.selected_rows or (area.top,)
        for role, text in ROW_ROLES.items():
            self._add_action(menu, tr(text), partial(self._correct, *(SetRowRole(row, role) for row in rows)))
        menu.addSeparator()
        placement = self._placement
        parts = [row for row in rows if row != place[0]]
        if parts:
            is_total = tr("Row {row} is the total &of rows {parts}", row=place[0], parts=_describe_rows(parts))
            self._add_action(menu, is_total, lambda: self._correct(total_of(placement, place[0], parts)))
        else:
            self._add_disabled_line(menu, tr("Is the total of …: select the parts, then the total"))
        self._add_action(menu, tr("Is not &a total"), lambda: self._correct(*(SetTotalParts(row, ()) for row in rows)))

    # ---- columns

    def _fill_columns(self) -> None:
        menu, area, place = self.columns, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        placement, headings = self._placement, self._headings
        if placement and placement.part.is_across:
            self._add_disabled_line(menu, tr("Each column here is a line item, and each row a period"))
            return
        around = placement or headings
        columns = column_area(around.area if around else None, place[0], area.left, area.right)
        self._add_action(menu, tr("&As reported"), partial(self._set_column_role, columns, FigureRole.AS_REPORTED))
        self._add_action(menu, tr("The &result"), partial(self._set_column_role, columns, FigureRole.RESULT))
        self._add_action(
            menu, tr("&No figures: captions or notes"), partial(self._correct, SetColumnRole(columns, None))
        )
        menu.addSeparator()
        names = dict.fromkeys(
            column.adjustment_or_currency
            for placement in self._placements
            for column in placement.columns
            if column.role is FigureRole.ADJUSTMENT
        )
        for name in names:
            short_name = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
            text = tr("Difference: {name}", name=short_name.replace("&", "&&"))
            set_role = partial(self._set_column_role, columns, FigureRole.ADJUSTMENT, name)
            self._add_action(menu, text, set_role)
        self._add_action(menu, tr("Another &difference…"), lambda: self._ask_for_column(columns, FigureRole.ADJUSTMENT))
        menu.addSeparator()
        self._add_action(
            menu, tr("A &translation into…"), lambda: self._ask_for_column(columns, FigureRole.TRANSLATION)
        )
        self._add_action(menu, tr("For another &period…"), lambda: self._ask_for_column(columns, None))

    def _set_column_role(self, columns: Area, role: FigureRole, adjustment_or_currency: str = "") -> None:
        """Correct what columns state; ask for the period if one of them has none above it."""
        headings, indexes = self._headings, range(columns.left, columns.right + 1)
        if headings is None or all(headings.period_above(index) for index in indexes):
            self._correct(SetColumnRole(columns, role, adjustment_or_currency))
        else:
            self._ask_for_column(columns, role, adjustment_or_currency)

    def _ask_for_column(self, columns: Area, role: FigureRole | None, adjustment_or_currency: str = "") -> None:
        from workbench.ui.assistant.column_dialog import ColumnDialog

        placement = self._placement
        read_columns = placement.columns if placement else ()
        column = next((column for column in read_columns if column.index == columns.left), None)
        if not adjustment_or_currency and column and column.role is role:
            adjustment_or_currency = column.adjustment_or_currency
        ColumnDialog(
            columns, role, adjustment_or_currency, column, self._headings, self._correct_all, self._window
        ).open()

    # ---- areas

    def _fill_areas(self) -> None:
        menu, area, place = self.areas, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        self._add_action(menu, tr("&Ignore {area}", area=str(area)), lambda: self._correct(IgnoreArea(area)))
        placement = self._placement
        if placement:
            self._add_action(
                menu,
                tr("I&gnore the table {area}", area=str(placement.area)),
                partial(self._correct, IgnoreArea(placement.area)),
            )
        about = self._table_area(area)
        kinds = menu.addMenu(tr("Type of the &table at {area}", area=str(about)))
        for kind in StatementKind:
            action = kinds.addAction(name_of_table(kind, window_words()))
            action.setCheckable(True)
            action.setChecked(placement is not None and placement.part.kind is kind)
            action.triggered.connect(lambda _=False, kind=kind: self._correct(SetStatementKind(about, kind)))
        self._add_scales(menu, about)
        across = menu.addAction(tr("Line items a&re in columns at {area}: each row is a period", area=str(about)))
        across.setCheckable(True)
        across.setChecked(placement is not None and placement.part.is_across)
        across.setEnabled(not across.isChecked())
        across.triggered.connect(lambda _=False: self._correct(SetLinesAcross(about)))
        menu.addSeparator()
        for mark, text in DECIMAL_MARKS.items():
            self._add_action(menu, tr(text), partial(self._correct, SetDecimalMark(area, mark)))

    def _add_scales(self, menu: QMenu, about: Area) -> None:
        """Offer the scales for the table in ``about``; unusual ones only if the sheet states them."""
        scales_on_sheet = [placement.part.scale for placement in self._placements]
        placement = self._placement
        in_force = (_own_scale(placement) if placement else None) or self.import_scale
        scales = menu.addMenu(tr("A&mounts at {area} are in", area=str(about)))
        for scale in scale_choices(*scales_on_sheet):
            action = scales.addAction(scale_in_words(scale))
            action.setCheckable(True)
            action.setChecked(scale == in_force)
            action.triggered.connect(lambda _=False, scale=scale: self._correct(SetScale(scale, about)))


def _own_scale(placement: TablePlacement) -> int | None:
    """Return the scale that the user set for a table, else the one stated over its columns or above them."""
    over_columns = (column.scale for column in placement.columns)
    part = placement.part
    return part.corrected_scale or next((scale for scale in over_columns if scale), part.scale)


def _title_of_rows(rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return tr("Ro&w {row}", row=rows[0])
    return tr("Ro&ws {rows}", rows=_describe_rows(rows))


def _title_of_columns(area: Area) -> str:
    first, last = column_letter(area.left), column_letter(area.right)
    if first == last:
        return tr("Co&lumn {column}", column=first)
    return tr("Co&lumns {first} to {last}", first=first, last=last)


def _describe_rows(rows: Sequence[int]) -> str:
    """Return rows as a reader would write them, adjacent ones as a range: ``7 to 9 and 12``."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return join_words(
        str(first) if first == last else phrase("{first} to {last}", first=first, last=last) for first, last in runs
    )
