"""What the thresholds come to, and the uncorrected differences beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.domain.periods import PeriodId
from workbench.domain.thresholds import (
    FixedThreshold,
    ShareOfFigure,
    ShareOfOverall,
    Threshold,
    ThresholdKind,
    Thresholds,
)
from workbench.domain.uncorrected import AllUncorrected, Uncorrected
from workbench.engine import Results
from workbench.engine.recalculate import PRECISE

ThresholdAmounts = Mapping[ThresholdKind, Decimal | None]


def threshold_amounts(results: Results, thresholds: Thresholds | None = None) -> ThresholdAmounts:
    """Return what each threshold comes to with every difference on, exactly, in the statements' scale.

    None for one that is not set, or whose base is not known. ``thresholds``: others than the project's.
    """
    complete = results.with_all_on()
    chosen = results.project.thresholds if thresholds is None else thresholds
    return {kind: _amount(complete, chosen, chosen.get(kind)) for kind in ThresholdKind}


def _amount(complete: Results, thresholds: Thresholds, threshold: Threshold | None) -> Decimal | None:
    match threshold:
        case FixedThreshold(amount):
            return amount
        case ShareOfFigure(percent):
            return _share(base_of(complete, threshold), percent)
        case ShareOfOverall(percent):
            overall = thresholds.get(ThresholdKind.OVERALL)
            is_known = not isinstance(overall, ShareOfOverall)
            return _share(_amount(complete, thresholds, overall) if is_known else None, percent)
    return None


def base_of(complete: Results, share: ShareOfFigure) -> Decimal | None:
    """Return the figure that a threshold is a share of; None if it is not known."""
    is_there = any(share.line in statement.line_by_id for statement in complete.project.statements)
    return complete.figure(share.line, share.period) if is_there else None


def _share(base: Decimal | None, percent: Decimal) -> Decimal | None:
    return None if base is None else PRECISE.multiply(abs(base), percent.scaleb(-2, PRECISE))


@dataclass(frozen=True, slots=True)
class UncorrectedSum:
    """What the uncorrected differences of a period come to together; ``unknown``: how many effects nobody knows."""

    profit: Decimal = Decimal(0)
    equity: Decimal = Decimal(0)
    unknown: int = 0

    def with_one(self, left: Uncorrected) -> "UncorrectedSum":
        """Return the sum with one more."""
        unknown = sum(effect is None for effect in (left.profit, left.equity))
        return UncorrectedSum(
            self.profit + (left.profit or Decimal(0)), self.equity + (left.equity or Decimal(0)), self.unknown + unknown
        )

    @property
    def size(self) -> Decimal:
        """The larger of both effects, which is what a threshold is compared with."""
        return max(abs(self.profit), abs(self.equity))


def sums_by_period(uncorrected: AllUncorrected) -> Mapping[PeriodId, UncorrectedSum]:
    """Return what the uncorrected differences of each period come to, in the order of the first of each."""
    sums: dict[PeriodId, UncorrectedSum] = {}
    for left in uncorrected.values():
        sums[left.period] = sums.get(left.period, UncorrectedSum()).with_one(left)
    return sums


def passed_threshold(size: Decimal, amounts: ThresholdAmounts) -> ThresholdKind | None:
    """Return the largest threshold that an amount exceeds; None if it exceeds none of those that are known."""
    known = [(amount, kind) for kind, amount in amounts.items() if amount is not None and size > amount]
    return max(known, key=lambda each: each[0])[1] if known else None
