"""The appendix as a PDF that Typst sets: the best print, for which an extra is needed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.domain.facts import Fact
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.errors import WorkbenchError
from workbench.exporting.appendix.document import (
    ColumnRole,
    Contents,
    Document,
    HeadingCell,
    Paragraph,
    ParagraphKind,
    Part,
    Run,
    Table,
    TableRow,
)
from workbench.exporting.appendix.geometry import (
    ABOVE_ROW,
    BESIDE,
    BODY_SIZE,
    FOOTER_SIZE,
    HANGING,
    TEXT_SIZES,
    TOP_MARGIN,
    UPRIGHT_MARGIN,
    WIDE_MARGIN,
    TableGeometry,
    caption_of,
    fit,
)
from workbench.plain_text import to_printable

FONTS = '("Times New Roman", "Liberation Serif", "Libertinus Serif", "SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC")'


def write_typst_pdf(document: Document, path: Path) -> tuple[Fact, ...]:
    """Write the document to ``path``. Raises WorkbenchError if Typst is not installed, or cannot set it."""
    try:
        import typst
    except ImportError:
        raise WorkbenchError(
            "Typst is not installed. Install the extra: pip install '{package}', or leave out --typst.",
            package="reconciliation-workbench[typst]",
        ) from None
    try:
        path.write_bytes(typst.compile("\n".join(_lines(document)).encode()))
    except RuntimeError as error:
        raise WorkbenchError("Typst cannot set the document: {reason}", reason=str(error).splitlines()[0]) from None
    return ()


def _lines(document: Document) -> Iterator[str]:
    title = _quote(f"{document.entity}: {document.title}")
    keywords = f"{_quote(PROGRAM)}, {_quote(document.fingerprint)}"
    yield f"#set document(title: {title}, description: {_quote(document.state)}, keywords: ({keywords}))"
    yield f"#set text(font: {FONTS}, size: {BODY_SIZE}pt, fallback: true)"
    yield "#set par(leading: 0.5em, spacing: 0.8em)"
    yield f"#show outline.entry: set text(size: {BODY_SIZE}pt)"
    for number, part in enumerate(document.parts):
        geometry = fit(part.table) if part.table else None
        yield from _page(document, part, number, is_wide=bool(geometry and geometry.is_wide))
        if part.name:
            listed = f'kind: "part", supplement: none, numbering: none, outlined: true, caption: {_quote(part.name)}'
            yield f"#place(hide[#figure({listed})[]])"
        for block in part.blocks:
            match block:
                case Paragraph():
                    yield _paragraph(block)
                case Contents() if document.listed:
                    yield f'#v(30pt) #text(weight: "bold", {_quote(document.contents)})'
                    yield '#outline(title: none, target: figure.where(kind: "part"))'
                case Table():
                    assert geometry is not None
                    for place, group in enumerate(geometry.groups):
                        yield "#pagebreak()" if place else ""
                        yield from _table(geometry, group)


def _page(document: Document, part: Part, number: int, *, is_wide: bool) -> Iterator[str]:
    """Set the paper of a part, which begins on a page of its own, with what stands above, below and across it."""
    margin = WIDE_MARGIN if is_wide else UPRIGHT_MARGIN
    heading, continued = _quote(part.heading), _quote(part.continued)
    before, _, rest = document.page.partition("{page}")
    middle, _, after = rest.partition("{pages}")
    below = f"#linebreak(){_text(document.draft.footer)}" if document.draft else ""
    mark = ""
    if draft := document.draft:
        size = min(90.0, 1_000 / max(len(draft.watermark), 1))
        mark = f"background: rotate(-45deg, text(size: {size:.0f}pt, fill: luma(228), {_quote(draft.watermark)})), "
    is_first = f"here().page() == locate(<part{number}>).page()"
    header = f"if {is_first} {{ {heading} }} else {{ {continued} }}"
    pages = f"{_text(before)}#here().page(){_text(middle)}#counter(page).final().first(){_text(after)}"
    yield (
        f'#set page(paper: "a4", flipped: {str(is_wide).lower()}, margin: (x: {margin}pt, y: {TOP_MARGIN}pt), {mark}'
        f'header: context align(center, text(weight: "bold", {header})), '
        f"footer: context align(center, text(size: {FOOTER_SIZE}pt)[{pages}{below}]))"
    )
    yield f"#metadata(none) <part{number}>"


def _paragraph(paragraph: Paragraph) -> str:
    runs = "".join(map(_run, paragraph.runs))
    size = TEXT_SIZES.get(paragraph.kind, BODY_SIZE)
    is_centred = paragraph.kind in (ParagraphKind.TITLE, ParagraphKind.SUBTITLE)
    number = "•" if paragraph.kind is ParagraphKind.BULLET else paragraph.number
    if paragraph.kind is ParagraphKind.HEADING:
        return f'#block(above: 14pt, below: 8pt, sticky: true)[#text(size: {size}pt, weight: "bold")[{runs}]]'
    body = f"#text(size: {size}pt)[{runs}]"
    if number:
        sticky = str(paragraph.kind is ParagraphKind.NOTE).lower()
        return f"#block(sticky: {sticky})[#grid(columns: ({HANGING}pt, 1fr), [{_text(number)}], [{body}])]"
    return f"#align(center)[{body}]" if is_centred else f"#par[{body}]"


def _run(run: Run) -> str:
    text = "#linebreak()".join(map(_text, run.text.split("\n")))
    text = f"#emph[{text}]" if run.is_italic else text
    return f"#strong[{text}]" if run.is_bold else text


# ---- tables


def _table(geometry: TableGeometry, group: Sequence[int]) -> Iterator[str]:
    table = geometry.table.with_columns(tuple(group))
    widths = ", ".join(f"{width:.2f}pt" for width in (geometry.captions(group), *geometry.widths(group), 0.0))
    results = [place + 1 for place, column in enumerate(table.columns) if column.role is ColumnRole.RESULT]
    shade = f"fill: (x, _) => if x in ({', '.join(map(str, results))},) {{ luma(245) }}, " if results else ""
    yield f"#set text(size: {geometry.size}pt)"
    yield "#set par(leading: 0.35em)"
    above = ABOVE_ROW * geometry.size + 1.5
    yield f"#table(columns: ({widths}), stroke: none, inset: (x: {BESIDE}pt, y: {above:.1f}pt), {shade}"
    yield f"table.header({', '.join(_heading(table, geometry))}),"
    for rows in _rows_together(table.rows):
        held = f"table.cell(rowspan: {len(rows)}, breakable: false, inset: 0pt)[]"
        for place, row in enumerate(rows):
            cells = (*_row(row, geometry, len(table.columns)), *((held,) if place == 0 else ()))
            yield f"{', '.join(cells)},"
    yield ")"
    yield f"#set text(size: {BODY_SIZE}pt)"


def _rows_together(rows: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """Yield the rows in runs that stand on one page: no heading without its first line, no total without its last part.

    A cell over all of them, in a column without a width, holds them together.
    """
    together: list[TableRow] = []
    for row in rows:
        if together and not (together[-1].is_heading or row.has_rule):
            yield together
            together = []
        together.append(row)
    if together:
        yield together


def _heading(table: Table, geometry: TableGeometry) -> Iterator[str]:
    heading_rows = table.heading_rows
    unit = f"#linebreak()#emph[{_text(table.unit_line)}]" if table.unit_line else ""
    title = f"#strong[{_text(table.title)}]{unit}"
    yield f"table.cell(rowspan: {len(heading_rows)}, align: bottom + left, stroke: (bottom: 0.6pt))[{title}]"
    for number, cells in enumerate(heading_rows):
        for cell in cells:
            yield _heading_cell(cell, geometry, is_last=number == len(heading_rows) - 1)
        yield "[]"


def _heading_cell(cell: HeadingCell, geometry: TableGeometry, *, is_last: bool) -> str:
    text = f"#strong[{_text(cell.text)}]" if cell.is_bold else _text(cell.text)
    rule = "stroke: (bottom: 0.5pt)" if is_last or (cell.is_ruled and cell.text) else "stroke: none"
    align = "center" if cell.span > 1 else "right"
    inset = "" if cell.span > 1 else _right_inset(geometry, geometry.bracket)
    return f"table.cell(colspan: {cell.span}, align: bottom + {align}, {inset}{rule})[{text}]"


def _right_inset(geometry: TableGeometry, more: float) -> str:
    above = ABOVE_ROW * geometry.size + 1.5
    return f"inset: (left: {BESIDE}pt, right: {BESIDE + more:.2f}pt, y: {above:.1f}pt), "


def _row(row: TableRow, geometry: TableGeometry, columns: int) -> Iterator[str]:
    """Yield the cells of a line."""
    is_bold = row.is_total or row.is_heading
    indent = f"#h({geometry.indent(row):.1f}pt)" if row.depth else ""
    caption = f"#strong[{_text(caption_of(row))}]" if is_bold else _text(caption_of(row))
    content = f"#par(hanging-indent: {geometry.indent(row):.1f}pt)[{indent}{caption}]"
    yield f"table.cell(align: left + bottom)[{content}]"
    for text in row.texts or ("",) * columns:
        rules = []
        if row.has_rule and text:
            rules.append("top: 0.5pt")
        if row.is_final and text:
            rules.append("bottom: 1.2pt")
        stroke = f"stroke: ({', '.join(rules)}), " if rules else ""
        inset = _right_inset(geometry, 0.0 if text.endswith(")") else geometry.bracket)
        shown = f"#strong[{_text(text)}]" if is_bold else _text(text)
        yield f"table.cell({stroke}{inset}align: right + bottom)[{shown}]"


def _text(text: str) -> str:
    """Return text as markup that stands for itself."""
    return f"#{_quote(text)};" if text else ""


def _quote(text: str) -> str:
    """Return text as a string of Typst."""
    escaped = to_printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
