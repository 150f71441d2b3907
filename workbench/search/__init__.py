"""What is found in a project: places by their names, captions and figures by what is typed."""
