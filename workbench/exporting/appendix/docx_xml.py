"""The XML of WordprocessingML that the library has no words for: tables at once, fields, watermarks."""

from collections.abc import Iterator, Sequence
from html import escape

from workbench.exporting.appendix.document import ColumnRole, HeadingCell, Table, TableRow
from workbench.exporting.appendix.geometry import ABOVE_ROW, BESIDE, TableGeometry, caption_of
from workbench.plain_text import to_printable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TWIPS = 20
"""Twentieths of a point, in which Word measures."""
WATERMARK_WIDTH, HIGHEST_WATERMARK = 560, 110
"""In points; a short text is written higher."""
RESULT_FILL = "F3F5F9"
RULE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
DOUBLE = 'w:val="double" w:sz="4" w:space="0" w:color="000000"'


def twips(points: float) -> int:
    return round(points * TWIPS)


def text_run(text: str, size: float | None = None, *, is_bold: bool = False, is_italic: bool = False) -> str:
    """Return a run of text; line feeds become new lines."""
    marks = ("<w:b/>" if is_bold else "") + ("<w:i/>" if is_italic else "")
    sized = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    properties = f"<w:rPr>{marks}{sized}</w:rPr>" if marks or sized else ""
    lines = (f'<w:t xml:space="preserve">{plain(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def plain(text: str) -> str:
    """Return text as XML can hold it."""
    return escape(to_printable(text.replace("\t", " ")), quote=True)


def in_quotes(text: str) -> str:
    """Return text between quotes, as an instruction holds it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def field(instruction: str, shown: str, *, is_hidden: bool = False) -> str:
    """Return a field. ``shown``: runs of what it comes to until it is brought up to date."""
    hidden = "<w:rPr><w:vanish/></w:rPr>" if is_hidden else ""
    middle = f'<w:r>{hidden}<w:fldChar w:fldCharType="separate"/></w:r>{shown}' if shown else ""
    return (
        f'<w:r>{hidden}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{hidden}<w:instrText xml:space="preserve"> {plain(instruction)} </w:instrText></w:r>'
        f'{middle}<w:r>{hidden}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(number: int, name: str) -> str:
    """Return a place that fields refer to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def watermark(text: str, number: int) -> str:
    """Return the run of a header that writes ``text`` across the page. ``number``: of the header."""
    width = WATERMARK_WIDTH
    height = min(width / max(len(text), 1) * 1.9, HIGHEST_WATERMARK)
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height:.0f}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    kind = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    shape = (
        f'<v:shape id="draft{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" style="{style}" '
        f'fillcolor="#dedede" stroked="f"><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" '
        f'string="{plain(text)}"/></v:shape>'
    )
    return f"<w:r><w:pict>{kind}{shape}</w:pict></w:r>"


# ---- tables


def table_xml(geometry: TableGeometry, group: Sequence[int]) -> str:
    """Return a table with some of its columns: heading rows that repeat, lines that are not broken over pages."""
    return "".join(_TableXml(geometry, group).pieces())


class _TableXml:
    def __init__(self, geometry: TableGeometry, group: Sequence[int]) -> None:
        self._geometry = geometry
        self._table: Table = geometry.table.with_columns(tuple(group))
        self._captions = geometry.captions(group)
        self._widths = geometry.widths(group)
        self._size = geometry.size

    def pieces(self) -> Iterator[str]:
        widths = [twips(width) for width in (self._captions, *self._widths)]
        side = twips(BESIDE)
        yield (
            f'<w:tbl {NAMESPACES}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr><w:tblGrid>"
        )
        yield from (f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield "</w:tblGrid>"
        yield from self._headings()
        rows = self._table.rows
        for number, row in enumerate(rows):
            following = rows[number + 1] if number + 1 < len(rows) else None
            yield self._row(row, keeps_next=row.is_heading or bool(following and following.has_rule))
        yield "</w:tbl>"

    # ---- headings, which repeat on each page

    def _headings(self) -> Iterator[str]:
        heading_rows = self._table.heading_rows
        for number, cells in enumerate(heading_rows):
            is_last = number == len(heading_rows) - 1
            content = "".join(self._heading_cell(cell, is_last=is_last) for cell in cells)
            properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            yield f"<w:tr>{properties}{self._corner(is_first=number == 0, is_last=is_last)}{content}</w:tr>"

    def _corner(self, *, is_first: bool, is_last: bool) -> str:
        """Return the part of the corner in one row: one cell over all, whose text stands at its foot."""
        merged = '<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>"
        below = f"<w:tcBorders><w:bottom {RULE}/></w:tcBorders>" if is_last or is_first else ""
        table = self._table
        content = _paragraph(table.title, self._size, is_bold=True, keeps_next=True) if is_first else ""
        if is_first and table.unit_line:
            content += _paragraph(table.unit_line, self._size, is_italic=True, keeps_next=True)
        return _cell(content or _paragraph("", self._size, keeps_next=True), self._captions, merged, below)

    def _heading_cell(self, cell: HeadingCell, *, is_last: bool) -> str:
        width = sum(self._widths[cell.first : cell.first + cell.span])
        spans = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        below = f"<w:tcBorders><w:bottom {RULE}/></w:tcBorders>" if cell.is_ruled or is_last else ""
        is_result = cell.role is ColumnRole.RESULT
        content = _paragraph(
            cell.text,
            self._size,
            is_bold=cell.is_bold,
            align="center" if cell.span > 1 else "right",
            right=0.0 if cell.span > 1 else self._geometry.bracket,
            keeps_next=True,
        )
        return _cell(content, width, spans, below, is_shaded=is_result)

    # ---- lines

    def _row(self, row: TableRow, *, keeps_next: bool) -> str:
        is_bold = row.is_total or row.is_heading
        caption = _paragraph(
            caption_of(row),
            self._size,
            is_bold=is_bold,
            left=self._geometry.indent(row),
            keeps_next=keeps_next,
            space=ABOVE_ROW * self._size,
        )
        cells = [_cell(caption, self._captions)]
        texts = row.texts or ("",) * len(self._widths)
        for text, width, column in zip(texts, self._widths, self._table.columns, strict=True):
            borders = f"<w:top {RULE}/>" if row.has_rule and text else ""
            borders += f"<w:bottom {DOUBLE}/>" if row.is_final and text else ""
            content = _paragraph(
                text,
                self._size,
                is_bold=is_bold,
                align="right",
                right=0.0 if text.endswith(")") else self._geometry.bracket,
                keeps_next=keeps_next,
                space=ABOVE_ROW * self._size,
            )
            framed = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
            is_result = column.role is ColumnRole.RESULT
            cells.append(_cell(content, width, "", framed, is_shaded=is_result, is_figure=True))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    content: str, width: float, merged: str = "", borders: str = "", *, is_shaded: bool = False, is_figure: bool = False
) -> str:
    """Return a cell whose text stands at its foot; that of a figure is never broken."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{RESULT_FILL}"/>' if is_shaded else ""
    unbroken = "<w:noWrap/>" if is_figure else ""
    properties = (
        f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{merged}{borders}{fill}{unbroken}<w:vAlign w:val="bottom"/>'
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _paragraph(
    text: str,
    size: float,
    *,
    is_bold: bool = False,
    is_italic: bool = False,
    align: str = "left",
    left: float = 0.0,
    right: float = 0.0,
    keeps_next: bool = False,
    space: float = 0.0,
) -> str:
    keep = "<w:keepNext/>" if keeps_next else ""
    spacing = f'<w:spacing w:before="{twips(space)}" w:after="{twips(space)}" w:line="240" w:lineRule="auto"/>'
    indents = f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:firstLine="0"/>'
    run = text_run(text, size, is_bold=is_bold, is_italic=is_italic) if text else ""
    return f'<w:p><w:pPr>{keep}{spacing}{indents}<w:jc w:val="{align}"/></w:pPr>{run}</w:p>'
