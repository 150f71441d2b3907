"""Finds a text in all statements, in slices between events, and goes from hit to hit."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from workbench.search.hits import Hit, OrderOfHit
from workbench.search.project_search import ProjectSearch, StatementView
from workbench.search.sought_text import Sought
from workbench.session import Session
from workbench.ui.context.view_state import ViewState
from workbench.ui.statement.comparison_model import ComparisonModel
from workbench.ui.statement.statement_grid import StatementGrid
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.language import window_words
from workbench.ui.toolkit.number_format import format_amount
from workbench.ui.toolkit.number_style import number_style

MOST_HITS = 5_000
"""More are of no use to anyone; the search stops there."""
HITS_BETWEEN_NEWS = 250
SLICE_SECONDS = 0.01
"""More than half a frame: the checks of a large project may be running besides."""
NOTHING = Sought("")
Cell = tuple[str, str, int, int]
"""The statement and the period shown, and the row and the column of the current cell."""


class TextFinder(QObject):
    """The hits of the text that was sought last, in order. Another text drops the search that is running.

    ``changed`` says that there are more hits, or others, or that another one is current. ``chosen`` carries the hit to
    show.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(
        self, session: Session, view_state: ViewState, read_grid: Callable[[], StatementGrid], parent: QObject
    ) -> None:
        """``read_grid`` returns the grid in front."""
        super().__init__(parent)
        self._session = session
        self._view_state = view_state
        self._read_grid = read_grid
        self._work = IdleWork(self, SLICE_SECONDS)
        self._search: ProjectSearch | None = None
        self._is_cut = False
        self._step_wanted = 0
        self._visited: tuple[Hit, Cell] | None = None
        self._marks_matches = False
        self._marked: StatementGrid | None = None
        """The grid in which matches are marked."""
        self.sought = NOTHING
        self.hits: list[Hit] = []
        self._publishing = QTimer(self)
        self._publishing.setSingleShot(True)
        self._publishing.timeout.connect(self._publish)
        view_state.changed.connect(self._publish_later)

    @property
    def is_running(self) -> bool:
        return self._work.is_running

    @property
    def is_cut(self) -> bool:
        """True if there are more hits than are listed."""
        return self._is_cut

    @property
    def current(self) -> int | None:
        """The number of the hit that was shown last; None if the user has gone elsewhere since."""
        if self._visited is None or self._visited[1] != self._current_cell():
            return None
        number = bisect_left(self.hits, self._visited[0].order, key=_order)
        same = (place for place in range(number, len(self.hits)) if self.hits[place] == self._visited[0])
        return next(same, None)

    # ---- searching

    def seek(self, sought: Sought) -> None:
        """Find ``sought``; the statement in front comes first."""
        if sought != self.sought:
            self._visited = None
        self.sought, self._step_wanted, self._is_cut = sought, 0, False
        self.hits = []
        if not sought.plain_text:
            self._work.stop()
            self._publish()
            return
        self._search = ProjectSearch(
            self._session.results, self._views(), format_amount, window_words(), number_style().decimals
        )
        self._work.start(self._collect(self._search.hits(sought)), self._publish_later)

    def seek_again(self) -> None:
        """Find the same text in what is there now."""
        self.seek(self.sought)

    def _views(self) -> list[StatementView]:
        """Return the statements from the one in front on, wrapping around at the end."""
        statements = self._session.project.statements
        first = statements.index(self._view_state.statement)
        in_order = (*statements[first:], *statements[:first])
        return [StatementView(statement.id, self._view_state.period_of(statement.id)) for statement in in_order]

    def _collect(self, found: Iterator[Hit | None]) -> Iterator[None]:
        hits = self.hits
        for hit in found:
            if hit is not None:
                insort(hits, hit, key=_order)
                if len(hits) == 1 or len(hits) % HITS_BETWEEN_NEWS == 0:
                    self._publish_later()
                if len(hits) == MOST_HITS:
                    self._is_cut = True
                    return
            yield

    def _publish_later(self) -> None:
        """Tell what was found once everything that follows a change has followed it, and no search is in the way."""
        self._publishing.start(0)

    def _publish(self) -> None:
        self._mark()
        self.changed.emit()
        if self._step_wanted:
            self.step(self._step_wanted)

    # ---- going from hit to hit

    def step(self, by: int) -> None:
        """Show the next (+1) or previous (-1) hit, seen from the current cell; as soon as it is known."""
        self._step_wanted = 0
        number = self._neighbour(by)
        if number is not None:
            self.show_hit(number)
        elif self.is_running:
            self._step_wanted = by

    def show_hit(self, number: int) -> None:
        hit = self.hits[number]
        self.chosen.emit(hit)
        self._visited = hit, self._current_cell()
        self.changed.emit()

    def _neighbour(self, by: int) -> int | None:
        """Return the number of the hit to show; None if there is none, or if it is not known yet."""
        count, place, current = len(self.hits), self._current_order(), self.current
        if current is not None:
            number = current + by
        elif place is None:
            number = 0 if by > 0 else count - 1
        else:
            number = bisect_right(self.hits, place, key=_order) if by > 0 else self._number_before(place)
        if not count or (self.is_running and not 0 <= number < count):
            return None
        return number % count

    def _number_before(self, place: OrderOfHit) -> int:
        return bisect_left(self.hits, place, key=_order) - 1

    def _current_cell(self) -> Cell:
        index = self._read_grid().currentIndex()
        return self._view_state.statement.id, self._view_state.period, index.row(), index.column()

    def _current_order(self) -> OrderOfHit | None:
        """Return where the current cell comes among the hits; None if there is none."""
        *_, row, column = self._current_cell()
        if self._search is None or row < 0:
            return None
        model = self._read_grid().current_model()
        row_of_line = next(number for number in range(row, -1, -1) if model.rows[number].remainder is None)
        line = model.statement.place_of[model.rows[row_of_line].line.id]
        behind = 0 if row_of_line == row else model.columnCount()
        return self._search.order_of(model.statement.id, model.period, line, behind + column)

    # ---- marks in the grid

    def mark_matches(self, marks: bool) -> None:
        """Mark what is found in the statement, or no longer."""
        self._marks_matches = marks
        if marks:
            self._publish_later()
        else:
            self._unmark()

    def _unmark(self) -> None:
        grid, self._marked = self._marked, None
        if grid is not None and isValid(grid):
            grid.mark_found(frozenset())

    def _mark(self) -> None:
        if not self._marks_matches:
            return
        grid = self._read_grid()
        if grid is not self._marked:
            self._unmark()
        model = grid.current_model()
        if isinstance(model, ComparisonModel):
            return  # its columns are of several periods
        self._marked = grid
        hits = [
            hit
            for hit in self.hits
            if hit.statement == model.statement.id and hit.period in ("", model.period) and hit.kind.is_in_a_grid
        ]
        shown = enumerate(model.rows) if hits else ()
        rows = {(row.line.id, row.remainder is not None): number for number, row in shown}
        columns = {column: number for number, column in enumerate(model.columns)}
        grid.mark_found(
            frozenset(
                (rows[place], columns[hit.column])
                for hit in hits
                if (place := (hit.line, hit.is_of_remainder)) in rows and hit.column in columns
            )
        )


def _order(hit: Hit) -> OrderOfHit:
    return hit.order
