"""Evidence as rows: what it is called, where to look in it, and whether its file is still what it was."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject

from workbench.domain.evidence import Evidence, EvidenceId, EvidenceKind
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.evidence_files import FileSeen, FileState
from workbench.phrases import phrase
from workbench.ui.toolkit.dates import format_moment
from workbench.ui.toolkit.item_roles import DISPLAY, FOREGROUND, TOOL_TIP, Index
from workbench.ui.toolkit.language import tr, tr_fact
from workbench.ui.toolkit.row_models import RowsModel
from workbench.ui.toolkit.theme import Theme
from workbench.ui.toolkit.tool_tips import as_tool_tip
from workbench.wording.names import with_capital

HEADINGS = (phrase("Evidence"), phrase("Pages"), phrase("State"), phrase("By"), phrase("On"))
KINDS = {
    EvidenceKind.FILE: phrase("file"),
    EvidenceKind.LINK: phrase("link"),
    EvidenceKind.REMARK: phrase("remark"),
}
STATES = {
    FileState.UNCHANGED: phrase("unchanged"),
    FileState.CHANGED: phrase("changed"),
    FileState.MISSING: phrase("missing"),
    FileState.UNREADABLE: phrase("unreadable"),
    FileState.ELSEWHERE: phrase("not compared"),
}
INKS = {FileState.CHANGED: "warning", FileState.MISSING: "bad", FileState.UNREADABLE: "bad"}
"""The color of a state that somebody has to see."""


class Part(IntEnum):
    """The columns."""

    NAME = 0
    PAGES = 1
    STATE = 2
    BY = 3
    ON = 4


class EvidenceModel(RowsModel):
    """Shows evidence; ``show_evidence`` alone updates it."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__([tr(heading) for heading in HEADINGS], frozenset(), parent)
        self._theme = theme
        self._evidence: tuple[Evidence, ...] = ()
        self._files: Mapping[EvidenceId, FileSeen] = {}

    def show_evidence(
        self, project: Project, evidence: Sequence[Evidence], files: Mapping[EvidenceId, FileSeen]
    ) -> None:
        """``files``: how each file is now, once somebody has looked."""
        self._evidence, self._files = tuple(evidence), files
        self.show([self._row(project, shown) for shown in evidence])

    def evidence(self, index: Index) -> Evidence | None:
        return self._evidence[index.row()] if 0 <= index.row() < len(self._evidence) else None

    def index_of(self, key: str) -> QModelIndex:
        """Return where a piece of evidence is; an invalid index if it is not shown."""
        rows = (row for row, shown in enumerate(self._evidence) if shown.id == key)
        return self.index(next(rows, -1), 0)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        shown = self.evidence(index) if index.isValid() else None
        if shown is None:
            return None
        if role == FOREGROUND and index.column() == Part.STATE:
            seen = self._files.get(shown.id)
            return self._theme.colour(INKS.get(seen.state, "muted") if seen else "muted")
        if role == TOOL_TIP:
            is_name = index.column() == Part.NAME
            text = explain_evidence(shown, self._files.get(shown.id)) if is_name else super().data(index, DISPLAY)
            return as_tool_tip(str(text))
        return super().data(index, role)

    def _row(self, project: Project, shown: Evidence) -> tuple[str, ...]:
        seen = self._files.get(shown.id)
        state = tr(STATES[seen.state]) if seen else tr(KINDS[shown.kind])
        on = with_capital(tr_fact(name_of_subject(project, shown.subject)))
        name = " ".join(shown.name.split())
        return name, shown.pages, state, shown.by, on


def explain_evidence(shown: Evidence, seen: FileSeen | None) -> str:
    """Return what evidence is, where, and the SHA-256 of a file, also the present one if that differs."""
    by = tr("{name}, {when}", name=shown.by or tr("Unknown"), when=format_moment(shown.at))
    lines = [shown.caption, shown.content, by]
    if shown.sha256:
        lines.append(tr("SHA-256 when it was added: {sha256}", sha256=shown.sha256))
    if seen and seen.state is FileState.CHANGED:
        lines.append(tr("SHA-256 now: {sha256}", sha256=seen.sha256))
    if seen and seen.path and str(seen.path) != shown.content:
        lines.append(tr("Found at {path}", path=str(seen.path)))
    return "\n".join(filter(None, lines))
