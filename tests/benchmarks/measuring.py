"""How a benchmark measures: the median of many runs, compared with another median of the same minutes."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One number against its budget; None where it is only told."""

    what: str
    value: float
    unit: str
    budget: float | None = None

    @property
    def is_within_budget(self) -> bool:
        return self.budget is None or self.value <= self.budget

    def __str__(self) -> str:
        told = f"{self.what:<56} {self.value:>9.3f} {self.unit}"
        if self.budget is None:
            return f"     {told}"
        return f"{'ok  ' if self.is_within_budget else 'OVER'} {told} (budget {self.budget:g})"


def median_seconds(work: Callable[[], object], times: int) -> float:
    """Return the median duration of ``work``, in seconds."""
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)
