"""A bundle: each member byte for byte, then its project, its review workbook and its appendix, calculated again."""

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.bundles import MANIFEST, Manifest, Member, MemberRole
from workbench.bundles.manifest import LARGEST_MANIFEST, NotAManifest, read_manifest
from workbench.checks import run_checks
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.exporting.appendix.composing import compose
from workbench.exporting.appendix.docx_file import write_docx
from workbench.exporting.fingerprint import fingerprint
from workbench.languages import available_languages, words_in
from workbench.phrases import ENGLISH, phrase
from workbench.presentation.publication import causes_against
from workbench.store import load
from workbench.verifying.own_project import verify_project
from workbench.verifying.own_workbook import verify_review_workbook
from workbench.verifying.verification import Checked, Deviation, DeviationKind, Unverified, Verification

CHUNK = 1 << 20
MOST_MEMBERS = 10_000
LARGEST_BUNDLE = 4_000_000_000
BODY = "word/document.xml"
DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


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
            return _with_contents(verification, manifest, Path(folder), given, password)
    except FileNotFoundError:
        raise WorkbenchError(
            "{path} cannot be opened: there is no such file. Check the path.", path=str(path)
        ) from None
    except DAMAGED:
        raise WorkbenchError("{file} is damaged, or is no bundle of this program.", file=path.name) from None


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
    except (NotAManifest, zipfile.BadZipFile, zlib.error, EOFError):
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
    if sum(member.size for member in manifest.members) > LARGEST_BUNDLE:
        raise WorkbenchError("The bundle unpacks to more than {megabytes} MB.", megabytes=LARGEST_BUNDLE // 1_000_000)
    for member in manifest.members:
        if member.path not in names:
            message = phrase("{member} is missing from the bundle.", member=member.path)
            yield Deviation(DeviationKind.MEMBER, message, member.path)
        elif not _unpack_member(archive, member, folder):
            message = phrase("{member} has been changed since the bundle was written.", member=member.path)
            yield Deviation(DeviationKind.MEMBER, message, member.path)


def _unpack_member(archive: zipfile.ZipFile, member: Member, folder: Path) -> bool:
    """Write a member beneath ``folder``; False if it is not what the manifest says."""
    target = (folder / member.path).resolve()
    if not target.is_relative_to(folder.resolve()) or archive.getinfo(member.path).file_size != member.size:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        with archive.open(member.path) as stream, target.open("wb") as file:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                file.write(chunk)
    except DAMAGED:
        return False
    return digest.hexdigest() == member.sha256


def _with_contents(
    verification: Verification, manifest: Manifest, folder: Path, given: Sequence[Path], password: str
) -> Verification:
    """Return the verification with that of the project, the review workbook and the appendix."""
    sources = [*(folder / member.path for member in manifest.of_role(MemberRole.SOURCE)), *given]
    deviations: list[Deviation] = []
    unverified = [
        Unverified("lacking", phrase("{file} is not in the bundle: {why}.", file=lacking.name, why=lacking.why))
        for lacking in manifest.lacking
    ]
    checked = Checked()
    for member in manifest.of_role(MemberRole.PROJECT):
        project = verify_project(folder / member.path, sources, password)
        deviations += project.deviations
        unverified += project.unverified
        checked = project.checked
        deviations += _project_and_appendix(folder, member, manifest)
    for member in manifest.of_role(MemberRole.REVIEW):
        review = verify_review_workbook(folder / member.path, sources, password)
        # what fails there fails in the project too, whose accepted failures are known
        deviations += (known for known in review.deviations if known.kind is not DeviationKind.CHECK)
        unverified += review.unverified
        checked = replace(checked, formulas=checked.formulas + review.checked.formulas)
    checked = replace(checked, members=len(manifest.members))
    return replace(
        verification,
        checked=checked,
        deviations=tuple(deviations),
        unverified=tuple({known.key: known for known in unverified}.values()),
    )


def _project_and_appendix(folder: Path, member: Member, manifest: Manifest) -> Iterator[Deviation]:
    """Yield that the project has another fingerprint, or that the appendix is not what it comes to."""
    results = Engine().results(load(folder / member.path))
    if fingerprint(results) != manifest.fingerprint:
        message = phrase("{member} has another fingerprint than the manifest says.", member=member.path)
        yield Deviation(DeviationKind.MEMBER, message, member.path)
        return
    words = words_in(manifest.language) if manifest.language in available_languages() else ENGLISH
    causes = causes_against(results.project, run_checks(results).findings)
    document = compose(results, causes, words, is_draft=manifest.draft is not None)
    for appendix in manifest.of_role(MemberRole.APPENDIX):
        if appendix.path.lower().endswith(".docx"):
            anew = folder / "appendix composed anew.docx"
            write_docx(document, anew)
            if _body(anew) != _body(folder / appendix.path):
                message = phrase("{member} is not what the project comes to.", member=appendix.path)
                yield Deviation(DeviationKind.MEMBER, message, appendix.path)


def _body(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(BODY)
