"""A view as a PDF."""

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QPageSize, QPdfWriter

from workbench.errors import WorkbenchError
from workbench.files import replacing
from workbench.ui.printing.pages import Pages
from workbench.ui.printing.paper import write_painted
from workbench.ui.printing.printed_view import PrintedView

PDF = ".pdf"


def usual_page() -> QPageSize:
    """Return the size of paper that is usual where the program runs: A4, or letter in North America."""
    is_metric = QLocale.system().measurementSystem() is not QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.A4 if is_metric else QPageSize.PageSizeId.Letter)


def write_pdf(view: PrintedView, font: QFont, path: Path) -> int:
    """Write a view to ``path``, whole or not at all, and return the number of its pages.

    Raises WorkbenchError for another ending, or if it cannot be written.
    """
    if path.suffix.lower() != PDF:
        raise WorkbenchError("{file} does not end in {suffix}. Choose a name that does.", file=path.name, suffix=PDF)
    pages = Pages(view, font, usual_page())

    def paint(writer: QPdfWriter) -> None:
        writer.setPageSize(pages.page)
        pages.paint(writer)

    with replacing(path) as temporary:
        write_painted(temporary, view.title, paint)
    return pages.number
