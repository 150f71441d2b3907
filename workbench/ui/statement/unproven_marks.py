"""Which figures are marked as unproven: none until that is asked for, then what the checks last left unproven."""

from PySide6.QtCore import QObject, Signal

from workbench.presentation.figure_proofs import FigureProofs
from workbench.ui.checks.check_run import CheckRun
from workbench.ui.context.view_state import ViewState


class UnprovenMarks(QObject):
    """``changed`` says that other figures may be marked now."""

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
        """What the marks follow; None where none are asked for, or nothing is known yet."""
        return self._proofs

    def _follow(self) -> None:
        """While checks run that may prove other figures, keep the marks as they are."""
        proofs = (self._run.proofs or self._proofs) if self._view_state.marks_unproven else None
        if proofs is not self._proofs:
            self._proofs = proofs
            self.changed.emit()
