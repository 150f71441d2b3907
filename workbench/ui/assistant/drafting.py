"""What is being imported: the files, what the user said of them, and the draft that results, made beside the window."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.domain.project import Project
from workbench.errors import ImportRefused
from workbench.importing.comparison import Difference, compared
from workbench.importing.corrections import Correction, Corrections, Ignored, SheetKey
from workbench.importing.draft import Draft, with_correction, without_correction
from workbench.importing.memory import Layout, Memory, fingerprint
from workbench.importing.pipeline import draft_of
from workbench.progress import Progress
from workbench.ui.assistant.pointing import WHOLE_SHEET
from workbench.ui.jobs import Job, Jobs
from workbench.workbooks import PendingRead, SourceWorkbook, begin_reading

Drafted = tuple[Draft, tuple[Difference, ...] | None]
STOPPED = "was not read, because it was stopped. Remove it, or add it again."
NOT_IMPORTED = Ignored(WHOLE_SHEET)


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file of the import: being read while it has neither a workbook nor a ``refusal``, one sentence."""

    path: Path
    workbook: SourceWorkbook | None = None
    refusal: str = ""

    @property
    def is_being_read(self) -> bool:
        return self.workbook is None and not self.refusal


class Drafting(QObject):
    """``changed``: files, corrections or the draft are others. ``progressed`` carries (done, total, what).

    ``differences``: what the draft would change in the open project; None where that has other sources.
    ``refusal``: why there is no draft, in one sentence.
    """

    changed = Signal()
    progressed = Signal(object)

    def __init__(self, open_project: Project | None, memory: Memory, jobs: Jobs, parent: QObject) -> None:
        """``open_project``: the project in the window; where files have the names of its sources, it is compared."""
        super().__init__(parent)
        self._open_project = open_project
        self._jobs = jobs
        self._memory = memory
        self._reading: Job | None = None
        self._drafting: Job | None = None
        self.files: tuple[ChosenFile, ...] = ()
        self.corrections: Corrections = {}
        self.draft: Draft | None = None
        self.differences: tuple[Difference, ...] | None = None
        self.refusal = ""
        self.uses_memory = True
        jobs.ended.connect(self._on_job_ended)

    @property
    def is_busy(self) -> bool:
        """True while the draft is not the one that files and corrections ask for."""
        return self._reading is not None or self._drafting is not None

    @property
    def memory(self) -> Memory:
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
            self.corrections = {key: said for key, said in self.corrections.items() if key[0] != name}
        self._draft()
        self.changed.emit()

    def _read(self) -> None:
        if self._reading is not None:
            return  # what was added since is read next
        paths = [each.path for each in self.files if each.is_being_read]
        if paths:
            names = ", ".join(path.name for path in paths)
            self._reading = self._jobs.start(
                f"Reading {names}", lambda progress: read_all(paths, progress), self._on_read, self._on_refused
            )

    def _on_read(self, outcomes: Mapping[Path, SourceWorkbook | str]) -> None:
        self._reading = None
        read = []
        for each in self.files:
            outcome = outcomes.get(each.path) if each.is_being_read else None
            if isinstance(outcome, SourceWorkbook):
                read.append(outcome)
                each = replace(each, workbook=outcome)
            elif outcome is not None:
                each = replace(each, refusal=outcome)
            self._replace(each)
        if self.uses_memory:
            self._remember(read)
        self._read()
        self._draft()
        self.changed.emit()

    def _replace(self, file: ChosenFile) -> None:
        self.files = tuple(file if each.path == file.path and each.is_being_read else each for each in self.files)

    # ---- corrections

    @property
    def has_own_corrections(self) -> bool:
        """True where the user said something that is not remembered: it would be lost with the import."""
        remembered = {key: set(layout.corrections) for key, layout in self.remembered().items()}
        return any(set(said) - remembered.get(key, set()) for key, said in self.corrections.items())

    def correct(self, sheet: SheetKey, correction: Correction) -> None:
        self._say(with_correction(self.corrections, sheet, correction))

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
            for sheet in each.workbook.sheets if each.workbook else ():
                if (layout := self._memory.recall(fingerprint(sheet))) and each.workbook:
                    found[each.workbook.name, sheet.name] = layout
        return found

    def use_memory(self, *, use: bool) -> None:
        """Bring the remembered corrections into force, or take all of them back."""
        self.uses_memory = use
        corrections = dict(self.corrections)
        for key, layout in self.remembered().items():
            others = tuple(each for each in corrections.get(key, ()) if each not in layout.corrections)
            corrections[key] = (*layout.corrections, *others) if use else others
        self._say(corrections)

    def _remember(self, workbooks: Sequence[SourceWorkbook]) -> None:
        names = {workbook.name for workbook in workbooks}
        fresh = {key: layout.corrections for key, layout in self.remembered().items() if key[0] in names}
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
            self.draft = self.differences = None
            return
        corrections, before = self.corrections, self._open_project

        def draft(progress: Progress) -> Drafted:
            drafted = draft_of(workbooks, corrections, progress)
            is_again = before and drafted.project and shares_names(before, drafted.project)
            progress.step(0, 0, "Comparing with the open project")
            return drafted, compared(before, drafted.project) if is_again and before and drafted.project else None

        job = self._jobs.start("Looking for tables", draft, self._on_drafted, self._on_refused, is_quiet=True)
        job.progressed.connect(self.progressed)
        self._drafting = job

    def _on_drafted(self, drafted: Drafted) -> None:
        self._drafting = None
        self.draft, self.differences = drafted
        self.changed.emit()

    def _on_refused(self, reason: str) -> None:
        self._reading = self._drafting = None
        self.draft, self.differences, self.refusal = None, None, reason
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
        self._jobs.ended.disconnect(self._on_job_ended)
        for job in (self._reading, self._drafting):
            if job is not None:
                job.cancel()


def shares_names(one: Project, other: Project) -> bool:
    """True where a source of one project has the name of a source of the other: it is imported again."""
    return bool({source.name for source in one.sources} & {source.name for source in other.sources})


def read_all(paths: Sequence[Path], progress: Progress) -> dict[Path, SourceWorkbook | str]:
    """Read files side by side; each is a workbook, or the sentence why it cannot be read."""
    outcomes: dict[Path, SourceWorkbook | str] = {}
    reads: dict[Path, PendingRead] = {}
    try:
        for path in paths:
            try:
                reads[path] = begin_reading(path)
            except ImportRefused as error:
                outcomes[path] = str(error)
        for path, read in reads.items():
            try:
                outcomes[path] = read.workbook(progress)
            except ImportRefused as error:
                outcomes[path] = str(error)
    finally:
        for read in reads.values():
            with suppress(OSError):
                read.cancel()
    return outcomes
