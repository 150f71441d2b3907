"""Reconciliation Workbench: financial statements under two frameworks, exact and provable."""

from workbench.program import VERSION

__all__ = ["__version__"]

__version__ = VERSION
