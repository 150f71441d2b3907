"""The edits of the entry that is being written, to be undone and redone among the steps of the session."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.journals.drafts import Draft


@dataclass(frozen=True, slots=True)
class DraftEdit:
    """``steps``: how many steps of the session were done before it. ``field``: what was typed into, if it is a text."""

    before: Draft
    after: Draft
    steps: int
    field: str = ""

    def goes_on(self, last: "DraftEdit") -> bool:
        """True if it only types on where ``last`` did."""
        return bool(self.field) and (self.field, self.steps, self.before) == (last.field, last.steps, last.after)


class DraftHistory:
    """The edits done and the edits undone. Those that type on in one field are one edit."""

    def __init__(self) -> None:
        self._done: list[DraftEdit] = []
        self._undone: list[DraftEdit] = []

    def __bool__(self) -> bool:
        return bool(self._done or self._undone)

    def add(self, edit: DraftEdit) -> None:
        """Add an edit; those undone before it can no longer be redone."""
        self._undone.clear()
        if self._done and edit.goes_on(self._done[-1]):
            edit = replace(edit, before=self._done.pop().before)
        if edit.before != edit.after:
            self._done.append(edit)

    def is_last(self, steps: int) -> bool:
        """True if an edit was done later than the last of the session's ``steps``."""
        return bool(self._done) and self._done[-1].steps >= steps

    def is_next(self, steps: int, *, is_step_undone: bool) -> bool:
        """True if an edit is to be redone before the next of the session's steps, of which ``steps`` are done."""
        return bool(self._undone) and (self._undone[-1].steps <= steps or not is_step_undone)

    def undo(self) -> Draft:
        """Return the draft before the last edit."""
        self._undone.append(self._done.pop())
        return self._undone[-1].before

    def redo(self) -> Draft:
        """Return the draft after the edit undone last."""
        self._done.append(self._undone.pop())
        return self._done[-1].after

    def forget_undone(self) -> None:
        self._undone.clear()

    def clear(self) -> None:
        self._done.clear()
        self._undone.clear()

    def fit(self, fit: Callable[[Draft], Draft]) -> None:
        """Replace every draft by what ``fit`` makes of it; forget the edits of which nothing is left."""
        for edits in (self._done, self._undone):
            fitted = [replace(edit, before=fit(edit.before), after=fit(edit.after)) for edit in edits]
            edits[:] = [edit for edit in fitted if edit.before != edit.after]
