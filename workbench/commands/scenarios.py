"""Keeping sets of switches under a name. One is applied with ``SwitchTo``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.adjustments import require_adjustment
from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.ids import AdjustmentId
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.domain.subjects import ScenarioSubject
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError
from workbench.phrases import phrase_of_list

SCENARIO, SCENARIO_NAME = "scenario", "scenario name"
"""The attributes that these commands alter: the ids of the differences that are on, and the name."""


@dataclass(frozen=True, slots=True)
class KeepScenario(Command):
    """Keep a set of switches under a name, in place of the one that has it.

    Raises WorkbenchError without a name, or if one of ``on`` is not a difference of the project.
    """

    name: str
    on: frozenset[AdjustmentId]

    def describe(self, project: Project) -> Fact:
        return fact("keep-scenario", name=self.name.strip())

    def alterations(self, project: Project) -> Iterator[Alteration]:
        name = self.name.strip()
        old, new = switches_in(project, name), _in_order(project, self.on)
        yield Alteration(ScenarioSubject(name), SCENARIO, name, old, new)

    def apply(self, project: Project) -> Project:
        name = self.name.strip()
        _refuse_name(project, name, but=name)
        for adjustment in self.on:
            require_adjustment(project, adjustment)
        if project.scenarios.get(name) == self.on:
            return project
        return replace(project, scenarios=project.scenarios.with_items({name: self.on}))


@dataclass(frozen=True, slots=True)
class RenameScenario(Command):
    """Give a scenario another name; it stays in its place. Raises WorkbenchError if another one has the name."""

    name: str
    new_name: str

    def describe(self, project: Project) -> Fact:
        return fact("rename-scenario", name=self.name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield Alteration(ScenarioSubject(self.name), SCENARIO_NAME, self.name, self.name, self.new_name.strip())

    def apply(self, project: Project) -> Project:
        require_scenario(project, self.name)
        new_name = self.new_name.strip()
        _refuse_name(project, new_name, but=self.name)
        if new_name == self.name:
            return project
        renamed = {new_name if name == self.name else name: on for name, on in project.scenarios.items()}
        return replace(project, scenarios=Map(renamed))


@dataclass(frozen=True, slots=True)
class RemoveScenario(Command):
    """Take a scenario out. No difference is switched."""

    name: str

    def describe(self, project: Project) -> Fact:
        return fact("remove-scenario", name=self.name)

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield Alteration(ScenarioSubject(self.name), SCENARIO, self.name, switches_in(project, self.name), None)

    def apply(self, project: Project) -> Project:
        require_scenario(project, self.name)
        return replace(project, scenarios=project.scenarios.without(self.name))


def switches_in(project: Project, name: str) -> FactValue | None:
    """Return the ids of the differences that are on in a scenario, as listed; None if there is no such scenario."""
    on = project.scenarios.get(name)
    return None if on is None else _in_order(project, on)


def without_difference(project: Project, removed: AdjustmentId) -> Project:
    """Return ``project`` with a difference in no scenario."""
    changed = {name: on - {removed} for name, on in project.scenarios.items() if removed in on}
    return replace(project, scenarios=project.scenarios.with_items(changed)) if changed else project


def require_scenario(project: Project, name: str) -> frozenset[AdjustmentId]:
    """Return the differences that are on in a scenario. Raises WorkbenchError if the project has none of that name."""
    if name in project.scenarios:
        return project.scenarios[name]
    if not project.scenarios:
        raise WorkbenchError("There is no scenario '{name}'. Keep the switches under this name first.", name=name)
    choices = phrase_of_list(tuple(project.scenarios), may_have_commas=True)
    raise WorkbenchError("There is no scenario '{name}'. Choose one of: {choices}.", name=name, choices=choices)


def _in_order(project: Project, on: frozenset[AdjustmentId]) -> FactValue:
    return tuple(adjustment for adjustment in project.adjustment_by_id if adjustment in on)


def _refuse_name(project: Project, name: str, but: str) -> None:
    """Raise WorkbenchError unless a scenario can have ``name``: none but ``but`` has it, whatever its case."""
    if not name:
        raise WorkbenchError("A scenario needs a name. Enter one.")
    refuse_unwritable(name)
    for known in project.scenarios:
        if known != but and known.casefold() == name.casefold():
            raise WorkbenchError("There is already a scenario '{name}'. Choose another name.", name=known)
