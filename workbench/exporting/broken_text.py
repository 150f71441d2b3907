"""Long texts over several columns, broken into rows: joined cells could be neither sorted nor filtered."""

import re
from collections.abc import Iterator

from workbench.exporting.layout import CellFormat, PlannedSheet
from workbench.plain_text import text_width

PIECES = re.compile(r"\S+\s*|\s+")


def put_broken(sheet: PlannedSheet, row: int, column: int, text: str, width: int, cell_format: CellFormat) -> int:
    """Put a text in as many rows as it takes at ``width`` digits; return the row after it."""
    for line in lines_of_text(text, width):
        sheet.put(row, column, line or None, cell_format)
        row += 1
    return row


def lines_of_text(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, each at most ``width`` digits wide, broken between words where there are any."""
    for paragraph in text.splitlines():
        line = ""
        for piece in PIECES.findall(paragraph):
            if line and text_width(line + piece.rstrip()) > width:
                yield line.rstrip()
                line = ""
            while text_width(piece.rstrip()) > width:
                cut = next(end for end in range(len(piece), 0, -1) if end == 1 or text_width(piece[:end]) <= width)
                yield piece[:cut]
                piece = piece[cut:]
            line += piece
        yield line.rstrip()
