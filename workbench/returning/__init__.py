"""A review workbook that comes back: what its reviewer meant, as a merge into its project."""
