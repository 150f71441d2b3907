"""Edits of what was published: unlocking a comparative, and taking the new workbook's in its place."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.commands import UnlockComparative
from workbench.domain.ids import StatementId
from workbench.domain.periods import PeriodId
from workbench.errors import WorkbenchError
from workbench.rolling.restating import restated_comparatives
from workbench.session import Session
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr, tr_fact, window_words
from workbench.wording.periods import short_label


class ComparativeDialog(EditDialog):
    """Asks why a comparative is not to stay as it was published, and hands the reason to ``act``."""

    def __init__(self, title: str, about: str, example: str, act: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(title, about, parent)
        self._act = act
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(example)
        self.form.addRow(tr("Reason"), self.reason)
        self.begin_with(self.reason)

    def act(self) -> None:
        if not self.reason.text().strip():
            raise WorkbenchError("The reviewer will ask for the reason. Enter it in a few words.")
        self._act(self.reason.text().strip())


def unlocking_dialog(session: Session, statement: StatementId, period: PeriodId, parent: QWidget) -> ComparativeDialog:
    """Return the dialog that unlocks a column of the statement that is shown."""
    project = session.settled
    about = tr(
        "{statement}, {period}, is as {file} published it. Once it is unlocked, its figures and effects can be edited.",
        statement=tr_fact(project.statement_by_id[statement].title_fact),
        period=short_label(project.periods[period], window_words()),
        file=project.comparatives[statement, period].held_by,
    )
    example = tr("Error found after publication")
    return ComparativeDialog(
        tr("Unlock the comparative"),
        about,
        example,
        lambda reason: session.execute(UnlockComparative(statement, period, reason)),
        parent,
    )


def restating_dialog(session: Session, statement: StatementId, period: PeriodId, parent: QWidget) -> ComparativeDialog:
    """Return the dialog that takes the new workbook's comparatives for a column of the statement that is shown."""
    project = session.settled
    about = tr(
        "{statement}, {period}: the figures that the new workbook states otherwise take the place of those in {file}, "
        "which are marked as restated.",
        statement=tr_fact(project.statement_by_id[statement].title_fact),
        period=short_label(project.periods[period], window_words()),
        file=project.comparatives[statement, period].held_by,
    )
    return ComparativeDialog(
        tr("Take the new comparatives"),
        about,
        tr("Reclassified in the half-year report, note 2"),
        lambda reason: session.execute(restated_comparatives(session.settled, statement, period, reason)),
        parent,
    )
