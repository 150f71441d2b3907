"""What an import reports about itself: evidence, findings, questions, what changed, what to remember."""
