"""The layouts for which corrections are remembered: to be seen, and forgotten."""

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
from workbench.ui.assistant.descriptions import describe_correction, pluralise

SIZE = (620, 460)


class LayoutsDialog(QDialog):
    """Lists each remembered layout with what was said of it. ``changed`` is called when one was forgotten."""

    def __init__(self, memory: LayoutStore, changed: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Remembered layouts")
        self.resize(*SIZE)
        self._memory = memory
        self._changed = changed
        about = QLabel(
            "Corrections are offered again for a sheet with the same headings and captions. Forget a layout, and its "
            "sheets are read without them.",
            self,
        )
        about.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Remembered layouts")
        self.list.setWordWrap(True)
        self.told = QLabel(self)
        self.told.setObjectName("quiet")
        self.told.setWordWrap(True)
        self.forget = QPushButton("&Forget", self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.forget.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.addButton(self.forget, QDialogButtonBox.ButtonRole.DestructiveRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (about, self.list, self.told, buttons):
            layout.addWidget(widget)
        buttons.rejected.connect(self.reject)
        self.forget.clicked.connect(self._forget)
        self.list.currentItemChanged.connect(lambda *_: self._offer())
        self._fill()

    def _fill(self) -> None:
        self.list.clear()
        for each in self._memory.layouts:
            item = QListWidgetItem(_in_words(each), self.list)
            item.setData(Qt.ItemDataRole.UserRole, each.fingerprint)
        if self.list.count():
            self.list.setCurrentRow(0)
        self._offer()

    def _offer(self) -> None:
        self.forget.setEnabled(self.list.currentItem() is not None)
        self.told.setText("" if self.list.count() else "Nothing is remembered.")

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        try:
            self._memory.forget(item.data(Qt.ItemDataRole.UserRole))
        except WorkbenchError as error:
            self.told.setText(str(error))
            return
        self._fill()
        self._changed()


def _in_words(layout: Layout) -> str:
    about = (
        f"{layout.sheet} of {layout.file}, {layout.when:%d %b %Y}: {pluralise(len(layout.corrections), 'correction')}"
    )
    return "\n".join((about, *(f"    {describe_correction(each)}" for each in layout.corrections)))
