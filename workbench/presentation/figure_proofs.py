"""By what a figure that is shown is proven, and how often, in words; and which ones nothing proves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.checks import Proof
from workbench.checks.expressions import Figure, as_reported, effect, result, translation
from workbench.checks.proof import needs_proof, unstated_totals_above
from workbench.domain.project import Project
from workbench.domain.sources import SourceFigure
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable

UNPROVEN = "Nothing proves this figure"
WHY_UNPROVEN = "it is compared with nothing but its own cell"
CALCULATED = "Calculated here: no source {} it."


@dataclass(frozen=True, slots=True, eq=False)
class FigureProofs:
    """What the checks proved of ``project``. ``times``: by the name of each check, how often it proves a figure."""

    project: Project
    proof: Proof
    times: Mapping[str, Counter[Figure]]

    def is_unproven(self, table: StatementTable, row: Row, column: Column) -> bool:
        """True where a cell shows a figure of a source, or a typed one, that is compared with no other."""
        figure = _figure(table, row, column)
        if figure is None or self.proof.is_proven(figure) or not needs_proof(self.project, figure):
            return False
        return bool(table.amount(row, column)) and _shows_what_is_stated(table, row, column)

    def in_words(self, table: StatementTable, row: Row, column: Column) -> str:
        """Return by which checks the figure of a cell is proven, and how often; empty where it needs no proof."""
        figure = _figure(table, row, column)
        if figure is None or not table.amount(row, column):
            return ""
        if by := self._by(figure):
            is_printed = column.kind is ColumnKind.RESULT and not _shows_what_is_stated(table, row, column)
            return f"{'What the sources print here is proven by' if is_printed else 'Proven by'}: {by}."
        if by := self._by(*unstated_totals_above(self.project, figure)):
            return f"Proven with the other entries: {by}."
        if not needs_proof(self.project, figure):
            return CALCULATED.format("prints" if column.kind is ColumnKind.RESULT else "states")
        return f"{UNPROVEN}: {WHY_UNPROVEN}."

    def of_translation(self, printed: SourceFigure) -> str:
        """Return by which checks a printed translation is proven, and how often; empty for nil."""
        if not printed.amount:
            return ""
        by = self._by(translation(printed.line, printed.period, printed.adjustment_or_currency))
        return (
            f"Its translation into {printed.adjustment_or_currency} is proven by: {by}."
            if by
            else f"{UNPROVEN} in {printed.adjustment_or_currency}."
        )

    def _by(self, *figures: Figure) -> str:
        """Return ``footing (2), cross-cast (1)``."""
        found = {check: sum(times[figure] for figure in figures) for check, times in self.times.items()}
        return ", ".join(f"{check} ({number:,})" for check, number in found.items() if number)


def _figure(table: StatementTable, row: Row, column: Column) -> Figure | None:
    """Return which figure a cell shows; None where it shows none that a source could state."""
    if row.remainder or row.is_heading:
        return None
    match column.kind:
        case ColumnKind.AS_REPORTED:
            return as_reported(row.line.id, table.period)
        case ColumnKind.EFFECT:
            return effect(column.adjustment, row.line.id, table.period)
        case ColumnKind.RESULT if table.is_reconciled:
            return result(row.line.id, table.period)
    return None


def _shows_what_is_stated(table: StatementTable, row: Row, column: Column) -> bool:
    """False for a result that some difference, now off, would move: no source prints what is shown then."""
    if column.kind is not ColumnKind.RESULT:
        return True
    results, line, period = table.results, row.line.id, table.period
    off = (each.id for each in results.project.adjustments if each.id not in results.project.enabled)
    return not any(
        results.effect(each, line, period) or not results.is_effect_known(each, line, period) for each in off
    )
