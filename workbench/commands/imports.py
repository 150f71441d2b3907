"""Taking over the project that an import made: one entry of the history, like any other edit."""

from dataclasses import dataclass

from workbench.commands.command import Command
from workbench.domain.project import Project


@dataclass(frozen=True, slots=True)
class TakeImport(Command):
    """Put ``imported`` in place of the project."""

    imported: Project

    def label(self, project: Project) -> str:
        return f"Import {', '.join(source.name for source in self.imported.sources)}"

    def apply(self, project: Project) -> Project:
        return self.imported
