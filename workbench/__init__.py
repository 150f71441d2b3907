"""Reconciliation Workbench: financial statements under two frameworks, exact and provable.

``read`` turns files into a ``Book``; nothing else is loaded before it is asked for.
"""

from typing import TYPE_CHECKING

from workbench.program import VERSION

__all__ = ["Book", "WorkbenchError", "__version__", "read", "roll", "verify"]

__version__ = VERSION
MODULES = {
    "Book": "workbench.api.book",
    "WorkbenchError": "workbench.errors",
    "read": "workbench.api.reading",
    "roll": "workbench.api.rolling",
    "verify": "workbench.api.verifying",
}
"""Where what is loaded on request lies."""

if TYPE_CHECKING:
    from workbench.api.book import Book
    from workbench.api.reading import read
    from workbench.api.rolling import roll
    from workbench.api.verifying import verify
    from workbench.errors import WorkbenchError
else:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in MODULES:
            raise AttributeError(f"module 'workbench' has no attribute '{name}'")
        return getattr(import_module(MODULES[name]), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
