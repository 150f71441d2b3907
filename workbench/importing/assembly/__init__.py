"""Builds statements from the tables of all sheets: merged, added up, proven."""
