"""Notices that a source of the open document has changed on disk, and offers to import it again."""

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workbench.files import Stamp
from workbench.opening import NOTHING_SEEN, SourcesOnDisk, look_at_sources
from workbench.phrases import listing
from workbench.ui.assistant.banner import Banner
from workbench.ui.context.document import Document
from workbench.ui.toolkit.jobs import Jobs
from workbench.ui.toolkit.language import tr, window_words

MILLISECONDS_TO_SETTLE = 1_500
"""A spreadsheet program saves in several steps (write, delete, rename), so look only after they have settled."""


class SourceWatch(QObject):
    """Checks the sources when the system reports a change, and when the program comes to the front.

    Both, because the system reports changes in few network folders. Disks are read in jobs. Whoever has a place for
    ``banner`` shows it; ``import_again_wanted``: the user accepts its offer.
    """

    import_again_wanted = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._project = document.session.project
        self._jobs = jobs
        self._seen = NOTHING_SEEN
        self._waived: dict[str, Stamp] = {}
        self._is_looking, self._has_to_look_again = False, False
        self._is_held_back, self._has_ended = False, False
        self.banner = Banner("question", parent)
        self._watcher = QFileSystemWatcher(self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(MILLISECONDS_TO_SETTLE)
        self._settling.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._settling.start)
        self._application = QGuiApplication.instance()
        if isinstance(self._application, QGuiApplication):
            self._application.applicationStateChanged.connect(self._on_application_state)

    def end(self) -> None:
        """Stop watching, before this is deleted."""
        self._has_ended = True
        self._settling.stop()
        if isinstance(self._application, QGuiApplication):
            self._application.applicationStateChanged.disconnect(self._on_application_state)
        self.banner.hide()
        self.banner.deleteLater()
        self.deleteLater()

    def hold_back(self, *, is_held_back: bool) -> None:
        """Offer nothing while the import assistant is in front."""
        if self._is_held_back != is_held_back:
            self._is_held_back = is_held_back
            self._offer()

    def look(self) -> None:
        """Check the sources on disk and offer to import again what has changed."""
        if self._is_looking or self._has_ended:
            self._has_to_look_again = True
            return
        self._is_looking, self._has_to_look_again = True, False
        project, folder, before = self._project, self._document.folder, self._seen
        self._jobs.start(
            tr("Checking the sources"),
            lambda _: look_at_sources(project, folder, before),
            self._on_looked,
            lambda _: None,
            is_quiet=True,
        )

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_looked(self, seen: SourcesOnDisk) -> None:
        self._is_looking, self._seen = False, seen
        if self._has_ended:
            return
        unwatched = {str(path) for path in seen.stamps} - set(self._watcher.files())
        if unwatched:
            self._watcher.addPaths(sorted(unwatched))
        self._offer()
        if self._has_to_look_again:
            self.look()

    def _offer(self) -> None:
        names = [path.name for path in self._seen.changed if self._waived.get(str(path)) != self._seen.stamps[path]]
        if self._is_held_back or not names:
            self.banner.show_message("")
            return
        offers = ((tr("Import again"), self.import_again_wanted.emit), (tr("Not now"), self._waive))
        if len(names) == 1:
            text = tr("{file} has changed on disk since it was imported.", file=names[0])
        else:
            files = listing(names, window_words())
            text = tr("{files} have changed on disk since they were imported.", files=files)
        self.banner.show_message(text, offers)

    def _waive(self) -> None:
        """Say nothing about these files until they change again."""
        self._waived = {str(path): self._seen.stamps[path] for path in self._seen.changed}
        self._offer()
