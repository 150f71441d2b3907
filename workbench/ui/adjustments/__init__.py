"""The differences: their switches, and the totals that follow."""
