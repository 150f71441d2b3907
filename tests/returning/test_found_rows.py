"""Rows of a returned sheet are known by their own captions and figures: one is found, or not, but never as another."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.returning.found_rows import FoundSheet, find_rows
from workbench.returning.own_map import MappedColumn, MappedRow, MappedSheet
from workbench.workbooks import CellKind, CellStyle, Sheet, SheetCell

FIRST, KEY = 11, 6
COLUMNS = {1: "caption", 2: "as-reported", 3: "adjustment", 4: "result"}
Row = tuple[str, int, int]
"""A caption, a figure as reported and an effect."""


def mapped(rows: Sequence[Row]) -> MappedSheet:
    columns = {column: MappedColumn(column, role, PeriodId("P")) for column, role in COLUMNS.items()}
    listed = [
        MappedRow(
            number,
            "line",
            f"line {number}",
            {1: caption, 2: str(figure), 3: str(effect), 4: str(figure + effect)},
            {4: f"=B{number}+C{number}"},
        )
        for number, (caption, figure, effect) in enumerate(rows, FIRST)
    ]
    return MappedSheet(1, "IS", "appendix", StatementId("s"), PeriodId("P"), KEY, columns, listed)


def sheet_of(rows: Sequence[Sequence[object]], keys: Sequence[str], first: int = FIRST) -> Sheet:
    """Return a sheet with rows of figures and, right of them, keys."""
    cells = [
        _cell(number, column, value)
        for number, row in enumerate(rows, first)
        for column, value in enumerate(row, 1)
        if value not in ("", None)
    ]
    cells += [_cell(number, KEY, key) for number, key in enumerate(keys, first) if key]
    return Sheet("IS", "visible", tuple(cells))


def _cell(row: int, column: int, value: object) -> SheetCell:
    style = CellStyle()
    if isinstance(value, int):
        return SheetCell(row, column, CellKind.NUMBER, Decimal(value), str(value), None, style)
    return SheetCell(row, column, CellKind.TEXT, str(value), str(value), None, style)


def shown(row: Row) -> list[object]:
    caption, figure, effect = row
    return [caption, figure, effect, figure + effect]


def keys_of(rows: Sequence[Row]) -> list[str]:
    return [f"line {number}" for number, _ in enumerate(rows, FIRST)]


def found(rows: Sequence[Row], now: Sequence[Sequence[object]], keys: Sequence[str], first: int = FIRST) -> FoundSheet:
    return find_rows(mapped(rows), sheet_of(now, keys, first), {})


ROWS: list[Row] = [
    ("Revenue", 900, 10),
    ("Others", 40, 0),
    ("Costs", -500, -20),
    ("Others", 7, 3),
    ("Tax", -60, 1),
]

rows = st.lists(
    st.tuples(st.sampled_from(["Cash", "Others", "Loans", "Tax", "Land"]), st.integers(-9, 99), st.integers(-2, 2)),
    min_size=1,
    max_size=9,
)


@given(rows, st.randoms(use_true_random=False))
def test_a_row_of_a_sorted_copy_is_found_by_its_own_caption_and_figures(listed: list[Row], chance: Mapping) -> None:  # type: ignore[type-arg]
    order = list(range(len(listed)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    sheet = found(listed, [shown(listed[number]) for number in order], keys_of(listed))
    for row, now in sheet.row_of.items():
        assert listed[row - FIRST] == listed[order[now - FIRST]]
    assert len(sheet.row_of) == len(listed)
    assert not sheet.doubtful


@given(rows, st.integers(0, 8), st.integers(0, 9), st.randoms(use_true_random=False))
def test_a_changed_figure_in_a_sorted_copy_is_never_that_of_another_caption(
    listed: list[Row],
    place: int,
    figure: int,
    chance: Mapping,  # type: ignore[type-arg]
) -> None:
    order = list(range(len(listed)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    now = [shown(listed[number]) for number in order]
    now[place % len(now)][1] = 1_000 + figure
    sheet = found(listed, now, keys_of(listed))
    for row, row_now in sheet.row_of.items():
        assert listed[row - FIRST][0] == now[row_now - FIRST][0] or row in sheet.doubtful


def test_rows_stay_found_below_inserted_ones() -> None:
    now = [["", "", "", ""], *map(shown, ROWS[:2]), ["Fees", 5, 0, 5], *map(shown, ROWS[2:])]
    sheet = found(ROWS, now, ["", *keys_of(ROWS)[:2], "", *keys_of(ROWS)[2:]])
    assert sheet.row_of == {11: 12, 12: 13, 13: 15, 14: 16, 15: 17}
    assert sheet.others == [14]


def test_a_renamed_row_is_found_by_its_figures() -> None:
    now = [shown(row) for row in ROWS]
    now[2][0] = "Cost of revenue"
    assert found(ROWS, now, keys_of(ROWS)).row_of[13] == 13
    assert found(ROWS, now, [""] * 5).row_of[13] == 13


def test_a_row_that_is_renamed_and_changed_is_doubtful() -> None:
    now = [shown(row) for row in ROWS]
    now[2] = ["Cost of revenue", -400, -2, -402]
    sheet = found(ROWS, now, keys_of(ROWS))
    assert sheet.row_of[13] == 13
    assert sheet.doubtful == {13}


def test_a_row_without_caption_and_figures_as_before_is_lost_if_its_key_is_elsewhere() -> None:
    now = [shown(row) for row in ROWS]
    now[2] = ["Cost of revenue", -400, -2, -402]
    keys = keys_of(ROWS)
    keys[2], keys[4] = keys[4], keys[2]
    sheet = found(ROWS, now, keys)
    assert 13 not in sheet.row_of
    assert [row.row for row in sheet.lost] == [13]


def test_columns_are_found_right_of_inserted_ones() -> None:
    now = [[row[0], "agreed", *shown(row)[1:]] for row in ROWS]
    keys = [["", "", "", "", "", "", key] for key in keys_of(ROWS)]
    cells = [[*values, *key[len(values) :]] for values, key in zip(now, keys, strict=True)]
    sheet = find_rows(mapped(ROWS), sheet_of(cells, []), {})
    assert sheet.column_of == {1: 1, 2: 3, 3: 4, 4: 5}
    assert sheet.key_column == 7


def test_a_deleted_column_is_not_taken_for_its_neighbour() -> None:
    now = [[row[0], *shown(row)[2:]] for row in ROWS]
    sheet = found(ROWS, now, [])
    assert sheet.column_of == {1: 1, 3: 2, 4: 3}
