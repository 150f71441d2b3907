"""One or two pages of statements, side by side or one below the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from workbench.session import Session
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import LeadingViewState, ViewState
from workbench.ui.statement.statement_page import GridMenus, StatementPage
from workbench.ui.toolkit.theme import Theme

LEAST_WIDTH = 1_240
"""From this width on, in pixels, two pages are side by side."""

HALF = 10_000
"""As wide or as high as any page: the splitter gives both pages the same share."""


class StatementPages(QSplitter):
    """The page that had the focus last is leading: its signals count, and the rest of the window follows it.

    Signals: see StatementPage.
    """

    message = Signal(str)
    refused = Signal(str)
    chosen = Signal()
    journal_wanted = Signal()
    place_wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        signals: SessionSignals,
        first_view: ViewState,
        run: CheckRun,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """``first_view``: what the first page shows."""
        super().__init__(parent)
        self.setChildrenCollapsible(False)
        self._session = session
        self._signals = signals
        self._run = run
        self._theme = theme
        self._menus: GridMenus | None = None
        self._second: StatementPage | None = None
        self.is_linked = True
        """True while both pages show the same period."""
        self._first = self._leading = self._add_page(first_view)
        self.view_state = LeadingViewState(session, first_view, self)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    @property
    def leading(self) -> StatementPage:
        return self._leading

    @property
    def visible_pages(self) -> tuple[StatementPage, ...]:
        return (self._first, self._second) if self._second else (self._first,)

    @property
    def is_split(self) -> bool:
        return self._second is not None

    def offer_menus(self, menus: GridMenus) -> None:
        """Show ``menus`` on a right click, and where the keyboard asks for a menu."""
        self._menus = menus
        for page in self.visible_pages:
            page.offer_menus(menus)

    def finish_editing(self) -> bool:
        """Accept the contents of open editors; False if they are refused and one stays open."""
        return all(page.finish_editing() for page in self.visible_pages)

    # ---- two pages

    def toggle_split(self) -> None:
        """Show a second page, with the next statement of the same period, or take it away again."""
        if self._second:
            self._end_split()
        else:
            self._split()

    @property
    def is_stacked(self) -> bool:
        """True while two pages stand one above the other."""
        return self._second is not None and self.orientation() is Qt.Orientation.Vertical

    def toggle_link(self) -> None:
        """Show the same period on both pages, or let each have its own."""
        self.is_linked = not self.is_linked
        self._link_periods(self._leading)

    def _split(self) -> None:
        is_wide = self.width() >= LEAST_WIDTH
        self.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        view_state = ViewState(self._session, self._signals, self)
        view_state.show_place_of(self._first.view_state)
        view_state.show_neighbour(1)
        second = self._second = self._add_page(view_state)
        if self._menus is not None:
            second.offer_menus(self._menus)
        second.close_button.show()
        second.close_button.clicked.connect(self._end_split)
        second.show()
        self.setSizes([HALF, HALF])
        self._lead_with(second)
        second.grid.setFocus()

    def _end_split(self) -> None:
        second = self._second
        if second is None or not second.finish_editing():
            return
        had_focus = second.isAncestorOf(QApplication.focusWidget() or self)
        self._lead_with(self._first)
        self._second = None
        self._first.mark_leading(False)
        second.end()
        second.view_state.end()
        second.hide()
        for ended in (second, second.view_state):
            ended.deleteLater()
        if had_focus:
            self._first.grid.setFocus()
        self.view_state.changed.emit()

    def _link_periods(self, moved: StatementPage) -> None:
        """Show the periods of one page on the other."""
        if self.is_linked and self._second:
            other = self._first if moved is self._second else self._second
            other.view_state.show_periods_of(moved.view_state)

    def _add_page(self, view_state: ViewState) -> StatementPage:
        page = StatementPage(self._session, self._signals, view_state, self._run, self._theme, self)
        page.message.connect(self.message)
        page.refused.connect(self.refused)
        page.journal_wanted.connect(self.journal_wanted)
        page.place_wanted.connect(self.place_wanted)
        page.chosen.connect(lambda: self._on_chosen(page))
        view_state.changed.connect(lambda: self._link_periods(page))
        self.addWidget(page)
        return page

    def _on_chosen(self, page: StatementPage) -> None:
        if page is self._leading:
            self.chosen.emit()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._second is not None and now is not None:
            for page in self.visible_pages:
                if page.isAncestorOf(now):
                    self._lead_with(page)

    def _lead_with(self, page: StatementPage) -> None:
        """Let the rest of the window follow another page."""
        if page is not self._leading:
            self._leading = page
            for shown in self.visible_pages:
                shown.mark_leading(shown is page)
            self.view_state.follow(page.view_state)
            self.chosen.emit()
