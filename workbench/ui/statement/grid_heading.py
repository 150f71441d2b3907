"""The headings of a grid: what each column is and whether its difference is on."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from workbench.presentation.statement_table import ColumnKind
from workbench.presentation.states import ColumnState
from workbench.ui.statement.painting import SIDE, Brushes
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.item_roles import LEFT, RIGHT
from workbench.ui.toolkit.theme import Theme

WRAPPED = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
COLOURS = {
    ColumnState.OFF: "warning",
    ColumnState.ILLUSTRATIVE: "warning",
    ColumnState.NOT_RECONCILED: "muted",
    ColumnState.AS_REPORTED: "muted",
    ColumnState.ON: "good",
    ColumnState.LOCKED: "muted",
    ColumnState.HELD_BY_NONE: "muted",
    ColumnState.COMPARED: "muted",
}


class GridHeading(QHeaderView):
    """Paints name and state; below the heading of an adjustment that is off, its figures are muted.

    ``moved`` carries the column of a difference that was dragged, and the one that it is to stand before.
    """

    moved = Signal(int, int)

    def __init__(self, model: StatementModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("gridHeading")
        self._model = model
        self._theme = theme
        self._brushes: Brushes | None = None
        self._lines = 1
        self._dragged: int | None = None
        """The column whose heading is being dragged."""
        self._before: int | None = None
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)

    def use(self, brushes: Brushes) -> None:
        self._brushes = brushes
        self.updateGeometry()
        self.viewport().update()

    def set_lines(self, lines: int) -> None:
        """Set the height for names of ``lines`` lines and the state."""
        self._lines = lines
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        line = self._brushes.heading_metrics.lineSpacing() if self._brushes else 16
        return QSize(super().sizeHint().width(), line * (self._lines + 1) + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colour("raised"))
        painter.end()
        super().paintEvent(event)
        if self._before is not None:
            painter = QPainter(self.viewport())
            x = self.sectionViewportPosition(self._before)
            painter.fillRect(x - 1, 0, 3, self.height(), self._theme.colour("accent"))

    # ---- dragging a column

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Shift, take up the heading of the column that alone is selected; otherwise a press selects."""
        section = self.logicalIndexAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton
        is_shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if is_left and is_shifted and self._is_movable(section) and self._selected_column() == section:
            self._dragged = section
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            super().mouseMoveEvent(event)
            return
        before = self._boundary_at(event.position().toPoint().x())
        is_elsewhere = before not in (self._dragged, self._dragged + 1)
        if (shown := before if is_elsewhere else None) != self._before:
            self._before = shown
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            super().mouseReleaseEvent(event)
            return
        dragged, before = self._dragged, self._before
        self._dragged = self._before = None
        self.viewport().update()
        if before is not None:
            self.moved.emit(dragged, before)

    def _is_movable(self, section: int) -> bool:
        return 0 <= section < self.count() and self._model.columns[section].kind is ColumnKind.EFFECT

    def _selected_column(self) -> int | None:
        """Return the column that alone is selected as a whole; None if none is."""
        areas = self.selectionModel().selection()
        if areas.count() != 1 or areas.at(0).width() != 1 or areas.at(0).height() != self._model.rowCount():
            return None
        return areas.at(0).left()

    def _boundary_at(self, x: int) -> int:
        """Return the column before which a heading that is dropped at ``x`` is to stand."""
        movable = [section for section in range(self.count()) if self._is_movable(section)]
        for section in movable:
            if x < self.sectionViewportPosition(section) + self.sectionSize(section) // 2:
                return section
        return movable[-1] + 1

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        brushes = self._brushes
        if brushes is None or section >= len(self._model.columns):
            return
        painter.save()
        name, state_in_words = self._model.heading(section)
        state = self._model.state(section)
        state_height = brushes.plain_metrics.height() + 2
        if state is None:
            painter.setPen(brushes.muted)
            painter.setFont(brushes.small)
            foot = QRect(rect.left() + SIDE, rect.bottom() - state_height - 3, rect.width(), state_height)
            painter.drawText(foot, LEFT, name)
        else:
            painter.setPen(brushes.muted if state is ColumnState.OFF else brushes.text)
            painter.setFont(brushes.heading_font)
            room = rect.adjusted(SIDE, 3, -SIDE - brushes.bracket, -state_height - 5)
            painter.drawText(room, WRAPPED, name)
            ink = QPen(self._theme.colour(COLOURS[state]))
            painter.setPen(ink)
            painter.setFont(brushes.small)
            width = rect.width() - SIDE - brushes.bracket
            foot = QRect(rect.left(), rect.bottom() - state_height - 3, width, state_height)
            painter.drawText(foot, RIGHT, state_in_words)
            if state in (ColumnState.ON, ColumnState.OFF):
                self._draw_switch(painter, foot, state_in_words, ink, is_on=state is ColumnState.ON)
        painter.setPen(brushes.muted)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _draw_switch(self, painter: QPainter, foot: QRect, word: str, ink: QPen, *, is_on: bool) -> None:
        """Draw the switch before its word: a ring, filled if the difference is on."""
        width = painter.fontMetrics().horizontalAdvance(word)
        centre = QPoint(foot.right() - width - 9, foot.center().y() + 1)
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        ink.setWidthF(1.4)
        painter.setPen(ink)
        painter.setBrush(ink.color() if is_on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
