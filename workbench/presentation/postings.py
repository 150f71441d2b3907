"""What was posted between two snapshots: entries of each difference, and what they do to net income and equity."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.adjustments import Adjustment, JournalEntry
from workbench.domain.periods import PeriodId
from workbench.engine.recalculate import Results
from workbench.presentation.key_totals import EFFECTS


@dataclass(frozen=True, slots=True)
class PostedDifference:
    """The new entries of one difference. ``effects``: theirs by period, on the totals of ``EFFECTS``, nil included."""

    adjustment: Adjustment
    is_new: bool
    entries: tuple[JournalEntry, ...]
    effects: Mapping[PeriodId, Mapping[str, Decimal]]


def postings_between(before: Results, after: Results) -> tuple[PostedDifference, ...]:
    """Return the differences with entries that are there after, and were not before, in their order."""
    posted: list[PostedDifference] = []
    for adjustment in after.project.adjustments:
        known = before.project.adjustment_by_id.get(adjustment.id)
        entries = tuple(entry for key, entry in adjustment.entries.items() if not known or key not in known.entries)
        if entries:
            effects = _effects(adjustment, entries, before if known else None, after)
            posted.append(PostedDifference(adjustment, known is None, entries, effects))
    return tuple(posted)


def _effects(
    adjustment: Adjustment, entries: tuple[JournalEntry, ...], before: Results | None, after: Results
) -> Mapping[PeriodId, Mapping[str, Decimal]]:
    periods = {leg.period for entry in entries for leg in entry.legs}
    effects: dict[PeriodId, dict[str, Decimal]] = {}
    for statement in after.project.statements:
        for key, concept in EFFECTS.get(statement.kind, {}).items():
            line = statement.line_with(concept)
            for period in statement.periods:
                if line and period in periods:
                    earlier = before.effect(adjustment.id, line.id, period) if before else Decimal(0)
                    effect = after.effect(adjustment.id, line.id, period) - earlier
                    effects.setdefault(period, {})[key] = effect
    return effects
