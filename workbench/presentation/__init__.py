"""What every reader asks of a project: its tables, names, states and units in words. Read by all that shows."""
