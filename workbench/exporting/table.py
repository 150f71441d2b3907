"""The long table: one row for each figure in each column, as a frame for notebooks, CSV, a workbook or Parquet."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.domain.amounts import decimals_of, format_exactly
from workbench.domain.statements import LineRole
from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.phrases import Words, phrase, say
from workbench.plain_text import escape_formula, to_printable
from workbench.presentation.figure_sources import source_cells_in_words
from workbench.presentation.statement_table import ColumnKind, StatementTable
from workbench.presentation.states import state_of

if TYPE_CHECKING:
    import pandas as pd

AMOUNT = "amount"
HEADINGS = {
    "statement": phrase("statement"),
    "period": phrase("period"),
    "line": phrase("line"),
    "caption": phrase("caption"),
    "concept": phrase("concept"),
    "unit": phrase("unit"),
    "framework_or_adjustment": phrase("framework_or_adjustment"),
    AMOUNT: phrase("amount"),
    "sources": phrase("sources"),
}
"""The column headings in files for people, by the column names of a frame and a .parquet file."""
COLUMNS = tuple(HEADINGS)
PARQUET_DIGITS = 38


def long_table(results: Results, words: Words) -> "pd.DataFrame":
    """Return the frame: as reported, each adjustment and the result of every line and period.

    ``amount`` holds exact decimals (dtype object), None if blank. A period that is not reconciled has no result.
    ``framework_or_adjustment`` marks the result's rows as illustrative in a partial state of the switches.
    """
    import pandas as pd

    return pd.DataFrame(list(_rows(results, words)), columns=list(COLUMNS), dtype=object)


def long_csv(results: Results, words: Words) -> str:
    """Return the long table as CSV, with exact amounts; text that a spreadsheet would run is neutralized."""
    frame = long_table(results, words)
    for column in COLUMNS:
        format_value = _format_or_none if column == AMOUNT else _neutralise
        frame[column] = [format_value(value) for value in frame[column]]
    return str(frame.to_csv(index=False, header=_headings(words), lineterminator="\n"))


def write_long_table(path: Path, results: Results, kind: str, words: Words) -> None:
    """Write the long table to ``path``; ``kind``: .csv, .xlsx or .parquet.

    Raises WorkbenchError if the extra for .parquet is missing, or a spreadsheet cell cannot hold a figure exactly.
    """
    WRITERS[kind](path, results, words)


def _headings(words: Words) -> list[str]:
    return [say(heading, words) for heading in HEADINGS.values()]


def _write_csv(path: Path, results: Results, words: Words) -> None:
    path.write_text(long_csv(results, words), encoding="utf-8")


def _write_workbook(path: Path, results: Results, words: Words) -> None:
    from workbench.exporting.table_sheet import lay_out_table
    from workbench.exporting.workbook import paint

    rows = list(_rows(results, words))
    paint(lay_out_table(results.project, _headings(words), rows, words), path, words)


def _write_parquet(path: Path, results: Results, words: Words) -> None:
    """Write amounts as decimals of 38 digits, with as many decimals as the finest figure needs."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise WorkbenchError(
            "Writing .parquet files requires an extra package. Install it with: pip install "
            '"reconciliation-workbench[parquet]"'
        ) from None
    frame = long_table(results, words)
    decimals = max((decimals_of(amount) for amount in frame[AMOUNT] if amount is not None), default=0)
    amounts = pyarrow.decimal128(PARQUET_DIGITS, decimals)
    schema = pyarrow.schema([(name, amounts if name == AMOUNT else pyarrow.string()) for name in COLUMNS])
    parquet.write_table(pyarrow.Table.from_pandas(frame, schema=schema, preserve_index=False), path)


WRITERS: dict[str, Callable[[Path, Results, Words], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_workbook,
    ".parquet": _write_parquet,
}


def _format_or_none(amount: Decimal | None) -> str | None:
    return None if amount is None else format_exactly(amount)


def _neutralise(text: str | None) -> str | None:
    return None if text is None else escape_formula(to_printable(text))


def _rows(results: Results, words: Words) -> Iterator[tuple[Any, ...]]:
    project = results.project
    state = state_of(project)
    heading = state.result_heading(words)
    if not state.is_complete:
        illustrative = state.illustrative_in_words(words)
        heading = say(phrase("{framework} ({state})", framework=heading, state=illustrative), words)
    for statement in project.statements:
        tables = [StatementTable(results, statement, period) for period in statement.periods]
        columns = [
            (
                table.period,
                column,
                column.adjustment or (heading if column.kind is ColumnKind.RESULT else project.frameworks.source.name),
                table.figures(column),
            )
            for table in tables
            for column in table.figure_columns
        ]
        for row, line in enumerate(statement.lines):
            if line.role is LineRole.HEADING:
                continue
            concept = line.concept.value if line.concept else None
            for period, column, name, figures in columns:
                key = (statement.id, period, line.id, line.caption, concept, line.unit.value)
                yield (*key, name, figures[row], source_cells_in_words(project, (line.id, period), column, words))
