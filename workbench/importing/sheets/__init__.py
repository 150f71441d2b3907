"""Reads what the tables, bridges and lists of entries of sheets state from their cells."""
