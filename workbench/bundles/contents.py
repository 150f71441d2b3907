"""What a bundle is made of: the request, and the files that belong to a project, wherever they lie."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from workbench.bundles.manifest import Accepted, MemberRole
from workbench.checks import ChecksRun
from workbench.domain.evidence import EvidenceKind
from workbench.domain.findings import Finding
from workbench.domain.project import Project
from workbench.engine import Results
from workbench.evidence_files import MOST_FOLDERS_BESIDE, possible_places
from workbench.exporting.appendix.document import Document, PaintPdf
from workbench.exporting.appendix.docx_template import Template
from workbench.exporting.output_files import possible_paths
from workbench.phrases import ENGLISH, Words
from workbench.presentation.publication import accepted_failures
from workbench.wording import message_of

UNUSABLE = re.compile(r'[<>:"|?*\x00-\x1f]')
"""Characters that no Windows file may have in its name."""


@dataclass(frozen=True)
class BundleRequest:
    """``document``: the appendix, or its draft. ``files``: those that were read; ``folder``: where the project lies.

    ``paint``: writes a PDF, where something can.
    """

    results: Results
    checks_run: ChecksRun
    document: Document
    words: Words
    files: tuple[Path, ...]
    folder: Path | None
    template: Template | None = None
    paint: PaintPdf | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that belongs into a bundle. ``places``: where it may be; ``sha256``: what it has to be."""

    role: MemberRole
    name: str
    path: str
    sha256: str
    places: tuple[Path, ...]


def accepted_in(project: Project, findings: Iterable[Finding]) -> tuple[Accepted, ...]:
    """Return the failing checks that somebody accepted, as a manifest says them: in English."""
    return tuple(
        Accepted(finding.check, message_of(finding, ENGLISH), known.reason, known.by, known.at.isoformat())
        for finding, known in accepted_failures(project, findings)
    )


def wanted_files(project: Project, files: Collection[Path], folder: Path | None) -> Iterator[Wanted]:
    """Yield the sources and the files of evidence, each with its place in the bundle, where the project finds it."""
    for source in project.sources:
        given = [path for path in files if path.name == source.name]
        yield Wanted(
            MemberRole.SOURCE,
            source.name,
            _safe_path((source.name,)),
            source.sha256,
            (*given, *possible_paths(source, folder)),
        )
    seen: set[tuple[str, str]] = set()
    for shown in project.evidence.values():
        if shown.kind is EvidenceKind.FILE and (shown.content, shown.sha256) not in seen:
            seen.add((shown.content, shown.sha256))
            places = tuple(possible_places(shown.content, folder))
            yield Wanted(MemberRole.EVIDENCE, shown.content, _place_of_evidence(shown.content), shown.sha256, places)


def _place_of_evidence(content: str) -> str:
    """Return where a file of evidence is looked for beside the project: its path, or the end of an absolute one."""
    windows = PureWindowsPath(content)
    if windows.drive or windows.root:
        return _safe_path(windows.parts[1:][-MOST_FOLDERS_BESIDE:])
    return _safe_path(PurePosixPath(content).parts)


def _safe_path(parts: Collection[str]) -> str:
    """Return a path within a bundle, which leads nowhere else and can be unpacked everywhere."""
    safe = (UNUSABLE.sub("_", part.replace("/", "_").replace("\\", "_")).rstrip(". ") for part in parts)
    return "/".join(part or "_" for part in safe)


def free_path(path: str, taken: Collection[str]) -> str:
    """Return ``path``, or one with a number if that is taken, without regard to case."""
    known = {other.casefold() for other in taken}
    stem, dot, ending = path.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and "/" not in ending else (path, "")
    number, free = 2, path
    while free.casefold() in known:
        free, number = f"{stem} ({number}){ending}", number + 1
    return free
