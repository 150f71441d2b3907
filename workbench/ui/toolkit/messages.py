"""Message boxes: unsaved work, a refusal, a fault, about the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench.ui.toolkit.language import tr

Button = QMessageBox.StandardButton


def ask_about_unsaved(parent: QWidget, name: str, save: Callable[[], None], discard: Callable[[], None]) -> QMessageBox:
    """Ask what to do with unsaved work; nothing happens on Cancel."""
    box = _box(parent, QMessageBox.Icon.Question, f"Save the changes to {name}?")
    box.setInformativeText("They are lost otherwise.")
    box.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
    box.setDefaultButton(Button.Save)
    act = {Button.Save: save, Button.Discard: discard}

    def decide(result: int) -> None:
        if chosen := act.get(Button(result)):
            chosen()

    box.finished.connect(decide)
    box.open()
    return box


def ask_about_corrections(parent: QWidget, discard: Callable[[], None]) -> QMessageBox:
    """Ask whether to give up an import whose corrections would be lost; else nothing happens."""
    box = _box(parent, QMessageBox.Icon.Question, "Give up this import?")
    box.setInformativeText("Your corrections are lost. Nothing was imported.")
    give_up = box.addButton("Give up", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton("Go on with it", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(give_up)
    give_up.clicked.connect(discard)
    box.open()
    return box


def ask_about_discarding(parent: QWidget, name: str, discard: Callable[[], None]) -> QMessageBox:
    """Ask whether to delete what a killed program left; else nothing happens."""
    box = _box(parent, QMessageBox.Icon.Question, tr("Discard the unsaved steps of {file}?", file=name))
    box.setInformativeText(tr("They cannot be recovered any more. The file of the project stays as it is."))
    give_up = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(Button.Cancel)
    give_up.clicked.connect(discard)
    box.open()
    return box


def ask_about_changed_file(
    parent: QWidget, name: str, save_as: Callable[[], None], overwrite: Callable[[], None]
) -> QMessageBox:
    """Ask where to save a file that somebody else has written in the meantime; nothing happens on Cancel."""
    box = _box(parent, QMessageBox.Icon.Warning, f"{name} was written by somebody else since it was opened here")
    box.setInformativeText("Save under another name to keep both. Overwriting gives up what the other one wrote.")
    other_name = box.addButton("Save as…", QMessageBox.ButtonRole.AcceptRole)
    give_up = box.addButton("Overwrite", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(other_name)
    other_name.clicked.connect(save_as)
    give_up.clicked.connect(overwrite)
    box.open()
    return box


def show_refusal(parent: QWidget, what: str, reason: str) -> QMessageBox:
    """Show that something was not done, and why."""
    box = _box(parent, QMessageBox.Icon.Warning, what)
    box.setInformativeText(reason)
    box.setStandardButtons(Button.Ok)
    box.open()
    return box


def show_fault(parent: QWidget, fault: BaseException) -> QMessageBox:
    """Show that the program itself failed; the figures are as they were before the step."""
    box = _box(parent, QMessageBox.Icon.Critical, "The program made a mistake")
    details = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    box.setInformativeText(f"The last step may not have been done; save your work under a new name. Report: {details}")
    box.setStandardButtons(Button.Ok)
    box.open()
    return box


def show_about(parent: QWidget) -> QMessageBox:
    from importlib.metadata import version

    box = _box(parent, QMessageBox.Icon.NoIcon, f"Reconciliation Workbench {version('reconciliation-workbench')}")
    box.setInformativeText(
        "Reconciles financial statements between two frameworks: each difference on or off, every total exact.\n\n"
        "Effects are additive and ignore interaction. A state in which not every difference is on is illustrative. "
        "Text that a spreadsheet would run is copied with an apostrophe in front; pasting it here removes it. "
        "Nothing leaves this computer. MIT licence.\n\n"
        + tr("What you do is written down as you do it: a kill loses nothing, a power cut at most the last second.")
    )
    box.setStandardButtons(Button.Ok)
    box.open()
    return box


def _box(parent: QWidget, symbol: QMessageBox.Icon, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Reconciliation Workbench")
    box.setIcon(symbol)
    box.setText(text)
    return box
