"""Where a table says in which unit its figures are: titles, headings, corners, cells beside captions, the tab."""

import re
from collections.abc import Iterable, Sequence

from workbench.importing.headings import Headings
from workbench.importing.period_text import without_period
from workbench.importing.tables import Table, TableRow
from workbench.importing.vocabulary import currencies_in, is_only_a_unit, is_unit_line, scale_in, unit_part

FIRST_ROWS = 8
IN_BRACKETS_AT_END = re.compile(r"[(（]([^()（）]{2,20})[)）]\W*$")
NO_MONEY = re.compile(r"^\s*(?:%|percent|numbers?|no\.?|#|x|times|days|people|heads?|ratio|units)\s*$", re.IGNORECASE)


def unit_lines_of(
    tab: str, titles: Sequence[str], table: Table, headings: Headings, rows: Sequence[TableRow]
) -> list[str]:
    """Return the texts that name a unit, the one that rules last: what stands nearest to the figures."""
    far = [unit for text in (tab, *(cell.text for cell in table.trailing)) if (unit := unit_part(text))]
    captions = [found[1] for row in rows[:FIRST_ROWS] if (found := IN_BRACKETS_AT_END.search(row.caption))]
    beside = [unit for unit in captions if is_unit_line(unit) and currencies_in(unit)]
    beside += [cell.text for row in rows[:FIRST_ROWS] for cell in row.others if currencies_in(cell.text)]
    above = [unit for text in titles if (unit := unit_part(text))]
    over_columns = [text for texts in headings.values() for each in texts if is_unit_line(text := without_period(each))]
    in_headings = [cell.text for cells in table.headings for cell in cells if is_unit_line(cell.text)]
    first_figure = min(headings, default=0)
    corners = [cell.text for cells in table.headings for cell in cells if cell.column < first_figure]
    in_corners = [unit for text in corners if (unit := unit_part(text)) and not is_unit_line(text)]
    return [*far, *beside, *above, *over_columns, *in_headings, *in_corners]


def units_that_differ(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Return the cells beside captions that name another scale than the first of them, or no money at all."""
    rows = tuple(rows)
    named = [
        (scale, cell.ref)
        for row in rows
        for cell in row.others
        if is_only_a_unit(cell.text) and (scale := scale_in(cell.text))
    ]
    others = [cell.ref for row in rows for cell in row.others if named and NO_MONEY.match(cell.text)]
    return (*(ref for scale, ref in named if scale != named[0][0]), *others)
