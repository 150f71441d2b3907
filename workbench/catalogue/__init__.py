"""What the program knows beforehand: the kinds of differences between frameworks, and the usual statements."""
