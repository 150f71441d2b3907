"""The window: menus, toolbar, start page or open document. Has no logic of its own."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.clock import present_time
from workbench.opening import PROJECT_SUFFIX
from workbench.phrases import phrase
from workbench.progress import Progress
from workbench.ui.shell.action_lists.menus import (
    COMMENTS_MENU,
    COMPLETENESS,
    ENTRIES,
    ENTRY,
    ENTRY_HELPERS,
    EVIDENCE_MENU,
    FINDINGS,
    HISTORY,
    LEGS,
    NATURES,
    REVIEWED,
    START_PAGE,
    SWITCHES,
    TOTALS,
)
from workbench.ui.shell.actions import ACTION_BY_NAME
from workbench.ui.shell.files import Files
from workbench.ui.shell.job_bar import JobBar
from workbench.ui.shell.menus import Menus
from workbench.ui.shell.panes import Pane, find_neighbour
from workbench.ui.shell.start_page import StartPage
from workbench.ui.toolkit import garbage
from workbench.ui.toolkit.icons import icon
from workbench.ui.toolkit.jobs import Jobs
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.number_style import show_numbers_as
from workbench.ui.toolkit.preferences import COLOURS, Preferences, keep_preferences, read_preferences
from workbench.ui.toolkit.settings import Settings
from workbench.ui.toolkit.theme import Choice, Theme

if TYPE_CHECKING:
    from workbench.commands.rebase import Key
    from workbench.domain.project import Project
    from workbench.domain.trail import Alteration
    from workbench.importing.report.layout_store import LayoutStore
    from workbench.session.recovery import LeftBehind
    from workbench.ui.assistant.assistant import Assistant
    from workbench.ui.assistant.banner import Banner
    from workbench.ui.context.document import Document
    from workbench.ui.shell.help_desk import HelpDesk
    from workbench.ui.shell.left_behind import LeftBehindStrip
    from workbench.ui.shell.palette import Palette
    from workbench.ui.shell.remembered_views import RememberedViews
    from workbench.ui.shell.source_watch import SourceWatch
    from workbench.ui.shell.workspace import Workspace

SIZE = QSize(1600, 1000)
FRAME = QSize(10, 42)
"""What a desktop's frame adds to a window's width and height; not known before the window is shown."""
PROGRAM = phrase("Reconciliation Workbench")
UNSAVED = "[*]"
"""Where Qt marks the title of an unsaved document."""
LAYOUTS, VIEWS = "layouts.json", "views.json"
"""The files of remembered layouts, and of how projects were last looked at, beside the settings."""
MILLISECONDS_TO_PAINT = 120
"""What the first paint does not need would delay it: the actions of the menus, the library of the charts."""


class MainWindow(QMainWindow):
    """``settled`` says that an opened document is shown, with its checks and its chart."""

    settled = Signal()

    def __init__(self, settings: Settings, theme: Theme, *, state_folder: Path | None = None) -> None:
        """``state_folder``: for locks, backups and the log; without it, none are kept."""
        super().__init__()
        self._settings = settings
        self._preferences = read_preferences(settings)
        show_numbers_as(self._preferences.numbers)
        self._theme = theme
        self._state_folder = state_folder
        self.jobs = Jobs(self)
        self.files = Files(self, self.jobs, settings, state_folder)
        self.workspace: Workspace | None = None
        self.assistant: Assistant | None = None
        self.source_watch: SourceWatch | None = None
        self._remains: LeftBehindStrip | None = None
        self._banner: Banner | None = None
        self._help_desk: HelpDesk | None = None
        self._palette: Palette | None = None
        self._period_tools: QAction | None = None
        self._menus = Menus(self, self.files, settings, theme, self.act)
        self.start_page = StartPage(self._menus.actions_in(START_PAGE), theme, self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start_page)
        self.job_bar = JobBar(self.jobs, self)
        self._arrange()
        self._menus.fill_bar(self.menuBar())
        self.files.opened.connect(self._on_opened)
        self.files.import_wanted.connect(self._open_assistant)
        self.files.saved.connect(self._on_saved)
        self.files.message.connect(self._show_message)
        self.files.may_leave = self._may_leave_document
        self.files.recovery_failed.connect(self._on_recovery_failed)
        self.jobs.failed.connect(self.show_fault)
        self.start_page.wanted.connect(lambda path: self.files.open([path]))
        self._on_changed()
        QTimer.singleShot(MILLISECONDS_TO_PAINT, self, self._prepare)

    def _prepare(self) -> None:
        """Make what the first paint does without: the actions of the menus, and the help."""
        self._menus.complete()
        self.help_desk.watch_dialogs()

    def _arrange(self) -> None:
        self.setWindowTitle(tr(PROGRAM))
        self.setWindowIcon(icon("workbench", self._theme, "accent"))
        self.setAcceptDrops(True)
        middle = QWidget(self)
        layout = self._middle = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.job_bar)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.toolbar = QToolBar(tr("Toolbar"), self)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(20, 20))
        self.addToolBar(self.toolbar)
        self._menus.fill_toolbar(self.toolbar)
        self.resize(SIZE)
        self.restoreGeometry(self._settings.state("geometry"))
        self._fit_screen()

    def _fit_screen(self) -> None:
        """Fit the whole window, including the desktop's frame, on the screen, however large it was last time."""
        room = self.screen().availableGeometry().adjusted(0, FRAME.height(), -FRAME.width(), 0)
        self.resize(self.size().boundedTo(room.size()))
        if not room.contains(self.geometry()):
            self.move(room.topLeft() - QPoint(0, FRAME.height()))

    def createPopupMenu(self) -> QMenu:
        """Open nothing: a right-click beside the menus would list docks and toolbars, which *Panels* already does."""
        return None  # type: ignore[return-value]

    def action(self, name: str) -> QAction:
        return self._menus.action(name)

    def submenu(self, name: str) -> QMenu:
        return self._menus.menu(name)

    def act(self, name: str) -> None:
        """Perform the action ``name`` after finishing an open editor; do nothing if the editor refuses."""
        if self._may_leave():
            ACTION_BY_NAME[name].act(self)
        else:
            self._on_changed()  # a checkable action has already changed its mark

    def _may_leave(self) -> bool:
        return self.workspace is None or self.workspace.finish_editing()

    def _may_leave_document(self) -> bool:
        """True unless an entry is still being written, which is then shown."""
        return self.workspace is None or self.workspace.may_leave_entry()

    # ---- the keyboard

    def focus_pane(self, step: int) -> None:
        """Move the focus to the next (+1) or previous (-1) part of the window: the toolbar and the document's panes."""
        if self.workspace is None:
            return
        buttons = [button for button in self.toolbar.findChildren(QToolButton) if button.isVisible()]
        usable = [Pane(self.toolbar, button) for button in buttons if button.isEnabled()]
        banners = [self.source_watch.banner] if self.source_watch and self.source_watch.banner.isVisible() else []
        panes = [*usable[:1], *(Pane(banner, banner.buttons[0]) for banner in banners), *self.workspace.panes()]
        from PySide6.QtCore import Qt

        find_neighbour(panes, self.focusWidget(), step).first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the focused button, as in a dialog, and Shift+F10 open a menu wherever it does not yet."""
        from PySide6.QtCore import Qt

        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier and focus:
            ask_for_menu(focus)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    # ---- documents

    def _on_opened(self, document: "Document") -> None:
        from workbench.ui.shell.workspace import Workspace

        self._remove_workspace()
        garbage.leave_out()  # scanning everything just read for garbage would be noticeable
        workspace = self.workspace = Workspace(document, self._theme, self.jobs, self)
        workspace.replaced.connect(lambda: self._on_opened(document))
        workspace.import_again_wanted.connect(lambda: self.act("import_again"))
        workspace.action_wanted.connect(self.act)
        workspace.evidence_dropped.connect(lambda paths: self._add_dropped_files(workspace, paths))
        QTimer.singleShot(0, workspace, lambda: self._arrange_workspace(workspace))

    def _arrange_workspace(self, workspace: "Workspace") -> None:
        """Create, arrange and show the views in separate turns of the event loop, so that none is noticeable."""
        workspace.arrange()
        QTimer.singleShot(0, workspace, lambda: self._show_workspace(workspace))

    def _show_workspace(self, workspace: "Workspace") -> None:
        from workbench.ui.shell.places import lead_to, lead_to_point

        self._stack.addWidget(workspace)
        if self.assistant is None:
            self._stack.setCurrentWidget(workspace)
        workspace.pages.offer_menus(self._menus.grid_menus())
        for view, menu in {
            workspace.adjustments_panel.switches: SWITCHES,
            workspace.adjustments_panel.totals_view: TOTALS,
            workspace.entries.view: ENTRIES,
            workspace.journal.table: LEGS,
            workspace.checks.view: FINDINGS,
            workspace.completeness.view: COMPLETENESS,
            workspace.comments.tree: COMMENTS_MENU,
            workspace.comments.table: EVIDENCE_MENU,
            workspace.history: HISTORY,
        }.items():
            self._menus.offer_on(view, menu)
        for table in workspace.review.tables.values():
            self._menus.offer_on(table, REVIEWED)
        workspace.adjustments_panel.switches.addAction(self._menus.menu(NATURES.name).menuAction())
        workspace.journal.table.addAction(self._menus.menu(ENTRY_HELPERS.name).menuAction())
        workspace.to_do.chosen.connect(lambda item: lead_to(workspace, item))
        workspace.charts.led.connect(lambda place: lead_to_point(workspace, place))
        workspace.journal.add_menu_actions(self._menus.actions_in(ENTRY_HELPERS), self._menus.actions_in(ENTRY))
        workspace.resize(self._stack.size())
        workspace.arrange_as(self._settings.state("panels"))
        self._remembered_views().restore(workspace)
        workspace.page.zoom_to(self._preferences.zoom)
        self._period_tools = self.toolbar.addWidget(workspace.view_tools)
        workspace.changed.connect(self._on_changed)
        workspace.message.connect(self._show_message)
        workspace.checks_run.changed.connect(self._on_settling)
        self._on_changed()
        workspace.checks_run.start()
        workspace.grid.setFocus()
        QTimer.singleShot(MILLISECONDS_TO_PAINT, workspace, lambda: self._load_charts(workspace))

    def _load_charts(self, workspace: "Workspace") -> None:
        """Import the chart's library off the UI thread, because it takes noticeably long."""

        def load(_: object) -> None:
            import workbench.ui.charts.kinds  # noqa: F401

        def draw(_: None) -> None:
            if self.workspace is workspace:
                workspace.charts.draw()
                self._on_settling()

        self.jobs.start(tr("Preparing the chart"), load, draw, self._show_message, is_quiet=True)
        self._watch_sources(workspace.document)
        workspace.evidence_watch.look()

    def _watch_sources(self, document: "Document") -> None:
        """Offer to import again when a source changes on disk."""
        from workbench.ui.shell.source_watch import SourceWatch

        watch = self.source_watch = SourceWatch(document, self.jobs, self)
        self._middle.insertWidget(self._middle.indexOf(self._stack), watch.banner)
        watch.import_again_wanted.connect(lambda: self.act("import_again"))
        watch.hold_back(is_held_back=self.assistant is not None)
        watch.look()

    def _add_dropped_files(self, workspace: "Workspace", paths: list[Path]) -> None:
        from workbench.ui.shell.remark_actions import add_dropped_files

        if self._may_leave():
            add_dropped_files(workspace, paths)

    def _on_settling(self) -> None:
        workspace = self.workspace
        if workspace and not workspace.checks_run.is_running and workspace.charts.is_ready:
            garbage.search_again()
            self.settled.emit()

    def show_palette(self) -> None:
        """Offer everything that can be done or shown, by name."""
        from workbench.ui.shell.palette import Palette

        if self._palette is None:
            self._palette = Palette(self, self, self._settings, self._theme)
        self._palette.open()

    def close_document(self) -> None:
        self._remove_workspace()
        self.files.close()
        self.start_page.show_recent(self._settings.recent_files)
        self._on_changed()

    def _remove_workspace(self) -> None:
        workspace = self.workspace
        if self._banner:
            self._banner.show_message("")
        if workspace is None:
            return
        self._settings.set_state("panels", workspace.arrangement())
        self._remembered_views().remember(workspace)
        self.workspace = None
        workspace.end()
        if self.source_watch:
            self.source_watch.end()
            self.source_watch = None
        garbage.search_again()
        if self._period_tools:
            self.toolbar.removeAction(self._period_tools)
            self._period_tools.deleteLater()
            self._period_tools = None
        self._menus.forget_document()
        if self._palette:
            self._palette.forget_document()
        workspace.hide()  # it may be painted before it is deleted, and show what no longer exists
        self._stack.removeWidget(workspace)  # no effect if it has not been shown yet
        workspace.deleteLater()

    def _remembered_views(self) -> "RememberedViews":
        from workbench.ui.shell.remembered_views import RememberedViews

        return RememberedViews(self._settings.path_beside(VIEWS))

    # ---- recovery

    def look_for_remains(self) -> None:
        """List what killed processes left behind, once the window has been painted."""
        folder = self.files.recovery_folder
        if folder is None or not folder.is_dir():
            return

        def look(_: object) -> "tuple[LeftBehind, ...]":
            from workbench.session.recovery import left_behind

            return left_behind(folder)

        self.jobs.start(tr("Looking for unsaved work"), look, self._show_remains, self._show_message, is_quiet=True)

    def _show_remains(self, remains: "tuple[LeftBehind, ...]") -> None:
        if not remains:
            return
        from workbench.ui.shell.left_behind import LeftBehindStrip

        strip = self._remains = LeftBehindStrip(self)
        strip.recover_wanted.connect(self._recover)
        strip.compare_wanted.connect(self._compare)
        strip.discard_wanted.connect(self._ask_to_discard)
        self._middle.insertWidget(0, strip)
        strip.show_remains(remains)

    def _recover(self, left: "LeftBehind") -> None:
        if self._may_leave():
            self._end_assistant()
            self.files.recover(left, lambda: self._forget_remains(left))

    def _compare(self, left: "LeftBehind") -> None:
        """Show what the unsaved steps would change in the file."""

        def look(progress: Progress) -> "tuple[Project, Sequence[Alteration]]":
            from workbench.session.recovery import look_into, unsaved_alterations

            session = look_into(left, progress).session
            return session.project, unsaved_alterations(session)

        def show(found: "tuple[Project, Sequence[Alteration]]") -> None:
            from workbench.ui.shell.left_behind import CompareDialog

            dialog = CompareDialog(left.file.name, *found, self)
            dialog.recover_wanted.connect(lambda: self._recover(left))
            dialog.discard_wanted.connect(lambda: self._ask_to_discard(left))
            dialog.open()

        def refuse(reason: str) -> None:
            from workbench.ui.toolkit.messages import show_refusal

            show_refusal(self, tr("{file} cannot be compared", file=left.file.name), reason)

        self.jobs.start(tr("Comparing {file}", file=left.file.name), look, show, refuse)

    def _ask_to_discard(self, left: "LeftBehind") -> None:
        from workbench.session.recovery import discard
        from workbench.ui.toolkit.messages import ask_about_discarding

        def forget() -> None:
            discard(left)
            self._forget_remains(left)

        ask_about_discarding(self, left.file.name, forget)

    def _forget_remains(self, left: "LeftBehind") -> None:
        if self._remains:
            self._remains.forget(left)

    def _on_recovery_failed(self, reason: str) -> None:
        if self._banner is None:
            from workbench.ui.assistant.banner import Banner

            self._banner = Banner("refused", self)
            self._middle.insertWidget(0, self._banner)
        self._banner.show_message(tr("Recovery is off: {reason}. Save often.", reason=reason))

    def leave(self) -> None:
        """End without asking: files being written are completed, and unsaved work can be recovered."""
        self.jobs.end()
        self.files.leave()

    # ---- the assistant

    def _layout_store(self) -> "LayoutStore":
        from workbench.importing.report.layout_store import LayoutStore

        return LayoutStore(self._settings.path_beside(LAYOUTS))

    def _open_assistant(self, paths: list[Path]) -> None:
        """Show ``paths`` in the assistant; if it is already open, add them to its files."""
        from workbench.ui.assistant.assistant import Assistant

        if self.assistant is not None:
            self.assistant.add(paths)
            return
        project = self.files.document.session.settled if self.files.document else None
        assistant = self.assistant = Assistant(paths, project, self._layout_store(), self.jobs, self._theme, self)
        assistant.accepted.connect(self._on_import_accepted)
        assistant.rejected.connect(self._end_assistant)
        assistant.more_wanted.connect(lambda: self.files.ask_for_more_workbooks(assistant.add))
        assistant.message.connect(self._show_message)
        self._stack.addWidget(assistant)
        self._stack.setCurrentWidget(assistant)
        self._on_changed()
        assistant.setFocus()

    def _on_import_accepted(self, project: "Project", own: "frozenset[Key]") -> None:
        if self.assistant is not None:
            controller = self.assistant.controller
            paths = [file.path for file in controller.files if file.workbook]
            carried = replace(project, layouts=controller.layouts_used(present_time()))
            self.files.take_import(carried, own, paths, self._on_import_taken)

    def _on_import_taken(self) -> None:
        if self.assistant is not None:
            self.assistant.remember()
        self._end_assistant()

    def _end_assistant(self) -> None:
        """Go back to what was shown before the assistant, if one is open."""
        assistant, self.assistant = self.assistant, None
        if assistant is None:
            return
        assistant.end()
        assistant.deleteLater()
        if self.workspace is None:
            self._stack.setCurrentWidget(self.start_page)
            self.start_page.setFocus()
        elif self._stack.indexOf(self.workspace) >= 0:
            self._stack.setCurrentWidget(self.workspace)
            self.workspace.grid.setFocus()
        self._on_changed()

    # ---- following

    def _on_saved(self) -> None:
        self._on_changed()
        if self.workspace is not None:
            self.workspace.evidence_watch.look()  # paths of evidence are relative to the folder of the project

    def _on_changed(self) -> None:
        """Update title, menus and tools to match what is open and its state."""
        document, workspace, is_importing = self.files.document, self.workspace, self.assistant is not None
        self._menus.follow(workspace if document else None, is_importing=is_importing)
        if document and workspace and not is_importing:
            workspace.status.show_saved(describe_saving(document))
        if self._period_tools:
            self._period_tools.setVisible(not is_importing)
        if self.source_watch:
            self.source_watch.hold_back(is_held_back=is_importing)
        self.setWindowTitle(title_of(document))
        self.setWindowModified(document is not None and document.is_modified)
        if workspace is None:
            self.start_page.show_recent(self._settings.recent_files)

    def _show_message(self, text: str) -> None:
        if self.workspace:
            self.workspace.status.show_message(text)

    # ---- dialogs and colors

    def show_layouts(self) -> None:
        from workbench.ui.assistant.layouts_dialog import LayoutsDialog

        LayoutsDialog(self._layout_store(), lambda: None, self).open()

    def show_shortcuts(self) -> None:
        from workbench.ui.shell.shortcuts import ShortcutsDialog

        ShortcutsDialog(self).open()

    def ask_for_preferences(self) -> None:
        from workbench.ui.shell.preferences_dialog import PreferencesDialog

        preferences = read_preferences(self._settings)._replace(colours=self._theme.choice)
        dialog = PreferencesDialog(preferences, self._state_folder, self)
        dialog.tried.connect(self._show_as)
        dialog.chosen.connect(self._keep_preferences)
        dialog.open()

    def _show_as(self, preferences: Preferences) -> None:
        """Show everything as ``preferences`` say, without keeping them."""
        before, self._preferences = self._preferences, preferences
        if preferences.colours is not self._theme.choice:
            self._theme.choose(preferences.colours)
        show_numbers_as(preferences.numbers)
        if self.workspace is not None:
            if preferences.zoom != before.zoom:
                self.workspace.page.zoom_to(preferences.zoom)
            if preferences.numbers != before.numbers:
                self.workspace.restyle()

    def _keep_preferences(self, preferences: Preferences) -> None:
        keep_preferences(preferences, self._settings)
        self.files.follow_user_name()

    @property
    def help_desk(self) -> "HelpDesk":
        """The help; made when it is first needed."""
        if self._help_desk is None:
            from workbench.ui.shell.help_desk import HelpDesk

            self._help_desk = HelpDesk(self._settings, self._theme, self._state_folder, self)
        return self._help_desk

    def show_help(self, page: str = "") -> None:
        """Show a page of the help; without a name, the page that fits where the focus is."""
        self.help_desk.show(page)

    def show_about(self) -> None:
        from workbench.ui.help.about_dialog import AboutDialog

        AboutDialog(self._theme, self).open()

    def show_fault(self, fault: BaseException) -> None:
        """Say that something went wrong; print and log the details for a report."""
        import traceback

        from PySide6.QtGui import QGuiApplication

        from workbench.log import log_path, record_fault
        from workbench.ui.shell.activity_log import fault_report
        from workbench.ui.toolkit.messages import show_fault

        traceback.print_exception(fault)
        record_fault(fault)
        report = fault_report(fault)
        show_fault(self, fault, log_path(), lambda: QGuiApplication.clipboard().setText(report))

    def keep_log(self) -> None:
        """Start logging what is done, without figures or names, if anything is kept at all."""
        if self._state_folder is not None:
            from workbench.ui.shell.activity_log import ActivityLog

            ActivityLog(self.jobs, self._state_folder, self)

    def choose_colours(self, choice: Choice) -> None:
        self._theme.choose(choice)
        self._settings.set_text(COLOURS, choice.value)

    # ---- drag and drop, closing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from workbench.ui.toolkit.dropped_files import accept_copy

        if openable_files(event):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        from workbench.ui.toolkit.dropped_files import accept_copy

        paths = openable_files(event)
        if paths and self._may_leave():
            accept_copy(event)
            if self.assistant is not None:
                self.assistant.add(paths)
            else:
                self.files.open(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once nothing would be lost and every file being written is complete."""
        document = self.files.document
        if not (self._may_leave() and self._may_leave_document()):
            event.ignore()
            return
        if self.assistant is not None and self.assistant.controller.has_own_corrections:
            event.ignore()
            self.assistant.give_up()
            return
        self._end_assistant()
        if document is not None and document.is_modified:
            event.ignore()
            self.files.when_safe(self._close_for_good)
            return
        self._settings.set_state("geometry", self.saveGeometry())
        self.close_document()
        if self._help_desk is not None:
            self._help_desk.close()
        self.jobs.end()
        event.accept()

    def _close_for_good(self) -> None:
        self.files.close()
        self.close()


def openable_files(event: QDropEvent) -> list[Path]:
    """Return the dropped files; none if any of them is of a kind that cannot be opened."""
    from workbench.workbooks.reading import READABLE

    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if all(path.suffix.lower() in (*READABLE, PROJECT_SUFFIX) for path in paths) else []


def ask_for_menu(focus: QWidget) -> None:
    """Open the context menu of what has the focus, as the menu key does; X11 knows no other key for it."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    at = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).bottomLeft()
    on = focus.mapToGlobal(at)
    QApplication.sendEvent(focus, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, on))


def title_of(document: "Document | None") -> str:
    """Return the title of a window showing ``document``."""
    if document is None:
        return tr(PROGRAM)
    name = f"{document.name}{UNSAVED}"
    if document.read_only is not None:
        return tr("{document} (read-only) — {program}", document=name, program=PROGRAM)
    return tr("{document} — {program}", document=name, program=PROGRAM)


def describe_saving(document: "Document") -> str:
    """Return whether the document has been saved: ``saved 10:32``."""
    if document.read_only is not None:
        return tr("read-only")
    if document.is_modified:
        return tr("unsaved changes")
    if document.saved_at:
        from workbench.ui.toolkit.dates import format_time

        return tr("saved {time}", time=format_time(document.saved_at))
    return tr("no unsaved changes") if document.path else tr("not saved yet")
