"""Dialogs: opened, never waited for; each says what it decided by a signal or a call."""
