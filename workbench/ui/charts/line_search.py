"""The choice of a line: a field that says which, a list below it, and a search for what is typed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QWidget

from workbench.domain.project import Project
from workbench.domain.statements import Statement
from workbench.journals.name_index import NameIndex, plain_name
from workbench.phrases import phrase
from workbench.presentation.chart_lines import ChartLine, all_chart_lines, chart_lines
from workbench.ui.toolkit.elided_field import LookupField
from workbench.ui.toolkit.item_roles import DISPLAY, NOWHERE, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.wording.names import name_of_statement

MOST_SHOWN, MOST_FOUND = 12, 200
"""Rows of the list without scrolling, and lines found at most."""
BESIDE = 28
"""The pixels beside the name in the field."""
LEAST_WIDTH, WIDEST, WIDEST_LIST = 150, 280, 520
HELP = phrase("Type part of a caption, or press the down arrow for the list")
KEYS_OF_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class _Lines(QAbstractListModel):
    """The lines on offer; each is named only when it is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._lines: Sequence[ChartLine] = ()

    def offer(self, project: Project, lines: Sequence[ChartLine]) -> None:
        self.beginResetModel()
        self._project, self._lines = project, lines
        self.endResetModel()

    def line(self, row: int) -> ChartLine:
        return self._lines[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role != DISPLAY or not index.isValid() or self._project is None:
            return None
        statement, line, _ = self._lines[index.row()]
        kind = name_of_statement(self._project.statement_by_id[statement].kind, window_words())
        return f"{line.name}    {' › '.join((kind, *line.section))}"


class LineSearch(LookupField):
    """``picked`` carries the ChartLine that the user chose."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Line of the chart"))
        self._project: Project | None = None
        self._statement: Statement | None = None
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._index: tuple[Sequence[object], list[ChartLine], NameIndex] | None = None
        self._model = _Lines(self)
        self.list = _OfferedLines(parent.window())
        self.list.setModel(self._model)
        self.list.clicked.connect(lambda index: self._pick(index.row()))
        self.destroyed.connect(self.list.deleteLater)
        self.textEdited.connect(self._offer_found)

    def show_line(self, project: Project, statement: Statement, name: str) -> None:
        """Show the name of the chosen line; ``statement``: the one whose lines are offered."""
        self._project, self._statement = project, statement
        if name != self._name or not self.hasFocus():
            self._name = name
            self.setText(name)
            self.setCursorPosition(0)
            self.setToolTip(f"{name}\n{tr(HELP)}" if name else tr(HELP))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Have room for the name; in a narrow window, for its beginning."""
        width = min(max(self.fontMetrics().horizontalAdvance(self._name) + BESIDE, LEAST_WIDTH), WIDEST)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def offer_all(self) -> None:
        """List the key totals and every line of the statement."""
        if self._project and self._statement:
            self._offer(list(chart_lines(self._project, self._statement)))

    def _offer_found(self, text: str) -> None:
        if text.strip():
            self._offer(self.search(text))
        else:
            self.offer_all()

    def search(self, text: str) -> list[ChartLine]:
        """Return the lines that a text may mean, the surest first: by beginnings, initials and parts of words."""
        lines, names = self._index_names()
        wanted = plain_name(text)
        found: dict[int, None] = {}
        for find in (
            names.of_name,
            names.with_beginning,
            names.with_initials,
            names.with_beginnings_of_words,
            names.with_parts_of_words,
        ):
            found.update(dict.fromkeys(sorted(find(wanted))[:MOST_FOUND]))
        return [lines[number] for number in list(found)[:MOST_FOUND]]

    def _index_names(self) -> tuple[list[ChartLine], NameIndex]:
        """Return the lines with their names; made when first needed, and again for other lines."""
        assert self._project is not None
        assert self._statement is not None
        key = (self._statement.id, *(statement.lines for statement in self._project.statements))
        if (
            self._index is None
            or len(self._index[0]) != len(key)
            or any(one is not other for one, other in zip(self._index[0], key, strict=True))
        ):
            lines = list(all_chart_lines(self._project, self._statement))
            names = NameIndex((number, plain_name(line.line.name)) for number, line in enumerate(lines))
            self._index = key, lines, names
        return self._index[1], self._index[2]

    def _offer(self, lines: list[ChartLine]) -> None:
        assert self._project is not None
        self._model.offer(self._project, lines)
        if lines:
            self.list.show_below(self, len(lines))
        else:
            self.list.hide()

    def _pick(self, row: int) -> None:
        self.list.hide()
        if 0 <= row < self._model.rowCount():
            line = self._model.line(row)
            self._name = line.line.name
            self._restore()
            self.picked.emit(line)

    def _restore(self) -> None:
        self.list.hide()
        self.setText(self._name)
        self.setCursorPosition(0)

    # ---- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in KEYS_OF_LIST:
            if self.list.isVisible():
                self.list.keyPressEvent(event)
            else:
                self.offer_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.isVisible():
                self._pick(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape and self.list.isVisible():
            self._restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.list.isVisible():
            self.offer_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.list.underMouse():
            self._restore()

    def hideEvent(self, event: QEvent) -> None:
        self.list.hide()
        super().hideEvent(event)  # type: ignore[arg-type]


class _OfferedLines(QListView):
    """The list below the field; it never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("suggestions")
        self.setAccessibleName(tr("Lines on offer"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hide()

    def show_below(self, field: QWidget, rows: int) -> None:
        """Show the list below ``field``, or above it where there is no room below."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setCurrentIndex(self.model().index(0, 0))
        height = max(self.sizeHintForRow(0), 1) * min(rows, MOST_SHOWN) + 2 * self.frameWidth() + 2
        below = field.mapTo(window, QPoint(0, field.height()))
        above = field.mapTo(window, QPoint(0, 0)).y() - height
        top = below.y() if window.height() - below.y() >= height else max(above, 0)
        width = min(max(field.width(), WIDEST_LIST), window.width() - below.x())
        self.setGeometry(QRect(below.x(), top, width, height))
        self.raise_()
        self.show()
