"""Which checks prove a figure shown, and how often, in words; and which figures nothing proves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.checks import Proof
from workbench.checks.expressions import Figure, as_reported, effect, result, translation
from workbench.checks.proof import needs_proof, unstated_totals_above
from workbench.domain.findings import CheckId
from workbench.domain.project import Project
from workbench.domain.sources import SourceFigure
from workbench.phrases import ENGLISH
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.wording import name_of_check

UNPROVEN = "Nothing proves this figure"
WHY_UNPROVEN = "it is compared with nothing but its own cell"
CALCULATED = "Calculated here: no source {} it."


@dataclass(frozen=True, slots=True, eq=False)
class FigureProofs:
    """What the checks prove of ``project``. ``counts_by_check``: how often each check proves each figure."""

    project: Project
    proof: Proof
    counts_by_check: Mapping[CheckId, Counter[Figure]]

    def is_unproven(self, table: StatementTable, row: Row, column: Column) -> bool:
        """True if a cell shows a stated or typed figure that is not compared with any other."""
        figure = _figure(table, row, column)
        if figure is None or self.proof.is_proven(figure) or not needs_proof(self.project, figure):
            return False
        return bool(table.amount(row, column)) and _shows_what_is_stated(table, row, column)

    def in_words(self, table: StatementTable, row: Row, column: Column) -> str:
        """Return a sentence on the checks that prove the figure of a cell; empty for nil, blanks and remainders."""
        figure = _figure(table, row, column)
        if figure is None or not table.amount(row, column):
            return ""
        if checks := self._checks_in_words(figure):
            is_printed = column.kind is ColumnKind.RESULT and not _shows_what_is_stated(table, row, column)
            return f"{'What the sources print here is proven by' if is_printed else 'Proven by'}: {checks}."
        if checks := self._checks_in_words(*unstated_totals_above(self.project, figure)):
            return f"Proven with the other entries: {checks}."
        if not needs_proof(self.project, figure):
            return CALCULATED.format("prints" if column.kind is ColumnKind.RESULT else "states")
        return f"{UNPROVEN}: {WHY_UNPROVEN}."

    def of_translation(self, printed: SourceFigure) -> str:
        """Return a sentence on the checks that prove a printed translation; empty for nil."""
        if not printed.amount:
            return ""
        checks = self._checks_in_words(translation(printed.line, printed.period, printed.adjustment_or_currency))
        return (
            f"Its translation into {printed.adjustment_or_currency} is proven by: {checks}."
            if checks
            else f"{UNPROVEN} in {printed.adjustment_or_currency}."
        )

    def _checks_in_words(self, *figures: Figure) -> str:
        """Return ``footing (2), cross-cast (1)``."""
        counts = {check: sum(times[figure] for figure in figures) for check, times in self.counts_by_check.items()}
        return ", ".join(f"{name_of_check(check, ENGLISH)} ({count:,})" for check, count in counts.items() if count)


def _figure(table: StatementTable, row: Row, column: Column) -> Figure | None:
    """Return the figure that a cell shows; None if it shows none that a source could state."""
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
    """False for a result that an adjustment which is off would move: no source prints that result."""
    if column.kind is not ColumnKind.RESULT:
        return True
    results, line, period = table.results, row.line.id, table.period
    switched_off = (
        adjustment.id for adjustment in results.project.adjustments if adjustment.id not in results.project.enabled
    )
    return not any(
        results.effect(adjustment, line, period) or not results.is_effect_known(adjustment, line, period)
        for adjustment in switched_off
    )
