"""Asking for the words of a comment, and for what evidence consists of."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from workbench.domain.evidence import Evidence, EvidenceKind
from workbench.domain.project import Project
from workbench.domain.subject_names import name_of_subject
from workbench.domain.subjects import Subject
from workbench.phrases import phrase
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, tr_fact
from workbench.wording.names import with_capital

LINES, LINES_OF_REMARK = 6, 3
KINDS = {
    EvidenceKind.FILE: phrase("File"),
    EvidenceKind.LINK: phrase("Link"),
    EvidenceKind.REMARK: phrase("Remark"),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(QPlainTextEdit):
    """Several lines of text: Enter begins a new one, ``done`` says that Ctrl+Enter was pressed."""

    done = Signal()

    def __init__(self, text: str, lines: int, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setObjectName("field")
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class SubjectField(FieldCombo):
    """What a remark is about: what is selected, or something that it is a part of."""

    def __init__(self, project: Project, subjects: Sequence[Subject], parent: QWidget) -> None:
        super().__init__(parent)
        self._subjects = tuple(subjects)
        self.addItems([with_capital(tr_fact(name_of_subject(project, subject))) for subject in subjects])

    @property
    def subject(self) -> Subject:
        return self._subjects[self.currentIndex()]


class DialogOfWords(EditDialog):
    """Asks for words; Esc discards them only when it is pressed again."""

    words: TextField

    def __init__(self, title: str, about: str, words: str, parent: QWidget) -> None:
        super().__init__(title, about, parent)
        self._words_before, self._is_warned = words, False
        self.words = TextField(words, LINES, self)
        self.words.done.connect(self.accept)

    @property
    def has_words_to_lose(self) -> bool:
        """True if something was typed that was not there before."""
        return self.words.toPlainText().strip() not in ("", self._words_before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.has_words_to_lose and not self._is_warned:
            self._is_warned = True
            self.refuse(tr("What you typed is not kept yet. Press Esc again to discard it, or Ctrl+Enter to keep it."))
        else:
            super().keyPressEvent(event)


class CommentDialog(DialogOfWords):
    """Asks for words about one of ``subjects``, and hands both to ``take``, which may refuse them."""

    def __init__(
        self, project: Project, subjects: Sequence[Subject], take: Callable[[Subject, str], None], parent: QWidget
    ) -> None:
        about = tr("It shows in the grid and in the review workbook. Ctrl+Enter adds it.")
        super().__init__(tr("Comment"), about, "", parent)
        self._take = take
        self.on = SubjectField(project, subjects, self)
        self.form.addRow(tr("On"), self.on)
        self.form.addRow(tr("Comment"), self.words)
        self.words.setFocus()

    def act(self) -> None:
        self._take(self.on.subject, self.words.toPlainText())


class WordsDialog(DialogOfWords):
    """Asks for words below ``about``, and hands them to ``take``, which may refuse them."""

    def __init__(self, title: str, about: str, words: str, take: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(title, about, words, parent)
        self._take = take
        self.form.addRow(self.words)
        self.words.selectAll()
        self.words.setFocus()

    def act(self) -> None:
        self._take(self.words.toPlainText())


class EvidenceInput(NamedTuple):
    """What was typed about evidence. ``subject``: None if that stays as it is."""

    subject: Subject | None
    kind: EvidenceKind
    content: str
    caption: str
    pages: str


class EvidenceDialog(EditDialog):
    """Asks for a file, a link or a remark, and hands it to ``take``, which may refuse it."""

    def __init__(
        self,
        project: Project,
        subjects: Sequence[Subject],
        known: Evidence | None,
        folder: Path | None,
        take: Callable[[EvidenceInput], None],
        parent: QWidget,
    ) -> None:
        """``known``: the evidence to be changed; None: it is new. ``folder``: where to look for files first."""
        about = tr("A file stays where it is: its path and its SHA-256 are kept, so that a change of it is noticed.")
        super().__init__(tr("Edit the evidence") if known else tr("Evidence"), about, parent)
        self._take, self._folder = take, folder
        self.on = SubjectField(project, subjects, self)
        self.kind = FieldCombo(self)
        for kind, name in KINDS.items():
            self.kind.addItem(tr(name), kind.value)
        self.file, self.link = QLineEdit(self), QLineEdit(self)
        self.remark = TextField("", LINES_OF_REMARK, self)
        self.caption, self.pages = QLineEdit(self), QLineEdit(self)
        self.link.setPlaceholderText("https://")
        self.pages.setPlaceholderText(tr("for example: F-12, or 3–4"))
        self._browse = QPushButton(tr("Browse…"), self)
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self.browse)
        self._file_row = QWidget(self)
        row = QHBoxLayout(self._file_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file, 1)
        row.addWidget(self._browse)
        self.form.addRow(tr("On"), self.on)
        self.form.addRow(tr("Kind"), self.kind)
        self.form.addRow(tr("File"), self._file_row)
        self.form.addRow(tr("Address"), self.link)
        self.form.addRow(tr("Remark"), self.remark)
        self.form.addRow(tr("Name"), self.caption)
        self.form.addRow(tr("Pages"), self.pages)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.remark.done.connect(self.accept)
        self._show(known)
        self._on_kind_changed()
        self.kind.setFocus()

    def _show(self, known: Evidence | None) -> None:
        self.form.setRowVisible(self.on, known is None)
        if known is None:
            return
        self.kind.setCurrentIndex(self.kind.findData(known.kind.value))
        self.kind.setEnabled(False)
        self.caption.setText(known.caption)
        self.pages.setText(known.pages)
        match known.kind:
            case EvidenceKind.FILE:
                self.file.setText(known.content)
            case EvidenceKind.LINK:
                self.link.setText(known.content)
            case EvidenceKind.REMARK:
                self.remark.setPlainText(known.content)

    @property
    def chosen_kind(self) -> EvidenceKind:
        return EvidenceKind(self.kind.currentData())

    def _on_kind_changed(self) -> None:
        """Ask for what the kind consists of; a remark has no pages, and is its own caption."""
        kind = self.chosen_kind
        self.form.setRowVisible(self._file_row, kind is EvidenceKind.FILE)
        self.form.setRowVisible(self.link, kind is EvidenceKind.LINK)
        self.form.setRowVisible(self.remark, kind is EvidenceKind.REMARK)
        self.form.setRowVisible(self.caption, kind is not EvidenceKind.REMARK)
        self.form.setRowVisible(self.pages, kind is not EvidenceKind.REMARK)

    def browse(self) -> QFileDialog:
        """Let the user choose the file."""
        dialog = QFileDialog(self, tr("Choose a file of evidence"), str(self._folder or Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.file.setText)
        dialog.open()
        return dialog

    def act(self) -> None:
        kind = self.chosen_kind
        content = {
            EvidenceKind.FILE: self.file.text(),
            EvidenceKind.LINK: self.link.text(),
            EvidenceKind.REMARK: self.remark.toPlainText(),
        }[kind]
        subject = None if self.on.isHidden() else self.on.subject
        is_remark = kind is EvidenceKind.REMARK
        caption, pages = ("", "") if is_remark else (self.caption.text(), self.pages.text())
        self._take(EvidenceInput(subject, kind, content, caption, pages))
