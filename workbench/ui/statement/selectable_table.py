"""A table that reports its selected cells and its visible rows."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QItemSelectionRange

from workbench.ui.toolkit.minimal_repaint_table import MinimalRepaintTable


class SelectableTable(MinimalRepaintTable):
    """What navigation and edits of a selection need to know about a table."""

    _visible: list[int] | None = None
    """The rows that are not collapsed, found once for all questions until one is hidden or shown."""

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
        if self._visible is None:
            self._visible = [row for row in range(self.model().rowCount()) if not self.isRowHidden(row)]
        return self._visible

    def setRowHidden(self, row: int, hide: bool) -> None:
        self._visible = None
        super().setRowHidden(row, hide)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._forget_visible()
        if model is not None:
            for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
                changed.connect(self._forget_visible)

    def _forget_visible(self) -> None:
        self._visible = None
