"""The panel that explains the current figure."""

from PySide6.QtWidgets import QTextBrowser, QWidget

from workbench.ui.checks.check_run import CheckRun
from workbench.ui.statement.explain import explain
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh

MARGIN = 12


class FigurePanel(QTextBrowser):
    """Where the current figure comes from, its parts, what proves it and what changed it."""

    def __init__(self, run: CheckRun, parent: QWidget) -> None:
        super().__init__(parent)
        self._run = run
        self.setAccessibleName(tr("About the current figure"))
        self._cell: tuple[StatementModel, int, int] | None = None
        self._text = ""
        self._refresh = LazyRefresh(self, self._show)
        self.setPlaceholderText(tr("Select a cell to see where its figure comes from."))
        self.document().setDocumentMargin(MARGIN)
        run.changed.connect(self._refresh.request)

    def show_cell(self, model: StatementModel, row: int, column: int) -> None:
        self._cell = (model, row, column)
        self._refresh.request()

    def show_none(self) -> None:
        """Show that there is no current cell."""
        self._cell = None
        self._refresh.request()

    def _show(self) -> None:
        text = self._explanation()
        if text != self._text:  # else the scroll position would be lost whenever checks finish
            self._text = text
            self.setHtml(text)

    def _explanation(self) -> str:
        """Return what is known about the current cell; empty if there is none."""
        if self._cell is None:
            return ""
        model, row, column = self._cell
        cell = model.source_cell(row, column)
        if cell is None:
            return ""
        return explain(*cell, model.display(row, column).text, self._run, model.remarks(row, column))
