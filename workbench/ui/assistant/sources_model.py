"""The files of the import as a tree: files, their sheets with a check box each, the statements found on them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from workbench.domain.import_report import CellUse
from workbench.domain.statements import StatementKind
from workbench.importing.report.draft import Draft, SheetDraft
from workbench.importing.sheets.corrections import SheetKey
from workbench.presentation.names import name_of_table
from workbench.ui.assistant.descriptions import describe_tables, pluralise
from workbench.ui.assistant.import_controller import ChosenFile, ImportController
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.item_roles import CHECK_STATE, DECORATION, DISPLAY, NOWHERE, Index
from workbench.ui.toolkit.row_models import Node, TreeModel
from workbench.ui.toolkit.theme import Theme
from workbench.workbooks import Sheet

NAME, FOUND, CELLS = range(3)
HEADINGS = ("Files, sheets and statements", "What was recognised", "Cells")
WAITING = "is being looked at …"


@dataclass
class SourceNode(Node):
    """``sheet`` where it has a check box; ``file``: the place of its file; ``is_refused``: that cannot be read."""

    sheet: SheetKey | None = None
    file: int = -1
    is_refused: bool = False


class SourcesModel(TreeModel):
    """Shows what a drafting has at hand; a check box leaves a sheet out or takes it in."""

    def __init__(self, drafting: ImportController, theme: Theme, parent: QObject) -> None:
        super().__init__(HEADINGS, frozenset((CELLS,)), parent)
        self._drafting = drafting
        self._refused = icon("fail", theme, "bad")
        drafting.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Bring the tree up to date; where the same rows are still there, they keep their places."""
        root = _tree(self._drafting.files, self._drafting.draft)
        if _shape(root) == _shape(self._root):
            self._take_over(self._root, root, NOWHERE)
        else:
            self.show(root)

    def _take_over(self, old: Node, new: Node, at: Index) -> None:
        old.words = new.words
        for was, now in zip(old.children, new.children, strict=True):
            self._take_over(was, now, self.index(was.row, 0, at))
        if old.children:
            self.dataChanged.emit(self.index(0, 0, at), self.index(len(old.children) - 1, CELLS, at))

    def file_of(self, index: Index) -> int:
        """Return the place of the file that a row belongs to; -1 where there is none."""
        node = self.node(index)
        return node.file if isinstance(node, SourceNode) else -1

    def _sheet(self, index: Index) -> SheetKey | None:
        node = self.node(index)
        return node.sheet if isinstance(node, SourceNode) and index.column() == NAME else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if index.isValid() and role == CHECK_STATE and (sheet := self._sheet(index)):
            return Qt.CheckState.Checked if self._drafting.is_imported(sheet) else Qt.CheckState.Unchecked
        if index.isValid() and role == DECORATION and index.column() == FOUND:
            node = self.node(index)
            return self._refused if isinstance(node, SourceNode) and node.is_refused else None
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = CHECK_STATE) -> bool:
        sheet = self._sheet(index)
        if role != CHECK_STATE or sheet is None:
            return False
        self._drafting.set_imported(sheet, imported=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._sheet(index) else flags


def _shape(node: Node) -> tuple[object, ...]:
    own = (node.sheet, node.is_refused) if isinstance(node, SourceNode) else ()
    return *own, tuple(_shape(child) for child in node.children)


def _tree(files: Sequence[ChosenFile], draft: Draft | None) -> Node:
    root = Node()
    drafts = {each.key: each for each in draft.sheets} if draft else {}
    for number, file in enumerate(files):
        workbook = file.workbook
        if workbook is None:
            found = "is being read …" if file.is_being_read else "cannot be read"
            root.add(SourceNode((file.path.name, found, ""), file=number, is_refused=bool(file.refusal)))
            continue
        about = f"{pluralise(len(workbook.sheets), 'sheet')}, {max(workbook.size // 1024, 1):,} KB"
        node = root.add(SourceNode((workbook.name, about, ""), file=number))
        for sheet in workbook.sheets:
            key = workbook.name, sheet.name
            _add_sheet(node, key, number, sheet, drafts.get(key))
    return root


def _add_sheet(file: Node, key: SheetKey, number: int, sheet: Sheet, draft: SheetDraft | None) -> None:
    hidden = "" if sheet.state == "visible" else "Hidden sheet. "
    found = _recognised(draft) if draft else WAITING
    node = file.add(SourceNode((sheet.name, f"{hidden}{found}", f"{len(sheet.cells):,}"), sheet=key, file=number))
    for kind in StatementKind if draft else ():
        blocks = [block for block in draft.detected if block.kind is kind] if draft else []
        if blocks:
            node.add(SourceNode((name_of_table(kind), describe_tables(blocks), ""), file=number))


def _recognised(draft: SheetDraft) -> str:
    if draft.detected:
        return pluralise(len(draft.detected), "table")
    counts = Counter(mark.use for mark in draft.marks.values())
    read = ", ".join(pluralise(counts[use], use.value) for use in CellUse if counts[use] and use is not CellUse.IGNORED)
    ignored = f"{counts[CellUse.IGNORED]:,} ignored" if counts[CellUse.IGNORED] else ""
    return f"No table: {', '.join(each for each in (read, ignored) if each)}" if counts else "Empty"
