"""Choosing which files to read and where to write."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.phrases import Phrase, phrase
from workbench.ui.toolkit.language import tr

WORKBOOKS = (
    phrase("Workbooks and text tables (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv)"),
    phrase("Excel workbooks (*.xlsx *.xlsm *.xls *.xlsb)"),
    phrase("All files (*)"),
)
PROJECTS = (phrase("Projects (*.recon)"),)
TO_MERGE = (phrase("Projects and review workbooks (*.recon *.xlsx *.xlsm *.xls *.ods)"), *PROJECTS, *WORKBOOKS)
FILTERS_BY_SUFFIX = {
    ".recon": PROJECTS,
    ".xlsx": (phrase("Excel workbook (*.xlsx)"),),
    ".pdf": (phrase("PDF (*.pdf)"),),
    ".docx": (phrase("Word document (*.docx)"),),
    ".zip": (phrase("Evidence bundle (*.zip)"),),
    ".png": (phrase("Picture (*.png)"), phrase("Drawing that can be enlarged (*.svg)")),
}
"""What may be written where a name with this suffix is proposed."""


def choose_workbooks(parent: QWidget, folder: Path, then: Callable[[list[Path]], None]) -> QFileDialog:
    """Let the user choose one or more workbooks for one import."""
    dialog = _make_dialog(parent, tr("Import workbooks"), folder, WORKBOOKS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_project(parent: QWidget, folder: Path, then: Callable[[Path], None]) -> QFileDialog:
    dialog = _make_dialog(parent, tr("Open a project"), folder, PROJECTS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog


def choose_projects(parent: QWidget, folder: Path, then: Callable[[list[Path]], object]) -> QFileDialog:
    """Let the user choose the projects from which the next one is rolled forward."""
    dialog = _make_dialog(parent, tr("Add earlier projects"), folder, PROJECTS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_to_merge(parent: QWidget, folder: Path, then: Callable[[Path], None]) -> QFileDialog:
    """Let the user choose another project, or a review workbook that came back."""
    dialog = _make_dialog(parent, tr("Merge a file"), folder, TO_MERGE)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog


def choose_target(parent: QWidget, title: str, proposal: Path, then: Callable[[Path], None]) -> QFileDialog:
    """Let the user choose where to write; a name without a suffix gets that of the chosen kind of file."""
    dialog = _make_dialog(parent, title, proposal.parent, FILTERS_BY_SUFFIX[proposal.suffix])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(proposal.suffix)
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(chosen.rpartition("*")[2].rstrip(")")))
    dialog.selectFile(proposal.name)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog


def _make_dialog(parent: QWidget, title: str, folder: Path, filters: Sequence[Phrase]) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(folder), ";;".join(map(tr, filters)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
