"""What may be written where: never over a source, never over a workbook that is somebody's work."""

import hashlib
import re
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from workbench.domain.project import Project
from workbench.domain.review_workbook import PROGRAM
from workbench.domain.sources import SourceFile
from workbench.errors import WorkbenchError
from workbench.files import stamp

WORKBOOK_SUFFIX = ".xlsx"
MARK = ("Written by", PROGRAM)
"""A property of each workbook that the program writes; it stays where another program saves it."""
MARK_PART, CORE_PART, APPLICATION_PART = "docProps/custom.xml", "docProps/core.xml", "docProps/app.xml"
LARGEST_PART = 100_000
APPLICATION, VERSION = b"<Application>Microsoft Excel</Application>", b"<AppVersion>12.0000</AppVersion>"
"""What XlsxWriter says of the application; Excel itself names a later version, others name themselves."""
OF_ANOTHER_COMPUTER = ("//", "\\\\")
SAVED = re.compile(rb"<dcterms:(created|modified)[^>]*>([^<]*)<")


def refuse_source(project: Project, path: Path, beside: Path | None = None) -> None:
    """Raise WorkbenchError where ``path`` is a source of the project: by its bytes, wherever it is, or by its place.

    ``beside``: the folder of the project, where its sources may lie too.
    """
    if stamp(path) is None:
        return
    if any(_is_same(path, source, beside) for source in project.sources):
        raise WorkbenchError(f"{path} is a source of this project; sources are never written to. Name another file.")


def places_of(source: SourceFile, beside: Path | None) -> list[Path]:
    """Return where a source may lie: beside the project, and where it was imported from.

    A project comes from others too: only a plain name is looked for, and no other computer is asked.
    """
    is_plain = source.name == PurePosixPath(source.name).name == PureWindowsPath(source.name).name
    is_local = source.folder and not source.folder.startswith(OF_ANOTHER_COMPUTER)
    folders = [*([beside] if beside else []), *([Path(source.folder)] if is_local else [])]
    return [folder / source.name for folder in folders] if is_plain else []


def _is_same(path: Path, source: SourceFile, beside: Path | None) -> bool:
    if holds(path, source):
        return True
    with suppress(OSError):
        return any(place.exists() and place.samefile(path) for place in places_of(source, beside))
    return False


def holds(path: Path, source: SourceFile) -> bool:
    """True where the file at ``path`` is the source, byte for byte; it is read where its size says that it may be."""
    now = stamp(path)
    if now is None or now.size != source.size:
        return False
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == source.sha256
    return False


def refuse_work_of_others(path: Path, instead: str = "Name another file.") -> None:
    """Raise WorkbenchError where a workbook stands at ``path`` that this program did not write, or not alone.

    ``instead``: what the user can do.
    """
    if path.suffix.lower() != WORKBOOK_SUFFIX or stamp(path) is None:
        return
    if not is_marked(path):
        raise WorkbenchError(f"{path} was not written by this program and would be lost. {instead}")
    if not is_untouched(path):
        raise WorkbenchError(
            f"{path} has been changed since this program wrote it; the changes would be lost. {instead}"
        )


def is_marked(path: Path) -> bool:
    """True where this program wrote the workbook, whoever saved it since."""
    return PROGRAM.encode() in _part(path, MARK_PART)


def is_untouched(path: Path) -> bool:
    """True where nothing else has saved the workbook since this program wrote it."""
    application = _part(path, APPLICATION_PART)
    saved = dict(SAVED.findall(_part(path, CORE_PART)))
    is_ours = APPLICATION in application and VERSION in application
    return is_ours and len(saved) == 2 and saved[b"created"] == saved[b"modified"]


def _part(path: Path, name: str) -> bytes:
    """Return one part of a workbook; nothing where it has none, it is none, or the part is larger than ours are."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name) if archive.getinfo(name).file_size <= LARGEST_PART else b""
    except (OSError, EOFError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return b""
