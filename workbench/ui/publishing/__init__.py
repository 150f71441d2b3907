"""The published appendix in the window: its pages as they are, and what stands against it."""
