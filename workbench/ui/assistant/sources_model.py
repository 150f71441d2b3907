"""The files of the import as a tree: files, their sheets with a check box each, the statements found on them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workbench.domain.statements import Kind
from workbench.importing.corrections import SheetKey
from workbench.importing.draft import Draft, SheetDraft
from workbench.ui.assistant.drafting import ChosenFile, Drafting
from workbench.ui.assistant.words import STATEMENTS, counted, tables_in_words
from workbench.ui.icons import icon
from workbench.ui.theme import Theme
from workbench.ui.views import ALIGNMENT, CHECK_STATE, DECORATION, DISPLAY, LEFT, NOWHERE, RIGHT, TOOL_TIP, Index
from workbench.workbooks import Sheet

NAME, FOUND, CELLS = range(3)
HEADINGS = ("Files, sheets and statements", "What was recognised", "Cells")
WAITING = "is being looked at …"


@dataclass
class Node:
    """One row of the tree. ``sheet`` where it has a check box; ``icon`` where it is to be seen."""

    name: str
    found: str
    cells: str = ""
    icon: str = ""
    sheet: SheetKey | None = None
    file: int = -1
    row: int = 0
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    def add(self, node: "Node") -> "Node":
        node.parent, node.row, node.file = self, len(self.children), max(self.file, node.file)
        self.children.append(node)
        return node


class SourcesModel(QAbstractItemModel):
    """Shows what a drafting has at hand; a check box leaves a sheet out or takes it in."""

    def __init__(self, drafting: Drafting, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._drafting = drafting
        self._icons = {name: icon(name, theme, ink) for name, ink in (("fail", "bad"), ("warning", "warning"))}
        self._root = Node("", "")
        drafting.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Bring the tree up to date; rows that are still there keep their places."""
        root = _tree(self._drafting.files, self._drafting.draft)
        if _shape(root) == _shape(self._root):
            self._take_over(self._root, root, NOWHERE)
            return
        self.beginResetModel()
        self._root = root
        self.endResetModel()

    def _take_over(self, old: Node, new: Node, at: Index) -> None:
        old.name, old.found, old.cells, old.icon = new.name, new.found, new.cells, new.icon
        for was, now in zip(old.children, new.children, strict=True):
            self._take_over(was, now, self.index(was.row, 0, at))
        if old.children:
            last = len(old.children) - 1
            self.dataChanged.emit(self.index(0, 0, at), self.index(last, CELLS, at))

    def node(self, index: Index) -> Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self._root

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        children = self.node(parent).children
        if parent.isValid() and parent.column() != 0:
            return QModelIndex()
        if 0 <= row < len(children) and 0 <= column < len(HEADINGS):
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
        return len(HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        node, column = self.node(index), index.column()
        if role in (DISPLAY, TOOL_TIP):
            return (node.name, node.found, node.cells)[column]
        if role == DECORATION and column == FOUND and node.icon:
            return self._icons[node.icon]
        if role == CHECK_STATE and column == NAME and node.sheet:
            imported = self._drafting.is_imported(node.sheet)
            return Qt.CheckState.Checked if imported else Qt.CheckState.Unchecked
        if role == ALIGNMENT:
            return RIGHT if column == CELLS else LEFT
        return None

    def setData(self, index: Index, value: Any, role: int = CHECK_STATE) -> bool:
        node = self.node(index)
        if role != CHECK_STATE or node.sheet is None:
            return False
        self._drafting.set_imported(node.sheet, imported=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        has_box = self.node(index).sheet is not None and index.column() == NAME
        return flags | Qt.ItemFlag.ItemIsUserCheckable if has_box else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADINGS):
            return None
        if role == DISPLAY:
            return HEADINGS[section]
        return (RIGHT if section == CELLS else LEFT) if role == ALIGNMENT else None


def _shape(node: Node) -> tuple[object, ...]:
    return node.sheet, tuple(_shape(child) for child in node.children)


def _tree(files: Sequence[ChosenFile], draft: Draft | None) -> Node:
    root = Node("", "")
    drafts = {each.key: each for each in draft.sheets} if draft else {}
    for number, file in enumerate(files):
        if file.workbook is None:
            found = "is being read …" if file.is_being_read else "cannot be read"
            root.add(Node(file.path.name, found, icon="" if file.is_being_read else "fail", file=number))
            continue
        workbook = file.workbook
        about = f"{counted(len(workbook.sheets), 'sheet')}, {max(workbook.size // 1024, 1):,} KB"
        node = root.add(Node(workbook.name, about, file=number))
        for sheet in workbook.sheets:
            _add_sheet(node, (workbook.name, sheet.name), sheet, drafts.get((workbook.name, sheet.name)))
    return root


def _add_sheet(file: Node, key: SheetKey, sheet: Sheet, draft: SheetDraft | None) -> None:
    hidden = "" if sheet.state == "visible" else "Hidden sheet. "
    cells = f"{len(sheet.cells):,}"
    if draft is None:
        file.add(Node(sheet.name, f"{hidden}{WAITING}", cells, sheet=key))
        return
    node = file.add(Node(sheet.name, f"{hidden}{_recognised(draft)}", cells, sheet=key))
    for kind in Kind:
        blocks = [block for block in draft.blocks if block.kind is kind]
        if blocks:
            node.add(Node(STATEMENTS[kind], tables_in_words(blocks)))


def _recognised(draft: SheetDraft) -> str:
    if draft.blocks:
        return counted(len(draft.blocks), "table")
    return "No table" if draft.sheet.cells else "Empty"
