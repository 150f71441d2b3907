"""From the cells of sheets to what their tables, bridges and lists of entries state."""
