"""The paths of evidence when a project is saved in another folder: what was found from there is found from here."""

from dataclasses import replace
from pathlib import Path

from workbench.commands import ChangeEvidence, CompoundCommand
from workbench.domain.evidence import Evidence, EvidenceKind
from workbench.domain.facts import fact
from workbench.domain.project import Project
from workbench.evidence_files import find_file, path_to_keep


def command_for_folder(project: Project, before: Path | None, folder: Path) -> CompoundCommand | None:
    """Return the step after which each file is kept by its path from ``folder``; None if all paths stay.

    ``before``: the folder in which the project was; None if in none. A file that is nowhere keeps its path.
    """
    edits = tuple(
        replace(ChangeEvidence.of(shown), content=path)
        for shown in project.evidence.values()
        if shown.kind is EvidenceKind.FILE and (path := _path_from(shown, before, folder)) != shown.content
    )
    return CompoundCommand(fact("move-evidence", count=len(edits)), edits) if edits else None


def _path_from(shown: Evidence, before: Path | None, folder: Path) -> str:
    place = find_file(shown, before)
    return path_to_keep(place, folder) if place else shown.content
