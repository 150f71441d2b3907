"""A switch: from the new snapshot to its results."""

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tests.benchmarks.books import book
from tests.benchmarks.measuring import Measurement, median_seconds
from workbench.domain.project import Project
from workbench.engine import Engine
from workbench.engine.compiled_statement import compile_statement
from workbench.engine.recalculate import calculate

SIZES = (
    ("60 x 4 x 4", 60, 4, 4, 1.0),
    ("2,000 x 12 x 20 dense", 2_000, 12, 20, 1.0),
    ("20,000 x 12 x 50, 5 %", 20_000, 12, 50, 0.05),
)
BUDGETED = "2,000 x 12 x 20 dense"
TIMES = 2_000
MILLION = 1_000_000


class Switching:
    """Toggles one difference after another, as a user would."""

    def __init__(self, project: Project) -> None:
        self._engine, self._project, self._turn = Engine(), project, 0
        self._engine.results(project)
        self._ids = [adjustment.id for adjustment in project.adjustments]

    def toggle(self) -> None:
        one = self._ids[self._turn % len(self._ids)]
        self._turn += 1
        self._project = replace(self._project, enabled=self._project.enabled ^ {one})
        self._engine.results(self._project)


def toggles() -> Iterator[Measurement]:
    """The budget: 0.1 ms, and eight passes over the memory of one contribution."""
    for name, lines, periods, differences, share in SIZES:
        project = book(lines, periods, differences, share)
        toggle = median_seconds(Switching(project).toggle, TIMES)
        table = compile_statement(project.statements[0], project.adjustments).contributions["difference_0"].amounts
        memory_pass = median_seconds(lambda table=table: table.copy(), TIMES)  # type: ignore[misc]
        assert table.dtype == np.int64
        budgeted = name == BUDGETED
        yield Measurement(f"engine toggle, {name}", toggle * 1000, "ms", 0.1 if budgeted else None)
        passes = toggle / memory_pass
        yield Measurement("  the same in passes over its contribution", passes, "x", 8 if budgeted else None)


def million_toggles() -> Iterator[Measurement]:
    """A million random toggles end in the very bits of a fresh calculation."""
    project = book(60, 4, 4, 1.0)
    chance, engine, ids = random.Random(1), Engine(), sorted(project.enabled)
    for _ in range(MILLION):
        project = replace(project, enabled=project.enabled ^ {chance.choice(ids)})
        results = engine.results(project)
    differing = 0 if results.has_same_figures(calculate(project)) else 1
    yield Measurement("tables that differ after a million random toggles", differing, "", 0)
