"""Where a table states the unit of its figures: titles, headings, corners, cells beside captions, the tab."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.importing.language.period_text import without_period
from workbench.importing.language.vocabulary import (
    COUNTED,
    currencies_in,
    is_only_a_unit,
    is_unit_line,
    join_lines,
    scale_in,
    unit_part,
)
from workbench.importing.sheets.headings import Headings
from workbench.importing.sheets.tables import Table, TableRow

FIRST_ROWS = 8
"""How many of the first rows of a table are searched for units beside or in captions."""
IN_BRACKETS_AT_END = re.compile(r"[(（]([^()（）]{2,20})[)）]\W*$")
NO_MONEY = re.compile(r"^\s*(?:%|percent|numbers?|no\.?|#|x|times|days|people|heads?|ratio|units)\s*$", re.IGNORECASE)


def unit_lines_of(
    tab: str, titles: Sequence[str], table: Table, headings: Headings, rows: Sequence[TableRow]
) -> list[str]:
    """Return the texts that name a unit, in ascending order of rank: the one nearest to the figures is last."""
    far_from_figures = [unit for text in (tab, *(cell.text for cell in table.trailing)) if (unit := unit_part(text))]
    in_captions = [match[1] for row in rows[:FIRST_ROWS] if (match := IN_BRACKETS_AT_END.search(row.caption))]
    beside_figures = [unit for unit in in_captions if is_unit_line(unit) and currencies_in(unit)]
    beside_captions = (cell.text for row in rows[:FIRST_ROWS] for cell in row.others)
    beside_figures += [text for text in beside_captions if currencies_in(text) or is_unit_line(text)]
    beside_figures = [text for text, _ in reversed(Counter(beside_figures).most_common())]
    in_titles = [unit for text in titles if (unit := unit_part(text))]
    first_figure = min(headings, default=0)
    over_columns = [
        [unit for text in texts if is_unit_line(unit := without_period(text))] for texts in headings.values()
    ]
    in_headings = [cell for cells in table.headings for cell in cells if is_unit_line(cell.text)]
    over_all_columns = [*in_titles, *(cell.text for cell in in_headings if cell.column < first_figure)]
    currency = next((code for text in reversed(over_all_columns) for code in currencies_in(text)), "")
    units_over_few = _units_over_few(over_columns, currency)
    corners = [cell.text for cells in table.headings for cell in cells if cell.column < first_figure]
    in_corners = [unit for text in corners if (unit := unit_part(text)) and not is_unit_line(text)]
    nearest = [text for texts in over_columns for text in texts] + [cell.text for cell in in_headings]
    return [
        *far_from_figures,
        *beside_figures,
        *in_titles,
        *(text for text in nearest if without_period(text) not in units_over_few),
        *in_corners,
    ]


def _units_over_few(over_columns: Sequence[Sequence[str]], currency: str) -> set[str]:
    """Return the units of a translation: in another currency than ``currency``, over less than half of the columns."""
    columns = Counter(text for texts in over_columns for text in set(texts))
    texts_over_few = (text for text, times in columns.items() if currency and times * 2 < len(over_columns))
    return {text for text in texts_over_few if (codes := currencies_in(text)) and currency not in codes}


def units_that_differ(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Return the cells beside captions that name another scale than most of them do, or a unit that is not money."""
    rows = tuple(rows)
    scales_and_cells = [
        (scale, cell.ref)
        for row in rows
        for cell in row.others
        if is_only_a_unit(cell.text) and (scale := scale_in(cell.text))
    ]
    most_common = Counter(scale for scale, _ in scales_and_cells).most_common(1)
    cells_of_no_money = [
        cell.ref for row in rows for cell in row.others if scales_and_cells and NO_MONEY.match(cell.text)
    ]
    return (*(ref for scale, ref in scales_and_cells if scale != most_common[0][0]), *cells_of_no_money)


def counts_among(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Return the caption cells of lines that are counts or ratios by name, without a unit beside them to confirm it."""
    captions = [row.caption_cell for row in rows if row.readings and row.caption_cell and not row.others]
    return tuple(cell.ref for cell in captions if COUNTED.search(join_lines(cell.text)))
