"""Writing a bundle: project, sources, evidence, review workbook and appendix, each hashed while it is packed."""

import hashlib
import zipfile
from pathlib import Path

from workbench.bundles.contents import BundleRequest, Wanted, accepted_in, free_path, wanted_files
from workbench.bundles.manifest import MANIFEST, Lacking, Manifest, Member, MemberRole, write_manifest
from workbench.clock import present_time
from workbench.domain.facts import Fact, fact
from workbench.domain.project import Project
from workbench.domain.review_workbook_marks import PROGRAM
from workbench.errors import WorkbenchError
from workbench.exporting.appendix.docx_file import write_docx
from workbench.exporting.workbook import write_review_workbook
from workbench.files import scratch_folder
from workbench.phrases import Phrase, phrase, say
from workbench.program import VERSION
from workbench.progress import SILENT, Progress
from workbench.store import save

CHUNK = 1 << 20
PACKING = phrase("Packing the bundle")
NOT_FOUND, CHANGED = phrase("it was not found"), phrase("it has been changed")
PROJECT_NAME, REVIEW_NAME, APPENDIX_NAME = "project.recon", "review.xlsx", "appendix"


def write_bundle(request: BundleRequest, path: Path, progress: Progress = SILENT) -> tuple[Fact, ...]:
    """Write a bundle to ``path``, whose place must be free; return what there is to say.

    Raises WorkbenchError if a source or a file of evidence is missing or was changed, unless it is a draft, which says
    so.
    """
    with scratch_folder(path) as folder:
        return _Packer(request, folder, progress).pack(path)


class _Packer:
    def __init__(self, request: BundleRequest, scratch: Path, progress: Progress) -> None:
        self._request, self._scratch, self._progress = request, scratch, progress
        self._members: list[Member] = []
        self._lacking: list[Lacking] = []
        self._told: list[Fact] = []

    @property
    def _project(self) -> Project:
        return self._request.results.project

    def pack(self, path: Path) -> tuple[Fact, ...]:
        request = self._request
        wanted = list(wanted_files(self._project, request.files, request.folder))
        steps = len(wanted) + 3
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, file in enumerate(wanted):
                self._progress.step(number, steps, PACKING)
                self._pack_wanted(archive, file)
            self._refuse_lacking()
            self._progress.step(len(wanted), steps, PACKING)
            project = self._scratch / PROJECT_NAME
            save(self._project, project)
            self._pack(archive, project, MemberRole.PROJECT, PROJECT_NAME)
            self._progress.step(len(wanted) + 1, steps, PACKING)
            review = self._scratch / REVIEW_NAME
            if told := write_review_workbook(review, request.results, request.words):
                self._told.append(told)
            self._pack(archive, review, MemberRole.REVIEW, REVIEW_NAME)
            self._progress.step(len(wanted) + 2, steps, PACKING)
            self._pack_appendix(archive)
            archive.writestr(MANIFEST, write_manifest(self._manifest()))
        return tuple(self._told)

    def _pack_appendix(self, archive: zipfile.ZipFile) -> None:
        request = self._request
        document = self._scratch / f"{APPENDIX_NAME}.docx"
        write_docx(request.document, document, request.template)
        self._pack(archive, document, MemberRole.APPENDIX, document.name)
        if request.paint:
            pdf = self._scratch / f"{APPENDIX_NAME}.pdf"
            self._told += request.paint(request.document, pdf)
            self._pack(archive, pdf, MemberRole.APPENDIX, pdf.name)

    def _pack_wanted(self, archive: zipfile.ZipFile, file: Wanted) -> None:
        """Pack the file that still is what the project knows; without one, remember what is lacking."""
        found: Path | None = None
        for place in file.places:
            if place.is_file():
                found = place
                if _hash(place) == file.sha256:
                    self._pack(archive, place, file.role, file.path, file.name)
                    return
        why = say(NOT_FOUND if found is None else CHANGED, self._request.words)
        self._lacking.append(Lacking(file.role, file.name, why))
        self._told.append(fact("bundle-lacks", file=file.name, why=why))

    def _refuse_lacking(self) -> None:
        if not self._lacking or self._request.document.draft:
            return
        first = self._lacking[0]
        instead: Phrase = phrase("Put it beside the project, or add --draft.")
        raise WorkbenchError(
            "The bundle would lack {file}: {why}. {instead}", file=first.name, why=first.why, instead=instead
        )

    def _pack(self, archive: zipfile.ZipFile, path: Path, role: MemberRole, place: str, name: str = "") -> None:
        member = free_path(place, [MANIFEST, *(known.path for known in self._members)])
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source, archive.open(member, "w", force_zip64=True) as packed:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                packed.write(chunk)
        self._members.append(Member(member, role, name or member, digest.hexdigest(), size))

    def _manifest(self) -> Manifest:
        document = self._request.document
        return Manifest(
            program=f"{PROGRAM} {VERSION}",
            created=present_time().isoformat(timespec="seconds"),
            entity=document.entity,
            fingerprint=document.fingerprint,
            state=document.state,
            language=document.language,
            draft=document.draft.causes if document.draft else None,
            accepted=accepted_in(self._project, self._request.checks_run.findings),
            members=tuple(self._members),
            lacking=tuple(self._lacking),
        )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
