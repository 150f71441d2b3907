"""The dialog that lists the layouts with remembered corrections, and forgets them."""

from collections.abc import Callable

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

from workbench.errors import WorkbenchError
from workbench.importing.report.layout_store import Layout, LayoutStore
from workbench.ui.assistant.descriptions import count_of_corrections, describe_correction
from workbench.ui.toolkit.dates import format_day
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.refusals import say_refusal
from workbench.ui.toolkit.screen_room import resize_on_screen

SIZE = (620, 460)


class LayoutsDialog(QDialog):
    """Lists each remembered layout with its corrections. ``on_forgotten`` is called after a layout is forgotten."""

    def __init__(self, layout_store: LayoutStore, on_forgotten: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Remembered layouts"))
        resize_on_screen(self, *SIZE)
        self._layout_store = layout_store
        self._on_forgotten = on_forgotten
        about = QLabel(
            tr(
                "Corrections are offered again for sheets with the same headings and captions. If you forget a "
                "layout, its sheets are read without them."
            ),
            self,
        )
        about.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Remembered layouts"))
        self.list.setWordWrap(True)
        self.message = QLabel(self)
        self.message.setObjectName("quiet")
        self.message.setWordWrap(True)
        self.forget_button = QPushButton(tr("&Forget"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.forget_button.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.addButton(self.forget_button, QDialogButtonBox.ButtonRole.DestructiveRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (about, self.list, self.message, buttons):
            layout.addWidget(widget)
        buttons.rejected.connect(self.reject)
        self.forget_button.clicked.connect(self._forget)
        self.list.currentItemChanged.connect(lambda *_: self._enable_forgetting())
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for layout in self._layout_store.layouts:
            item = QListWidgetItem(_describe_layout(layout), self.list)
            item.setData(Qt.ItemDataRole.UserRole, layout.fingerprint)
        if self.list.count():
            self.list.setCurrentRow(0)
        self._enable_forgetting()

    def _enable_forgetting(self) -> None:
        self.forget_button.setEnabled(self.list.currentItem() is not None)
        self.message.setText("" if self.list.count() else tr("No layouts are remembered."))

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        try:
            self._layout_store.forget(item.data(Qt.ItemDataRole.UserRole))
        except WorkbenchError as error:
            self.message.setText(say_refusal(error))
            return
        self._fill()
        self._on_forgotten()


def _describe_layout(layout: Layout) -> str:
    heading = tr(
        "{sheet} of {file}, {day}: {corrections}",
        sheet=layout.sheet,
        file=layout.file,
        day=format_day(layout.when),
        corrections=count_of_corrections(len(layout.corrections)),
    )
    corrections = (f"    {describe_correction(correction)}" for correction in layout.corrections)
    return "\n".join((heading, *corrections))
