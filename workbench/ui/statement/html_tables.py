"""Tables on a clipboard that has only HTML, such as from a browser or a mail program."""

from collections.abc import Iterator

from PySide6.QtGui import QTextDocument, QTextFrame, QTextTable

MOST_CHARACTERS = 5_000_000
"""Nobody copies a larger table by hand."""


def tables_in(html: str) -> list[list[list[str]]]:
    """Return the texts of each table's cells, row by row; of nested tables, only those of the innermost.

    Nothing that the HTML refers to is loaded.
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
    """Return what a cell shows; a spanning cell's text appears only once."""
    cell = table.cellAt(row, column)
    if (cell.row(), cell.column()) != (row, column):
        return ""
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastPosition(), cursor.MoveMode.KeepAnchor)
    return " ".join(cursor.selectedText().split())
