"""Every text that a window shows, has read out or shows beside the mouse, but for what Qt itself says."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QDockWidget,
    QFileDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QProgressBar,
    QStatusBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.translation.pseudo_language import english_in
from workbench.ui.toolkit.status_label import StatusLabel

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield every text of one widget, of its model and of its tabs; nothing of what Qt names itself."""
    if is_qts_own(widget):
        return
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    match widget:
        case StatusLabel():
            yield widget.text
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QGroupBox() | QMenu():
            yield widget.title()
        case QComboBox():
            yield from texts_in(widget.model())
            yield widget.placeholderText()
        case QLineEdit():
            yield widget.placeholderText()
        case QTextEdit():
            yield widget.toPlainText()
            yield widget.placeholderText()
        case QProgressBar():
            yield widget.text()
        case QStatusBar():
            yield widget.currentMessage()
        case QTabBar():
            for tab in range(widget.count()):
                yield from (widget.tabText(tab), widget.tabToolTip(tab))
        case QMessageBox():
            yield from (widget.text(), widget.informativeText(), widget.detailedText())
        case QFileDialog():
            yield from widget.nameFilters()
        case QHeaderView():
            for section in range(widget.count() if widget.isVisible() else 0):
                yield from headings_of(widget.model(), widget.orientation(), section)
        case QAbstractItemView() if widget.model() is not None:
            yield from texts_in(widget.model())


def texts_in(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    """Yield the texts of the rows below ``parent``, from the top if there is none."""
    parent = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (text for role in ROLES if isinstance(text := index.data(role), str))
        yield from texts_in(model, model.index(row, 0, parent))


def headings_of(model: QAbstractItemModel, orientation: Qt.Orientation, section: int) -> Iterator[str]:
    """Yield what heads a column or a row, and what is said of it."""
    yield from (str(model.headerData(section, orientation, role) or "") for role in ROLES)


def texts_of_table(model: QAbstractItemModel) -> Iterator[str]:
    """Yield the texts of a model with those of its columns' headings, also where no view shows them."""
    yield from texts_in(model)
    for column in range(model.columnCount()):
        yield from headings_of(model, Qt.Orientation.Horizontal, column)


def texts_of_menu(menu: QMenu) -> Iterator[str]:
    """Yield the texts of a menu and of all that opens from it, filled as pointing at them does."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        yield from (action.text(), action.toolTip(), action.statusTip())
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from texts_of_menu(submenu)


def texts_on(root: QWidget) -> Iterator[str]:
    """Yield every text of a widget and of all that is in it."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from texts_of(widget)


def english_among(texts: Iterable[str], data: frozenset[str]) -> dict[str, list[str]]:
    """Return the texts that hold English, with what of each is English. There is one text at least."""
    shown = {text for text in texts if text}
    assert shown, "nothing was shown"
    return {text: left for text in shown if (left := english_in(text, data))}


def is_qts_own(widget: QWidget) -> bool:
    """True for buttons that Qt names, and what stands in its dialogs for choosing files."""
    above = widget.parentWidget()
    if isinstance(widget, QAbstractButton) and isinstance(above, QTabBar | QDockWidget):
        return True
    while above is not None:
        match above:
            case QFileDialog():
                return True
            case QDialogButtonBox() if isinstance(widget, QAbstractButton):
                return above.standardButton(widget) is not QDialogButtonBox.StandardButton.NoButton
        above = above.parentWidget()
    return False
