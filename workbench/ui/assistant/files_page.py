"""The first page: which files and sheets are imported, and what was recognised on them."""

from typing import ClassVar

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.assistant.banner import Banner
from workbench.ui.assistant.descriptions import join_words, pluralise
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.assistant.page import Page
from workbench.ui.assistant.sources_model import CELLS, FOUND, NAME, SourcesModel
from workbench.ui.assistant.whole_import import WholeImport
from workbench.ui.toolkit.theme import Theme, figures_font

NAME_WIDTH, CELLS_WIDTH = 420, 90


class FilesPage(Page):
    """``more_wanted``: the user asks for another file. ``layouts_wanted``: to see what is remembered."""

    more_wanted = Signal()
    layouts_wanted = Signal()
    title: ClassVar[str] = "Files and sheets"
    about: ClassVar[str] = (
        "Take the sheets that hold statements and differences; leave out what does not belong to them."
    )

    def __init__(self, drafting: ImportController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafting = drafting
        self._current: tuple[str, ...] = ()
        self.model = SourcesModel(drafting, theme, self)
        self.refusal = Banner("refused", self)
        self.whole = WholeImport(drafting, self)
        self.view = QTreeView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName("Files and sheets")
        self.view.setFont(figures_font(self.view.font()))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setUniformRowHeights(True)
        self.view.setTabKeyNavigation(False)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(FOUND, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NAME, NAME_WIDTH)
        header.resizeSection(CELLS, CELLS_WIDTH)
        header.setSectionsClickable(False)
        self.remembered = QCheckBox(self)
        self.remembered.hide()
        self.more = QPushButton("&Add files…", self)
        self.less = QPushButton("Re&move file", self)
        self.layouts = QPushButton("Remembered &layouts…", self)
        for button in (self.more, self.less, self.layouts):
            button.setAutoDefault(True)
        self._lay_out()
        self.setFocusProxy(self.view)
        self.model.modelReset.connect(self._on_reset)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.remembered.clicked.connect(lambda on: drafting.use_layouts(use=on))
        self.more.clicked.connect(self.more_wanted)
        self.less.clicked.connect(self._remove)
        self.layouts.clicked.connect(self.layouts_wanted)
        drafting.changed.connect(self._on_changed)
        self._on_reset()
        self._on_changed()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.more)
        buttons.addWidget(self.less)
        buttons.addSpacing(16)
        buttons.addWidget(self.remembered)
        buttons.addStretch(1)
        buttons.addWidget(self.layouts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.refusal)
        layout.addWidget(self.whole)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)

    def _on_reset(self) -> None:
        """Show the whole tree, and stay where the user was."""
        self.view.expandAll()
        index = self.model.index(0, 0)
        for file in (self.model.index(row, 0) for row in range(self.model.rowCount())):
            for place in (file, *(self.model.index(row, 0, file) for row in range(self.model.rowCount(file)))):
                if self._path(place) == self._current:
                    index = place
        self.view.setCurrentIndex(index)

    def _path(self, index: QModelIndex) -> tuple[str, ...]:
        """Return the names of a file, and of a sheet on it."""
        node, names = self.model.node(index), list[str]()
        while node.parent is not None:
            names.append(node.words[0])
            node = node.parent
        return tuple(names[::-1])

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._current = self._path(index)[:2]
        self._offer()

    def _on_changed(self) -> None:
        refusals = [each.refusal for each in self._drafting.files if each.refusal]
        draft = self._drafting.draft
        if not refusals:
            refusals = [self._drafting.refusal or (draft.refusal if draft else "")]
        self.refusal.show_message("\n".join(refusals))
        self._offer_memory()
        self._offer()

    def _offer_memory(self) -> None:
        layouts = self._drafting.remembered()
        self.remembered.setVisible(bool(layouts))
        if not layouts:
            return
        corrections = pluralise(sum(len(each.corrections) for each in layouts.values()), "correction")
        sheets = join_words(sheet for _, sheet in layouts)
        this = "this layout" if len(layouts) == 1 else "these layouts"
        self.remembered.setText(f"&Use the {corrections} remembered for {this} ({sheets})")
        when = join_words(f"{each.file}, {each.when:%d %b %Y}" for each in layouts.values())
        self.remembered.setToolTip(f"Made for {when}. They are listed, and taken back, on the next page.")
        self.remembered.setChecked(self._drafting.uses_memory)

    def _offer(self) -> None:
        self.less.setEnabled(self._file >= 0)

    @property
    def _file(self) -> int:
        return self.model.file_of(self.view.currentIndex())

    def _remove(self) -> None:
        if self._file >= 0:
            self._drafting.remove(self._file)

    @property
    def obstacle(self) -> str:
        if self._drafting.is_reading or (self._drafting.is_busy and self._drafting.draft is None):
            return "The files are still being read."
        if self._drafting.draft is None:
            return "Add a file that can be read."
        return ""
