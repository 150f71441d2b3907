"""The entity, the currency and the scale of all files together: as they say it, or as the user says in their place."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.domain.amounts import scale_in_words
from workbench.importing.language.vocabulary import parse_currency
from workbench.importing.sheets.corrections import WHOLE_IMPORT, OfTheImport, SetCurrency, SetEntity, SetScale
from workbench.importing.sheets.cover import Cover
from workbench.ui.assistant.descriptions import join_words, scales_offered
from workbench.ui.assistant.import_controller import ImportController

CURRENCIES = ("RMB", "USD", "HKD", "EUR", "GBP", "JPY", "CHF", "SGD", "TWD", "KRW", "INR", "CAD", "AUD")
NOT_NAMED = "not named: whole units"
AS_THE_FILES_SAY = "As the files say it. What is said here holds for all of them; a table that names a unit keeps it."
ENTITY_WIDTH, CURRENCY_WIDTH, SCALE_WIDTH = 420, 110, 190
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Choice(QComboBox):
    """A box that the wheel does not turn: it would change every figure by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class WholeImport(QWidget):
    """Three fields; one that says what the files say, or nothing, says nothing of its own."""

    def __init__(self, drafting: ImportController, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafting = drafting
        self._stays = False
        self.entity = QLineEdit(self)
        self.entity.setPlaceholderText("not named")
        self.entity.setMaximumWidth(ENTITY_WIDTH)
        self.currency = _Choice(self)
        self.currency.setEditable(True)
        self.currency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.currency.addItems(CURRENCIES)
        self.currency.setFixedWidth(CURRENCY_WIDTH)
        self.code.setPlaceholderText("not named")
        self.scale = _Choice(self)
        self.scale.setFixedWidth(SCALE_WIDTH)
        self.told = QLabel(self)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.entity.returnPressed.connect(lambda: self._stay(self._entity_said))
        self.entity.editingFinished.connect(lambda: self._say(self._entity_said))
        self.code.returnPressed.connect(lambda: self._stay(self._currency_said))
        self.code.editingFinished.connect(self._say_currency)
        self.currency.activated.connect(lambda _: self._say_currency())
        self.scale.activated.connect(lambda _: self._say(SetScale(self.scale.currentData() or 0)))
        drafting.changed.connect(self._on_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, field, share in (
            ("En&tity", self.entity, 1),
            ("Currenc&y", self.currency, 0),
            ("Am&ounts in", self.scale, 0),
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            field.setObjectName("field")
            if row.count():
                row.addSpacing(16)
            row.addWidget(label)
            row.addWidget(field, share)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.told, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def code(self) -> QLineEdit:
        line = self.currency.lineEdit()
        assert line is not None
        return line

    # ---- what the files say, and what was said

    @property
    def _read(self) -> Cover:
        return self._drafting.draft.as_read if self._drafting.draft else Cover()

    def _now(self) -> Cover:
        return self._read.corrected_by(self._drafting.corrections.get(WHOLE_IMPORT, ()))

    def _on_changed(self) -> None:
        self.setEnabled(self._drafting.draft is not None)
        read, now = self._read, self._now()
        if not (self.entity.hasFocus() and self.entity.isModified()):
            self.entity.setText(now.entity)
            self.entity.setCursorPosition(0)
        if not (self.code.hasFocus() and self.code.isModified()):
            self.currency.setEditText(now.currency)
        self._offer_scales(read, now)
        has_tables = self._drafting.draft is not None and self._drafting.draft.project is not None
        self._tell(" ".join(_told(read, now)) if has_tables else "")

    def _offer_scales(self, read: Cover, now: Cover) -> None:
        offered: list[tuple[str, int]] = [] if read.scale else [(NOT_NAMED, 0)]
        offered += [(scale_in_words(scale), scale) for scale in scales_offered(read.scale, now.scale)]
        if offered != [(self.scale.itemText(n), self.scale.itemData(n)) for n in range(self.scale.count())]:
            self.scale.clear()
            for text, scale in offered:
                self.scale.addItem(text, scale)
        self.scale.setCurrentIndex(self.scale.findData(now.scale or 0))

    def _tell(self, text: str, *, refuses: bool = False) -> None:
        self.told.setText(text)
        self.told.setObjectName("refusal" if refuses else "quiet")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)

    # ---- saying

    @property
    def _entity_said(self) -> SetEntity:
        return SetEntity(" ".join(self.entity.text().split()))

    @property
    def _currency_said(self) -> SetCurrency:
        return SetCurrency(parse_currency(self.code.text()))

    def _say_currency(self) -> None:
        typed = self.code.text().strip()
        if typed and not self._currency_said.code:
            self._tell(f"'{typed}' is not a currency that is understood. Write its code, like USD.", refuses=True)
            return
        self._say(self._currency_said)

    def _say(self, said: OfTheImport) -> None:
        """Say something of the whole import; what the files say, and nothing, takes back what was said before."""
        for field in (self.entity, self.code):
            field.setModified(False)
        before = self._before(said)
        if self._says_nothing(said):
            if before:
                self._drafting.take_back(WHOLE_IMPORT, before)
            else:
                self._on_changed()
        elif said != before:
            self._drafting.correct(WHOLE_IMPORT, said)
        else:
            self._on_changed()

    def _before(self, said: OfTheImport) -> OfTheImport | None:
        earlier = self._drafting.corrections.get(WHOLE_IMPORT, ())
        return next((each for each in earlier if type(each) is type(said)), None)

    def _says_nothing(self, said: OfTheImport) -> bool:
        read = self._read
        match said:
            case SetEntity(name):
                return name in ("", read.entity)
            case SetCurrency(code):
                return code in ("", read.currency)
            case SetScale(scale):
                return scale in (0, read.scale)

    # ---- the keyboard

    def _stay(self, said: OfTheImport) -> None:
        """Let Enter end the typing of something new, and no more than that."""
        before = self._before(said)
        self._stays = said != before if not self._says_nothing(said) else before is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self._stays:
            self._stays = False
        elif event.key() == Qt.Key.Key_Escape and (self.entity.isModified() or self.code.isModified()):
            for field in (self.entity, self.code):
                field.setModified(False)
            self._on_changed()
        else:
            super().keyPressEvent(event)


def _told(read: Cover, now: Cover) -> Iterator[str]:
    """Yield what the files say where something else was said, what they do not say, or what holds."""
    said = [
        text or f"no {what}"
        for what, text, is_said in (
            ("entity", read.entity, now.said_entity),
            ("currency", read.currency, now.said_currency),
            ("unit", scale_in_words(read.scale) if read.scale else "", now.said_scale is not None),
        )
        if is_said
    ]
    if said:
        yield f"The files say: {'; '.join(said)}."
    missing = [
        what for what, value in (("entity", now.entity), ("currency", now.currency), ("unit", now.scale)) if not value
    ]
    if missing:
        yield f"No file names the {join_words(missing)}: say it here."
    if not said and not missing:
        yield AS_THE_FILES_SAY
