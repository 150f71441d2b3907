"""Long tables, of figures and of journal entries: as a frame for notebooks, CSV, a workbook or Parquet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.domain.amounts import decimals_of, format_exactly
from workbench.domain.facts import Fact, fact
from workbench.domain.project import Project
from workbench.domain.statements import LineRole
from workbench.engine import Results
from workbench.errors import WorkbenchError
from workbench.phrases import Phrase, Words, phrase, say
from workbench.plain_text import escape_formula, to_printable
from workbench.presentation.figure_sources import source_cells_in_words
from workbench.presentation.journal_entries import kind_of_origin, listed_legs, place_of_origin
from workbench.presentation.statement_table import ColumnKind, StatementTable
from workbench.presentation.states import state_of

if TYPE_CHECKING:
    import pandas as pd

AMOUNT = "amount"
PARQUET_DIGITS = 38
BETWEEN_HEADINGS = " › "


@dataclass(frozen=True, slots=True)
class LongTable:
    """What a table lists. ``headings``: of the columns in files for people, by their names in frames and Parquet.

    ``amounts``: the columns of exact decimals, None where blank; all others hold texts. ``rows``: a value for each
    column. ``sheet``, ``title``: the names of its sheet and its workbook.
    """

    sheet: Phrase
    title: Callable[[Project, Words], Phrase]
    headings: Mapping[str, Phrase]
    amounts: tuple[str, ...]
    rows: Callable[[Results, Words], Iterator[tuple[Any, ...]]]

    @property
    def columns(self) -> list[str]:
        return list(self.headings)

    def headings_in(self, words: Words) -> dict[str, str]:
        """Return the headings in a language, by column."""
        return {column: say(heading, words) for column, heading in self.headings.items()}


# ---- what is listed


def _rows_of_figures(results: Results, words: Words) -> Iterator[tuple[Any, ...]]:
    """Yield as reported, each adjustment and the result of every line and period.

    A period that is not reconciled has no result. The rows of the result are marked as illustrative in a partial state
    of the switches.
    """
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


def _rows_of_entries(results: Results, words: Words) -> Iterator[tuple[Any, ...]]:
    """Yield the legs of every journal entry."""
    for listed in listed_legs(results.project):
        entry, leg, line = listed.entry, listed.leg, listed.line
        place = place_of_origin(entry.origin)
        yield (
            listed.adjustment.id,
            listed.adjustment.name,
            entry.id,
            listed.statement.id,
            leg.period,
            leg.line,
            line.name,
            BETWEEN_HEADINGS.join(line.section),
            leg.amount,
            *listed.debit_and_credit,
            leg.kind.value,
            entry.memo,
            entry.reference,
            kind_of_origin(entry.origin).value,
            *(part or None for part in (place.file, place.sheet, place.cell)),
        )


def _title_of_figures(project: Project, words: Words) -> Phrase:
    return phrase("{entity}: every figure ({state})", entity=project.entity, state=state_of(project).in_words(words))


def _title_of_entries(project: Project, words: Words) -> Phrase:
    return phrase("{entity}: every journal entry", entity=project.entity)


FIGURES = LongTable(
    phrase("Figures"),
    _title_of_figures,
    {
        "statement": phrase("statement"),
        "period": phrase("period"),
        "line": phrase("line"),
        "caption": phrase("caption"),
        "concept": phrase("concept"),
        "unit": phrase("unit"),
        "framework_or_adjustment": phrase("framework_or_adjustment"),
        AMOUNT: phrase("amount"),
        "sources": phrase("sources"),
    },
    (AMOUNT,),
    _rows_of_figures,
)
"""Every figure in each column."""
ENTRIES = LongTable(
    phrase("Entries"),
    _title_of_entries,
    {
        "adjustment": phrase("adjustment"),
        "adjustment_name": phrase("adjustment_name"),
        "entry_id": phrase("entry_id"),
        "statement": phrase("statement"),
        "period": phrase("period"),
        "line": phrase("line"),
        "caption": phrase("caption"),
        "section": phrase("section"),
        AMOUNT: phrase("amount"),
        "debit": phrase("debit"),
        "credit": phrase("credit"),
        "kind": phrase("kind"),
        "memo": phrase("memo"),
        "reference": phrase("reference"),
        "origin": phrase("origin"),
        "file": phrase("file"),
        "sheet": phrase("sheet"),
        "cell": phrase("cell"),
    },
    (AMOUNT, "debit", "credit"),
    _rows_of_entries,
)
"""Every leg of each journal entry."""


# ---- files


def long_table(results: Results, words: Words, table: LongTable = FIGURES) -> "pd.DataFrame":
    """Return the frame of a table, all of dtype object; of every figure if none is named."""
    import pandas as pd

    return pd.DataFrame(list(table.rows(results, words)), columns=table.columns, dtype=object)


def long_csv(results: Results, words: Words, table: LongTable = FIGURES) -> str:
    """Return a table as CSV, with exact amounts; text that a spreadsheet would run is neutralized."""
    frame = long_table(results, words, table)
    for column in table.columns:
        format_value = _format_or_none if column in table.amounts else _neutralise
        frame[column] = [format_value(value) for value in frame[column]]
    return str(frame.to_csv(index=False, header=list(table.headings_in(words).values()), lineterminator="\n"))


def write_long_table(path: Path, results: Results, kind: str, words: Words, table: LongTable = FIGURES) -> Fact | None:
    """Write a table to ``path``; ``kind``: .csv, .xlsx or .parquet.

    Returns what its user must be told, if figures have more digits than a spreadsheet cell holds. Raises WorkbenchError
    if the extra for .parquet is missing.
    """
    return WRITERS[kind](path, results, words, table)


def _write_csv(path: Path, results: Results, words: Words, table: LongTable) -> None:
    path.write_text(long_csv(results, words, table), encoding="utf-8")


def _write_workbook(path: Path, results: Results, words: Words, table: LongTable) -> Fact | None:
    from workbench.exporting.table_sheet import lay_out_table
    from workbench.exporting.workbook import paint

    rows = list(table.rows(results, words))
    sheet, title = say(table.sheet, words), say(table.title(results.project, words), words)
    layout = lay_out_table(results.project, sheet, title, table.headings_in(words), table.amounts, rows, words)
    as_text = paint(layout, path, words)
    return fact("figures-of-table-as-text", count=as_text.count, first=as_text.first) if as_text else None


def _write_parquet(path: Path, results: Results, words: Words, table: LongTable) -> None:
    """Write amounts as decimals of 38 digits, with as many decimals as the finest figure needs."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise WorkbenchError(
            "Writing .parquet files requires an extra package. Install it with: pip install "
            '"reconciliation-workbench[parquet]"'
        ) from None
    frame = long_table(results, words, table)
    amounts = [amount for column in table.amounts for amount in frame[column] if amount is not None]
    exact = pyarrow.decimal128(PARQUET_DIGITS, max(map(decimals_of, amounts), default=0))
    schema = pyarrow.schema([(name, exact if name in table.amounts else pyarrow.string()) for name in table.columns])
    parquet.write_table(pyarrow.Table.from_pandas(frame, schema=schema, preserve_index=False), path)


WRITERS: dict[str, Callable[[Path, Results, Words, LongTable], Fact | None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_workbook,
    ".parquet": _write_parquet,
}


def _format_or_none(amount: Decimal | None) -> str | None:
    return None if amount is None else format_exactly(amount)


def _neutralise(text: str | None) -> str | None:
    return None if text is None else escape_formula(to_printable(text))
