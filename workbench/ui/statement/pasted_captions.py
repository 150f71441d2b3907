"""Pasted figures that bring captions along: each goes to the line of its caption, wherever that stands."""

from collections.abc import Sequence

from workbench.amount_text import parse_amount
from workbench.domain.ids import LineId
from workbench.journals.lines import LineFinder
from workbench.phrases import phrase, say
from workbench.presentation.statement_table import StatementTable
from workbench.typed_amounts import NotAnAmount
from workbench.ui.toolkit.language import window_words


def have_captions(copied: Sequence[Sequence[str]]) -> bool:
    """True if each copied row begins with words, which figures follow."""
    rows = [row for row in copied if any(cell.strip() for cell in row)]
    return bool(rows) and all(len(row) > 1 and _are_words(row[0]) for row in rows)


def stand_here(table: StatementTable, copied: Sequence[Sequence[str]], rows: Sequence[int]) -> bool:
    """True if the captions are those of ``rows``, one after another."""
    words = window_words()
    return len(copied) <= len(rows) and all(
        row[0].strip() in ("", say(table.rows[number].caption, words))
        for number, row in zip(rows, copied, strict=False)
    )


def rows_of_captions(table: StatementTable, copied: Sequence[Sequence[str]]) -> list[int]:
    """Return the row of the line that each copied caption means.

    Raises NotAnAmount if a caption means none of the lines shown, or several.
    """
    finder = LineFinder(table.results.project)
    row_of = {row.line.id: number for number, row in enumerate(table.rows) if row.remainder is None}
    return [_row_of(finder, table, row_of, row[0].strip()) for row in copied]


def _row_of(finder: LineFinder, table: StatementTable, row_of: dict[LineId, int], caption: str) -> int:
    found = {match.line.id for match in finder.match(caption, statement=table.statement)}
    total = finder.line_without_legs(caption)
    if not found and total is not None:
        found = {total.id}
    shown = [row_of[line] for line in found if line in row_of]
    if len(found) > 1:
        raise NotAnAmount(
            phrase("'{text}' may be one of several lines. Paste these figures without captions.", text=caption)
        )
    if not shown:
        raise NotAnAmount(
            phrase("No line shown here is called '{text}'. Paste figures without captions.", text=caption)
        )
    return shown[0]


def _are_words(text: str) -> bool:
    return bool(text.strip()) and parse_amount(text) is None
