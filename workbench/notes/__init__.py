"""Notes: text in a small subset of Markdown, with fields that say figures of the project."""
