"""Corrections that are remembered per layout, offered the next time it is met, and forgotten when the user says so."""
