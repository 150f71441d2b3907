"""Projects that nobody would write: totals of totals, blanks, lines that nobody states, effects that are errors."""

import random
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.projects import projects
from workbench.domain.project import Project


def made_up(number: int, start: int) -> list[Project]:
    """Return so many projects, the same for the same ``start``."""
    found: list[Project] = []

    @seed(start)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(projects())
    def collect(project: Project) -> None:
        found.append(with_gaps(project, random.Random(len(found))))

    collect()
    return found[:number]


def with_gaps(project: Project, chance: random.Random) -> Project:
    """Return the project with half of its blank figures stated by nobody, and some effects that are errors."""
    (statement,) = project.statements
    cells = [(line.id, period) for line in statement.lines for period in statement.periods]
    unknown = {cell for cell in cells if statement.figure(*cell) is None and chance.random() < 0.5}
    adjustments = tuple(
        replace(
            each,
            unknown=frozenset(chance.sample(cells, 1)) - each.entries.keys() if chance.random() < 0.3 else frozenset(),
        )
        for each in project.adjustments
    )
    return replace(
        project,
        statements=(replace(statement, unknown=frozenset(unknown)),),
        adjustments=adjustments,
        enabled=frozenset(),
    )
