"""Figures to and from Excel as tab-separated text: exact when copied, lenient when pasted; one paste is one step."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from html import escape

from PySide6.QtGui import QClipboard

from workbench.phrases import phrase, say
from workbench.plain_text import escape_formula, unescape_formula
from workbench.presentation.statement_table import ColumnKind, Row, StatementTable
from workbench.typed_amounts import NotAnAmount
from workbench.ui.statement.cell_displays import BLANK
from workbench.ui.statement.compared_displays import format_shown
from workbench.ui.statement.editing_policy import why_not_editable
from workbench.ui.statement.html_tables import tables_in
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.typed_edits import Place, parse_amount_in
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.number_format import format_in_text
from workbench.ui.toolkit.number_style import numbers_as_printed


class PasteWay(Enum):
    """What is done with pasted figures."""

    ALL = phrase("Put them in, with the working typed for each")
    VALUES = phrase("Put in the amounts alone")
    REVERSED = phrase("Put them in with the other sign")
    ADDED = phrase("Add them to the present figures")
    SUBTRACTED = phrase("Subtract them from the present figures")


@dataclass(frozen=True, slots=True)
class Paste:
    """The contents of a paste. ``calculated``: amounts for calculated cells, which are compared, not pasted."""

    amounts: dict[Place, Decimal | None]
    calculated: dict[Place, Decimal]


def format_for_clipboard(model: StatementModel, rows: Sequence[int], columns: Sequence[int]) -> str:
    """Return the cells in Excel's format: a line per row, tabs between cells, figures exact and without separators."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    for row in rows:
        writer.writerow([_format_cell(model, row, column) for column in columns])
    return text.getvalue()


def format_as_html(model: StatementModel, rows: Sequence[int], columns: Sequence[int]) -> str:
    """Return the cells as a table of figures as statements print them, for documents and messages."""
    lines = []
    with numbers_as_printed():
        for row in rows:
            cells = [
                f"<td align='{'left' if model.columns[column].kind is ColumnKind.CAPTION else 'right'}'>"
                f"{escape(format_shown(model.table, model.rows[row], model.columns[column]).text)}</td>"
                for column in columns
            ]
            lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def _format_cell(model: StatementModel, row: int, column: int) -> str:
    if model.columns[column].kind is ColumnKind.CAPTION:
        return escape_formula(model.display(row, column).text)
    return model.typed_text(row, column) or model.display(row, column).text  # unknown figures are copied as that word


def read_table(clipboard: QClipboard) -> list[list[str]]:
    """Return the cells on the clipboard: its text, or the first table if it has only HTML; else nothing.

    Raises NotAnAmount if the contents are not a table.
    """
    content = clipboard.mimeData()
    if content is None:
        return []
    if text := content.text():
        return parse_table(text)
    if not content.hasHtml():
        return []
    tables = tables_in(content.html())
    if not tables:
        raise NotAnAmount(phrase("The copied content has no table of figures. Copy a block of cells."))
    return [[unescape_formula(cell) for cell in row] for row in tables[0]]


def parse_table(text: str) -> list[list[str]]:
    """Return the cells of copied text; rows may differ in length, and blank rows count.

    Raises NotAnAmount if it is not a table.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")  # Excel adds one after the last row too
    try:
        rows = csv.reader(io.StringIO(lines), delimiter="\t")
        table = [[unescape_formula(cell) for cell in row] or [""] for row in rows]
    except csv.Error:
        raise NotAnAmount(phrase("The copied text is not a table of figures. Copy a block of cells.")) from None
    return [*table, [""]] if lines.endswith("\n") or not table else table


def parse_paste(table: StatementTable, copied: list[list[str]], rows: Sequence[int], columns: Sequence[int]) -> Paste:
    """Return what pasting ``copied`` into these visible rows and columns, starting at the first, would put where.

    Raises NotAnAmount if a cell does not fit or is not an amount.
    """
    if len(copied) > len(rows) or max(len(row) for row in copied) > len(columns):
        raise NotAnAmount(
            phrase(
                "The copied block has {rows} rows and {columns} columns and does not fit here. Select a cell "
                "further up or to the left, or expand the sections below.",
                rows=len(copied),
                columns=max(len(row) for row in copied),
            )
        )
    amounts: dict[Place, Decimal | None] = {}
    calculated: dict[Place, Decimal] = {}
    for row_number, cells in zip(rows, copied, strict=False):
        row = table.rows[row_number]
        for column_number, cell in zip(columns, cells, strict=False):
            column = table.columns[column_number]
            reason = why_not_editable(table, row, column)
            if column.kind is ColumnKind.CAPTION:
                if cell.strip() not in ("", say(row.caption, window_words())):
                    raise NotAnAmount(
                        phrase("'{text}' would replace a caption. Paste figures without captions.", text=cell.strip())
                    )
            elif reason is None:
                amounts[row_number, column_number] = _parse_cell(table, row, cell)
            elif cell.strip():
                amount = None if row.is_heading else _parse_cell(table, row, cell)
                if amount is None:
                    raise NotAnAmount(phrase("'{text}' cannot be pasted: {reason}", text=cell.strip(), reason=reason))
                calculated[row_number, column_number] = amount
    return Paste(amounts, calculated)


def ways_combined(
    table: StatementTable, pasted: dict[Place, Decimal | None], way: PasteWay
) -> dict[Place, Decimal | None]:
    """Return what cells are to hold when ``pasted`` is put into them; a blank adds and subtracts nothing."""
    if way in (PasteWay.ALL, PasteWay.VALUES):
        return pasted
    if way is PasteWay.REVERSED:
        return {place: None if amount is None else -amount for place, amount in pasted.items()}
    sign = 1 if way is PasteWay.ADDED else -1
    combined: dict[Place, Decimal | None] = {}
    for (row, column), amount in pasted.items():
        the_row, the_column = table.rows[row], table.columns[column]
        if amount is None:
            continue
        if table.is_unknown(the_row, the_column):
            raise NotAnAmount(
                phrase("{caption}: the figure is unknown, so nothing can be added to it.", caption=the_row.caption)
            )
        combined[row, column] = (table.amount(the_row, the_column) or Decimal(0)) + sign * amount
    return combined


def _parse_cell(table: StatementTable, row: Row, cell: str) -> Decimal | None:
    try:
        return parse_amount_in(table, row, cell, is_pasted=True)
    except NotAnAmount as error:
        raise NotAnAmount(phrase("{caption}: {reason}", caption=row.caption, reason=error.sentence)) from None


def describe_paste(table: StatementTable, paste: Paste) -> str:
    """Return how many figures were pasted, and which calculated figures in ``table`` differ from the copied ones."""
    pasted, compared = len(paste.amounts), len(paste.calculated)
    if not compared:
        return tr("Figures pasted: {figures}", figures=pasted)
    differences = []
    for (row_number, column_number), copied in paste.calculated.items():
        row, column = table.rows[row_number], table.columns[column_number]
        amount = table.shown_amount(row, column)
        if amount != copied:
            difference = tr(
                "{caption} is {amount}, but {copied} was copied",
                caption=row.caption,
                amount=format_in_text(amount, row.line) or BLANK,
                copied=format_in_text(copied, row.line),
            )
            differences.append(difference)
    if not differences:
        return tr(
            "Figures pasted: {figures}; calculated cells compared: {cells}, all agree",
            figures=pasted,
            cells=compared,
        )
    return tr(
        "Figures pasted: {figures}; calculated cells compared: {cells}. Differing: {differences}",
        figures=pasted,
        cells=compared,
        differences=tr("; ").join(differences),
    )
