"""Tables on a clipboard that holds nothing but HTML: a browser's, a mail program's."""

from collections.abc import Iterator

from PySide6.QtGui import QTextDocument, QTextFrame, QTextTable

MOST_CHARACTERS = 5_000_000
"""More is no table that anybody copied by hand."""


def tables_in(html: str) -> list[list[list[str]]]:
    """Return the texts of each table's cells, row by row; of nested tables those of the innermost alone.

    Nothing is loaded that the HTML refers to.
    """
    if len(html) > MOST_CHARACTERS:
        return []
    document = QTextDocument()
    document.setHtml(html)
    return [_cells(table) for table in _tables(document.rootFrame())]


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for child in frame.childFrames():
        inner_tables = list(_tables(child))
        yield from inner_tables
        if isinstance(child, QTextTable) and not inner_tables:
            yield child


def _cells(table: QTextTable) -> list[list[str]]:
    return [[_text(table, row, column) for column in range(table.columns())] for row in range(table.rows())]


def _text(table: QTextTable, row: int, column: int) -> str:
    """Return what a cell shows; where it spans others, it is there only once."""
    cell = table.cellAt(row, column)
    if (cell.row(), cell.column()) != (row, column):
        return ""
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastPosition(), cursor.MoveMode.KeepAnchor)
    return " ".join(cursor.selectedText().split())
