"""No more rows count as moved than the last change moved."""

from dataclasses import dataclass
from decimal import Decimal

from tests.projects import CLOSING, project_of
from workbench.checks import Proof
from workbench.engine import Engine
from workbench.presentation.figure_proofs import FigureProofs
from workbench.presentation.statement_table import Column, Row, StatementTable
from workbench.ui.statement.moved_rows import MovedRows

ONE = (Decimal(1), Decimal(1))
LINES = ("cash", "loans", "goods", "debt", "equity")
ENTRIES = {"losses": {("loans", CLOSING): Decimal(-4)}, "leases": {("debt", CLOSING): Decimal(3)}}
BOOK = project_of(dict.fromkeys(LINES, ONE), {}, ENTRIES)
TABLE = StatementTable(Engine().results(BOOK), BOOK.statements[0], CLOSING)
LAST = len(LINES) - 1


@dataclass(frozen=True, slots=True, eq=False)
class ProofsOfAllBut(FigureProofs):
    """Proofs that leave the figures of some lines unproven."""

    lines: frozenset[str] = frozenset()

    def is_unproven(self, _table: StatementTable, row: Row, _column: Column) -> bool:
        return row.line.id in self.lines


def proofs_of_all_but(*lines: str) -> FigureProofs:
    return ProofsOfAllBut(BOOK, Proof(frozenset(), {}, 0), {}, frozenset(lines))


def test_all_rows_count_as_moved_before_any_change() -> None:
    assert MovedRows(TABLE.rows).spans(1, LAST) == [(1, LAST)]


def test_a_switch_moves_the_lines_that_the_difference_touches() -> None:
    moved = MovedRows(TABLE.rows)
    moved.record_switch((TABLE,), frozenset(("losses",)))
    assert moved.spans(0, LAST) == [(1, 1)]
    moved.record_switch((TABLE,), frozenset(("losses", "leases")))
    assert moved.spans(0, LAST) == [(1, 1), (3, 3)]
    assert moved.spans(2, LAST) == [(3, 3)]


def test_an_edit_moves_the_lines_that_were_edited() -> None:
    moved = MovedRows(TABLE.rows)
    moved.record_edit(frozenset(("cash", "loans", "equity")))
    assert moved.spans(0, LAST) == [(0, 1), (4, 4)]


def test_after_an_edit_a_switch_moves_what_the_difference_touches_now() -> None:
    moved = MovedRows(TABLE.rows)
    moved.record_switch((TABLE,), frozenset(("losses",)))
    assert moved.spans(0, LAST) == [(1, 1)]
    entries = {"losses": {("goods", CLOSING): Decimal(-4)}, "leases": {}}
    edited = project_of(dict.fromkeys(LINES, ONE), {}, entries)
    moved.record_edit(frozenset(("loans", "goods")))
    now = TABLE.with_results(Engine().results(edited), edited.statements[0])
    moved.record_switch((now,), frozenset(("losses",)))
    assert moved.spans(0, LAST) == [(2, 2)]


def test_other_marks_move_the_rows_that_gain_or_lose_one() -> None:
    moved = MovedRows(TABLE.rows)
    moved.record_marks(TABLE, None, proofs_of_all_but("cash", "debt"))
    assert moved.spans(0, LAST) == [(0, 0), (3, 3)]
    moved.record_marks(TABLE, proofs_of_all_but("cash", "debt"), proofs_of_all_but("debt", "equity"))
    assert moved.spans(0, LAST) == [(0, 0), (4, 4)]
