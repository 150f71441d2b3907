"""Reconciliation Workbench: financial statements under two frameworks, exact and provable."""

READ_IN_CHILD = "--read-in-child"
"""The argument with which the program starts itself to parse a file; not a command-line option."""
