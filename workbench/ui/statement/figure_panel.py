"""The panel that explains the current figure."""

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QTextBrowser, QWidget

from workbench.domain.sources import CellRef
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.statement.figure_explanation import explain
from workbench.ui.statement.figure_story import EntryPlace, target_of
from workbench.ui.statement.source_surroundings import SOURCE_ANCHOR
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.lazy_refresh import LazyRefresh
from workbench.workbooks.sheets import SourceWorkbook

MARGIN = 12
AFTER_A_FRAME = 40
"""Milliseconds after a switch."""
STYLE = "p { margin-top: 5px; margin-bottom: 3px; }"


class FigurePanel(QTextBrowser):
    """Where the current figure comes from, its parts, what proves it and what changed it.

    ``cell_wanted`` carries the row and column to which a link leads, ``entry_wanted`` an EntryPlace, ``source_wanted``
    the CellRef of a source that is to be shown in its sheet.
    """

    cell_wanted = Signal(object)
    entry_wanted = Signal(object)
    source_wanted = Signal(object)

    def __init__(self, run: CheckRun, parent: QWidget) -> None:
        super().__init__(parent)
        self._run = run
        self.setAccessibleName(tr("About the current figure"))
        self._cell: tuple[StatementModel, int, int] | None = None
        self._text = ""
        self._sheets: dict[str, SourceWorkbook] = {}
        """The sources that have been read, by name."""
        self._refresh = LazyRefresh(self, self._show)
        self._changed = QTimer(self, singleShot=True)
        """Fires once the models have followed what this is to show."""
        self._changed.timeout.connect(self._refresh.request)
        self.setPlaceholderText(tr("Select a cell to see where its figure comes from."))
        self.document().setDocumentMargin(MARGIN)
        self.document().setDefaultStyleSheet(STYLE)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link)
        run.changed.connect(lambda: self._changed.start(0))

    def show_cell(self, model: StatementModel, row: int, column: int) -> None:
        self._cell = (model, row, column)
        self._changed.start(0)

    def follow_switch(self) -> None:
        """Show the current figure anew, after whatever must answer within a frame."""
        self._changed.start(AFTER_A_FRAME)

    def show_source(self, workbook: SourceWorkbook) -> None:
        """Show cells of a source among their neighbors from now on, and bring them into sight."""
        self._sheets[workbook.name] = workbook
        self._changed.stop()
        self._show()
        self.scrollToAnchor(SOURCE_ANCHOR)

    def show_none(self) -> None:
        """Show that there is no current cell."""
        self._cell = None
        self._changed.start(0)

    def _show(self) -> None:
        text = self._explanation()
        if text != self._text:  # else the scroll position would be lost whenever checks finish
            self._text = text
            self.setHtml(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:  # whose colors the links were written in
            self._text = ""
            self._changed.start(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("&Copy"), self.copy).setEnabled(self.textCursor().hasSelection())
        menu.addAction(tr("Select &all"), self.selectAll)
        menu.popup(event.globalPos())

    def _explanation(self) -> str:
        """Return what is known about the current cell; empty if there is none."""
        if self._cell is None:
            return ""
        model, row, column = self._cell
        return explain(model, row, column, self._run, self._sheets)

    def _on_link(self, link: QUrl) -> None:
        target = target_of(link.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        if isinstance(target, EntryPlace):
            self.entry_wanted.emit(target)
        elif isinstance(target, CellRef):
            self.source_wanted.emit(target)
        elif target is not None:
            self.cell_wanted.emit(target)
