"""The current import: its files, the user's corrections and the resulting draft, built off the UI thread."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from workbench.commands import Collision, TakeImport, rebase
from workbench.commands.rebase import Key
from workbench.domain.import_layouts import ImportLayouts
from workbench.domain.maps import Map
from workbench.domain.project import Project
from workbench.errors import ImportRefused, PasswordNeeded
from workbench.importing.pipeline import draft_of, findings_worth_reading
from workbench.importing.report.comparison import ImportChange, compare_imports
from workbench.importing.report.draft import Draft, with_correction, without_correction
from workbench.importing.report.layout_store import Layout, LayoutStore, carried_layout, fingerprint, layout_from
from workbench.importing.sheets.corrections import Correction, Corrections, IgnoreArea, SheetKey
from workbench.importing.sheets.detected_files import why_given_twice
from workbench.importing.sheets.review_workbook_refusal import refuse_review_workbook
from workbench.phrases import Phrase, phrase
from workbench.progress import Progress
from workbench.rolling.new_workbook import belongs_into, with_new_workbook
from workbench.ui.assistant.descriptions import WHOLE_SHEET, list_texts
from workbench.ui.assistant.sheet_overlay import Overlays, overlays_of
from workbench.ui.toolkit import garbage
from workbench.ui.toolkit.jobs import Job, Jobs
from workbench.ui.toolkit.language import tr
from workbench.workbooks import PendingRead, SourceWorkbook, begin_reading


class DraftOutcome(NamedTuple):
    """A draft, the overlays of its sheets, and what it would change in the open project; None if not compared.

    ``collisions``: the user's changes in the open project that do not fit the draft.
    """

    draft: Draft
    overlays: Overlays
    changes: tuple[ImportChange, ...] | None
    collisions: tuple[Collision, ...] = ()


NOT_IMPORTED = IgnoreArea(WHOLE_SHEET)


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file of the import. Until it has a workbook or a ``refusal`` (one sentence), it is still being read.

    ``layouts``: the fingerprint of each of its sheets, by name. ``is_locked``: reading it requires a password;
    ``is_password_wrong``: the one that was tried does not open it.
    """

    path: Path
    workbook: SourceWorkbook | None = None
    refusal: Phrase | str = ""
    layouts: Mapping[str, str] = field(default_factory=dict)
    is_locked: bool = False
    is_password_wrong: bool = False

    @property
    def is_being_read(self) -> bool:
        return self.workbook is None and not self.refusal


class ImportController(QObject):
    """Reads the files, keeps the corrections and requests a new draft whenever either changes.

    ``changed``: files, corrections or the draft changed. ``progressed`` carries (done, total, what).
    ``locked``: files are waiting for passwords; carries their paths, each with whether a wrong password was tried.
    ``changes``: what the draft would change in the open project; None if that has other sources.
    ``collisions``: the user's changes there that do not fit the draft; ``keeps_own``: by key, whether the user's value
    is kept, once decided.
    ``refusal``: why there is no draft, in one sentence. ``uses_layouts``: remembered corrections are in force.
    """

    changed = Signal()
    progressed = Signal(object)
    locked = Signal(object)

    def __init__(self, open_project: Project | None, layout_store: LayoutStore, jobs: Jobs, parent: QObject) -> None:
        """``open_project``: the project in the window; files named like its sources are compared with it."""
        super().__init__(parent)
        self.open_project = open_project
        self._jobs = jobs
        self.layout_store = layout_store
        self._reading_job: Job | None = None
        self._draft_job: Job | None = None
        self._passwords: Mapping[Path, str] = {}
        self.files: tuple[ChosenFile, ...] = ()
        self.corrections: Corrections = {}
        self.draft: Draft | None = None
        self.overlays: Overlays = {}
        self.changes: tuple[ImportChange, ...] | None = None
        self.collisions: tuple[Collision, ...] = ()
        self.keeps_own: dict[Key, bool] = {}
        self.refusal = ""
        self.uses_layouts = True
        jobs.ended.connect(self._on_job_ended)

    @property
    def is_busy(self) -> bool:
        """True while the draft lags behind files and corrections."""
        return self._reading_job is not None or self._draft_job is not None

    @property
    def is_reading(self) -> bool:
        """True while files are being read; there is nothing to show for them yet."""
        return self._reading_job is not None

    @property
    def dropped_sources(self) -> tuple[str, ...]:
        """The sources of the open project that are not among the files; empty if this is not another import of it."""
        if self.changes is None or self.open_project is None or self.draft is None:
            return ()
        if self.draft.project and belongs_into(self.open_project, self.draft.project):
            return ()  # it is taken into the project, beside what other files state
        here = {workbook.name for workbook in self.draft.workbooks}
        return tuple(source.name for source in self.open_project.sources if source.name not in here)

    # ---- the user's changes in the open project

    def decide(self, keys: Iterable[Key], *, keep_own: bool) -> None:
        """Resolve collisions by keeping the user's values or taking the files'."""
        self.keeps_own.update(dict.fromkeys(keys, keep_own))
        self.changed.emit()

    @property
    def number_undecided(self) -> int:
        return sum(collision.alteration.key not in self.keeps_own for collision in self.collisions)

    # ---- files

    def add(self, paths: Sequence[Path]) -> None:
        """Read more files; a file with the same name as another is refused."""
        names = {file.path.name for file in self.files}
        added = []
        for path in paths:
            added.append(ChosenFile(path, refusal=tr(why_given_twice(path.name)) if path.name in names else ""))
            names.add(path.name)
        self.files = (*self.files, *added)
        self._start_reading()
        self.changed.emit()

    def remove(self, number: int) -> None:
        """Remove the file at ``number``, from 0, and its corrections; with the last file, remove all corrections."""
        removed = self.files[number]
        self.files = self.files[:number] + self.files[number + 1 :]
        if removed.workbook is not None:
            name = removed.workbook.name
            others = {sheet: corrections for sheet, corrections in self.corrections.items() if sheet[0] != name}
            self.corrections = others if any(file.workbook for file in self.files) else {}
        self._request_draft()
        self.changed.emit()

    def unlock(self, passwords: Mapping[Path, str]) -> None:
        """Read locked files again with their passwords, which are kept only until reading starts."""
        self._passwords = {**self._passwords, **passwords}
        self.files = tuple(
            ChosenFile(file.path) if file.is_locked and file.path in passwords else file for file in self.files
        )
        self._start_reading()
        self.changed.emit()

    def _start_reading(self) -> None:
        """Read the waiting files with the passwords given; do nothing while others are being read."""
        if self._reading_job is not None:
            return  # files added since are read next
        paths = [file.path for file in self.files if file.is_being_read]
        if paths:
            names = list_texts(path.name for path in paths)
            passwords, self._passwords = self._passwords, {}
            self._reading_job = self._jobs.start(
                tr("Reading {names}", names=names),
                lambda progress: read_files(paths, progress, passwords),
                self._on_files_read,
                self._on_reading_refused,
                files=paths,
            )

    def _on_files_read(self, outcomes: Mapping[Path, ChosenFile]) -> None:
        self._reading_job = None
        garbage.leave_out()  # scanning everything that was read for garbage would slow every draft noticeably
        for path, outcome in outcomes.items():
            self._replace(outcome)
            if self.uses_layouts and outcome.workbook and any(file.path == path for file in self.files):
                self._apply_remembered(outcome.workbook.name)
        self._start_reading()
        self._request_draft()
        self.changed.emit()
        if locked := {
            file.path: file.is_password_wrong for file in self.files if file.is_locked and file.path in outcomes
        }:
            self.locked.emit(locked)

    def _replace(self, outcome: ChosenFile) -> None:
        """Replace the file being read at its path with ``outcome``; do nothing if that was removed."""
        self.files = tuple(outcome if file.path == outcome.path and file.is_being_read else file for file in self.files)

    # ---- corrections

    @property
    def has_own_corrections(self) -> bool:
        """True if some corrections are not remembered and would be lost with the import."""
        remembered = {sheet: set(layout.corrections) for sheet, layout in self.remembered_layouts().items()}
        return any(set(corrections) - remembered.get(sheet, set()) for sheet, corrections in self.corrections.items())

    def correct(self, sheet: SheetKey, *corrections: Correction) -> None:
        """Add corrections to ``sheet``; each replaces an earlier one of the same cells."""
        extended = self.corrections
        for correction in corrections:
            extended = with_correction(extended, sheet, correction)
        self._set_corrections(extended)

    def take_back(self, sheet: SheetKey, correction: Correction) -> None:
        """Remove ``correction`` and restore what was inferred."""
        self._set_corrections(without_correction(self.corrections, sheet, correction))

    def is_imported(self, sheet: SheetKey) -> bool:
        return NOT_IMPORTED not in self.corrections.get(sheet, ())

    def set_imported(self, sheet: SheetKey, *, imported: bool) -> None:
        if imported:
            self.take_back(sheet, NOT_IMPORTED)
        else:
            self.correct(sheet, NOT_IMPORTED)

    def _set_corrections(self, corrections: Corrections) -> None:
        self.corrections = corrections
        self._request_draft()
        self.changed.emit()

    # ---- remembered layouts

    def remembered_layouts(self) -> dict[SheetKey, Layout]:
        """Return the remembered layouts that match sheets of these files, with their corrections."""
        layouts = {}
        for file in self.files:
            for sheet, key in file.layouts.items():
                if file.workbook and (layout := self.layout_store.recall(key) or self._carried_layout(key)):
                    layouts[file.workbook.name, sheet] = layout
        return layouts

    def _carried_layout(self, key: str) -> Layout | None:
        """Return the layout that a project which was rolled forward carries for its new workbook; None without one."""
        if self.open_project is None or not self.open_project.comparatives:
            return None
        carried = self.open_project.layouts.get(key)
        return layout_from(key, carried) if carried else None

    def layouts_used(self, when: datetime) -> ImportLayouts:
        """Return the corrections of each sheet with some, for the project to carry; ``when``: they were made."""
        return Map(
            {
                key: carried_layout(Layout(key, corrections, when, file.workbook.name, sheet))
                for file in self.files
                for sheet, key in file.layouts.items()
                if file.workbook and key and (corrections := self.corrections.get((file.workbook.name, sheet)))
            }
        )

    def use_layouts(self, *, use: bool) -> None:
        """Apply the remembered corrections, or remove all of them."""
        self.uses_layouts = use
        corrections = dict(self.corrections)
        for sheet, layout in self.remembered_layouts().items():
            own = tuple(correction for correction in corrections.get(sheet, ()) if correction not in layout.corrections)
            corrections[sheet] = (*layout.corrections, *own) if use else own
        self._set_corrections(corrections)

    def _apply_remembered(self, file: str) -> None:
        """Apply the remembered corrections to one file's sheets."""
        remembered = {
            sheet: layout.corrections for sheet, layout in self.remembered_layouts().items() if sheet[0] == file
        }
        self.corrections = {**self.corrections, **remembered}

    # ---- the draft

    def _request_draft(self) -> None:
        """Request a new draft and cancel any earlier request."""
        if self._draft_job is not None:
            self._draft_job.cancel()
            self._draft_job = None
        workbooks = tuple(file.workbook for file in self.files if file.workbook)
        self.refusal = ""
        if not workbooks:
            self.draft, self.overlays, self.changes, self.collisions = None, {}, None, ()
            return
        corrections, before = self.corrections, self.open_project

        def make_draft(progress: Progress) -> DraftOutcome:
            draft = draft_of(workbooks, corrections, progress)
            if before and draft.project and belongs_into(before, draft.project):
                progress.step(0, 0, tr("Comparing with the open project"))
                after = with_new_workbook(before, draft.project)
                draft = replace(draft, findings=tuple(findings_worth_reading(after)))
                return DraftOutcome(draft, overlays_of(draft), compare_imports(before, after))
            is_again = before and draft.project and shares_names(before, draft.project)
            progress.step(0, 0, tr("Comparing with the open project"))
            if not (is_again and before and draft.project):
                return DraftOutcome(draft, overlays_of(draft), None)
            plan = rebase(before, draft.project)
            after = TakeImport(draft.project, plan.edits).apply(before)
            return DraftOutcome(draft, overlays_of(draft), compare_imports(before, after), plan.collisions)

        job = self._jobs.start(
            tr("Looking for tables"), make_draft, self._on_draft_made, self._on_draft_refused, is_quiet=True
        )
        job.progressed.connect(self.progressed)
        self._draft_job = job

    def _on_draft_made(self, outcome: DraftOutcome) -> None:
        self._draft_job = None
        self.draft, self.overlays, self.changes, self.collisions = outcome
        self.changed.emit()

    def _on_reading_refused(self, reason: str) -> None:
        self._reading_job = None
        for file in self.files:
            if file.is_being_read:
                self._replace(replace(file, refusal=reason))
        self.changed.emit()

    def _on_draft_refused(self, reason: str) -> None:
        self._draft_job = None
        self.draft, self.overlays, self.changes, self.refusal = None, {}, None, reason
        self.changed.emit()

    def _on_job_ended(self, job: Job) -> None:
        """If the user stopped the reading, refuse the unread files and say why."""
        if job is self._reading_job and job.is_cancelled:
            self._reading_job = None
            for file in self.files:
                if file.is_being_read:
                    self._replace(replace(file, refusal=_why_not_read(file.path.name)))
            self.changed.emit()
        elif job is self._draft_job and job.is_cancelled:
            self._draft_job = None
            self.changed.emit()

    def end(self) -> None:
        """Cancel the running jobs and stop following them."""
        garbage.search_again()
        self._jobs.ended.disconnect(self._on_job_ended)
        for job in (self._reading_job, self._draft_job):
            if job is not None:
                job.cancel()


def _why_not_read(file: str) -> Phrase:
    return phrase("Reading {file} was stopped. Remove the file, or add it again.", file=file)


def shares_names(project: Project, other: Project) -> bool:
    """True if the projects have a source of the same name: then one is a new import of the other."""
    return bool({source.name for source in project.sources} & {source.name for source in other.sources})


def read_files(paths: Sequence[Path], progress: Progress, passwords: Mapping[Path, str]) -> dict[Path, ChosenFile]:
    """Return the files by path, read in parallel; each has a workbook or the reason why it cannot be read."""
    outcomes: dict[Path, ChosenFile] = {}
    reads: dict[Path, PendingRead] = {}
    try:
        for path in paths:
            try:
                reads[path] = begin_reading(path, passwords.get(path, ""))
            except ImportRefused as error:
                outcomes[path] = ChosenFile(path, refusal=error.sentence)
        for path, read in reads.items():
            try:
                workbook = read.workbook(progress)
                refuse_review_workbook(workbook)
            except PasswordNeeded as needed:
                outcomes[path] = ChosenFile(
                    path, refusal=needed.sentence, is_locked=True, is_password_wrong=needed.is_wrong
                )
                continue
            except ImportRefused as error:
                outcomes[path] = ChosenFile(path, refusal=error.sentence)
                continue
            progress.step(0, 0, tr("Recognizing the layout of {file}", file=workbook.name))
            layouts = {sheet.name: fingerprint(sheet) for sheet in workbook.sheets}
            outcomes[path] = ChosenFile(path, workbook, layouts=layouts)
    finally:
        for read in reads.values():
            with suppress(OSError):
                read.cancel()
    return outcomes
