"""The window. Everything Qt is here; views read the session's snapshot and results, and send commands."""
