"""The view of a sheet: cells colored by what they were read as, each table framed and named in its corner."""

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.importing.report.draft import SheetDraft
from workbench.importing.sheets.corrections import Area
from workbench.ui.assistant.cell_colours import HEADING_COLOURS, CellColour, fills
from workbench.ui.assistant.sheet_model import SheetModel, alignment, spreadsheet_text
from workbench.ui.assistant.sheet_overlay import SheetOverlay, TablePlacement
from workbench.ui.toolkit.item_roles import LEFT, RIGHT, SELECTED, Index
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.minimal_repaint_table import MinimalRepaintTable
from workbench.ui.toolkit.theme import Theme, figures_font
from workbench.workbooks import SheetCell

SIDE, INDENT = 5, 10
NARROWEST, NARROWEST_HEADED, WIDEST = 46, 106, 150
LEAST_CAPTION, WIDEST_CAPTION = 230, 420
ROWS_MEASURED = 400
ROW_PADDING = 6
FRAME = 2
BOLD = frozenset((CellColour.TITLE, CellColour.HEADING, CellColour.DIFFERENCE, CellColour.PERIOD, CellColour.TOTAL))
FIGURES = frozenset((CellColour.FIGURE, CellColour.EFFECT))
WRAPPED, BOTTOM = int(Qt.TextFlag.TextWordWrap), int(Qt.AlignmentFlag.AlignBottom)
AMONG_HEADINGS = HEADING_COLOURS | {CellColour.NOTE}
SIDES = int(Qt.AlignmentFlag.AlignHorizontal_Mask)
MOST_LINES = 5
LONGEST_LINE = 4_000


class SheetDelegate(QStyledItemDelegate):
    """Paints the cells; ignored ones are also struck through, because a color alone is not enough."""

    def __init__(self, model: SheetModel, theme: Theme, parent: "SheetView") -> None:
        super().__init__(parent)
        self._view = parent
        self._model = model
        self._theme = theme
        self._fills = fills(theme)
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._fills = fills(self._theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, theme = option.rect, self._theme
        row, column = index.row() + 1, index.column() + 1
        cell, colour = self._model.cell(row, column), self._model.cell_colour(row, column)
        painter.fillRect(rect, self._fills[colour] if colour else theme.colour("base"))
        if option.state.value & SELECTED:
            painter.fillRect(rect, _selection_tint(theme))
        painter.setPen(theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        alone = self._model.lone_text(row)
        if alone is not None and column >= alone.column:
            self._paint_over(painter, option, alone)
        if cell is None or cell is alone:
            return
        self._choose_pen(painter, option, cell)
        side = RIGHT if colour in FIGURES else alignment(cell)
        room = rect.adjusted(SIDE + INDENT * cell.style.indent, 0, -SIDE, 0)
        text = " ".join(spreadsheet_text(cell).split("\n"))
        metrics = painter.fontMetrics()
        if colour in HEADING_COLOURS and room.height() >= 2 * metrics.height():
            painter.drawText(room, WRAPPED | (side & SIDES) | BOTTOM, text)
        else:
            painter.drawText(room, side, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))

    def _choose_pen(self, painter: QPainter, option: QStyleOptionViewItem, cell: SheetCell) -> None:
        colour = self._model.cell_colour(cell.row, cell.column)
        is_ignored = colour is CellColour.IGNORED
        font = QFont(option.font)
        font.setBold(cell.style.bold or colour in BOLD or (colour in FIGURES and self._model.is_total(cell.row)))
        font.setStrikeOut(is_ignored)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted" if is_ignored else "text"))

    def _paint_over(self, painter: QPainter, option: QStyleOptionViewItem, cell: SheetCell) -> None:
        """Paint the part of a row's lone text that overflows into this cell, as in a spreadsheet."""
        start = self._view.columnViewportPosition(cell.column - 1) + SIDE + INDENT * cell.style.indent
        painter.save()
        painter.setClipRect(option.rect, Qt.ClipOperation.IntersectClip)
        self._choose_pen(painter, option, cell)
        text = " ".join(spreadsheet_text(cell).split())
        colour = self._model.cell_colour(cell.row, cell.column)
        end = start + painter.fontMetrics().horizontalAdvance(text) + SIDE
        if colour and option.rect.left() > start:
            painter.fillRect(
                option.rect.intersected(QRect(option.rect.topLeft(), QPoint(end, option.rect.bottom()))),
                self._fills[colour],
            )
        painter.drawText(QRect(start, option.rect.top(), LONGEST_LINE, option.rect.height()), LEFT, text)
        painter.restore()


def _selection_tint(theme: Theme) -> QColor:
    colour = theme.colour("accent").toRgb()
    colour.setAlpha(46)
    return colour


class SheetView(MinimalRepaintTable):
    """``pointed``: the current cell or the selection changed. ``menu_wanted`` carries where on screen to open a menu.

    Rows and columns are selected by their headings, as in a spreadsheet.
    """

    pointed = Signal()
    menu_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._high_rows: set[int] = set()
        self.sheet_model = SheetModel(self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(SheetDelegate(self.sheet_model, theme, self))
        self.setAccessibleName(tr("The sheet as it was read"))
        self.setFont(figures_font(self.font()))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.show()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + ROW_PADDING)
        for header in (rows, columns):
            header.setSectionsClickable(True)
            header.setHighlightSections(True)
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(self._on_row_menu_wanted)
        columns.customContextMenuRequested.connect(self._on_column_menu_wanted)
        columns.setMinimumSectionSize(NARROWEST)
        columns.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)  # they end where the sheet does
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.pointed.emit())
        theme.changed.connect(self.viewport().update)

    def show_overlay(self, overlay: SheetOverlay | None) -> None:
        """Show a sheet; widths and merged cells are reset only if it is another sheet."""
        before = self.sheet_model.overlay
        self.sheet_model.show(overlay)
        if overlay is not None and (before is None or before.draft.sheet is not overlay.draft.sheet):
            self._fit(overlay)
        elif overlay is not None and before is not None and overlay.headings != before.headings:
            self._fit_headings(overlay)
        self._name_columns()
        self.viewport().update()

    def _fit(self, overlay: SheetOverlay) -> None:
        """Merge cells as the sheet does and give each column the width it needs, within limits."""
        draft = overlay.draft
        self.clearSpans()
        rows, columns = self.sheet_model.rowCount(), self.sheet_model.columnCount()
        for top, left, bottom, right in draft.sheet.merged:
            if bottom <= rows and right <= columns and (bottom > top or right > left):
                self.setSpan(top - 1, left - 1, bottom - top + 1, right - left + 1)
        merged = {(top, left) for top, left, _, _ in draft.sheet.merged}
        upright = [placement for placement in overlay.placements if not placement.part.is_across]
        stated_columns = {column.index for placement in upright for column in placement.columns}
        captions = {row.caption_cell.column for placement in upright for row in placement.rows if row.caption_cell}
        widths = {}
        for column in range(columns):
            cells = [draft.sheet.at.get((row, column + 1)) for row in range(1, min(rows, ROWS_MEASURED) + 1)]
            heads = column + 1 in stated_columns or any(self._is_heading(cell) for cell in cells if cell)
            measured = (self._width_of(cell) for cell in cells if cell and (cell.row, cell.column) not in merged)
            widths[column] = max(max(measured, default=0), NARROWEST_HEADED if heads else NARROWEST)
        for column, width in widths.items():
            if column + 1 not in captions:
                widths[column] = min(width, WIDEST)
        others = sum(width for column, width in widths.items() if column + 1 not in captions)
        room = self.viewport().width() - others
        for column, width in widths.items():
            most = max(LEAST_CAPTION, min(room, WIDEST_CAPTION)) if column + 1 in captions else WIDEST
            self.setColumnWidth(column, min(width, most))
        self._make_room_for_lone_texts(draft)
        self._fit_headings(overlay)

    def _make_room_for_lone_texts(self, draft: SheetDraft) -> None:
        """Widen the empty column at the end of the sheet if a title would run past it."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics, last = QFontMetrics(bold), self.sheet_model.columnCount() - 1
        ends = [0]
        for row in range(1, min(self.sheet_model.rowCount(), ROWS_MEASURED) + 1):
            if cell := self.sheet_model.lone_text(row):
                before = sum(self.columnWidth(column) for column in range(min(cell.column - 1, last)))
                ends.append(before + metrics.horizontalAdvance(spreadsheet_text(cell)) + 3 * SIDE)
        end = sum(self.columnWidth(column) for column in range(last)) if last >= 0 else 0
        if last >= 0 and max(ends) > end + self.columnWidth(last):
            self.setColumnWidth(last, min(max(ends) - end, WIDEST_CAPTION))

    def _is_heading(self, cell: SheetCell) -> bool:
        return self.sheet_model.cell_colour(cell.row, cell.column) in HEADING_COLOURS

    def _width_of(self, cell: SheetCell) -> int:
        """Return the width of a cell's text on one line; 0 for headings, which are wrapped."""
        if self._is_heading(cell) or self._runs_on(cell):
            return 0
        return self.fontMetrics().horizontalAdvance(spreadsheet_text(cell)) + cell.style.indent * INDENT + 2 * SIDE + 8

    def _runs_on(self, cell: SheetCell) -> bool:
        """True if the cell's text may overflow into the empty cells beside it."""
        return self.sheet_model.lone_text(cell.row) is cell

    def _fit_headings(self, overlay: SheetOverlay) -> None:
        """Give the rows that head columns as many lines as their texts need."""
        line = self.fontMetrics().height()
        for row in self._high_rows:
            self.setRowHeight(row - 1, self.verticalHeader().defaultSectionSize())
        self._high_rows = {row for row, _ in overlay.headings}
        sheet = overlay.draft.sheet
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        for row in self._high_rows:
            lines = 1
            for cell in sheet.rows.get(row, ()):
                columns = [column - 1 for column in sheet.span(cell)]
                if columns[-1] < self.sheet_model.columnCount() and self._is_heading(cell) and not self._runs_on(cell):
                    room = sum(self.columnWidth(column) for column in columns) - 2 * SIDE
                    needed = metrics.boundingRect(QRect(0, 0, room, 10_000), WRAPPED, spreadsheet_text(cell)).height()
                    lines = max(lines, -(-needed // line))
            if row <= self.sheet_model.rowCount():
                self.setRowHeight(row - 1, min(lines, MOST_LINES) * line + ROW_PADDING)

    def go_to(self, row: int, column: int) -> None:
        """Make a cell of the sheet current and bring it into view together with what is above it."""
        self.scrollTo(
            self.sheet_model.index(max(row - 4, 1) - 1, column - 1), QAbstractItemView.ScrollHint.PositionAtTop
        )
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect  # regardless of the keys held down
        self.selectionModel().setCurrentIndex(self.sheet_model.index(row - 1, column - 1), only)

    @property
    def place(self) -> tuple[int, int] | None:
        """The current cell's row and column in the sheet."""
        index = self.currentIndex()
        return (index.row() + 1, index.column() + 1) if index.isValid() else None

    @property
    def area(self) -> Area | None:
        """The rectangle around the selection, else the current cell; rows and columns count from 1."""
        ranges = self._selected_ranges()
        if ranges:
            return Area(
                min(span.top() for span in ranges) + 1,
                min(span.left() for span in ranges) + 1,
                max(span.bottom() for span in ranges) + 1,
                max(span.right() for span in ranges) + 1,
            )
        return Area(*self.place, *self.place) if self.place else None

    @property
    def selected_rows(self) -> tuple[int, ...]:
        """The rows of the sheet in which something is selected."""
        ranges = self._selected_ranges()
        return tuple(sorted({row + 1 for span in ranges for row in range(span.top(), span.bottom() + 1)}))

    def _selected_ranges(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def _on_current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._name_columns()
        self.pointed.emit()

    def _name_columns(self) -> None:
        if self.place:
            self.sheet_model.name_columns_of(*self.place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Request the menu at the mouse or, from the keyboard, at the current cell."""
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_wanted.emit(event.globalPos())
        elif index.isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        event.accept()

    def _on_row_menu_wanted(self, at: QPoint) -> None:
        row = self.verticalHeader().logicalIndexAt(at)
        if row >= 0 and not self.selectionModel().isRowSelected(row):
            self.selectRow(row)
        self.menu_wanted.emit(self.verticalHeader().viewport().mapToGlobal(at))

    def _on_column_menu_wanted(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0 and not self.selectionModel().isColumnSelected(column):
            self.selectColumn(column)
        self.menu_wanted.emit(self.horizontalHeader().viewport().mapToGlobal(at))

    def sizeHint(self) -> QSize:
        return QSize(700, 500)

    # ---- the frames of tables

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        overlay = self.sheet_model.overlay
        if overlay is None:
            return
        painter = QPainter(self.viewport())
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        for placement in overlay.placements:
            self._draw_frame(painter, overlay, placement)
        if self.currentIndex().isValid():
            painter.setPen(QPen(self._theme.colour("text"), FRAME))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(1, 1, -1, -1))

    def _draw_frame(self, painter: QPainter, overlay: SheetOverlay, placement: TablePlacement) -> None:
        rect = self.rect_of(_with_headings(overlay, placement))
        if not rect.intersects(self.viewport().rect()):
            return
        ink = self._theme.colour("accent")
        painter.setPen(QPen(ink, FRAME))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(placement.name) + 2 * SIDE, metrics.height() + 2
        right = min(rect.right() + 1, self.viewport().width())
        top = rect.top() - height if rect.top() >= height else rect.top()
        tag = QRect(QPoint(max(right - width + 1, 0), top), QSize(width, height))
        painter.fillRect(tag, ink)
        painter.setPen(self._theme.colour("on_accent"))
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), placement.name)

    def rect_of(self, area: Area) -> QRect:
        """Return where an area of the sheet is painted in the viewport."""
        left, top = self.columnViewportPosition(area.left - 1), self.rowViewportPosition(area.top - 1)
        last_column = min(area.right, self.sheet_model.columnCount()) - 1
        last_row = min(area.bottom, self.sheet_model.rowCount()) - 1
        right = self.columnViewportPosition(last_column) + self.columnWidth(last_column)
        bottom = self.rowViewportPosition(last_row) + self.rowHeight(last_row)
        return QRect(QPoint(left, top), QPoint(right - 1, bottom - 1))


def _with_headings(overlay: SheetOverlay, placement: TablePlacement) -> Area:
    """Return a table's area with the heading rows directly above it, including any notes among them.

    If lines run across, the headings are to its left.
    """
    area = placement.area
    if placement.part.is_across:
        rows, left = range(area.top, area.bottom + 1), area.left
        while left > 1 and {overlay.cell_colours.get((row, left - 1)) for row in rows} & AMONG_HEADINGS:
            left -= 1
        return Area(area.top, left, area.bottom, area.right)
    columns = range(area.left, area.right + 1)
    top, above = area.top, area.top - 1
    while above > 0 and (colours := {overlay.cell_colours.get((above, column)) for column in columns}) & AMONG_HEADINGS:
        top = above if colours & HEADING_COLOURS else top
        above -= 1
    return Area(top, area.left, area.bottom, area.right)
