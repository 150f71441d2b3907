"""Assemble: from what all sheets show to statements and adjustments, stage by stage.

Days that end a period → one id for each difference → the tables of each statement, put together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.adjustments import Adjustment
from workbench.domain.ids import AdjustmentId, Ids
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import SourceFigures
from workbench.domain.statements import StatementKind
from workbench.importing.assembly.adjustment_names import with_adjustment_ids
from workbench.importing.assembly.build import Built, SaidTotals, adjustment_record, build_statement
from workbench.importing.assembly.listed_days import with_durations
from workbench.importing.assembly.merge import CellFigure, Decision
from workbench.importing.language.vocabulary import normalise
from workbench.importing.sheets.corrections import Corrections
from workbench.importing.sheets.corrections_by_subject import CorrectionsBySubject
from workbench.importing.sheets.detected import Detected, Tabular
from workbench.importing.sheets.readings import Readings
from workbench.progress import Progress


@dataclass(frozen=True)
class Assembled:
    """The statements that all files state together. ``parts``: what they were made of, with ids of differences.

    ``names``: of the adjustments, by id. ``decisions``: what was decided between tables, and on which evidence.
    """

    parts: list[Detected]
    built: list[Built]
    names: dict[AdjustmentId, str]
    decisions: list[Decision]

    @property
    def tables(self) -> list[Tabular]:
        return [part for part in self.parts if isinstance(part, Tabular)]

    @property
    def periods(self) -> dict[PeriodId, Period]:
        return {period_id: period for built in self.built for period_id, period in built.periods.items()}

    @property
    def source_figures(self) -> SourceFigures:
        return SourceFigures(figure for built in self.built for figure in built.stated)

    def adjustments(self, notes: Mapping[str, str]) -> tuple[Adjustment, ...]:
        """Return every adjustment with its entries; ``notes`` by normalised name."""
        return tuple(
            adjustment_record(adjustment, name, notes.get(normalise(name), ""), self.built)
            for adjustment, name in self.names.items()
        )


def assemble(
    parts: Sequence[Detected],
    readings: Mapping[str, Readings],
    scale: int,
    corrections: Corrections,
    progress: Progress,
) -> Assembled:
    """Return the statements that ``parts`` state together; ``readings``: the numbers of each file, by its name."""
    parts, on_days = with_durations(parts)
    names, parts, on_names = with_adjustment_ids(parts)
    built = list(_statements(parts, readings, scale, _totals_said(corrections), progress))
    in_statements = [decision for statement in built for decision in statement.decisions]
    return Assembled(parts, built, names, [*on_days, *on_names, *in_statements])


def _totals_said(corrections: Corrections) -> SaidTotals:
    return {sheet: CorrectionsBySubject.of(said).totals for sheet, said in corrections.items()}


def _statements(
    parts: Sequence[Detected],
    readings: Mapping[str, Readings],
    scale: int,
    totals_said: SaidTotals,
    progress: Progress,
) -> Iterable[Built]:
    def formula_parts(figure: CellFigure) -> tuple[tuple[int, int, int], ...] | None:
        formula = figure.reading.cell.formula
        return readings[figure.file].parts(formula) if formula else None

    line_ids, statement_ids = Ids(), Ids()
    for kind in StatementKind:
        for together in _of_one_statement(kind, [part for part in parts if part.kind is kind]):
            statement = statement_ids.new(kind.value, "")
            yield build_statement(statement, kind, together, line_ids, scale, formula_parts, totals_said, progress)


def _of_one_statement(kind: StatementKind, parts: Sequence[Detected]) -> list[list[Detected]]:
    """Return the parts that make one statement each: all of a kind.

    Of those that are no statement, the tables under one title that show different periods: what repeats them is
    another table.
    """
    if kind is not StatementKind.OTHER:
        return [list(parts)] if parts else []
    statements: list[tuple[tuple[str, str, str], list[Detected]]] = []
    for part in parts:
        title = part.file, part.sheet.name, part.title
        of_title = (together for its_title, together in statements if its_title == title)
        going_on = (
            together for together in of_title if not any(set(part.periods) & set(other.periods) for other in together)
        )
        if (together := next(going_on, None)) is not None:
            together.append(part)
        else:
            statements.append((title, [part]))
    return [together for _, together in statements]
