"""What is being imported: the files, what the user said of them, and the draft that results, made beside the window."""

import gc
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from workbench.domain.project import Project
from workbench.errors import ImportRefused, PasswordNeeded
from workbench.importing.pipeline import draft_of
from workbench.importing.report.comparison import ImportChange, compare_imports
from workbench.importing.report.draft import Draft, with_correction, without_correction
from workbench.importing.report.layout_store import Layout, LayoutStore, fingerprint
from workbench.importing.sheets.corrections import Correction, Corrections, IgnoreArea, SheetKey
from workbench.importing.sheets.review_workbooks import refuse_review_workbook
from workbench.progress import Progress
from workbench.ui.assistant.descriptions import WHOLE_SHEET
from workbench.ui.assistant.sheet_overlay import Pictures, overlays_of
from workbench.ui.toolkit.jobs import Job, Jobs
from workbench.workbooks import PendingRead, SourceWorkbook, begin_reading


class DraftJob(NamedTuple):
    """A draft, what its sheets look like, and what it would change in the open project."""

    draft: Draft
    pictures: Pictures
    differences: tuple[ImportChange, ...] | None


STOPPED = "was not read, because it was stopped. Remove it, or add it again."
NOT_IMPORTED = IgnoreArea(WHOLE_SHEET)


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file of the import: being read while it has neither a workbook nor a ``refusal``, one sentence.

    ``layouts``: the fingerprint of each of its sheets, by name. ``is_locked``: its password would let it be read;
    ``is_password_wrong``: one was tried that does not.
    """

    path: Path
    workbook: SourceWorkbook | None = None
    refusal: str = ""
    layouts: Mapping[str, str] = field(default_factory=dict)
    is_locked: bool = False
    is_password_wrong: bool = False

    @property
    def is_being_read(self) -> bool:
        return self.workbook is None and not self.refusal


class ImportController(QObject):
    """``changed``: files, corrections or the draft are others. ``progressed`` carries (done, total, what).

    ``locked``: files wait for their passwords; it carries their paths, each with whether a wrong one was tried.
    ``differences``: what the draft would change in the open project; None where that has other sources.
    ``refusal``: why there is no draft, in one sentence.
    """

    changed = Signal()
    progressed = Signal(object)
    locked = Signal(object)

    def __init__(self, open_project: Project | None, memory: LayoutStore, jobs: Jobs, parent: QObject) -> None:
        """``open_project``: the project in the window; where files have the names of its sources, it is compared."""
        super().__init__(parent)
        self._open_project = open_project
        self._jobs = jobs
        self._memory = memory
        self._reading: Job | None = None
        self._drafting: Job | None = None
        self._passwords: Mapping[Path, str] = {}
        self.files: tuple[ChosenFile, ...] = ()
        self.corrections: Corrections = {}
        self.draft: Draft | None = None
        self.pictures: Pictures = {}
        self.differences: tuple[ImportChange, ...] | None = None
        self.refusal = ""
        self.uses_memory = True
        jobs.ended.connect(self._on_job_ended)

    @property
    def is_busy(self) -> bool:
        """True while the draft is not the one that files and corrections ask for."""
        return self._reading is not None or self._drafting is not None

    @property
    def is_reading(self) -> bool:
        """True while a file is being read, of which nothing can be shown yet."""
        return self._reading is not None

    @property
    def dropped_sources(self) -> tuple[str, ...]:
        """The sources of the open project that an import of it again leaves out; nothing where it is another import."""
        if self.differences is None or self._open_project is None or self.draft is None:
            return ()
        here = {workbook.name for workbook in self.draft.workbooks}
        return tuple(source.name for source in self._open_project.sources if source.name not in here)

    @property
    def layout_store(self) -> LayoutStore:
        return self._memory

    # ---- files

    def add(self, paths: Sequence[Path]) -> None:
        """Read more files; one that has the name of another is refused."""
        names = {each.path.name for each in self.files}
        added = []
        for path in paths:
            twice = f"{path.name} is given twice. Give each file once, and rename files that share a name."
            added.append(ChosenFile(path, refusal=twice if path.name in names else ""))
            names.add(path.name)
        self.files = (*self.files, *added)
        self._read()
        self.changed.emit()

    def remove(self, place: int) -> None:
        """Leave out the file at ``place``, and what was said of it."""
        gone = self.files[place]
        self.files = tuple(each for number, each in enumerate(self.files) if number != place)
        if gone.workbook is not None:
            name = gone.workbook.name
            kept = {key: said for key, said in self.corrections.items() if key[0] != name}
            self.corrections = kept if any(each.workbook for each in self.files) else {}
        self._draft()
        self.changed.emit()

    def unlock(self, passwords: Mapping[Path, str]) -> None:
        """Read locked files again, each with its password, which is kept until they are being read."""
        self._passwords = {**self._passwords, **passwords}
        self.files = tuple(
            ChosenFile(each.path) if each.is_locked and each.path in passwords else each for each in self.files
        )
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        if self._reading is not None:
            return  # what was added since is read next
        paths = [each.path for each in self.files if each.is_being_read]
        if paths:
            names = ", ".join(path.name for path in paths)
            passwords, self._passwords = self._passwords, {}
            self._reading = self._jobs.start(
                f"Reading {names}",
                lambda progress: read_all(paths, progress, passwords),
                self._on_read,
                self._on_not_read,
            )

    def _on_read(self, outcomes: Mapping[Path, ChosenFile]) -> None:
        self._reading = None
        gc.freeze()  # to look through all that was read, in search of garbage, would be felt with every draft
        for path, outcome in outcomes.items():
            self._replace(outcome)
            if self.uses_memory and outcome.workbook and any(each.path == path for each in self.files):
                self._remember(outcome.workbook.name)
        self._read()
        self._draft()
        self.changed.emit()
        if locked := {
            each.path: each.is_password_wrong for each in self.files if each.is_locked and each.path in outcomes
        }:
            self.locked.emit(locked)

    def _replace(self, file: ChosenFile) -> None:
        self.files = tuple(file if each.path == file.path and each.is_being_read else each for each in self.files)

    # ---- corrections

    @property
    def has_own_corrections(self) -> bool:
        """True where the user said something that is not remembered: it would be lost with the import."""
        remembered = {key: set(layout.corrections) for key, layout in self.remembered().items()}
        return any(set(said) - remembered.get(key, set()) for key, said in self.corrections.items())

    def correct(self, sheet: SheetKey, *said: Correction) -> None:
        corrections = self.corrections
        for correction in said:
            corrections = with_correction(corrections, sheet, correction)
        self._say(corrections)

    def take_back(self, sheet: SheetKey, correction: Correction) -> None:
        self._say(without_correction(self.corrections, sheet, correction))

    def is_imported(self, sheet: SheetKey) -> bool:
        return NOT_IMPORTED not in self.corrections.get(sheet, ())

    def set_imported(self, sheet: SheetKey, *, imported: bool) -> None:
        if imported:
            self.take_back(sheet, NOT_IMPORTED)
        else:
            self.correct(sheet, NOT_IMPORTED)

    def _say(self, corrections: Corrections) -> None:
        self.corrections = corrections
        self._draft()
        self.changed.emit()

    # ---- memory

    def remembered(self) -> dict[SheetKey, Layout]:
        """Return what was said earlier of layouts like those of the sheets at hand."""
        found = {}
        for each in self.files:
            for sheet, key in each.layouts.items():
                if each.workbook and (layout := self._memory.recall(key)):
                    found[each.workbook.name, sheet] = layout
        return found

    def use_layouts(self, *, use: bool) -> None:
        """Bring the remembered corrections into force, or take all of them back."""
        self.uses_memory = use
        corrections = dict(self.corrections)
        for key, layout in self.remembered().items():
            others = tuple(each for each in corrections.get(key, ()) if each not in layout.corrections)
            corrections[key] = (*layout.corrections, *others) if use else others
        self._say(corrections)

    def _remember(self, file: str) -> None:
        fresh = {key: layout.corrections for key, layout in self.remembered().items() if key[0] == file}
        self.corrections = {**self.corrections, **fresh}

    # ---- the draft

    def _draft(self) -> None:
        """Ask for a new draft; an earlier request is given up."""
        if self._drafting is not None:
            self._drafting.cancel()
            self._drafting = None
        workbooks = tuple(each.workbook for each in self.files if each.workbook)
        self.refusal = ""
        if not workbooks:
            self.draft, self.pictures, self.differences = None, {}, None
            return
        corrections, before = self.corrections, self._open_project

        def draft(progress: Progress) -> DraftJob:
            drafted = draft_of(workbooks, corrections, progress)
            is_again = before and drafted.project and shares_names(before, drafted.project)
            progress.step(0, 0, "Comparing with the open project")
            differences = compare_imports(before, drafted.project) if is_again and before and drafted.project else None
            return DraftJob(drafted, overlays_of(drafted), differences)

        job = self._jobs.start("Looking for tables", draft, self._on_drafted, self._on_refused, is_quiet=True)
        job.progressed.connect(self.progressed)
        self._drafting = job

    def _on_drafted(self, drafted: DraftJob) -> None:
        self._drafting = None
        self.draft, self.pictures, self.differences = drafted
        self.changed.emit()

    def _on_not_read(self, reason: str) -> None:
        self._reading = None
        for each in self.files:
            if each.is_being_read:
                self._replace(replace(each, refusal=reason))
        self.changed.emit()

    def _on_refused(self, reason: str) -> None:
        self._drafting = None
        self.draft, self.pictures, self.differences, self.refusal = None, {}, None, reason
        self.changed.emit()

    def _on_job_ended(self, job: Job) -> None:
        """Where the user stopped the reading, say so of the files that were not read."""
        if job is self._reading and job.is_cancelled:
            self._reading = None
            for each in self.files:
                if each.is_being_read:
                    self._replace(replace(each, refusal=f"{each.path.name} {STOPPED}"))
            self.changed.emit()
        elif job is self._drafting and job.is_cancelled:
            self._drafting = None
            self.changed.emit()

    def end(self) -> None:
        """Stop what is at work."""
        gc.unfreeze()
        self._jobs.ended.disconnect(self._on_job_ended)
        for job in (self._reading, self._drafting):
            if job is not None:
                job.cancel()


def shares_names(one: Project, other: Project) -> bool:
    """True where a source of one project has the name of a source of the other: it is imported again."""
    return bool({source.name for source in one.sources} & {source.name for source in other.sources})


def read_all(paths: Sequence[Path], progress: Progress, passwords: Mapping[Path, str]) -> dict[Path, ChosenFile]:
    """Read files side by side; each has a workbook, or the sentence why it cannot be read."""
    outcomes: dict[Path, ChosenFile] = {}
    reads: dict[Path, PendingRead] = {}
    try:
        for path in paths:
            try:
                reads[path] = begin_reading(path, passwords.get(path, ""))
            except ImportRefused as error:
                outcomes[path] = ChosenFile(path, refusal=str(error))
        for path, read in reads.items():
            try:
                workbook = read.workbook(progress)
                refuse_review_workbook(workbook)
            except PasswordNeeded as needed:
                outcomes[path] = ChosenFile(
                    path, refusal=str(needed), is_locked=True, is_password_wrong=needed.is_wrong
                )
                continue
            except ImportRefused as error:
                outcomes[path] = ChosenFile(path, refusal=str(error))
                continue
            progress.step(0, 0, f"Recognising the layout of {workbook.name}")
            layouts = {sheet.name: fingerprint(sheet) for sheet in workbook.sheets}
            outcomes[path] = ChosenFile(path, workbook, layouts=layouts)
    finally:
        for read in reads.values():
            with suppress(OSError):
                read.cancel()
    return outcomes
