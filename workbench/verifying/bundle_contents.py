"""What the members of a bundle come to: project, review workbook and appendix, calculated again and compared."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.bundles import MANIFEST, Manifest, Member, MemberRole, accepted_in, wanted_files
from workbench.checks import run_checks
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.exporting.appendix.composing import compose
from workbench.exporting.appendix.docx_file import write_docx
from workbench.exporting.appendix.docx_template import Template, read_template
from workbench.languages import available_languages, words_in
from workbench.phrases import ENGLISH, Phrase, phrase
from workbench.presentation.publication import causes_against, summary_of_causes
from workbench.program import VERSION
from workbench.store import load
from workbench.verifying.own_project import verify_project
from workbench.verifying.own_workbook import verify_review_workbook
from workbench.verifying.verification import Checked, Deviation, DeviationKind, Unverified, Verification

MUST_HOLD_ONE = {
    MemberRole.PROJECT: phrase("The bundle holds {count} projects; it must hold one.", count=0),
    MemberRole.REVIEW: phrase("The bundle holds {count} review workbooks; it must hold one.", count=0),
    MemberRole.APPENDIX: phrase("The bundle holds {count} appendices in Word; it must hold one.", count=0),
}
WORD, PDF = ".docx", ".pdf"
BODY, CORE = "word/document.xml", "docProps/core.xml"
TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*<")
TEXTS_OF_CELLS = re.compile(rb"<w:tc>.*?</w:tc>", re.DOTALL)
TAGS = re.compile(rb"<[^>]*>")


def compare_contents(
    verification: Verification, manifest: Manifest, folder: Path, given: Sequence[Path], password: str
) -> Verification:
    """Return the verification of a bundle with what its members come to. ``folder``: where they are unpacked."""
    sources = [*(folder / member.path for member in manifest.of_role(MemberRole.SOURCE)), *given]
    deviations = list(_of_roles(manifest))
    unverified = [
        Unverified("lacking", phrase("{file} is not in the bundle: {why}.", file=lacking.name, why=lacking.why))
        for lacking in manifest.lacking
    ]
    checked = Checked()
    for member in manifest.of_role(MemberRole.PROJECT)[:1]:
        project = verify_project(folder / member.path, sources, password)
        deviations += project.deviations
        unverified += project.unverified
        checked = project.checked
        contents = _Contents(manifest, folder, member)
        deviations += contents.deviations()
        unverified += contents.unverified
    for member in manifest.of_role(MemberRole.REVIEW):
        review = verify_review_workbook(folder / member.path, sources, password)
        # what fails there fails in the project too, whose accepted failures are known
        deviations += (known for known in review.deviations if known.kind is not DeviationKind.CHECK)
        if review.fingerprint != manifest.fingerprint:
            deviations.append(_other_fingerprint(member))
        unverified += review.unverified
        checked = replace(checked, formulas=checked.formulas + review.checked.formulas)
    return replace(
        verification,
        checked=replace(checked, members=len(manifest.members)),
        deviations=tuple(deviations),
        unverified=tuple(dict.fromkeys(unverified)),
    )


def _of_roles(manifest: Manifest) -> Iterator[Deviation]:
    """Yield what is not in the bundle once."""
    for role, pattern in MUST_HOLD_ONE.items():
        members = [member for member in manifest.of_role(role) if not member.path.lower().endswith(PDF)]
        if len(members) != 1:
            yield _deviation(phrase(pattern.pattern, count=len(members)), MANIFEST)


def _deviation(message: Phrase, file: str) -> Deviation:
    return Deviation(DeviationKind.MEMBER, message, file)


def _other_fingerprint(member: Member) -> Deviation:
    message = phrase("{member} has another fingerprint than the manifest says.", member=member.path)
    return _deviation(message, member.path)


class _Contents:
    """Compares the manifest and the appendix with the project of a bundle."""

    def __init__(self, manifest: Manifest, folder: Path, member: Member) -> None:
        """``folder``: where the members are unpacked; ``member``: the project."""
        self._manifest, self._folder, self._member = manifest, folder, member
        language = manifest.language
        words = words_in(language) if language in available_languages() else ENGLISH
        results = Engine().results(load(folder / member.path))
        findings = tuple(run_checks(results).findings)
        causes = causes_against(results.project, findings)
        self._project = results.project
        self._document = compose(results, causes, words, is_draft=manifest.draft is not None)
        self._draft = tuple(summary_of_causes(causes, words))
        self._accepted = accepted_in(results.project, findings)
        self._is_of_this_version = manifest.program == f"{PROGRAM} {VERSION}"
        self._unverified: list[Unverified] = []

    @property
    def unverified(self) -> Sequence[Unverified]:
        """What could not be compared, known after the deviations."""
        return self._unverified

    def deviations(self) -> Iterator[Deviation]:
        """Yield what differs; only the first if it is another project than the manifest tells of."""
        if self._document.fingerprint != self._manifest.fingerprint:
            yield _other_fingerprint(self._member)
            return
        yield from self._of_manifest()
        yield from self._of_files()
        for member in self._manifest.of_role(MemberRole.APPENDIX):
            if member.path.lower().endswith(PDF):
                yield from self._of_pdf(member)
            elif not self._is_as_written(member):
                yield _deviation(phrase("{member} does not match the project.", member=member.path), member.path)

    def _of_manifest(self) -> Iterator[Deviation]:
        manifest, document = self._manifest, self._document
        if self._draft and manifest.draft is None:
            message = phrase("The manifest calls the appendix final, but the project is not ready for publication.")
            yield _deviation(message, MANIFEST)
        if not self._is_of_this_version:
            message = phrase(
                "The bundle was written by {program}. Only the figures of its appendix are compared, as its words and "
                "layout may be others now.",
                program=manifest.program,
            )
            self._unverified.append(Unverified("other-version", message))
            return
        told: dict[Phrase, bool] = {
            phrase("the name of the company"): manifest.entity == document.entity,
            phrase("the state of the switches"): manifest.state == document.state,
            phrase("why it is a draft"): manifest.draft in (None, self._draft),
            phrase("which failing checks were accepted"): manifest.accepted == self._accepted,
        }
        for what, is_told in told.items():
            if not is_told:
                message = phrase("{member} does not match the project: {what}.", member=MANIFEST, what=what)
                yield _deviation(message, MANIFEST)

    def _of_files(self) -> Iterator[Deviation]:
        """Yield sources and files of evidence that the project knows and the bundle has not, and the reverse."""
        lacking = {(file.role, file.name) for file in self._manifest.lacking}
        held = {
            (member.role, member.name, member.sha256): member
            for role in (MemberRole.SOURCE, MemberRole.EVIDENCE)
            for member in self._manifest.of_role(role)
        }
        if lacking and self._manifest.draft is None:
            message = phrase("The manifest calls the appendix final, but sources or files of evidence are missing.")
            yield _deviation(message, MANIFEST)
        for wanted in wanted_files(self._project, (), None):
            is_held = held.pop((wanted.role, wanted.name, wanted.sha256), None) is not None
            if not is_held and (wanted.role, wanted.name) not in lacking:
                message = phrase("{file} belongs to the project, and is not in the bundle.", file=wanted.name)
                yield _deviation(message, wanted.name)
        for member in held.values():
            yield _deviation(phrase("{member} is not a file of the project.", member=member.path), member.path)

    # ---- appendix

    def _is_as_written(self, member: Member) -> bool:
        """True if the document is what the project comes to, in usual styles or in those of its own template."""
        found = self._folder / member.path
        try:
            own_styles = read_template(found)
            if self._are_alike(found, None):
                return True
            is_alike = self._are_alike(found, own_styles)
        except WorkbenchError:
            return False
        if is_alike:
            message = phrase("{member} has the styles of a template, which is not in the bundle.", member=member.path)
            self._unverified.append(Unverified("template", message))
        return is_alike

    def _are_alike(self, found: Path, template: Template | None) -> bool:
        anew = found.with_name(f"{found.name} anew{WORD}")
        write_docx(self._document, anew, template)
        try:
            if self._is_of_this_version:
                return _parts_of(anew) == _parts_of(found)
            return _figures_of(anew) == _figures_of(found)
        finally:
            anew.unlink()

    def _of_pdf(self, member: Member) -> Iterator[Deviation]:
        """Yield that a PDF tells of another project; its pages depend on the fonts of the computer that made it."""
        content = (self._folder / member.path).read_bytes()
        if self._manifest.fingerprint.encode() not in content:
            yield _deviation(
                phrase("{member} does not bear the fingerprint of the project.", member=member.path), member.path
            )
            return
        message = phrase("{member} bears the fingerprint; its pages are not compared.", member=member.path)
        self._unverified.append(Unverified("pdf", message))


def _parts_of(path: Path) -> dict[str, bytes]:
    """Return the parts of a document, without the times at which it was written."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {**parts, CORE: TIMES.sub(b"", parts.get(CORE, b""))}


def _figures_of(path: Path) -> list[bytes]:
    """Return the texts of table cells that hold a digit, in order."""
    with zipfile.ZipFile(path) as archive:
        cells = TEXTS_OF_CELLS.findall(archive.read(BODY))
    texts = (TAGS.sub(b"", cell) for cell in cells)
    return [text for text in texts if any(digit in text for digit in b"0123456789")]
