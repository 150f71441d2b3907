"""Pointing: menus for the rows, the columns and the area that are selected in the sheet."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workbench.domain.sources import Says
from workbench.domain.statements import Kind
from workbench.importing.corrections import (
    Area,
    ColumnIs,
    Correction,
    DecimalMarkIs,
    Ignored,
    RowIs,
    RowRole,
    StatementIs,
    TotalIs,
)
from workbench.ui.assistant.picture import Placed
from workbench.ui.assistant.pointing import column_area, total_of
from workbench.ui.assistant.sheet_view import SheetView
from workbench.ui.assistant.words import DECIMAL_MARKS, STATEMENTS, listed
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
    """``said`` carries the corrections that were chosen. A menu is filled when it opens, for what is selected then."""

    said = Signal(object)

    def __init__(self, view: SheetView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
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
    def _table(self) -> Placed | None:
        """The table at the current cell."""
        picture, place = self._view.shown.picture, self._view.place
        return picture.nearest_table(*place) if picture and place else None

    @property
    def _tables(self) -> Sequence[Placed]:
        return self._view.shown.picture.tables if self._view.shown.picture else ()

    def _say(self, *corrections: Correction) -> None:
        self.said.emit(corrections)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda: act())

    # ---- rows

    def _fill_rows(self) -> None:
        menu, area, place = self.rows, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        rows = self._view.rows_chosen or (area.top,)
        for role, text in ROLES.items():
            self._add(menu, text, partial(self._say, *(RowIs(row, role) for row in rows)))
        menu.addSeparator()
        table = self._table
        block = table.block if table else None
        parts = [row for row in rows if row != place[0]]
        if parts:
            text = f"Row {place[0]} is the total &of rows {_ranges(parts)}"
            self._add(menu, text, lambda: self._say(total_of(block, place[0], parts)))
        else:
            how = menu.addAction("Is the total of …: select its parts too, the total last")
            how.setEnabled(False)
        self._add(menu, "Is n&o total", lambda: self._say(*(TotalIs(row, ()) for row in rows)))

    # ---- columns

    def _fill_columns(self) -> None:
        menu, area, place = self.columns, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        columns = column_area(self._table, place[0], area.left, area.right)
        for text, says in (
            ("&As reported", Says.AS_REPORTED),
            ("The &result", Says.RESULT),
            ("&No figures: captions or notes", None),
        ):
            self._add(menu, text, partial(self._say, ColumnIs(columns, says)))
        menu.addSeparator()
        known = dict.fromkeys(c.of for table in self._tables for c in table.block.columns if c.says is Says.ADJUSTMENT)
        for name in known:
            text = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
            text = text.replace("&", "&&")
            self._add(menu, f"Difference: {text}", partial(self._say, ColumnIs(columns, Says.ADJUSTMENT, name)))
        self._add(menu, "Another &difference…", lambda: self._ask(columns, Says.ADJUSTMENT))
        menu.addSeparator()
        self._add(menu, "A &translation into…", lambda: self._ask(columns, Says.TRANSLATION))
        self._add(menu, "Of another &period…", lambda: self._ask(columns, None))

    def _ask(self, columns: Area, says: Says | None) -> None:
        from workbench.ui.assistant.column_dialog import ColumnDialog

        table = self._table
        column = next((c for c in table.block.columns if c.index == columns.left), None) if table else None
        ColumnDialog(columns, says, column, self._say, self._window).open()

    # ---- areas

    def _fill_areas(self) -> None:
        menu, area, place = self.areas, self._view.area, self._view.place
        menu.clear()
        if area is None or place is None:
            return
        self._add(menu, f"&Ignore {area}", lambda: self._say(Ignored(area)))
        table = self._table
        if table:
            self._add(menu, f"I&gnore the table {table.area}", partial(self._say, Ignored(table.area)))
        about = table.area if table else area
        kinds = menu.addMenu(f"The &table at {about} is a")
        for kind in Kind:
            action = kinds.addAction(STATEMENTS[kind])
            action.setCheckable(True)
            action.setChecked(table is not None and table.block.kind is kind)
            action.triggered.connect(lambda _=False, kind=kind: self._say(StatementIs(about, kind)))
        menu.addSeparator()
        for mark, words in DECIMAL_MARKS.items():
            self._add(
                menu, f"Numbers in text have {words} before decimals", partial(self._say, DecimalMarkIs(area, mark))
            )


def _ranges(rows: Sequence[int]) -> str:
    """Return rows as a reader writes them: ``7 to 9 and 12``."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return listed(str(first) if first == last else f"{first} to {last}" for first, last in runs)
