"""Charts: the only place where figures become binary floats, for display only."""
