"""What a session writes down before it publishes it: enough to make the session again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from workbench.commands import AnyCommand


@dataclass(frozen=True, slots=True)
class Did:
    """A command was executed at a time, with its offset from UTC, by a user."""

    command: AnyCommand
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The last step was taken back."""


@dataclass(frozen=True, slots=True)
class Redone:
    """The step that was taken back last was done again."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The snapshot after ``steps`` steps of this session, done or undone, is in the file; -1: one that is gone."""

    steps: int


Event: TypeAlias = Did | Undone | Redone | Saved


class Journal(Protocol):
    """Takes down what a session does. It copes with its own failures: an edit stands whether it is written or not."""

    def write(self, event: Event) -> None: ...


class NoJournal:
    """A journal that keeps nothing."""

    def write(self, event: Event) -> None:
        pass
