"""Which checks prove a figure shown, and how often, in words; and which figures are unproven."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.checks import Proof
from workbench.checks.expressions import Figure, as_reported, effect, result, translation
from workbench.checks.proof import needs_proof, unstated_totals_above
from workbench.domain.findings import CheckId
from workbench.domain.project import Project
from workbench.domain.sources import FigureRole, SourceFigure
from workbench.phrases import Phrase, Words, listing, phrase, say
from workbench.presentation.statement_table import Column, ColumnKind, Row, StatementTable
from workbench.wording import name_of_check

UNPROVEN = phrase("Nothing proves this figure")
WHY_UNPROVEN = phrase("Nothing proves this figure: it is compared only with its own cell.")
CALCULATED_EFFECT = phrase("Calculated here; no source states it.")
CALCULATED_RESULT = phrase("Calculated here; no source prints it.")


@dataclass(frozen=True, slots=True, eq=False)
class FigureProofs:
    """What the checks prove of ``project``. ``counts_by_check``: how often each check proves each figure."""

    project: Project
    proof: Proof
    counts_by_check: Mapping[CheckId, Counter[Figure]]

    def is_unproven(self, table: StatementTable, row: Row, column: Column) -> bool:
        """True if a cell shows a stated or typed figure that is not compared with any other."""
        figure = _figure(table, row, column)
        if figure is None or not self._knows(figure):
            return False
        if self.proof.is_proven(figure) or not needs_proof(self.project, figure):
            return False
        return bool(table.amount(row, column)) and _shows_what_is_stated(table, row, column)

    def _knows(self, figure: Figure) -> bool:
        """False for a line, a period or a difference that has been added since the checks ran."""
        is_effect = figure.role is FigureRole.ADJUSTMENT
        return (not is_effect or figure.adjustment in self.project.adjustment_by_id) and any(
            figure.line in statement.line_by_id and figure.period in statement.column_of
            for statement in self.project.statements
        )

    def in_words(self, table: StatementTable, row: Row, column: Column, words: Words) -> str:
        """Return a sentence on the checks that prove the figure of a cell; empty for nil, blanks and remainders."""
        figure = _figure(table, row, column)
        if figure is None or not self._knows(figure) or not table.amount(row, column):
            return ""
        return say(self._sentence(table, row, column, figure, words), words)

    def _sentence(self, table: StatementTable, row: Row, column: Column, figure: Figure, words: Words) -> Phrase:
        if checks := self._checks_in_words(words, figure):
            if column.kind is ColumnKind.RESULT and not _shows_what_is_stated(table, row, column):
                return phrase("The figure that the sources print here is proven by: {checks}.", checks=checks)
            return phrase("Proven by: {checks}.", checks=checks)
        if checks := self._checks_in_words(words, *unstated_totals_above(self.project, figure)):
            return phrase("Proven together with the other entries by: {checks}.", checks=checks)
        if not needs_proof(self.project, figure):
            return CALCULATED_RESULT if column.kind is ColumnKind.RESULT else CALCULATED_EFFECT
        return WHY_UNPROVEN

    def of_translation(self, printed: SourceFigure, words: Words) -> str:
        """Return a sentence on the checks that prove a printed translation; empty for nil."""
        if not printed.amount:
            return ""
        currency = printed.adjustment_or_currency
        checks = self._checks_in_words(words, translation(printed.line, printed.period, currency))
        sentence = (
            phrase("Its translation into {currency} is proven by: {checks}.", currency=currency, checks=checks)
            if checks
            else phrase("Nothing proves this figure in {currency}.", currency=currency)
        )
        return say(sentence, words)

    def _checks_in_words(self, words: Words, *figures: Figure) -> str:
        """Return ``footing (2), cross-cast (1)``."""
        counts = {check: sum(times[figure] for figure in figures) for check, times in self.counts_by_check.items()}
        return listing(
            (
                phrase("{check} ({count:,})", check=name_of_check(check, words), count=count)
                for check, count in counts.items()
                if count
            ),
            words,
        )


def _figure(table: StatementTable, row: Row, column: Column) -> Figure | None:
    """Return the figure that a cell shows; None if no source could state it."""
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
    """False for a result that an adjustment now off would move: no source prints that result."""
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
