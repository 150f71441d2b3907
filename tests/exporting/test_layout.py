"""Cells are written from top to bottom: the writer keeps one row at a time."""

from workbench.exporting.layout import CellFormat, ListedRows, PlannedSheet, planned_cell


def test_what_stands_below_a_list_comes_after_it() -> None:
    sheet = PlannedSheet("Changes")
    sheet.put(6, 1, "below", CellFormat())
    sheet.put(1, 1, "above", CellFormat())
    sheet.listed_rows = ListedRows(3, 2, lambda: iter([(planned_cell("first"),), (planned_cell("second"),)]))
    cells = [(row, cell.value) for row, _, cell in sheet.cells_in_order()]
    assert cells == [(1, "above"), (3, "first"), (4, "second"), (6, "below")]
    sheet.listed_rows = None
    assert [row for row, _, _ in sheet.cells_in_order()] == [1, 6]
