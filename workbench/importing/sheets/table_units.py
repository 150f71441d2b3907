"""Where a table says in which unit its figures are: titles, headings, corners, cells beside captions, the tab."""

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
IN_BRACKETS_AT_END = re.compile(r"[(（]([^()（）]{2,20})[)）]\W*$")
NO_MONEY = re.compile(r"^\s*(?:%|percent|numbers?|no\.?|#|x|times|days|people|heads?|ratio|units)\s*$", re.IGNORECASE)


def unit_lines_of(
    tab: str, titles: Sequence[str], table: Table, headings: Headings, rows: Sequence[TableRow]
) -> list[str]:
    """Return the texts that name a unit, the one that rules last: what stands nearest to the figures."""
    far = [unit for text in (tab, *(cell.text for cell in table.trailing)) if (unit := unit_part(text))]
    captions = [found[1] for row in rows[:FIRST_ROWS] if (found := IN_BRACKETS_AT_END.search(row.caption))]
    beside = [unit for unit in captions if is_unit_line(unit) and currencies_in(unit)]
    beside_captions = (cell.text for row in rows[:FIRST_ROWS] for cell in row.others)
    beside += [text for text in beside_captions if currencies_in(text) or is_unit_line(text)]
    beside = [text for text, _ in reversed(Counter(beside).most_common())]
    above = [unit for text in titles if (unit := unit_part(text))]
    first_figure = min(headings, default=0)
    over_columns = [
        [text for each in texts if is_unit_line(text := without_period(each))] for texts in headings.values()
    ]
    in_headings = [cell for cells in table.headings for cell in cells if is_unit_line(cell.text)]
    of_all = [*above, *(cell.text for cell in in_headings if cell.column < first_figure)]
    own = next((code for text in reversed(of_all) for code in currencies_in(text)), "")
    over_few = _over_few(over_columns, own)
    corners = [cell.text for cells in table.headings for cell in cells if cell.column < first_figure]
    in_corners = [unit for text in corners if (unit := unit_part(text)) and not is_unit_line(text)]
    nearest = [text for texts in over_columns for text in texts] + [cell.text for cell in in_headings]
    return [*far, *beside, *above, *(text for text in nearest if without_period(text) not in over_few), *in_corners]


def _over_few(over_columns: Sequence[Sequence[str]], own: str) -> set[str]:
    """Return the units of a translation: in another currency than ``own``, over less than half of the columns."""
    columns = Counter(text for texts in over_columns for text in set(texts))
    few = (text for text, times in columns.items() if own and times * 2 < len(over_columns))
    return {text for text in few if (codes := currencies_in(text)) and own not in codes}


def units_that_differ(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Return the cells beside captions that name another scale than most of them, or no money at all."""
    rows = tuple(rows)
    named = [
        (scale, cell.ref)
        for row in rows
        for cell in row.others
        if is_only_a_unit(cell.text) and (scale := scale_in(cell.text))
    ]
    usual = Counter(scale for scale, _ in named).most_common(1)
    others = [cell.ref for row in rows for cell in row.others if named and NO_MONEY.match(cell.text)]
    return (*(ref for scale, ref in named if scale != usual[0][0]), *others)


def counts_among(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Return the captions of lines that count something or compare two amounts, where no unit beside them says so."""
    captions = [row.caption_cell for row in rows if row.readings and row.caption_cell and not row.others]
    return tuple(cell.ref for cell in captions if COUNTED.search(join_lines(cell.text)))
