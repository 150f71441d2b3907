"""Earlier projects as sources: what one states for a statement and period, as a table in the published layout.

Its cells are addressed like those of a sheet: captions in A, as reported in B, then the differences, the result last.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from workbench.domain.amounts import format_exactly
from workbench.domain.ids import NO_ADJUSTMENT, AdjustmentId, LineId
from workbench.domain.periods import Period, PeriodId
from workbench.domain.sources import CellRef, FigureRole, SourceFigure, SourceFile
from workbench.domain.statements import Line, LineRole, Statement
from workbench.engine import Engine, Results
from workbench.phrases import ENGLISH
from workbench.rolling.held_projects import HeldProject
from workbench.rolling.joined_statements import Joined
from workbench.wording.periods import short_label
from workbench.workbooks import column_letter

FIRST_ROW = 2
"""The row of the first line, below that of the headings."""
AS_REPORTED, FIRST_EFFECT = 2, 3
"""The columns of the figures as reported and of the first difference."""


class EarlierSource:
    """What one earlier project states; ``held``: the project and its file."""

    def __init__(self, held: HeldProject) -> None:
        self.held = held

    @cached_property
    def results(self) -> Results:
        """The results with all of its differences on."""
        return Engine().results(self.held.project).with_all_on()

    def file(self, sheets: tuple[str, ...]) -> SourceFile:
        """Return its file as a source that has these sheets."""
        return replace(self.held.file, sheets=sheets)

    def sheet(self, statement: Statement, period: PeriodId) -> str:
        """Return the name of the table of a statement in one period."""
        return f"{statement.title}, {short_label(self.held.project.periods[period], ENGLISH)}"

    def cell(self, statement: Statement, period: PeriodId, line: LineId, adjustment: AdjustmentId | None) -> CellRef:
        """Return the cell of a figure as reported, or of an effect."""
        number = 0 if adjustment is None else 1 + self._columns(statement, period)[adjustment]
        return self._cell(statement, period, line, AS_REPORTED + number)

    def _columns(self, statement: Statement, period: PeriodId) -> Mapping[AdjustmentId, int]:
        adjustments = self.held.project.adjustments_of(statement, period)
        return {adjustment.id: number for number, adjustment in enumerate(adjustments)}

    def _cell(self, statement: Statement, period: PeriodId, line: LineId, column: int) -> CellRef:
        row = FIRST_ROW + statement.place_of[line]
        return CellRef(self.held.name, self.sheet(statement, period), f"{column_letter(column)}{row}")

    def figures(
        self, statement: Statement, period: Period, joined: Joined, id_of: Mapping[AdjustmentId, AdjustmentId]
    ) -> Iterator[SourceFigure]:
        """Yield what it states for a statement and period: figures as reported, effects and results.

        ``joined``: says where its lines stand now; ``id_of``: the differences by their ids there.
        """
        project, key = self.held.project, period.id
        adjustments = project.adjustments_of(statement, key)

        def figure(
            line: Line, role: FigureRole, column: int, amount: Decimal | None, adjustment: AdjustmentId = NO_ADJUSTMENT
        ) -> SourceFigure:
            return SourceFigure(
                joined.line_of[line.id],
                key,
                role,
                id_of.get(adjustment, adjustment),
                joined.amount_here(line.id, amount),
                self._cell(statement, key, line.id, column),
                "" if amount is None else format_exactly(amount),
                slack=project.slack((line.id, key), role, adjustment) * abs(joined.factors[line.id]),
            )

        columns = [
            (number, adjustment, self.results.effects_of_lines(adjustment.id, statement, key))
            for number, adjustment in enumerate(adjustments, FIRST_EFFECT)
        ]
        results = self.results.figures_of_lines(statement, key) if key in statement.reconciled else None
        for row, line in enumerate(statement.lines):
            if line.role is LineRole.HEADING:
                continue
            if (line.id, key) not in statement.unknown:
                yield figure(line, FigureRole.AS_REPORTED, AS_REPORTED, statement.figure(line.id, key))
            for column, adjustment, effects in columns:
                effect = effects[row]
                if effect or (effect is not None and (line.id, key) in adjustment.effects):
                    yield figure(line, FigureRole.ADJUSTMENT, column, effect, adjustment.id)
            if results is not None:
                yield figure(line, FigureRole.RESULT, FIRST_EFFECT + len(adjustments), results[row])
