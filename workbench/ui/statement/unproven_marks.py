"""Which figures are marked as unproven: none until requested, then those the checks last left unproven."""

from PySide6.QtCore import QObject, Signal

from workbench.presentation.figure_proofs import FigureProofs
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.context.view_state import ViewState


class UnprovenMarks(QObject):
    """``changed`` says that the marked figures may have changed."""

    changed = Signal()

    def __init__(self, run: CheckRun, view_state: ViewState, parent: QObject) -> None:
        super().__init__(parent)
        self._run = run
        self._view_state = view_state
        self._proofs: FigureProofs | None = None
        run.changed.connect(self._follow)
        view_state.changed.connect(self._follow)

    @property
    def proofs(self) -> FigureProofs | None:
        """The proofs that the marks follow; None if no marks are requested or nothing is known yet."""
        return self._proofs

    def _follow(self) -> None:
        """Keep the marks while running checks may still prove other figures."""
        proofs = (self._run.proofs or self._proofs) if self._view_state.marks_unproven else None
        if proofs is not self._proofs:
            self._proofs = proofs
            self.changed.emit()
