"""Asking for what was concluded about a kind of difference in a period."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.amount_text import POINT, parse_amount
from workbench.catalogue.differences import KindOfDifference
from workbench.clock import present_time
from workbench.commands import Consider
from workbench.domain.amounts import format_exactly
from workbench.domain.completeness import Conclusion, Consideration
from workbench.domain.periods import PeriodId
from workbench.errors import WorkbenchError
from workbench.presentation.completeness import KindAnswer
from workbench.ui.records.completeness_model import explain
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.wording.names import name_of_conclusion, with_capital


class ConsiderationDialog(EditDialog):
    """Asks for a conclusion with its reason, and hands the edit to ``execute``, which may refuse it.

    ``by``: who concludes it; ``clock``: when.
    """

    def __init__(
        self,
        kind: KindOfDifference,
        period: tuple[PeriodId, str],
        answer: KindAnswer,
        execute: Callable[[Consider], object],
        by: str,
        parent: QWidget,
        clock: Callable[[], datetime] = present_time,
    ) -> None:
        name = with_capital(tr_fact(kind.fact))
        about = tr("{kind}, {period}. {present}", kind=name, period=period[1], present=explain(answer))
        super().__init__(tr("Conclusion for this period"), about, parent)
        self._kind, self._period = kind, period[0]
        self._execute, self._by, self._clock = execute, by, clock
        self._before = considered = answer.considered
        self._has_entries = bool(answer.adjusted_by)
        self.conclusion = FieldCombo(self)
        self.conclusion.addItem(tr("Open"), None)
        for conclusion in Conclusion:
            self.conclusion.addItem(with_capital(name_of_conclusion(conclusion, window_words())), conclusion)
        self.conclusion.setCurrentIndex(
            self.conclusion.findData(considered.conclusion if considered else answer.conclusion)
        )
        self.amount = QLineEdit(self)
        if considered and considered.amount is not None:
            self.amount.setText(format_exactly(considered.amount))
        self.reason = QLineEdit(considered.reason if considered else "", self)
        self.form.addRow(tr("Conclusion"), self.conclusion)
        self.form.addRow(tr("Estimated amount"), self.amount)
        self.form.addRow(tr("Reason"), self.reason)
        self.conclusion.currentIndexChanged.connect(self._on_conclusion_changed)
        self._on_conclusion_changed()
        self.conclusion.setFocus()

    def _on_conclusion_changed(self) -> None:
        """Only a difference below the threshold has an estimated amount."""
        self.form.setRowVisible(self.amount, self._has_amount)

    @property
    def _has_amount(self) -> bool:
        return bool(self.conclusion.currentData() == Conclusion.BELOW_THRESHOLD)

    def act(self) -> None:
        self._execute(Consider(self._kind.id, self._period, self._consideration()))

    def _consideration(self) -> Consideration | None:
        chosen = self.conclusion.currentData()
        if chosen is None:
            return None
        amount, text = None, self.amount.text().strip()
        if self._has_amount and text:
            parsed = parse_amount(text, alone=True)
            amount = parsed.amount(POINT) if parsed and not parsed.has_percent else None
            if amount is None:
                raise WorkbenchError("'{text}' is not an amount. Enter a number such as 1,234.", text=text)
        before, conclusion, reason = self._before, Conclusion(chosen), self.reason.text().strip()
        if conclusion is Conclusion.ADJUSTED and not reason:
            if self._has_entries:
                return before  # the entries say so
            raise WorkbenchError("This period has no entry of this kind. Post one, or give the reason: where it is.")
        if before is not None and (before.conclusion, before.reason, before.amount) == (conclusion, reason, amount):
            return before  # it was only looked at: whoever concluded it did, when they did
        return Consideration(conclusion, reason, self._by, self._clock(), amount)
