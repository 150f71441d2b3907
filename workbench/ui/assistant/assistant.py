"""The import assistant: its pages, forward and back. The open project stays as it is until Import."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.clock import present_time
from workbench.domain.project import Project
from workbench.errors import WorkbenchError
from workbench.importing.report.layout_store import Layout, LayoutStore
from workbench.ui.assistant.descriptions import join_words
from workbench.ui.assistant.files_page import FilesPage
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.assistant.outcome_page import OutcomePage
from workbench.ui.assistant.page import Page
from workbench.ui.assistant.tables_page import TablesPage
from workbench.ui.toolkit.jobs import Jobs
from workbench.ui.toolkit.language import tr, tr_count
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.theme import Theme

MARGIN = 16
MILLISECONDS_UNSEEN = 200
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Assistant(QWidget):
    """``accepted`` carries the imported project and the keys of the user's alterations to keep.

    ``rejected``: the import was canceled. ``more_wanted``: the user wants to add files. ``message`` carries a message
    for the user.
    """

    accepted = Signal(object, object)
    rejected = Signal()
    more_wanted = Signal()
    message = Signal(str)

    def __init__(
        self,
        paths: Sequence[Path],
        open_project: Project | None,
        layout_store: LayoutStore,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """``open_project``: the project in the window, if any."""
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.controller = ImportController(open_project, layout_store, jobs, self)
        self.files = FilesPage(self.controller, theme, self)
        self.tables = TablesPage(self.controller, theme, self)
        self.outcome = OutcomePage(self.controller, theme, self)
        self._pages: tuple[Page, ...] = (self.files, self.tables, self.outcome)
        self._stack = QStackedWidget(self)
        self._steps: list[QLabel] = []
        for number, page in enumerate(self._pages, 1):
            self._stack.addWidget(page)
            self._steps.append(QLabel(tr("{number}  {title}", number=number, title=page.title), self))
        self._page_description = QLabel(self)
        self._page_description.setObjectName("quiet")
        self._message = QLabel(self)
        self._message.setObjectName("quiet")
        self._progress_bar = QProgressBar(self)
        self._progress_bar.setTextVisible(False)
        self._progress_bar.setFixedWidth(180)
        self._progress_bar.hide()
        self.back = QPushButton(tr("&Back"), self)
        self.next = QPushButton(tr("&Next"), self)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.next.setDefault(True)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(MILLISECONDS_UNSEEN)
        self._lay_out()
        self._delay.timeout.connect(self._progress_bar.show)
        self.back.clicked.connect(lambda: self.show_page(self._stack.currentIndex() - 1))
        self.next.clicked.connect(self.advance)
        self.cancel.clicked.connect(self.give_up)
        self.files.more_wanted.connect(self.more_wanted)
        self.files.layouts_wanted.connect(self._show_layouts)
        self.controller.changed.connect(self._on_changed)
        self.controller.locked.connect(self._ask_for_passwords)
        self.controller.progressed.connect(self._on_progressed)
        self.show_page(0)
        self.controller.add(paths)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(22)
        for step in self._steps:
            head.addWidget(step)
        self._page_description.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._page_description.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self._page_description, 1)
        line, other_line = QFrame(self), QFrame(self)
        line.setObjectName("line")
        other_line.setObjectName("line")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._message)
        foot.addWidget(self._progress_bar)
        foot.addStretch(1)
        for button in (self.cancel, self.back, self.next):
            button.setMinimumWidth(96)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 12, MARGIN, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(line)
        layout.addWidget(self._stack, 1)
        layout.addWidget(other_line)
        layout.addLayout(foot)

    # ---- pages

    @property
    def page(self) -> int:
        return self._stack.currentIndex()

    def show_page(self, number: int) -> None:
        """Go to page ``number``, counted from 0, and give it the focus; do nothing if there is no such page."""
        if not 0 <= number < len(self._pages):
            return
        self._stack.setCurrentIndex(number)
        for step_number, step in enumerate(self._steps):
            step.setObjectName("stepNow" if step_number == number else "stepLater")
            step.style().polish(step)
        page = self._pages[number]
        self._page_description.setText(tr(page.about))
        self._on_changed()
        self.setFocusProxy(page)  # focusing the assistant focuses the page
        page.setFocus()

    def advance(self) -> None:
        """Go to the next page, or import from the last one; show what stands in the way, if anything."""
        if self._obstacle:
            self._message.setText(self._obstacle)
        elif self.page < len(self._pages) - 1:
            self.show_page(self.page + 1)
        else:
            self._accept()

    @property
    def _obstacle(self) -> str:
        return self._pages[self.page].obstacle

    def _on_changed(self) -> None:
        is_last = self.page == len(self._pages) - 1
        self.next.setText(tr("&Import") if is_last else tr("&Next"))
        self.next.setEnabled(not self._obstacle)
        self.back.setEnabled(self.page > 0)
        if self.controller.is_busy:
            self._message.setText(tr("Looking for tables …"))
            self._delay.start()
        else:
            self._delay.stop()
            self._progress_bar.hide()
            self._message.setText("")

    def _on_progressed(self, progress: tuple[int, int, str]) -> None:
        done, total, what = progress
        if self.controller.is_busy:
            self._message.setText(what)
            self._progress_bar.setRange(0, total)
            self._progress_bar.setValue(done)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files to the import."""
        self.show_page(0)
        self.controller.add(paths)

    def _ask_for_passwords(self, locked: Mapping[Path, bool]) -> None:
        from workbench.ui.assistant.password_dialog import PasswordDialog

        PasswordDialog(locked, self.controller.unlock, self).open()

    # ---- the end

    def _accept(self) -> None:
        draft = self.controller.draft
        if draft is not None and draft.project is not None:
            own = frozenset(key for key, keeps_own in self.controller.keeps_own.items() if keeps_own)
            self.accepted.emit(draft.project, own)

    def remember(self) -> None:
        """Store the corrections of each layout for the next import, and report what was imported.

        If they cannot be stored, report why instead.
        """
        when = present_time()
        stored = 0
        remembered = self.controller.remembered_layouts()
        for file in self.controller.files:
            for sheet, layout in file.layouts.items():
                key = file.workbook.name if file.workbook else "", sheet
                corrections = tuple(self.controller.corrections.get(key, ()))
                before = remembered[key].corrections if key in remembered else ()
                if corrections == before or not (corrections or self.controller.uses_layouts):
                    continue
                try:
                    self.controller.layout_store.remember(Layout(layout, corrections, when, *key))
                except WorkbenchError as error:
                    self.message.emit(say_refusal(error))
                    return
                stored += len(corrections) if layout else 0
        names = join_words(file.path.name for file in self.controller.files if file.workbook)
        self.message.emit(
            tr_count(
                "Imported {names}. {count:,} correction kept for next time.",
                "Imported {names}. {count:,} corrections kept for next time.",
                stored,
                names=names,
            )
            if stored
            else tr("Imported {names}.", names=names)
        )

    def give_up(self) -> None:
        """Discard the import; ask first if corrections would be lost."""
        if not self.controller.has_own_corrections:
            self.rejected.emit()
            return
        from workbench.ui.toolkit.messages import ask_about_corrections

        ask_about_corrections(self, self.rejected.emit)

    def end(self) -> None:
        """Cancel the running jobs before the assistant is deleted."""
        self._delay.stop()
        self.controller.end()

    def _show_layouts(self) -> None:
        from workbench.ui.assistant.layouts_dialog import LayoutsDialog

        LayoutsDialog(self.controller.layout_store, self.controller.changed.emit, self).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], None]] = {Qt.Key.Key_Escape: self.give_up, **dict.fromkeys(ENTER, self.advance)}
        if event.key() in acts and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            acts[event.key()]()
        else:
            super().keyPressEvent(event)
