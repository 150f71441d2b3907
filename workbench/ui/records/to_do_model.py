"""What is missing until publication as a tree: the kinds, and under each what is to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from workbench.presentation.closing import ToDo, ToDoKind
from workbench.presentation.closing_text import by_kind, heading_of, sentence_of
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.item_roles import DECORATION, Index
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.row_models import Node, TreeModel
from workbench.ui.toolkit.theme import Theme

ICONS = {
    ToDoKind.FAILING_CHECK: ("fail", "bad"),
    ToDoKind.DISAGREEING_SOURCES: ("fail", "bad"),
    ToDoKind.NOTE: ("fail", "bad"),
    ToDoKind.CHANGED_EVIDENCE: ("warning", "warning"),
    ToDoKind.UNRECONCILED: ("warning", "warning"),
    ToDoKind.OPEN_ENTRY: ("warning", "warning"),
    ToDoKind.SWITCHED_OFF: ("warning", "warning"),
    ToDoKind.WARNING: ("warning", "warning"),
    ToDoKind.NOT_HELD: ("not-applicable", "muted"),
}
"""The icon and color of a kind; all others are information."""
OTHER_ICON = ("information", "muted")


@dataclass
class ToDoNode(Node):
    """``kind``: of a heading; ``item``: of a row below one."""

    kind: ToDoKind | None = None
    item: ToDo | None = None


class ToDoModel(TreeModel):
    """Shows the items it is given; those of each kind under its heading."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__((tr("To do"),), frozenset(), parent)
        self._theme = theme
        self._items: tuple[ToDo, ...] = ()

    @property
    def items(self) -> tuple[ToDo, ...]:
        return self._items

    def show_items(self, items: Sequence[ToDo]) -> bool:
        """Show ``items``; return whether they are others than before."""
        if tuple(items) == self._items:
            return False
        self._items = tuple(items)
        root, words = Node(), window_words()
        for kind, alike in by_kind(items):
            heading = root.add(ToDoNode((heading_of(kind, len(alike), words),), kind=kind))
            for item in alike:
                heading.add(ToDoNode((sentence_of(item, words),), item=item))
        self.show(root)
        return True

    def item(self, index: Index) -> ToDo | None:
        """Return the item of a row; of a heading its first one."""
        node = self.node(index)
        if isinstance(node, ToDoNode) and node.item is None and node.children:
            node = node.children[0]
        return node.item if isinstance(node, ToDoNode) else None

    def data(self, index: Index, role: int = 0) -> Any:
        node = self.node(index)
        if role == DECORATION and isinstance(node, ToDoNode) and node.kind:
            name, colour = ICONS.get(node.kind, OTHER_ICON)
            return icon(name, self._theme, colour)
        return super().data(index, role)
