"""The tables of an appendix in any state of the switches, read back from Word and compared with the results."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from tests.exporting.appendix.conftest import document_from
from tests.exporting.appendix.word_files import body_rows, tables_in
from workbench.domain.adjustments import Adjustment
from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.statements import Line, LineRole, Statement
from workbench.engine import Engine, Results
from workbench.exporting.appendix.docx_file import write_docx
from workbench.presentation.line_filter import LineFilter, LinesShown, Verdicts, lines_kept

Amounts = list[Decimal | None]


def figures_otherwise(project: Project, path: Path) -> tuple[int, list[str]]:
    """Return how many figures a draft of the appendix prints, and where one is not that of the results.

    ``path``: where the draft is written.
    """
    results = Engine().results(project)
    document = document_from(project, is_draft=True)
    write_docx(document, path)
    written = [[list(row.amounts) for row in body_rows(table)] for table in tables_in(path)]
    expected = [rows for statement in project.statements for rows in _tables(results, statement)]
    otherwise = [] if len(written) == len(expected) else [f"{len(written)} tables instead of {len(expected)}"]
    for table, (rows, own) in enumerate(zip(written, expected, strict=False)):
        if [list(map(_known, row)) for row in rows] != [list(map(_known, row)) for row in own]:
            otherwise.append(f"table {table + 1}")
    causes = document.draft.causes if document.draft else ()
    if not project.is_complete and not any("illustrative" in cause for cause in causes):
        otherwise.append("the state is not said")
    return sum(len(row) for rows in written for row in rows), otherwise


def _known(amount: Decimal | None) -> Decimal:
    """Return an amount as both sides know it: nil is a dash, and what is unknown is no amount."""
    return amount or Decimal(0)


def _tables(results: Results, statement: Statement) -> Iterator[list[Amounts]]:
    periods = [period for period in statement.periods if period in statement.reconciled]
    if not statement.kind.is_bridge:
        yield from (_reconciliation(results, statement, period) for period in periods)
    elif periods:
        yield [row for line in _lines(statement) for row in _bridge(results, statement, line, periods)]


def _lines(statement: Statement) -> list[Line]:
    return [line for line in statement.lines if line.role is not LineRole.HEADING]


def _effect(results: Results, known: Adjustment, line: Line, period: PeriodId) -> Decimal | None:
    return results.effect(known.id, line.id, period) if results.is_effect_known(known.id, line.id, period) else None


def _reconciliation(results: Results, statement: Statement, period: PeriodId) -> list[Amounts]:
    project = results.project
    shown = LineFilter(LinesShown.AFFECTED)
    kept = lines_kept(shown, results.with_all_on(), statement, period, project, Verdicts(None, ())) or frozenset()
    differences = [known for known in project.adjustments if (statement.id, period) in known.stated_for]
    return [
        [
            statement.figure(line.id, period),
            *(_effect(results, known, line, period) for known in differences),
            results.figure(line.id, period),
        ]
        for line in _lines(statement)
        if line.id in kept
    ]


def _bridge(results: Results, statement: Statement, line: Line, periods: Sequence[PeriodId]) -> Iterator[Amounts]:
    yield [statement.figure(line.id, period) for period in periods]
    for known in results.project.adjustments:
        if any((statement.id, period) in known.stated_for for period in periods):
            yield [_effect(results, known, line, period) for period in periods]
    yield [results.figure(line.id, period) for period in periods]
