"""Models for rows and trees of texts, independent of what they show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index, name_of_row


class RowsModel(QAbstractTableModel):
    """Shows rows of texts under ``headings``; the columns in ``figures`` are aligned to the right."""

    def __init__(self, headings: Sequence[str], figures: frozenset[int], parent: QObject) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._figures = figures
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show(self, rows: Sequence[tuple[str, ...]]) -> None:
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role in (DISPLAY, TOOL_TIP):
            return self._rows[index.row()][index.column()]
        return self._alignment(index.column()) if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role)
        if not 0 <= section < len(self._headings):
            return None
        if role == DISPLAY:
            return self._headings[section]
        return self._alignment(section) if role == ALIGNMENT else None

    def _alignment(self, column: int) -> int:
        return RIGHT if column in self._figures else LEFT


@dataclass
class Node:
    """One row of a tree: its texts by column and the rows below it."""

    texts: tuple[str, ...] = ()
    row: int = 0
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    def add(self, node: "Node") -> "Node":
        """Put ``node`` below this one and return it."""
        node.parent, node.row = self, len(self.children)
        self.children.append(node)
        return node


class TreeModel(QAbstractItemModel):
    """Shows a tree of texts under ``headings``; the columns in ``figures`` are aligned to the right."""

    def __init__(self, headings: Sequence[str], figures: frozenset[int], parent: QObject) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._figures = figures
        self._root = Node()

    def show(self, root: Node) -> None:
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def node(self, index: Index) -> Node:
        """Return the node at ``index``; the root for an invalid index."""
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        if parent.isValid() and parent.column() != 0:
            return QModelIndex()
        children = self.node(parent).children
        if 0 <= row < len(children) and 0 <= column < len(self._headings):
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: QModelIndex | QPersistentModelIndex) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._headings)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role in (DISPLAY, TOOL_TIP):
            return self.node(index).texts[index.column()]
        return self._alignment(index.column()) if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == DISPLAY:
            return self._headings[section]
        return self._alignment(section) if role == ALIGNMENT else None

    def _alignment(self, column: int) -> int:
        return RIGHT if column in self._figures else LEFT
