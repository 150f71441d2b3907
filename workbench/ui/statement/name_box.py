"""The field that says where the current cell is, and goes to what is typed into it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from workbench.phrases import phrase
from workbench.search.places import Place, PlaceKind
from workbench.ui.toolkit.elided_field import LookupField
from workbench.ui.toolkit.language import tr
from workbench.ui.toolkit.suggestions import Suggestions

WIDTH = 300
KINDS = {
    PlaceKind.STATEMENT: phrase("Statement"),
    PlaceKind.PERIOD: phrase("Period"),
    PlaceKind.DIFFERENCE: phrase("Difference"),
    PlaceKind.SCENARIO: phrase("Scenario"),
    PlaceKind.CHECK: phrase("Check"),
}
"""What is said of a place beside its name; of a line, where it is."""
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NameBox(LookupField):
    """``chosen`` carries the Place that was chosen; ``left`` says that Esc was pressed."""

    chosen = Signal(object)
    left = Signal()
    refused = Signal(str)
    """Carries why there is nowhere to go."""

    def __init__(self, find: Callable[[str], Sequence[Place]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("nameBox")
        self.setAccessibleName(tr("Where you are; type where to go"))
        self.setToolTip(tr("Type a line, a statement, a period, a difference or a check to go there (Ctrl+G)"))
        self.setFixedWidth(WIDTH)
        self._find = find
        self._place = ""
        self._suggestions: Suggestions | None = None
        self.textEdited.connect(self._suggest)

    def show_place(self, text: str) -> None:
        """Show where the current cell is, unless something is being typed."""
        self._place = text
        if not self.hasFocus():
            self._show_as_it_is()

    def begin(self) -> None:
        """Let the user type where to go."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _show_as_it_is(self) -> None:
        self.setText(self._place)
        self.setCursorPosition(0)
        self.setAccessibleDescription(self._place)

    @property
    def suggestions(self) -> Suggestions:
        """The list of places that fit what is typed; made when it is first needed, in the window of this field."""
        if self._suggestions is None:
            self._suggestions = Suggestions(self.window(), tr("Places that fit"))
            self._suggestions.picked.connect(lambda _: self._choose())
        return self._suggestions

    def _suggest(self, text: str) -> None:
        places = self._find(text) if text.strip() else ()
        self.suggestions.show_beside(self, [(_name_of(place), place) for place in places])

    def _choose(self) -> None:
        place = self.suggestions.chosen
        self.suggestions.hide()
        if place is None and self.text().strip():
            self.refused.emit(tr("Nothing here is called '{name}'.", name=self.text().strip()))
        if place is not None:
            self._show_as_it_is()
            self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS:
            if not self.suggestions.isVisible():
                self._suggest(self.text())
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.suggestions.hide()
            self._show_as_it_is()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.suggestions.isVisible():
            self.suggestions.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setText(self._place)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._suggestions is None or not self._suggestions.underMouse():
            self.suggestions.hide()
            self._show_as_it_is()


def _name_of(place: Place) -> str:
    where = place.inside if place.kind is PlaceKind.LINE else tr(KINDS[place.kind])
    return f"{place.name}    {where}"
