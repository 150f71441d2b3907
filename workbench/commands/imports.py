"""Adopting the project that an import produced: one step of the history, like any other edit."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.commands.command import Command
from workbench.commands.compound_command import Edit
from workbench.domain.facts import Fact, fact
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT
from workbench.domain.trail import Alteration

IMPORTED = "imported"
"""The attribute of the project that an import alters: its sources."""


@dataclass(frozen=True, slots=True)
class TakeImport(Command):
    """Replace the project with ``imported``, and reapply ``edits``, the user's changes since then (``rebase``)."""

    imported: Project
    edits: tuple[Edit, ...] = ()

    def describe(self, project: Project) -> Fact:
        return fact("import", files=tuple(source.name for source in self.imported.sources))

    def alterations(self, project: Project) -> Iterator[Alteration]:
        yield Alteration(PROJECT, IMPORTED, _names(self.imported), _names(project), _names(self.imported))
        taken = self.imported
        for edit in self.edits:
            yield from edit.alterations(taken)
            taken = edit.apply(taken)

    def apply(self, project: Project) -> Project:
        taken = self.imported
        for edit in self.edits:
            taken = edit.apply(taken)
        return taken


def _names(project: Project) -> str:
    return ", ".join(source.name for source in project.sources)
