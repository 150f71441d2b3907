"""The keys that switch differences."""

MOST_SWITCH_KEYS = 9
"""The differences that Ctrl+1 to Ctrl+9 switch."""
