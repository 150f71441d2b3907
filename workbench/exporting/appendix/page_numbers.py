"""On which page each part begins, as far as that can be told before a word processor lays out the pages."""

from collections.abc import Mapping
from functools import partial

from workbench.exporting.appendix.document import Contents, Document, Paragraph, Part
from workbench.exporting.appendix.geometry import (
    AFTER_PARAGRAPH,
    BODY_SIZE,
    LINE,
    LONG_SIDE,
    SHORT_SIDE,
    STAND_IN,
    TOP_MARGIN,
    UPRIGHT_MARGIN,
    TableGeometry,
)
from workbench.exporting.text_lines import in_lines
from workbench.presentation.page_breaks import rows_by_page


def first_pages(document: Document, geometries: Mapping[int, TableGeometry]) -> list[int]:
    """Return the page on which each part begins. ``geometries``: of the tables, by the number of their part."""
    pages, page = [], 1
    for number, part in enumerate(document.parts):
        pages.append(page)
        page += number_of_pages(part, geometries.get(number), len(document.listed))
    return pages


def number_of_pages(part: Part, geometry: TableGeometry | None, listed: int) -> int:
    """Return how many pages a part takes. ``listed``: the number of parts in the list of contents."""
    text = sum(map(_height, (block for block in part.blocks if isinstance(block, Paragraph))))
    if any(isinstance(block, Contents) for block in part.blocks):
        text += listed * (BODY_SIZE * LINE + 3)
    room = LONG_SIDE - 2 * TOP_MARGIN
    if geometry is None:
        return max(1, -int(-text // room))
    pages, text = int(text // room), text % room
    for group in geometry.groups:
        captions = geometry.captions(group)
        heights = [geometry.row_height(row, captions) for row in geometry.table.rows]
        heading = geometry.heading_height(group)
        used = text if group is geometry.groups[0] else 0.0
        pages += (
            len(rows_by_page([used + heights[0], *heights[1:]], geometry.table.rows, geometry.height - heading))
            if heights
            else 1
        )
    return pages


def _height(paragraph: Paragraph) -> float:
    """Return the height of a paragraph in the usual print."""
    measure = partial(STAND_IN.measure, is_bold=False)
    room = (SHORT_SIDE - 2 * UPRIGHT_MARGIN) / BODY_SIZE
    return len(list(in_lines(paragraph.text, room, measure))) * BODY_SIZE * LINE + AFTER_PARAGRAPH
