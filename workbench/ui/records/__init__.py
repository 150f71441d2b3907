"""The records of a document: entries, notes, history."""
