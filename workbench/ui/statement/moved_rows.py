"""Which rows of a statement the last change moved; views repaint only these."""

from collections.abc import Callable, Sequence

from workbench.domain.ids import AdjustmentId, LineId
from workbench.presentation.figure_proofs import FigureProofs
from workbench.presentation.snapshot_differences import is_moved_by_edit, is_moved_by_switches
from workbench.presentation.spans import runs
from workbench.presentation.statement_table import Row, StatementTable

Spans = list[tuple[int, int]]
"""First and last row of each run of rows, ascending."""


class MovedRows:
    """Records each change to ``rows``: a switch, an edit, new marks. Before the first, all rows count as moved."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._is_moved: Callable[[Row], bool] = lambda _row: True
        self._spans: dict[tuple[int, int], Spans] = {}
        """Answers since the last change, by the first and last row requested."""
        self._spans_by_switches: dict[frozenset[AdjustmentId], dict[tuple[int, int], Spans]] = {}
        """The same for each set of switches, which moves the same rows until an edit changes the effects."""

    def record_switch(self, tables: Sequence[StatementTable], switched: frozenset[AdjustmentId]) -> None:
        """``tables``: those of the results shown, one for each period."""
        self._is_moved = lambda row: any(is_moved_by_switches(table, row, switched) for table in tables)
        self._spans = self._spans_by_switches.setdefault(switched, {})

    def record_edit(self, lines: frozenset[LineId]) -> None:
        """``lines``: those whose figures or effects changed, and the totals that moved."""
        self._is_moved = lambda row: is_moved_by_edit(row, lines)
        self._spans = {}
        self._spans_by_switches.clear()

    def record_marks(self, table: StatementTable, before: FigureProofs | None, after: FigureProofs | None) -> None:
        """``before`` and ``after``: the proofs by which figures were and are marked; None if none were or are."""
        self._is_moved = lambda row: _has_other_marks(table, row, before, after)
        self._spans = {}

    def record_remarks(self, rows: frozenset[int]) -> None:
        """``rows``: those with a cell whose comments or evidence changed."""
        marked = {id(self._rows[row]) for row in rows}
        self._is_moved = lambda row: id(row) in marked
        self._spans = {}

    def spans(self, first: int, last: int) -> Spans:
        """Return the runs of rows from ``first`` to ``last`` that the last change may have moved."""
        spans = self._spans.get((first, last))
        if spans is None:
            spans = runs(number for number in range(first, last + 1) if self._is_moved(self._rows[number]))
            self._spans[first, last] = spans
        return spans


def _has_other_marks(table: StatementTable, row: Row, before: FigureProofs | None, after: FigureProofs | None) -> bool:
    return any(
        (before is not None and before.is_unproven(table, row, column))
        != (after is not None and after.is_unproven(table, row, column))
        for column in table.columns[1:]
    )
