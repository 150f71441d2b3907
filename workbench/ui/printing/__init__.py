"""Views on paper: a statement or a chart laid out on pages, previewed, printed, or written as PDF."""
