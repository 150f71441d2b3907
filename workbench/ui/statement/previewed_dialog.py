"""A dialog that shows the effect of its edit before it is done."""

from typing import NamedTuple

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from workbench.commands import AnyCommand
from workbench.domain.findings import Finding
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Statement
from workbench.engine import Engine
from workbench.errors import WorkbenchError
from workbench.presentation.edit_preview import may_be_checked
from workbench.session import Session
from workbench.ui.statement.preview_table import PreviewTable
from workbench.ui.toolkit.edit_dialog import EditDialog
from workbench.ui.toolkit.language import tr

WIDTH = 700


class Edited(NamedTuple):
    """What an edit is about: a statement as it is now, and what is shown of it.

    ``period``: its figures come first in the preview. ``source_findings``: what has happened to the source files.
    """

    session: Session
    statement: Statement
    period: PeriodId
    source_findings: tuple[Finding, ...] = ()


class PreviewedDialog(EditDialog):
    """Tries the edit out on a snapshot of its own whenever the form changes; OK makes it a step."""

    def __init__(self, title: str, about: str, edited: Edited, parent: QWidget) -> None:
        super().__init__(title, about, parent)
        self.setMinimumWidth(WIDTH)
        self.session, self.statement, self.period, others = edited
        self.project = self.session.settled
        self._before = self.session.settled_results
        self.preview = PreviewTable(self._before, self.period, others, self)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.preview, 1)
        self.preview.changed.connect(self.make_room)
        self.preview.effect_wanted.connect(self._show_effect)

    def command(self) -> AnyCommand:
        """Return the edit that the form asks for. Raises WorkbenchError if it does not ask for one yet."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the effect of what the form asks for now; of a large project, only when the user wants it."""
        self.refusal.hide()
        if may_be_checked(self.project):
            self._show_effect()
        else:
            self.preview.offer_effect()

    def _show_effect(self) -> None:
        try:
            after = Engine(self._before).results(self.command().apply(self.project))
        except WorkbenchError as error:
            self.preview.show_nothing(tr(error.sentence))
        else:
            self.preview.show_effect(after)

    def call_ok(self, text: str) -> None:
        """Name the button that does the edit after what it does."""
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(text)

    def act(self) -> None:
        self.session.execute(self.command())

    def refuse(self, reason: str) -> None:
        self.preview.show_nothing()
        super().refuse(reason)
