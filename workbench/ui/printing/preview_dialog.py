"""The preview of a print: its pages, and from there the printer or a PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from workbench.ui.printing.pages import Pages
from workbench.ui.printing.paper import set_up
from workbench.ui.printing.pdf_file import usual_page
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.screen_room import resize_on_screen

MOST_PREVIEWED = 40
"""Pages of the preview: Qt keeps a drawing of each, and a book of 20,000 lines has thousands."""
WIDTH, HEIGHT = 1000, 760
ZOOM = 1.25


class PreviewDialog(QDialog):
    """Shows the pages of a view, once there are any; ``save`` asks for a file and writes the PDF."""

    def __init__(self, title: str, save: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Print: {title}", title=title))
        resize_on_screen(self, WIDTH, HEIGHT)
        self._save = save
        self.pages: Pages | None = None
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setPageSize(usual_page())
        self._printer.setDocName(title)
        self.preview = QPrintPreviewWidget(self._printer, self)
        self.preview.setAccessibleName(tr("Pages"))
        self.preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitInView)
        self.preview.paintRequested.connect(self._paint)
        self.preview.previewChanged.connect(self._say_page)
        self.about = QLabel(tr("Preparing the pages …"), self)
        self.about.setObjectName("quiet")
        self.refusal = QLabel(self)
        self.refusal.setObjectName("illustrative")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        bar, below = QHBoxLayout(), QHBoxLayout()
        self.previous = self._button(tr("P&revious"), lambda: self._step(-1), bar)
        self.next = self._button(tr("&Next"), lambda: self._step(1), bar)
        bar.addWidget(self.about)
        bar.addStretch(1)
        self.larger = self._button(tr("&Larger"), lambda: self.preview.zoomIn(ZOOM), bar)
        self.smaller = self._button(tr("S&maller"), lambda: self.preview.zoomOut(ZOOM), bar)
        self.whole = self._button(tr("&Whole page"), self.preview.fitInView, bar)
        below.addWidget(self.refusal, 1)
        below.addStretch(1)
        self.print_button = self._button(tr("&Print…"), self.ask_for_printer, below)
        self.pdf_button = self._button(tr("Save as P&DF…"), self._save, below)
        self.close_button = self._button(tr("&Close"), self.reject, below)
        self.print_button.setDefault(True)
        self.print_button.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.addLayout(bar)
        layout.addWidget(self.preview, 1)
        layout.addLayout(below)

    def _button(self, text: str, act: Callable[[], object], row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        row.addWidget(button)
        return button

    def show_pages(self, pages: Pages) -> None:
        """Show the pages, which can now be printed."""
        if not isValid(self):
            return  # closed before they were ready
        self.pages = pages
        set_up(self._printer, pages.orientation)
        self.preview.updatePreview()
        self.print_button.setEnabled(True)

    def say_saved(self, path: Path) -> None:
        """Say where the pages were saved."""
        if isValid(self):
            self.refusal.hide()
            self.about.setText(tr("Saved to {path}", path=str(path)))

    def refuse(self, reason: str) -> None:
        """Say why it cannot be printed."""
        if isValid(self):
            self.refusal.setText(reason)
            self.refusal.show()

    def _paint(self, printer: QPrinter) -> None:
        if self.pages is not None:
            self.pages.paint(printer, range(MOST_PREVIEWED))

    def _step(self, by: int) -> None:
        self.preview.setCurrentPage(self.preview.currentPage() + by)
        self._say_page()

    def _say_page(self) -> None:
        """Say which page is in front, and offer those beside it."""
        page, shown = self.preview.currentPage(), self.preview.pageCount()
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < shown)
        if self.pages is not None:
            number = self.pages.number
            told = tr("page {page} of {pages}", page=page, pages=f"{number:,}")
            more = tr("{page}; the first {shown} are shown here", page=told, shown=shown)
            self.about.setText(told if shown == number else more)

    def ask_for_printer(self) -> QPrintDialog | None:
        """Ask which printer to use; if there is none, say so."""
        if self.pages is None:
            return None
        if not QPrinterInfo.availablePrinterNames():
            self.refuse(tr("No printer is installed on this computer. Save the pages as PDF instead."))
            return None
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, self.pages.number)
        dialog.accepted.connect(self._print)
        QDialog.open(dialog)  # the dialog's own overload would connect a slot by its name
        return dialog

    def _print(self) -> None:
        """Print the chosen pages on the paper of the chosen printer."""
        if self.pages is None:
            return
        pages = Pages(self.pages.view, self.font(), self._printer.pageLayout().pageSize())
        first, last = self._printer.fromPage(), self._printer.toPage()
        pages.paint(self._printer, range(first - 1, last) if first else None)
        self.accept()
