"""The import assistant: files and sheets, tables, what will be imported; nothing is built before the last page."""
