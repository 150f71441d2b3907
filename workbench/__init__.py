"""Reconciliation Workbench: financial statements under two frameworks, exact and provable."""

READ_IN_CHILD = "--read-in-child"
"""What the program starts itself with to parse a file; no file and no option of the command line is called so."""
