"""One statement: its grid, the current figure and the marks on figures."""
