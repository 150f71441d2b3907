"""The dialog that asks for the passwords of protected files."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from workbench.errors import WorkbenchError
from workbench.opening import LONGEST_PASSWORD
from workbench.phrases import listing, phrase
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr, window_words

ABOUT_ONE = phrase("The file is password-protected. The password is used only to read it now and is not stored.")
ABOUT_SEVERAL = phrase(
    "These files are password-protected. The passwords are used only to read them now and are not stored."
)


class PasswordDialog(EditDialog):
    """Asks for the password of each file and passes those entered to ``use_passwords``, by path.

    ``locked``: the files, each with whether a wrong password was tried.
    """

    def __init__(
        self, locked: Mapping[Path, bool], use_passwords: Callable[[Mapping[Path, str]], None], parent: QWidget
    ) -> None:
        super().__init__(tr("Password"), tr(ABOUT_ONE if len(locked) == 1 else ABOUT_SEVERAL), parent)
        self._use_passwords = use_passwords
        self.fields: dict[Path, QLineEdit] = {}
        for path in locked:
            name = QLabel(path.name, self)
            name.setTextFormat(Qt.TextFormat.PlainText)
            field = self.fields[path] = QLineEdit(self)
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(LONGEST_PASSWORD)
            field.setAccessibleName(tr("Password for {file}", file=path.name))
            self.form.addRow(name, field)
        next(iter(self.fields.values())).setFocus()
        if wrong := [path.name for path, is_wrong in locked.items() if is_wrong]:
            files = listing(wrong, window_words())
            self.refuse(
                tr(
                    "The password does not open {files}. Passwords are case-sensitive. Check it and try again.",
                    files=files,
                )
            )

    def act(self) -> None:
        passwords = {path: field.text() for path, field in self.fields.items() if field.text()}
        if not passwords:
            raise WorkbenchError("Enter the password. The file cannot be read without it.")
        self._use_passwords(passwords)
