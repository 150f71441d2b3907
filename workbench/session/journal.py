"""What a session records before publishing it: enough to recreate the session."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from workbench.commands import AnyCommand


@dataclass(frozen=True, slots=True)
class Did:
    """A user executed a command; the time has its offset from UTC."""

    command: AnyCommand
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The last step was undone."""


@dataclass(frozen=True, slots=True)
class Redone:
    """The last undone step was redone."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The file contains the snapshot after ``steps`` steps of this session, done or undone; -1: one no longer kept."""

    steps: int


Event: TypeAlias = Did | Undone | Redone | Saved


class Journal(Protocol):
    """Records what a session does. It handles its own failures: an edit stands whether or not it is recorded."""

    def write(self, event: Event) -> None: ...


class NoJournal:
    """A journal that keeps nothing."""

    def write(self, event: Event) -> None:
        pass
