"""A sheet written row by row, in a form that every reader of .xlsx files understands."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellFormulaTuple, CellStringTuple, ColumnInfo, Worksheet


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter carries no types
    """XlsxWriter's sheet of the mode ``constant_memory``, which keeps one row; some cells and the columns differ.

    Texts go to the table that all sheets share, because previewers do not show inline texts; and an empty result is
    marked as text. XlsxWriter 3.3 does neither; each can go when it does.
    """

    number_of_links = 0

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, CellStringTuple):
            index = self.str_table._get_shared_string_index(cell.string)
            self._xml_string_element(index, self._attributes_of(row, col, cell))
        elif isinstance(cell, CellFormulaTuple) and cell.value == "":
            self._xml_formula_element(cell.formula, "", [*self._attributes_of(row, col, cell), ("t", "str")])
        else:
            super()._write_cell(row, col, cell)

    def format_every_column(self, last: int, cell_format: Any) -> None:
        """Give all columns up to ``last``, from 0, a format, but for those that have their own.

        XlsxWriter 3.3 keeps each of them, counts them all into the extent of the sheet, and writes each row by looking
        at all of them; this can go when it does not.
        """
        self._rest = last, ColumnInfo(None, cell_format, False, 0, False)

    def _write_cols(self) -> None:
        last, rest = self._rest
        self._xml_start_tag("cols")
        column = 0
        for own in sorted(self.col_info):
            if own > column:
                self._write_col_info(column, own - 1, rest)
            self._write_col_info(own, own, self.col_info[own])
            column = own + 1
        if column <= last:
            self._write_col_info(column, last, rest)
        self._xml_end_tag("cols")

    def finish(self) -> None:
        """Write the last row. Call it after the last cell, while texts can still be shared."""
        self._write_single_row(self.previous_row + 1)

    def let_go(self) -> None:
        """Close the file of the rows, which XlsxWriter closes only if the workbook is complete."""
        self.row_data_fh.close()

    @staticmethod
    def _attributes_of(row: int, column: int, cell: Any) -> list[tuple[str, Any]]:
        """Return the reference and the format of a cell; every cell written here has a format."""
        return [("r", xl_rowcol_to_cell_fast(row, column)), ("s", cell.format._get_xf_index())]
