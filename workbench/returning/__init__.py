"""A review workbook that comes back: what its reviewer meant, as a merge into its project."""

from workbench.returning.returned import merge_of, read_returned

__all__ = ["merge_of", "read_returned"]
