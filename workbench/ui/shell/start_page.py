"""The page of an empty window: what to do first."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.ui.toolkit.icons import icon_pixmap
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.theme import Theme

WIDTH, MARK = 680, 44


class StartPage(QFrame):
    """The ways to start, recent files, and a place to drop others. ``wanted`` carries a path."""

    wanted = Signal(object)

    def __init__(self, first_steps: list[QAction], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self._theme = theme
        self._mark = QLabel(self)
        title = QLabel(tr("Reconciliation Workbench"), self)
        title.setObjectName("pageTitle")
        about = QLabel(
            tr(
                "Reconcile statements from one framework to another: switch each difference on or off, with every "
                "total exact and proven."
            ),
            self,
        )
        about.setObjectName("quiet")
        about.setWordWrap(True)
        middle = QWidget(self)
        middle.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(middle)
        self._column.setSpacing(6)
        self._column.addWidget(self._mark)
        self._column.addWidget(title)
        about.setMinimumHeight(about.heightForWidth(WIDTH) + 4)
        self._column.addWidget(about)
        self._column.addSpacing(18)
        for action in first_steps:
            self._column.addWidget(_FirstStep(action, middle))
        self._column.addSpacing(14)
        line = QFrame(self)
        line.setObjectName("line")
        self._column.addWidget(line)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._column.addLayout(self._recent)
        hint = QLabel(tr("Or drop a workbook or a project here. Source workbooks are never changed."), self)
        hint.setObjectName("quiet")
        self._column.addSpacing(10)
        self._column.addWidget(hint)
        layout = QVBoxLayout(self)
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(middle)
        across.addStretch()
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        theme.changed.connect(self._draw)
        self._draw()

    def show_recent(self, paths: tuple[Path, ...]) -> None:
        """List the recent files, if any."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if paths:
            heading = QLabel(tr("Recent"), self)
            heading.setObjectName("sectionTitle")
            self._recent.addWidget(heading)
        for path in paths:
            button = QPushButton(f"{path.name}    {path.parent}", self)
            button.setFlat(True)
            button.setObjectName("recent")
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, path=path: self.wanted.emit(path))
            self._recent.addWidget(button)

    def _draw(self) -> None:
        self._mark.setPixmap(icon_pixmap("workbench", self._theme, "accent", MARK, self.devicePixelRatioF()))


class _FirstStep(QWidget):
    """One way to start: a button and what it does."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        button = QPushButton(action.icon(), text_without_key(action.text()), self)
        button.setFixedWidth(210)
        button.setObjectName("step")
        button.clicked.connect(action.trigger)
        about = QLabel(action.statusTip(), self)
        about.setObjectName("quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(button)
        layout.addWidget(about, 1)


def text_without_key(text: str) -> str:
    """Return the text of an action without its mnemonic: ``&Import`` or, of another script, ``导入(&I)``."""
    before, _, after = text.partition("(&")
    return f"{before}{after[2:]}" if after[1:2] == ")" else text.replace("&", "")
