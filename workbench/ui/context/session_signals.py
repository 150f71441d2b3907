"""The one bridge from the session to Qt: a listener that becomes a signal."""

from PySide6.QtCore import QObject, Signal

from workbench.session import Change, Session


class SessionSignals(QObject):
    """Emits ``changed`` with a Change after every step, while its owner lives.

    ``replaced`` instead, where an import was taken over or taken back: then no view's line or statement need be left.
    """

    changed = Signal(object)
    replaced = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._end = session.subscribe(self._on_change)

    def _on_change(self, change: Change) -> None:
        if "sources" in change.fields:
            self.replaced.emit()
        else:
            self.changed.emit(change)

    def end(self) -> None:
        """Stop listening: the session outlives the views of it."""
        self._end()
