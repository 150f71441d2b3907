"""The appendix as a Word document: editable, with fields, in the styles of the user's own template if there is one."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.clock import present_time
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.exporting.appendix.document import Block, Contents, Document, Paragraph, ParagraphKind, Part, Table
from workbench.exporting.appendix.docx_template import Template
from workbench.exporting.appendix.docx_xml import (
    NAMESPACES,
    bookmark,
    field,
    in_quotes,
    plain,
    table_xml,
    text_run,
    twips,
    watermark,
)
from workbench.exporting.appendix.geometry import (
    AFTER_PARAGRAPH,
    BODY_SIZE,
    FOOTER_SIZE,
    HANGING,
    LONG_SIDE,
    SHORT_SIDE,
    TEXT_SIZES,
    TOP_MARGIN,
    UPRIGHT_MARGIN,
    WIDE_MARGIN,
    TableGeometry,
    fit,
)
from workbench.exporting.appendix.page_numbers import first_pages
from workbench.phrases import phrase
from workbench.program import VERSION
from workbench.progress import SILENT, Progress

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section

LATIN_FONT, CHINESE_FONT = "Times New Roman", "SimSun"
"""What Word replaces with the nearest font that it has."""
STYLES = {
    ParagraphKind.TITLE: "Title",
    ParagraphKind.SUBTITLE: "Subtitle",
    ParagraphKind.HEADING: "Heading 1",
}
WRITING = phrase("Writing the document")
CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
UNSEEN = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
"""Of a paragraph that only holds a place: a point high."""
PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def write_docx(document: Document, path: Path, template: Template | None = None, progress: Progress = SILENT) -> None:
    """Write the document to ``path``, whose place must be free: it is written once it is complete in memory."""
    content = BytesIO()
    _Writer(document, template, progress).word_document().save(content)
    path.write_bytes(content.getvalue())


class _Writer:
    def __init__(self, document: Document, template: Template | None, progress: Progress) -> None:
        import docx  # it takes as long to load as all else

        self._document, self._template, self._progress = document, template, progress
        self._word: WordDocument = docx.Document()
        self._geometries: dict[int, TableGeometry] = {
            number: fit(part.table) for number, part in enumerate(document.parts) if part.table
        }
        self._header_key: tuple[object, ...] | None = None
        self._number_of_headers = 0

    def word_document(self) -> "WordDocument":
        self._prepare_styles()
        parts = self._document.parts
        pages = first_pages(self._document, self._geometries)
        for number, part in enumerate(parts):
            self._progress.step(number, len(parts), WRITING)
            self._begin(number, part)
            for block in part.blocks:
                self._put(number, block, pages)
        self._put_properties()
        return self._word

    # ---- styles

    def _prepare_styles(self) -> None:
        word = self._word
        if self._template:
            self._template.put_into(word)
        else:
            self._plain_styles()
        for style in word.styles:
            if style.name in ("Header", "Footer"):
                style.font.size = _points(FOOTER_SIZE)

    def _plain_styles(self) -> None:
        """Give the library's own styles the look of a filing: black, in one font."""
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        named: Any
        for named in self._word.styles:
            if named.name not in ("Normal", *STYLES.values()):
                continue
            named.font.name = LATIN_FONT
            fonts = named.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in list(fonts.attrib):
                if attribute.endswith("Theme"):
                    del fonts.attrib[attribute]
            for attribute in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(attribute), LATIN_FONT)
            fonts.set(qn("w:eastAsia"), CHINESE_FONT)
            named.font.color.rgb = RGBColor(0, 0, 0)
            borders = named.element.pPr.find(qn("w:pBdr")) if named.element.pPr is not None else None
            if borders is not None:
                named.element.pPr.remove(borders)
        sizes = {"Normal": BODY_SIZE, **{STYLES[kind]: size for kind, size in TEXT_SIZES.items()}}
        for name, size in sizes.items():
            self._word.styles[name].font.size = _points(size)
            self._word.styles[name].font.italic = False
        self._word.styles["Normal"].paragraph_format.space_after = _points(AFTER_PARAGRAPH)
        run_defaults = self._word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        if run_defaults is not None:
            run_defaults.set(qn("w:val"), "en-US")
            run_defaults.set(qn("w:eastAsia"), "zh-CN")

    # ---- pages

    def _begin(self, number: int, part: Part) -> None:
        """Begin a part on a page of its own: in a section of its own where its pages are others than those before."""
        geometry = self._geometries.get(number)
        is_wide = bool(geometry and geometry.is_wide)
        key = is_wide, part.heading, part.continued
        if self._header_key == (is_wide, part.continued, part.continued) == key:
            self._append(_paragraph_xml("<w:pageBreakBefore/>" + UNSEEN, self._anchor(number, part)))
            return
        from docx.enum.section import WD_SECTION

        if number == 0:
            section = self._word.sections[0]
        else:
            section = self._word.add_section(WD_SECTION.NEW_PAGE)
            self._shrink_last_paragraph()
        self._set_page(section, is_wide=is_wide)
        self._put_header(section, part)
        self._header_key = key
        if part.name:
            self._append(_paragraph_xml(UNSEEN, self._anchor(number, part)))

    def _shrink_last_paragraph(self) -> None:
        """Make the paragraph that ends a section a point high, so that it never takes a page of its own."""
        from docx.oxml import parse_xml

        body = self._word.element.body
        properties = body[len(body) - 2].get_or_add_pPr()
        properties.insert(0, parse_xml(UNSEEN.replace("<w:spacing", f"<w:spacing {NAMESPACES}")))

    def _anchor(self, number: int, part: Part) -> str:
        """Return the place of a part that the list of contents refers to."""
        if not part.name:
            return ""
        entry = field(f"TC {in_quotes(part.name)} \\l 1", "", is_hidden=True)
        return bookmark(number + 1, _bookmark_of(number)) + entry

    def _set_page(self, section: "Section", *, is_wide: bool) -> None:
        from docx.enum.section import WD_ORIENT

        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width = _points(LONG_SIDE if is_wide else SHORT_SIDE)
        section.page_height = _points(SHORT_SIDE if is_wide else LONG_SIDE)
        section.left_margin = section.right_margin = _points(WIDE_MARGIN if is_wide else UPRIGHT_MARGIN)
        section.top_margin = section.bottom_margin = _points(TOP_MARGIN)
        section.header_distance = section.footer_distance = _points(TOP_MARGIN / 2)

    def _put_header(self, section: "Section", part: Part) -> None:
        """Put the heading over the first page of a section, that of its further pages, and the page number below."""
        differs = part.heading != part.continued
        section.different_first_page_header_footer = differs
        headers = [(section.header, section.footer, part.continued)]
        if differs:
            headers.append((section.first_page_header, section.first_page_footer, part.heading))
        for header, footer, heading in headers:
            header.is_linked_to_previous = footer.is_linked_to_previous = False
            mark = ""
            if draft := self._document.draft:
                self._number_of_headers += 1
                mark = watermark(draft.watermark, self._number_of_headers)
            shown = text_run(heading, BODY_SIZE, is_bold=True) if heading else ""
            centred = '<w:jc w:val="center"/>'
            _replace_paragraph(header, _paragraph_xml(centred, shown + mark))
            _replace_paragraph(footer, _paragraph_xml(self._named_style("Footer") + centred, self._footer()))

    def _footer(self) -> str:
        before, _, rest = self._document.page.partition("{page}")
        middle, _, after = rest.partition("{pages}")
        pieces = [
            text_run(before, FOOTER_SIZE),
            field("PAGE", text_run("1", FOOTER_SIZE)),
            text_run(middle, FOOTER_SIZE),
            field("NUMPAGES", text_run("1", FOOTER_SIZE)),
            text_run(after, FOOTER_SIZE),
        ]
        if draft := self._document.draft:
            pieces.append(text_run(f"\n{draft.footer}", FOOTER_SIZE))
        return "".join(pieces)

    # ---- contents

    def _put(self, number: int, block: Block, pages: Sequence[int]) -> None:
        match block:
            case Table():
                geometry = self._geometries[number]
                for place, group in enumerate(geometry.groups):
                    if place:
                        self._append(_paragraph_xml("<w:pageBreakBefore/>" + UNSEEN, ""))
                    self._append(table_xml(geometry, group))
                self._append(_paragraph_xml(UNSEEN, ""))
            case Contents():
                for xml in self._contents(pages):
                    self._append(xml)
            case Paragraph():
                self._append(self._paragraph(block))

    def _contents(self, pages: Sequence[int]) -> Iterator[str]:
        """Yield the list of contents: one field, whose lines lead to the parts."""
        listed = [(number, part) for number, part in enumerate(self._document.parts) if part.name]
        if not listed:
            return
        heading = text_run(self._document.contents, BODY_SIZE, is_bold=True)
        yield _paragraph_xml('<w:spacing w:before="480" w:after="120"/>', heading)
        tab = twips(SHORT_SIDE - 2 * UPRIGHT_MARGIN)
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{tab}"/></w:tabs>'
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> '
            'TOC \\f \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for place, (number, part) in enumerate(listed):
            page = field(f"PAGEREF {_bookmark_of(number)} \\h", text_run(str(pages[number])))
            line = f"{text_run(part.name)}<w:r><w:tab/></w:r>{page}"
            link = f'<w:hyperlink w:anchor="{_bookmark_of(number)}" w:history="1">{line}</w:hyperlink>'
            first, last = begin if not place else "", end if place == len(listed) - 1 else ""
            yield _paragraph_xml(f'{tabs}<w:spacing w:after="60"/>', first + link + last)

    def _paragraph(self, paragraph: Paragraph) -> str:
        style = self._named_style(STYLES.get(paragraph.kind))
        runs = "".join(
            text_run(run.text, is_bold=run.is_bold, is_italic=run.is_italic) for run in paragraph.runs if run.text
        )
        number = "•" if paragraph.kind is ParagraphKind.BULLET else paragraph.number
        keep = "<w:keepNext/>" if paragraph.kind is ParagraphKind.NOTE else ""
        tabs = indents = ""
        if number:
            tabs = f'<w:tabs><w:tab w:val="left" w:pos="{twips(HANGING)}"/></w:tabs>'
            indents = f'<w:ind w:left="{twips(HANGING)}" w:hanging="{twips(HANGING)}"/>'
            runs = f"{text_run(number)}<w:r><w:tab/></w:r>{runs}"
        align = '<w:jc w:val="center"/>' if paragraph.kind in (ParagraphKind.TITLE, ParagraphKind.SUBTITLE) else ""
        return _paragraph_xml(style + keep + tabs + indents + align, runs)

    def _named_style(self, name: str | None) -> str:
        """Return what gives a paragraph a style; nothing if there is no such style."""
        key = self._style_ids.get(name or "")
        return f'<w:pStyle w:val="{plain(key)}"/>' if key else ""

    @cached_property
    def _style_ids(self) -> dict[str, str]:
        return {style.name: style.style_id for style in self._word.styles if style.name}

    def _append(self, xml: str) -> None:
        """Put a paragraph or a table at the end, before the properties of the last section."""
        from docx.oxml import parse_xml

        body = self._word.element.body
        body.insert(len(body) - 1, parse_xml(xml))

    # ---- properties

    def _put_properties(self) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part as PackagePart

        document, core = self._document, self._word.core_properties
        core.title = f"{document.entity}: {document.title}"[:255]
        core.author = PROGRAM
        core.last_modified_by = PROGRAM
        core.created = core.modified = (
            present_time().astimezone(UTC).replace(microsecond=0)
        )  # the same: nobody saved it
        core.comments = f"Written by {PROGRAM} {VERSION}"
        core.identifier = document.fingerprint
        core.content_status = document.draft.mark if document.draft else ""
        core.keywords = document.state[:255]
        named = {"Written by": PROGRAM, "Fingerprint": document.fingerprint, "State": document.state}
        if document.draft:
            named["Draft"] = "; ".join(document.draft.causes)
        properties = "".join(
            f'<property fmtid="{PROPERTY_SET}" pid="{number}" name="{name}"><vt:lpwstr>{plain(value)}</vt:lpwstr>'
            "</property>"
            for number, (name, value) in enumerate(named.items(), 2)
        )
        blob = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
            'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>'
        )
        package = self._word.part.package
        part = PackagePart(PackURI("/docProps/custom.xml"), CUSTOM_PROPERTIES, blob.encode(), package)
        package.relate_to(part, CUSTOM_RELATION)


def _replace_paragraph(owner: Any, xml: str) -> None:
    """Put a paragraph in the place of the empty one of a header or a footer."""
    from docx.oxml import parse_xml

    element = owner._element
    for paragraph in list(element):
        element.remove(paragraph)
    element.append(parse_xml(xml))


def _paragraph_xml(properties: str, content: str) -> str:
    return f"<w:p {NAMESPACES}><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _bookmark_of(number: int) -> str:
    return f"part_{number + 1}"


def _points(points: float) -> Any:
    from docx.shared import Pt

    return Pt(points)
