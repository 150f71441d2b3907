"""One statement: its grid, the current figure, the marks on it."""
