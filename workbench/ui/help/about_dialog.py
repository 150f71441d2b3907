"""About the program: what it does, the versions of what it is made of, and their licenses."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.program import VERSION
from workbench.ui.help.libraries import libraries, licence_text, versions_as_text
from workbench.ui.toolkit.icons import icon_pixmap
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.screen_room import resize_on_screen
from workbench.ui.toolkit.theme import Theme

SIZE = (760, 520)
MARK, NAMES_WIDTH, ROW_PADDING = 56, 210, 8


class AboutDialog(QDialog):
    """Three tabs; the text of a license is read when its library is chosen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About"))
        resize_on_screen(self, *SIZE)
        self._theme = theme
        self._libraries = libraries()
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._about(), tr("About"))
        self.tabs.addTab(self._versions(), tr("Versions"))
        self.tabs.addTab(self._licences(), tr("Licenses"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(tr("Copy the versions"), self)
        copy.setToolTip(tr("Copy what a report of a fault needs"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions_as_text()))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)

    def _about(self) -> QWidget:
        page = QWidget(self)
        mark = QLabel(page)
        mark.setPixmap(icon_pixmap("workbench", self._theme, "accent", MARK, self.devicePixelRatioF()))
        title = QLabel(tr("Reconciliation Workbench {version}", version=VERSION), page)
        title.setObjectName("pageTitle")
        heads = QHBoxLayout()
        heads.setSpacing(14)
        heads.addWidget(mark)
        heads.addWidget(title, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 14, 14, 6)
        layout.setSpacing(12)
        layout.addLayout(heads)
        for text in (
            tr(
                "Reconciles financial statements between two frameworks: each difference switched on or off, every "
                "total exact."
            ),
            tr(
                "Effects are additive and ignore interaction. Unless every difference is on, the figures are "
                "illustrative. Text that a spreadsheet would run as a formula is copied with an apostrophe in front; "
                "pasting it here removes the apostrophe."
            ),
            tr("Each step is recorded as you make it: a crash loses nothing, a power outage at most the last second."),
            tr("Nothing leaves this computer."),
            tr("MIT license. Made with Qt, which is used under the GNU Lesser General Public License, version 3."),
        ):
            label = QLabel(text, page)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(1)
        return page

    def _versions(self) -> QWidget:
        table = QTableWidget(len(self._libraries), 3, self)
        table.setAccessibleName(tr("Versions"))
        table.setHorizontalHeaderLabels([tr("Name"), tr("Version"), tr("License")])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + ROW_PADDING)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setColumnWidth(0, NAMES_WIDTH)
        table.setColumnWidth(1, NAMES_WIDTH // 2)
        for row, library in enumerate(self._libraries):
            for column, text in enumerate(library):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(row, column, item)
        return table

    def _licences(self) -> QWidget:
        page = QWidget(self)
        self.names = QListWidget(page)
        self.names.setAccessibleName(tr("Libraries"))
        self.names.setFixedWidth(NAMES_WIDTH)
        self.names.ensurePolished()  # else the rows would be as high as without the style of the window
        self.names.addItems([library.name for library in self._libraries])
        self.text = QPlainTextEdit(page)
        self.text.setAccessibleName(tr("Text of the license"))
        self.text.setReadOnly(True)
        self.text.setObjectName("field")
        self.names.currentRowChanged.connect(self._show_licence)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.names)
        layout.addWidget(self.text, 1)
        self.names.setCurrentRow(0)
        return page

    def _show_licence(self, row: int) -> None:
        library = self._libraries[row]
        text = licence_text(library) or tr("{library} came without the text of its license.", library=library.name)
        self.text.setPlainText("\n\n".join((f"{library.name} {library.version}: {library.licence}", text)))
