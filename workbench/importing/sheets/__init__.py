"""From the cells of one sheet to what its tables, bridges and lists of entries state."""
