"""Entity, currency and scale of the whole import: as stated in the files, or as corrected by the user."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from workbench.importing.language.vocabulary import parse_currency
from workbench.importing.sheets.corrections import WHOLE_IMPORT, OfTheImport, SetCurrency, SetEntity, SetScale
from workbench.importing.sheets.cover import Cover
from workbench.phrases import phrase
from workbench.ui.assistant.descriptions import join_words, scale_choices, scale_in_words
from workbench.ui.assistant.import_controller import ImportController
from workbench.ui.toolkit.language import tr

CURRENCIES = ("RMB", "USD", "HKD", "EUR", "GBP", "JPY", "CHF", "SGD", "TWD", "KRW", "INR", "CAD", "AUD")
AS_THE_FILES_SAY = phrase(
    "As stated in the files. A change here applies to all of them; a table that states its own unit keeps it."
)
ENTITY_WIDTH, CURRENCY_WIDTH, SCALE_WIDTH = 420, 110, 190
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Choice(QComboBox):
    """A combo box that ignores the mouse wheel, which could change every figure by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class WholeImport(QWidget):
    """Three fields; one that is empty or repeats what the files state is not a correction."""

    def __init__(self, controller: ImportController, parent: QWidget) -> None:
        super().__init__(parent)
        self._controller = controller
        self._keeps_enter = False
        self.entity = QLineEdit(self)
        self.entity.setPlaceholderText(tr("not stated"))
        self.entity.setMaximumWidth(ENTITY_WIDTH)
        self.currency = _Choice(self)
        self.currency.setEditable(True)
        self.currency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.currency.addItems(CURRENCIES)
        self.currency.setFixedWidth(CURRENCY_WIDTH)
        self.code.setPlaceholderText(tr("not stated"))
        self.code.setAccessibleName(tr("Currency"))
        self.scale = _Choice(self)
        self.scale.setFixedWidth(SCALE_WIDTH)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.entity.returnPressed.connect(lambda: self._keep_enter(self._typed_entity))
        self.entity.editingFinished.connect(lambda: self._correct(self._typed_entity))
        self.code.returnPressed.connect(lambda: self._keep_enter(self._typed_currency))
        self.code.editingFinished.connect(self._correct_currency)
        self.currency.activated.connect(lambda _: self._correct_currency())
        self.scale.activated.connect(lambda _: self._correct(SetScale(self.scale.currentData() or 0)))
        controller.changed.connect(self._on_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, name, field, share in (
            (tr("En&tity"), tr("Entity"), self.entity, 1),
            (tr("Currenc&y"), tr("Currency"), self.currency, 0),
            (tr("Am&ounts in"), tr("Amounts in"), self.scale, 0),
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            field.setAccessibleName(name)
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
        layout.addWidget(self.message, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def code(self) -> QLineEdit:
        line = self.currency.lineEdit()
        assert line is not None
        return line

    # ---- what the files state, and what is in force

    @property
    def _cover_in_files(self) -> Cover:
        return self._controller.draft.as_read if self._controller.draft else Cover()

    def _cover_in_force(self) -> Cover:
        return self._cover_in_files.corrected_by(self._controller.corrections.get(WHOLE_IMPORT, ()))

    def _on_changed(self) -> None:
        self.setEnabled(self._controller.draft is not None)
        stated, in_force = self._cover_in_files, self._cover_in_force()
        if not (self.entity.hasFocus() and self.entity.isModified()):
            self.entity.setText(in_force.entity)
            self.entity.setCursorPosition(0)
        if not (self.code.hasFocus() and self.code.isModified()):
            self.currency.setEditText(in_force.currency)
        self._offer_scales(stated, in_force)
        has_tables = self._controller.draft is not None and self._controller.draft.project is not None
        self._show_message(_describe_cover(stated, in_force) if has_tables else "")

    def _offer_scales(self, stated: Cover, in_force: Cover) -> None:
        offers: list[tuple[str, int]] = [] if stated.scale else [(tr("not stated: whole units"), 0)]
        offers += [(scale_in_words(scale), scale) for scale in scale_choices(stated.scale, in_force.scale)]
        if offers != [(self.scale.itemText(index), self.scale.itemData(index)) for index in range(self.scale.count())]:
            self.scale.clear()
            for text, scale in offers:
                self.scale.addItem(text, scale)
        self.scale.setCurrentIndex(self.scale.findData(in_force.scale or 0))

    def _show_message(self, text: str, *, refuses: bool = False) -> None:
        self.message.setText(text)
        self.message.setObjectName("refusal" if refuses else "quiet")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    # ---- correcting

    @property
    def _typed_entity(self) -> SetEntity:
        return SetEntity(" ".join(self.entity.text().split()))

    @property
    def _typed_currency(self) -> SetCurrency:
        return SetCurrency(parse_currency(self.code.text()))

    def _correct_currency(self) -> None:
        typed = self.code.text().strip()
        if typed and not self._typed_currency.code:
            self._show_message(
                tr("'{typed}' is not a recognized currency. Enter its code, such as USD.", typed=typed),
                refuses=True,
            )
            return
        self._correct(self._typed_currency)

    def _correct(self, correction: OfTheImport) -> None:
        """Correct the whole import; a value that changes nothing removes the earlier correction of its kind."""
        for field in (self.entity, self.code):
            field.setModified(False)
        earlier = self._earlier_correction(correction)
        if self._changes_nothing(correction):
            if earlier:
                self._controller.take_back(WHOLE_IMPORT, earlier)
            else:
                self._on_changed()
        elif correction != earlier:
            self._controller.correct(WHOLE_IMPORT, correction)
        else:
            self._on_changed()

    def _earlier_correction(self, correction: OfTheImport) -> OfTheImport | None:
        """Return the correction of the same kind in force; None if there is none."""
        in_force = self._controller.corrections.get(WHOLE_IMPORT, ())
        return next((earlier for earlier in in_force if type(earlier) is type(correction)), None)

    def _changes_nothing(self, correction: OfTheImport) -> bool:
        stated = self._cover_in_files
        match correction:
            case SetEntity(name):
                return name in ("", stated.entity)
            case SetCurrency(code):
                return code in ("", stated.currency)
            case SetScale(scale):
                return scale in (0, stated.scale)

    # ---- the keyboard

    def _keep_enter(self, correction: OfTheImport) -> None:
        """If something new was typed, let Enter only complete it rather than also go to the next page."""
        earlier = self._earlier_correction(correction)
        self._keeps_enter = correction != earlier if not self._changes_nothing(correction) else earlier is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self._keeps_enter:
            self._keeps_enter = False
        elif event.key() == Qt.Key.Key_Escape and (self.entity.isModified() or self.code.isModified()):
            for field in (self.entity, self.code):
                field.setModified(False)
            self._on_changed()
        else:
            super().keyPressEvent(event)


def _describe_cover(stated: Cover, in_force: Cover) -> str:
    """Return what the files state if it is overridden, and what is missing; if neither applies, the rule."""
    overridden = []
    if in_force.is_entity_corrected:
        overridden.append(stated.entity or tr("no entity"))
    if in_force.is_currency_corrected:
        overridden.append(stated.currency or tr("no currency"))
    if in_force.corrected_scale is not None:
        overridden.append(scale_in_words(stated.scale) if stated.scale else tr("no unit"))
    missing = [
        what
        for what, value in (
            (phrase("entity"), in_force.entity),
            (phrase("currency"), in_force.currency),
            (phrase("unit"), in_force.scale),
        )
        if not value
    ]
    says = tr("The files state: {what}.", what=tr("; ").join(overridden)) if overridden else ""
    asks = tr("No file states the {missing}. Fill this in here.", missing=join_words(missing)) if missing else ""
    if says and asks:
        return tr("{says} {asks}", says=says, asks=asks)
    return says or asks or tr(AS_THE_FILES_SAY)
