"""A table as it leaves on the clipboard: for spreadsheets, for documents, and for texts with Markdown."""

import csv
import io
from dataclasses import dataclass
from html import escape

from workbench.plain_text import escape_formula


@dataclass(frozen=True, slots=True)
class CopiedCell:
    """``text``: as people read it; ``typed``: as a spreadsheet takes it, an amount without separators."""

    text: str
    typed: str = ""
    depth: int = 0
    is_bold: bool = False

    @property
    def for_spreadsheet(self) -> str:
        return self.typed or escape_formula(self.text)


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """``numbers``: the columns of figures, which stand on the right."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[CopiedCell, ...], ...]
    numbers: frozenset[int] = frozenset()


def as_tsv(table: CopiedTable) -> str:
    """Return a table in Excel's format: a line per row, tabs between cells, figures exact."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(map(escape_formula, table.headings))
    writer.writerows([cell.for_spreadsheet for cell in row] for row in table.rows)
    return text.getvalue()


def as_html(table: CopiedTable) -> str:
    """Return a table for documents and messages, its heading repeated on each page."""
    headings = (_html_cell("th", escape(text), place in table.numbers) for place, text in enumerate(table.headings))
    rows = (
        "".join(_html_cell("td", _html_text(cell), place in table.numbers) for place, cell in enumerate(row))
        for row in table.rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    frame = '<table border="1" cellspacing="0" cellpadding="3">'
    return f"{frame}<thead><tr>{''.join(headings)}</tr></thead><tbody>{body}</tbody></table>"


def _html_cell(tag: str, content: str, is_number: bool) -> str:
    return f'<{tag} align="{"right" if is_number else "left"}">{content}</{tag}>'


def _html_text(cell: CopiedCell) -> str:
    text = "&nbsp;" * (3 * cell.depth) + escape(cell.text).replace("\n", "<br>")
    return f"<b>{text}</b>" if cell.is_bold else text


def as_markdown(table: CopiedTable) -> str:
    """Return a table in Markdown, below its title; bars and marks in texts stand for themselves."""
    dashes = ["---:" if number in table.numbers else "---" for number in range(len(table.headings))]
    lines = [_markdown_row(map(_markdown, table.headings)), _markdown_row(dashes)]
    lines += (_markdown_row(map(_markdown_cell, row)) for row in table.rows)
    title = f"**{_markdown(table.title)}**\n\n" if table.title else ""
    return title + "\n".join((*lines, ""))


def _markdown_cell(cell: CopiedCell) -> str:
    text = "&nbsp;" * (3 * cell.depth) + _markdown(cell.text)
    return f"**{text}**" if cell.is_bold and cell.text else text


def _markdown(text: str) -> str:
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "<br>")


def _markdown_row(cells: "map[str] | list[str]") -> str:
    return f"| {' | '.join(cells)} |"
