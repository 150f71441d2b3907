"""Tables that print the same lines for each company, scenario or segment: one set is imported, the others reported."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.importing.language.chinese import WordPattern, simplify
from workbench.importing.language.vocabulary import ITEM_NUMBER, normalise
from workbench.importing.sheets.columns import WHOLE_OF_BREAKDOWN
from workbench.importing.sheets.headings import REPORTED, states_no_report
from workbench.importing.sheets.tables import TableRow
from workbench.workbooks import CellKind, Sheet

MOSTLY, FEWEST_LINES = 0.6, 2
"""The least share and number of lines of the smaller set that the other contains if one repeats the other."""
SECTION = WordPattern(
    r"\b(?:non-?)?current\b|\bassets?\b|\bliabilit|\bequity\b|\b(?:in|out)flows?\b|\bincome\b|\bexpenses?\b|"
    r"流动|资产|负债|权益|收入|费用|支出|流入|流出"
)
"""Words for the sections of one statement: lines of one name in two of them are two lines."""
Sets = Mapping[str, Sequence[TableRow]]
"""The rows of a table by the name of their set, in the order in which they are printed."""


@dataclass(frozen=True, slots=True)
class OneSet:
    """The imported rows, their name, and the rows of the other sets."""

    rows: Sequence[TableRow]
    name: str
    others: Sets


def choose_one_set(rows: Sequence[TableRow], sheet: Sheet) -> OneSet | None:
    """Return one set of lines of a table that prints them several times; None for any other table.

    A column of words distinguishes the sets, or headings such as ``Actual`` and ``Budget``. The set that adds up the
    others is chosen, else the first one that is not planned or expected.
    """
    for sets in (*_sets_by_columns(rows, sheet), _sets_by_headings(rows)):
        if len(sets) < 2 or any(SECTION.search(name) for name in sets):
            continue
        name = _choose_set(list(sets))
        others = {label: of_set for label, of_set in sets.items() if label != name and _repeats(of_set, sets[name])}
        left_out = {row.row for of_set in others.values() for row in of_set}
        if others:
            return OneSet([row for row in rows if row.row not in left_out], name, others)
    return None


def _choose_set(names: Sequence[str]) -> str:
    whole = (name for name in names if WHOLE_OF_BREAKDOWN.match(simplify(name)))
    return next(whole, None) or next((name for name in names if not states_no_report(name)), names[0])


def _sets_by_columns(rows: Sequence[TableRow], sheet: Sheet) -> Iterator[Sets]:
    """Yield the rows by the words in each column beside their captions; every line must have some."""
    lines = [row for row in rows if row.readings]
    words: dict[int, dict[str, list[TableRow]]] = {}
    for row in lines:
        for cell in sheet.rows[row.row]:
            is_beside = row.caption_cell is not None and cell.column != row.caption_cell.column
            if is_beside and cell.kind is CellKind.TEXT and cell.column not in row.readings and _is_a_name(cell.text):
                words.setdefault(cell.column, {}).setdefault(cell.text.strip(), []).append(row)
    yield from (sets for sets in words.values() if sum(map(len, sets.values())) == len(lines))


def _is_a_name(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2,}", text)) and not ITEM_NUMBER.match(text)


def _sets_by_headings(rows: Sequence[TableRow]) -> Sets:
    """Return the rows by the headings that state whether they have been reported: ``Actual``, ``Budget``."""
    sets: dict[str, list[TableRow]] = {}
    name = ""
    for row in rows:
        if row.is_heading:
            name = row.caption if REPORTED.match(row.caption) or states_no_report(row.caption) else ""
        if name:
            sets.setdefault(name, []).append(row)
    return sets


def _repeats(rows: Sequence[TableRow], others: Sequence[TableRow]) -> bool:
    """True if the larger of two sets contains most lines of the smaller."""
    mine, theirs = ({normalise(row.caption) for row in rows_of_set if row.readings} for rows_of_set in (rows, others))
    return len(mine & theirs) >= max(FEWEST_LINES, MOSTLY * min(len(mine), len(theirs)))
