"""The panel of comments and evidence: those of what is selected, or all; Enter leads to what one is about."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.domain.comments import Comment
from workbench.domain.evidence import Evidence
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import PROJECT, CommentSubject, EvidenceSubject, Subject
from workbench.evidence_files import NO_FILES_SEEN, EvidenceOnDisk, FileState
from workbench.presentation.remarks import Remarks, open_comments, remarks_on
from workbench.session import Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.records import comments_model, evidence_model
from workbench.ui.records.comments_model import CommentsModel
from workbench.ui.records.evidence_model import EvidenceModel
from workbench.ui.records.wrapped_rows import WrappedRows
from workbench.ui.toolkit.dropped_files import accept_copy
from workbench.ui.toolkit.elided_label import ElidedLabel
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.filter_bar import FilterField
from workbench.ui.toolkit.language import tr, tr_count, tr_fact
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.panel_table import (
    MARGINS_IF_EMPTY,
    TOP_AND_WRAPPED,
    EnterKey,
    PanelTable,
    make_plain,
    set_widths,
)
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme, figures_font
from workbench.wording.names import with_capital

COMMENT_WIDTHS = {
    comments_model.Part.BY: 80,
    comments_model.Part.WHEN: 128,
    comments_model.Part.STATE: 56,
    comments_model.Part.ON: 150,
}
EVIDENCE_WIDTHS = {
    evidence_model.Part.PAGES: 54,
    evidence_model.Part.STATE: 92,
    evidence_model.Part.BY: 80,
    evidence_model.Part.ON: 130,
}
SHARES = (62, 38)
"""How comments and evidence share the width."""
LEAST_FILTER, WIDEST_COUNT = 110, 999
SELECTION, ALL = range(2)
"""Whose comments and evidence are shown: those of what is selected, or all."""
SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
KEYS_OF_COMMENTS = {
    Qt.Key.Key_F2: "edit_comment",
    Qt.Key.Key_Delete: "delete_comment",
    Qt.Key.Key_Insert: "comment",
    Qt.Key.Key_Space: "close_comment",
}
KEYS_OF_EVIDENCE = {
    Qt.Key.Key_F2: "edit_evidence",
    Qt.Key.Key_Delete: "delete_evidence",
    Qt.Key.Key_Insert: "evidence",
    Qt.Key.Key_Space: "open_evidence",
}
"""The actions that keys of the lists ask for."""
TROUBLED = (FileState.CHANGED, FileState.MISSING, FileState.UNREADABLE)


class CommentsTree(QTreeView):
    """The comments; ``action_wanted`` carries the name of an action that a key asks for."""

    action_wanted = Signal(str)

    def __init__(self, model: CommentsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.text_if_empty = ""
        self.setModel(model)
        self.setAccessibleName(tr("Comments"))
        self.setFont(figures_font(self.font()))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(WrappedRows(self))
        header = self.header()
        header.setSectionsClickable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(comments_model.Part.TEXT, QHeaderView.ResizeMode.Stretch)
        for part, width in COMMENT_WIDTHS.items():
            self.setColumnWidth(part, width)
        header.sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _ask_for_action(event, KEYS_OF_COMMENTS, self.action_wanted.emit):
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: letters are for no list of sentences."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text_if_empty and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.viewport().rect().adjusted(*MARGINS_IF_EMPTY), TOP_AND_WRAPPED, self.text_if_empty)

    def sizeHint(self) -> QSize:
        return QSize(0, 0)


class EvidenceTable(PanelTable):
    """The evidence; ``action_wanted`` carries the name of an action that a key asks for."""

    action_wanted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _ask_for_action(event, KEYS_OF_EVIDENCE, self.action_wanted.emit):
            super().keyPressEvent(event)


def _ask_for_action(event: QKeyEvent, keys: Mapping[Qt.Key, str], wanted: Callable[[str], object]) -> bool:
    """Call ``wanted`` with the name of the action of a key; return whether it has one."""
    name = keys.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
    if name is not None:
        wanted(name)
    return name is not None


class CommentsPanel(QWidget):
    """``chosen`` carries the subject to lead to, ``action_wanted`` the name of an action, ``files_dropped`` paths."""

    chosen = Signal(object)
    action_wanted = Signal(str)
    files_dropped = Signal(object)

    def __init__(self, session: Session, signals: SessionSignals, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._session = session
        self._subject: Subject = PROJECT
        self._seen = NO_FILES_SEEN
        self._comments, self._evidence = CommentsModel(theme, self), EvidenceModel(theme, self)
        self.tree = CommentsTree(self._comments, self)
        self.table = EvidenceTable(self)
        make_plain(self.table, self._evidence, evidence_model.Part.NAME, tr("Evidence"))
        set_widths(self.table, EVIDENCE_WIDTHS)
        self.scope = FieldCombo(self)
        self.scope.addItems([tr("Selection"), tr("All")])
        self.scope.setAccessibleName(tr("Whose comments and evidence are shown"))
        self.only_open = QCheckBox(tr("Open only"), self)
        self.only_open.setToolTip(tr("Show only comments that nobody has closed"))
        self.text = FilterField(tr("Filter comments and evidence"), tr("Filter by text or name"), self)
        self.text.setMinimumWidth(LEAST_FILTER)
        self.about = ElidedLabel(self)
        self.about.setObjectName("sectionTitle")
        self.count = StatusLabel(_describe_count(WIDEST_COUNT, WIDEST_COUNT), theme, self)
        self.trouble = QLabel(self)
        self.trouble.setObjectName("illustrative")
        self.trouble.hide()
        self.setFocusProxy(self.tree)
        self._lay_out()
        self._lazy_refresh = LazyRefresh(self.tree.viewport(), self._refresh)
        EnterKey(self.tree, lambda _: self._go(self.comment))
        EnterKey(self.table, lambda _: self._go(self.evidence))
        for view in (self.tree, self.table):
            view.action_wanted.connect(self.action_wanted)
        signals.changed.connect(lambda _: self._lazy_refresh.request())
        for changed in (self.scope.currentIndexChanged, self.only_open.toggled, self.text.textChanged):
            changed.connect(lambda *_: self._refresh())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 6, 12, 6)
        bar.setSpacing(8)
        bar.addWidget(self.scope)
        bar.addWidget(self.about, 2)
        bar.addWidget(self.only_open)
        bar.addWidget(self.text, 1)
        bar.addWidget(self.count)
        for text, name, tip in (
            (tr("Comment…"), "comment", tr("Comment on what is selected (Shift+F2)")),
            (tr("Evidence…"), "evidence", tr("Add a file, a link or a remark as evidence")),
        ):
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.clicked.connect(lambda _=False, name=name: self.action_wanted.emit(name))
            bar.addWidget(button)
        beside = QWidget(self)
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.trouble)
        column.addWidget(self.table, 1)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.addWidget(self.tree)
        halves.addWidget(beside)
        halves.setChildrenCollapsible(False)
        for number, share in enumerate(SHARES):
            halves.setStretchFactor(number, share)
        halves.setSizes([share * 10 for share in SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(halves, 1)

    # ---- what it shows

    @property
    def comment(self) -> Comment | None:
        """The current comment, as the session has it now; None if none is current."""
        shown = self._comments.comment(self.tree.currentIndex())
        return self._session.settled.comments.get(shown.id) if shown else None

    @property
    def evidence(self) -> Evidence | None:
        """The current piece of evidence, as the session has it now; None if none is current."""
        shown = self._evidence.evidence(self.table.currentIndex())
        return self._session.settled.evidence.get(shown.id) if shown else None

    def follow(self, subject: Subject) -> None:
        """Show the comments and the evidence of ``subject``, unless all are shown."""
        if subject != self._subject:
            self._subject = subject
            self._lazy_refresh.request()

    def show_files(self, seen: EvidenceOnDisk) -> None:
        """Show how the files of evidence are now."""
        self._seen = seen
        self._lazy_refresh.request()

    def show_all(self) -> None:
        self.only_open.setChecked(False)
        self.text.clear()
        self.scope.setCurrentIndex(ALL)

    def choose(self, wanted: CommentSubject | EvidenceSubject) -> None:
        """Make a comment or a piece of evidence current; show all, if what is shown does not include it."""
        self._refresh()
        if not self._index_of(wanted).isValid():
            self.show_all()
        index = self._index_of(wanted)
        view = self.tree if isinstance(wanted, CommentSubject) else self.table
        view.setCurrentIndex(index)
        view.setFocus()

    def _index_of(self, wanted: CommentSubject | EvidenceSubject) -> QModelIndex:
        if isinstance(wanted, CommentSubject):
            return self._comments.index_of(wanted.comment)
        return self._evidence.index_of(wanted.evidence)

    def _refresh(self) -> None:
        project = self._session.project
        kept = self._comments.comment(self.tree.currentIndex()), self._evidence.evidence(self.table.currentIndex())
        places = max(self.tree.currentIndex().row(), 0), max(self.table.currentIndex().row(), 0)
        shown = self._find_shown()
        self._comments.show_comments(project, shown.comments)
        self._evidence.show_evidence(project, shown.evidence, self._seen.files)
        self.tree.expandAll()
        self._make_current(self.tree, self._comments.index_of(kept[0].id if kept[0] else ""), places[0])
        self._make_current(self.table, self._evidence.index_of(kept[1].id if kept[1] else ""), places[1])
        is_all = self.scope.currentIndex() == ALL
        everything = tr("Everything in this project")
        name = with_capital(tr_fact(name_of_subject(project, self._subject)))
        self.about.setText(everything if is_all else name)
        self.tree.setColumnHidden(comments_model.Part.ON, self._are_all_on_selection(shown.comments))
        has_one_subject = self._are_all_on_selection(shown.evidence)
        self.table.setColumnHidden(evidence_model.Part.ON, has_one_subject)
        self.table.setColumnHidden(evidence_model.Part.BY, not has_one_subject)  # its tool tip says it, too
        self._show_text_if_empty(is_all=is_all)
        self.count.show_message(_describe_count(len(open_comments(project)), len(project.comments)))
        self._show_trouble()

    def _are_all_on_selection(self, remarks: Sequence[Comment | Evidence]) -> bool:
        """True if the name of the selection, above the lists, says what all of them are about."""
        is_all = self.scope.currentIndex() == ALL
        return not is_all and all(remark.subject == self._subject for remark in remarks)

    def _make_current(self, view: QAbstractItemView, index: QModelIndex, row: int) -> None:
        """Make ``index`` current; if it is no longer there, the row that took its place."""
        model = view.model()
        if not index.isValid() and model.rowCount():
            index = model.index(min(row, model.rowCount() - 1), 0)
        view.selectionModel().setCurrentIndex(index, SELECT)

    def _find_shown(self) -> Remarks:
        project, wanted = self._session.project, self.text.text().casefold().strip()
        if self.scope.currentIndex() == ALL:
            remarks = Remarks(tuple(project.comments.values()), tuple(project.evidence.values()))
        else:
            remarks = remarks_on(project, self._subject)
        comments = [comment for comment in remarks.comments if comment.is_open or not self.only_open.isChecked()]
        if not wanted:
            return remarks._replace(comments=tuple(comments))

        def has(subject: Subject, *texts: str) -> bool:
            name = tr_fact(name_of_subject(project, subject))
            return any(wanted in text.casefold() for text in (name, *texts))

        return Remarks(
            tuple(comment for comment in comments if has(comment.subject, *_texts_of(comment))),
            tuple(shown for shown in remarks.evidence if has(shown.subject, shown.caption, shown.content, shown.by)),
        )

    def _show_text_if_empty(self, *, is_all: bool) -> None:
        if self.text.text().strip() or self.only_open.isChecked():
            self.tree.text_if_empty = tr("No comment matches.")
        elif is_all:
            self.tree.text_if_empty = tr("No comments yet. Shift+F2 comments on what is selected.")
        else:
            self.tree.text_if_empty = tr("No comments on this selection. Press Shift+F2 to add one.")
        self.table.text_if_empty = tr("No evidence here. Drop a file on this panel, or press Ctrl+Shift+E.")

    def _show_trouble(self) -> None:
        states = [seen.state for key, seen in self._seen.files.items() if key in self._session.project.evidence]
        number = sum(state in TROUBLED for state in states)
        self.trouble.setText(
            tr_count(
                "{count} file of evidence has changed or is missing.",
                "{count} files of evidence have changed or are missing.",
                number,
            )
        )
        self.trouble.setVisible(bool(number))

    def _go(self, remark: Comment | Evidence | None) -> None:
        if remark is not None:
            self.chosen.emit(remark.subject)

    # ---- files that are dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_files(event):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _dropped_files(event):
            accept_copy(event)
            self.files_dropped.emit(paths)


def _dropped_files(event: QDropEvent) -> list[Path]:
    """Return the dropped files; none if something else is dropped with them."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths if len(paths) == len(urls) and all(path.is_file() for path in paths) else []


def _texts_of(comment: Comment) -> tuple[str, ...]:
    replies = (text for reply in comment.replies for text in (reply.text, reply.by))
    return (comment.text, comment.by, *replies)


def _describe_count(open_ones: int, comments: int) -> str:
    if not comments:
        return ""
    return tr("{open} of {comments} comments open", open=open_ones, comments=comments)
