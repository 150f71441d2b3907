"""Assembles statements and adjustments from what all sheets show, stage by stage.

Days that end a period → one id for each difference → the tables of each statement, combined.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from workbench.domain.adjustments import Adjustment, arrange
from workbench.domain.frameworks import Frameworks
from workbench.domain.ids import AdjustmentId, Ids, StatementId
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import SourceFigures
from workbench.domain.statements import StatementKind
from workbench.importing.assembly.adjustment_names import with_adjustment_ids
from workbench.importing.assembly.build import BuiltStatement, TotalCorrections, adjustment_record, build_statement
from workbench.importing.assembly.listed_days import with_durations
from workbench.importing.assembly.merge import CellFigure, Decision
from workbench.importing.language.natures import nature_of
from workbench.importing.language.vocabulary import normalise
from workbench.importing.sheets.detected import Detected, Tabular
from workbench.importing.sheets.readings import Readings
from workbench.progress import Progress


class Assembled(NamedTuple):
    """The statements that all files state together. ``parts``: what they were made of, with ids of adjustments.

    ``names``: of the adjustments, by id. ``decisions``: what was decided when tables were combined, and why.
    """

    parts: list[Detected]
    statements: list[BuiltStatement]
    names: dict[AdjustmentId, str]
    decisions: list[Decision]

    @property
    def tables(self) -> list[Tabular]:
        """The tables and bridges, without lists of entries."""
        return [part for part in self.parts if isinstance(part, Tabular)]

    @property
    def periods(self) -> dict[PeriodId, Period]:
        """The periods of all statements, by id."""
        return {period_id: period for built in self.statements for period_id, period in built.periods.items()}

    @property
    def source_figures(self) -> SourceFigures:
        return SourceFigures(figure for built in self.statements for figure in built.source_figures)

    def adjustments(self, notes: Mapping[str, str], frameworks: Frameworks) -> tuple[Adjustment, ...]:
        """Return every adjustment with its entries, corrections of errors last; ``notes`` by normalized name."""
        return arrange(
            adjustment_record(
                adjustment, name, notes.get(normalise(name), ""), nature_of(name, frameworks), self.statements
            )
            for adjustment, name in self.names.items()
        )


def assemble(
    parts: Sequence[Detected],
    readings: Mapping[str, Readings],
    scale: int,
    total_corrections: TotalCorrections,
    progress: Progress,
) -> Assembled:
    """Return the statements that ``parts`` state together.

    ``readings``: of the cells of each file, by its name. ``scale``: the project's. ``total_corrections``:
    of each sheet, by file and name. Raises ImportRefused if one of them makes a total a part of itself.
    """
    parts, decisions_on_days = with_durations(parts)
    names, parts, decisions_on_names = with_adjustment_ids(parts)
    built = list(_build_statements(parts, readings, scale, total_corrections, progress))
    decisions_in_statements = [decision for statement in built for decision in statement.decisions]
    return Assembled(parts, built, names, [*decisions_on_days, *decisions_on_names, *decisions_in_statements])


def _build_statements(
    parts: Sequence[Detected],
    readings: Mapping[str, Readings],
    scale: int,
    total_corrections: TotalCorrections,
    progress: Progress,
) -> Iterable[BuiltStatement]:
    def formula_parts(figure: CellFigure) -> tuple[tuple[int, int, int], ...] | None:
        formula = figure.reading.cell.formula
        return readings[figure.file].parts(formula) if formula else None

    line_ids, statement_ids = Ids(), Ids()
    for kind in StatementKind:
        for statement_parts in _group_by_statement(kind, [part for part in parts if part.kind is kind]):
            statement_id = StatementId(statement_ids.new(kind.value, ""))
            yield build_statement(
                statement_id, kind, statement_parts, line_ids, scale, formula_parts, total_corrections, progress
            )


def _group_by_statement(kind: StatementKind, parts: Sequence[Detected]) -> list[list[Detected]]:
    """Return the parts that make one statement each: all of one kind.

    Tables that are not a known statement are combined under one title if they show different periods; one that
    repeats a period is a separate table.
    """
    if kind is not StatementKind.OTHER:
        return [list(parts)] if parts else []
    statements: list[tuple[tuple[str, str, str], list[Detected]]] = []
    for part in parts:
        title = part.file, part.sheet.name, part.title
        statements_of_title = (statement_parts for other_title, statement_parts in statements if other_title == title)
        statements_continued = (
            statement_parts
            for statement_parts in statements_of_title
            if not any(set(part.periods) & set(other.periods) for other in statement_parts)
        )
        if (statement_parts := next(statements_continued, None)) is not None:
            statement_parts.append(part)
        else:
            statements.append((title, [part]))
    return [statement_parts for _, statement_parts in statements]
