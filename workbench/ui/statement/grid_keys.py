"""What the keys of a grid do, as in Excel; its modes: End, and extending with F8."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent

from workbench.phrases import phrase
from workbench.ui.statement.grid_edits import GridEdits
from workbench.ui.statement.grid_moves import GridMoves
from workbench.ui.toolkit.language import tr

FLAG = QItemSelectionModel.SelectionFlag
CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Rows and columns of a step."""
CORNERS = {Qt.Key.Key_Home: (-1, -1), Qt.Key.Key_End: (1, 1)}
JUMPS = {**ARROWS, **CORNERS}
"""With Ctrl: to the edge of the filled cells, or to a corner."""
END_MODE = phrase("End: press an arrow key to go to the edge of the filled cells, Home to go to the last cell")
EXTENDING = phrase("Extend: arrow keys and clicks extend the selection; Esc or F8 ends this")
Action = Callable[[], object]


class GridKeys:
    """Knows which key does what. ``say`` shows a message; an empty one takes it back."""

    def __init__(self, moves: GridMoves, edits: GridEdits, say: Callable[[str], None]) -> None:
        self._moves = moves
        self._edits = edits
        self._say = say
        self._is_ending = False
        self.is_extending = False
        """True after F8: arrow keys and clicks extend the selection."""
        key = Qt.Key
        self._actions: dict[tuple[Qt.Key, Qt.KeyboardModifier], Action] = {
            (key.Key_Return, NONE): self._enter,
            (key.Key_Enter, NONE): self._enter,
            (key.Key_Return, SHIFT): lambda: moves.enter(-1),
            (key.Key_Enter, SHIFT): lambda: moves.enter(-1),
            (key.Key_Tab, NONE): lambda: moves.tab(1),
            (key.Key_Backtab, NONE): lambda: moves.tab(-1),  # how Qt reports Shift+Tab
            (key.Key_Backtab, SHIFT): lambda: moves.tab(-1),
            **{(arrow, SHIFT): partial(moves.extend, *step) for arrow, step in ARROWS.items()},
            **{(jump, CONTROL): partial(moves.jump, *step) for jump, step in JUMPS.items()},
            **{(jump, CONTROL | SHIFT): partial(moves.extend_jump, *step) for jump, step in JUMPS.items()},
            (key.Key_PageUp, SHIFT): lambda: moves.extend_by_page(-1),
            (key.Key_PageDown, SHIFT): lambda: moves.extend_by_page(1),
            (key.Key_Home, SHIFT): lambda: moves.extend_in_row(-1),
            (key.Key_End, SHIFT): lambda: moves.extend_in_row(1),
            (key.Key_End, NONE): self._begin_end,
            (key.Key_Space, SHIFT): lambda: moves.select_whole(FLAG.Rows),
            (key.Key_Space, CONTROL): lambda: moves.select_whole(FLAG.Columns),
            (key.Key_Period, CONTROL): moves.go_round_corners,
            (key.Key_Delete, NONE): edits.clear,
            (key.Key_Escape, NONE): self._escape,
        }

    def act_on(self, event: QKeyEvent) -> bool:
        """Do what a key is for; False if it is none of these."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        was_ending = self._is_ending
        if was_ending and modifiers == NONE and key in JUMPS and key != Qt.Key.Key_End:
            self._end_end()
            self._moves.jump(*(JUMPS[Qt.Key.Key_End] if key == Qt.Key.Key_Home else ARROWS[key]))
            return True
        if was_ending and key != Qt.Key.Key_End:
            self._end_end()
        if self.is_extending and modifiers == NONE and key in ARROWS:
            self._moves.extend(*ARROWS[key])
            return True
        action = self._actions.get((key, modifiers))
        if action is None:
            return False
        action()
        return True

    def toggle_extending(self) -> None:
        """Begin or end extending the selection with the arrow keys alone."""
        self.is_extending = not self.is_extending
        self._say(tr(EXTENDING) if self.is_extending else "")

    def _begin_end(self) -> None:
        """Wait for the arrow key that goes to the edge; a second End ends this."""
        self._is_ending = not self._is_ending
        self._say(tr(END_MODE) if self._is_ending else "")

    def _end_end(self) -> None:
        self._is_ending = False
        self._say("")

    def _enter(self) -> None:
        """Paste once what has been copied here; otherwise move down."""
        if not self._edits.paste_copied():
            self._moves.enter(1)

    def _escape(self) -> None:
        if self.is_extending:
            self.toggle_extending()
        self._edits.forget_copied()
