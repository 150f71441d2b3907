"""The lines that the filter of a page keeps: those of unproven and failing figures follow the checks once these ran."""

from PySide6.QtCore import QObject, Signal

from workbench.domain.ids import LineId
from workbench.domain.periods import PeriodId
from workbench.domain.statements import Statement
from workbench.presentation.line_filter import LineFilter, LinesShown, Verdicts, lines_kept
from workbench.session import Session
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.context.view_state import ViewState


class KeptLines(QObject):
    """``changed`` says that the checks may have found other lines than the filter kept before."""

    changed = Signal()

    def __init__(self, session: Session, run: CheckRun, view_state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._run = run
        self._view_state = view_state
        self._found = Verdicts(None, ())
        run.changed.connect(self._on_checks_run)

    @property
    def line_filter(self) -> LineFilter:
        return self._view_state.line_filter

    @property
    def is_waiting(self) -> bool:
        """True if the filter asks for what the checks have not found yet."""
        return self.line_filter.shown.follows_checks and self._last_found().proofs is None

    def lines(self, statement: Statement, period: PeriodId) -> frozenset[LineId] | None:
        """Return the lines kept in a period; None if all are."""
        found, results = self._last_found(), self._session.results
        return lines_kept(self.line_filter, results, statement, period, self._session.opened, found)

    def _last_found(self) -> Verdicts:
        """Return what the checks found when they last were complete."""
        if self.line_filter.shown.follows_checks and not self._run.is_running:
            proofs = self._run.proofs or self._found.proofs
            findings = self._run.findings if self.line_filter.shown is LinesShown.FAILING else ()
            self._found = Verdicts(proofs, findings)
        return self._found

    def _on_checks_run(self) -> None:
        if self.line_filter.shown.follows_checks:
            self.changed.emit()
