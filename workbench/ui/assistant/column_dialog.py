"""The dialog that asks what a column states: the name of the difference, the currency, the period."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.domain.periods import Period
from workbench.domain.sources import FigureRole
from workbench.importing.language.period_text import period_from
from workbench.importing.sheets.columns import Column
from workbench.importing.sheets.corrections import Area, SetColumnRole
from workbench.importing.sheets.detected import TableHeadings
from workbench.phrases import phrase
from workbench.ui.assistant.descriptions import join_words
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr
from workbench.workbooks import column_letter

TITLES = {
    FigureRole.AS_REPORTED: phrase("As reported"),
    FigureRole.RESULT: phrase("The result"),
    FigureRole.ADJUSTMENT: phrase("A difference"),
    FigureRole.TRANSLATION: phrase("A translation"),
    None: phrase("Another period"),
}
FLOWS = phrase("'Six months ended June 30, 2023', 'FY2023' or 'H1 2023'")
DAYS = phrase("'June 30, 2023' or '31 Dec 2023'")
EITHER = phrase("'Six months ended June 30, 2023', 'FY2023' or '31 Dec 2023'")


class ColumnDialog(EditDialog):
    """Asks for the missing name or period and passes the corrections to ``correct``.

    A period found above the column is proposed; unless the user changes it, the sheet continues to determine it.
    """

    def __init__(
        self,
        columns: Area,
        role: FigureRole | None,
        adjustment_or_currency: str,
        column: Column | None,
        headings: TableHeadings | None,
        correct: Callable[[Sequence[SetColumnRole]], None],
        parent: QWidget,
    ) -> None:
        """``role`` None: change only the period. ``column``: the first of ``columns`` as it is read now."""
        self._columns = columns
        self._role = role
        self._column = column
        self._headings = headings
        self._correct = correct
        indexes = range(columns.left, columns.right + 1)
        self._undated_columns = tuple(index for index in indexes if not (headings and headings.period_above(index)))
        super().__init__(tr(TITLES[role]), self._about, parent)
        self.subject_field = QLineEdit(self)
        self.period = QLineEdit(self)
        self.subject_field.setText(adjustment_or_currency)
        if role is FigureRole.ADJUSTMENT:
            self.form.addRow(tr("&Name of the difference"), self.subject_field)
        elif role is FigureRole.TRANSLATION:
            self.subject_field.setText(adjustment_or_currency or "USD")
            self.form.addRow(tr("&Currency of the translation"), self.subject_field)
        else:
            self.subject_field.hide()
        self.form.addRow(tr("&Period"), self.period)
        if not self._undated_columns:
            self.period.setPlaceholderText(tr("as stated on the sheet"))
        self.period.setText(self._proposed_period)
        for field in (self.subject_field, self.period):
            field.selectAll()
        first = self.period if self.subject_field.isHidden() or adjustment_or_currency else self.subject_field
        self.setTabOrder(self.subject_field, self.period)
        self.setTabOrder(self.period, self.buttons)
        first.setFocus()

    @property
    def _about(self) -> str:
        if self._undated_columns and self._headings:
            columns = _letters_of(self._undated_columns)
            if len(self._undated_columns) == 1:
                return tr("There is no period above column {column}. Enter the period.", column=columns)
            return tr("There is no period above columns {columns}. Enter the period.", columns=columns)
        columns = _letters_of(range(self._columns.left, self._columns.right + 1))
        if self._columns.left == self._columns.right:
            return tr("Specify what column {column} of {area} contains.", column=columns, area=str(self._columns))
        return tr("Specify what columns {columns} of {area} contain.", columns=columns, area=str(self._columns))

    @property
    def _proposed_period(self) -> str:
        """The period of a single column: as it is read now, else the heading above it; "" for several columns."""
        if self._columns.left != self._columns.right:
            return ""
        period = self._column.period if self._column else self._period_above
        if period:
            return period.label
        return self._headings.words_above(self._columns.left) if self._headings else ""

    @property
    def _period_above(self) -> Period | None:
        return self._headings.period_above(self._columns.left) if self._headings else None

    def accept(self) -> None:
        adjustment_or_currency, period = self.subject_field.text().strip(), self.period.text().strip()
        role = self._role
        if role is None:
            role, adjustment_or_currency = (
                (self._column.role, self._column.adjustment_or_currency)
                if self._column
                else (FigureRole.AS_REPORTED, "")
            )
        elif role in (FigureRole.ADJUSTMENT, FigureRole.TRANSLATION) and not adjustment_or_currency:
            is_difference = role is FigureRole.ADJUSTMENT
            self.refuse(
                tr("Enter a name for the difference.") if is_difference else tr("Enter the currency, such as USD.")
            )
            self.subject_field.setFocus()
            return
        if reason := self._period_refusal(period):
            self.refuse(reason)
            self.period.setFocus()
            return
        if self._period_above and period == self._period_above.label and self._columns.left == self._columns.right:
            period = ""  # so that the heading determines it next time
        self._correct(self._corrections(role, adjustment_or_currency, period))
        super().accept()

    def _period_refusal(self, period: str) -> str:
        """Return why the typed period cannot be accepted, as a sentence; "" if it can."""
        like = EITHER if self._headings is None else DAYS if self._headings.is_instant else FLOWS
        if not period:
            is_needed = bool(self._undated_columns) or self._role is None
            return tr("Enter a period, such as {examples}.", examples=like) if is_needed else ""
        if self._parse_period(period):
            return ""
        if self._headings and not self._headings.is_instant and period_from([period], is_instant=True):
            return tr(
                (
                    "'{period}' is a single date, but this table covers periods of time. Enter a period such as "
                    "{examples}."
                ),
                period=period,
                examples=FLOWS,
            )
        return tr(
            "'{period}' is not a recognized period. Enter a period such as {examples}.", period=period, examples=like
        )

    def _parse_period(self, period: str) -> Period | None:
        """Return the typed period as the table needs it, an instant or a duration; None if it is not recognized."""
        if self._headings:
            return self._headings.parse_period(period)
        return period_from([period], is_instant=False) or period_from([period], is_instant=True)

    def _corrections(self, role: FigureRole, adjustment_or_currency: str, period: str) -> list[SetColumnRole]:
        """Return one correction for all columns, or one for each if only some of them have a period above."""
        area = self._columns
        indexes = range(area.left, area.right + 1)
        if self._role is None or len(self._undated_columns) in (0, len(indexes)):
            return [SetColumnRole(area, role, adjustment_or_currency, period)]
        return [
            SetColumnRole(
                Area(area.top, index, area.bottom, index),
                role,
                adjustment_or_currency,
                period if index in self._undated_columns else "",
            )
            for index in indexes
        ]


def _letters_of(columns: Sequence[int]) -> str:
    """Return ``C``, ``C and E``."""
    return join_words(map(column_letter, columns))
