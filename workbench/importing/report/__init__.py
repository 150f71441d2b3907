"""The report of an import: evidence, findings, questions, changes, and corrections to remember."""
