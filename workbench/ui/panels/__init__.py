"""What stands around the grid: lists, switches, totals, checks, notes. No panel calls another."""
