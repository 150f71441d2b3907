"""The marks by which a review workbook is known as this program's, whoever saved it since, and in whatever format."""

PROGRAM = "Reconciliation Workbench"
"""Stands in a property of the document."""
WRITTEN_BY = f"Review workbook written by {PROGRAM}"
"""Stands in a cell of every sheet."""
SUMMARY, SWITCH_NAME = "Summary", "switch_"
"""The sheet of the switches, and what the defined names of their cells begin with."""
