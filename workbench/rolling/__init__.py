"""The next period from this one: roll-forward, and the new workbook taken into the project that it made."""
