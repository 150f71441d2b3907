"""The user's changes that conflict with the files: a table in which the user decides each one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.commands import Collision
from workbench.phrases import phrase
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.toolkit.item_roles import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, Index, name_of_row
from workbench.ui.toolkit.language import tr, tr_count, window_words
from workbench.ui.toolkit.panel_table import EnterKey, fit_height, plain_table
from workbench.wording.alterations import name_of_attribute, name_of_subject, say_value

HEADINGS = (
    phrase("Your change"),
    phrase("Attribute"),
    phrase("As imported"),
    phrase("In the files now"),
    phrase("Yours"),
    phrase("Keep"),
)
SUBJECT, DECISION = 0, 5
AMOUNTS = frozenset((2, 3, 4))
UNDECIDED, OWN, THEIRS, GONE = phrase("Choose"), phrase("Yours"), phrase("From the files"), phrase("No longer there")


class CollisionsModel(QAbstractTableModel):
    """A row for each collision: what it is about, as imported, in the files now, and the user's value."""

    def __init__(self, controller: ImportController, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._collisions: Sequence[Collision] = ()

    def show(self, collisions: Sequence[Collision]) -> None:
        self.beginResetModel()
        self._collisions = collisions
        self.endResetModel()

    def repaint_decisions(self) -> None:
        if self._collisions:
            last = self.index(len(self._collisions) - 1, DECISION)
            self.dataChanged.emit(self.index(0, DECISION), last, [DISPLAY])

    def collision(self, row: int) -> Collision:
        return self._collisions[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._collisions)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ALIGNMENT:
            return int(RIGHT if index.column() in AMOUNTS else LEFT)
        return self._texts(self._collisions[index.row()])[index.column()] if role == DISPLAY else None

    def _texts(self, collision: Collision) -> tuple[str, ...]:
        altered, words, project = collision.alteration, window_words(), self._controller.open_project
        assert project is not None, "where nothing is open, nothing collides"
        values = (altered.old, collision.theirs, altered.new)
        old, theirs, new = (say_value(altered, value, project, words) for value in values)
        keeps_own = self._controller.keeps_own.get(altered.key)
        decision = UNDECIDED if keeps_own is None else OWN if keeps_own else THEIRS
        return (
            name_of_subject(altered, project, words),
            name_of_attribute(altered.attribute, words),
            old,
            tr(GONE) if collision.is_gone and collision.theirs is None else theirs,
            new,
            tr(decision),
        )

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return name_of_row(self, section, role)
        if not 0 <= section < len(HEADINGS):
            return None
        if role == ALIGNMENT:
            return int(RIGHT if section in AMOUNTS else LEFT)
        return tr(HEADINGS[section]) if role == DISPLAY else None


class CollisionsView(QWidget):
    """The table with two buttons for all rows; Enter or a double-click decides a row, or changes the decision."""

    def __init__(self, controller: ImportController, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self.model = CollisionsModel(controller, self)
        self.heading = QLabel(self)
        self.heading.setObjectName("sectionTitle")
        self.heading.setWordWrap(True)
        self.table = plain_table(self.model, SUBJECT, tr("Your changes that conflict with the files"), self)
        self.table.horizontalHeader().setSectionResizeMode(SUBJECT, QHeaderView.ResizeMode.Stretch)
        self.keep_own = QPushButton(tr("Keep all &yours"), self)
        self.take_theirs = QPushButton(tr("Take all from the &files"), self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep_own)
        buttons.addWidget(self.take_theirs)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        EnterKey(self.table, self._on_chosen)
        self.keep_own.clicked.connect(lambda: self._decide_all(keep_own=True))
        self.take_theirs.clicked.connect(lambda: self._decide_all(keep_own=False))
        controller.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        collisions = self._controller.collisions
        if [self.model.collision(row) for row in range(self.model.rowCount())] == list(collisions):
            self.model.repaint_decisions()
        else:
            self.model.show(collisions)
            fit_height(self.table)
        self.heading.setText(
            tr_count(
                (
                    "{count:,} of your changes conflicts with the files. Choose which value to keep: press Enter or "
                    "use a button."
                ),
                (
                    "{count:,} of your changes conflict with the files. Choose which values to keep: press Enter or "
                    "use a button."
                ),
                len(collisions),
            )
        )
        self.setVisible(bool(collisions))

    def _on_chosen(self, index: QModelIndex) -> None:
        collision = self.model.collision(index.row())
        key = collision.alteration.key
        keeps_own = not collision.is_gone and not self._controller.keeps_own.get(key, False)
        self._controller.decide([key], keep_own=keeps_own)

    def _decide_all(self, *, keep_own: bool) -> None:
        collisions = self._controller.collisions
        gone = [collision.alteration.key for collision in collisions if collision.is_gone]
        self._controller.decide((collision.alteration.key for collision in collisions), keep_own=keep_own)
        self._controller.decide(gone, keep_own=False)
