"""The files of the import as a tree: files, their sheets with check boxes, the statements recognized on them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from workbench.domain.import_report import CellUse
from workbench.domain.statements import StatementKind
from workbench.importing.report.draft import Draft, SheetDraft
from workbench.importing.sheets.corrections import SheetKey
from workbench.phrases import phrase
from workbench.ui.assistant.descriptions import count_of_tables, describe_tables, list_texts
from workbench.ui.assistant.import_controller import ChosenFile, ImportController
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.item_roles import CHECK_STATE, DECORATION, DISPLAY, NOWHERE, Index
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.row_models import Node, TreeModel
from workbench.ui.toolkit.theme import Theme
from workbench.wording.import_reports import count_of_use
from workbench.wording.names import name_of_table
from workbench.workbooks import Sheet, SourceWorkbook

NAME, CONTENT, CELLS = range(3)
HEADINGS = (phrase("Files, sheets and statements"), phrase("What was recognized"), phrase("Cells"))


@dataclass
class SourceNode(Node):
    """``sheet``: set if it has a check box; ``file``: its file's number, from 0; ``is_refused``: it cannot be read."""

    sheet: SheetKey | None = None
    file: int = -1
    is_refused: bool = False


class SourcesModel(TreeModel):
    """Shows the files of the import; a check box includes a sheet or leaves it out."""

    def __init__(self, controller: ImportController, theme: Theme, parent: QObject) -> None:
        super().__init__([tr(heading) for heading in HEADINGS], frozenset((CELLS,)), parent)
        self._controller = controller
        self._refusal_icon = icon("fail", theme, "bad")
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Update the tree; rows stay expanded and current if its shape has not changed."""
        root = _build_tree(self._controller.files, self._controller.draft)
        if _shape(root) == _shape(self._root):
            self._update_texts(self._root, root, NOWHERE)
        else:
            self.show(root)

    def _update_texts(self, old: Node, new: Node, at: Index) -> None:
        old.texts = new.texts
        for old_child, new_child in zip(old.children, new.children, strict=True):
            self._update_texts(old_child, new_child, self.index(old_child.row, 0, at))
        if old.children:
            self.dataChanged.emit(self.index(0, 0, at), self.index(len(old.children) - 1, CELLS, at))

    def file_of(self, index: Index) -> int:
        """Return the number of the file that a row belongs to, from 0; -1 if there is none."""
        node = self.node(index)
        return node.file if isinstance(node, SourceNode) else -1

    def _sheet(self, index: Index) -> SheetKey | None:
        node = self.node(index)
        return node.sheet if isinstance(node, SourceNode) and index.column() == NAME else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if index.isValid() and role == CHECK_STATE and (sheet := self._sheet(index)):
            return Qt.CheckState.Checked if self._controller.is_imported(sheet) else Qt.CheckState.Unchecked
        if index.isValid() and role == DECORATION and index.column() == CONTENT:
            node = self.node(index)
            return self._refusal_icon if isinstance(node, SourceNode) and node.is_refused else None
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = CHECK_STATE) -> bool:
        sheet = self._sheet(index)
        if role != CHECK_STATE or sheet is None:
            return False
        self._controller.set_imported(sheet, imported=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._sheet(index) else flags


def _shape(node: Node) -> tuple[object, ...]:
    """Return a tree's sheets and refusals without its texts; equal for trees with the same rows."""
    own = (node.sheet, node.is_refused) if isinstance(node, SourceNode) else ()
    return *own, tuple(_shape(child) for child in node.children)


def _build_tree(files: Sequence[ChosenFile], draft: Draft | None) -> Node:
    root = Node()
    drafts = {sheet.key: sheet for sheet in draft.sheets} if draft else {}
    for number, file in enumerate(files):
        workbook = file.workbook
        if workbook is None:
            state = tr("is being read …") if file.is_being_read else tr("cannot be read")
            root.add(SourceNode((file.path.name, state, ""), file=number, is_refused=bool(file.refusal)))
            continue
        about = _describe_workbook(workbook)
        node = root.add(SourceNode((workbook.name, about, ""), file=number))
        for sheet in workbook.sheets:
            key = workbook.name, sheet.name
            _add_sheet(node, key, number, sheet, drafts.get(key))
    return root


def _describe_workbook(workbook: SourceWorkbook) -> str:
    """Return ``3 sheets, 10 KB``."""
    number = len(workbook.sheets)
    sheets = tr_count("{count:,} sheet", "{count:,} sheets", number) if number else tr("no sheets")
    return tr("{sheets}, {kilobytes:,} KB", sheets=sheets, kilobytes=max(workbook.size // 1024, 1))


def _add_sheet(file: Node, key: SheetKey, number: int, sheet: Sheet, draft: SheetDraft | None) -> None:
    content = _describe_content(draft) if draft else tr("is being analyzed …")
    if sheet.state != "visible":
        content = tr("Hidden sheet. {content}", content=content)
    node = file.add(SourceNode((sheet.name, content, f"{len(sheet.cells):,}"), sheet=key, file=number))
    for kind in StatementKind if draft else ():
        tables = [table for table in draft.detected if table.kind is kind] if draft else []
        if tables:
            node.add(SourceNode((name_of_table(kind, window_words()), describe_tables(tables), ""), file=number))


def _describe_content(draft: SheetDraft) -> str:
    """Return what was recognized on a sheet: its tables or, without any, how many cells were read as each use."""
    if draft.detected:
        return count_of_tables(len(draft.detected))
    counts = Counter(mark.use for mark in draft.marks.values())
    uses = list_texts(count_of_use(use, counts[use], window_words()) for use in CellUse if counts[use])
    return tr("No table: {uses}", uses=uses) if counts else tr("Empty")
