"""What an import says of itself: evidence, findings, questions, what changed, what to remember."""
