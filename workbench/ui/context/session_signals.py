"""The session's changes as Qt signals."""

from PySide6.QtCore import QObject, Signal

from workbench.session import Change, Session


class SessionSignals(QObject):
    """Emits ``changed`` with a Change after every step, as long as its parent lives.

    It emits ``replaced`` instead when an import is applied or undone: the lines and statements that views show
    may be gone. ``restyled``, which the window emits, says that figures are written another way.
    """

    changed = Signal(object)
    replaced = Signal()
    restyled = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._end = session.subscribe(self._on_change)

    def _on_change(self, change: Change) -> None:
        if "sources" in change.fields:
            self.replaced.emit()
        else:
            self.changed.emit(change)

    def end(self) -> None:
        """Stop listening: the session outlives its views."""
        self._end()
