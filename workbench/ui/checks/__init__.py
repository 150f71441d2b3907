"""The checks: their run between events, and the panel of their findings."""
