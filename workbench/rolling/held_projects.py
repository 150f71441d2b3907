"""The earlier projects from which a roll-forward takes what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz

from workbench.domain.periods import PeriodId
from workbench.domain.project import Project
from workbench.domain.sources import SourceFile
from workbench.domain.statements import Statement
from workbench.errors import WorkbenchError
from workbench.importing.language.vocabulary import normalise

SAME_COMPANY = 60.0
"""The least similarity of two names of one company, from 0 to 100, as an import has it."""


@dataclass(frozen=True)
class HeldProject:
    """An earlier project, and its file: name, hash, size and folder."""

    project: Project
    file: SourceFile

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def last_day(self) -> date:
        """The last day of the periods that are its own."""
        return max(self.project.periods[period].end for period in _own_periods(self.project))

    def holds(self, statement: Statement, period: PeriodId) -> bool:
        """Return whether a statement of it states a figure for a period."""
        if period not in statement.column_of:
            return False
        column = statement.column_of[period]
        return any(row[column] is not None for row in statement.figures.values()) or period in statement.reconciled


def _own_periods(project: Project) -> set[PeriodId]:
    """Return the periods of the statements, without those that a roll-forward took over; all if it took over all."""
    shown = {(statement.id, period) for statement in project.statements for period in statement.periods}
    own = {period for key, period in shown if (key, period) not in project.comparatives}
    return own or {period for _, period in shown}


def in_order(held: Sequence[HeldProject]) -> tuple[HeldProject, ...]:
    """Return the projects, the latest first. Raises WorkbenchError if there are none or they do not belong together."""
    if not held:
        raise WorkbenchError("There is no project to roll forward. Name at least one.")
    for each in held:
        if not each.project.statements or not each.project.periods:
            raise WorkbenchError("{file} has no statements to roll forward. Choose another.", file=each.name)
    ordered = tuple(sorted(held, key=lambda each: (each.last_day, each.name), reverse=True))
    base, *others = ordered
    names = [each.name for each in ordered]
    for name in names:
        if names.count(name) > 1:
            raise WorkbenchError("Two projects are called {file}. Rename one of them.", file=name)
    for other in others:
        _refuse_another_company(base, other)
        if other.project.currency != base.project.currency:
            raise WorkbenchError(
                "{file} is in {currency}, and {other} in {others}. Amounts in two currencies cannot stand side by "
                "side: leave one of the projects out.",
                file=base.name,
                currency=base.project.currency or "?",
                other=other.name,
                others=other.project.currency or "?",
            )
    return ordered


def _refuse_another_company(base: HeldProject, other: HeldProject) -> None:
    if not is_same_company(base.project.entity, other.project.entity):
        raise WorkbenchError(
            "{file} is of {entity}, and {other} of {others}. Leave one of the projects out.",
            file=base.name,
            entity=base.project.entity,
            other=other.name,
            others=other.project.entity,
        )


def is_same_company(name: str, other: str) -> bool:
    """Return whether two names may be of one company; an unknown name may."""
    names = [normalise(text) for text in (name, other)]
    return not all(names) or fuzz.token_set_ratio(*names) >= SAME_COMPANY


def factor_between(project: Project, other: Project) -> Decimal:
    """Return by how much money of ``other`` is multiplied to be in the unit of ``project``."""
    return Decimal(other.scale) / Decimal(project.scale)
