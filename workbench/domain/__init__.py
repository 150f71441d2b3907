"""The domain: periods, statements, adjustments, sources, findings. Standard library only."""
