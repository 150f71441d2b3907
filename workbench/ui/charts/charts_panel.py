"""The panel of charts: the bridge and the trend of a line, the composition of a difference, and equity."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QVBoxLayout, QWidget

from workbench.domain.amounts import format_exactly
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId, StatementId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Statement
from workbench.phrases import listing
from workbench.presentation.bridge import EquityView, equity_views
from workbench.presentation.chart_lines import ChartLine, main_line
from workbench.presentation.composition import MOST_LINES
from workbench.presentation.copied_table import CopiedCell, CopiedTable
from workbench.presentation.statement_table import Column, ColumnKind, Row
from workbench.session import Change, Session
from workbench.ui.charts.chart_bar import ChartBar
from workbench.ui.charts.contents import NO_LINE, ChartKind, Chosen, Content, Nothing, content_after_switch, content_of
from workbench.ui.context.session_signals import SessionSignals
from workbench.ui.context.view_state import ViewState
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.ui.toolkit.narrow_bar import NarrowBar
from workbench.ui.toolkit.table_clipboard import put_on_clipboard
from workbench.ui.toolkit.theme import Theme

if TYPE_CHECKING:
    from workbench.ui.charts.chart_view import ChartStyle, ChartView
    from workbench.ui.charts.pictures import Picture

NOTHING_SEEN = StatementId(""), PeriodId("")
MILLISECONDS_BEHIND = 60
"""The chart follows the selection once it rests, so that a key held down in the grid is not slowed."""


class ChartsPanel(QWidget):
    """Follows the selection or stays on what was chosen; charts are added once their library is loaded.

    ``led`` carries the ChartPlace of a bar or point that the user chose; ``message`` a sentence; ``save_wanted`` asks
    for a file for the picture.
    """

    led = Signal(object)
    message = Signal(str)
    save_wanted = Signal()

    def __init__(
        self, session: Session, signals: SessionSignals, view_state: ViewState, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._view_state = view_state
        self._theme = theme
        self._is_loaded = False
        self._views: dict[ChartKind, ChartView] = {}
        self._content: Content | Nothing = Nothing(tr("Preparing the chart …"))
        self._line = NO_LINE
        self._adjustment = NO_ADJUSTMENT
        self._period = view_state.period
        self._equity: EquityView | None = None
        self._is_period_chosen = False
        """True while the period stays whatever that of the window."""
        self._seen = NOTHING_SEEN
        """The statement and the period that the window showed last."""
        self._first_cells: dict[StatementId, tuple[object, ...]] = {}
        self._followed: set[StatementId] = set()
        """The statements in which the user has moved from the cell that was current when they were first shown."""
        self._cell: tuple[Row, Column] | None = None
        self.bar = ChartBar(theme, self)
        self._message = QLabel(self)
        self._message.setObjectName("quiet")
        self._message.setWordWrap(True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusProxy(self.bar.buttons[ChartKind.BRIDGE])
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(MILLISECONDS_BEHIND)
        self._lay_out()
        self._lazy_refresh = LazyRefresh(self, self._redraw)
        self._connect(signals)
        self._on_view_state_changed()

    def _lay_out(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(NarrowBar(self.bar, self))
        layout.addLayout(self._stack, 1)

    def _connect(self, signals: SessionSignals) -> None:
        signals.changed.connect(self._on_session_changed)
        signals.restyled.connect(self._lazy_refresh.request)
        self._view_state.changed.connect(self._on_view_state_changed)
        self._theme.changed.connect(self._use_theme)
        self._rest.timeout.connect(self._follow_cell)
        self.bar.kind_chosen.connect(lambda _: self._fill_and_redraw())
        self.bar.line_chosen.connect(self._on_line_chosen)
        self.bar.period_chosen.connect(self._on_period_chosen)
        self.bar.difference_chosen.connect(self._on_difference_chosen)
        self.bar.follows.toggled.connect(lambda follows: self._follow_cell() if follows else None)
        self.bar.from_zero.toggled.connect(lambda _: self._redraw())
        self.bar.copy.clicked.connect(self.copy_picture)
        self.bar.save.clicked.connect(self.save_wanted)

    def draw(self) -> None:
        """Build the chart; the libraries must already be loaded, or the window would wait for them."""
        if not self._is_loaded:
            self._is_loaded = True
            self._redraw()
            if not self._views:
                self._view(ChartKind.BRIDGE)

    def end(self) -> None:
        """Close the charts, whose library keeps menus that no parent deletes."""
        # Qt 6.11.3 crashes if the focus proxy loses its parent
        self._show(self._message, self.bar.buttons[self.kind])
        for view in self._views.values():
            view.close()  # which leaves it without a parent
            view.deleteLater()  # the search for garbage could delete it on another thread, with its timers running
        self._views.clear()

    @property
    def chart(self) -> "ChartView | None":
        """The chart in front; None if there is none yet."""
        front = self._stack.currentWidget()
        return next((view for view in self._views.values() if view is front), None)

    @property
    def is_ready(self) -> bool:
        """True once charts can be drawn."""
        return self._is_loaded

    @property
    def reason(self) -> str:
        """Why no chart is shown; empty while one is."""
        return "" if self.chart is not None else self._message.text()

    @property
    def is_behind(self) -> bool:
        """True until the chart has followed the last move of the selection."""
        return self._rest.isActive()

    @property
    def kind(self) -> ChartKind:
        return self.bar.kind

    # ---- what is chosen

    def show_kind(self, kind: ChartKind) -> None:
        """Show another kind of chart of what is chosen."""
        self.bar.choose_kind(kind)
        self._fill_and_redraw()

    def follow(self, row: Row, column: Column) -> None:
        """Follow the current cell of the grid, once it rests, unless the chart stays on what the user chose.

        A statement shows its last key total until the user has moved to a cell.
        """
        statement = self._view_state.statement.id
        cell = (row.line.id, row.remainder is None, column)
        self._cell = row, column
        if self._first_cells.setdefault(statement, cell) != cell:
            self._followed.add(statement)
        if self.bar.follows.isChecked() and statement in self._followed:
            self._rest.start()

    def show_current(self) -> None:
        """Show the current cell of the grid at once, and follow it from now on."""
        self._followed.add(self._view_state.statement.id)
        self.bar.follows.setChecked(True)
        self._period = self._view_state.period
        self._follow_cell()

    def _follow_cell(self) -> None:
        statement = self._view_state.statement
        if self._is_period_chosen:
            self._is_period_chosen = False
            self._seen = NOTHING_SEEN
            self._on_view_state_changed()
        if self._cell is None or statement.id not in self._followed:
            self._show_statement(statement)
        else:
            row, column = self._cell
            if row.line.id in statement.line_by_id and not row.is_heading:
                self._line = row.line.id
            if column.kind is ColumnKind.EFFECT:
                self._adjustment = column.adjustment
        self._fill_and_redraw()

    def _stay(self) -> None:
        """Stay on what the user chooses, also if the selection has just moved."""
        self._rest.stop()
        self.bar.stay()

    def _show_statement(self, statement: Statement) -> None:
        """Choose the line for which a statement is read."""
        line = main_line(statement)
        if line is not None:
            self._line = line.id

    def _on_line_chosen(self, line: ChartLine) -> None:
        self._stay()
        self._is_period_chosen = False
        self._line = line.line.id
        self._period = self._view_state.period_of(line.statement)
        self._fill_and_redraw()

    def _on_period_chosen(self, chosen: object) -> None:
        self._stay()
        self._is_period_chosen = True
        if isinstance(chosen, EquityView):
            self._equity = chosen
        else:
            self._period = PeriodId(str(chosen))
        self._fill_and_redraw()

    def _on_difference_chosen(self, adjustment: AdjustmentId) -> None:
        self._stay()
        self._adjustment = adjustment
        self._fill_and_redraw()

    # ---- following the session and the window

    def _on_session_changed(self, change: Change) -> None:
        if change.is_switch:
            self._lazy_refresh.request_instead(self._redraw_switched)
        elif not change.is_remark:
            self._on_view_state_changed()

    def _on_view_state_changed(self) -> None:
        """Follow the statement and the period of the window; the chosen line stays when only the period changes."""
        statement, period = self._view_state.statement, self._view_state.period
        before, self._seen = self._seen, (statement.id, period)
        is_followed = self.bar.follows.isChecked() and statement.id not in self._followed
        if before[0] != statement.id and is_followed:
            self._show_statement(statement)
        if before != self._seen and not self._is_period_chosen:
            self._period = period
            views = equity_views(self._session.project)
            closing = self._view_state.reporting_period.closing
            self._equity = next((view for view in views if view.closing == closing), next(iter(views), None))
        self._fill()
        self._lazy_refresh.request()

    def _fill_and_redraw(self) -> None:
        self._fill()
        self._lazy_refresh.request()

    def _fill(self) -> None:
        """Keep what is chosen within what there is, and offer that."""
        project = self._session.project
        if not self._is_there(self._line):
            self._line = NO_LINE
            self._show_statement(self._view_state.statement)
        statement = project.statement_of(self._line) if self._line else self._view_state.statement
        if self.kind is ChartKind.COMPOSITION:
            statement = self._view_state.statement
        if self._period not in statement.periods:
            self._period = self._view_state.period_of(statement.id)
        if self._adjustment not in project.adjustment_by_id:
            self._adjustment = next((adjustment.id for adjustment in project.adjustments), NO_ADJUSTMENT)
        views = equity_views(project)
        if self._equity not in views:
            self._equity = next(iter(views), None)
        self._statement = statement.id
        self.bar.offer(project, statement, self._line, self._period, self._adjustment, views, self._equity)

    def _is_there(self, line: LineId) -> bool:
        return any(line in statement.line_by_id for statement in self._session.project.statements)

    # ---- drawing

    @property
    def _most_lines(self) -> int:
        """The most lines of a composition for which there is room."""
        front = self._views.get(ChartKind.COMPOSITION)
        return min(front.most_lines, MOST_LINES) if front is not None else MOST_LINES

    def _choice(self) -> Chosen:
        return Chosen(self.kind, self._line, self._statement, self._period, self._adjustment, self._equity)

    def _redraw(self) -> None:
        """Draw what is chosen on an axis that fits it; if there is nothing, say why."""
        if not self._is_loaded:
            self._message.setText(tr("Preparing the chart …"))
            return
        view = self._view(self.kind)
        content = self._content = content_of(self._session.results, self._choice(), self._most_lines)
        if isinstance(content, Nothing):
            self._show(self._message, self.bar.buttons[self.kind])
            self._message.setText(content.reason)
            self.bar.say_unit("")
            return
        draw_content(content, view, from_zero=self.bar.from_zero.isChecked())
        self._show(view, view)
        self.bar.say_unit(content.unit)

    def _show(self, shown: QWidget, first: QWidget) -> None:
        """Put the chart or a message in front; ``first`` gets the keyboard when the panel does."""
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(first)

    def _redraw_switched(self) -> None:
        """Draw the same chart after a switch, on the same axis, which fits every state of the switches."""
        content = content_after_switch(self._session.results, self._choice(), self._content, self._most_lines)
        view = self.chart
        if view is None or isinstance(content, Nothing) or isinstance(self._content, Nothing):
            self._redraw()
            return
        self._content = content
        draw_content(content, view, from_zero=self.bar.from_zero.isChecked(), is_switch=True)

    def _view(self, kind: ChartKind) -> "ChartView":
        """Return the view of a kind, made when first needed; equity is drawn as a bridge is."""
        drawn_as = ChartKind.BRIDGE if kind is ChartKind.EQUITY else kind
        if drawn_as not in self._views:
            from workbench.ui.charts.chart_view import style_of
            from workbench.ui.charts.kinds import make_view

            view = self._views[drawn_as] = make_view(drawn_as, style_of(self._theme.colours, self.font()), self)
            self._stack.addWidget(view)
            self.setTabOrder(self.bar.save, view)
            view.led.connect(self.led)
            view.resized.connect(self._on_resized)
        return self._views[drawn_as]

    def _on_resized(self) -> None:
        """Show as many lines of a difference as there is room for."""
        if self.kind is ChartKind.COMPOSITION and not isinstance(self._content, Nothing):
            self._redraw()

    def _use_theme(self) -> None:
        from workbench.ui.charts.chart_view import style_of

        for view in self._views.values():
            view.use(style_of(self._theme.colours, self.font()))

    # ---- pictures

    def picture(self) -> "Picture | None":
        """Return the chart in front as a picture; None if there is none, which is said."""
        content = self._content
        if self.chart is None or isinstance(content, Nothing):
            self.message.emit(tr("There is no chart to copy, save or print."))
            return None
        from workbench.ui.charts.kinds import make_view
        from workbench.ui.charts.pictures import Picture

        kind, from_zero = self.kind, self.bar.from_zero.isChecked()
        whole = content_of(self._session.results, self._choice(), MOST_LINES)
        drawn = content if isinstance(whole, Nothing) else whole

        def make(style: "ChartStyle") -> "ChartView":
            view = make_view(ChartKind.BRIDGE if kind is ChartKind.EQUITY else kind, style, None)
            draw_content(drawn, view, from_zero=from_zero)
            return view

        return Picture(drawn.title, make, self.font())

    def copy_picture(self) -> None:
        """Put the chart on the clipboard, in light colors, with its title."""
        if picture := self.picture():
            from workbench.ui.charts.pictures import copy_picture

            copy_picture(picture)
            self.message.emit(tr("The picture is on the clipboard."))

    def table(self) -> CopiedTable | None:
        """Return the figures of the chart, exact, a row for each bar or point; None if there is none, which is said."""
        if isinstance(self._content, Nothing):
            self.message.emit(tr("There is no chart to copy, save or print."))
            return None
        rows = (
            (
                CopiedCell(point.name_with_state),
                CopiedCell(point.text, "" if point.amount is None else format_exactly(point.amount)),
            )
            for point in self._content.points
        )
        headline = self._content.title.headline
        return CopiedTable(headline, (headline, ""), tuple(rows), frozenset((1,)))

    def copy_figures(self) -> None:
        """Put the figures of the chart on the clipboard."""
        if table := self.table():
            put_on_clipboard(table)
            self.message.emit(tr("The figures of the chart are on the clipboard."))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the context menu: where the current bar leads, and what can be made of the chart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chart = self.chart
        entries: list[tuple[str, Callable[[], object], bool]] = [
            (tr("&Copy picture"), self.copy_picture, chart is not None),
            (tr("Copy &figures"), self.copy_figures, chart is not None),
            (tr("&Save picture…"), self.save_wanted.emit, chart is not None),
        ]
        if chart is not None and chart.points:
            place = chart.points[chart.current].place
            menu.addAction(tr("&Show its entries or its cell"), lambda: self.led.emit(place))
            menu.addSeparator()
        for text, act, is_possible in entries:
            menu.addAction(text, act).setEnabled(is_possible)
        return menu

    def focus_chart(self) -> None:
        """Give the keyboard to the chart; to the choices if there is none."""
        (self.chart or self.bar.buttons[self.kind]).setFocus()

    def has_keyboard(self) -> bool:
        """True while the keyboard is in the chart itself, not in the choices beside it."""
        chart = self.chart
        return chart is not None and chart.hasFocus()


def draw_content(content: Content, view: "ChartView", *, from_zero: bool, is_switch: bool = False) -> None:
    """Draw ``content``, with what must be known to read it: that the axis is cut, what is left out."""
    content.draw(view, from_zero=from_zero, is_switch=is_switch)
    cut = [tr("the axis does not start at zero")] if view.is_cut else []
    view.say(listing([*cut, *filter(None, [content.remark])], window_words(), may_have_commas=True))
