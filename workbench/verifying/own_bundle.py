"""A bundle: each member byte for byte, then its project, its review workbook and its appendix, calculated again."""

import errno
import hashlib
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.bundles import MANIFEST, Manifest, Member
from workbench.bundles.manifest import LARGEST_MANIFEST, NotAManifest, read_manifest
from workbench.errors import WorkbenchError
from workbench.phrases import phrase
from workbench.verifying.bundle_contents import compare_contents
from workbench.verifying.verification import Checked, Deviation, DeviationKind, Verification
from workbench.workbooks.prescan import DAMAGED

CHUNK = 1 << 20
MOST_MEMBERS = 10_000
LARGEST_BUNDLE = 4_000_000_000


def is_bundle(path: Path) -> bool:
    """True for an archive that is no workbook, by its name."""
    return path.suffix.lower() == ".zip"


def verify_bundle(path: Path, given: Sequence[Path], password: str) -> Verification:
    """Verify a bundle: its members against its manifest, then what they come to. ``given``: other sources.

    Raises WorkbenchError if it is none of this program's.
    """
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory(prefix="bundle") as folder:
            manifest = _manifest(archive, path)
            if manifest is None:
                changed = phrase("{member} has been changed.", member=MANIFEST)
                deviation = Deviation(DeviationKind.MEMBER, changed, MANIFEST)
                return Verification(path.name, "", "", Checked(), (deviation,), ())
            deviations = tuple(_unpack(archive, manifest, Path(folder)))
            verification = Verification(path.name, manifest.entity, manifest.fingerprint, Checked(), deviations, ())
            if deviations:
                return verification
            return compare_contents(verification, manifest, Path(folder), given, password)
    except FileNotFoundError:
        raise WorkbenchError(
            "{path} cannot be opened: there is no such file. Check the path.", path=str(path)
        ) from None
    except DAMAGED:
        raise WorkbenchError("{file} is damaged, or is no bundle of this program.", file=path.name) from None
    except OSError as error:
        raise WorkbenchError("{path} cannot be read: {reason}.", path=str(path), reason=str(error.strerror)) from None


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest | None:
    """Return the manifest; None if it was changed. Raises WorkbenchError if there is none."""
    entries = archive.infolist()
    if MANIFEST not in archive.namelist() or len(entries) > MOST_MEMBERS:
        raise WorkbenchError(
            "{file} has no {manifest}: it is no bundle of this program. Name a bundle, a review workbook or a project.",
            file=path.name,
            manifest=MANIFEST,
        )
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        return None
    try:
        return read_manifest(_content(archive, MANIFEST))
    except (NotAManifest, *DAMAGED):
        return None


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member, of which no more is unpacked than it claims."""
    with archive.open(name) as stream:
        return stream.read(LARGEST_MANIFEST + 1)


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> Iterator[Deviation]:
    """Unpack the members, and yield those that are missing, changed, or in no manifest."""
    names = archive.namelist()
    known = {member.path for member in manifest.members}
    for name in dict.fromkeys(names):
        if name != MANIFEST and name not in known:
            message = phrase("{member} is in the bundle, but not in its manifest.", member=name)
            yield Deviation(DeviationKind.MEMBER, message, name)
        elif names.count(name) > 1:
            message = phrase("{member} is in the bundle twice.", member=name)
            yield Deviation(DeviationKind.MEMBER, message, name)
    if sum(abs(member.size) for member in manifest.members) > LARGEST_BUNDLE:
        raise WorkbenchError("The bundle unpacks to more than {megabytes} MB.", megabytes=LARGEST_BUNDLE // 1_000_000)
    for member in manifest.members:
        if member.path not in names:
            message = phrase("{member} is missing from the bundle.", member=member.path)
            yield Deviation(DeviationKind.MEMBER, message, member.path)
        elif not _unpack_member(archive, member, folder):
            message = phrase("{member} has been changed since the bundle was written.", member=member.path)
            yield Deviation(DeviationKind.MEMBER, message, member.path)


def _unpack_member(archive: zipfile.ZipFile, member: Member, folder: Path) -> bool:
    """Write a member beneath ``folder``; False if it is not what the manifest says, or has a name for no file."""
    target = (folder / member.path).resolve()
    if not target.is_relative_to(folder.resolve()) or archive.getinfo(member.path).file_size != member.size:
        return False
    digest = hashlib.sha256()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member.path) as stream, target.open("xb") as file:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                file.write(chunk)
    except DAMAGED:
        return False
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise WorkbenchError("The bundle cannot be unpacked: {reason}.", reason=str(error.strerror)) from None
        return False
    return digest.hexdigest() == member.sha256
