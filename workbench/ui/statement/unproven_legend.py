"""What the marks of unproven figures mean, and how many the current statement has."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from workbench.phrases import phrase
from workbench.ui.statement.painting import UNPROVEN_MARK
from workbench.ui.statement.statement_model import StatementModel
from workbench.ui.statement.unproven_marks import UnprovenMarks
from workbench.ui.toolkit.idle_work import IdleWork
from workbench.ui.toolkit.language import tr, tr_count
from workbench.ui.toolkit.status_label import StatusLabel
from workbench.ui.toolkit.theme import Theme

ALL_PROVEN = phrase("Every figure here is proven")


class UnprovenLegend(StatusLabel):
    """Visible only while marks are shown. Counts in the background; the last count stays until the next is done.

    As wide as its text, which rarely changes, to leave room for the statement's title.
    """

    def __init__(self, marks: UnprovenMarks, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr(ALL_PROVEN), theme, parent, filled=True)
        self._marks = marks
        self._counting = IdleWork(self)
        self._number_here = 0
        self.hide()

    def count(self, model: StatementModel) -> None:
        """Show how many figures of ``model`` are marked."""
        if self._marks.proofs is None:
            self._counting.stop()
            self.hide()
        else:
            self._counting.start(self._count_marks(model), self._show_number)

    def _count_marks(self, model: StatementModel) -> Iterator[None]:
        """Count the marks, one row per step."""
        self._number_here = 0
        for row in range(model.rowCount()):
            self._number_here += sum(model.is_unproven(row, column) for column in range(1, model.columnCount()))
            yield

    def _show_number(self) -> None:
        if self._marks.proofs is not None:
            elsewhere = max(self._marks.proofs.proof.unproven - self._number_here, 0)
            description = self._widest = describe_marks(self._number_here, elsewhere)
            if description != self.text:
                self.updateGeometry()
            self.show_message(description, ink="warning" if self._number_here else "muted")
            self.show()


def describe_marks(here: int, elsewhere: int) -> str:
    """Return ``? 10 figures unproven, 2 elsewhere``."""
    if here and elsewhere:
        return tr_count(
            "{mark} {count:,} figure unproven, {elsewhere:,} elsewhere",
            "{mark} {count:,} figures unproven, {elsewhere:,} elsewhere",
            here,
            mark=UNPROVEN_MARK,
            elsewhere=elsewhere,
        )
    if here:
        return tr_count(
            "{mark} {count:,} figure unproven", "{mark} {count:,} figures unproven", here, mark=UNPROVEN_MARK
        )
    return tr("All proven here, {elsewhere:,} unproven elsewhere", elsewhere=elsewhere) if elsewhere else tr(ALL_PROVEN)
