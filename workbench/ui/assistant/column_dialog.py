"""What a column states, where that needs a word: the difference's name, the currency, the period."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.domain.periods import Period
from workbench.domain.sources import Says
from workbench.importing.language.period_text import period_from
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import Area, ColumnIs
from workbench.importing.sheets.detected import Headed
from workbench.ui.assistant.descriptions import listed
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.workbooks import column_letter

TITLES = {
    Says.AS_REPORTED: "As reported",
    Says.RESULT: "The result",
    Says.ADJUSTMENT: "A difference",
    Says.TRANSLATION: "A translation",
    None: "Another period",
}
FLOWS, DAYS = "'Six months ended June 30, 2023', 'FY2023' or 'H1 2023'", "'June 30, 2023' or '31 Dec 2023'"
EITHER = "'Six months ended June 30, 2023', 'FY2023' or '31 Dec 2023'"


class ColumnDialog(EditDialog):
    """Asks for the words that are missing and hands the corrections to ``say``.

    The period stands there where it is written above the column, and is left to the sheet where it is not changed.
    """

    def __init__(
        self,
        columns: Area,
        says: Says | None,
        of: str,
        column: Column | None,
        headed: Headed | None,
        say: Callable[[Sequence[ColumnIs]], None],
        parent: QWidget,
    ) -> None:
        """``says`` None: only the period is another. ``of``: what is known of the name; ``column``: as it is read."""
        self._columns = columns
        self._says = says
        self._column = column
        self._headed = headed
        self._say = say
        each = range(columns.left, columns.right + 1)
        self._without = tuple(index for index in each if not (headed and headed.period_above(index)))
        super().__init__(TITLES[says], self._about, parent)
        self.of = QLineEdit(self)
        self.period = QLineEdit(self)
        self.of.setText(of)
        if says is Says.ADJUSTMENT:
            self.form.addRow("&Name of the difference", self.of)
        elif says is Says.TRANSLATION:
            self.of.setText(of or "USD")
            self.form.addRow("Into which &currency", self.of)
        else:
            self.of.hide()
        self.form.addRow("&Period", self.period)
        if not self._without:
            self.period.setPlaceholderText("as in the sheet")
        self.period.setText(self._prefilled)
        for field in (self.of, self.period):
            field.selectAll()
        first = self.period if self.of.isHidden() or of else self.of
        self.setTabOrder(self.of, self.period)
        self.setTabOrder(self.period, self.buttons)
        first.setFocus()

    @property
    def _about(self) -> str:
        if self._without and self._headed:
            return f"No period stands above {_named(self._without)}. Which one is it?"
        columns = _named(range(self._columns.left, self._columns.right + 1))
        return f"What {columns} of {self._columns} state{'s' if columns.startswith('column ') else ''}."

    @property
    def _prefilled(self) -> str:
        """The period of the only column: as it is read now, else what of one stands above it."""
        if self._columns.left != self._columns.right:
            return ""
        period = self._column.period if self._column else self._above
        if period:
            return period.label
        return self._headed.words_above(self._columns.left) if self._headed else ""

    @property
    def _above(self) -> Period | None:
        return self._headed.period_above(self._columns.left) if self._headed else None

    def accept(self) -> None:
        of, period = self.of.text().strip(), self.period.text().strip()
        says = self._says
        if says is None:
            says, of = (self._column.says, self._column.of) if self._column else (Says.AS_REPORTED, "")
        elif says in (Says.ADJUSTMENT, Says.TRANSLATION) and not of:
            self.refuse("A name is needed." if says is Says.ADJUSTMENT else "A currency is needed: USD.")
            self.of.setFocus()
            return
        if reason := self._why_not(period):
            self.refuse(reason)
            self.period.setFocus()
            return
        if self._above and period == self._above.label and self._columns.left == self._columns.right:
            period = ""  # so that next time the heading rules
        self._say(self._corrections(says, of, period))
        super().accept()

    def _why_not(self, period: str) -> str:
        """Return why the period that was typed cannot be taken; "" where it can."""
        like = EITHER if self._headed is None else DAYS if self._headed.is_instant else FLOWS
        if not period:
            return f"A period is needed. Write it like {like}." if self._without or self._says is None else ""
        if self._understood(period):
            return ""
        if self._headed and not self._headed.is_instant and period_from([period], is_instant=True):
            return f"'{period}' is a day; this table needs to know how long. Write it like {FLOWS}."
        return f"'{period}' is not a period that is understood. Write it like {like}."

    def _understood(self, period: str) -> Period | None:
        if self._headed:
            return self._headed.period_written(period)
        return period_from([period], is_instant=False) or period_from([period], is_instant=True)

    def _corrections(self, says: Says, of: str, period: str) -> list[ColumnIs]:
        """Return one correction of all columns; one each where only some of them have a period above them."""
        area = self._columns
        indexes = range(area.left, area.right + 1)
        if self._says is None or len(self._without) in (0, len(indexes)):
            return [ColumnIs(area, says, of, period)]
        return [
            ColumnIs(Area(area.top, index, area.bottom, index), says, of, period if index in self._without else "")
            for index in indexes
        ]


def _named(columns: Sequence[int]) -> str:
    """Return ``column C``, ``columns C and E``."""
    return f"column{'s' if len(columns) > 1 else ''} {listed(map(column_letter, columns))}"
