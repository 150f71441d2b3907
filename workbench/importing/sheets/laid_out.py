"""A table on its sheet before its columns are read: its lines, its headings, which statement it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.domain.facts import fact
from workbench.importing.language.common_facts import short_statement_fact
from workbench.importing.language.period_text import PeriodDefaults, PeriodWords
from workbench.importing.language.vocabulary import kind_in
from workbench.importing.sheets.corrections import Area, SetStatementKind
from workbench.importing.sheets.corrections_by_subject import CorrectionsBySubject
from workbench.importing.sheets.detected import Doubt, TableFacts, Tabular
from workbench.importing.sheets.headings import Headings
from workbench.importing.sheets.kinds import KindInference, kind_of
from workbench.importing.sheets.tables import Table, TableRow, have_most_lines_of

CORRECTED = fact("said-by-user")
"""The evidence of a kind that the user chose."""


class TitlePeriod(NamedTuple):
    """What the titles of a table say about its period, and which of them says it."""

    words: PeriodWords
    text: str

    @property
    def says_when(self) -> bool:
        """True if the titles name a year, or a period that can be read in two ways."""
        return bool(self.words.year) or self.words.is_unclear


class TableNames(NamedTuple):
    """What may name the statement of a table: its own titles, the titles and the name of its sheet, the table above."""

    own_titles: tuple[str, ...]
    of_sheet: tuple[str, ...]
    above: Tabular | None

    def kind_of(self, rows: Sequence[TableRow], corrections: Iterable[SetStatementKind]) -> KindInference:
        """Return which statement ``rows`` are: by ``corrections``, else as the table above, else by names and lines.

        A table without a title continues the one above it if most of their lines are the same.
        """
        for correction in corrections:
            if correction.area.meets(area_of(rows)):
                return KindInference(correction.kind, CORRECTED)
        lines_with_figures = sum(bool(row.readings) for row in rows)
        is_named = any(kind_in(title) for title in self.own_titles)
        above = self.above
        if above is not None and lines_with_figures > 1 and not is_named and have_most_lines_of(rows, above.rows):
            return KindInference(above.kind, fact("lines-of-table-above", statement=short_statement_fact(above.kind)))
        return kind_of(self.own_titles, self.of_sheet, rows)


@dataclass(frozen=True)
class LaidOutTable:
    """One table of a sheet. ``facts``: where it is, its statement and units. ``headings``: above columns of figures.

    ``nil_headings``: above columns that name a difference and contain no figures: they state nil. ``when``: what
    the titles say about the period; ``title_of_period``: which of them says it. ``hidden``: the columns that the sheet
    hides or strikes out. ``has_headings``: False if nothing says what its columns are. ``doubts`` and ``remarks``:
    those from laying it out.
    """

    table: Table
    facts: TableFacts
    names: TableNames
    titles: tuple[str, ...]
    rows: tuple[TableRow, ...]
    headings: Headings
    nil_headings: Headings
    when: PeriodDefaults
    title_of_period: str
    hidden: frozenset[int]
    corrections: CorrectionsBySubject
    has_headings: bool
    doubts: tuple[Doubt, ...]
    remarks: tuple[Doubt, ...]

    @property
    def all_headings(self) -> Headings:
        """The headings of columns with figures and without, from left to right."""
        return dict(sorted({**self.headings, **self.nil_headings}.items()))


def area_of(rows: Iterable[TableRow]) -> Area:
    """Return the rectangle of the captions and figures of rows; ``Area(0, 0, 0, 0)``, off the sheet, without any."""
    cells = [
        cell
        for row in rows
        for cell in (row.caption_cell, *(reading.cell for reading in row.readings.values()))
        if cell
    ]
    if not cells:
        return Area(0, 0, 0, 0)
    of_rows, of_columns = [cell.row for cell in cells], [cell.column for cell in cells]
    return Area(min(of_rows), min(of_columns), max(of_rows), max(of_columns))
