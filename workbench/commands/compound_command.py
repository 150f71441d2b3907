"""Several edits as one entry of the history, such as a paste over figures and entries."""

from dataclasses import dataclass

from workbench.commands.command import Command
from workbench.domain.project import Project


@dataclass(frozen=True, slots=True)
class CompoundCommand(Command):
    """Do ``commands`` one after another, all or none."""

    description: str
    commands: tuple[Command, ...]

    def label(self, project: Project) -> str:
        return self.description

    def apply(self, project: Project) -> Project:
        for command in self.commands:
            project = command.apply(project)
        return project
