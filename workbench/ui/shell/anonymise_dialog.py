"""The dialog that tells what an anonymized copy keeps and replaces, before it asks where to save it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.phrases import Phrase, phrase
from workbench.ui.toolkit.language import tr

WIDTH = 560
REPLACED = (
    phrase("Every figure, entry and amount: by another one of the same sign, so that totals, ties and ratios hold "
           "where they held and fail where they failed."),
    phrase("Every name: the company, captions, differences, sections, notes, memos, references, comments, people, "
           "files and sheets. Notes are replaced word by word; equal words stay equal."),
    phrase("The times of comments and conclusions: all are shifted by the same number of days."),
)  # fmt: skip
KEPT = (
    phrase("Statements, the order of lines, which totals they add up to, and what each line is (revenue, cash …)."),
    phrase("Periods and their dates, the currency, the scale, common names of frameworks, and the standards that "
           "differences refer to."),
    phrase("The kind and nature of differences, which are on, and what the checks say; and the few words that checks "
           "go by, such as net, total or diluted."),
)  # fmt: skip
LEFT_OUT = (
    phrase("The history: it holds every earlier name and amount. Say in your report which steps led to the fault."),
    phrase("The files themselves, and remembered import layouts."),
)


class AnonymiseDialog(QDialog):
    """Says what becomes of what; ``then`` is called if the user goes on."""

    def __init__(self, then: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Save an anonymized copy"))
        self.setMinimumWidth(WIDTH)
        self._then = then
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        about = tr("For reporting a fault without showing your figures. The project itself does not change.")
        layout.addWidget(self._label(about))
        for heading, sentences in (
            (tr("Replaced"), REPLACED),
            (tr("Kept"), KEPT),
            (tr("Left out"), LEFT_OUT),
        ):
            title = self._label(heading)
            title.setObjectName("sectionTitle")
            layout.addWidget(title)
            layout.addLayout(self._list_of(sentences))
        layout.addWidget(self._label(tr("Look through the copy before you send it. It is saved, not opened.")))
        self.save_button = QPushButton(tr("&Save…"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _list_of(self, sentences: Sequence[Phrase]) -> QGridLayout:
        rows = QGridLayout()
        rows.setColumnStretch(1, 1)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(4)
        rows.setContentsMargins(4, 0, 0, 6)
        for number, sentence in enumerate(sentences):
            rows.addWidget(self._label("•"), number, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(self._label(tr(sentence)), number, 1)
        return rows

    def accept(self) -> None:
        super().accept()
        self._then()
