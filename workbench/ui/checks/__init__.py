"""The checks: running them between events, and the panel of their findings."""
