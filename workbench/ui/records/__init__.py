"""What has been written down: entries, notes, history."""
