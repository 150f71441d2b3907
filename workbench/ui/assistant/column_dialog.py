"""What a column states, where that needs a word: the difference's name, the currency, the period."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.domain.sources import Says
from workbench.importing.columns import Column
from workbench.importing.corrections import Area, ColumnIs
from workbench.importing.period_text import PeriodWords, words_in
from workbench.ui.dialogs.edits import EditDialog

TITLES = {Says.ADJUSTMENT: "A difference", Says.TRANSLATION: "A translation", None: "Another period"}


class ColumnDialog(EditDialog):
    """Asks for the word and hands the correction to ``say``."""

    def __init__(
        self, columns: Area, says: Says | None, column: Column | None, say: Callable[[ColumnIs], None], parent: QWidget
    ) -> None:
        super().__init__(TITLES[says], f"Column {columns}: what does it state?", parent)
        self._columns = columns
        self._says = says
        self._column = column
        self._say = say
        self.of = QLineEdit(self)
        self.period = QLineEdit(self)
        self.period.setPlaceholderText("as in the sheet; or: H1 2023, year ended 31 December 2023, 30 Jun 2023")
        if says is Says.ADJUSTMENT:
            self.of.setText(column.of if column and column.says is says else "")
            self.form.addRow("&Name of the difference", self.of)
        elif says is Says.TRANSLATION:
            self.of.setText(column.of if column and column.says is says else "USD")
            self.form.addRow("Into which &currency", self.of)
        else:
            self.of.hide()
        self.form.addRow("&Period", self.period)

    def accept(self) -> None:
        of, period = self.of.text().strip(), self.period.text().strip()
        says = self._says
        if says is None:
            says, of = (self._column.says, self._column.of) if self._column else (Says.AS_REPORTED, "")
            if not period:
                self.refuse("Write the period: H1 2023, or year ended 31 December 2023.")
                return
        elif not of:
            self.refuse("A name is needed." if says is Says.ADJUSTMENT else "A currency is needed: USD.")
            return
        if period and words_in(period) == PeriodWords():
            self.refuse(f"'{period}' is no period that is understood. Write it as H1 2023 or 30 Jun 2023.")
            return
        self._say(ColumnIs(self._columns, says, of, period))
        super().accept()
