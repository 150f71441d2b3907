"""Edits that need a reason: another figure for a total, and marking a source as superseded."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.domain.sources import CellRef, SourceFigure
from workbench.domain.statements import Line
from workbench.errors import WorkbenchError
from workbench.typed_amounts import parse_typed_amount
from workbench.ui.statement.cell_displays import BLANK
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.field_combo import FieldCombo
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.number_format import format_for_typing, format_in_text


class RestateDialog(EditDialog):
    """Asks for a total's new figure and passes it to ``restate``."""

    def __init__(
        self,
        line: Line,
        period: str,
        now: Decimal | None,
        scale: int,
        restate: Callable[[Decimal, str], object],
        parent: QWidget,
    ) -> None:
        about = tr(
            "{line}, {period}, is calculated from its parts: {amount}. Restating it changes its remainder and "
            "every total above it.",
            line=line.name,
            period=period,
            amount=format_in_text(now, line) or BLANK,
        )
        super().__init__(tr("Restate a total"), about, parent)
        self._line = line
        self._scale = scale
        self._restate = restate
        self.amount = QLineEdit(format_for_typing(now, line), self)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(tr("Corrected in the annual report, note 3"))
        self.form.addRow(tr("Restated to"), self.amount)
        self.form.addRow(tr("Reason"), self.reason)
        self.begin_with(self.amount)

    def act(self) -> None:
        amount = parse_typed_amount(self.amount.text(), self._line, self._scale)
        if amount is None:
            raise WorkbenchError("A total needs a figure. Enter one, or — for zero.")
        if not self.reason.text().strip():
            self.reason.setFocus()
            raise WorkbenchError(
                "A restated total needs a reason, because the reviewer will ask for one. Enter it in a few words."
            )
        self._restate(amount, self.reason.text().strip())


class RestatedSourceDialog(EditDialog):
    """Asks which source of a figure was superseded and why; an empty reason removes the mark."""

    def __init__(
        self,
        line: Line,
        sources: Sequence[SourceFigure],
        reasons: dict[CellRef, str],
        mark: Callable[[CellRef, str], object],
        parent: QWidget,
    ) -> None:
        about = tr(
            (
                "Sources of {line}. To mark a source as restated, enter a reason: its figure stays on record, and the "
                "figure of the next source in the list is used. To remove the mark, clear the reason."
            ),
            line=line.name,
        )
        super().__init__(tr("Mark a source as restated"), about, parent)
        self._mark = mark
        self._reasons = reasons
        self.source = FieldCombo(self)
        for source in sources:
            self.source.addItem(
                tr("{cell}: {amount}", cell=str(source.cell), amount=format_in_text(source.amount, line)), source.cell
            )
        self.reason = QLineEdit(self)
        self.form.addRow(tr("Source"), self.source)
        self.form.addRow(tr("Reason"), self.reason)
        self.source.currentIndexChanged.connect(self._show_reason)
        self._show_reason()
        self.begin_with(self.reason)

    def _show_reason(self) -> None:
        self.reason.setText(self._reasons.get(self.source.currentData(), ""))

    def act(self) -> None:
        self._mark(self.source.currentData(), self.reason.text())
