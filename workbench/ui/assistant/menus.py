"""Pointing: menus for the rows, the columns and the area that are selected in the sheet."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workbench.domain.amounts import scale_in_words
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
from workbench.presentation.names import name_of_table
from workbench.ui.assistant.descriptions import DECIMAL_MARKS, join_words, scales_offered
from workbench.ui.assistant.selection_corrections import column_area, total_of
from workbench.ui.assistant.sheet_overlay import TablePlacement
from workbench.ui.assistant.sheet_view import SheetView
from workbench.workbooks import column_letter

ROLES = {
    RowRole.HEADING: "&Heads the columns",
    RowRole.LINE: "Is a &line",
    RowRole.SECTION: "Heads the lines &below it",
    RowRole.TITLE: "Is a &title",
    RowRole.NOTE: "Is a &note",
}
LONGEST = 60
MNEMONICS = ("w", "l", "s")
"""Letters of the three menus that no menu of the window has: Row, Column, Cells."""


class PointingMenus(QObject):
    """``said`` carries the corrections that were chosen. A menu is filled when it opens, for what is selected then.

    ``import_scale``: what tables are in that name no unit.
    """

    said = Signal(object)

    def __init__(self, view: SheetView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.import_scale: int | None = None
        self._window = parent
        self.rows = QMenu(parent)
        self.columns = QMenu(parent)
        self.areas = QMenu(parent)
        self.whole = QMenu(parent)
        for menu, fill in (
            (self.rows, self._fill_rows),
            (self.columns, self._fill_columns),
            (self.areas, self._fill_areas),
        ):
            menu.aboutToShow.connect(fill)
            self.whole.addMenu(menu)

    def popup(self, at: QPoint) -> None:
        self.titles()
        self.whole.popup(at)

    def titles(self) -> tuple[str, ...]:
        """Return what the three menus are about, and say so on them: ``Row 12``, ``Column C``, ``Cells B5:C9``."""
        area = self._view.area
        if area is None:
            texts = "Row", "Column", "Cells"
        else:
            rows = self._view.rows_chosen or (area.top,)
            columns = [column_letter(column) for column in range(area.left, area.right + 1)]
            row = f"Row {rows[0]}" if len(rows) == 1 else f"Rows {_ranges(rows)}"
            column = f"Column {columns[0]}" if len(columns) == 1 else f"Columns {columns[0]} to {columns[-1]}"
            texts = row, column, f"Cells {area}"
        named = tuple(text.replace(key, f"&{key}", 1) for text, key in zip(texts, MNEMONICS, strict=True))
        for menu, text in zip((self.rows, self.columns, self.areas), named, strict=True):
            menu.setTitle(text)
        return named

    @property
    def _table(self) -> TablePlacement | None:
        """The table at the current cell."""
        picture, place = self._view.shown.picture, self._view.place
        return picture.nearest_table(*place) if picture and place else None

    @property
    def _tables(self) -> Sequence[TablePlacement]:
        return self._view.shown.picture.tables if self._view.shown.picture else ()

    @property
    def _headed(self) -> TableHeadings | None:
        """What stands above the columns at the current cell, of a table that was read or not."""
        picture, place = self._view.shown.picture, self._view.place
        return picture.draft.headed_near(*place) if picture and place else None

    def _table_area(self, selected: Area) -> Area:
        """Return where the table at the current cell lies, be it understood or not; what is selected where none is."""
        table, headed, place = self._table, self._headed, self._view.place
        found = [each.area for each in (table, headed) if each]
        here = [area for area in found if place and area.holds(*place)]
        is_pointed_at = selected.top < selected.bottom or selected.left < selected.right
        return next(iter(here or ([selected] if is_pointed_at else found)), selected)

    def _say(self, *corrections: Correction) -> None:
        self.said.emit(corrections)

    def _say_all(self, corrections: Sequence[Correction]) -> None:
        self.said.emit(tuple(corrections))

    def _add(self, menu: QMenu, text: str, act: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda: act())

    def _tell(self, menu: QMenu, text: str) -> None:
        menu.addAction(text).setEnabled(False)

    # ---- rows

    def _fill_rows(self) -> None:
        menu, area, place = self.rows, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        if self._table and self._table.part.is_across:
            self._tell(menu, "Lines run across here: each row is a period")
            return
        rows = self._view.rows_chosen or (area.top,)
        for role, text in ROLES.items():
            self._add(menu, text, partial(self._say, *(SetRowRole(row, role) for row in rows)))
        menu.addSeparator()
        table = self._table
        parts = [row for row in rows if row != place[0]]
        if parts:
            text = f"Row {place[0]} is the total &of rows {_ranges(parts)}"
            self._add(menu, text, lambda: self._say(total_of(table, place[0], parts)))
        else:
            self._tell(menu, "Is the total of …: select its parts too, the total last")
        self._add(menu, "Is n&o total", lambda: self._say(*(SetTotalParts(row, ()) for row in rows)))

    # ---- columns

    def _fill_columns(self) -> None:
        menu, area, place = self.columns, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        table, headed = self._table, self._headed
        if table and table.part.is_across:
            self._tell(menu, "Lines run across here: each column is a line")
            return
        around = table or headed
        columns = column_area(around.area if around else None, place[0], area.left, area.right)
        self._add(menu, "&As reported", partial(self._say_columns, columns, FigureRole.AS_REPORTED))
        self._add(menu, "The &result", partial(self._say_columns, columns, FigureRole.RESULT))
        self._add(menu, "&No figures: captions or notes", partial(self._say, SetColumnRole(columns, None)))
        menu.addSeparator()
        known = dict.fromkeys(
            c.adjustment_or_currency for table in self._tables for c in table.columns if c.role is FigureRole.ADJUSTMENT
        )
        for name in known:
            text = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
            text = text.replace("&", "&&")
            self._add(menu, f"Difference: {text}", partial(self._say_columns, columns, FigureRole.ADJUSTMENT, name))
        self._add(menu, "Another &difference…", lambda: self._ask(columns, FigureRole.ADJUSTMENT))
        menu.addSeparator()
        self._add(menu, "A &translation into…", lambda: self._ask(columns, FigureRole.TRANSLATION))
        self._add(menu, "Of another &period…", lambda: self._ask(columns, None))

    def _say_columns(self, columns: Area, role: FigureRole, adjustment_or_currency: str = "") -> None:
        """Say what columns state; ask for the period where none stands above one of them."""
        headed = self._headed
        if headed is None or all(headed.period_above(each) for each in range(columns.left, columns.right + 1)):
            self._say(SetColumnRole(columns, role, adjustment_or_currency))
        else:
            self._ask(columns, role, adjustment_or_currency)

    def _ask(self, columns: Area, role: FigureRole | None, adjustment_or_currency: str = "") -> None:
        from workbench.ui.assistant.column_dialog import ColumnDialog

        table = self._table
        column = next((c for c in table.columns if c.index == columns.left), None) if table else None
        if not adjustment_or_currency and column and column.role is role:
            adjustment_or_currency = column.adjustment_or_currency
        ColumnDialog(columns, role, adjustment_or_currency, column, self._headed, self._say_all, self._window).open()

    # ---- areas

    def _fill_areas(self) -> None:
        menu, area, place = self.areas, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        self._add(menu, f"&Ignore {area}", lambda: self._say(IgnoreArea(area)))
        table = self._table
        if table:
            self._add(menu, f"I&gnore the table {table.area}", partial(self._say, IgnoreArea(table.area)))
        about = self._table_area(area)
        kinds = menu.addMenu(f"The &table at {about} is a")
        for kind in StatementKind:
            action = kinds.addAction(name_of_table(kind))
            action.setCheckable(True)
            action.setChecked(table is not None and table.part.kind is kind)
            action.triggered.connect(lambda _=False, kind=kind: self._say(SetStatementKind(about, kind)))
        self._add_scales(menu, about)
        across = menu.addAction(f"Lines &run across at {about}: each row is a period")
        across.setCheckable(True)
        across.setChecked(table is not None and table.part.is_across)
        across.setEnabled(not across.isChecked())
        across.triggered.connect(lambda _=False: self._say(SetLinesAcross(about)))
        menu.addSeparator()
        for mark, words in DECIMAL_MARKS.items():
            self._add(
                menu, f"Numbers in text have {words} before decimals", partial(self._say, SetDecimalMark(area, mark))
            )

    def _add_scales(self, menu: QMenu, about: Area) -> None:
        """Offer what the amounts of the table may be in; unusual units only where a table of the sheet names them."""
        table = self._table
        in_force = (_scale_named(table) if table else None) or self.import_scale
        scales = menu.addMenu(f"A&mounts at {about} are in")
        for scale in scales_offered(*(each.part.scale for each in self._tables)):
            action = scales.addAction(scale_in_words(scale))
            action.setCheckable(True)
            action.setChecked(scale == in_force)
            action.triggered.connect(lambda _=False, scale=scale: self._say(SetScale(scale, about)))


def _scale_named(table: TablePlacement) -> int | None:
    """Return the scale that was said of a table, or that it names itself, over its columns or above them."""
    over_columns = (column.scale for column in table.columns)
    return table.part.said_scale or next((scale for scale in over_columns if scale), table.part.scale)


def _ranges(rows: Sequence[int]) -> str:
    """Return rows as a reader writes them: ``7 to 9 and 12``."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return join_words(str(first) if first == last else f"{first} to {last}" for first, last in runs)
