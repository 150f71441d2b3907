"""What every view and export of a project shares: its tables, and names, states and units in words."""
