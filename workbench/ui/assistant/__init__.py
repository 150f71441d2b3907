"""The import assistant: files and sheets, tables, what will be imported; nothing is imported before the last page."""
