"""The project file: one SQLite database, written whole, never in place."""

from workbench.store.load import StoredProject, load, read
from workbench.store.save import save, saving

__all__ = ["StoredProject", "load", "read", "save", "saving"]
