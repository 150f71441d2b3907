"""The only stateful object of the core: the current snapshot, its results and its history."""

from workbench.session.session import Change, Session

__all__ = ["Change", "Session"]
