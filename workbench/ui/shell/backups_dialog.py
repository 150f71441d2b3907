"""The dialog that lists the backups of a project file and opens one of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.backups import Backup
from workbench.ui.toolkit.dates import format_moment
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.screen_room import resize_on_screen

SIZE = (560, 340)
KILOBYTE = 1024


class BackupsDialog(QDialog):
    """Lists ``backups``, latest first; ``then`` is called with the one the user opens."""

    def __init__(
        self, project_file: Path | None, backups: Sequence[Backup], then: Callable[[Backup], None], parent: QWidget
    ) -> None:
        """``project_file`` is None for a document that has never been saved."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Restore a backup"))
        resize_on_screen(self, *SIZE)
        self._backups = backups
        self._then = then
        about = QLabel(self._describe(project_file), self)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Backups"))
        for backup in backups:
            QListWidgetItem(describe_backup(backup), self.list).setToolTip(str(backup.path))
        self.open_button = QPushButton(tr("&Open"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (about, self.list, buttons):
            layout.addWidget(widget)
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self._open)
        self.list.itemActivated.connect(lambda _: self._open())
        self.open_button.setEnabled(bool(backups))
        if backups:
            self.list.setCurrentRow(0)
            self.open_button.setDefault(True)
        else:
            self.list.hide()

    def _describe(self, project_file: Path | None) -> str:
        if project_file is None:
            return tr("The project has not been saved yet. Once it has, each save keeps the file it replaces.")
        if not self._backups:
            return tr("{file} has no backups yet. Each save keeps the file it replaces.", file=project_file.name)
        return tr(
            "Each save keeps the file it replaces. A backup opens as an unsaved copy; {file} does not "
            "change until you save.",
            file=project_file.name,
        )

    def _open(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._backups):
            self.accept()
            self._then(self._backups[row])


def describe_backup(backup: Backup) -> str:
    """Return when the file was saved and replaced, and how large it is."""
    return tr(
        "Saved {saved}, replaced {replaced}, {kilobytes:,} KB",
        saved=format_moment(backup.saved),
        replaced=format_moment(backup.replaced),
        kilobytes=max(backup.size // KILOBYTE, 1),
    )
