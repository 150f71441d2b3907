"""Read columns: what a table that is laid out states, once the company's currency is known."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.facts import fact
from workbench.domain.frameworks import Frameworks
from workbench.domain.sources import FigureRole
from workbench.domain.statements import StatementKind
from workbench.importing.language.frameworks import framework_in, frameworks_in, is_same_framework, with_title
from workbench.importing.language.vocabulary import kind_in
from workbench.importing.sheets.bridges import Bridge, bridges, by_measure, turn_bridge
from workbench.importing.sheets.columns import (
    INSTANT_KINDS,
    ColumnsRead,
    LeftOut,
    keep_reported_columns,
    read_primary_columns,
    read_reconciliation_columns,
    why_not_in_reconciliation,
)
from workbench.importing.sheets.detected import DetectedBridge, DetectedTable, Doubt, TableFacts, Tabular
from workbench.importing.sheets.headings import Headings, title_of_no_report
from workbench.importing.sheets.laid_out import CORRECTED, LaidOutTable
from workbench.importing.sheets.reconciliation_ends import find_reconciliations
from workbench.importing.sheets.tables import TableRow
from workbench.wording.titles import title_of_bridge
from workbench.workbooks import SheetCell

TWO_FRAMEWORKS = 2
"""A reconciliation leads from one framework to another: so many must be named."""


class BridgeReading(NamedTuple):
    """One bridge among the rows of a table: the line it was turned into, its headings, and the columns left out."""

    bridge: Bridge
    detected: DetectedBridge
    headings: Headings
    left_out: dict[int, LeftOut]
    doubts: tuple[Doubt, ...]
    remarks: tuple[Doubt, ...]


class RowsReading(NamedTuple):
    """What the rows beside the bridges state: a statement, or one reconciliation or several side by side.

    ``tables``: including those of which no column is read, which a correction may change. ``left_out``: why, by column.
    ``title_of_period``: the title that says when, or that nothing reported is stated.
    """

    tables: tuple[DetectedTable, ...]
    rows: tuple[TableRow, ...]
    kind: StatementKind
    left_out: dict[int, LeftOut]
    title_of_period: str
    doubts: tuple[Doubt, ...]
    remarks: tuple[Doubt, ...]


class ColumnReading(NamedTuple):
    """What one table states. ``of_rows`` is None where its bridges take all figures."""

    bridges: tuple[BridgeReading, ...]
    of_rows: RowsReading | None

    @property
    def tables_stated(self) -> Iterator[Tabular]:
        """The bridges and tables that state a figure, before corrections of columns."""
        yield from (reading.detected for reading in self.bridges)
        yield from with_figures(self.of_rows.tables if self.of_rows else ())


def with_figures(tables: Iterable[DetectedTable]) -> Iterator[DetectedTable]:
    """Yield the tables that state a figure in one of their columns."""
    return (table for table in tables if table.columns and any(row.readings for row in table.rows))


def read_columns(table: LaidOutTable, currency: str) -> ColumnReading:
    """Return what the columns of a table state; ``currency``: the company's, "" where it is not known."""
    is_between_frameworks = table.facts.kind is not StatementKind.NON_GAAP
    bridge_readings: list[BridgeReading] = []
    rows_of_bridges: set[int] = set()
    for bridge in bridges(table.rows) if is_between_frameworks else ():
        readings_of_bridge = [
            reading
            for bridge_of_measure, headings in by_measure(bridge, table.headings, table.titles)
            if (reading := _read_bridge(table, bridge_of_measure, headings, currency)) is not None
        ]
        if readings_of_bridge:
            bridge_readings += readings_of_bridge
            rows_of_bridges |= set(range(bridge.as_reported.row, bridge.result.row + 1))
    other_rows = tuple(row for row in table.rows if row.row not in rows_of_bridges)
    if bridge_readings and not any(row.readings for row in other_rows):
        return ColumnReading(tuple(bridge_readings), None)
    facts, doubts = table.facts, []
    if bridge_readings:
        inference = table.names.kind_of(other_rows, table.corrections.kinds)
        facts = replace(facts, kind=inference.kind, evidence=inference.evidence, alternatives=inference.alternatives)
    elif is_between_frameworks and (ends := _ends_of_no_bridge(other_rows)):
        doubts.append(Doubt(fact("frameworks-do-not-add-up"), ends))
        facts = replace(facts, kind=StatementKind.OTHER, evidence=fact("rows-name-two-frameworks"))
    return ColumnReading(tuple(bridge_readings), _read_rows(table, facts, other_rows, currency, doubts))


def _read_bridge(table: LaidOutTable, bridge: Bridge, headings: Headings, currency: str) -> BridgeReading | None:
    """Return a bridge as a line of columns; None where nothing names its measure or its periods."""
    facts, when = table.facts, table.when
    kind = facts.kind if facts.evidence == CORRECTED else bridge.kind
    doubts = []
    columns_read = read_primary_columns(headings, kind, when, currency, bridge.rows)
    if not columns_read.columns and kind not in INSTANT_KINDS:
        columns_read = read_primary_columns(headings, kind, when.with_full_years(), currency, bridge.rows)
        if columns_read.columns:
            cells = tuple(reading.cell.ref for reading in bridge.as_reported.readings.values())
            doubts.append(Doubt(fact("years-taken"), cells))
    columns, measure = turn_bridge(bridge, columns_read.columns)
    if not bridge.measure or not any(column.role is FigureRole.ADJUSTMENT for column in columns):
        return None
    title_of_measure = str(title_of_bridge(f"{bridge.measure[:1].lower()}{bridge.measure[1:]}"))
    title = facts.title if kind_in(facts.title) else title_of_measure
    facts = replace(facts, kind=kind, title=title, evidence=bridge.evidence, alternatives=())
    detected = facts.as_bridge(columns, measure, with_title(bridge.frameworks, table.titles))
    return BridgeReading(
        bridge,
        detected,
        headings,
        columns_read.left_out,
        tuple(doubts),
        tuple(_remark_on_lengths(columns_read, bridge.rows)),
    )


def _ends_of_no_bridge(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """Return the cells of rows that name two frameworks; nothing where they do not name two."""
    rows_by_framework = {framework: row for row in rows if row.readings and (framework := framework_in(row.caption))}
    if len(rows_by_framework) < TWO_FRAMEWORKS:
        return ()
    return tuple(row.caption_cell.ref for row in rows_by_framework.values() if row.caption_cell)


def _read_rows(
    table: LaidOutTable, facts: TableFacts, rows: tuple[TableRow, ...], currency: str, doubts: list[Doubt]
) -> RowsReading:
    headings, title_of_period = table.all_headings, table.title_of_period
    remarks: list[Doubt] = []
    left_out: dict[int, LeftOut] = {}
    tables: list[DetectedTable] = []
    is_between_frameworks = facts.kind is not StatementKind.NON_GAAP
    frameworks = _frameworks_named(table.titles)
    for ends in find_reconciliations(headings, rows, frameworks, table.titles) if is_between_frameworks else ():
        columns_read = read_reconciliation_columns(
            headings, ends, facts.kind, table.when, table.titles, rows, table.hidden
        )
        left_out |= columns_read.left_out
        reconciled = with_title(ends.frameworks, table.titles)
        rows_of_source = tuple(_captioned_by_source(rows, table.table.caption_headings, reconciled))
        tables.append(facts.as_table(columns_read.columns, rows_of_source, reconciled))
    if tables:
        columns_taken = left_out.keys() | {column.index for detected in tables for column in detected.columns}
        columns_outside = [index for index in table.headings if index not in columns_taken]
        left_out |= {index: why_not_in_reconciliation(table.headings, index) for index in columns_outside}
    else:
        columns_read = read_primary_columns(
            table.headings, facts.kind, table.when, currency, rows, table.hidden, facts.currency
        )
        left_out = columns_read.left_out
        if unreported := title_of_no_report([*table.titles, facts.sheet.name]):
            columns_read = keep_reported_columns(columns_read)
            left_out, title_of_period = columns_read.left_out, title_of_period or unreported
        remarks += _remark_on_lengths(columns_read, rows)
        doubts += _doubt_odd_words(columns_read, rows)
        tables.append(facts.as_table(columns_read.columns, rows, None))
    return RowsReading(tuple(tables), rows, facts.kind, left_out, title_of_period, tuple(doubts), tuple(remarks))


def _captioned_by_source(
    rows: Iterable[TableRow], headings: tuple[SheetCell | None, SheetCell | None], frameworks: Frameworks
) -> Iterator[TableRow]:
    """Yield the rows with the caption of the source first, if headings say that the other column holds it."""
    first, other = (framework_in(heading.text) if heading else None for heading in headings)
    are_turned = bool(
        (first and is_same_framework(first, frameworks.target.name))
        or (other and is_same_framework(other, frameworks.source.name))
    )
    for row in rows:
        if not are_turned:
            yield row
            continue
        yield replace(
            row,
            caption=row.other_caption or row.caption,
            caption_cell=row.other_caption_cell,
            other_caption=row.caption if row.caption_cell else "",
            other_caption_cell=row.caption_cell,
        )


def _frameworks_named(titles: Sequence[str]) -> tuple[str, ...]:
    """Return the two frameworks that the nearest title names, in its order; nothing where no title names two."""
    named = (frameworks_in(title) for title in reversed(titles))
    return next((frameworks for frameworks in named if len(frameworks) == TWO_FRAMEWORKS), ())


def _remark_on_lengths(columns_read: ColumnsRead, rows: Sequence[TableRow]) -> Iterator[Doubt]:
    """Yield a remark where the length of periods was concluded from how far apart they end."""
    if columns_read.conclusion and columns_read.columns:
        first_column = columns_read.columns[0].index
        yield Doubt(
            columns_read.conclusion,
            tuple(row.readings[first_column].cell.ref for row in rows if first_column in row.readings)[:1],
        )


def _doubt_odd_words(columns_read: ColumnsRead, rows: Sequence[TableRow]) -> Iterator[Doubt]:
    """Yield a doubt for each column taken as reported although its heading says more than is understood."""
    for index, words in columns_read.odd_words.items():
        cells = tuple(row.readings[index].cell.ref for row in rows if index in row.readings)
        yield Doubt(fact("heading-not-understood", words=words), cells[:1])
