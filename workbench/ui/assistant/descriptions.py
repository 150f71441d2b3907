"""Descriptions of tables, columns and corrections for the assistant's pages."""

from collections.abc import Iterable, Sequence

from workbench.domain.frameworks import Frameworks
from workbench.domain.sources import FigureRole
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import (
    Area,
    Correction,
    IgnoreArea,
    RowRole,
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
from workbench.phrases import Phrase, listing, phrase, say, with_details
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.wording.names import name_of_table
from workbench.wording.periods import short_label
from workbench.wording.scales import phrase_of_scale

WHOLE_SHEET = Area(1, 1, 1_048_576, 16_384)
"""Every possible cell of a sheet."""
SCALES_ALWAYS_OFFERED = (1, 1_000, 1_000_000, 1_000_000_000)
COLUMN_ROLES = {
    FigureRole.AS_REPORTED: phrase("as reported"),
    FigureRole.ADJUSTMENT: phrase("difference"),
    FigureRole.RESULT: phrase("result"),
    FigureRole.TRANSLATION: phrase("translation"),
    FigureRole.ENTRY: phrase("entry"),
}


def count_of_lines(number: int) -> str:
    """Return ``3 lines``, ``1 line``, ``no lines``."""
    return tr_count("{count:,} line", "{count:,} lines", number) if number else tr("no lines")


def count_of_tables(number: int) -> str:
    """Return ``3 tables``, ``1 table``, ``no tables``."""
    return tr_count("{count:,} table", "{count:,} tables", number) if number else tr("no tables")


def count_of_corrections(number: int) -> str:
    """Return ``3 corrections``, ``1 correction``, ``no corrections``."""
    return tr_count("{count:,} correction", "{count:,} corrections", number) if number else tr("no corrections")


def _count_of_entries(number: int) -> str:
    return tr_count("{count:,} entry", "{count:,} entries", number) if number else tr("no entries")


def _count_of_differences(number: int) -> str:
    return tr_count("{count:,} difference", "{count:,} differences", number) if number else tr("no differences")


def join_words(words: Iterable[Phrase | str]) -> str:
    """Return ``1``, ``1 and 2``, ``1, 2 and 3``. Raises ValueError if there are no words."""
    *most, last = words
    spoken = window_words()
    return tr("{most} and {last}", most=listing(most, spoken), last=last) if most else say(last, spoken)


def list_texts(texts: Iterable[Phrase | str]) -> str:
    """Return ``A, B, C``."""
    return listing(texts, window_words())


def scale_in_words(scale: int) -> str:
    """Return the name of a scale: ``thousands`` for 1000."""
    return tr(phrase_of_scale(scale))


def scale_choices(*read: int | None) -> list[int]:
    """Return the scales to choose from, smallest first: the usual ones and those in ``read``."""
    return sorted({*SCALES_ALWAYS_OFFERED, *(scale for scale in read if scale)})


def period_labels(table: Detected) -> list[str]:
    """Return the labels of a table's periods in the table's order."""
    return [short_label(period, window_words()) for period in table.periods.values()]


def count_lines(table: Detected) -> int:
    """Return how many lines have figures or, for a list of entries, how many lines it names."""
    if isinstance(table, DetectedEntryList):
        return len({entry.line.text.strip() for entry in table.entries})
    return sum(1 for row in table.rows if row.readings)


def describe_tables(tables: Sequence[Detected]) -> str:
    """Return what the tables of one statement contain together: ``2 reconciliations, H1 2022, H1 2023; 17 lines``."""
    lists = sum(1 for table in tables if isinstance(table, DetectedEntryList))
    reconciliations = sum(1 for table in tables if table.is_reconciliation) - lists
    statements = len(tables) - reconciliations - lists
    what = []
    if reconciliations:
        what.append(tr_count("{count:,} reconciliation", "{count:,} reconciliations", reconciliations))
    if lists:
        what.append(tr_count("{count:,} list of entries", "{count:,} lists of entries", lists))
    if statements:
        what.append(tr_count("{count:,} statement", "{count:,} statements", statements))
    periods = dict.fromkeys(period for table in tables for period in period_labels(table))
    lines = max(count_lines(table) for table in tables)
    described = with_details(filter(None, (list_texts(what), list_texts(periods))), window_words())
    return tr("{tables}; {lines}", tables=described, lines=count_of_lines(lines))


def describe_table(table: Detected) -> str:
    """Return what a table contains: ``4 differences, 15 lines``."""
    if isinstance(table, DetectedEntryList):
        return _count_of_entries(len(table.entries))
    what = [_count_of_differences(len(table.differences))] if table.is_reconciliation else []
    return list_texts((*what, count_of_lines(count_lines(table))))


def describe_column(column: Column, frameworks: Frameworks | None) -> str:
    """Return what a column states: ``difference: Leases, H1 2023``."""
    words = window_words()
    return with_details((_what_column_states(column, frameworks), short_label(column.period, words)), words)


def _what_column_states(column: Column, frameworks: Frameworks | None) -> Phrase:
    match column.role:
        case FigureRole.ADJUSTMENT:
            return phrase("difference: {name}", name=column.adjustment_or_currency)
        case FigureRole.TRANSLATION:
            return phrase("translation into {currency}", currency=column.adjustment_or_currency)
        case FigureRole.RESULT if frameworks:
            return phrase("result, {framework}", framework=frameworks.target.label)
        case FigureRole.RESULT:
            return phrase("result")
        case _ if frameworks:
            return phrase("as reported, {framework}", framework=frameworks.source.label)
        case _:
            return phrase("as reported")


def describe_column_briefly(column: Column) -> str:
    """Return what a column states, in one word, for its heading."""
    return column.adjustment_or_currency if column.role is FigureRole.TRANSLATION else tr(COLUMN_ROLES[column.role])


def describe_correction(correction: Correction) -> str:
    """Return a correction as a sentence."""
    match correction:
        case SetRowRole(row, role):
            return _describe_row_role(row, role)
        case SetTotalParts(row, parts):
            return _describe_total_parts(row, parts)
        case IgnoreArea(area):
            is_whole = area == WHOLE_SHEET
            return tr("The sheet is not imported") if is_whole else tr("{area} is ignored", area=str(area))
        case SetStatementKind(area, kind):
            return tr("The table at {area} is: {kind}", area=str(area), kind=name_of_table(kind, window_words()))
        case SetLinesAcross(area):
            return tr("In {area}, line items are in columns", area=str(area))
        case SetScale(scale, None):
            return tr("Amounts are in {scale} where a table states no unit", scale=scale_in_words(scale))
        case SetScale(scale, area):
            return tr("The table at {area} is in {scale}", area=str(area), scale=scale_in_words(scale))
        case SetEntity(name):
            return tr("The entity is {name}", name=name)
        case SetCurrency(code):
            return tr("The currency is {code}", code=code)
        case SetDecimalMark(area, mark):
            return _describe_decimal_mark(area, mark)
        case SetColumnRole(_, _, _, ""):
            return tr(_what_columns_are_said_to_state(correction))
        case SetColumnRole(period=period):
            return tr("{correction}, {period}", correction=_what_columns_are_said_to_state(correction), period=period)


def _describe_row_role(row: int, role: RowRole) -> str:
    match role:
        case RowRole.HEADING:
            return tr("Row {row} heads the columns", row=row)
        case RowRole.LINE:
            return tr("Row {row} is a line", row=row)
        case RowRole.SECTION:
            return tr("Row {row} heads the lines below it", row=row)
        case RowRole.TITLE:
            return tr("Row {row} is a title", row=row)
        case RowRole.NOTE:
            return tr("Row {row} is a note", row=row)


def _describe_total_parts(row: int, parts: Sequence[tuple[int, int]]) -> str:
    signs = [f"−{part}" if weight < 0 else f"{part}" for part, weight in parts]
    if not signs:
        return tr("Row {row} is not a total", row=row)
    if len(signs) == 1:
        return tr("Row {row} is the total of row {part}", row=row, part=signs[0])
    return tr("Row {row} is the total of rows {parts}", row=row, parts=join_words(signs))


def _describe_decimal_mark(area: Area, mark: str) -> str:
    match mark:
        case ".":
            return tr("Numbers stored as text in {area} use a decimal point", area=str(area))
        case ",":
            return tr("Numbers stored as text in {area} use a decimal comma", area=str(area))
        case _:
            return tr("Numbers stored as text in {area} use {mark} as the decimal mark", area=str(area), mark=mark)


def _what_columns_are_said_to_state(correction: SetColumnRole) -> Phrase:
    area, name = str(correction.area), correction.adjustment_or_currency
    match correction.role:
        case None:
            return phrase("{area} contains no figures", area=area)
        case FigureRole.ENTRY:
            return phrase("{area} contains entries of '{name}'", area=area, name=name)
        case FigureRole.AS_REPORTED:
            return phrase("{area} is as reported", area=area)
        case FigureRole.RESULT:
            return phrase("{area} is the result", area=area)
        case FigureRole.ADJUSTMENT:
            return phrase("{area} is the difference '{name}'", area=area, name=name)
        case FigureRole.TRANSLATION:
            return phrase("{area} is a translation into {currency}", area=area, currency=name)
