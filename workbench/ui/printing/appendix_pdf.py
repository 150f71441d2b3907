"""The appendix as a PDF: text that can be searched, fonts embedded, fingerprint and state in its properties."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from workbench.domain.facts import Fact
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.exporting.appendix.document import Document
from workbench.exporting.appendix.geometry import TOP_MARGIN
from workbench.phrases import phrase
from workbench.program import VERSION
from workbench.progress import SILENT, Progress
from workbench.ui.printing.appendix_pages import AppendixPage, AppendixPages
from workbench.ui.printing.document_fonts import fonts_for
from workbench.ui.printing.paper import begin_page, write_painted

PAINTING = phrase("Painting the pages")
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{state}</rdf:li></rdf:Alt></dc:description>
<dc:identifier>{fingerprint}</dc:identifier><xmp:CreatorTool>{creator}</xmp:CreatorTool>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def write_appendix_pdf(document: Document, path: Path, progress: Progress = SILENT) -> tuple[Fact, ...]:
    """Write the document to ``path``; return which fonts stand in for others. Needs a Qt application."""
    fonts = fonts_for(document.all_texts())
    pages = AppendixPages(document, fonts.font, progress)

    def paint(writer: QPdfWriter) -> None:
        _put_properties(writer, document)
        paint_on(writer, pages, progress)

    write_painted(path, f"{document.entity}: {document.title}", paint)
    return fonts.told


def paint_on(
    device: QPagedPaintDevice, pages: AppendixPages, progress: Progress = SILENT, wanted: range | None = None
) -> None:
    """Paint all pages on a PDF or a printer, or those numbered ``wanted`` from 0 on, each on its own paper."""
    painter: QPainter | None = None
    numbers = [number for number in wanted or range(len(pages.pages)) if number < len(pages.pages)]
    for place, number in enumerate(numbers):
        progress.step(place, len(numbers), PAINTING)
        device.setPageLayout(layout_of(pages.pages[number]))
        if painter is None:
            painter = QPainter(device)
        else:
            device.newPage()
        begin_page(painter, device)
        pages.paint_page(painter, number)
    if painter is not None:
        painter.end()


def layout_of(page: AppendixPage) -> QPageLayout:
    """Return the paper of a page, with its orientation and margins."""
    orientation = QPageLayout.Orientation.Landscape if page.is_wide else QPageLayout.Orientation.Portrait
    margins = QMarginsF(page.margin, TOP_MARGIN, page.margin, TOP_MARGIN)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, margins, QPageLayout.Unit.Point)


def _put_properties(writer: QPdfWriter, document: Document) -> None:
    creator = f"{PROGRAM} {VERSION}"
    draft = f" {document.draft.watermark}." if document.draft else ""
    state = f"{document.state}.{draft}"
    writer.setCreator(f"{creator}; {document.fingerprint}; {state}")
    filled = XMP.format(
        title=escape(writer.title()), state=escape(state), fingerprint=document.fingerprint, creator=escape(creator)
    )
    writer.setDocumentXmpMetadata(filled.encode())
