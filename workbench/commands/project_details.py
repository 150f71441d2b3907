"""Edits of what the whole project is called: its entity, its unit, and its two frameworks. No figure changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.amounts import MOST_ZEROS
from workbench.domain.facts import Fact, FactValue, fact
from workbench.domain.frameworks import Framework, Frameworks
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT
from workbench.domain.trail import Alteration
from workbench.errors import WorkbenchError

ENTITY, CURRENCY, SCALE, FRAMEWORKS = "entity", "currency", "scale", "frameworks"
DETAILS = (ENTITY, CURRENCY, SCALE, FRAMEWORKS)
"""The attributes of a project that are altered here.

Both frameworks are one, each its name, short name and heading: two that were exchanged fit only together.
"""
LONGEST_NAME = 120
"""The most characters of a name that heads a column."""


@dataclass(frozen=True, slots=True)
class DescribeProject(Command):
    """Say whose figures these are, what one unit of money stands for, and between which frameworks they lead."""

    entity: str
    currency: str
    scale: int
    source: Framework
    target: Framework

    @classmethod
    def of(cls, project: Project) -> "DescribeProject":
        """Return the edit that leaves ``project`` as it is."""
        return cls(project.entity, project.currency, project.scale, *project.frameworks)

    def describe(self, project: Project) -> Fact:
        return fact("describe-project")

    def alterations(self, project: Project) -> Iterator[Alteration]:
        before, after = details_of(project), details_of(self.apply(project))
        for attribute, old in before.items():
            if old != after[attribute]:
                yield Alteration(PROJECT, attribute, project.entity, old, after[attribute])

    def apply(self, project: Project) -> Project:
        entity, currency = _plain(self.entity), _plain(self.currency)
        frameworks = Frameworks(*(_plain_framework(framework) for framework in (self.source, self.target)))
        if not all(framework.name for framework in frameworks):
            raise WorkbenchError("Each framework needs a name. Enter one.")
        if frameworks.source.name.casefold() == frameworks.target.name.casefold():
            raise WorkbenchError(
                "Both frameworks are called '{name}'. Give them different names.", name=frameworks.source.name
            )
        if self.scale not in [10**zeros for zeros in range(MOST_ZEROS + 1)]:
            raise WorkbenchError(
                "Amounts are in units of {scale:,}. Choose a power of ten, such as {example:,}.",
                scale=self.scale,
                example=1_000,
            )
        described = (entity, currency, self.scale, frameworks)
        if described == (project.entity, project.currency, project.scale, project.frameworks):
            return project
        return replace(project, entity=entity, currency=currency, scale=self.scale, frameworks=frameworks)


def details_of(project: Project) -> dict[str, FactValue]:
    """Return what ``DescribeProject`` says, by attribute."""
    return {
        ENTITY: project.entity,
        CURRENCY: project.currency,
        SCALE: project.scale,
        FRAMEWORKS: tuple(
            (framework.name, framework.short_name, framework.heading) for framework in project.frameworks
        ),
    }


def with_detail(project: Project, attribute: str, value: FactValue) -> DescribeProject:
    """Return the edit that gives one attribute another value; frameworks as the tuples of their texts."""
    details: dict[str, Any] = {attribute: value}
    if attribute == FRAMEWORKS:
        source, target = details[FRAMEWORKS]
        details = {"source": Framework(*source), "target": Framework(*target)}
    return replace(DescribeProject.of(project), **details)


def _plain(text: str) -> str:
    refuse_unwritable(text)
    plain = " ".join(text.split())
    if len(plain) > LONGEST_NAME:
        raise WorkbenchError(
            "'{text}…' is longer than {longest} characters. Shorten it.", text=plain[:30], longest=LONGEST_NAME
        )
    return plain


def _plain_framework(framework: Framework) -> Framework:
    return Framework(_plain(framework.name), _plain(framework.short_name), _plain(framework.heading))
