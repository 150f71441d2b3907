"""Message boxes: unsaved work, refusals and faults."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench.phrases import Phrase
from workbench.ui.toolkit.language import tr

Button = QMessageBox.StandardButton


def ask_about_unsaved(
    parent: QWidget,
    name: str,
    save: Callable[[], None],
    discard: Callable[[], None],
    cancel: Callable[[], None] = lambda: None,
    *,
    is_in_a_file: bool = True,
) -> QMessageBox:
    """Ask what to do with unsaved work; ``cancel`` is called if the user cancels.

    ``is_in_a_file``: False for a project that has only been imported: it is not written into what it came from.
    """
    question = tr("Save the changes to {document}?", document=name)
    as_project = tr("Save your work on {document} as a project?", document=name)
    box = _box(parent, QMessageBox.Icon.Question, question if is_in_a_file else as_project)
    box.setInformativeText(tr("Your changes will be lost if you do not save them."))
    box.setStandardButtons(Button.Save | Button.Discard | Button.Cancel)
    box.setDefaultButton(Button.Save)
    act = {Button.Save: save, Button.Discard: discard, Button.Cancel: cancel}

    def decide(result: int) -> None:
        if chosen := act.get(Button(result)):
            chosen()

    box.finished.connect(decide)
    box.open()
    return box


def ask_about_corrections(parent: QWidget, discard: Callable[[], None]) -> QMessageBox:
    """Ask whether to cancel an import whose corrections would be lost; otherwise do nothing."""
    box = _box(parent, QMessageBox.Icon.Question, tr("Cancel this import?"))
    box.setInformativeText(tr("Nothing has been imported yet. Your corrections will be lost."))
    give_up = box.addButton(tr("Cancel import"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(tr("Continue import"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(give_up)
    give_up.clicked.connect(discard)
    box.open()
    return box


def ask_about_discarding(parent: QWidget, name: str, discard: Callable[[], None]) -> QMessageBox:
    """Ask whether to delete what a killed program left behind; otherwise do nothing."""
    box = _box(parent, QMessageBox.Icon.Question, tr("Discard the unsaved steps of {file}?", file=name))
    box.setInformativeText(tr("They cannot be recovered later. The project file does not change."))
    give_up = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(Button.Cancel)
    give_up.clicked.connect(discard)
    box.open()
    return box


def ask_about_deleting(parent: QWidget, name: str, hangs: Sequence[str], delete: Callable[[], object]) -> QMessageBox:
    """Ask whether to delete something, and what hangs on it; otherwise do nothing."""
    box = _box(parent, QMessageBox.Icon.Question, tr("Delete {name}?", name=name))
    with_it = "\n".join(f"•  {part}" for part in hangs)
    back = tr("Undo brings everything back.")
    box.setInformativeText(tr("This is deleted, too; Undo brings it back:\n{parts}", parts=with_it) if hangs else back)
    give_up = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(give_up)
    give_up.clicked.connect(delete)
    box.open()
    return box


def ask_about_changed_file(
    parent: QWidget, name: str, save_as: Callable[[], None], overwrite: Callable[[], None]
) -> QMessageBox:
    """Ask where to save a file that someone else has saved in the meantime; do nothing on Cancel."""
    changed = tr("{file} has been saved by someone else since it was opened here", file=name)
    box = _box(parent, QMessageBox.Icon.Warning, changed)
    box.setInformativeText(tr("Save under another name to keep both versions. Overwriting discards the other version."))
    other_name = box.addButton(tr("Save as…"), QMessageBox.ButtonRole.AcceptRole)
    give_up = box.addButton(tr("Overwrite"), QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(other_name)
    other_name.clicked.connect(save_as)
    give_up.clicked.connect(overwrite)
    box.open()
    return box


def ask_about_held_file(
    parent: QWidget, name: str, held: Phrase, read_only: Callable[[], None], copy: Callable[[], None]
) -> QMessageBox:
    """Ask how to open a file that is open elsewhere, as described by ``held``; do nothing on Cancel."""
    box = _box(parent, QMessageBox.Icon.Question, tr("{file} is open elsewhere", file=name))
    box.setInformativeText(tr("{held} Open it read-only, or work on a copy in a separate file.", held=held))
    look = box.addButton(tr("Open read-only"), QMessageBox.ButtonRole.AcceptRole)
    work = box.addButton(tr("Open a copy"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(Button.Cancel)
    box.setDefaultButton(look)
    look.clicked.connect(read_only)
    work.clicked.connect(copy)
    box.open()
    return box


def show_refusal(
    parent: QWidget, what: str, reason: str, offers: Sequence[tuple[str, Callable[[], object]]] = ()
) -> QMessageBox:
    """Show that something was not done, and why, with a button for each of ``offers`` (label and action)."""
    box = _box(parent, QMessageBox.Icon.Warning, what)
    box.setInformativeText(reason)
    box.setStandardButtons(Button.Cancel if offers else Button.Ok)
    for label, act in offers:
        button = box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
        button.clicked.connect(lambda _=False, act=act: act())
        box.setDefaultButton(button)
    box.open()
    return box


def show_fault(
    parent: QWidget, fault: BaseException, log: Path | None = None, copy: Callable[[], None] | None = None
) -> QMessageBox:
    """Show that the program itself failed; the figures are as they were before the step.

    ``log``: the log file; ``copy`` copies the details for a report.
    """
    box = _box(parent, QMessageBox.Icon.Critical, tr("Something went wrong"))
    details = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    what = tr(
        "The last step may not have been completed. Save your work under a new name and report this: {details}",
        details=details,
    )
    where = tr("The log, which contains no figures: {path}", path=str(log)) if log else ""
    box.setInformativeText("\n\n".join(filter(None, (what, where))))
    box.setStandardButtons(Button.Ok)
    if copy is not None:
        box.addButton(tr("Copy details"), QMessageBox.ButtonRole.ActionRole).clicked.connect(copy)
    box.open()
    return box


def _box(parent: QWidget, symbol: QMessageBox.Icon, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(tr("Reconciliation Workbench"))
    box.setIcon(symbol)
    box.setText(text)
    return box
