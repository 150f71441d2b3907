"""A table that reports its selected cells and its visible rows."""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionRange

from workbench.ui.toolkit.minimal_repaint_table import MinimalRepaintTable


class SelectableTable(MinimalRepaintTable):
    """What navigation and edits of a selection need to know about a table."""

    def selected_areas(self) -> Iterator[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return (selection.at(number) for number in range(selection.count()))

    def selected_places(self) -> Iterator[tuple[int, int]]:
        """Yield the row and column of every selected cell in a visible row."""
        for area in self.selected_areas():
            for row in range(area.top(), area.bottom() + 1):
                if not self.isRowHidden(row):
                    for column in range(area.left(), area.right() + 1):
                        yield row, column

    def visible_rows(self) -> list[int]:
        """Return the rows that are not collapsed, ascending."""
        return [row for row in range(self.model().rowCount()) if not self.isRowHidden(row)]
