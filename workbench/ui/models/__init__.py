"""Item models: they read the session's snapshot and results, write through commands, and store only written figures."""
