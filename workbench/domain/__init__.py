"""What the workbench talks about: periods, statements, adjustments, sources, findings. Standard library only."""
