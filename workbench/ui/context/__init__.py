"""What all views of an open document share: the document, its session's signals and the view state."""
