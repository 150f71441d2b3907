"""A sheet that is written row by row, in the form that every reader of .xlsx files understands."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellFormulaTuple, CellStringTuple, Worksheet


class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter carries no types
    """XlsxWriter's sheet of the mode ``constant_memory``, which keeps one row, with two cells written otherwise.

    Texts go to the table that all sheets share, for previewers do not show texts that stand in their cells; and an
    empty result says that it is a text. XlsxWriter 3.3 does neither; each can go when it does.
    """

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, CellStringTuple):
            index = self.str_table._get_shared_string_index(cell.string)
            self._xml_string_element(index, self._attributes_of(row, col, cell))
        elif isinstance(cell, CellFormulaTuple) and cell.value == "":
            self._xml_formula_element(cell.formula, "", [*self._attributes_of(row, col, cell), ("t", "str")])
        else:
            super()._write_cell(row, col, cell)

    def finish(self) -> None:
        """Write the row that is still kept; to be called after the last cell, while texts can still be shared."""
        self._write_single_row(self.previous_row + 1)

    @staticmethod
    def _attributes_of(row: int, column: int, cell: Any) -> list[tuple[str, Any]]:
        """Return where a cell stands and how it looks: every cell of ours has a format of its own."""
        return [("r", xl_rowcol_to_cell_fast(row, column)), ("s", cell.format._get_xf_index())]
