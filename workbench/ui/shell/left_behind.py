"""What a killed program left behind: a strip that lists it, and a dialog that shows what it would change."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.domain.project import Project
from workbench.domain.trail import Alteration
from workbench.ui.toolkit.item_roles import DISPLAY, NOWHERE, Index
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.panel_table import plain_table
from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value

if TYPE_CHECKING:
    from workbench.session.recovery import LeftBehind

SIZE = (820, 520)
WIDEST_VALUE = 200


class LeftBehindStrip(QFrame):
    """Lists what can be recovered, with buttons for it; hidden if there is nothing.

    Each signal carries the LeftBehind whose button was pressed.
    """

    recover_wanted = Signal(object)
    compare_wanted = Signal(object)
    discard_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 6, 8, 6)
        self._grid.setColumnStretch(0, 1)
        self._remains: list[LeftBehind] = []

    def show_remains(self, remains: Sequence["LeftBehind"]) -> None:
        """List ``remains``, latest first."""
        self._remains = list(remains)
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row, left in enumerate(remains):
            self._grid.addWidget(self._description_of(left), row, 0)
            buttons = (
                (tr("Recover"), self.recover_wanted),
                (tr("Compare…"), self.compare_wanted),
                (tr("Discard"), self.discard_wanted),
            )
            for column, (text, wanted) in enumerate(buttons, 1):
                button = QPushButton(text, self)
                button.setAutoDefault(True)
                button.clicked.connect(lambda _=False, wanted=wanted, left=left: wanted.emit(left))
                self._grid.addWidget(button, row, column)
        self.setVisible(bool(remains))

    def forget(self, left: "LeftBehind") -> None:
        """Remove it from the list."""
        self.show_remains([other for other in self._remains if other != left])

    def _description_of(self, left: "LeftBehind") -> QLabel:
        description = tr_count(
            "{name}: {count:,} step, at {time}, had not been saved when the program ended. {place}",
            "{name}: {count:,} steps, the last at {time}, had not been saved when the program ended. {place}",
            left.steps,
            name=left.file.name,
            time=f"{left.at.astimezone():%Y-%m-%d %H:%M}",
            place=str(left.file.path.parent) if left.file.path else tr("It had never been saved to a file."),
        )
        label = QLabel(description, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


class CompareDialog(QDialog):
    """Lists the differences between the file and the unsaved steps and lets the user decide."""

    recover_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, name: str, project: Project, alterations: Sequence[Alteration], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("{file}: as saved and as recovered", file=name))
        self.resize(*SIZE)
        self.table = plain_table(AlterationsModel(project, alterations, self), 0, tr("Changes not saved"), self)
        for column in (1, 2, 3):
            self.table.setColumnWidth(column, WIDEST_VALUE)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.recover_button = buttons.addButton(tr("Recover"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.discard_button = buttons.addButton(tr("Discard"), QDialogButtonBox.ButtonRole.DestructiveRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        self.recover_button.clicked.connect(self.recover_wanted)
        self.discard_button.clicked.connect(self.discard_wanted)
        self.discard_button.clicked.connect(self.reject)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)


class AlterationsModel(QAbstractTableModel):
    """What was altered, from what to what."""

    def __init__(self, project: Project, alterations: Sequence[Alteration], parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._alterations = alterations
        self._headings = (tr("What"), tr("Attribute"), tr("In the file"), tr("Recovered"))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._alterations)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role != DISPLAY or not index.isValid():
            return None
        alteration, words = self._alterations[index.row()], window_words()
        match index.column():
            case 0:
                return name_of_subject(alteration, self._project, words)
            case 1:
                return name_of_attribute(alteration.attribute, words)
            case 2:
                return say_value(alteration, alteration.old, self._project, words)
            case _:
                return say_value(alteration, alteration.new, self._project, words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        is_heading = role == DISPLAY and orientation is Qt.Orientation.Horizontal
        return self._headings[section] if is_heading else None
