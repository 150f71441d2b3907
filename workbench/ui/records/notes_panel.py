"""The panel of notes and of the appendix's texts: the list of them, the text of one, and beside it how it reads."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.commands import (
    AnyCommand,
    CompoundCommand,
    ConfirmFigures,
    DescribeAdjustment,
    Edit,
    WriteNote,
    WriteText,
)
from workbench.domain.appendix import AppendixText, TextKind
from workbench.domain.facts import Fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.project import Project
from workbench.domain.subjects import Subject, TextSubject
from workbench.errors import WorkbenchError
from workbench.notes.found import Note, alarms_in, notes_of, remarks_in, texts_of
from workbench.notes.quoting import changes_since, quotes_after_editing, quotes_of
from workbench.notes.reading import CheckedFigure, NoteReader, ReadNote, SaidPiece
from workbench.notes.replacing import as_field
from workbench.phrases import ENGLISH, Phrase, listing, phrase
from workbench.presentation.notes import NoteState, note_as_html, state_of_note
from workbench.session import Change, Session
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.records.note_editor import BOLD, BULLET, ITALIC, NUMBER, NoteEditor
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.item_roles import TOOL_TIP
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.theme import Theme
from workbench.wording.names import name_of_nature, with_capital

MARGIN = 12
WIDTHS = (230, 520, 520)
LEAST_WIDTH_OF_TEXT = 180
MARKS: dict[NoteState, tuple[str, str, Phrase]] = {
    NoteState.BROKEN: ("fail", "bad", phrase("A field shows no figure")),
    NoteState.STALE: ("fail", "bad", phrase("A typed figure is not one of the project")),
    NoteState.CHANGED: ("warning", "warning", phrase("A figure is another than when this was last read")),
    NoteState.EMPTY: ("not-applicable", "muted", phrase("Nothing is written yet")),
    NoteState.IN_ORDER: ("pass", "good", phrase("In order")),
    NoteState.LEFT_OUT: ("not-applicable", "muted", phrase("Left out")),
}
"""The icon, its color and the words for how a note stands."""
FIELD_LINK, CONFIRM_LINK = "field:", "confirm"
"""The address of the link that makes a typed figure a field, with its number; of that which confirms all figures."""
NO_ENGAGEMENT = (TextKind.ASSURANCE, TextKind.PROCEDURES)
"""The texts that are left out because nobody was engaged."""
ABOUT_TEXTS = {
    TextKind.BASIS: phrase("Page 1 of the appendix: on what basis the reconciliation was prepared"),
    TextKind.PROCESS: phrase("Page 1 of the appendix: how the reconciliation was made and reviewed"),
    TextKind.ASSURANCE: phrase("Page 1 of the appendix: who gives limited assurance, and under which standard"),
    TextKind.PROCEDURES: phrase("Page 2 of the appendix: what was done under the engagement, and what came of it"),
    TextKind.INTRODUCTION: phrase("Before the first table of the appendix"),
    TextKind.CLOSING: phrase("After the notes of the appendix"),
}
"""Where each text stands, and what it tells."""


class NotesPanel(QWidget):
    """A note becomes a step of the session when its text is left; ``refused`` carries why it does not.

    ``message`` carries what was done, ``typed`` the subject of what is shown and its text as it is being typed.
    """

    refused = Signal(str)
    message = Signal(str)
    typed = Signal(object, str)

    def __init__(self, session: Session, signals: SessionSignals, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._theme = theme
        self._notes: tuple[Note, ...] = _all_of(session.project)
        self._reader = NoteReader(session.results.with_all_on())
        self._shown = self._notes[0]
        self._now = ReadNote(())
        self.splitter = QSplitter(self)  # its parts are made inside it: moved there later, Tab would not leave them
        self.notes = QListWidget(self.splitter)
        self._text = QWidget(self.splitter)
        self.notes.setAccessibleName(tr("Notes"))
        self.notes.setWordWrap(True)
        self.notes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bold = self._button(tr("B"), tr("Bold (Ctrl+B)"))
        self.italic = self._button(tr("I"), tr("Italic (Ctrl+I)"))
        self.bullets = self._button(tr("• List"), tr("Bullet list (Ctrl+Shift+L)"))
        self.numbers = self._button(tr("1. List"), tr("Numbered list"))
        self.insert = self._button(tr("Insert field…"), tr("Put a figure of the project into the note (Ctrl+Shift+F)"))
        self.convert = self._button(
            tr("Make it a field"), tr("Replace the typed figure at the cursor with a field that follows it (Ctrl+M)")
        )
        self.leave_out = QCheckBox(tr("Leave out"), self._text)
        self.editor = NoteEditor(theme, self._text)
        self.editor.setAccessibleName(tr("Text of the note"))
        self.editor.setPlaceholderText(tr("Write the note here. Insert field… puts a figure of the project into it."))
        self.preview = QTextBrowser(self.splitter)
        self.preview.setAccessibleName(tr("How the note reads"))
        self.preview.setOpenLinks(False)
        for view in (self.editor, self.preview):
            view.document().setDocumentMargin(MARGIN)
        font = self.bold.font()
        font.setBold(True)
        self.bold.setFont(font)
        font = self.italic.font()
        font.setItalic(True)
        self.italic.setFont(font)
        self._lay_out()
        self.editor.show_note(self._shown.text)
        self.setFocusProxy(self.editor)
        self._lazy_refresh = LazyRefresh(self, self._fill)
        signals.changed.connect(self._on_session_changed)
        theme.changed.connect(self._lazy_refresh.request)
        self.notes.currentRowChanged.connect(self._on_row_changed)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.cursorPositionChanged.connect(self._offer_conversion)
        self.editor.finished.connect(self.finish_editing)
        self.editor.discarded.connect(self.discard)
        self.editor.field_wanted.connect(self.insert_field)
        self.editor.conversion_wanted.connect(self.make_field)
        self.preview.anchorClicked.connect(self._on_link)
        self.bold.clicked.connect(lambda: self.editor.surround(BOLD))
        self.italic.clicked.connect(lambda: self.editor.surround(ITALIC))
        self.bullets.clicked.connect(lambda: self.editor.toggle_list(BULLET))
        self.numbers.clicked.connect(lambda: self.editor.toggle_list(NUMBER))
        self.insert.clicked.connect(self.insert_field)
        self.convert.clicked.connect(self.make_field)
        self.leave_out.clicked.connect(self._leave_out_or_open)

    def _button(self, text: str, help_line: str) -> QToolButton:
        button = QToolButton(self._text)
        button.setText(text)
        button.setToolTip(help_line)
        button.setAccessibleName(help_line)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        for button in (self.bold, self.italic, self.bullets, self.numbers, self.insert, self.convert):
            bar.addWidget(button)
        bar.addStretch(1)
        self.leave_out.setContentsMargins(8, 0, 8, 4)
        layout = QVBoxLayout(self._text)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.leave_out)
        layout.addWidget(self.editor)
        self._text.setMinimumWidth(LEAST_WIDTH_OF_TEXT)
        self.splitter.setSizes(list(WIDTHS))
        self.splitter.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self.splitter)

    # ---- what is shown

    @property
    def is_edited(self) -> bool:
        """True if the text shown is not that of the project."""
        return self.editor.toPlainText().strip() != self._shown.text

    def show_note(self, subject: Subject) -> None:
        """Show the note on a difference; that on the reconciliation for anything else."""
        self._fill()
        rows = (row for row, note in enumerate(self._notes) if note.subject == subject)
        self.notes.setCurrentRow(next(rows, 0))

    def _on_session_changed(self, change: Change) -> None:
        if not change.is_switch:
            self._lazy_refresh.request()

    def _fill(self) -> None:
        """Read all notes anew; what is being typed stays while its note is there."""
        shown, typed = self._shown, self.editor.toPlainText() if self.is_edited else None
        self._notes = _all_of(self._session.project)
        self._reader = NoteReader(self._session.results.with_all_on())
        row = next((row for row, note in enumerate(self._notes) if note.subject == shown.subject), 0)
        self.notes.blockSignals(True)
        self.notes.clear()
        for note in self._notes:
            self.notes.addItem(QListWidgetItem(_name_in_list(note)))
        self.notes.setCurrentRow(row)
        self.notes.blockSignals(False)
        for number, note in enumerate(self._notes):
            self._mark(number, self._read(note.text, note), note)
        self._shown = self._notes[row]
        if typed is None or self._shown.subject != shown.subject:
            self._show(self._shown)
        else:
            self._on_text_changed()

    def _read(self, text: str, note: Note) -> ReadNote:
        return self._reader.read(text, window_words(), note.adjustment)

    def _read_to_quote(self, text: str, note: Note) -> ReadNote:
        """Read a text as the checks do, whatever the language of the window."""
        return self._reader.read(text, ENGLISH, note.adjustment)

    def _mark(self, row: int, read: ReadNote, note: Note) -> None:
        name, colour, words = MARKS[self._state(read, note)]
        item = self.notes.item(row)
        item.setIcon(icon(name, self._theme, colour))
        item.setData(TOOL_TIP, tr(words))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("{note}: {state}", note=item.text(), state=tr(words)))

    def _state(self, read: ReadNote, note: Note) -> NoteState:
        written = self._session.project.texts.get(_kind_of(note)) if isinstance(note.subject, TextSubject) else None
        if written is not None and written.is_left_out:
            return NoteState.LEFT_OUT
        state = state_of_note(read)
        return NoteState.CHANGED if state is NoteState.IN_ORDER and self._changes(read, note) else state

    def _changes(self, read: ReadNote, note: Note) -> list[Fact]:
        """Return what a note says otherwise than when it was last read."""
        quotes = self._session.project.quotes.get(note.subject, ())
        if not quotes:
            return []
        return list(changes_since(self._read_to_quote(read.typed, note), quotes, self._reader.results))

    def _on_row_changed(self, row: int) -> None:
        if row >= 0 and self._notes[row].subject != self._shown.subject:
            self.finish_editing()
            self._show(self._notes[self.notes.currentRow()])

    def _show(self, note: Note) -> None:
        self._shown = note
        self.editor.blockSignals(True)
        self.editor.show_note(note.text)
        self.editor.blockSignals(False)
        self._show_whether_left_out()
        self._on_text_changed()

    def _show_whether_left_out(self) -> None:
        """Offer to leave out what is shown, if it is a text of the appendix."""
        is_text = isinstance(self._shown.subject, TextSubject)
        self.leave_out.setVisible(is_text)
        if not is_text:
            self.editor.setEnabled(True)
            return
        kind = _kind_of(self._shown)
        written = self._session.project.texts.get(kind)
        is_left_out = written is not None and written.is_left_out
        self.leave_out.setText(tr("No engagement") if kind in NO_ENGAGEMENT else tr("Leave out"))
        self.leave_out.setChecked(is_left_out)
        self.leave_out.setEnabled(not self.editor.toPlainText().strip())
        self.editor.setEnabled(not is_left_out)

    def _leave_out_or_open(self, is_left_out: bool) -> None:
        text = AppendixText("", is_left_out=True) if is_left_out else None
        self._session.execute(WriteText(_kind_of(self._shown), text))
        self._fill()

    def _on_text_changed(self) -> None:
        text = self.editor.toPlainText()
        self._now = read = self._read(text, self._shown)
        self.editor.blockSignals(True)
        self.editor.highlighter.show_marks(text, read)
        self.editor.blockSignals(False)
        self._mark(max(self.notes.currentRow(), 0), read, self._shown)
        self.preview.setHtml(self._html(read))
        self._offer_conversion()
        if self.leave_out.isVisible():
            self.leave_out.setEnabled(not text.strip())
        self.typed.emit(self._shown.subject, text)

    def _html(self, read: ReadNote) -> str:
        project, own = self._session.project, self._shown.adjustment
        parts = [f"<p><b>{escape(tr_fact(self._shown.title))}</b><br>{escape(self._about(own))}</p>"]
        parts.append(note_as_html(read, self._show_field) or f"<p><i>{escape(self._why_empty())}</i></p>")
        bad, muted = self._theme.colours.bad, self._theme.colours.muted
        found = [(bad, what) for what in alarms_in(read, own, project)]
        changes = self._changes(read, self._shown)
        found += [(self._theme.colours.warning, what) for what in changes]
        found += [(muted, what) for what in remarks_in(read, own, project)]
        if found:
            parts.append("<hr>")
        for colour, what in found:
            parts.append(f'<p style="color:{colour}">{escape(with_capital(tr_fact(what)))}.</p>')
        offers = [self._link(number, figure) for number, figure in enumerate(read.figures) if figure.meant]
        if changes:
            words = escape(tr("Confirm the figures as they are now"))
            offers.insert(0, f'<div><a href="{CONFIRM_LINK}">{words}</a></div>')
        return "".join([*parts, *offers])

    def _why_empty(self) -> str:
        if not isinstance(self._shown.subject, TextSubject):
            return tr("There is no note.")
        return tr("It is left out.") if self.leave_out.isChecked() else tr("It is open: write it, or leave it out.")

    def _link(self, number: int, figure: CheckedFigure) -> str:
        words = escape(tr("Make {figure} a field", figure=figure.typed.text))
        return f'<div><a href="{FIELD_LINK}{number}">{words}</a></div>'

    def _show_field(self, said: SaidPiece) -> str:
        if said.broken is None:
            return f'<span style="color:{self._theme.colours.typed}">{escape(said.text)}</span>'
        style = f"color:{self._theme.colours.bad}; text-decoration:underline"
        return f'<span style="{style}">{escape(said.text)}</span>'

    def _about(self, adjustment: AdjustmentId | None) -> str:
        if isinstance(self._shown.subject, TextSubject):
            return tr(ABOUT_TEXTS[_kind_of(self._shown)])
        if adjustment is None:
            return tr("What applies to all differences")
        known = self._session.project.adjustment_by_id[adjustment]
        standards = " → ".join(standard for standard in known.standards if standard)
        nature = known.nature and name_of_nature(known.nature, window_words())
        return listing(filter(None, (standards, nature)), window_words())

    # ---- what is done

    def finish_editing(self) -> bool:
        """Make the text that is shown a step, if it was changed; False if it is refused."""
        if not self.is_edited:
            return True
        try:
            self._session.execute(self._command(self.editor.toPlainText().strip()))
        except WorkbenchError as error:
            self.refused.emit(say_refusal(error))
            return False
        self._fill()
        return True

    def _command(self, text: str) -> AnyCommand:
        """Return the step that keeps a text and what the figures say that are new in it."""
        project, subject = self._session.project, self._shown.subject
        write, before = self._write(text), project.quotes.get(subject, ())
        quotes = quotes_of(self._read_to_quote(text, self._shown), project)
        confirm = ConfirmFigures(subject, quotes_after_editing(quotes, before))
        if confirm.quotes == before:
            return write
        return CompoundCommand(write.describe(project), (write, confirm))

    def _write(self, text: str) -> Edit:
        adjustment = self._shown.adjustment
        if isinstance(self._shown.subject, TextSubject):
            return WriteText(_kind_of(self._shown), AppendixText(text) if text else None)
        if adjustment is None:
            return WriteNote(text)
        known = DescribeAdjustment.of(self._session.project.adjustment_by_id[adjustment])
        return DescribeAdjustment(known.adjustment, known.standards, text, known.readiness, known.kind)

    def confirm_figures(self) -> None:
        """Keep what the figures of the text say now: its sentences were read with them."""
        if self.finish_editing():
            quotes = quotes_of(self._read_to_quote(self._shown.text, self._shown), self._session.project)
            self._session.execute(ConfirmFigures(self._shown.subject, quotes))
            self._fill()

    def discard(self) -> None:
        """Show the note as it was before it was edited; undo in the text brings back what was typed."""
        if self.is_edited:
            self.editor.type_over(self._shown.text)
            self.message.emit(tr("What was typed is discarded. Ctrl+Z brings it back."))

    def insert_field(self) -> None:
        """Ask for a field, and put it where the cursor is."""
        from workbench.ui.records.field_dialog import FieldDialog

        FieldDialog(self._reader, self._shown.adjustment, self._insert, self).open()

    def _insert(self, field: str) -> None:
        self.editor.insertPlainText(field)
        self.editor.setFocus()

    def _figure_at_cursor(self) -> CheckedFigure | None:
        """Return the typed figure at the cursor, or the next one, that equals a figure; else the first of all."""
        figures = [figure for figure in self._now.figures if figure.meant]
        place = self.editor.place
        return next((figure for figure in figures if figure.typed.end >= place), next(iter(figures), None))

    def _offer_conversion(self) -> None:
        self.convert.setEnabled(self._figure_at_cursor() is not None)

    def make_field(self) -> None:
        """Replace the typed figure at the cursor with the field of the figure that it equals."""
        if figure := self._figure_at_cursor():
            self._make_field(figure)

    def _make_field(self, figure: CheckedFigure) -> None:
        if replacement := as_field(self.editor.toPlainText(), figure, self._reader, self._shown.adjustment):
            self.editor.replace(replacement)

    def _on_link(self, address: QUrl) -> None:
        if address.toString() == CONFIRM_LINK:
            self.confirm_figures()
            return
        number = address.toString().removeprefix(FIELD_LINK)
        if number.isdecimal() and int(number) < len(self._now.figures):
            self._make_field(self._now.figures[int(number)])


def _all_of(project: Project) -> tuple[Note, ...]:
    """Return all notes, then all texts of the appendix."""
    return (*notes_of(project), *texts_of(project))


def _kind_of(note: Note) -> TextKind:
    assert isinstance(note.subject, TextSubject), "it is a text of the appendix"
    return TextKind(note.subject.text)


def _name_in_list(note: Note) -> str:
    if isinstance(note.subject, TextSubject):
        return tr("Appendix: {name}", name=tr_fact(note.title))
    return note.name or tr("The reconciliation")
