"""The tables of the appendix: each reconciled statement and period as published, with the lines that are affected."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from workbench.domain.ids import AdjustmentId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Line, LineRole, LineUnit, Statement
from workbench.engine import Results
from workbench.exporting.appendix.document import ColumnRole, Table, TableColumn, TableRow
from workbench.exporting.note_numbers import note_reference
from workbench.number_style import AS_PRINTED
from workbench.phrases import Phrase, Words, phrase, say
from workbench.plain_text import to_printable
from workbench.presentation.figure_texts import format_in
from workbench.presentation.line_filter import LineFilter, LinesShown, Verdicts, lines_kept
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.presentation.states import heading_of_end, state_of
from workbench.presentation.units import unit_line
from workbench.wording.names import UNITS, name_of_difference
from workbench.wording.periods import label
from workbench.wording.titles import title_of

LONGEST_NAME = 300
"""In characters. A longer name, over figures or beside them, would fill a page: its end is left out."""
ELLIPSIS, GAAP = "…", "GAAP"
AFFECTED = LineFilter(LinesShown.AFFECTED)
NOT_CHECKED = Verdicts(None, ())
ROLES = {
    ColumnKind.AS_REPORTED: ColumnRole.AS_REPORTED,
    ColumnKind.EFFECT: ColumnRole.DIFFERENCE,
    ColumnKind.RESULT: ColumnRole.RESULT,
}


def tables_of(results: Results, words: Words) -> Iterator[Table]:
    """Yield the tables in the order of the statements: one for each reconciled period, one for each bridge."""
    for statement in results.project.statements:
        periods = [period for period in statement.periods if period in statement.reconciled]
        if statement.kind.is_bridge:
            if periods:
                yield _bridge(results, statement, periods, words)
        else:
            for period in periods:
                yield _reconciliation(results, statement, period, words)


def _reconciliation(results: Results, statement: Statement, period: PeriodId, words: Words) -> Table:
    project = results.project
    complete = results.with_all_on()
    kept = lines_kept(AFFECTED, complete, statement, period, project, NOT_CHECKED)
    table = StatementTable(results, statement, period, kept or None)
    columns = table.columns[1:]
    rows = [row for row in table.rows if row.remainder is None]
    return Table(
        in_table(title_of(statement, words)),
        in_table(unit_line(project, words, has_other_units=_has_other_units(row.line for row in rows))),
        in_table(label(project.periods[period], words)),
        _spanner(results, words) if len(columns) > 2 else "",
        tuple(_column(results, column, words) for column in columns),
        tuple(_row(table, row, columns, words) for row in rows),
    )


def in_table(name: str) -> str:
    """Return a name as it stands in a table: in printable characters, and not longer than a page can hold."""
    plain = to_printable(" ".join(name.split()))
    return plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME - 1] + ELLIPSIS


def _has_other_units(lines: Iterable[Line]) -> bool:
    return any(line.unit is not LineUnit.MONEY for line in lines if line.role is not LineRole.HEADING)


def _spanner(results: Results, words: Words) -> str:
    """Return what stands over the differences: ``IFRS adjustments``, but not ``As restated adjustments``."""
    label = results.project.frameworks.target.label
    if len(label.split()) > 1 and GAAP not in label:
        return say(phrase("Adjustments"), words)
    return say(phrase("{framework} adjustments", framework=label), words)


def _column(results: Results, column: Column, words: Words) -> TableColumn:
    project = results.project
    match column.kind:
        case ColumnKind.EFFECT:
            adjustment = project.adjustment_by_id[column.adjustment]
            name, note = name_of_difference(adjustment, words), note_reference(project, adjustment, words)
            if column.adjustment not in project.enabled:
                name = say(phrase("{difference}: not applied", difference=name), words)
        case ColumnKind.RESULT:
            name, note = _result_heading(results, words), ""
        case _:
            name, note = heading_of_end(project.frameworks.source, words), ""
    return TableColumn(in_table(name), ROLES[column.kind], note, in_table(project.currency))


def _result_heading(results: Results, words: Words) -> str:
    """Return the heading of the result: what the filing prints, or that only some differences are in it."""
    state = state_of(results.project)
    if state.is_complete:
        return heading_of_end(results.project.frameworks.target, words)
    return state.partial_heading(words)


def _row(table: StatementTable, row: Row, columns: Iterable[Column], words: Words) -> TableRow:
    return TableRow(
        in_table(say(row.both_captions, words)),
        () if row.is_heading else tuple(_text(table, row, column, words) for column in columns),
        row.depth,
        _unit(row.line, words),
        is_heading=row.is_heading,
        is_total=row.total is not None,
        has_rule=row.has_rule_above,
        is_final=row.has_rule_above and row.is_final,
    )


def _text(table: StatementTable, row: Row, column: Column, words: Words) -> str:
    if table.is_unknown(row, column):
        return say(phrase("unknown"), words)
    return format_in(AS_PRINTED, table.shown_amount(row, column), row.line)


def _unit(line: Line, words: Words) -> str:
    """Return the unit of a line that is no amount of money."""
    return "" if line.unit is LineUnit.MONEY or line.role is LineRole.HEADING else say(UNITS[line.unit], words)


# ---- bridges


def _bridge(results: Results, statement: Statement, periods: list[PeriodId], words: Words) -> Table:
    """Return a bridge as it is published: its rows lead from one framework to the other, its columns are periods."""
    project = results.project
    columns = tuple(
        TableColumn(in_table(label(project.periods[period], words)), ColumnRole.PERIOD, unit=in_table(project.currency))
        for period in periods
    )
    rows = [
        row
        for line in statement.lines
        if line.role is not LineRole.HEADING
        for row in _rows_of_bridge(results, statement, line, periods, words)
    ]
    unit = in_table(unit_line(project, words, has_other_units=_has_other_units(statement.lines)))
    return Table(in_table(title_of(statement, words)), unit, "", "", columns, tuple(rows))


def _rows_of_bridge(
    results: Results, statement: Statement, line: Line, periods: list[PeriodId], words: Words
) -> Iterator[TableRow]:
    """Yield a measure under the source framework, each difference, and the measure under the target framework."""
    project = results.project
    source, target = (say(_end(line.name, framework.label), words) for framework in project.frameworks)

    def texts(amounts: Iterable[Decimal | None]) -> tuple[str, ...]:
        return tuple(format_in(AS_PRINTED, amount, line) for amount in amounts)

    yield TableRow(in_table(source), texts(statement.figure(line.id, period) for period in periods), is_total=True)
    for adjustment in project.adjustments:
        if not any((statement.id, period) in adjustment.stated_for for period in periods):
            continue
        name = name_of_difference(adjustment, words)
        if adjustment.id not in project.enabled:
            name = say(phrase("{difference}: not applied", difference=name), words)
        effects = (_effect(results, adjustment.id, line, period) for period in periods)
        yield TableRow(in_table(name), texts(effects), depth=1, note=note_reference(project, adjustment, words))
    state = state_of(project)
    result = target if state.is_complete else say(_end(line.name, state.partial_heading(words)), words)
    figures = (results.figure(line.id, period) for period in periods)
    yield TableRow(in_table(result), texts(figures), is_total=True, has_rule=True, is_final=True)


def _end(measure: str, framework: str) -> Phrase:
    return phrase("{measure} under {framework}", measure=measure, framework=framework)


def _effect(results: Results, adjustment: AdjustmentId, line: Line, period: PeriodId) -> Decimal | None:
    is_known = results.is_effect_known(adjustment, line.id, period)
    return results.effect(adjustment, line.id, period) if is_known else None
