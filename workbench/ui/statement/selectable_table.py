"""A table that says which of its cells are selected, and which of its rows are not folded away."""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionRange

from workbench.ui.toolkit.minimal_repaint_table import MinimalRepaintTable


class SelectableTable(MinimalRepaintTable):
    """What moving about in a table and acting on its selection need to know of it."""

    def selected_areas(self) -> Iterator[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return (selection.at(number) for number in range(selection.count()))

    def selected_places(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every selected cell in a visible row."""
        for area in self.selected_areas():
            for row in range(area.top(), area.bottom() + 1):
                if not self.isRowHidden(row):
                    for column in range(area.left(), area.right() + 1):
                        yield row, column

    def visible_rows(self) -> list[int]:
        """Return the rows that are not folded away, ascending."""
        return [row for row in range(self.model().rowCount()) if not self.isRowHidden(row)]
