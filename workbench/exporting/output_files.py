"""Which files may be overwritten: never a source or evidence, never a file with someone else's work."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from workbench.domain.evidence import EvidenceKind
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.domain.sources import SourceFile
from workbench.errors import WorkbenchError
from workbench.evidence_files import possible_places
from workbench.files import stamp
from workbench.phrases import Phrase, phrase

WORKBOOK_SUFFIX, DOCUMENT_SUFFIX, PDF_SUFFIX, BUNDLE_SUFFIX = ".xlsx", ".docx", ".pdf", ".zip"
MARKED_SUFFIXES = (WORKBOOK_SUFFIX, DOCUMENT_SUFFIX, PDF_SUFFIX, BUNDLE_SUFFIX)
"""The kinds of files in which other people work, and which say who wrote them."""
MARK = ("Written by", PROGRAM)
"""A document property of each workbook that the program writes; other programs keep it when they save."""
MARK_PART, CORE_PART, APPLICATION_PART = "docProps/custom.xml", "docProps/core.xml", "docProps/app.xml"
MANIFEST_PART = "manifest.json"
LARGEST_PART, LARGEST_PDF = 1_000_000, 100_000_000
END_OF_PDF = b"%%EOF"
"""Stands in a PDF once; once more for each time that somebody saved notes on its pages."""
APPLICATION, VERSION = b"<Application>Microsoft Excel</Application>", b"<AppVersion>12.0000</AppVersion>"
"""The application property that XlsxWriter writes; Excel writes a later version, other programs their own name."""
ANOTHER_FILE = phrase("Choose another path.")
OF_ANOTHER_COMPUTER = ("//", "\\\\")
SAVED = re.compile(rb"<dcterms:(created|modified)[^>]*>([^<]*)<")


def refuse_own_files(project: Project, path: Path, project_folder: Path | None = None) -> None:
    """Raise WorkbenchError if ``path`` is a source of the project, by content or by location, or a file of evidence.

    ``project_folder``: where they may be, in addition to the folder in which they were.
    """
    if stamp(path) is None:
        return
    if any(_is_same(path, source, project_folder) for source in project.sources):
        raise WorkbenchError(
            "{path} is a source of this project, and sources are never overwritten. Choose another path.",
            path=str(path),
        )
    shown = (known.content for known in project.evidence.values() if known.kind is EvidenceKind.FILE)
    if any(_is_at(path, possible_places(content, project_folder)) for content in shown):
        raise WorkbenchError(
            "{path} is evidence of this project, and evidence is never overwritten. Choose another path.",
            path=str(path),
        )


def possible_paths(source: SourceFile, project_folder: Path | None) -> list[Path]:
    """Return the paths at which a source may be: beside the project, and where it was imported from.

    A project may come from an untrusted sender: look only for plain names, and never on another computer.
    """
    is_plain = source.name == PurePosixPath(source.name).name == PureWindowsPath(source.name).name
    is_local = source.folder and not source.folder.startswith(OF_ANOTHER_COMPUTER)
    folders = [*([project_folder] if project_folder else []), *([Path(source.folder)] if is_local else [])]
    return [folder / source.name for folder in folders] if is_plain else []


def _is_same(path: Path, source: SourceFile, project_folder: Path | None) -> bool:
    return is_copy_of(path, source) or _is_at(path, possible_paths(source, project_folder))


def _is_at(path: Path, places: Iterable[Path]) -> bool:
    with suppress(OSError, ValueError):
        return any(place.exists() and place.samefile(path) for place in places)
    return False


def is_copy_of(path: Path, source: SourceFile) -> bool:
    """True if the file at ``path`` is the source, byte for byte; it is only read if its size matches."""
    present = stamp(path)
    if present is None or present.size != source.size:
        return False
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == source.sha256
    return False


def refuse_work_of_others(path: Path, instead: Phrase = ANOTHER_FILE) -> None:
    """Raise WorkbenchError if ``path`` was written by another program, or saved by one since, and can say so.

    ``instead``: what the user can do.
    """
    if path.suffix.lower() not in MARKED_SUFFIXES or stamp(path) is None:
        return
    if not is_marked(path):
        raise WorkbenchError(
            "{path} was not written by this program and would be overwritten. {instead}",
            path=str(path),
            instead=instead,
        )
    if not is_untouched(path):
        raise WorkbenchError(
            "{path} has been changed since this program wrote it, and the changes would be lost. {instead}",
            path=str(path),
            instead=instead,
        )


def is_marked(path: Path) -> bool:
    """True if this program wrote the file, even if another one has saved it since."""
    if path.suffix.lower() == PDF_SUFFIX:
        return PROGRAM.encode() in _read_pdf(path)
    part = MANIFEST_PART if path.suffix.lower() == BUNDLE_SUFFIX else MARK_PART
    return PROGRAM.encode() in _read_part(path, part)


def is_untouched(path: Path) -> bool:
    """True if no other program has saved the file since this one wrote it."""
    if path.suffix.lower() == BUNDLE_SUFFIX:
        return True
    if path.suffix.lower() == PDF_SUFFIX:
        return _read_pdf(path).count(END_OF_PDF) == 1
    application = _read_part(path, APPLICATION_PART)
    saved = dict(SAVED.findall(_read_part(path, CORE_PART)))
    is_ours = path.suffix.lower() == DOCUMENT_SUFFIX or (APPLICATION in application and VERSION in application)
    return is_ours and len(saved) == 2 and saved[b"created"] == saved[b"modified"]


def _read_pdf(path: Path) -> bytes:
    """Return what is in a PDF; nothing if it is unreadable, or larger than this program writes."""
    with suppress(OSError):
        return path.read_bytes() if path.stat().st_size <= LARGEST_PDF else b""
    return b""


def _read_part(path: Path, name: str) -> bytes:
    """Return one part of a workbook; empty if missing, unreadable, or larger than this program writes."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name) if archive.getinfo(name).file_size <= LARGEST_PART else b""
    except (OSError, EOFError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return b""
