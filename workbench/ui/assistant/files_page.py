"""The first page: the files and sheets to import, with what was recognized on them."""

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

from workbench.phrases import Phrase, phrase, say
from workbench.ui.assistant.banner import Banner
from workbench.ui.assistant.descriptions import count_of_corrections, join_words
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.assistant.page import Page
from workbench.ui.assistant.sources_model import CELLS, CONTENT, NAME, SourcesModel
from workbench.ui.assistant.whole_import import WholeImport
from workbench.ui.toolkit.dates import format_day
from workbench.ui.toolkit.language import tr, window_words
from workbench.ui.toolkit.theme import Theme, figures_font

NAME_WIDTH, CELLS_WIDTH = 420, 90


class FilesPage(Page):
    """``more_wanted``: the user wants to add a file. ``layouts_wanted``: to see the remembered layouts."""

    more_wanted = Signal()
    layouts_wanted = Signal()
    title: ClassVar[Phrase] = phrase("Files and sheets")
    about: ClassVar[Phrase] = phrase("Select the sheets that contain statements and differences, and clear the others.")

    def __init__(self, controller: ImportController, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self._current_path: tuple[str, ...] = ()
        self.model = SourcesModel(controller, theme, self)
        self.refusal = Banner("refused", self)
        self.whole_import = WholeImport(controller, self)
        self.view = QTreeView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("Files and sheets"))
        self.view.setFont(figures_font(self.view.font()))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setUniformRowHeights(True)
        self.view.setTabKeyNavigation(False)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(CONTENT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NAME, NAME_WIDTH)
        header.resizeSection(CELLS, CELLS_WIDTH)
        header.setSectionsClickable(False)
        self.use_remembered = QCheckBox(self)
        self.use_remembered.hide()
        self.add_button = QPushButton(tr("&Add files…"), self)
        self.remove_button = QPushButton(tr("Re&move file"), self)
        self.layouts_button = QPushButton(tr("Remembered &layouts…"), self)
        for button in (self.add_button, self.remove_button, self.layouts_button):
            button.setAutoDefault(True)
        self._lay_out()
        self.setFocusProxy(self.view)
        self.model.modelReset.connect(self._on_reset)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.use_remembered.clicked.connect(lambda on: controller.use_layouts(use=on))
        self.add_button.clicked.connect(self.more_wanted)
        self.remove_button.clicked.connect(self._remove)
        self.layouts_button.clicked.connect(self.layouts_wanted)
        controller.changed.connect(self._on_changed)
        self._on_reset()
        self._on_changed()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addSpacing(16)
        buttons.addWidget(self.use_remembered)
        buttons.addStretch(1)
        buttons.addWidget(self.layouts_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.refusal)
        layout.addWidget(self.whole_import)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)

    def _on_reset(self) -> None:
        """Show the whole tree and keep the current file or sheet."""
        self.view.expandAll()
        current = self.model.index(0, 0)
        for file in (self.model.index(row, 0) for row in range(self.model.rowCount())):
            for index in (file, *(self.model.index(row, 0, file) for row in range(self.model.rowCount(file)))):
                if self._path(index) == self._current_path:
                    current = index
        self.view.setCurrentIndex(current)

    def _path(self, index: QModelIndex) -> tuple[str, ...]:
        """Return the names from the file down to ``index``: the file, its sheet and a statement on it."""
        node, names = self.model.node(index), list[str]()
        while node.parent is not None:
            names.append(node.texts[0])
            node = node.parent
        return tuple(names[::-1])

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._current_path = self._path(index)[:2]
        self._enable_buttons()

    def _on_changed(self) -> None:
        refusals = [file.refusal for file in self._controller.files if file.refusal]
        draft = self._controller.draft
        if not refusals:
            refusals = [self._controller.refusal or (draft.refusal if draft else "")]
        self.refusal.show_message("\n".join(say(refusal, window_words()) for refusal in refusals))
        self._offer_layouts()
        self._enable_buttons()

    def _offer_layouts(self) -> None:
        layouts = self._controller.remembered_layouts()
        self.use_remembered.setVisible(bool(layouts))
        if not layouts:
            return
        corrections = count_of_corrections(sum(len(layout.corrections) for layout in layouts.values()))
        sheets = join_words(sheet for _, sheet in layouts)
        self.use_remembered.setText(
            tr("&Use the {corrections} remembered for this layout ({sheet})", corrections=corrections, sheet=sheets)
            if len(layouts) == 1
            else tr(
                "&Use the {corrections} remembered for these layouts ({sheets})", corrections=corrections, sheets=sheets
            )
        )
        origins = join_words(
            phrase("{file}, {day}", file=layout.file, day=format_day(layout.when)) for layout in layouts.values()
        )
        self.use_remembered.setToolTip(
            tr("Made for {origins}. You can review and remove them on the next page.", origins=origins)
        )
        self.use_remembered.setChecked(self._controller.uses_layouts)

    def _enable_buttons(self) -> None:
        self.remove_button.setEnabled(self._current_file >= 0)

    @property
    def _current_file(self) -> int:
        return self.model.file_of(self.view.currentIndex())

    def _remove(self) -> None:
        if self._current_file >= 0:
            self._controller.remove(self._current_file)

    @property
    def obstacle(self) -> str:
        if self._controller.is_reading or (self._controller.is_busy and self._controller.draft is None):
            return tr("The files are still being read.")
        if self._controller.draft is None:
            return tr("Add a file that can be read.")
        return ""
