"""Import, open, save and export: chosen in dialogs, run as jobs; a message says why one cannot be done."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from workbench import resources
from workbench.errors import PasswordNeeded
from workbench.opening import NO_PASSWORDS, PROJECT_SUFFIX, is_project_file
from workbench.phrases import listing, phrase, phrase_of_list, say
from workbench.progress import Progress
from workbench.ui.shell.keeping import NOT_KEPT, Keeping, system_user_name
from workbench.ui.shell.safekeeping import OpenAs, Safekeeping, name_of_copy
from workbench.ui.toolkit.jobs import Job, Jobs
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.ui.toolkit.preferences import read_preferences
from workbench.ui.toolkit.settings import Settings

if TYPE_CHECKING:
    from workbench.backups import Backup
    from workbench.commands.rebase import Key
    from workbench.domain.facts import Fact
    from workbench.domain.findings import CheckId
    from workbench.domain.project import Project
    from workbench.engine import Results
    from workbench.file_lock import FileLock, Holder
    from workbench.files import Stamp
    from workbench.merging import Merge
    from workbench.phrases import Phrase, Words
    from workbench.rolling.held_projects import HeldProject
    from workbench.session.recovery import LeftBehind, Recovered
    from workbench.ui.context.document import Document
    from workbench.ui.shell.lock_signs import LockSigns

REVIEW_SUFFIX = ".xlsx"
NOT_IN_FILE_NAMES = r'[\\/:*?"<>|\x00-\x1f]'
RECOVERY = "recovery"
"""The folder for the steps of sessions, inside the program's own."""
MOST_NAMED = 3
"""How many unknown parts of a file a message names."""


class Files(QObject):
    """Works on one document at a time. ``opened`` carries the new one; ``saved`` says that its file has been written.

    ``import_wanted`` carries the paths of workbooks to import with the assistant, ``message`` a message for the user.
    ``recovery_failed`` carries why the document's steps are no longer recorded.
    """

    opened = Signal(object)
    import_wanted = Signal(object)
    saved = Signal()
    message = Signal(str)
    recovery_failed = Signal(str)

    def __init__(self, window: QWidget, jobs: Jobs, settings: Settings, state_folder: Path | None = None) -> None:
        """``state_folder``: for locks, backups and the steps of a session; without it, none are kept."""
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._settings = settings
        self._safekeeping = Safekeeping(state_folder)
        self._lock_signs: LockSigns | None = None
        self.recovery_folder = state_folder / RECOVERY if state_folder else None
        self._taking_job: Job | None = None
        self.document: Document | None = None
        self.may_leave: Callable[[], bool] = lambda: True
        """Whether nothing is still being written in the document's views, which would be lost."""

    # ---- in

    def ask_for_workbooks(self) -> None:
        from workbench.ui.shell.file_dialogs import choose_workbooks

        choose_workbooks(self._window, self._folder(), self.import_wanted.emit)

    def ask_for_more_workbooks(self, then: Callable[[list[Path]], None]) -> None:
        """Let the user choose files to add to an import; call ``then`` with them."""
        from workbench.ui.shell.file_dialogs import choose_workbooks

        choose_workbooks(self._window, self._folder(), then)

    def import_again(self) -> None:
        """Import the document's sources again; the user locates any that have moved."""
        if self.document is None:
            return
        from workbench.exporting.output_files import possible_paths

        project, folder = self.document.session.project, self.document.folder
        sources = project.imported_sources
        likely = [place for source in sources for place in possible_paths(source, folder)]
        known = {
            path.name: path
            for path in (resources.sample(), *self._settings.recent_files, *reversed(likely))
            if path.is_file()
        }
        names = [source.name for source in sources]
        paths = [known[name] for name in names if name in known]
        if names and len(paths) == len(names):
            self.import_wanted.emit(paths)
        else:
            self.ask_for_workbooks()

    def take_import(
        self, project: "Project", own: "frozenset[Key]", paths: Sequence[Path], then: Callable[[], None]
    ) -> None:
        """Apply an import: as one step of the document it belongs to, else as a new document.

        The user's changes in that document are reapplied; of those that collide, those with a key in ``own`` are kept.
        Into a project that was rolled forward a new workbook is taken beside what is there.

        ``then`` is called once the import is applied; the user may want to save changes first.
        """
        from workbench.commands import TakeImport, rebase
        from workbench.rolling.new_workbook import belongs_into, with_new_workbook
        from workbench.ui.assistant.import_controller import shares_names

        document, keeping, imported = self.document, self.keeping, project
        before = document.session.settled if document else None
        is_new_workbook = before is not None and belongs_into(before, imported)
        if before and is_new_workbook:
            project = with_new_workbook(before, imported)

        def take(document: "Document") -> None:
            if document is self.document:
                document.source_findings = ()
                now = document.session.settled
                if not is_new_workbook:
                    command = TakeImport(project, rebase(now, project, own).edits)
                else:  # the user may have kept working while it was being kept
                    command = TakeImport(project if now is before else with_new_workbook(now, imported))
                document.session.execute(command)
                then()

        def show(made: "Document") -> None:
            made.is_in_no_file = bool(project.layouts)  # which reading the workbooks again would not bring back
            for path in paths:
                self._settings.add_recent_file(path.absolute())
            self.show(made)
            then()

        def keep(document: "Document") -> "Document":
            if document.recovery:
                document.recovery.keep_import(project)
            return document

        if document and (is_new_workbook or shares_names(document.session.project, project)):
            self._prepare(lambda: keep(document), take)
        else:
            name = ", ".join(path.name for path in paths)
            self.when_safe(lambda: self._prepare(lambda: keeping.document_of(project, name), show))

    def ask_for_new_project(self) -> None:
        """Let the user say what a project without a source begins with, and show it instead of the current document."""
        from workbench.ui.shell.new_project_dialog import NewProjectDialog

        NewProjectDialog(lambda project: self.when_safe(lambda: self.begin(project)), self._window).open()

    def ask_to_roll_forward(self) -> None:
        """Let the user say from which projects the next one is made, and for which period; then show it.

        The open project is among them if it is saved.
        """
        from workbench.opening import read_held

        document = self.document

        def ask(held: "list[HeldProject]") -> None:
            from workbench.ui.shell.roll_dialog import RollDialog

            def begin(project: "Project") -> None:
                self.when_safe(lambda: self.begin(project))

            RollDialog(held, self._folder(), self._jobs, begin, self._window).open()

        path = document.path if document is not None and not document.is_modified else None
        if path is None:
            ask([])
            return
        self._jobs.start(
            tr("Opening {files}", files=path.name),
            lambda progress: [read_held(path, progress)],
            ask,
            lambda reason: self._refuse(tr("Not rolled forward"), reason),
            files=[path],
        )

    def ask_to_merge(self, then: "Callable[[Merge], object]") -> None:
        """Let the user choose another file of the open project; call ``then`` with what it has otherwise."""
        from workbench.ui.shell.file_dialogs import choose_to_merge

        if self.document is not None and self.may_leave():
            choose_to_merge(self._window, self._folder(), lambda path: self.compare(path, then))

    def compare(self, path: Path, then: "Callable[[Merge], object]") -> None:
        """Call ``then`` with what the file at ``path`` has otherwise than the open project."""
        from workbench.opening import read_merge

        document = self.document
        if document is None:
            return
        project = document.session.settled

        def show(merge: "Merge") -> None:
            if document is not self.document:
                return
            if document.session.settled is project:
                then(merge)
            else:  # the user kept working while the file was being read
                self.compare(path, then)

        self._jobs.start(
            tr("Comparing {file} with the project", file=path.name),
            lambda progress: read_merge(project, path, progress),
            show,
            lambda reason: self._refuse(tr("Not merged"), reason),
            files=[path],
        )

    def begin(self, project: "Project") -> None:
        """Show an empty project that no file holds yet; it counts as unsaved work until it is saved."""
        keeping, name = self.keeping, project.entity or tr("Untitled")

        def make() -> "Document":
            document = keeping.document_of(project, name)
            document.is_in_no_file = True
            return document

        self._prepare(make, self.show, tr("Preparing the project"))

    def _prepare(self, prepare: "Callable[[], Document]", then: "Callable[[Document], None]", title: str = "") -> None:
        """Call ``then`` with a document that is in no file; in a job if it must be recorded first."""
        if self.recovery_folder is None:
            then(prepare())
        elif self._taking_job not in self._jobs.running:  # otherwise the user asked for it twice
            title = title or tr("Applying the import")
            self._taking_job = self._jobs.start(title, lambda _: prepare(), then, lambda _: None, writes=True)

    def ask_for_project(self) -> None:
        from workbench.ui.shell.file_dialogs import choose_project

        choose_project(self._window, self._folder(), lambda path: self.open([path]))

    def open_sample(self) -> None:
        self.open([resources.sample()])

    def open(self, paths: Sequence[Path], passwords: Mapping[Path, str] = NO_PASSWORDS) -> None:
        """Read ``paths`` and show them instead of the current document, once its changes are safe.

        The user is asked for missing or wrong passwords; if none are given, nothing happens.
        """
        self.when_safe(lambda: self._open(list(paths), passwords))

    def _open(self, paths: list[Path], passwords: Mapping[Path, str], open_as: OpenAs = OpenAs.OWN) -> None:
        names, keeping = listing((path.name for path in paths), window_words()), self.keeping
        present = self.document
        project_before = present.session.settled if present else None
        own = paths[0] if len(paths) == 1 and is_project_file(paths[0]) else None

        def show(document: "Document") -> None:
            for path in paths if paths != [resources.sample()] else ():
                self._settings.add_recent_file(path.absolute())
            project_now = self.document.session.settled if self.document else None
            if project_now is project_before:
                self.show(document)
            else:  # the user kept working while the file was being read
                self.when_safe(lambda: self.show(document), lambda: self._give_up(document))

        def refuse(reason: str) -> None:
            for path in paths:
                if not path.exists():
                    self._settings.forget_recent_file(path.absolute())
            what = tr("{files} cannot be opened", files=names)
            if own and self._safekeeping.backups_of(own):
                self._refuse(what, reason, [(tr("Restore a backup…"), lambda: self._choose_backup(own))])
            else:
                self._refuse(what, reason)

        def read(passwords: Mapping[Path, str]) -> None:
            def work(progress: Progress) -> "Document | PasswordNeeded | Holder":
                def load() -> "Document":
                    return load_document(paths, progress, passwords, keeping)

                try:
                    return self._safekeeping.open(own, load, open_as, present) if own else load()
                except PasswordNeeded as needed:
                    return needed

            def finish(outcome: "Document | PasswordNeeded | Holder") -> None:
                from workbench.file_lock import Holder

                if isinstance(outcome, PasswordNeeded):
                    self._ask_for_password(outcome, lambda answers: read({**passwords, **answers}))
                elif isinstance(outcome, Holder):
                    self._ask_about_held_file(paths[0], outcome)
                else:
                    show(outcome)

            self._jobs.start(tr("Opening {files}", files=names), work, finish, refuse, files=paths)

        read(passwords)

    def _ask_for_password(self, needed: PasswordNeeded, then: Callable[[Mapping[Path, str]], None]) -> None:
        from workbench.ui.assistant.password_dialog import PasswordDialog

        PasswordDialog({needed.path: needed.is_wrong}, then, self._window).open()

    def _ask_about_held_file(self, path: Path, holder: "Holder") -> None:
        from workbench.ui.shell.safekeeping import say_held
        from workbench.ui.toolkit.messages import ask_about_held_file

        def open_as(chosen: OpenAs) -> None:
            self.when_safe(lambda: self._open([path], NO_PASSWORDS, chosen))

        ask_about_held_file(
            self._window,
            path.name,
            say_held(path, holder),
            lambda: open_as(OpenAs.READ_ONLY),
            lambda: open_as(OpenAs.COPY),
        )

    def show(self, document: "Document") -> None:
        """Make ``document`` the current one; the previous one has been saved or discarded."""
        before, self.document = self.document, document
        if before is not None and before is not document:
            self._give_up(before)
        if document.lock:
            self._keep_lock_alive()
        self.opened.emit(document)
        if document.recovery:
            document.recovery.on_failure = self.recovery_failed.emit
            if document.recovery.failure:
                self.recovery_failed.emit(document.recovery.failure)

    def _give_up(self, document: "Document") -> None:
        """Close ``document``, which is not the current one; keep a lock that it shares with that one."""
        if self.document is not None and document.lock is self.document.lock:  # the same file was opened again
            document.lock = None
        document.close()

    def _keep_lock_alive(self) -> None:
        """Renew the lock periodically, in a thread, because its folder may be on a slow network."""
        from workbench.ui.shell.lock_signs import LockSigns

        if self._lock_signs is None:
            self._lock_signs = LockSigns(lambda: self.document.lock if self.document else None, self)

    # ---- backups

    def restore_backup(self) -> None:
        """Let the user choose a backup of the open project and show it as an unsaved copy."""
        if self.document is not None:
            self._choose_backup(self.document.path)

    def _choose_backup(self, path: Path | None) -> None:
        from workbench.ui.shell.backups_dialog import BackupsDialog

        def open_backup(backup: "Backup") -> None:
            if path is not None:
                self.when_safe(lambda: self._open_backup(backup, path))

        BackupsDialog(path, self._safekeeping.backups_of(path), open_backup, self._window).open()

    def _open_backup(self, backup: "Backup", path: Path) -> None:
        from workbench.ui.toolkit.dates import format_moment

        present, keeping, when = self.document, self.keeping, format_moment(backup.saved)

        def show(document: "Document") -> None:
            self.show(document)
            if document.path:
                self.message.emit(
                    tr(
                        "This is {file} as saved on {when}. Saving it replaces the current file.",
                        file=path.name,
                        when=when,
                    )
                )
            else:
                self.message.emit(
                    tr(
                        "This is a copy of {file} as saved on {when}. The file itself is open elsewhere.",
                        file=path.name,
                        when=when,
                    )
                )

        self._jobs.start(
            tr("Opening {files}", files=backup.path.name),
            lambda progress: self._safekeeping.open_backup(
                path, lambda: load_document([backup.path], progress, NO_PASSWORDS, keeping), present
            ),
            show,
            lambda reason: self._refuse(tr("{files} cannot be opened", files=backup.path.name), reason),
            files=[backup.path],
        )

    # ---- out

    def save(self, then: Callable[[], None] = lambda: None) -> None:
        """Write the document to its file, asking for one if it has none; then call ``then`` if it was written."""
        if self.document is None:
            return
        path, read_only = self.document.path, self.document.read_only
        if read_only is not None:
            reason = tr("The project is read-only. {reason} Save it under another name.", reason=read_only)
            self._refuse(tr("Not saved"), reason, [(tr("Save as…"), lambda: self.save_as(then))])
        elif path is None:
            self.save_as(then)
        elif self.document.changed_on_disk:
            from workbench.ui.toolkit.messages import ask_about_changed_file

            ask_about_changed_file(
                self._window, path.name, lambda: self.save_as(then), lambda: self.save_to(path, then)
            )
        else:
            self.save_to(path, then)

    def save_as(self, then: Callable[[], None] = lambda: None) -> None:
        document = self.document
        if document is not None:
            proposal = document.path or self._folder() / f"{stem_of(document.name)}{PROJECT_SUFFIX}"
            if document.read_only is not None:
                proposal = proposal.with_name(name_of_copy(proposal))
            self._ask_where(tr("Save the project"), proposal, lambda path: self.save_to(path, then))

    def save_to(self, path: Path, then: Callable[[], None] = lambda: None) -> None:
        if self.document is not None:
            self._save(self.document, path, then)

    def _save(self, document: "Document", path: Path, then: Callable[[], None]) -> None:
        take_back = self._move_evidence(document, path.absolute().parent)
        project, beside = document.session.settled, document.folder
        most = read_preferences(self._settings).backups
        last_saved = document.stamp if document.saved_at and document.path == path else None

        def write(progress: Progress) -> "tuple[Stamp | None, FileLock | None, Phrase | None]":
            from workbench.files import stamp
            from workbench.store import save

            refuse_target(project, path, PROJECT_SUFFIX, beside)
            with self._safekeeping.hold_for_saving(document, path) as lock:
                is_own_work = last_saved is not None and last_saved == stamp(path)
                not_kept = self._safekeeping.keep_backup(path, is_own_work=is_own_work, most=most)
                save(project, path, progress)
            return stamp(path), lock, not_kept

        def finish(outcome: "tuple[Stamp | None, FileLock | None, Phrase | None]") -> None:
            new_stamp, lock, not_kept = outcome
            document.mark_saved(project, path, new_stamp)
            if self.document is document:
                document.hold(lock)
                if lock:
                    self._keep_lock_alive()
            self._settings.add_recent_file(path.absolute())
            self.saved.emit()
            if document.session.project is not document.session.settled:
                self.message.emit(
                    tr("Saved to {path}, without the entry that is being written: it is not posted yet", path=str(path))
                )
            elif not_kept is None:
                self.message.emit(tr("Saved to {path}", path=str(path)))
            else:
                self.message.emit(
                    tr("Saved to {path}, but without a backup: {reason}", path=str(path), reason=not_kept)
                )
            then()

        def refuse(reason: str) -> None:
            take_back()
            self._refuse(tr("Not saved"), reason)

        self._jobs.start(
            tr("Saving {file}", file=path.name),
            write,
            finish,
            refuse,
            writes=True,
            files=[path],
        )

    def _move_evidence(self, document: "Document", folder: Path) -> Callable[[], None]:
        """Keep the paths of evidence from ``folder``, in which the project is saved; return what takes that back."""
        session, before = document.session, document.folder
        if not session.settled.evidence or (before is not None and before.absolute() == folder):
            return lambda: None
        from workbench.ui.shell.evidence_paths import command_for_folder

        command = command_for_folder(session.settled, before, folder)
        if command is None:
            return lambda: None
        session.execute(command)
        moved = session.settled

        def take_back() -> None:
            if session.settled is moved:  # else the user has gone on, and what is missing is said
                session.undo()

        return take_back

    def export(self, words: "Words | None" = None) -> None:
        """Ask where to write the review workbook, in the language of ``words`` if given, else in the window's."""
        document = self.document
        if document is not None:
            name = say(phrase("{name}-review", name=stem_of(document.name)), words or window_words())
            proposal = self._folder() / f"{name}{REVIEW_SUFFIX}"
            self._ask_where(tr("Export the review workbook"), proposal, lambda path: self.export_to(path, words))

    def export_to(self, path: Path, words: "Words | None" = None) -> None:
        """Write the review workbook of the current state; ``words``: its language, the window's if none is given."""
        if self.document is None:
            return
        results, beside = self.document.session.settled_results, self.document.folder
        self._jobs.start(
            tr("Exporting {file}", file=path.name),
            lambda progress: export_workbook(results, path, words or window_words(), progress, beside),
            lambda told: self._say_exported(path, told),
            lambda reason: self._refuse(tr("Not exported"), reason),
            writes=True,
            files=[path],
        )

    def _say_exported(self, path: Path, told: "Fact | None") -> None:
        exported = tr("Exported to {path}", path=str(path))
        if told is None:
            self.message.emit(exported)
        else:
            self._refuse(exported, tr_fact(told))

    def ask_for_anonymised_copy(self) -> None:
        """Say what an anonymized copy of the project keeps and replaces, and ask where to save it."""
        from workbench.ui.shell.anonymise_dialog import AnonymiseDialog

        if self.document is None:
            return
        name = tr("anonymized")  # the name of the project would name the company
        proposal = self._folder() / f"{name}{PROJECT_SUFFIX}"
        title = tr("Save an anonymized copy")
        AnonymiseDialog(lambda: self._ask_where(title, proposal, self.save_anonymised_copy), self._window).open()

    def save_anonymised_copy(self, path: Path) -> None:
        """Save a copy with other figures and names to ``path``; the document stays as it is, and open."""
        from workbench.ui.shell.anonymised_copy import save_anonymised, say_how_alike

        document = self.document
        if document is None:
            return
        project, own, beside = document.session.settled, document.path, document.folder

        def write(progress: Progress) -> "tuple[CheckId, ...]":
            refuse_target(project, path, PROJECT_SUFFIX, beside)
            return save_anonymised(project, path, progress, own)

        self._jobs.start(
            tr("Saving {file}", file=path.name),
            write,
            lambda differing: self.message.emit(say_how_alike(path, differing)),
            lambda reason: self._refuse(tr("Not saved"), reason),
            writes=True,
            files=[path],
        )

    def write_view(
        self,
        title: str,
        name: str,
        write: Callable[[Path, Progress], object],
        then: Callable[[Path], object] = lambda _: None,
        *,
        is_on_screen: bool,
    ) -> None:
        """Ask where to write pages or a picture of a view, then do it; say where it is, or why it is not.

        ``then`` is called once it is written. ``is_on_screen``: it is drawn with widgets, so at once instead of on
        another thread.
        """

        def finish(path: Path) -> None:
            self.message.emit(tr("Saved to {path}", path=str(path)))
            then(path)

        document = self.document

        def write_safely(path: Path, progress: Progress) -> None:
            if document is not None:
                from workbench.exporting.output_files import refuse_own_files

                refuse_own_files(document.session.project, path, document.folder)
            write(path, progress)

        def start(path: Path) -> None:
            if is_on_screen:
                self._write_now(path, write_safely, finish)
                return
            self._jobs.start(
                tr("Saving {file}", file=path.name),
                lambda progress: write_safely(path, progress),
                lambda _: finish(path),
                lambda reason: self._refuse(tr("Not saved"), reason),
                writes=True,
                files=[path],
            )

        self._ask_where(title, self._folder() / f"{stem_of(Path(name).stem)}{Path(name).suffix}", start)

    def _write_now(self, path: Path, write: Callable[[Path, Progress], object], finish: Callable[[Path], None]) -> None:
        from workbench.errors import WorkbenchError
        from workbench.progress import SILENT
        from workbench.ui.toolkit.refusals import say_refusal

        try:
            write(path, SILENT)
        except WorkbenchError as error:
            self._refuse(tr("Not saved"), say_refusal(error))
        else:
            finish(path)

    # ---- unsaved work

    def when_safe(self, then: Callable[[], None], otherwise: Callable[[], None] = lambda: None) -> None:
        """Call ``then`` at once if nothing would be lost; else ask, and call it once changes are saved or discarded.

        ``otherwise`` is called if the user cancels.
        """
        document = self.document
        if not self.may_leave():
            otherwise()
        elif document is None or not document.is_modified:
            then()
        else:
            from workbench.ui.toolkit.messages import ask_about_unsaved

            # asked again if the user kept working during the save
            ask_about_unsaved(
                self._window,
                document.name,
                lambda: self.save(lambda: self.when_safe(then, otherwise)),
                then,
                otherwise,
                is_in_a_file=document.path is not None,
            )

    def close(self) -> None:
        """Close the document, which has been saved or discarded."""
        document, self.document = self.document, None
        if document:
            document.close()

    # ---- recovery

    @property
    def keeping(self) -> Keeping:
        """How the next document is recorded."""
        return Keeping(self.user_name, self.recovery_folder)

    @property
    def user_name(self) -> str:
        """The name recorded with steps: the one the user set, else the system's."""
        return read_preferences(self._settings).name or system_user_name()

    def follow_user_name(self) -> None:
        """Record further steps under the name that the user has set."""
        if self.document:
            self.document.session.by = self.user_name

    def recover(self, left: "LeftBehind", then: "Callable[[], None]") -> None:
        """Show what a killed process left behind instead of the current document, then call ``then``."""
        present, keeping = self.document, self.keeping

        def work(progress: Progress) -> "tuple[Document, Recovered]":
            document, recovered = keeping.recover(left, progress)
            self._safekeeping.hold(document, present)
            return document, recovered

        def show(outcome: "tuple[Document, Recovered]") -> None:
            self.show(outcome[0])
            then()
            self._say_how_far(outcome[1])

        def start() -> None:
            self._jobs.start(
                tr("Recovering {file}", file=left.file.name),
                work,
                show,
                lambda reason: self._refuse(tr("{file} was not recovered", file=left.file.name), reason),
            )

        self.when_safe(start)

    def _say_how_far(self, recovered: "Recovered") -> None:
        from workbench.ui.toolkit.language import tr_count

        what = tr("{file} was recovered in part", file=recovered.file.name)
        if recovered.kept_in:
            reason = tr_count(
                "The last step could not be recovered. It is kept in {path}.",
                "The last {count:,} steps could not be recovered. They are kept in {path}.",
                recovered.dropped,
                path=str(recovered.kept_in),
            )
            self._refuse(what, reason)
        elif recovered.is_damaged:
            self._refuse(what, tr("The record of its steps is damaged after the last step shown."))

    def leave(self) -> None:
        """Leave the document as it is, to be recovered: the program is being ended from outside."""
        if self.document and self.document.recovery:
            self.document.recovery.close()

    def _ask_where(self, title: str, proposal: Path, then: Callable[[Path], None]) -> None:
        from workbench.ui.shell.file_dialogs import choose_target

        choose_target(self._window, title, proposal, then)

    def _refuse(self, what: str, reason: str, offers: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        from workbench.ui.toolkit.messages import show_refusal

        show_refusal(self._window, what, reason, offers)

    def _folder(self) -> Path:
        """Return the folder the user last worked in."""
        recent = self._settings.recent_files
        present = self.document.path if self.document else None
        near = present or (recent[0] if recent else None)
        return near.parent if near and near.parent.is_dir() else Path.home()


def stem_of(name: str) -> str:
    """Return the name of a document as the beginning of a file's: without an ending, and what no file may be called."""
    from workbench.workbooks.reading import READABLE

    has_ending = Path(name).suffix.lower() in (*READABLE, PROJECT_SUFFIX)
    stem = Path(name).stem if has_ending else name
    return " ".join(re.sub(NOT_IN_FILE_NAMES, " ", stem).split()).strip(".") or tr("Untitled")


def load_document(
    paths: Sequence[Path],
    progress: Progress,
    passwords: Mapping[Path, str] = NO_PASSWORDS,
    keeping: Keeping = NOT_KEPT,
) -> "Document":
    """Read ``paths`` into a new session, importing along the way everything its window needs."""
    from workbench.opening import Opening, changed_sources

    opening = Opening(paths, passwords)
    try:
        import workbench.ui.shell.document_actions  # noqa: F401  # off the UI thread, while reading
        from workbench.files import stamp

        own = paths[0] if is_project_file(paths[0]) else None
        before = stamp(own) if own else None
        project = opening.project(progress)
        of_sources = changed_sources(project, own) if own else ()
    finally:
        opening.cancel()
    document = keeping.document_of(project, ", ".join(path.name for path in paths), own, before, of_sources)
    if opening.unknown:
        document.read_only = phrase(
            "It was saved by a newer version of this program and contains data unknown to this version ({unknown}).",
            unknown=phrase_of_list(opening.unknown[:MOST_NAMED]),
        )
    return document


def export_workbook(
    results: "Results", path: Path, words: "Words", progress: Progress, beside: Path | None = None
) -> "Fact | None":
    """Write the review workbook to ``path``, whole or not at all. Raises WorkbenchError, also for a source's path.

    ``words``: its language. ``beside``: the folder of the project, where its sources may be. Returns what its user
    must be told, if figures had to be written as text.
    """
    from workbench.exporting.output_files import refuse_work_of_others
    from workbench.exporting.workbook import write_review_workbook
    from workbench.files import replacing

    refuse_target(results.project, path, REVIEW_SUFFIX, beside)
    refuse_work_of_others(path)
    with replacing(path) as temporary:
        return write_review_workbook(temporary, results, words, progress)


def refuse_target(project: "Project", path: Path, suffix: str, beside: Path | None) -> None:
    """Raise WorkbenchError if ``path`` has the wrong suffix, or is a source or a file of evidence of the project."""
    from workbench.errors import WorkbenchError
    from workbench.exporting.output_files import refuse_own_files

    if path.suffix.lower() != suffix:
        raise WorkbenchError("{file} does not end in {suffix}. Choose a name that does.", file=path.name, suffix=suffix)
    refuse_own_files(project, path, beside)
