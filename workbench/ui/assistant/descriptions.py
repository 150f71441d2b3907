"""What was read, what was said about it and what it comes to, in the words of the pages."""

from collections.abc import Iterable, Sequence

from workbench.domain.amounts import scale_in_words
from workbench.domain.sources import Says
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import (
    Area,
    ColumnIs,
    Correction,
    CurrencyIs,
    DecimalMarkIs,
    EntityIs,
    Ignored,
    LinesRunAcross,
    RowIs,
    ScaleIs,
    StatementIs,
    TotalIs,
)
from workbench.importing.sheets.detected import Block
from workbench.presentation.names import name_of_table

WHOLE_SHEET = Area(1, 1, 1_048_576, 16_384)
"""Every cell that a sheet of a workbook can have."""
DECIMAL_MARKS = {".": "a point", ",": "a comma"}
SCALES_ALWAYS_OFFERED = (1, 1_000, 1_000_000, 1_000_000_000)


def counted(number: int, thing: str, things: str = "") -> str:
    """Return ``3 lines``, ``1 line``, ``no line``; ``things`` where more of them are not called so with an s."""
    return f"{number:,} {things or f'{thing}s'}" if number > 1 else f"{number or 'no'} {thing}"


def listed(words: Iterable[object]) -> str:
    """Return ``1``, ``1 and 2``, ``1, 2 and 3``."""
    *most, last = (str(word) for word in words)
    return f"{', '.join(most)} and {last}" if most else last


def scales_offered(*read: int | None) -> list[int]:
    """Return the scales that may be said, small ones first: the usual ones, and those that were ``read``."""
    return sorted({*SCALES_ALWAYS_OFFERED, *(scale for scale in read if scale)})


def periods_of(block: Block) -> list[str]:
    """Return the periods of a table in the order in which it states them."""
    return [period.short_label for period in block.periods.values()]


def lines_of(block: Block) -> int:
    """Return how many lines have figures; in a list of entries, how many it names."""
    named = {entry.line.text.strip() for entry in block.entries}
    return len(named) or sum(1 for row in block.rows if row.readings)


def tables_in_words(blocks: Sequence[Block]) -> str:
    """Return what tables of one kind show together: ``2 reconciliations, H1 2022, H1 2023; 17 lines``."""
    lists = sum(1 for block in blocks if block.entries)
    reconciliations = sum(1 for block in blocks if block.is_reconciliation) - lists
    statements = len(blocks) - reconciliations - lists
    what = [
        counted(number, thing, things)
        for number, thing, things in (
            (reconciliations, "reconciliation", ""),
            (lists, "list of entries", "lists of entries"),
            (statements, "statement", ""),
        )
        if number
    ]
    periods = dict.fromkeys(period for block in blocks for period in periods_of(block))
    lines = max(lines_of(block) for block in blocks)
    return f"{', '.join((*what, *periods))}; {counted(lines, 'line')}"


def block_in_words(block: Block) -> str:
    """Return a table's make-up: ``4 differences, 15 lines``."""
    if block.entries:
        return counted(len(block.entries), "entry", "entries")
    differences = len({column.of for column in block.columns if column.says is Says.ADJUSTMENT})
    what = [counted(differences, "difference")] if block.is_reconciliation else []
    return ", ".join((*what, counted(lines_of(block), "line")))


def column_in_words(column: Column, frameworks: tuple[str, str] | None) -> str:
    """Return what a column states: ``difference: Leases, H1 2023``."""
    match column.says:
        case Says.ADJUSTMENT:
            says = f"difference: {column.of}"
        case Says.TRANSLATION:
            says = f"translation into {column.of}"
        case Says.RESULT:
            says = f"result, {frameworks[1]}" if frameworks else "result"
        case _:
            says = f"as reported, {frameworks[0]}" if frameworks else "as reported"
    return f"{says}, {column.period.short_label}"


def short_word(column: Column) -> str:
    """Return what a column states in one word, for its heading."""
    return {Says.ADJUSTMENT: "difference", Says.TRANSLATION: column.of}.get(column.says, column.says.value)


def said(correction: Correction) -> str:
    """Return a correction as a sentence."""
    match correction:
        case RowIs(row, role):
            return f"Row {row} {role.value}"
        case TotalIs(row, ()):
            return f"Row {row} is no total"
        case TotalIs(row, parts):
            signs = listed(f"−{part}" if weight < 0 else f"{part}" for part, weight in parts)
            return f"Row {row} is the total of {'rows' if len(parts) > 1 else 'row'} {signs}"
        case Ignored(area):
            return "The sheet is not imported" if area == WHOLE_SHEET else f"{area} is ignored"
        case StatementIs(area, kind):
            return f"The table at {area} is: {name_of_table(kind)}"
        case LinesRunAcross(area):
            return f"Lines run across in {area}"
        case ScaleIs(scale, None):
            return f"Amounts are in {scale_in_words(scale)} where no table names a unit"
        case ScaleIs(scale, area):
            return f"The table at {area} is in {scale_in_words(scale)}"
        case EntityIs(name):
            return f"The entity is {name}"
        case CurrencyIs(code):
            return f"The currency is {code}"
        case DecimalMarkIs(area, mark):
            return f"Text in {area} has {DECIMAL_MARKS.get(mark, mark)} before the decimals"
        case ColumnIs(area, says, of, period):
            states = {
                None: "states no figures",
                Says.ENTRY: f"states entries of '{of}'",
                Says.AS_REPORTED: "is as reported",
                Says.RESULT: "is the result",
                Says.ADJUSTMENT: f"is the difference '{of}'",
                Says.TRANSLATION: f"is a translation into {of}",
            }[says]
            return f"{area} {states}{f', {period}' if period else ''}"
