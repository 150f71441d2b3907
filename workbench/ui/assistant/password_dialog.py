"""The dialog that asks for the passwords of protected files."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from workbench.opening import LONGEST_PASSWORD
from workbench.phrases import listing, phrase
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr, window_words

ABOUT_ONE = phrase("The file is password-protected. Its password is used to read it now, and is kept nowhere.")
ABOUT_SEVERAL = phrase(
    "These files are password-protected. Their passwords are used to read them now, and are kept nowhere."
)


class PasswordDialog(EditDialog):
    """Asks for the password of each file and hands those that were typed to ``use_passwords``, by path.

    ``locked``: the files, each with whether a password was tried that does not open it.
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
            field.setAccessibleName(tr("Password of {file}", file=path.name))
            self.form.addRow(name, field)
        next(iter(self.fields.values())).setFocus()
        if wrong := [path.name for path, is_wrong in locked.items() if is_wrong]:
            files = listing(wrong, window_words())
            self.refuse(tr("The password that was given does not open {files}. Check it: capitals count.", files=files))

    def accept(self) -> None:
        passwords = {path: field.text() for path, field in self.fields.items() if field.text()}
        if not passwords:
            self.refuse(tr("Type the password. Without it the file is not read."))
            return
        self._use_passwords(passwords)
        super().accept()
