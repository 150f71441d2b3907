"""How long work tells where it stands, and how it is stopped."""

from typing import Protocol


class Cancelled(Exception):
    """The user stopped the work; nothing of it remains."""


class Progress(Protocol):
    """Told by long work after each step; raises Cancelled where the user wants no more of it."""

    def step(self, done: int, total: int, what: str) -> None:
        """``done`` of ``total`` steps are behind, ``what`` is next; ``total`` is 0 where nobody knows it."""


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str) -> None:
        pass


SILENT = Silent()
