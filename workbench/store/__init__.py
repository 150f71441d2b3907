"""The project file: one SQLite database, written whole, never in place."""

from workbench.store.load import load
from workbench.store.save import save

__all__ = ["load", "save"]
