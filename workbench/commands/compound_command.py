"""Several edits as one step of the history: a paste over figures and entries."""

from dataclasses import dataclass

from workbench.commands.command import Command
from workbench.domain.project import Project


@dataclass(frozen=True, slots=True)
class CompoundCommand(Command):
    """Do ``commands`` one after another, all or none."""

    what: str
    commands: tuple[Command, ...]

    def label(self, project: Project) -> str:
        return self.what

    def apply(self, project: Project) -> Project:
        for command in self.commands:
            project = command.apply(project)
        return project
