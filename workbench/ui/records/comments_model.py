"""Comments as a tree: each with its answers below it, in the order in which they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from workbench.domain.comments import Comment, Reply
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.phrases import phrase
from workbench.ui.toolkit.dates import format_moment
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, FOREGROUND, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, tr_fact
from workbench.ui.toolkit.row_models import Node, TreeModel
from workbench.ui.toolkit.theme import Theme
from workbench.ui.toolkit.tool_tips import as_tool_tip
from workbench.wording.names import with_capital

HEADINGS = (phrase("Comment"), phrase("By"), phrase("When"), phrase("State"), phrase("On"))
TOP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


class Part(IntEnum):
    """The columns."""

    TEXT = 0
    BY = 1
    WHEN = 2
    STATE = 3
    ON = 4


@dataclass
class SaidNode(Node):
    """A comment, or one of its answers."""

    comment: Comment | None = None


class CommentsModel(TreeModel):
    """Shows comments; ``show_comments`` alone updates it. A closed comment is muted, with its answers."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__([tr(heading) for heading in HEADINGS], frozenset(), parent)
        self._theme = theme

    def show_comments(self, project: Project, comments: Sequence[Comment]) -> None:
        root = Node()
        for comment in comments:
            on = with_capital(tr_fact(name_of_subject(project, comment.subject)))
            state = tr("open") if comment.is_open else tr("closed")
            about = root.add(SaidNode((*_texts_of(comment), state, on), comment=comment))
            for reply in comment.replies:
                about.add(SaidNode((*_texts_of(reply), "", ""), comment=comment))
        self.show(root)

    def comment(self, index: Index) -> Comment | None:
        """Return the comment at ``index``, or the one that is answered there."""
        node = self.node(index)
        return node.comment if isinstance(node, SaidNode) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return where a comment is; an invalid index if it is not shown."""
        for row in range(self.rowCount()):
            index = self.index(row, 0)
            comment = self.comment(index)
            if comment is not None and comment.id == key:
                return index
        return QModelIndex()

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT:
            return TOP
        if role == TOOL_TIP:
            return as_tool_tip(str(super().data(index, DISPLAY) or ""))
        if role == FOREGROUND and (comment := self.comment(index)):
            if not comment.is_open:
                return self._theme.colour("muted")
            return self._theme.colour("accent") if index.column() == Part.STATE else None
        return super().data(index, role)


def _texts_of(said: Comment | Reply) -> tuple[str, str, str]:
    return said.text, said.by, format_moment(said.at)
