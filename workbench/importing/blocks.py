"""Detect: find the tables on a sheet, and what each of their columns states. Guesses carry their evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from workbench.domain.periods import Period
from workbench.domain.sources import Says
from workbench.domain.statements import Kind
from workbench.importing.period_text import PeriodWords, period_from, words_in
from workbench.importing.readings import Reading, Readings
from workbench.importing.vocabulary import (
    ADJUSTMENT_WORD,
    KIND_BY_CAPTION,
    NOTE_REFERENCE,
    UNIT_LINE,
    currencies_in,
    framework_in,
    kind_in,
    normalised,
    scale_in,
)
from workbench.workbooks import CellKind, Sheet, SheetCell

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures. ``of``: the adjustment's name, the currency of a translation, or a framework."""

    index: int
    says: Says
    of: str
    period: Period
    headings: tuple[str, ...]
    currency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One row of a table: a caption with a reading for each column that has one, or a heading without any."""

    row: int
    caption: str
    bold: bool
    indent: int
    readings: dict[int, Reading]

    @property
    def is_heading(self) -> bool:
        return not self.readings


@dataclass(frozen=True, slots=True)
class Block:
    """One table. ``frameworks`` where it is a reconciliation: of its first and of its last amount column."""

    sheet: Sheet
    kind: Kind
    title: str
    scale: int | None
    columns: tuple[Column, ...]
    rows: tuple[BlockRow, ...]
    frameworks: tuple[str, str] | None
    evidence: str

    @property
    def is_reconciliation(self) -> bool:
        return self.frameworks is not None


@dataclass
class SheetReport:
    """What became of a sheet: its tables, the title lines above them, and the cells that nothing was made of."""

    sheet: Sheet
    blocks: list[Block] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    unused: list[SheetCell] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass
class _Draft:
    """A table while its rows are gathered."""

    titles: list[SheetCell] = field(default_factory=list)
    headings: list[tuple[SheetCell, ...]] = field(default_factory=list)
    rows: list[BlockRow] = field(default_factory=list)
    trailing: list[SheetCell] = field(default_factory=list)

    @property
    def has_figures(self) -> bool:
        return any(row.readings for row in self.rows)


def detect(sheet: Sheet, readings: Readings, currency: str) -> SheetReport:
    """Return the tables of ``sheet``. ``currency`` is the entity's own, where already known ("" where not)."""
    report = SheetReport(sheet)
    amounts = {
        (cell.row, cell.column): reading for cell in sheet.cells if (reading := readings.of(sheet, cell)) is not None
    }
    caption_column = _caption_column(sheet, amounts)
    if caption_column is None:
        report.unused += sheet.cells
        return report
    sheet_titles: list[str] = []
    for draft in _drafts(sheet, amounts, caption_column):
        titles = [cell.text for cell in draft.titles]
        block = _block(sheet, draft, [*sheet_titles, *titles], currency, report)
        if not report.blocks and block:
            sheet_titles = titles
        if block:
            report.blocks.append(block)
        report.titles += titles
    _account_for_cells(report, amounts)
    return report


def _caption_column(sheet: Sheet, amounts: dict[tuple[int, int], Reading]) -> int | None:
    """Return the column with the most words in rows that hold amounts further right."""
    votes: Counter[int] = Counter()
    for row, cells in sheet.rows.items():
        last_amount = max((cell.column for cell in cells if (row, cell.column) in amounts), default=0)
        words = [
            c for c in cells if c.kind is CellKind.TEXT and (row, c.column) not in amounts and c.column < last_amount
        ]
        if words:
            votes[words[0].column] += 1
    return votes.most_common(1)[0][0] if votes else None


def _drafts(sheet: Sheet, amounts: dict[tuple[int, int], Reading], caption_column: int) -> Iterator[_Draft]:
    draft = _Draft()
    for row, cells in sheet.rows.items():
        values = [cell for cell in cells if cell.column > caption_column]
        caption = sheet.at.get((row, caption_column))
        if not values:
            left = [cell for cell in cells if cell.kind is CellKind.TEXT]
            _add_words(draft, row, left, caption)
        elif _is_heading_row(values, caption, amounts):
            starts_anew = draft.has_figures and _announces_a_table(values)
            if starts_anew:
                titles = draft.trailing
                draft.trailing = []
                yield draft
                draft = _Draft(titles=titles)
            draft.headings.append(tuple(cells))
        else:
            readings = {cell.column: amounts[row, cell.column] for cell in values if (row, cell.column) in amounts}
            _settle_trailing(draft)
            draft.rows.append(_row(row, caption, readings))
    yield draft


def _add_words(draft: _Draft, row: int, cells: list[SheetCell], caption: SheetCell | None) -> None:
    if not draft.headings and not draft.has_figures:
        draft.titles += cells
    elif caption is not None and draft.has_figures:
        draft.trailing.append(caption)  # a heading within this table, or the title of the next: the next row tells
    elif caption is not None:
        draft.rows.append(_row(row, caption, {}))


def _settle_trailing(draft: _Draft) -> None:
    draft.rows += [_row(cell.row, cell, {}) for cell in draft.trailing]
    draft.trailing = []


def _row(row: int, caption: SheetCell | None, readings: dict[int, Reading]) -> BlockRow:
    if caption is None or caption.kind is not CellKind.TEXT:
        return BlockRow(row, "", False, 0, readings)
    text = " ".join(caption.text.split())
    leading = len(caption.text) - len(caption.text.lstrip(" \u00a0\u3000"))
    return BlockRow(row, text, caption.style.bold, caption.style.indent or leading // 2, readings)


def _is_heading_row(
    values: list[SheetCell], caption: SheetCell | None, amounts: dict[tuple[int, int], Reading]
) -> bool:
    figures = [cell for cell in values if (cell.row, cell.column) in amounts]
    if not figures:
        return True
    return caption is None and all(_is_year(cell) for cell in figures)


def _is_year(cell: SheetCell) -> bool:
    if cell.kind is CellKind.NUMBER and cell.style.number_format not in ("General", "0"):
        return False
    text = cell.text.strip()
    return text.isdigit() and EARLIEST_YEAR <= int(text) <= LATEST_YEAR


def _announces_a_table(values: list[SheetCell]) -> bool:
    return any(
        cell.kind is CellKind.DATE or words_in(cell.text) != PeriodWords() or framework_in(cell.text) for cell in values
    )


def _block(sheet: Sheet, draft: _Draft, titles: list[str], currency: str, report: SheetReport) -> Block | None:
    rows = list(draft.rows)
    while rows and rows[-1].is_heading:
        rows.pop()
    if not draft.has_figures:
        return None
    indexes = sorted({column for row in rows for column in row.readings})
    headings = {index: _headings_of(sheet, draft, index) for index in indexes}
    if not any(headings.values()):
        return None
    captions = [row.caption for row in rows]
    kind, why = _kind(sheet, titles, captions)
    frameworks = _framework_columns(headings, rows)
    default = _default_period(titles, sheet)
    if frameworks:
        columns = _reconciliation_columns(headings, frameworks, kind, default, titles)
        pair = (frameworks[0][1], frameworks[1][1])
    else:
        columns = _primary_columns(headings, kind, default, currency, titles)
        pair = None
    for index in indexes:
        if index not in {column.index for column in columns}:
            report.doubts.append(
                f"column {index} of the table from row {rows[0].row} names no period: its figures were not imported"
            )
    if not columns:
        return None
    words = [*titles, *(text for texts in headings.values() for text in texts)]
    scale = next((scale for text in reversed(words) if UNIT_LINE.search(text) and (scale := scale_in(text))), None)
    kept = {column.index for column in columns}
    rows = [replace(row, readings={i: r for i, r in row.readings.items() if i in kept}) for row in rows]
    title = next((text for text in titles if kind_in(text) is kind), sheet.name)
    return Block(sheet, kind, title, scale, tuple(columns), tuple(rows), pair, why)


def _headings_of(sheet: Sheet, draft: _Draft, index: int) -> tuple[str, ...]:
    """Return what stands above a column, top to bottom: its own cells, merged ones over it, spanners of periods.

    A length of time ("Six months ended June 30,") reaches right, merged or not, until another heading stands there.
    """
    texts: list[str] = []
    lengths: list[tuple[int, str]] = []
    for cells in draft.headings:
        found = next((cell for cell in cells if cell.column == index), None)
        found = found or next((cell for cell in cells if index in sheet.span(cell)), None)
        if found is not None:
            texts.append(" ".join(found.text.split()))
        else:
            left = [cell for cell in cells if cell.column < index and cell.kind is CellKind.TEXT]
            if left and words_in(left[-1].text).months:
                lengths.append((len(texts), " ".join(left[-1].text.split())))
    if not any(words_in(text).months for text in texts):
        for place, text in reversed(lengths):
            texts.insert(place, text)
    return tuple(texts)


def _kind(sheet: Sheet, titles: list[str], captions: list[str]) -> tuple[Kind, str]:
    for text in (*reversed(titles), sheet.name):
        if kind := kind_in(text):
            return kind, f"'{text}'"
    for kind, pattern in KIND_BY_CAPTION:
        for caption in captions:
            if pattern.search(caption):
                return kind, f"line '{caption}'"
    return Kind.OTHER, "nothing names the statement"


def _default_period(titles: list[str], sheet: Sheet) -> PeriodWords:
    for text in (*reversed(titles), sheet.name):
        words = words_in(text)
        if words.year:
            return words
    return PeriodWords()


Ends = tuple[tuple[int, str], tuple[int, str]]


def _framework_columns(headings: dict[int, tuple[str, ...]], rows: list[BlockRow]) -> Ends | None:
    """Return (column, framework) of the amounts as reported and of the results; None where it is no reconciliation."""
    named: list[tuple[int, str]] = []
    for index, texts in headings.items():
        for text in texts:
            framework = framework_in(text)
            if framework and not ADJUSTMENT_WORD.search(text):
                named.append((index, framework))
                break
    if len(named) < 2:
        return None
    first, last = named[0], next((end for end in named[1:] if end[1] != named[0][1]), None)
    if last is None or len(headings) < 3:
        return None
    between = [index for index in headings if index not in (first[0], last[0])]
    forwards, backwards = (_cross_casts(rows, a, b, between) for a, b in ((first[0], last[0]), (last[0], first[0])))
    return (first, last) if forwards >= backwards else (last, first)


def _cross_casts(rows: Iterable[BlockRow], first: int, last: int, between: list[int]) -> int:
    """Count the rows on which first + everything between = last."""
    found = 0
    for row in rows:
        amounts = {index: reading.amount or Decimal(0) for index, reading in row.readings.items()}
        moved = sum((amounts.get(index, Decimal(0)) for index in between), Decimal(0))
        if moved and amounts.get(first, Decimal(0)) + moved == amounts.get(last, Decimal(0)):
            found += 1
    return found


def _reconciliation_columns(
    headings: dict[int, tuple[str, ...]], ends: Ends, kind: Kind, default: PeriodWords, titles: list[str]
) -> list[Column]:
    is_instant = kind is Kind.FINANCIAL_POSITION
    table_period = period_from([text for text in titles if words_in(text).year], is_instant, default)
    own = {index: period_from(texts, is_instant, default) for index, texts in headings.items() if _names_a_year(texts)}
    table_period = table_period or next((period for period in own.values() if period is not None), None)
    columns = []
    for index, texts in headings.items():
        period = own.get(index) or table_period
        if period is None:
            continue
        currency = next((c for text in reversed(texts) for c in currencies_in(text)), "")
        if index == ends[0][0]:
            columns.append(Column(index, Says.AS_REPORTED, "", period, texts, currency))
        elif index == ends[1][0]:
            columns.append(Column(index, Says.RESULT, "", period, texts, currency))
        elif name := adjustment_name(texts):
            note = next((text for text in texts if NOTE_REFERENCE.match(text)), "")
            columns.append(Column(index, Says.ADJUSTMENT, name, period, texts, currency, note))
    return columns


def _names_a_year(texts: tuple[str, ...]) -> bool:
    return any(words_in(text).year for text in texts)


def adjustment_name(texts: tuple[str, ...]) -> str:
    """Return the lowest heading that names a difference: no note reference, unit, period or spanner."""
    for text in reversed(texts):
        is_spanner = ADJUSTMENT_WORD.search(text) and framework_in(text)
        is_unit = UNIT_LINE.search(text) or (currencies_in(text) and len(text) < 12)
        if not (NOTE_REFERENCE.match(text) or is_spanner or is_unit or words_in(text) != PeriodWords()):
            return text
    return ""


def _primary_columns(
    headings: dict[int, tuple[str, ...]], kind: Kind, default: PeriodWords, currency: str, titles: list[str]
) -> list[Column]:
    is_instant = kind is Kind.FINANCIAL_POSITION
    found: list[tuple[int, Period, str, tuple[str, ...]]] = []
    for index, texts in headings.items():
        period = period_from(texts, is_instant, default)
        if period is not None:
            named = [c for text in reversed(texts) for c in currencies_in(text)]
            found.append((index, period, named[0] if named else "", texts))
    currencies = [code for _, _, code, _ in found if code]
    own = currency if currency in currencies or not currencies else currencies[0]
    columns, taken = [], set()
    for index, period, code, texts in found:
        if code and code != own:
            columns.append(Column(index, Says.TRANSLATION, code, period, texts, code))
        elif period.id not in taken:
            taken.add(period.id)
            columns.append(Column(index, Says.AS_REPORTED, "", period, texts, code))
    return columns


def _account_for_cells(report: SheetReport, amounts: dict[tuple[int, int], Reading]) -> None:
    """List the cells that belong to no table: nothing of a sheet goes missing unsaid."""
    used: set[tuple[int, int]] = set()
    for block in report.blocks:
        for row in block.rows:
            used.update((row.row, index) for index in row.readings)
    first_rows = [block.rows[0].row for block in report.blocks]
    for cell in report.sheet.cells:
        is_figure = (cell.row, cell.column) in amounts and not _is_year(cell)
        outside = not first_rows or cell.row < min(first_rows)
        if (is_figure and (cell.row, cell.column) not in used) or (not report.blocks and outside):
            report.unused.append(cell)


def same_name(one: str, other: str) -> bool:
    """True where two spellings name the same thing."""
    return normalised(one) == normalised(other)
