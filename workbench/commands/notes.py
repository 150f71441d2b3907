"""Edits of the note on the reconciliation. That on a difference is part of its description. No figure changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.commands.command import Command, refuse_unwritable
from workbench.domain.facts import Fact, fact
from workbench.domain.project import Project
from workbench.domain.subjects import PROJECT
from workbench.domain.trail import Alteration

NOTE_ON_ALL = "note on the reconciliation"
"""The attribute of a project that is altered here."""


@dataclass(frozen=True, slots=True)
class WriteNote(Command):
    """Set the note on the reconciliation as a whole; "" for none."""

    note: str

    def describe(self, project: Project) -> Fact:
        return fact("write-note")

    def alterations(self, project: Project) -> Iterator[Alteration]:
        if project.note != self.note.strip():
            yield Alteration(PROJECT, NOTE_ON_ALL, project.entity, project.note, self.note.strip())

    def apply(self, project: Project) -> Project:
        refuse_unwritable(self.note)
        note = self.note.strip()
        return project if note == project.note else replace(project, note=note)
