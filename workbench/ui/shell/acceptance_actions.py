"""Accepting a failing check, with name and reason, and withdrawing that."""

from PySide6.QtWidgets import QLineEdit

from workbench.clock import present_time
from workbench.commands import AcceptChecks
from workbench.domain.appendix import Acceptance
from workbench.domain.findings import Finding, FindingStatus
from workbench.presentation.publication import acceptance_of
from workbench.ui.records.remark_dialogs import DialogOfWords
from workbench.ui.shell.workspace import Workspace
from workbench.ui.toolkit.language import tr, tr_fact


class AcceptanceDialog(DialogOfWords):
    """Asks who accepts a failing check, and why."""

    def __init__(self, workspace: Workspace, finding: Finding) -> None:
        session = workspace.document.session
        known = acceptance_of(session.settled, finding)
        about = tr(
            "{finding}\nIt still fails, but no longer prevents publication while its figures stay the same. "
            "Ctrl+Enter accepts it.",
            finding=tr_fact(finding.fact),
        )
        super().__init__(tr("Accept failing check"), about, known.reason if known else "", workspace)
        self._session, self._finding, self._known = session, finding, known
        self.by = QLineEdit(known.by if known else session.by, self)
        self.form.addRow(tr("Accepted by"), self.by)
        self.form.addRow(tr("Reason"), self.words)
        self.words.setFocus()

    def act(self) -> None:
        finding = self._finding
        reason, by = self.words.toPlainText(), self.by.text()
        accepted = Acceptance(finding.check, finding.fact, reason, by, present_time())
        others = self._session.settled.acceptances.get(finding.subject, ())
        kept = tuple(known for known in others if known != self._known)
        self._session.execute(AcceptChecks(finding.subject, (*kept, accepted)))


def accept(workspace: Workspace) -> AcceptanceDialog | None:
    """Open the dialog for the failing check that is selected; say so if none is."""
    finding = _failing(workspace)
    if finding is None:
        return None
    dialog = AcceptanceDialog(workspace, finding)
    dialog.open()
    return dialog


def withdraw(workspace: Workspace) -> None:
    """Withdraw the acceptance of the failing check that is selected."""
    finding = _failing(workspace)
    if finding is None:
        return
    project = workspace.document.session.settled
    known = acceptance_of(project, finding)
    if known is None:
        workspace.status.show_message(tr("Nobody accepted this check."))
        return
    kept = tuple(other for other in project.acceptances[finding.subject] if other != known)
    workspace.execute(AcceptChecks(finding.subject, kept))


def _failing(workspace: Workspace) -> Finding | None:
    finding = workspace.checks.current_finding
    if finding is None or finding.status is not FindingStatus.FAIL:
        workspace.show_panel("Checks")
        workspace.status.refuse(tr("Select a check that fails in the list first."))
        return None
    return finding
