"""Reconciliation Workbench: financial statements under two frameworks, exact and provable."""
