"""How long work reports its progress, and how it is stopped."""

from typing import Protocol

from workbench.phrases import Phrase


class Cancelled(Exception):
    """The user stopped the work; none of it is kept."""


class Progress(Protocol):
    """Receives the progress of long work."""

    def step(self, done: int, total: int, what: Phrase | str) -> None:
        """Report ``done`` of ``total`` steps and ``what`` comes next; ``total`` is 0 if unknown.

        Raises Cancelled if the user has stopped the work.
        """


class Silent:
    """Progress that is not shown."""

    def step(self, done: int, total: int, what: Phrase | str) -> None:
        pass


SILENT = Silent()
