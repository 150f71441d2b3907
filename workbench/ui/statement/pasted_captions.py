"""Pasted figures that bring captions along: each goes to the line of its caption, wherever that stands."""

from collections.abc import Sequence

from workbench.amount_text import parse_amount
from workbench.journals.lines import SAME_IN_CATALOGUE, LineFinder
from workbench.journals.name_index import plain_name
from workbench.phrases import phrase, say
from workbench.presentation.statement_table import StatementTable
from workbench.typed_amounts import NotAnAmount
from workbench.ui.toolkit.language import window_words

AND = "and"


class CaptionReader:
    """Finds the lines that pasted captions mean; keeps what it has read of a project for the next paste."""

    def __init__(self) -> None:
        self._finder: LineFinder | None = None

    def rows_of(self, table: StatementTable, copied: Sequence[Sequence[str]]) -> list[int]:
        """Return the row of the line that each copied caption means; a repeated caption means the next such line.

        Raises NotAnAmount if one is not the caption of a line that is shown, or of one that has been taken.
        """
        project = table.results.project
        if self._finder is None or self._finder.project is not project:
            self._finder = LineFinder(project, self._finder)
        names = [_plain(row[0]) for row in copied]
        rows: list[int] = []
        for name, row in zip(names, copied, strict=True):
            rows.append(self._row_of(table, row[0].strip(), rows, names.count(name)))
        return rows

    def _row_of(self, table: StatementTable, caption: str, taken: Sequence[int], number_copied: int) -> int:
        """Return the first row that a caption means and that is not ``taken``, if as many were copied as there are."""
        assert self._finder is not None
        lines = {number: row.line for number, row in enumerate(table.rows) if row.remainder is None}
        name = _plain(caption)
        shown = [number for number, line in lines.items() if name in (_plain(line.name), _plain(line.target_caption))]
        if not shown:
            matches = self._finder.match(caption, statement=table.statement)
            sure = {match.line.id for match in matches if match.score >= SAME_IN_CATALOGUE}
            shown = [number for number, line in lines.items() if line.id in sure]
        free = [number for number in shown if number not in taken]
        if not free or len(shown) != number_copied:
            raise NotAnAmount(
                phrase("No single line shown here is called '{text}'. Paste without captions.", text=caption)
            )
        return free[0]


def have_captions(copied: Sequence[Sequence[str]]) -> bool:
    """True if each copied row begins with words, which figures follow."""
    return bool(copied) and all(len(row) > 1 and _are_words(row[0]) for row in copied)


def stand_here(table: StatementTable, copied: Sequence[Sequence[str]], rows: Sequence[int]) -> bool:
    """True if the captions are those of ``rows``, one after another."""
    words = window_words()
    captions = (say(table.rows[number].caption, words) for number in rows)
    return len(copied) <= len(rows) and all(
        row[0].strip() in ("", caption) for caption, row in zip(captions, copied, strict=False)
    )


def _plain(caption: str) -> str:
    return plain_name(caption.replace("&", f" {AND} "))


def _are_words(text: str) -> bool:
    return bool(text.strip()) and parse_amount(text) is None
