"""The only stateful object of the core: the current snapshot, its results and its history."""

from workbench.session.journal import Did, Event, Journal, Redone, Saved, Undone
from workbench.session.session import Change, Session, Way

__all__ = ["Change", "Did", "Event", "Journal", "Redone", "Saved", "Session", "Undone", "Way"]
