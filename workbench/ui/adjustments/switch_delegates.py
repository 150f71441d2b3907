"""Delegates that paint the cells of differences and totals directly, because each switch repaints them."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workbench.ui.adjustments.adjustment_model import NAME, AdjustmentModel, ListRow
from workbench.ui.adjustments.totals_model import NAME as TOTAL
from workbench.ui.adjustments.totals_model import TotalsModel
from workbench.ui.toolkit.item_roles import LEFT, RIGHT, SELECTED, Index
from workbench.ui.toolkit.theme import Theme

SWITCH = QSize(26, 14)
SIDE, INDENT = 10, 18
NARROW_SIDE = 3
WRAPPED = LEFT | int(Qt.TextFlag.TextWordWrap)


class _PanelDelegate(QStyledItemDelegate):
    """Paints the background of a cell, and figures whose digits align with those in brackets."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bracket = parent.fontMetrics().horizontalAdvance(")")

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect
        if option.state.value & SELECTED:
            painter.fillRect(rect, self._theme.colour("selection"))
        painter.setPen(self._theme.colour("hairline"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(option.font)

    def _draw_figure(self, painter: QPainter, rect: QRect, text: str, side: int) -> None:
        gap = side if text.endswith(")") else side + self._bracket
        painter.drawText(rect.adjusted(0, 0, -gap, 0), RIGHT, text)


class SwitchDelegate(_PanelDelegate):
    """Paints a switch with the name beside it; the name and figures of a difference that is off are muted."""

    def __init__(self, model: AdjustmentModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, row, column = option.rect, index.row(), index.column()
        state, text, shown = self._model.state(row), self._model.text(row, column), self._model.row(row)
        self._draw_ground(painter, option)
        if shown.is_heading:
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
        if column == NAME:
            rect = name_cell(rect, shown)
            self._draw_switch(painter, switch_rect(rect), state)
        painter.setPen(self._theme.colour("muted" if state is Qt.CheckState.Unchecked else "text"))
        if column == NAME:
            painter.drawText(name_rect(rect), WRAPPED, text)
        else:
            self._draw_figure(painter, rect, text, SIDE)

    def editorEvent(
        self, _event: QEvent, _model: QAbstractItemModel, _option: QStyleOptionViewItem, _index: Index
    ) -> bool:
        """Leave clicks to the list: Qt would toggle, once more, where its own check mark would be."""
        return False

    def _draw_switch(self, painter: QPainter, track: QRect, state: Qt.CheckState) -> None:
        """Draw the knob on the right if it is on, on the left if off, in the middle if a group is partly on."""
        theme, is_off = self._theme, state is Qt.CheckState.Unchecked
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour("muted" if is_off else "accent")
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(ink if state is Qt.CheckState.Checked else theme.colour("base"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        knob = track.height() - 6
        rightmost, leftmost = track.right() - knob - 2, track.left() + 3
        left = {Qt.CheckState.Checked: rightmost, Qt.CheckState.Unchecked: leftmost}.get(
            state, (rightmost + leftmost) // 2
        )
        painter.setBrush(theme.colour("on_accent") if state is Qt.CheckState.Checked else ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(left, track.top() + 3, knob, knob)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def name_cell(cell: QRect, row: ListRow) -> QRect:
    """Return the cell of a name without its indentation: that of a difference in a group is set in."""
    return cell.adjusted(INDENT, 0, 0, 0) if row.group and not row.is_heading else cell


def switch_rect(cell: QRect) -> QRect:
    """Return the rectangle of the switch within the name's cell."""
    top = cell.center().y() - SWITCH.height() // 2
    return QRect(cell.left() + SIDE, top, SWITCH.width(), SWITCH.height())


def name_rect(cell: QRect) -> QRect:
    """Return the rectangle of the name, to the right of the switch, within its cell."""
    left = switch_rect(cell).right() + SIDE
    return cell.adjusted(left - cell.left(), 2, -2, -2)


class TotalsDelegate(_PanelDelegate):
    """Paints names and figures with narrow margins."""

    def __init__(self, model: TotalsModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, column = option.rect, index.column()
        text = self._model.text(index.row(), column)
        self._draw_ground(painter, option)
        painter.setPen(self._theme.colour("text"))
        if column == TOTAL:
            room = rect.adjusted(SIDE, 0, -2, 0)
            elided = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, LEFT, elided)
        else:
            self._draw_figure(painter, rect, text, NARROW_SIDE)
