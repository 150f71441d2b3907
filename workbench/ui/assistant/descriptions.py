"""Tables, columns and corrections described in the words of the assistant's pages."""

from collections.abc import Iterable, Sequence

from workbench.domain.sources import FigureRole
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    IgnoreArea,
    SetColumnRole,
    SetCurrency,
    SetDecimalMark,
    SetEntity,
    SetLinesAcross,
    SetRowRole,
    SetScale,
    SetStatementKind,
    SetTotalParts,
)
from workbench.importing.sheets.detected import Detected, DetectedEntryList
from workbench.presentation.names import name_of_table
from workbench.ui.toolkit.language import window_words
from workbench.wording import name_of_scale

WHOLE_SHEET = Area(1, 1, 1_048_576, 16_384)
"""Every cell that a sheet of a workbook can have."""
DECIMAL_MARKS = {".": "a point", ",": "a comma"}
SCALES_ALWAYS_OFFERED = (1, 1_000, 1_000_000, 1_000_000_000)


def pluralise(number: int, thing: str, things: str = "") -> str:
    """Return ``3 lines``, ``1 line``, ``no line``; ``things`` is the plural where an s does not make it."""
    return f"{number:,} {things or f'{thing}s'}" if number > 1 else f"{number or 'no'} {thing}"


def join_words(words: Iterable[object]) -> str:
    """Return ``1``, ``1 and 2``, ``1, 2 and 3``. Raises ValueError where there are no words."""
    *most, last = (str(word) for word in words)
    return f"{', '.join(most)} and {last}" if most else last


def scale_choices(*read: int | None) -> list[int]:
    """Return the scales to choose from, smallest first: the usual ones and those that were ``read``."""
    return sorted({*SCALES_ALWAYS_OFFERED, *(scale for scale in read if scale)})


def period_labels(table: Detected) -> list[str]:
    """Return the labels of a table's periods in the order in which it states them."""
    return [period.short_label for period in table.periods.values()]


def count_lines(table: Detected) -> int:
    """Return how many lines have figures, or, of a list of entries, how many lines it names."""
    if isinstance(table, DetectedEntryList):
        return len({entry.line.text.strip() for entry in table.entries})
    return sum(1 for row in table.rows if row.readings)


def describe_tables(tables: Sequence[Detected]) -> str:
    """Return what tables of one statement hold together: ``2 reconciliations, H1 2022, H1 2023; 17 lines``."""
    lists = sum(1 for table in tables if isinstance(table, DetectedEntryList))
    reconciliations = sum(1 for table in tables if table.is_reconciliation) - lists
    statements = len(tables) - reconciliations - lists
    what = [
        pluralise(number, thing, things)
        for number, thing, things in (
            (reconciliations, "reconciliation", ""),
            (lists, "list of entries", "lists of entries"),
            (statements, "statement", ""),
        )
        if number
    ]
    periods = dict.fromkeys(period for table in tables for period in period_labels(table))
    lines = max(count_lines(table) for table in tables)
    return f"{', '.join((*what, *periods))}; {pluralise(lines, 'line')}"


def describe_table(table: Detected) -> str:
    """Return what a table holds: ``4 differences, 15 lines``."""
    if isinstance(table, DetectedEntryList):
        return pluralise(len(table.entries), "entry", "entries")
    what = [pluralise(len(table.differences), "difference")] if table.is_reconciliation else []
    return ", ".join((*what, pluralise(count_lines(table), "line")))


def describe_column(column: Column, frameworks: tuple[str, str] | None) -> str:
    """Return what a column states: ``difference: Leases, H1 2023``."""
    match column.role:
        case FigureRole.ADJUSTMENT:
            states = f"difference: {column.adjustment_or_currency}"
        case FigureRole.TRANSLATION:
            states = f"translation into {column.adjustment_or_currency}"
        case FigureRole.RESULT:
            states = f"result, {frameworks[1]}" if frameworks else "result"
        case _:
            states = f"as reported, {frameworks[0]}" if frameworks else "as reported"
    return f"{states}, {column.period.short_label}"


def describe_column_briefly(column: Column) -> str:
    """Return what a column states in a word, for its heading."""
    return {FigureRole.ADJUSTMENT: "difference", FigureRole.TRANSLATION: column.adjustment_or_currency}.get(
        column.role, column.role.value
    )


def describe_correction(correction: Correction) -> str:
    """Return a correction as a sentence."""
    match correction:
        case SetRowRole(row, role):
            return f"Row {row} {role.value}"
        case SetTotalParts(row, ()):
            return f"Row {row} is no total"
        case SetTotalParts(row, parts):
            signs = join_words(f"−{part}" if weight < 0 else f"{part}" for part, weight in parts)
            return f"Row {row} is the total of {'rows' if len(parts) > 1 else 'row'} {signs}"
        case IgnoreArea(area):
            return "The sheet is not imported" if area == WHOLE_SHEET else f"{area} is ignored"
        case SetStatementKind(area, kind):
            return f"The table at {area} is: {name_of_table(kind)}"
        case SetLinesAcross(area):
            return f"Lines run across in {area}"
        case SetScale(scale, None):
            return f"Amounts are in {name_of_scale(scale, window_words())} where no table names a unit"
        case SetScale(scale, area):
            return f"The table at {area} is in {name_of_scale(scale, window_words())}"
        case SetEntity(name):
            return f"The entity is {name}"
        case SetCurrency(code):
            return f"The currency is {code}"
        case SetDecimalMark(area, mark):
            return f"Text in {area} has {DECIMAL_MARKS.get(mark, mark)} before the decimals"
        case SetColumnRole(area, role, adjustment_or_currency, period):
            states = {
                None: "states no figures",
                FigureRole.ENTRY: f"states entries of '{adjustment_or_currency}'",
                FigureRole.AS_REPORTED: "is as reported",
                FigureRole.RESULT: "is the result",
                FigureRole.ADJUSTMENT: f"is the difference '{adjustment_or_currency}'",
                FigureRole.TRANSLATION: f"is a translation into {adjustment_or_currency}",
            }[role]
            return f"{area} {states}{f', {period}' if period else ''}"
